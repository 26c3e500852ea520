"""Pages on paper: PDF of one page or of all, pictures of exhibits; `report.typ` lays them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from html import escape
from typing import Any, Literal

from lxml.html import HtmlElement

from shangluo_data.errors import DataError
from shangluo_data.page.nodes import classed, classes, parsed, select
from shangluo_data.page.paper.press import ExportWarning, typeset
from shangluo_data.page.paper.sheet import Sheet
from shangluo_data.page.tree import Page
from shangluo_data.page.words import Lang

__all__ = ["ExportWarning", "bound", "pdf", "pdfs", "picture", "slides"]

HERO = "at_a_glance"


def pdf(page: Page, *, evidence: bool = False) -> bytes:
    """Return the PDF of one page: tagged, PDF/UA-1 and PDF/A-2a, the same bytes on every run.

    ``evidence`` prints the rows and exact words behind exhibits, and the text as received, too.
    """
    sheet = Sheet({page.name: page.main}, evidence=evidence, code=_with_code([page]))
    return typeset(sheet, page.name, {**_about([page]), "foot": page.name})[0]


def pdfs(pages: Sequence[Page], *, evidence: bool = False) -> dict[str, bytes]:
    """Return the PDF of each page by name, set side by side: Typst lets go of the interpreter."""
    with ThreadPoolExecutor(2) as pool:
        made = pool.map(lambda page: pdf(page, evidence=evidence), pages)
        return dict(zip([page.name for page in pages], made, strict=True))


def bound(pages: Sequence[Page], lang: Lang = "both", *, evidence: bool = False) -> bytes:
    """Return one PDF of all pages, with a cover and contents, links between them led inside.

    The cover bears the title of the first page, and its exhibit ``at_a_glance`` if it has one.

    Raises
    ------
    DataError
        If there is no page.
    """
    if not pages:
        raise DataError("the bound PDF", "no page is given", "Name at least one notebook.")
    roots = {page.name: page.main for page in pages}
    first = roots[pages[0].name] = deepcopy(pages[0].main)
    hero = next(iter(first.xpath(".//figure[@id=$name]", name=HERO)), None)
    if hero is not None:
        hero.drop_tree()
        roots[HERO] = hero
    sheet = Sheet(roots, evidence=evidence, code=_with_code(pages))
    shown_hero = sheet.pages.pop() if hero is not None else None
    titles = [pages[0].titles.get(key) if lang in ("both", key) else None for key in ("zh", "en")]
    if not any(titles):
        titles = [None, pages[0].title]
    cover = {"titles": titles, "hero": shown_hero}
    about = {**_about(pages), "cover": cover, "foot": titles[0] or titles[1]}
    return typeset(sheet, "the bound PDF", about)[0]


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
    if not figures:
        return {}
    made = _drawn(figures, lang, shape, format="png", ppi=288.0)
    return dict(zip(figures, made, strict=True))


def picture(exhibit_html: str, kind: Literal["png", "svg"] = "png", lang: Lang = "both") -> bytes:
    """Return an exhibit with caption, notes and source as a PNG (192 dpi) or an SVG.

    Raises
    ------
    DataError
        If ``kind`` is neither png nor svg, or the HTML holds no ``figure``.
    """
    if kind not in ("png", "svg"):
        raise DataError("a picture", f"no format {kind!r}", "Use png or svg.")
    figure = _figure(exhibit_html)
    made = _drawn({"exhibit": figure}, lang, "picture", format=kind, ppi=192.0)[0]
    titles = [title.text_content() for title in classed(figure, "title")]
    head = re.match(rb"<svg[^>]*", made)
    if head is None or not titles:
        return made
    name = f' role="img"><title>{escape(" ".join(titles))}</title>'.encode()
    return head[0] + name + made[head.end() + 1 :]


def _figure(exhibit: HtmlElement | str) -> HtmlElement:
    """A copy of the exhibit that may be cut, or the one found in HTML."""
    found = [deepcopy(exhibit)] if not isinstance(exhibit, str) else parsed(exhibit).iter("figure")
    for figure in found:
        return figure
    raise DataError("a picture", "this HTML holds no <figure>", "Give the HTML of one exhibit.")


def _drawn(figures: dict[str, HtmlElement], lang: Lang, shape: str, **how: Any) -> list[bytes]:
    for figure in figures.values():
        select(figure, lang)
        # The drawing made for a phone fills a square, unless it is a tall one.
        for source, image in zip(figure.iter("source"), figure.iter("img"), strict=False):
            wide, tall = (float(source.get(side) or "inf") for side in ("width", "height"))
            if shape == "square" and tall < 1.2 * wide:
                image.set("src", source.get("srcset") or image.get("src"))
    base = {"title": "exhibits", "lang": "en" if lang == "en" else "zh", "section": "article"}
    return typeset(Sheet(figures, links=False), "a picture", {**base, "shape": shape}, **how)


def _with_code(pages: Sequence[Page]) -> set[str]:
    return {page.name for page in pages if page.has_code and page.code_open}


def _about(pages: Sequence[Page]) -> dict[str, Any]:
    """What the file says of itself, and what stands at the head of its pages, left and right."""
    first = pages[0]
    halves = [(page, page.titles.get("zh"), page.titles.get("en")) for page in pages]
    return {
        "title": first.title or first.name,
        "lang": "zh" if first.language.startswith("zh") else "en",
        "section": first.section,
        "heads": [
            (zh, en) if zh and en else (zh or en or page.title, "") for page, zh, en in halves
        ],
        "sections": [page.section for page in pages],
        "author": list(first.authors),
        "keywords": list(first.keywords),
        "description": first.description or None,
    }
