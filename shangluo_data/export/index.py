"""The report's front page: a card per notebook, and what can be downloaded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat

from .markdown import to_html
from .page_frame import render
from .page_links import title_of
from .pictures import exhibits_in

LANG_TAG = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True)
class Card:
    """A notebook on the front page: its name; title, opening words and exhibits as HTML."""

    name: str
    section: str
    title: str
    opening: str
    counts: str


def index_page(notebooks: Sequence[Path], lang: str, *, with_pdf: bool) -> str:
    """Return the front page of a report on executed notebooks.

    Parameters
    ----------
    notebooks
        In order.
    lang
        The edition: ``both``, ``zh`` or ``en``.
    with_pdf
        Whether the PDFs stand beside the pages.
    """
    cards = [_card(path, lang) for path in notebooks]
    heading = cards[0].title if cards else ""
    intro = ""
    if cards and cards[0].section == "overview":
        # The overview opens the report: its title and first words head the page, once.
        intro = cards[0].opening
        cards[0] = replace(cards[0], title=_both("总览", "Overview", lang), opening="")
    return render(
        "report.html.j2",
        lang,
        edition=lang,
        cards=cards,
        heading=heading,
        intro=intro,
        title=re.sub(r"<[^>]+>", "", heading),
        with_pdf=with_pdf,
    )


def _card(path: Path, lang: str) -> Card:
    exhibits = [html for _, html in exhibits_in(path)]
    tables = sum('class="exhibit table' in html for html in exhibits)
    return Card(
        path.stem,
        path.stem.partition("_")[2],
        title_of(path.parent, path.stem, lang),
        _opening(path, lang),
        _counts(len(exhibits) - tables, tables, lang),
    )


def _counts(charts: int, tables: int, lang: str) -> str:
    english = f"{charts} chart{'s' * (charts != 1)}, {tables} table{'s' * (tables != 1)}"
    return _both(f"图{charts}幅，表{tables}张", english, lang)


def _both(chinese: str, english: str, lang: str) -> str:
    parts = {
        "zh": f'<span class="zh" lang="zh-CN">{chinese}</span>',
        "en": f'<span class="en" lang="en">{english}</span>',
    }
    return " ".join(part for tag, part in parts.items() if lang in ("both", tag))


def _opening(path: Path, lang: str) -> str:
    """Return the first narrative cell of each language in the edition."""
    nb = nbformat.read(path, as_version=4)
    parts = []
    for tag, code in LANG_TAG.items():
        cells = [c for c in nb.cells if tag in c.metadata.get("tags", [])]
        if cells and lang in ("both", tag):
            parts.append(f'<div class="{tag}" lang="{code}">{to_html(cells[0].source)}</div>')
    return "".join(parts)
