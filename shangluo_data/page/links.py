"""What a page refers to: other pages, pictures in files, things kept elsewhere."""

from __future__ import annotations

import base64
import json
import mimetypes
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote

from lxml.html import HtmlElement

from .nodes import classes, parsed, select, words_of
from .words import Lang, label, words

_NOTEBOOK = re.compile(r"(?:\./)?([^:?#]*)\.ipynb(?:#(.*))?", re.S)
_FAR = re.compile(r"(https?:)?//")
_PLACE = re.compile(r"^(cell-id|heading)=")
_EMBEDDED = ("iframe", "frame", "object", "embed", "video", "audio")


@dataclass(frozen=True)
class Neighbour:
    """The page before or after this one: its address, and its title in each language it has."""

    href: str
    titles: dict[str, str]

    @property
    def short(self) -> dict[str, str]:
        """The titles up to their colon."""
        return {lang: re.split("[:：]", title)[0] for lang, title in self.titles.items()}


def titles_of(heading: HtmlElement) -> dict[str, str]:
    """Return the halves of a heading in two languages by ``zh`` and ``en``; else nothing."""
    found = {lang: half for half in heading for lang in ("zh", "en") if lang in classes(half)}
    return {lang: words_of(half) for lang, half in found.items()}


def neighbours(
    name: str, siblings: Sequence[str], folder: Path | None, lang: Lang
) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the page before and the page after ``name`` among ``siblings``, names in order."""
    if name not in siblings:
        return None, None
    at = list(siblings).index(name)
    before = siblings[at - 1] if at else None
    after = siblings[at + 1] if at + 1 < len(siblings) else None

    def found(page: str | None) -> Neighbour | None:
        return Neighbour(f"{quote(page)}.html", _titles(folder, page, lang)) if page else None

    return found(before), found(after)


def _titles(folder: Path | None, name: str, lang: Lang) -> dict[str, str]:
    path = (folder or Path()) / f"{name}.ipynb"
    try:
        source = _first_heading(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, LookupError, TypeError):
        source = ""
    from .cells import markdown

    heading = parsed(markdown(f"# {source}")).find("h1") if source else None
    if heading is None:
        return {"": name}
    select(heading, lang)
    return titles_of(heading) or {"": words_of(heading)}


@lru_cache(maxsize=64)
def _first_heading(path: Path, _changed: int) -> str:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            found = re.search(r"^#\s+(.+?)\s*#*$", "".join(cell["source"]), re.M)
            if found:
                return found[1]
    return ""


def link_pages(main: HtmlElement, name: str, siblings: Collection[str]) -> None:
    """Lead links between notebooks to their pages; a link to what is not there becomes plain text.

    JupyterLab's ``#cell-id=x`` and ``#heading=x`` become ``#x``.
    """
    ids = {node.get("id") for node in main.iter("*") if node.get("id")} | {"main"}
    for link in list(main.iter("a")):
        href = link.get("href", "")
        match = _NOTEBOOK.fullmatch(href)
        page = unquote(match[1]) if match else ""
        place = (match[2] if match else href.removeprefix("#")) or ""
        place = _PLACE.sub("", place)
        if match is None and not href.startswith("#"):
            continue
        if match is None or page == name:
            found = unquote(place or "main")
            if found in ids or place in ids:
                link.set("href", f"#{place or 'main'}")
                continue
        elif page in siblings:
            link.set("href", f"{quote(page)}.html" + (f"#{place}" if place else ""))
            continue
        link.drop_tag()


def take_in(main: HtmlElement, lang: Lang, folder: Path | None) -> None:
    """Hold pictures from files below ``folder`` in the page; name what is kept elsewhere."""
    for node in list(main.iter("img", "source", "input", *_EMBEDDED)):
        address = (node.get("src") or node.get("data") or "").strip()
        held = address if address.startswith("data:") else _held(address, folder)
        if node.tag == "input":
            _box(node)
        elif held is not None and node.tag not in ("iframe", "frame", "object", "embed"):
            node.set("src", held)
        elif node.tag == "img":
            far = "picture_at" if _FAR.match(address) else "picture_lost"
            _replace(node, _elsewhere(address, far, lang, node.get("alt", "")))
        elif node.tag in _EMBEDDED and next(node.iter("source"), None) is None:
            _replace(node, _elsewhere(address, "embedded", lang, words_of(node)))
        elif node.tag == "source" and not (node.get("srcset") or "").startswith("data:"):
            node.drop_tree()
    for image in main.iter("img"):
        if not (image.get("alt") or "").strip():
            image.set("alt", image.get("title") or label("picture", lang))


def _box(node: HtmlElement) -> None:
    """A box to tick as a sign; other boxes have no use on a page, what is in them stays."""
    kind = (node.get("type") or "text").lower()
    text = {"checkbox": "☑ " if node.get("checked") is not None else "☐ ", "hidden": ""}
    shown = text.get(kind, node.get("value") or "")
    node.tail = shown + (node.tail or "")
    node.drop_tree()


def _replace(node: HtmlElement, html: str) -> None:
    made = parsed(html)[0]
    made.tail = node.tail
    node.getparent().replace(node, made)


def _elsewhere(address: str, key: str, lang: Lang, name: str) -> str:
    shown = escape(name or address)
    if _FAR.match(address):
        shown = f'<a href="{escape(address)}">{shown}</a>'
    elif name and address:
        shown += escape(f" ({unquote(address)})")
    elif address:
        shown = escape(unquote(address))
    return f'<span class="remark">{words(key, lang)}{": " if shown else ""}{shown}</span>'


def _held(address: str, folder: Path | None) -> str | None:
    """The file at a relative address below the notebook's folder, as a data URI."""
    if not address or folder is None or re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.I):
        return None
    root = folder.resolve()
    path = (root / unquote(address.split("?")[0].split("#")[0])).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        return None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
