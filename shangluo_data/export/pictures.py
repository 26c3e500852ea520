"""One exhibit as a picture for slides: its title, notes and source with it, set by Typst."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Literal

import nbformat
from bs4 import BeautifulSoup

from .editions import check_lang, select
from .typst_compile import compile_image
from .typst_document import picture

_FIGURE = re.compile(r'<figure class="exhibit[^"]*" id="(\w+)".*?</figure>', re.DOTALL)


def exhibits_in(notebook: Path) -> list[tuple[str, str]]:
    """Return the exhibits among the outputs of an executed notebook: id and HTML, in order."""
    nb = nbformat.read(notebook, as_version=4)
    outputs = (
        "".join(output["data"]["text/html"])
        for cell in nb.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    )
    return [(m.group(1), m.group()) for html in outputs for m in _FIGURE.finditer(html)]


def render(exhibit_html: str, fmt: Literal["png", "svg"] = "png", lang: str = "both") -> bytes:
    """Return an exhibit's HTML as a PNG (192 dpi) or an SVG, in the edition ``lang``.

    The picture holds tag, title, subtitle, plot or table, notes and source; the closed disclosure
    with the rows and exact words stays out. An SVG names itself by the exhibit's title.

    Raises
    ------
    ValueError
        If ``fmt`` is neither png nor svg, ``lang`` none of both, zh and en, or the HTML holds no
        ``figure``.
    RuntimeError
        If Typst refuses the exhibit; the message holds its words.
    """
    if fmt not in ("png", "svg"):
        raise ValueError(f"unknown picture format {fmt!r}: use png or svg")
    check_lang(lang)
    soup = BeautifulSoup(exhibit_html, "html.parser")
    if soup.find("figure") is None:
        raise ValueError("this HTML holds no <figure>: pass the text/html of one exhibit")
    select(soup, lang)
    titles = [title.get_text(" ", strip=True) for title in soup.select("figcaption .title")]
    made = compile_image(picture(soup, lang), fmt)
    return _named(made, " ".join(titles)) if fmt == "svg" else made


def _named(svg: bytes, title: str) -> bytes:
    if not title:
        return svg
    head = re.match(rb"<svg[^>]*>", svg)
    if head is None:
        return svg
    start = head.group()[:-1] + b' role="img"><title>' + escape(title).encode() + b"</title>"
    return start + svg[head.end() :]
