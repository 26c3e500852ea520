"""Data URIs of a page: kept out of the parser's way, and SVG written as short as it can be.

A chart as ``data:image/svg+xml;base64`` costs a third more than the drawing itself. The same
drawing percent-encoded, without editor's notes and with its paths written tightly, is a fraction.
"""

from __future__ import annotations

import base64
import binascii
import re
from functools import lru_cache

_URI = re.compile(r"data:([a-z]+/[a-z0-9.+-]+)((?:;[a-z0-9=-]+)*);base64,([A-Za-z0-9+/=\s]*)", re.I)
_TOKEN = re.compile(r"data:,shangluo-(\d+)-")
_UNSEEN = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.S)
_PATH = re.compile(r'(?<=\sd=)"([^"]*)"')
_STYLE = re.compile(r'(?<=\sstyle=)"([^"]*)"')
_ID = re.compile(r"\sid='([^']*)'")
_POINTS_AT = re.compile(r"(?<==')#([^']*)|url\(#([^)]*)\)")
_DECIMAL = re.compile(r"-?\d*\.\d{3,}(?!\d*e)")


class DataURIs:
    """The data URIs of one page, each replaced by a short token while the page is parsed."""

    def __init__(self) -> None:
        self._found: list[tuple[str, str, str]] = []

    def take(self, html: str) -> str:
        """Return ``html`` with every base64 data URI replaced by a token."""

        def keep(match: re.Match[str]) -> str:
            self._found.append((match[1].lower(), match[2], match[3]))
            return f"data:,shangluo-{len(self._found) - 1}-"

        return _URI.sub(keep, html)

    def put(self, html: str) -> str:
        """Return ``html`` with every token replaced by its data URI as it was."""
        return _TOKEN.sub(lambda match: self._plain(int(match[1])), html)

    def put_in_attribute(self, value: str, spaces: bool = True) -> str:
        """Return an attribute's value with its tokens replaced by the shortest equal URI.

        ``spaces=False`` writes no space into the URI: ``srcset`` would end there.
        """

        def short(match: re.Match[str]) -> str:
            kind, _, body = self._found[int(match[1])]
            plain = self._plain(int(match[1]))
            uri = svg_uri(body) if kind == "image/svg+xml" else None
            if uri is None:
                return plain
            return uri if spaces else uri.replace(" ", "%20")

        return _TOKEN.sub(short, value)

    def _plain(self, number: int) -> str:
        kind, parameters, body = self._found[number]
        return f"data:{kind}{parameters};base64,{''.join(body.split())}"


def svg_uri(body: str) -> str | None:
    """Return an SVG file, given as base64, as a percent-encoded data URI.

    ``None`` if it is no base64, no UTF-8 or no SVG. The result holds no double quote and no line
    break; it shows what the file shows. Coordinates drawn by matplotlib keep two decimals of a
    point.
    """
    try:
        text = base64.b64decode(body).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    if "<svg" not in text:
        return None
    exact = "matplotlib" not in text[:2000] and 'id="figure_1"' not in text[:2000]
    text = _UNSEEN.sub("", text).strip()
    if "<text" not in text:
        text = re.sub(r">\s+<", "><", text)
    text = _PATH.sub(lambda match: f'"{_path(match[1], exact)}"', text)
    text = _STYLE.sub(lambda match: f'"{_style(match[1])}"', text)
    text = " ".join(text.split()).replace(" />", "/>")
    text = re.sub(r"=\"([^\"']*)\"", r"='\1'", text) if "'" in text else text.replace('"', "'")
    if not exact:
        text = _short_ids(text)
    for mark, code in (("%", "%25"), ("#", "%23"), ('"', "%22")):
        text = text.replace(mark, code)
    return f"data:image/svg+xml,{text}"


@lru_cache(maxsize=1024)
def _style(declarations: str) -> str:
    return re.sub(r"\s*([:;])\s*", r"\1", declarations)


def _short_ids(svg: str) -> str:
    """Rename the ids that something points at to one or two letters, and drop the others."""
    names = dict.fromkeys(a or b for a, b in _POINTS_AT.findall(svg))
    short = {name: f"{number:x}" for number, name in enumerate(names)}
    svg = _ID.sub(lambda m: f" id='i{short[m[1]]}'" if m[1] in short else "", svg)
    svg = _POINTS_AT.sub(
        lambda m: f"#i{short[m[1]]}" if m[1] else f"url(#i{short[m[2]]})",
        svg,
    )
    return re.sub(r"<g>(<use [^>]*/>|<path [^>]*/>)</g>", r"\1", svg)


@lru_cache(maxsize=8192)
def _path(data: str, exact: bool) -> str:
    if not exact:
        data = _DECIMAL.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), data)
    data = re.sub(r"\s*([A-DF-Za-df-z])\s*", r"\1", data.strip())
    data = re.sub(r"[\s,]+", ",", data).replace(",-", "-")
    data = re.sub(r"l0,?(-?[\d.]+)(?=[A-Za-z])", r"v\1", data)
    return re.sub(r"l(-?[\d.]+),0(?=[A-Za-z])", r"h\1", data)
