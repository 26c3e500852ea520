"""What a page refers to: other pages, pictures in files, things kept elsewhere."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Collection
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote

from lxml.html import HtmlElement

from .nodes import parsed, words_of
from .words import Lang, label, words

_NOTEBOOK = re.compile(r"(?:\./)?([^:?#]*)\.ipynb(?:#(.*))?", re.S)
_FAR = re.compile(r"(https?:)?//")
_KEPT_ELSEWHERE = ("iframe", "frame", "object", "embed", "video", "audio")


def link_pages(main: HtmlElement, name: str, siblings: Collection[str]) -> None:
    """Lead links between notebooks to their pages; a link to what is not there becomes plain text.

    JupyterLab's ``#cell-id=x`` and ``#heading=x`` become ``#x``.
    """
    ids = set(main.xpath("//@id"))
    for link in list(main.iter("a")):
        href = link.get("href", "")
        match = _NOTEBOOK.fullmatch(href)
        if match is None and not href.startswith("#"):
            continue
        page = unquote(match[1]) if match else name
        place = re.sub(r"^(cell-id|heading)=", "", (match[2] if match else href[1:]) or "")
        if page == name and ids & {place or "main", unquote(place)}:
            link.set("href", f"#{place or 'main'}")
        elif page != name and page in siblings:
            link.set("href", f"{quote(page)}.html{'#' if place else ''}{place}")
        else:
            link.drop_tag()


def take_in(main: HtmlElement, lang: Lang, folder: Path | None) -> None:
    """Hold pictures from files below ``folder`` in the page; name what is kept elsewhere."""
    for node in list(main.iter("img", "source", "input", *_KEPT_ELSEWHERE)):
        address = (node.get("src") or node.get("data") or "").strip()
        held = address if address.startswith("data:") else _held(address, folder)
        if node.tag == "input":
            ticked = "☑ " if node.get("checked") is not None else "☐ "
            box = (node.get("type") or "").lower() == "checkbox"
            node.tail = (ticked if box else node.get("value") or "") + (node.tail or "")
            node.drop_tree()
        elif node.tag == "img" and held:
            node.set("src", held)
            if not (node.get("alt") or "").strip():
                node.set("alt", node.get("title") or label("picture", lang))
        elif node.tag == "img":
            key = "picture_at" if _FAR.match(address) else "picture_lost"
            _replace(node, key, lang, address, node.get("alt", ""))
        elif node.tag in _KEPT_ELSEWHERE and not address.startswith("data:"):
            inner = next((s.get("src", "") for s in node.iter("source")), "")
            _replace(node, "embedded", lang, address or inner, words_of(node))
        elif node.tag == "source" and not (node.get("srcset") or "").startswith("data:"):
            node.drop_tree()


def _replace(node: HtmlElement, key: str, lang: Lang, address: str, name: str) -> None:
    shown = escape(name or unquote(address))
    if _FAR.match(address):
        shown = f'<a href="{escape(address)}">{shown}</a>'
    elif name and address:
        shown += escape(f" ({unquote(address)})")
    said = f"{words(key, lang)}{': ' if shown else ''}{shown}"
    made = parsed(f'<span class="remark">{said}</span>')[0]
    made.tail = node.tail
    node.getparent().replace(node, made)


def _held(address: str, folder: Path | None) -> str | None:
    """The file at a relative address below the notebook's folder, as a data URI."""
    if not address or folder is None or re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.I):
        return None
    path = (folder / unquote(address.split("?")[0].split("#")[0])).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
