"""The article view as Typst: numbered paragraphs, where each is shown, and how it was received."""

from __future__ import annotations

from bs4 import Tag

from .typst_exhibits import child, has, readings
from .typst_tables import Flow
from .typst_text import block, quote
from .typst_writer import Writer


def article(writer: Writer, node: Tag, flow: Flow) -> list[str]:
    """Return Typst for a paragraph of the article with where it is shown; the paragraph as it was
    received is held for the appendix."""
    para, received = child(node, "p", "para"), child(node, "details", "received")
    seen = [child(node, "p", "seen", lang) for lang in ("zh", "en")]
    parts = [part for part in node.children if part not in (received, *seen)]
    out = flow(writer, parts, loose=True)
    name = str(para.get("id") or "") if para is not None else ""
    links = ["", ""]
    if received is not None and name and writer.hold:
        target = _receive(writer, received, name, flow)
        summary = child(received, "summary")
        said = readings(writer, summary) if summary is not None else ("none", "none")
        links = [f"goto({quote(target)}, {part})" if part != "none" else "" for part in said]
    foot = []
    for shown, link in zip(seen, links, strict=True):
        words_ = flow(writer, list(shown.children)) if shown is not None else []
        between = quote(" · ") if words_ and link else ""
        foot.append(block([*words_, between, link]) if words_ or link else "none")
    return [*out, f"numbered-foot({foot[0]}, {foot[1]})" if any(p != "none" for p in foot) else ""]


def paragraph(writer: Writer, node: Tag, flow: Flow) -> list[str]:
    """Return Typst for a paragraph of the article: its number in the margin, its words beside."""
    number = child(node, "a", "pno")
    rest = [part for part in node.children if part is not number]
    body = flow(writer, rest, loose=True)
    section = writer.section_of(node)
    if number is None:
        return [writer.place(node.get("id")), *body]
    shown = quote(number.get_text(strip=True))
    label = writer.claim(node.get("id"))
    level = writer.nested_level()
    strong = "true" if has(node, "heading") else "false"
    return [f'numbered("{section}", {level}, {label}, {shown}, {strong}, {block(body)})']


def _receive(writer: Writer, node: Tag, name: str, flow: Flow) -> str:
    back = writer.label(name)
    target = f"received:{back}"
    body = [
        part for part in node.children if not (isinstance(part, Tag) and part.name == "summary")
    ]
    words_ = block(
        [
            piece
            for part in body
            if isinstance(part, Tag)
            for piece in flow(writer, list(part.children))
        ]
    )
    number = quote("¶" + name.removeprefix("p"))
    writer.placed.add(target)
    writer.received.append(f"as-received({quote(target)}, {quote(back)}, {number}, {words_})")
    return target
