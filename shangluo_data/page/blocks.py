"""The structure of a page: headings, ids, links, tables, languages, pairs, contents."""

import re
from collections.abc import Collection
from html import escape
from itertools import count
from typing import Any
from urllib.parse import quote, unquote

from lxml import etree
from lxml.html import Element, HtmlElement

from .nodes import HEADINGS, classed, classes, is_empty, parsed, words_of
from .words import LANG_TAG, Lang, halves, label, words

_BLOCKS = (*HEADINGS, "p", "li", "td", "th", "dt", "dd", "figcaption", "caption", "summary", "pre")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]+")
_MARKED: Any = etree.XPath("ancestor-or-self::*[@lang] or descendant::*[@lang]")
_PROSE: Any = etree.XPath(".//text()[not(ancestor::code or ancestor::pre)]")
# JupyterLab writes `#cell-id=x` and `#heading=x` for `#x`.
_PLACE = re.compile(r"(?:(?:\./)?([^:?#]+)\.ipynb)?(?:#(?:cell-id=|heading=)?(.*))?", re.S)


def in_languages(heading: HtmlElement) -> dict[str, str]:
    """Return the halves of a heading by ``zh`` and ``en``, if it has halves."""
    return {code: words_of(half) for half in heading for code in LANG_TAG if code in classes(half)}


def order_headings(main: HtmlElement, title: str) -> HtmlElement:
    """Make one first-level heading, first, ``title`` if need be; skip no level below; return it."""
    found = list(main.iter(*HEADINGS))
    tops = [heading.tag for heading in found].count("h1")
    if own := tops == 1 and found[0].tag == "h1":
        first = found.pop(0)
    else:
        first = Element("h1")
        first.text = title
        main.insert(0, first)
    level = 1
    for heading in found:
        level = min(max(int(heading.tag[1]) + (tops > own), 2), level + 1, 6)
        heading.tag = f"h{level}"
    return first


def settle_ids(main: HtmlElement) -> None:
    """Make ids unique, the first keeps its own; give cells the id that someone chose, if free."""
    seen = {"show-code"}
    for node in main.iter("*"):
        # White space as JupyterLab writes it.
        if name := "-".join(node.attrib.pop("id", "").split()):
            free = (f"{name}-{n}" if n > 1 else name for n in count(1))
            node.set("id", next(one for one in free if one not in seen))
            seen.add(node.get("id"))
    for cell in classed(main, "cell", "div"):
        if (chosen := cell.attrib.pop("data-id", None)) and chosen not in seen:
            cell.set("id", chosen)


def link_pages(main: HtmlElement, name: str, siblings: Collection[str]) -> None:
    """Lead links between notebooks to their pages; those to what is not there become plain text."""
    ids = set(main.xpath("//@id"))
    for link in list(main.iter("a")):
        if not (match := _PLACE.fullmatch(link.get("href", "an anchor"))):
            continue
        page, place = unquote(match[1]) if match[1] else name, match[2] or ""
        if page == name and ids & {place or "main", unquote(place)}:
            link.set("href", f"#{place or 'main'}")
        elif page != name and page in siblings:
            link.set("href", f"{quote(page)}.html{'#' if place else ''}{place}")
        else:
            link.drop_tag()


def read_tables(main: HtmlElement, lang: Lang) -> None:
    """Give tables scopes, and each a box of its own that scrolls and can be reached by keyboard."""
    for head in list(main.iter("th")):
        if is_empty(head):
            head.tag = "td"
        elif head.get("scope") is None:
            side = "col" if head.xpath("ancestor::thead") else "row"
            head.set("scope", side + "group" * (head.get(f"{side}span", "1") != "1"))
    loose = main.xpath(".//table[not(ancestor::table or ancestor::*[contains(@class, 'scroll')])]")
    for number, table in enumerate(loose, 1):
        box = Element("div", {"class": "scroll", "role": "region", "tabindex": "0"})
        box.set("aria-label", f"{label('table', lang)} {number}")
        table.addprevious(box)
        box.append(table)


def mark_languages(main: HtmlElement, page: str | None) -> str:
    """Mark blocks in another language than what is around; return that of ``page``, or of most."""
    loose = [node for node in main.iter("div", *_BLOCKS) if not _MARKED(node)]
    page = page or _language(" ".join(_PROSE(main))) or "en"
    for node in loose:
        around = node.xpath("string(ancestor::*[@lang][1]/@lang)") or page
        language = _language(words_of(node))
        if language and language != around:
            node.set("lang", language)
    return page


def _language(text: str) -> str | None:
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    return ("zh-CN" if han * 2 > latin else "en") if han or latin else None


def set_pairs(main: HtmlElement) -> None:
    """Put a Chinese cell and the English after it side by side, block by block if they match."""
    for cell in list(main):
        after = cell.getnext()
        if "zh" not in classes(cell) or after is None or "en" not in classes(after):
            continue
        alike = [block.tag for block in cell] == [block.tag for block in after]
        rest = list(zip(cell, after, strict=True))[1:] if alike else []
        cell.addprevious(pair := Element("div", {"class": "pair"}))
        pair.extend([cell, after])
        for row in reversed(rest):
            pair.addnext(below := Element("div", {"class": "pair"}))
            for side, block in zip(pair, row, strict=True):
                below.append(Element("div", {key: side.get(key, "") for key in ("class", "lang")}))
                below[-1].append(block)


def add_front(main: HtmlElement, heading: HtmlElement, lang: Lang) -> None:
    """Put the table of contents after the title, if there is something to choose from."""
    entries = [h for cell in classed(main, "md") for h in cell.iter("h2", "h3") if h.get("id")]
    if len(entries) < 2:
        return
    items, deep = "", False
    for entry in entries:
        if deep != (entry.tag == "h3"):
            items += "</ol>" if deep else "<ol>"
            deep = not deep
        shown = halves(in_languages(entry) or {"": words_of(entry)})
        items += f'<li><a href="#{escape(entry.get("id"))}">{shown}</a>'
    nav = parsed(
        f'<nav class="toc" aria-label="{label("contents", lang)}"><details open="open">'
        f"<summary>{words('contents', lang)}</summary><ol>{items}</ol></details></nav>"
    )
    last = next(node for node in (heading, *heading.iterancestors()) if node.getparent() is main)
    last.addnext(nav[0])
