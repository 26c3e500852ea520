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

from .clean import ELSEWHERE
from .nodes import parsed, words_of
from .words import Lang, label, words

_NOTEBOOK = re.compile(r"(?:\./)?([^:?#]*)\.ipynb(?:#(.*))?", re.S)
_FAR = re.compile(r"(https?:)?//")


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
    for node in list(main.iter("img", "source", "input", *ELSEWHERE)):
        address = (
            node.get("src") or node.get("data") or "".join(node.xpath("source/@src"))
        ).strip()
        held = address if address.startswith("data:") else _held(address, folder)
        if node.tag == "input":
            ticked = "☑ " if node.get("checked") is not None else "☐ "
            box = (node.get("type") or "").lower() == "checkbox"
            node.tail = (ticked if box else node.get("value") or "") + (node.tail or "")
            node.drop_tree()
        elif node.tag == "source":
            if not (node.get("srcset") or "").startswith("data:"):
                node.drop_tree()
        elif node.tag == "img" and held:
            node.set("src", held)
            if not (node.get("alt") or "").strip():
                node.set("alt", node.get("title") or label("picture", lang))
        else:
            _name(node, lang, address)


def _name(node: HtmlElement, lang: Lang, address: str) -> None:
    """Put in the place of something that is not here what it is called and where it is."""
    name = node.get("alt") or words_of(node)
    shown = escape(name or unquote(address))
    if _FAR.match(address):
        shown = f'<a href="{escape(address)}">{shown}</a>'
    elif name and address:
        shown += escape(f" ({unquote(address)})")
    key = "picture_lost" if node.tag == "img" and not _FAR.match(address) else "elsewhere"
    said = f'<span class="remark">{words(key, lang)}{": " if shown else ""}{shown}</span>'
    made = parsed(said)[0]
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
