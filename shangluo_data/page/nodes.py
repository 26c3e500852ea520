"""Small steps in a page's tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from .words import Lang

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HOLLOW = frozenset([*HEADINGS, "p", "li", "ul", "ol", "summary", "figcaption"])
OTHER = {"zh": "en", "en": "zh"}


def parsed(html: str, tag: str = "main") -> HtmlElement:
    """Return clean HTML as a tree with the root ``tag``."""
    parser = lxml.html.HTMLParser(huge_tree=True)
    root = lxml.html.fragment_fromstring(html, create_parent=tag, parser=parser)
    for source in list(root.iter("source")):
        # This parser takes it for an element that holds what follows.
        for child in reversed(source):
            source.addnext(child)
    return root


def classes(node: HtmlElement) -> list[str]:
    """Return the classes of an element."""
    return (node.get("class") or "").split()


def classed(root: HtmlElement, name: str, *tags: str) -> list[HtmlElement]:
    """Return the elements with the class ``name``, in order; of the given tags only, if any."""
    return [node for node in root.iter(*tags) if name in classes(node)]


def cells(root: HtmlElement) -> list[HtmlElement]:
    """Return the cells of a page."""
    return [node for node in root if "cell" in classes(node)]


def words_of(node: HtmlElement) -> str:
    """Return the text in an element, white space put in order."""
    return " ".join(node.text_content().split())


def above(node: HtmlElement, *names: str) -> bool:
    """Tell whether an element stands in one with one of these classes or tags."""
    return any(up.tag in names or set(names) & set(classes(up)) for up in node.iterancestors())


def placed(node: HtmlElement, *children: HtmlElement) -> HtmlElement:
    """Put ``children`` at the end of ``node``, each without the text after it; return ``node``."""
    for child in children:
        tail, child.tail = child.tail, None
        node.append(child)
        child.tail = tail if tail and tail.strip() else None
    return node


def wrapped(node: HtmlElement, tag: str = "div", **attributes: str) -> HtmlElement:
    """Put ``node`` into a new element that takes its place; return that."""
    box = lxml.html.Element(tag, {name.strip("_"): value for name, value in attributes.items()})
    box.tail, node.tail = node.tail, None
    node.addprevious(box)
    box.append(node)
    return box


def select(root: HtmlElement, lang: Lang) -> None:
    """Leave in ``root`` only what belongs to the edition, in place.

    Elements with the class of the other language go, and with them what they alone filled;
    alternatives and labels for both languages become those of one. ``both`` changes nothing.
    """
    if lang == "both":
        return
    other = OTHER[lang]
    for node in classed(root, other):
        if node.getparent() is not None and root in node.iterancestors():
            _remove(node, root)
    for node in root.iter():
        if isinstance(node.tag, str):
            node.attrib.pop(f"data-label-{other}", None)
            if alt := node.get(f"data-alt-{lang}"):
                node.set("alt", alt)


def _remove(node: HtmlElement, root: HtmlElement) -> None:
    parent, before = node.getparent(), node.getprevious()
    if not (node.tail or "").strip():
        ahead = (before.tail if before is not None else parent.text) or ""
        if not ahead.strip() or node.getnext() is None:
            # The space between two halves goes with the one that goes.
            node.tail = None
            if not ahead.strip() or before is not None:
                if before is not None:
                    before.tail = ahead.rstrip() or None
                else:
                    parent.text = ahead.rstrip() or None
    node.drop_tree()
    empty = not parent.text_content().strip() and next(parent.iter("img", "input"), None) is None
    if parent is not root and parent.tag in _HOLLOW and empty:
        _remove(parent, root)


def text_nodes(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield each text in ``root`` with the element it stands in, in order."""
    for node in root.iter():
        if isinstance(node.tag, str) and node.text:
            yield node, node.text
        if node is not root and node.tail:
            yield node.getparent(), node.tail


def hyphened(text: str) -> str:
    """Return text as JupyterLab makes an id of it."""
    return re.sub(r"\s+", "-", text.strip())
