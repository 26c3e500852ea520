"""Small pieces of HTML: text is escaped, every pair of languages is marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from shangluo_data.article import Paragraph, paragraphs

ZH = "zh-CN"
EN = "en"
METHOD = "04_method.ipynb"
# The two people of ¶20 are named in the article view alone; crossed out, the length stays.
_NAMES = re.compile("(?<=警务室民警)..(?=在走访)|(?<=独居老人)..(?=行动不便)")


class Cell(NamedTuple):
    """One cell of a table: its HTML, whether it is a number, and its language where it has one."""

    html: str
    number: bool = False
    lang: str = ""


def zh(text: str, tag: str = "span", extra: str = "") -> str:
    """Return Chinese text as one half of a pair; an English edition leaves it out."""
    return f'<{tag} class="{f"{extra} zh".strip()}" lang="{ZH}">{escape(text, quote=False)}</{tag}>'


def en(text: str, tag: str = "span", extra: str = "") -> str:
    """Return English text as one half of a pair; a Chinese edition leaves it out."""
    return f'<{tag} class="{f"{extra} en".strip()}" lang="{EN}">{escape(text, quote=False)}</{tag}>'


def pair(chinese: str, english: str, tag: str = "span", extra: str = "") -> str:
    """Return both languages, Chinese first; an empty text gives no element."""
    halves = (
        zh(chinese, tag, extra) if chinese else "",
        en(english, tag, extra) if english else "",
    )
    return " ".join(half for half in halves if half)


def term(words: str, tag: str = "span", extra: str = "") -> str:
    """Return the article's own words, which stay in every edition."""
    classes = f' class="{extra}"' if extra else ""
    return f'<{tag}{classes} lang="{ZH}">{escape(words, quote=False)}</{tag}>'


def paragraph_link(number: int) -> str:
    """Return a link to a paragraph in the article view."""
    # JupyterLab finds a cell by its id even before outputs are drawn; exports read it as #p15.
    return f'<a href="{METHOD}#cell-id=p{number}">¶{number}</a>'


def paragraph_links(numbers: Iterable[int]) -> str:
    """Return links to several paragraphs, in order."""
    return " ".join(paragraph_link(n) for n in sorted(set(numbers)))


def table(
    header: Sequence[Cell], rows: Sequence[Sequence[Cell]], label: str, *, row_headers: bool = True
) -> str:
    """Return a table in its own scroll box: headers with scope, the first cell a row header."""

    def attributes(cell: Cell) -> str:
        classes = " ".join(c for c in ("num" if cell.number else "", cell.lang) if c)
        lang = {"zh": ZH, "en": EN}.get(cell.lang, "")
        return (f' class="{classes}"' if classes else "") + (f' lang="{lang}"' if lang else "")

    head = "".join(f'<th scope="col"{attributes(c)}>{c.html}</th>' for c in header)
    body = []
    for row in rows:
        cells = []
        for at, cell in enumerate(row):
            tag, scope = ("th", ' scope="row"') if at == 0 and row_headers else ("td", "")
            cells.append(f"<{tag}{scope}{attributes(cell)}>{cell.html}</{tag}>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def marked(paragraph: Paragraph, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
    """Return ``start:end`` of a paragraph as HTML, the spans inside it marked, no one named."""
    text = _NAMES.sub("××", paragraph.text)
    parts = []
    at = start
    for first, last in sorted(set(spans)):
        if first < at or last > end:
            continue
        parts.append(escape(text[at:first], quote=False))
        parts.append(f"<mark>{escape(text[first:last], quote=False)}</mark>")
        at = last
    parts.append(escape(text[at:end], quote=False))
    return "".join(parts)


def exhibit_link(notebook: str, name: str, words: str) -> str:
    """Return a link to an exhibit in its notebook."""
    return f'<a href="{notebook}#cell-id={name}">{words}</a>'


def quotations(spans: Iterable[tuple[int, int, int]]) -> str:
    """Return the sentences that hold the spans (paragraph, start, end), the spans marked."""
    text = paragraphs()
    by_sentence: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
    for number, start, end in spans:
        for first, last in text[number - 1].sentences():
            if first < end and start < last:
                inside = (max(first, start), min(last, end))
                by_sentence.setdefault((number, first, last), []).append(inside)
    lines = [
        f"<p>{paragraph_link(n)} {marked(text[n - 1], first, last, spans)}</p>"
        for (n, first, last), spans in sorted(by_sentence.items())
    ]
    return f'<blockquote lang="{ZH}">{"".join(lines)}</blockquote>' if lines else ""
