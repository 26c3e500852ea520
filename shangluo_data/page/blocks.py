"""The structure of a page: headings in order, tables that can be read out, languages, pairs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from copy import deepcopy

import lxml.html
from lxml.html import HtmlElement

from .nodes import HEADINGS, above, classed, classes, hyphened, parsed, words_of, wrapped
from .words import Lang, label, remark, words

MOST_ROWS = 1000
_LEAVES = (*HEADINGS, "p", "li", "td", "th", "dt", "dd", "figcaption", "caption", "summary", "pre")
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
    found = list(main.iter(*HEADINGS))
    for empty in [h for h in found if not words_of(h) and h.find(".//img") is None]:
        empty.tag = "div"
        found.remove(empty)
    tops = [heading for heading in found if heading.tag == "h1"]
    own = len(tops) == 1 and found[0] is tops[0]
    first = found.pop(0) if own else lxml.html.Element("h1")
    if not own:
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
    seen: dict[str, set[str]] = {"id": {"show-code"}, "aria-label": set()}
    for node in main.iter("*"):
        for key, joint in (("id", "-"), ("aria-label", " ")):
            name = node.get(key)
            if name is None or (key == "aria-label" and node.get("role") != "region"):
                continue
            name = fresh = hyphened(name) if key == "id" else name
            number = 1
            while fresh in seen[key]:
                number += 1
                fresh = f"{name}{joint}{number}"
            seen[key].add(fresh)
            node.set(key, fresh)


def read_tables(main: HtmlElement, lang: Lang) -> None:
    """Give tables scopes, and each a box of its own that scrolls and can be reached by keyboard."""
    for number, table in enumerate(list(main.iter("table")), 1):
        for head in [] if above(table, "table") else table.iter("th"):
            if not words_of(head) and head.find(".//img") is None:
                head.tag = "td"
            elif head.get("scope") is None:
                side = "colspan" if above(head, "thead") else "rowspan"
                head.set("scope", side[:3] + "group" * (head.get(side, "1") != "1"))
        if above(table, "table", "scroll"):
            continue
        for cell in table.iter("td"):
            if _NUMBER.fullmatch(words_of(cell)):
                cell.set("class", " ".join([*classes(cell), "num"]))
        for at, head in enumerate(table.xpath("./thead/tr[last()]/*"), 1):
            column = [c for c in table.xpath("./tbody/tr/*[$at]", at=at) if words_of(c)]
            if column and all("num" in classes(cell) for cell in column):
                head.set("class", " ".join([*classes(head), "num"]))
        caption = table.find("caption")
        name = words_of(caption) if caption is not None else f"{label('table', lang)} {number}"
        box = wrapped(table, class_="scroll", role="region", tabindex="0")
        box.set("aria-label", name)
        rows = list(table.iter("tr"))
        for row in rows[MOST_ROWS:]:
            row.drop_tree()
        if len(rows) > MOST_ROWS:
            box.addnext(parsed(remark("rows", lang, n=f"{len(rows) - MOST_ROWS:,}"))[0])


def mark_languages(main: HtmlElement, page: str | None) -> str:
    """Mark every cell and block whose language differs from what stands around it.

    ``page`` is the language of the page; without it, it is that of most cells. It is returned.
    """
    said: dict[HtmlElement, list[str]] = defaultdict(list)
    for text in main.xpath(".//text()[normalize-space()]"):
        node = text.getparent().getparent() if text.is_tail else text.getparent()
        leaf = None
        while node is not main and not node.get("lang") and node.tag != "code":
            parent = node.getparent()
            if leaf is None and node.tag in _LEAVES:
                leaf = node
                if node.tag != "pre" or "highlight" not in classes(parent):
                    said[node].append(text)
            if parent is main and (leaf is None or leaf.tag != "pre"):
                said[node].append(text)
            node = parent
    found = {node: _language(" ".join(texts)) for node, texts in said.items()}
    for cell in main:
        if "cell" in classes(cell) and found.get(cell) and not cell.get("lang"):
            cell.set("lang", found[cell])
    if page is None:
        most = Counter(cell.get("lang") for cell in main if cell.get("lang")).most_common(1)
        page = str(most[0][0]) if most else "en"
    for leaf in main.iter(*_LEAVES):
        around = (up.get("lang") for up in leaf.iterancestors() if up.get("lang"))
        if not leaf.get("lang") and found.get(leaf) and found[leaf] != next(around, page):
            leaf.set("lang", found[leaf])
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
        pair = wrapped(cell, class_="pair")
        pair.append(after)
        if [part.tag for part in cell] == [part.tag for part in after]:
            for blocks in reversed(list(zip(cell, after, strict=True))[1:]):
                row = lxml.html.Element("div", {"class": "pair"})
                pair.addnext(row)
                for side, block in zip((cell, after), blocks, strict=True):
                    half = {key: side.get(key) for key in ("class", "lang")}
                    row.append(lxml.html.Element("div", half))
                    row[-1].append(block)


def add_front(main: HtmlElement, heading: HtmlElement, lang: Lang) -> None:
    """Put what comes after the title: the table of contents, a word on mathematics."""
    last = next(node for node in (heading, *heading.iterancestors()) if node.getparent() is main)
    if classed(main, "math"):
        last.addnext(parsed(remark("math", lang))[0])
    entries = [h for h in main.iter("h2", "h3") if h.get("id") and above(h, "md")]
    if len(entries) < 2:
        return
    nav = parsed(
        f'<nav class="toc" aria-label="{label("contents", lang)}"><details open="open">'
        f"<summary>{words('contents', lang)}</summary><ol></ol></details></nav>"
    )[0]
    top = nav.find(".//ol")
    for entry in entries:
        link = deepcopy(entry)
        link.tail, link.tag = None, "a"
        lxml.html.etree.strip_tags(link, "a", "img")
        for node in link.iter("*"):
            node.attrib.pop("id", None)
        link.set("href", f"#{entry.get('id')}")
        items = top
        if entry.tag == "h3" and len(top):
            items = top[-1].find("ol")
            items = lxml.html.etree.SubElement(top[-1], "ol") if items is None else items
        lxml.html.etree.SubElement(items, "li").append(link)
    last.addnext(nav)
