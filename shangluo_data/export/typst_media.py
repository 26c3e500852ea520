"""Pictures: taken out of the page, handed to Typst as files in memory; nothing is fetched."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from bs4 import Tag

from .typst_text import quote
from .typst_writer import Writer

SIGNATURES = {b"\x89PNG\r\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
POINTS_PER_PIXEL = 0.75
# html.parser lowers the case of names; SVG minds.
SVG_NAMES = {
    name.lower(): name
    for name in [
        "viewBox",
        "preserveAspectRatio",
        "clipPath",
        "clipPathUnits",
        "linearGradient",
        "radialGradient",
        "gradientUnits",
        "gradientTransform",
        "spreadMethod",
        "patternUnits",
        "patternContentUnits",
        "patternTransform",
        "textPath",
        "textLength",
        "lengthAdjust",
        "startOffset",
        "markerWidth",
        "markerHeight",
        "markerUnits",
        "refX",
        "refY",
        "maskUnits",
        "maskContentUnits",
        "filterUnits",
        "primitiveUnits",
        "stdDeviation",
        "feGaussianBlur",
        "feOffset",
        "feMerge",
        "feMergeNode",
        "feBlend",
        "feColorMatrix",
        "feComposite",
        "feFlood",
        "feImage",
        "feTile",
        "feMorphology",
        "feTurbulence",
        "feDropShadow",
        "foreignObject",
        "baseFrequency",
        "numOctaves",
        "tableValues",
        "xChannelSelector",
        "yChannelSelector",
    ]
}


def decode(address: str) -> bytes | None:
    """Return the bytes of a ``data:`` address; ``None`` for any other, or if it is broken."""
    if not address.lower().startswith("data:") or "," not in address:
        return None
    head, _, body = address.partition(",")
    try:
        if head.lower().endswith(";base64"):
            return base64.b64decode(re.sub(r"\s+|%0A|%20", "", body), validate=True)
        return unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None


def embed(soup: Tag, folder: Path) -> None:
    """Put picture files that stand beside the notebook into ``soup``; others are left as they are.

    nbconvert's own ``embed_images`` closes every tag that stands open in a line of Markdown.
    """
    for image in soup.find_all("img", src=True):
        address = str(image["src"])
        if urlsplit(address).scheme or address.startswith("//"):
            continue
        try:
            data = (folder / unquote(urlsplit(address).path)).read_bytes()
        except (OSError, ValueError):
            continue
        kind = "svg+xml" if b"<svg" in data[:2000] else "png"
        image["src"] = f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def store(writer: Writer, data: bytes, alt: str) -> str | None:
    """Keep a picture among the document's files; return its name, or ``None`` if it is none."""
    kind = next((kind for start, kind in SIGNATURES.items() if data.startswith(start)), None)
    if kind is None and b"<svg" in data[:2000]:
        kind = "svg"
    if kind is None:
        return None
    for name, known in writer.files.items():
        if known == data and writer.alts.get(name) == alt:
            return name
    name = f"picture-{len(writer.files)}.{kind}"
    writer.files[name] = data
    writer.alts[name] = alt
    return name


def picture(writer: Writer, node: Tag) -> str:
    """Return Typst for an ``img`` on lines of its own; its alt text and address if not at hand."""
    return _shown(writer, node, "picture") or f"aside({_missing(node)})"


def inline_picture(writer: Writer, node: Tag) -> str:
    """Return Typst for an ``img`` in a line of text."""
    return _shown(writer, node, "inline-picture") or f"text(fill: grey, {_missing(node)})"


def svg_picture(writer: Writer, node: Tag, call: str = "picture") -> str:
    """Return Typst for an ``svg`` element written out in the page."""
    for element in [node, *node.find_all(True)]:
        element.name = SVG_NAMES.get(element.name, element.name)
        element.attrs = {SVG_NAMES.get(key, key): value for key, value in element.attrs.items()}
    node.attrs.setdefault("xmlns", "http://www.w3.org/2000/svg")
    node.attrs.setdefault("xmlns:xlink", "http://www.w3.org/1999/xlink")
    title = node.find("title")
    alt = str(node.get("aria-label") or (title.get_text(strip=True) if title else "")) or "SVG"
    source = node.decode(formatter="minimal")
    name = store(writer, source.encode("utf-8", "ignore"), alt)
    return f"{call}({quote(name or '')}, {quote(alt)}, {_points(node)})"


def media_note(writer: Writer, node: Tag) -> str:
    """Return what print can say of a video, a sound or an embedded page: what it is and where."""
    found = node.find("source")
    inner = found if isinstance(found, Tag) else None
    address = str(node.get("src") or node.get("data") or (inner.get("src") if inner else "") or "")
    words = node.get_text(" ", strip=True)
    shown = "" if address.startswith(("data:", "javascript:")) else address
    said = " ".join(part for part in (f"[{node.name}]", words, shown) if part)
    return writer.link(shown, quote(said)) if shown else quote(said)


def _points(node: Tag) -> str:
    found = re.fullmatch(r"\s*([0-9.]+)\s*(px|pt)?\s*", str(node.get("width", "")))
    if not found or not float(found[1]):
        return "none"
    scale = 1.0 if found[2] == "pt" else POINTS_PER_PIXEL
    return f"{float(found[1]) * scale:g}pt"


def _shown(writer: Writer, node: Tag, call: str) -> str:
    data = decode(str(node.get("src", "")))
    alt = str(node.get("alt") or "").strip() or "—"
    name = store(writer, data, alt) if data else None
    return f"{call}({quote(name)}, {quote(alt)}, {_points(node)})" if name else ""


def _missing(node: Tag) -> str:
    alt = str(node.get("alt") or "").strip()
    address = str(node.get("src") or "")
    if address.lower().startswith("data:"):
        address = ""
    return quote(" ".join(part for part in (f"[{alt or 'picture'}]", address) if part))
