"""The one place where data becomes markup: an autoescaping template."""

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shangluo_data.exhibits.parts import LANGS, Words
from shangluo_data.exhibits.style import notebook_css
from shangluo_data.register.curated import label

METHOD = "04_method.ipynb"


def section_words(code: str) -> Words:
    return {lang: label("section", code, lang) for lang in LANGS}


_LOADER = FileSystemLoader(Path(__file__).parent)
_ENVIRONMENT = Environment(autoescape=True, loader=_LOADER, undefined=StrictUndefined)
_ENVIRONMENT.filters["by_script"] = re.compile(r"([\u3400-\u9fff]+)").split
_ENVIRONMENT.globals |= {"method": METHOD, "section": section_words}


def render(macro: str, *data: Any) -> str:
    """Return what one macro of the template makes of ``data``."""
    return str(getattr(_ENVIRONMENT.get_template("exhibit.html.j2").module, macro)(*data))


def in_notebook(html: str) -> str:
    """Return markup with the look it brings along where no page gives it one."""
    return f'<style class="shangluo-style">{notebook_css()}</style>{html}'
