"""The project's own blocks as Typst: exhibits, cards, rows and exact words."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import PageElement

from .typst_inline import inlines
from .typst_tables import Flow
from .typst_text import block, language, quote
from .typst_writer import Writer

TALLEST = 640
TALLEST_TABLE = 330
SURELY_TALL = 18  # rows
SURELY_SHORT = 640  # pixels
PER_ROW = 3


def has(node: Tag, name: str) -> bool:
    """Tell whether ``node`` has the class ``name``."""
    return name in node.get_attribute_list("class")


def child(node: Tag, name: str, *classes: str) -> Tag | None:
    """Return the first element of that name and those classes inside ``node``."""
    # Much faster than find_all, which an exhibit with its rows would pay for many times over.
    found = (part for part in node.descendants if isinstance(part, Tag) and part.name == name)
    return next((part for part in found if all(has(part, kind) for kind in classes)), None)


def words(node: Tag | None) -> str:
    """Return the text of ``node`` as a Typst string, or ``none``."""
    text = " ".join(node.get_text().split()) if node is not None else ""
    return quote(text) if text else "none"


def readings(writer: Writer, node: Tag) -> tuple[str, str]:
    """Return the Chinese and the English words of a heading, each as Typst or ``none``.

    A heading that marks no language is Chinese or English as it looks.
    """
    chinese, english = child(node, "span", "zh"), child(node, "span", "en")
    if chinese is not None or english is not None:
        return words(chinese), words(english)
    whole = " ".join(node.get_text().split())
    if (language(whole) or writer.language) == "zh":
        return quote(whole), "none"
    return "none", quote(whole)


def _said(writer: Writer, node: Tag | None, flow: Flow) -> str:
    return block(flow(writer, list(node.children))) if node is not None else "none"


def _pair(writer: Writer, node: Tag, name: str, kind: str, flow: Flow) -> tuple[str, str]:
    cn, latin = child(node, name, kind, "zh"), child(node, name, kind, "en")
    return (
        f"zh({_said(writer, cn, flow)})" if cn is not None else "none",
        f"en({_said(writer, latin, flow)})" if latin is not None else "none",
    )


def exhibit(writer: Writer, node: Tag, flow: Flow) -> list[str]:
    """Return Typst for a ``figure.exhibit``: caption, marks, notes, source, kept on one page."""
    section = writer.section_of(node)
    caption = child(node, "figcaption")
    parts: list[str] = []
    if caption is not None:
        parts += _caption(writer, node, caption, section, flow)
    foot: list[Tag] = []
    rest: list[PageElement] = []
    for part in node.children:
        if part is caption:
            continue
        if isinstance(part, Tag) and (has(part, "notes") or has(part, "source")):
            foot.append(part)
        else:
            rest.append(part)
    parts += flow(writer, rest, loose=True)
    parts.append(_foot(writer, node, foot, flow))
    return [f'exhibit("{section}", {_limit(node)}, {block(parts)})']


def _limit(node: Tag) -> str:
    """How tall an exhibit may be to be kept on one page: ``none`` for one that surely is not too
    tall, ``0pt`` for one that surely is; setting it once more to measure it takes time."""
    if has(node, "table") or has(node, "text"):
        rows = len(node.select(".scroll > table > tbody > tr"))
        return "0pt" if rows > SURELY_TALL else f"{TALLEST_TABLE}pt"
    image = child(node, "img")
    if has(node, "chart") and image is not None and not node.find("table", recursive=False):
        height = str(image.get("height", ""))
        if height.isdigit() and int(height) < SURELY_SHORT:
            return "none"
    return f"{TALLEST}pt"


def _caption(writer: Writer, node: Tag, caption: Tag, section: str, flow: Flow) -> list[str]:
    tag = child(caption, "p", "tag")
    titles = [child(caption, "p", "title", lang) for lang in ("zh", "en")]
    subtitles = _pair(writer, caption, "p", "subtitle", flow)
    out = [f'tag("{section}", {_said(writer, tag, flow)})'] if tag is not None else []
    if any(titles):
        name = writer.claim(node.get("id"))
        chinese, english = (words(title) for title in titles)
        out.append(f"exhibit-title({writer.nested_level()}, {name}, {chinese}, {english})")
    else:
        out.append(writer.place(node.get("id")))
    if any(part != "none" for part in subtitles):
        out.append(f"subtitle({subtitles[0]}, {subtitles[1]})")
    return out


def _foot(writer: Writer, node: Tag, foot: list[Tag], flow: Flow) -> str:
    chinese = [part for part in foot if has(part, "zh")]
    english = [part for part in foot if has(part, "en")]
    rest = [part for part in foot if part not in chinese and part not in english]
    lines = []
    if chinese or english:
        sides = [
            block(flow(writer, list(side), loose=True)) if side else "none"
            for side in (chinese, english)
        ]
        lines.append(f"both(gap: 5pt, {sides[0]}, {sides[1]})")
    if rest:
        lines += flow(writer, list(rest), loose=True)
    target = f"evidence:{writer.label(node.get('id'))}"
    summary = child(node, "summary")
    held = writer.hold and bool(node.get("id"))
    if held and summary is not None and child(node, "details", "evidence") is not None:
        lines.append(
            f"block(goto({quote(target)}, {block(inlines(writer, list(summary.children)))}))"
        )
    return f"foot({block(lines)})" if lines else ""


def evidence(writer: Writer, node: Tag, flow: Flow) -> list[str]:
    """Hold the rows and exact words of an exhibit for the appendix; nothing stands here."""
    if not writer.hold:
        return []
    figure = node.find_parent("figure")
    if figure is None or not figure.get("id"):
        return flow(writer, list(node.children), loose=True)
    back = writer.label(figure.get("id"))
    name = f"evidence:{back}"
    if name in writer.placed:
        return []
    writer.placed.add(name)
    chinese = words(child(figure, "p", "title", "zh"))
    english = words(child(figure, "p", "title", "en"))
    if chinese == english == "none":
        chinese = quote(str(figure.get("id")))
    body = [
        part for part in node.children if not (isinstance(part, Tag) and part.name == "summary")
    ]
    level, writer.level = writer.level, writer.appendix_level
    entry = flow(writer, body, loose=True)
    writer.level = level
    place = f"{writer.appendix_level}, {quote(name)}, {quote(back)}"
    head = f"appendix-entry({place}, {chinese}, {english})"
    writer.appendix.append(block([head, *entry]))
    return []


def group(writer: Writer, node: Tag, flow: Flow) -> list[str]:
    """Return Typst for the line above a group of cards."""
    return [f'card-group("{writer.section_of(node)}", {_said(writer, node, flow)})']


def cards(writer: Writer, node: Tag, flow: Flow) -> list[str]:
    """Return Typst for a list of number cards, three to a row."""
    items = []
    for item in node.find_all("li", recursive=False):
        known = {"number": "none", "label": "none", "reading": "none", "where": "none"}
        number = child(item, "p", "number")
        labels = _pair(writer, item, "p", "label", flow)
        readings_ = [part for part in _pair(writer, item, "p", "reading", flow) if part != "none"]
        where = child(item, "p", "where")
        shown = [
            part
            for part in item.find_all("p", recursive=False)
            if not any(has(part, name) for name in known)
        ]
        figures = _number(writer, number) if number is not None else "none"
        reading = block(["; linebreak(); ".join(readings_)]) if readings_ else "none"
        place = block([_said(writer, where, flow)]) if where is not None else "none"
        extra = [_said(writer, part, flow) for part in shown]
        section = writer.section_of(item)
        anchor = writer.place(item.get("id"))
        card = f'card("{section}", {figures}, {labels[0]}, {labels[1]}, {reading}, {place})'
        items.append(block([anchor, card, *extra]))
    if not items:
        return []
    return [f"cards({PER_ROW}, {', '.join(items)})"]


def _number(writer: Writer, node: Tag) -> str:
    pieces = []
    with writer.fresh_line():
        for part in node.children:
            if isinstance(part, Tag) and part.name in ("b", "strong"):
                pieces.append(f"big({block(inlines(writer, list(part.children)))})")
            else:
                pieces += inlines(writer, [part])
    return f"zh({block(pieces)})"
