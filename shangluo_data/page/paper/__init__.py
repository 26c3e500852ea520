"""Pages on paper: PDF of one page or of all, pictures of exhibits; `report.typ` lays them out."""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from html import escape
from typing import Any, Literal

from lxml.etree import strip_attributes
from lxml.html import HtmlElement

from shangluo_data.errors import DataError
from shangluo_data.page.nodes import classed, classes, parsed, select
from shangluo_data.page.paper.press import ExportWarning, typeset
from shangluo_data.page.paper.sheet import Sheet
from shangluo_data.page.tree import Page
from shangluo_data.page.words import Lang

__all__ = ["ExportWarning", "bound", "pdf", "picture", "slides"]


def pdf(page: Page, *, evidence: bool = False) -> bytes:
    """Return the PDF of one page: tagged, PDF/UA-1 and PDF/A-2a, the same bytes on every run.

    ``evidence`` prints the rows and exact words behind exhibits, and the text as received, too.
    """
    return _printed([page], page.name, evidence, foot=page.name)


def bound(pages: Sequence[Page], lang: Lang = "both", *, evidence: bool = False) -> bytes:
    """Return one PDF of all pages, with a cover and contents, links between them led inside.

    The cover bears the title of the first page, and its exhibit ``at_a_glance`` if it has one.
    `DataError` if there is no page.
    """
    if not pages:
        raise DataError("the bound PDF", "no page is given", "Name at least one notebook.")
    titles = {key: words for key, words in pages[0].titles.items() if lang in ("both", key)}
    titles = titles or {"en": pages[0].title}
    foot = next(iter(titles.values()))
    return _printed(pages, "the bound PDF", evidence, cover=titles, foot=foot)


def slides(
    exhibits: Iterable[HtmlElement | str], *, lang: Lang, shape: Literal["wide", "square"]
) -> dict[str, bytes]:
    """Return charts and cards as PNG by id, a page of one document each; tables are left out.

    ``wide`` is 16:9 at 2560 × 1440, ``square`` 1920 × 1920 pixels.
    """
    figures = {
        str(figure.get("id") or f"exhibit-{at}"): figure
        for at, figure in enumerate(map(_figure, exhibits), 1)
        if {"is-chart", "is-cards"}.intersection(classes(figure))
    }
    made = _drawn(figures, lang, shape, format="png", ppi=288.0) if figures else []
    return dict(zip(figures, made, strict=True))


def picture(exhibit_html: str, kind: Literal["png", "svg"] = "png", lang: Lang = "both") -> bytes:
    """Return an exhibit with caption, notes and source as a PNG (192 dpi) or an SVG.

    `DataError` if ``kind`` is neither png nor svg, or the HTML holds no ``figure``.
    """
    if kind not in ("png", "svg"):
        raise DataError("a picture", f"no format {kind!r}", "Use png or svg.")
    figure = _figure(exhibit_html)
    made = _drawn({"exhibit": figure}, lang, "picture", format=kind, ppi=192.0)[0]
    name = escape(" ".join(title.text_content() for title in classed(figure, "title")))
    head = f'\\1 role="img"><title>{name}</title>'.encode()
    return re.sub(rb"\A(<svg[^>]*)>", head, made) if name and kind == "svg" else made


def _figure(exhibit: HtmlElement | str) -> HtmlElement:
    """A copy of the exhibit that may be cut, or the one found in HTML."""
    root = parsed(exhibit) if isinstance(exhibit, str) else deepcopy(exhibit)
    for figure in root.iter("figure"):
        return figure
    raise DataError("a picture", "this HTML holds no <figure>", "Give the HTML of one exhibit.")


def _drawn(figures: dict[str, HtmlElement], lang: Lang, shape: str, **how: Any) -> list[bytes]:
    for figure in figures.values():
        select(figure, lang)
        strip_attributes(figure, "href")
        # The drawing made for a phone fills a square, unless it is a tall one.
        for source, image in zip(figure.iter("source"), figure.iter("img"), strict=False):
            wide, tall = (float(source.get(side) or "inf") for side in ("width", "height"))
            if shape == "square" and tall < 1.2 * wide:
                image.set("src", source.get("srcset") or image.get("src"))
    about = {"title": "exhibits", "lang": "en" if lang == "en" else "zh", "shape": shape}
    return typeset(Sheet(figures), "a picture", about, **how)


def _printed(pages: Sequence[Page], name: str, evidence: bool, **about: Any) -> bytes:
    code = {page.name for page in pages if page.has_code and page.code_open}
    sheet = Sheet({page.name: page.main for page in pages}, evidence, code)
    first = pages[0]
    about |= {
        "title": first.title or first.name,
        "lang": "zh" if first.language.startswith("zh") else "en",
        "sections": [page.section for page in pages],
        "author": list(first.authors),
        "keywords": list(first.keywords),
        "description": first.description or None,
    }
    return typeset(sheet, name, about)[0]
