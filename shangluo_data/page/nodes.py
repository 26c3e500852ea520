"""Small steps in a page's tree."""

import lxml.html
from lxml.html import HtmlElement

from .words import Lang

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# These are kept for what they refer to, and become words.
ELSEWHERE = ("iframe", "frame", "embed", "object", "audio", "video")
_HOLLOW = (*HEADINGS, "p", "li", "ul", "ol", "summary", "figcaption")


def parsed(html: str) -> HtmlElement:
    """Return clean HTML as a tree with the root ``main``."""
    parser = lxml.html.HTMLParser(huge_tree=True)
    root = lxml.html.fragment_fromstring(html, create_parent="main", parser=parser)
    for source in list(root.iter("source")):
        for child in reversed(source):  # This parser takes a source for an element with an end.
            source.addnext(child)
    return root


def classes(node: HtmlElement) -> list[str]:
    return (node.get("class") or "").split()


def classed(root: HtmlElement, name: str, *tags: str) -> list[HtmlElement]:
    """Return the elements with the class ``name``, of the given tags if any, in order."""
    return [node for node in root.iter(*tags) if name in classes(node)]


def words_of(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())


def is_empty(node: HtmlElement) -> bool:
    """Tell whether there is nothing to read or see in an element."""
    return not words_of(node) and next(node.iter("img", "hr", "input", *ELSEWHERE), None) is None


def select(root: HtmlElement, lang: Lang) -> None:
    """Take out of ``root``, in place, what is in the other language, and what it alone filled.

    Alternatives for both languages become those of one. ``both`` changes nothing.
    """
    if lang == "both":
        return
    other = "en" if lang == "zh" else "zh"
    for node in classed(root, other):
        if node is not root:
            node.drop_tree()
    for node in reversed(list(root.iter(*_HOLLOW))):
        if not len(node) and not words_of(node):
            node.drop_tree()
    for node in root.iter("*"):
        node.attrib.pop(f"data-label-{other}", None)
        if alt := node.get(f"data-alt-{lang}"):
            node.set("alt", alt)
