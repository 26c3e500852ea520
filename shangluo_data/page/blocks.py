"""The structure of a page: headings in order, tables that can be read out, languages, pairs."""

from __future__ import annotations

import re
from copy import deepcopy

import lxml.html
from lxml.html import HtmlElement

from .nodes import (
    HEADINGS,
    above,
    cells,
    classed,
    classes,
    hyphened,
    parsed,
    placed,
    text_nodes,
    words_of,
    wrapped,
)
from .words import Lang, label, remark, words

RESERVED = ("show-code",)
MOST_ROWS = 1000
_LEAVES = frozenset(
    [*HEADINGS, "p", "li", "td", "th", "dt", "dd", "figcaption", "caption", "summary", "pre"]
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]+")
_NUMBER = re.compile(r"[<>≈~+−-]?\s?\d[\d.,\s]*(e[+-]?\d+)?\s?%?|nan|inf", re.I)


def name_headings(main: HtmlElement) -> None:
    """Give every heading the id that JupyterLab gives it, unless it has one of its own."""
    for heading in main.iter(*HEADINGS):
        if not heading.get("id") and (name := hyphened(heading.text_content())):
            heading.set("id", name)


def order_headings(main: HtmlElement, title: str) -> HtmlElement:
    """Make one first-level heading, first, and skip no level below it; return it.

    A notebook without a first-level heading at its head, or with several, gets ``title``.
    """
    found = []
    for heading in main.iter(*HEADINGS):
        if heading.text_content().strip() or heading.find(".//img") is not None:
            found.append(heading)
        else:
            heading.tag = "div"
    tops = [heading for heading in found if heading.tag == "h1"]
    own = len(tops) == 1 and found[0] is tops[0]
    if own:
        first = found.pop(0)
    else:
        first = lxml.html.Element("h1")
        first.text = title
        main.insert(0, first)
    before = 1
    for heading in found:
        level = int(heading.tag[1]) + (bool(tops) and not own)
        before = min(max(level, 2), before + 1, 6)
        heading.tag = f"h{before}"
    return first


def unique(main: HtmlElement) -> None:
    """Make ids, and the names of scrolling boxes, unique; the first keeps its own."""
    seen, names = set(RESERVED), set[str]()
    for node in main.iter("*"):
        if (name := node.get("id")) is not None:
            node.set("id", _fresh(hyphened(name), seen, "-"))
        if node.get("role") == "region":
            node.set("aria-label", _fresh(node.get("aria-label", ""), names, " "))


def _fresh(name: str, seen: set[str], joint: str) -> str:
    fresh, number = name, 1
    while fresh in seen:
        number += 1
        fresh = f"{name}{joint}{number}"
    seen.add(fresh)
    return fresh


def read_tables(main: HtmlElement, lang: Lang) -> None:
    """Give tables scopes, and each a box of its own that scrolls and can be reached by keyboard."""
    for number, table in enumerate(list(main.iter("table")), 1):
        if above(table, "table"):
            continue
        for head in table.iter("th"):
            if not head.text_content().strip() and head.find(".//img") is None:
                head.tag = "td"
            elif head.get("scope") is None:
                column = above(head, "thead")
                many = head.get("colspan" if column else "rowspan", "1") != "1"
                head.set("scope", ("col" if column else "row") + "group" * many)
        if above(table, "scroll"):
            continue
        _number_columns(table)
        caption = table.find("caption")
        name = words_of(caption) if caption is not None else f"{label('table', lang)} {number}"
        box = wrapped(table, class_="scroll", role="region", tabindex="0")
        box.set("aria-label", name)
        rows = list(table.iter("tr"))
        if len(rows) > MOST_ROWS:
            for row in rows[MOST_ROWS:]:
                row.drop_tree()
            said = remark("rows", lang, n=f"{len(rows) - MOST_ROWS:,}")
            box.addnext(parsed(said, "div")[0])


def _number_columns(table: HtmlElement) -> None:
    """Mark cells that are numbers, and the heads of columns that hold nothing else."""
    kinds: dict[int, bool] = {}
    for row in table.iter("tr"):
        for at, cell in enumerate(row):
            text = cell.text_content().strip()
            if cell.tag == "td" and text:
                number = _NUMBER.fullmatch(text) is not None
                kinds[at] = kinds.get(at, True) and number
                if number:
                    cell.set("class", " ".join([*classes(cell), "num"]))
    for head in table.iterfind(".//thead//th[@scope='col']"):
        if kinds.get(head.getparent().index(head)):
            head.set("class", " ".join([*classes(head), "num"]))


def mark_languages(main: HtmlElement, page: str | None) -> str:
    """Mark every cell and block whose language differs from what stands around it.

    ``page`` is the language of the page; if there is none, it is that of most cells. It is
    returned.
    """
    owner: dict[HtmlElement, HtmlElement | None] = {main: None}
    cell_of: dict[HtmlElement, HtmlElement | None] = {main: None}
    said: dict[HtmlElement, list[str]] = {}
    for node in main.iter("*"):
        if node is main:
            continue
        above_it = node.getparent()
        highlighted = node.tag == "pre" and "highlight" in classes(above_it)
        if node.get("lang") or node.tag in ("code", "style") or highlighted:
            owner[node] = cell_of[node] = None
            continue
        owner[node] = node if node.tag in _LEAVES else owner[above_it]
        cell_of[node] = node if above_it is main else cell_of[above_it]
        if node.tag == "pre":
            cell_of[node] = None
    for node, text in text_nodes(main):
        for whose in {owner[node], cell_of[node]} - {None}:
            said.setdefault(whose, []).append(text)
    for cell in cells(main):
        if cell in said and (found := _language(" ".join(said[cell]))):
            cell.set("lang", found)
    if page is None:
        langs = [cell.get("lang") for cell in cells(main) if cell.get("lang")]
        page = max(langs, key=langs.count) if langs else "en"
    around = {main: page}
    for node in main.iter("*"):
        if node is main:
            continue
        inherited = around[node.getparent()]
        if node.tag in _LEAVES and node in said and not node.get("lang"):
            found = _language(" ".join(said[node]))
            if found and found != inherited:
                node.set("lang", found)
        around[node] = node.get("lang") or inherited
    return page


def _language(text: str) -> str | None:
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if not han and not latin:
        return None
    return "zh-CN" if han * 2 > latin else "en"


def set_pairs(main: HtmlElement) -> None:
    """Put a Chinese cell and the English after it side by side, block by block if they match."""
    for cell in cells(main):
        after = cell.getnext()
        if "zh" not in classes(cell) or after is None or "en" not in classes(after):
            continue
        pair = wrapped(cell, class_="pair")
        placed(pair, after)
        if [part.tag for part in cell] != [part.tag for part in after]:
            continue
        for zh, en in reversed(list(zip(cell, after, strict=True))[1:]):
            row = lxml.html.Element("div", {"class": "pair"})
            for part, side in ((zh, cell), (en, after)):
                half = {name: side.get(name) for name in ("class", "lang") if side.get(name)}
                row.append(placed(lxml.html.Element("div", half), part))
            pair.addnext(row)


def add_front(main: HtmlElement, heading: HtmlElement, lang: Lang) -> None:
    """Put what comes after the title: a word on mathematics, the table of contents."""
    last = heading
    while last.getparent() is not main:
        last = last.getparent()
    if classed(main, "math"):
        last.addnext(parsed(remark("math", lang), "div")[0])
    entries = [h for h in main.iter("h2", "h3") if h.get("id") and above(h, "md")]
    if len(entries) < 2:
        return
    nav = parsed(
        f'<nav class="toc" aria-label="{label("contents", lang)}"><details open="open">'
        f"<summary>{words('contents', lang)}</summary><ol></ol></details></nav>",
        "div",
    )[0]
    top = nav.find(".//ol")
    for entry in entries:
        items = top
        if entry.tag == "h3" and len(top):
            items = top[-1].find("ol")
            items = lxml.html.Element("ol") if items is None else items
            top[-1].append(items)
        link = deepcopy(entry)
        link.tail, link.tag = None, "a"
        lxml.html.etree.strip_tags(link, "a", "img")
        for node in link.iter("*"):
            node.attrib.pop("id", None)
        link.set("href", f"#{entry.get('id')}")
        item = lxml.html.Element("li")
        item.append(link)
        items.append(item)
    last.addnext(nav)
