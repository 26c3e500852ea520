"""Inline HTML as Typst: emphasis, links, code, pictures in the line."""

from __future__ import annotations

from collections.abc import Collection

from bs4 import Tag
from bs4.element import Comment, Doctype, NavigableString, PageElement

from .typst_media import inline_picture, media_note, svg_picture
from .typst_text import block, quote
from .typst_writer import Writer

SILENT = frozenset(
    [
        "script",
        "style",
        "head",
        "meta",
        "link",
        "title",
        "template",
        "noscript",
        "base",
        "colgroup",
        "col",
        "source",
        "param",
        "track",
        "area",
        "map",
        "datalist",
        "wbr",
    ]
)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "main",
        "nav",
        "figure",
        "figcaption",
        "picture",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "pre",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "details",
        "summary",
        "form",
        "fieldset",
        "address",
        "center",
        "iframe",
        "video",
        "audio",
        "object",
        "embed",
        "canvas",
        "html",
        "body",
        "hgroup",
        "search",
        "legend",
        "menu",
        "dialog",
    ]
)
CALLS = {
    "b": "strong",
    "strong": "strong",
    "th": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "dfn": "emphasis",
    "var": "emphasis",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "del": "strike",
    "strike": "strike",
    "sub": "sub",
    "sup": "super",
    "small": "text.with(size: 0.85em)",
}
CODE = ("code", "kbd", "samp", "tt")
MEDIA = ("iframe", "video", "audio", "object", "embed", "canvas")


def hidden(node: Tag) -> bool:
    """Tell whether a browser would not show ``node`` at all."""
    style = str(node.get("style", "")).replace(" ", "").lower()
    return node.name in SILENT or node.has_attr("hidden") or "display:none" in style


def is_block(node: PageElement) -> bool:
    """Tell whether ``node`` is, or holds, something that stands on lines of its own."""
    if not isinstance(node, Tag) or hidden(node):
        return False
    return node.name in BLOCKS or holds(node, BLOCKS)


def holds(node: Tag, names: Collection[str]) -> bool:
    """Tell whether an element of one of these names is inside ``node``."""
    return any(isinstance(part, Tag) and part.name in names for part in node.descendants)


def inline(writer: Writer, node: PageElement) -> list[str]:
    """Return Typst expressions for one inline node and what is in it."""
    if isinstance(node, NavigableString):
        if isinstance(node, Comment | Doctype):
            return []
        return [writer.text(node)]
    if not isinstance(node, Tag) or hidden(node):
        return []
    if node.name == "br":
        return [writer.line_break()]
    if node.name == "img":
        return [writer.touch(), inline_picture(writer, node)]
    if node.name == "svg":
        return [writer.touch(), svg_picture(writer, node, "inline-picture")]
    if node.name in MEDIA:
        return [writer.touch(), media_note(writer, node)]
    if node.name == "input":
        return [writer.text(_control(node))]
    anchor = writer.place(node.get("id")) or writer.place(
        node.get("name") if node.name == "a" else None
    )
    space = writer.pending() if node.get_text(strip=True) else ""
    if node.name in CODE:
        return [space, anchor, _code(writer, node)]
    pieces = [piece for child in node.children for piece in inline(writer, child)]
    return [space, anchor, _dressed(writer, node, pieces)]


def inlines(writer: Writer, nodes: list[PageElement]) -> list[str]:
    """Return Typst expressions for a run of inline nodes, trimmed at both ends."""
    with writer.fresh_line():
        return [piece for node in nodes for piece in inline(writer, node) if piece]


def _dressed(writer: Writer, node: Tag, pieces: list[str]) -> str:
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return ""
    body = block(pieces)
    language = str(node.get("lang", "")).lower()
    if node.name in CALLS:
        body = f"{CALLS[node.name]}({body})"
    elif node.name == "mark":
        body = f'marked("{writer.section_of(node)}", {body})'
    elif node.name == "q":
        body = f"{{{quote('“')}; {body}; {quote('”')}}}"
    elif node.name == "abbr" and node.get("title"):
        body = f"{{{body}; {quote(' (' + str(node['title']) + ')')}}}"
    elif node.name == "a" and node.get("href"):
        body = writer.link(str(node["href"]), body)
    colour = ansi(node)
    if colour:
        body = f"{colour}({body})"
    if language:
        body = f"{'zh' if language.startswith('zh') else 'en'}({body})"
    return body


ANSI = {
    "black": "#181C21",
    "red": "#A61B1B",
    "green": "#1B6B2E",
    "yellow": "#7A5A00",
    "blue": "#1F4B99",
    "magenta": "#8A2A86",
    "cyan": "#0B6A7A",
    "white": "#535B66",
}


def ansi(node: Tag) -> str:
    """Return the Typst call for the classes of a terminal colour, or an empty string."""
    settings = []
    for name in node.get_attribute_list("class"):
        parts = str(name).split("-")
        if parts[0] != "ansi":
            continue
        if parts[-1] == "fg" and parts[1] in ANSI:
            settings.append(f'fill: rgb("{ANSI[parts[1]]}")')
        elif parts[-1] == "bold":
            settings.append('weight: "bold"')
    return f"text.with({', '.join(dict.fromkeys(settings))})" if settings else ""


def _control(node: Tag) -> str:
    kind = str(node.get("type", "text")).lower()
    if kind in ("checkbox", "radio"):
        return "☑ " if node.has_attr("checked") else "☐ "
    return "" if kind == "hidden" else str(node.get("value", ""))


def _code(writer: Writer, node: Tag) -> str:
    if "math" in node.get_attribute_list("class"):
        writer.touch()
        return f"raw({quote(node.get_text())})"
    shown = writer.text(node.get_text())
    return f"raw({shown})" if shown else ""
