"""Structure of a page: headings in order, tables that can be read out, languages, unique ids."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from .page_tree import cells, has_class, tags, within
from .words import label

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEAVES = frozenset(
    [*HEADINGS, "p", "li", "td", "th", "dt", "dd", "figcaption", "caption", "summary", "pre"]
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
HTML_LANG = {"both": "zh-CN", "zh": "zh-CN", "en": "en"}


@dataclass(frozen=True)
class Entry:
    """A heading in the table of contents: its level, its id and its text as HTML."""

    level: int
    id: str
    title: str


def name_headings(soup: Tag) -> None:
    """Give every heading the id that JupyterLab gives it, unless it has one of its own."""
    for heading in tags(soup, HEADINGS):
        if not heading.get("id"):
            text = re.sub(r"\s+", "-", heading.get_text().strip())
            if text:
                heading["id"] = text


def order_headings(soup: BeautifulSoup, title: str) -> None:
    """Make one first-level heading, first, and skip no level below it, in place.

    A notebook without a first-level heading at its head, or with several, gets ``title``.
    """
    found = []
    for heading in tags(soup, HEADINGS):
        if heading.get_text(strip=True) or heading.find("img"):
            found.append(heading)
        else:
            heading.name = "div"
    top = [heading for heading in found if heading.name == "h1"]
    own = len(top) == 1 and found[0] is top[0]
    if not own:
        first = soup.new_tag("h1")
        first.string = title
        soup.insert(0, first)
    shift = 0 if own or not top else 1
    before = 1
    for heading in found[1:] if own else found:
        level = min(max(int(heading.name[1]) + shift, 2), before + 1, 6)
        heading.name = f"h{level}"
        before = level


def outline(soup: Tag) -> list[Entry]:
    """Return the second- and third-level headings that stand in the text."""
    entries = []
    for heading in tags(soup, ("h2", "h3")):
        if heading.get("id") and within(heading, "div", "md"):
            copy = BeautifulSoup(heading.decode_contents(), "html.parser")
            for link in copy.find_all("a"):
                link.unwrap()
            for element in copy.find_all(id=True):
                del element["id"]
            entries.append(Entry(int(heading.name[1]), str(heading["id"]), str(copy).strip()))
    return entries


def read_tables(soup: BeautifulSoup, lang: str) -> None:
    """Give tables scopes, and each a box of its own that scrolls and can be reached by keyboard."""
    for number, table in enumerate(tags(soup, ("table",)), 1):
        if table.has_attr("border"):
            del table["border"]
        for cell in tags(table, ("th",)):
            if not cell.get_text(strip=True) and cell.find("img") is None:
                cell.name = "td"
            elif not cell.has_attr("scope"):
                wide = str(cell.get("colspan", "1")) != "1"
                tall = str(cell.get("rowspan", "1")) != "1"
                if within(cell, "thead"):
                    cell["scope"] = "colgroup" if wide else "col"
                else:
                    cell["scope"] = "rowgroup" if tall else "row"
        if within(table, "table") or within(table, "div", "scroll"):
            continue
        caption = table.find("caption")
        name = caption.get_text(" ", strip=True) if isinstance(caption, Tag) else ""
        box = table.wrap(soup.new_tag("div"))
        box["class"] = "scroll"
        box["role"] = "region"
        box["tabindex"] = "0"
        box["aria-label"] = name or f"{label('table', lang)} {number}"


def mark_cells(soup: Tag) -> None:
    """Mark every cell that has no language yet with the one most of its words are in, in place."""
    for cell in cells(soup):
        if not cell.has_attr("lang"):
            found = _language(_own_text(cell, deep=True))
            if found:
                cell["lang"] = found


def mark_blocks(soup: Tag, page: str) -> None:
    """Mark every block whose language differs from what stands around it, in place.

    ``page`` is the language of the page itself.
    """
    for block in tags(soup, _LEAVES):
        if block.has_attr("lang") or (block.name == "pre" and within(block, "div", "highlight")):
            continue
        found = _language(_own_text(block))
        if found and found != _inherited(block, page):
            block["lang"] = found


def _own_text(block: Tag, deep: bool = False) -> str:
    words = []
    for text in block.descendants:
        if type(text) is not NavigableString:
            continue
        for parent in text.parents:
            if parent is block:
                words.append(text)
                break
            if parent.has_attr("lang") or parent.name in ("code", "style", "pre"):
                break
            if parent.name in _LEAVES and not deep:
                break
    return " ".join(words)


def _inherited(block: Tag, otherwise: str) -> str:
    for parent in block.parents:
        if "lang" in parent.attrs:
            return str(parent.attrs["lang"])
    return otherwise


def _language(text: str) -> str | None:
    han = len(_HAN.findall(text))
    latin = len(_LATIN.findall(text))
    if not han and not latin:
        return None
    return "zh-CN" if han * 2 > latin else "en"


def unique(soup: Tag) -> None:
    """Make ids, and the names of scrolling boxes, unique, in place; the first keeps its own."""
    seen: set[str] = set()
    names: set[str] = set()
    for element in tags(soup):
        if element.attrs.get("id"):
            element["id"] = _fresh(re.sub(r"\s+", "-", str(element["id"])), seen, "-")
        if element.attrs.get("role") == "region":
            element["aria-label"] = _fresh(str(element.get("aria-label", "")), names, " ")


def _fresh(name: str, seen: set[str], joint: str) -> str:
    fresh, number = name, 1
    while fresh in seen:
        number += 1
        fresh = f"{name}{joint}{number}"
    seen.add(fresh)
    return fresh


def set_pairs(soup: BeautifulSoup) -> None:
    """Put Chinese and the English right after it side by side: cells, captions, notes."""
    for box in tags(soup, ("figure", "figcaption", "section")):
        run: list[Tag] = []
        for child in [*(c for c in box.children if isinstance(c, Tag)), None]:
            if child is not None and child.name in ("p", "ul") and has_class(child, "zh", "en"):
                run.append(child)
                continue
            _columns(soup, run)
            run = []
    for cell in cells(soup):
        after = cell.find_next_sibling(True)
        if not has_class(cell, "zh") or after is None:
            continue
        if after.name == "div" and has_class(after, "en"):
            pair = cell.wrap(soup.new_tag("div"))
            pair["class"] = "pair"
            pair.append(after.extract())


def _columns(soup: BeautifulSoup, run: list[Tag]) -> None:
    sides = [[child for child in run if has_class(child, lang)] for lang in ("zh", "en")]
    if not all(sides):
        return
    pair = soup.new_tag("div")
    pair["class"] = "pair"
    run[0].insert_before(pair)
    for side in sides:
        column = soup.new_tag("div")
        for child in side:
            column.append(child.extract())
        pair.append(column)
