"""The one place where data becomes markup: an autoescaping template."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shangluo_data.exhibits.parts import LANGS, Words
from shangluo_data.exhibits.style import SWITCH, notebook_css
from shangluo_data.register.curated import label

if TYPE_CHECKING:
    from jinja2 import Template

METHOD = "04_method.ipynb"


def section_words(code: str) -> Words:
    """Return a section's label in both languages."""
    return {lang: label("section", code, lang) for lang in LANGS}


def tone(section: str) -> str:
    """Return the class that colours a section; the whole article is coloured as its opening."""
    return "lead" if section == "article" else section


def _runs(items: Iterable[Any], by: str) -> list[tuple[str, list[Any]]]:
    return [(key, list(run)) for key, run in groupby(items, attrgetter(by))]


def _by_script(text: str) -> list[tuple[str, bool]]:
    """Return an English text in parts, and whether each is Chinese, so that each has its tongue."""
    parts = re.split(r"([\u3400-\u9fff]+)", text)
    return [(part, at % 2 == 1) for at, part in enumerate(parts) if part]


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"groupby_run": _runs, "by_script": _by_script}
    env.globals |= {"method": METHOD, "switch": SWITCH, "tone": tone, "section": section_words}
    return env.get_template("exhibit.html.j2")


def render(macro: str, *data: Any) -> str:
    """Return what one macro of the template makes of ``data``."""
    return str(getattr(_template().module, macro)(*data))


def in_notebook(html: str) -> str:
    """Return markup with the look it brings along where no page gives it one."""
    return f'<style class="shangluo-style">{notebook_css()}</style>{html}'
