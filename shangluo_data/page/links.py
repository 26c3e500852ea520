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

# JupyterLab writes `#cell-id=x` and `#heading=x` for `#x`.
_PLACE = re.compile(r"(?:(?:\./)?([^:?#]+)\.ipynb)?(?:#(?:cell-id=|heading=)?(.*))?", re.S)


def link_pages(main: HtmlElement, name: str, siblings: Collection[str]) -> None:
    """Lead links between notebooks to their pages; those to what is not there become plain text."""
    ids = set(main.xpath("//@id"))
    for link in list(main.iter("a")):
        match = _PLACE.fullmatch(link.get("href", "an anchor"))
        if match is None:
            continue
        page, place = unquote(match[1]) if match[1] else name, match[2] or ""
        if page == name and ids & {place or "main", unquote(place)}:
            link.set("href", f"#{place or 'main'}")
        elif page != name and page in siblings:
            link.set("href", f"{quote(page)}.html{'#' if place else ''}{place}")
        else:
            link.drop_tag()


def take_in(main: HtmlElement, lang: Lang, folder: Path | None) -> None:
    """Hold pictures from files below ``folder`` in the page; name what is kept elsewhere."""
    for box in list(main.iter("input")):
        ticked = "☐ " if box.get("checked") is None else "☑ "
        value = ticked if box.get("type", "").lower() == "checkbox" else box.get("value", "")
        box.tail = value + (box.tail or "")
        box.drop_tree()
    for node in list(main.iter("img", *ELSEWHERE)):
        found = [node.get("src"), node.get("data"), *node.xpath("source/@src")]
        address = next(filter(None, found), "").strip()
        held = address if address.startswith("data:") else _held(address, folder)
        if node.tag != "img" or not held:
            node.getparent().replace(node, _named(node, lang, address))
            continue
        node.set("src", held)
        if not node.get("alt", "").strip():
            node.set("alt", node.get("title") or label("picture", lang))
    for source in main.xpath(".//source[not(@srcset)]"):
        source.drop_tree()


def _named(node: HtmlElement, lang: Lang, address: str) -> HtmlElement:
    """Say what something is called that is not here, and where it is."""
    name, far = node.get("alt") or words_of(node), re.match("(https?:)?//", address)
    shown = escape(name or unquote(address))
    if far:
        shown = f'<a href="{escape(address)}">{shown}</a>'
    elif name and address:
        shown += escape(f" ({unquote(address)})")
    said = words("picture_lost" if node.tag == "img" and not far else "elsewhere", lang)
    made = parsed(f'<span class="remark">{said}{": " if shown else ""}{shown}</span>')[0]
    made.tail = node.tail
    return made


def _held(address: str, folder: Path | None) -> str | None:
    """The file at a relative address below the notebook's folder, as a data URI."""
    if folder is None:
        return None
    try:
        path = (folder / unquote(re.split("[?#]", address)[0])).resolve()
        data = path.read_bytes() if path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):
        return None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}" if data else None
