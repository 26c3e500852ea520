"""The frame around the cells: head, navigation, contents, style; and how HTML is written out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from bs4.formatter import HTMLFormatter
from jinja2 import Environment, FileSystemLoader

from .page_blocks import Entry
from .page_links import Neighbour
from .words import label, words

TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True)
class Page:
    """What the page template fills in; text is HTML unless it says otherwise."""

    lang: str
    title: str
    classes: str
    main: str
    previous: Neighbour | None
    next: Neighbour | None
    home: bool
    has_code: bool
    code_open: bool
    colophon: str


class _Formatter(HTMLFormatter):
    """As little escaping as HTML asks for: an SVG in an attribute keeps its angle brackets."""

    def attribute_value(self, value: str) -> str:
        return value.replace("&", "&amp;")


FORMATTER = _Formatter(
    entity_substitution=lambda text: (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    ),
    void_element_close_prefix="",
)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES / "shangluo"), autoescape=False, trim_blocks=True
    )


@cache
def style_sheet() -> str:
    """Return the style sheet of every page, without comments and needless space."""
    css = (TEMPLATES / "shangluo" / "style.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,>])\s*", r"\1", css).replace(";}", "}").strip()


def render(template: str, lang: str, **values: Any) -> str:
    """Return a template of this package, filled in; it may call ``words`` and ``label``."""
    return (
        _environment()
        .get_template(template)
        .render(
            css=style_sheet(),
            words=lambda key: words(key, lang),
            label=lambda key: escape(label(key, lang)),
            **values,
        )
    )


def contents(entries: Sequence[Entry], lang: str) -> str:
    """Return the table of contents as a navigation block that can be folded up."""
    items, depth = [], 2
    for entry in entries:
        if entry.level > depth:
            items.append("<ol>")
        elif entry.level < depth:
            items.append("</li></ol></li>")
        elif items:
            items.append("</li>")
        depth = entry.level
        items.append(f'<li><a href="#{escape(entry.id)}">{entry.title}</a>')
    items.append("</li></ol></li>" if depth == 3 else "</li>")
    return (
        f'<nav class="toc" aria-label="{escape(label("contents", lang))}"><details open>'
        f"<summary>{words('contents', lang)}</summary><ol>{''.join(items)}</ol></details></nav>"
    )
