"""HTML to Typst source: the blocks of a page, one small function per element."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from . import typst_article as article
from . import typst_exhibits as exhibits
from .typst_inline import MEDIA, ansi, hidden, inlines, is_block
from .typst_media import media_note, picture, svg_picture
from .typst_tables import table
from .typst_text import block, quote
from .typst_writer import Writer, wrap

COLUMNS = 104
DEEPEST = 90


def flow(writer: Writer, nodes: list[PageElement], loose: bool = False) -> list[str]:
    """Return Typst expressions for ``nodes``: runs of inline nodes become paragraphs.

    A single run of inline nodes stays bare text (a table cell, a list item) unless ``loose``.
    """
    out: list[str] = []
    run: list[PageElement] = []
    loose = loose or any(is_block(node) for node in nodes)
    skip: PageElement | None = None
    for node in nodes:
        if node is skip:
            continue
        if not is_block(node):
            run.append(node)
            continue
        out += _paragraph(writer, run, loose)
        run = []
        assert isinstance(node, Tag)
        partner = _partner(node, nodes)
        if partner is not None:
            skip = partner
            left, right = (block(element(writer, part)) for part in (node, partner))
            out.append(f"both({left}, {right})")
        else:
            out += element(writer, node)
    return out + _paragraph(writer, run, loose)


def _paragraph(writer: Writer, run: list[PageElement], loose: bool) -> list[str]:
    pieces = inlines(writer, run)
    if not any(pieces):
        return []
    if not loose:
        return pieces
    if all(piece.startswith("anchor(") for piece in pieces):
        return pieces
    words = " ".join(node.get_text() for node in run)
    return [f'para("{writer.lang_of(run[0], words)}", {block(pieces)})']


def _partner(node: Tag, nodes: list[PageElement]) -> Tag | None:
    """The English element right after a Chinese one of the same kind: the two stand together."""
    if "zh" not in node.get_attribute_list("class"):
        return None
    after = node.find_next_sibling(True)
    if after is None or after.name != node.name or not any(after is other for other in nodes):
        return None
    return after if "en" in after.get_attribute_list("class") else None


def element(writer: Writer, node: Tag) -> list[str]:
    """Return Typst expressions for one block element."""
    if hidden(node):
        return []
    if len(list(node.parents)) > DEEPEST:
        return [f"par({quote(node.get_text(' ', strip=True))})"]
    handler = HANDLERS.get(node.name)
    for name in node.get_attribute_list("class"):
        handler = BY_CLASS.get((node.name, str(name)), handler)
    if handler is not None:
        return handler(writer, node)
    return [writer.place(node.get("id")), *flow(writer, list(node.children), loose=True)]


def _heading(writer: Writer, node: Tag) -> list[str]:
    words = node.get_text(" ", strip=True)
    if not words:
        return _paragraph(writer, list(node.children), True)
    level = min(int(node.name[1]), writer.level + 1)
    writer.level = level
    identifier = node.get("id") or re.sub(r"\s+", "-", node.get_text().strip())
    chinese, english = exhibits.readings(writer, node)
    call = f"section-heading({level}"
    if level == 1 and writer.opening:
        call = f'title-block("{writer.section}"'
    writer.opening = False
    name = writer.claim(node.get("data-cell-id") or identifier)
    return [f"{call}, {name}, {chinese}, {english})", writer.place(identifier)]


def _list(writer: Writer, node: Tag) -> list[str]:
    items = []
    for child in node.children:
        if isinstance(child, Tag) and child.name == "li":
            anchor = writer.place(child.get("id"))
            items.append(block([anchor, *flow(writer, list(child.children))]))
        elif isinstance(child, Tag) and not hidden(child):
            items.append(block(element(writer, child)))
        elif isinstance(child, NavigableString) and child.strip():
            items.append(block(inlines(writer, [child])))
    if not items:
        return []
    words = node.get_text(" ")
    start = str(node.get("start", "1"))
    number = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
    call = f"enum(start: {number}, " if node.name == "ol" else "list("
    return [f'lang-of("{writer.lang_of(node, words)}", {call}{", ".join(items)}))']


def _definitions(writer: Writer, node: Tag) -> list[str]:
    out = []
    for child in node.find_all(["dt", "dd"]):
        body = block(flow(writer, list(child.children)))
        out.append(f"block(strong({body}))" if child.name == "dt" else f"pad(left: 14pt, {body})")
    return out


def _quotation(writer: Writer, node: Tag) -> list[str]:
    return [wrap("quoted", flow(writer, list(node.children), loose=True))]


def _details(writer: Writer, node: Tag) -> list[str]:
    summary = node.find("summary", recursive=False)
    rest = [child for child in node.children if child is not summary]
    head = flow(writer, list(summary.children)) if isinstance(summary, Tag) else []
    return [
        writer.place(node.get("id")),
        f"block(sticky: true, strong({block(head)}))" if head else "",
        *flow(writer, rest, loose=True),
    ]


def _preformatted(writer: Writer, node: Tag) -> list[str]:
    source = node.get_text().strip("\n")
    if not source.strip():
        return []
    language = node.get("data-lang")
    if language is not None:
        return [
            f"code-block({quote(str(language)) if language else 'none'}, {quote(fold(source))})"
        ]
    if node.find("span", class_=re.compile("^ansi-")) is None:
        body = f"raw({quote(fold(source))}, block: true)"
    else:
        body = block(_coloured(writer, node))
    error = node.find_parent(class_="error") is not None
    if "output" in node.get_attribute_list("class"):
        return [f"output-block({'true' if error else 'false'}, {body})"]
    return [f"code-frame({body})"]


def _coloured(writer: Writer, node: Tag) -> list[str]:
    """Terminal output line by line, in the colours its escape codes ask for."""
    out: list[str] = []
    for piece in node.find_all(string=True):
        styles = [ansi(parent) for parent in piece.parents if parent.name == "span"]
        call = next((style for style in styles if style), "")
        for at, line in enumerate(fold(str(piece)).split("\n")):
            if at:
                out.append("linebreak()")
            if line:
                out.append(f"{call}(raw({quote(line)}))" if call else f"raw({quote(line)})")
    while out and out[-1] == "linebreak()":
        out.pop()
    return out


def fold(source: str) -> str:
    """Return ``source`` with lines too long for the page cut where the page ends."""
    lines = []
    for line in source.expandtabs(4).split("\n"):
        while len(line) > COLUMNS and " " not in line[COLUMNS - 40 : COLUMNS]:
            lines.append(line[:COLUMNS])
            line = line[COLUMNS:]
        lines.append(line)
    return "\n".join(lines)


def _math(writer: Writer, node: Tag) -> list[str]:
    return [f"code-frame(raw({quote(node.get_text().strip())}, block: true))"]


def _picture(writer: Writer, node: Tag) -> list[str]:
    shown = node.find("img")
    return [picture(writer, shown)] if isinstance(shown, Tag) else []


def _media(writer: Writer, node: Tag) -> list[str]:
    return [f"aside({media_note(writer, node)})"]


Handler = Callable[[Writer, Tag], list[str]]
HANDLERS: dict[str, Handler] = {
    **{f"h{level}": _heading for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "menu"), _list),
    "dl": _definitions,
    "blockquote": _quotation,
    "details": _details,
    "pre": _preformatted,
    "table": lambda writer, node: table(writer, node, flow),
    "picture": _picture,
    "hr": lambda writer, node: ["rule"],
    "img": lambda writer, node: [picture(writer, node)],
    "svg": lambda writer, node: [svg_picture(writer, node)],
    **dict.fromkeys(MEDIA, _media),
}
BY_CLASS: dict[tuple[str, str], Handler] = {
    ("figure", "exhibit"): lambda writer, node: exhibits.exhibit(writer, node, flow),
    ("section", "article"): lambda writer, node: article.article(writer, node, flow),
    ("ul", "cards"): lambda writer, node: exhibits.cards(writer, node, flow),
    ("p", "group"): lambda writer, node: exhibits.group(writer, node, flow),
    ("p", "para"): lambda writer, node: article.paragraph(writer, node, flow),
    ("details", "evidence"): lambda writer, node: exhibits.evidence(writer, node, flow),
    ("div", "math"): _math,
}
