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

from .cells import markdown
from .nodes import classes, parsed, select, words_of
from .words import Lang, label, words

_NOTEBOOK = re.compile(r"(?:\./)?([^:?#]*)\.ipynb(?:#(.*))?", re.S)
_FAR = re.compile(r"(https?:)?//")
_KEPT_ELSEWHERE = ("iframe", "frame", "object", "embed", "video", "audio")


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
    line = [None, *siblings, None]
    if name not in siblings:
        return None, None
    at = line.index(name)

    def found(page: str | None) -> Neighbour | None:
        if page is None:
            return None
        path = (folder or Path()) / f"{page}.ipynb"
        source = _first_heading(path, path.stat().st_mtime_ns) if path.is_file() else ""
        heading = parsed(markdown(f"# {source or page}"))[0]
        select(heading, lang)
        return Neighbour(f"{quote(page)}.html", titles_of(heading) or {"": words_of(heading)})

    return found(line[at - 1]), found(line[at + 1])


@lru_cache(maxsize=64)
def _first_heading(path: Path, _changed: int) -> str:
    try:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"]) if cell["cell_type"] == "markdown" else ""
            if found := re.search(r"^#\s+(.+?)\s*#*$", source, re.M):
                return found[1]
    except (OSError, ValueError, LookupError, TypeError):
        pass  # A page beside this one that cannot be read goes by its name.
    return ""


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
