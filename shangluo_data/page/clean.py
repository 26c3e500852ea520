"""HTML that others wrote, as a page can hold it: no script, no request, nothing lost unsaid.

Every piece of HTML in a notebook passes here, exhibits as well: nothing is trusted for its looks.
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from functools import cache
from html import escape, unescape

import nh3
from lxml import etree

# What XML cannot hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# These are kept for what they refer to, and become words in the tree.
_ELSEWHERE = ("iframe", "frame", "embed", "object", "audio", "video", "source")
_TAGS = nh3.ALLOWED_TAGS | {*_ELSEWHERE, "picture", "section", "main", "tfoot", "address"}
_TAGS |= {"font", "input", "big", "label", "button"}
_COMMON = {"class", "id", "lang", "dir", "title", "style", "role", "tabindex", "align"}
_ATTRIBUTES = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()} | {
    "*": _COMMON,
    "img": {"src", "alt", "width", "height"},
    "source": {"src", "srcset", "media", "width", "height"},
    **{tag: {"src", "data"} for tag in _ELSEWHERE[:-1]},
    "input": {"type", "checked", "value"},
    "details": {"open"},
    "font": {"color"},
    **{tag: {"colspan", "rowspan", "scope"} for tag in ("td", "th")},
}
_STYLES = {"color", "background-color", "background", "width", "opacity", "border"}
_STYLES |= {"width", "font-weight", "font-style", "text-align", "text-decoration", "white-space"}
_STYLE_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.S | re.I)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ONE_ID = re.compile(r"\s*#([\w-]+)\s*")
_CELL = re.compile(r'<(t[dh]\b[^>]*?\sid="([\w-]+)")')
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")
_DRAWING = re.compile(r"<(/?)svg\b[^>]*?(/?)>", re.I)
_HELD = re.compile(r"\s*data:(image|audio|video)/", re.I)
_NAMESPACES = ("", "http://www.w3.org/2000/svg"), (":xlink", "http://www.w3.org/1999/xlink")


def clean(html: str) -> str:
    """Return HTML without what runs, asks or disturbs; well-formed, so that it can stand anywhere.

    Drawings become pictures, the colours that a pandas Styler keeps in a style sheet stand in its
    cells.
    """
    html = UNPRINTABLE.sub("\ufffd", html)
    if "<style" in html:
        html = _coloured(html)
    return _cleaner().clean(_pictured(html) if "<svg" in html else html)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        generic_attribute_prefixes={"data-", "aria-"},
        url_schemes={"http", "https", "mailto", "ftp", "tel", "data", "attachment"},
        filter_style_properties=_STYLES,
        clean_content_tags={"script", "style", "title", "template"},
        link_rel=None,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    data = value.lstrip().lower().startswith("data:")
    if data and not (name in ("src", "srcset") and _HELD.match(value)):
        return None
    if name == "style" and re.search(r"url|\\", value, re.I):
        return None
    return None if name == "tabindex" and value not in ("0", "-1") else value


def _coloured(html: str) -> str:
    """The rules of style sheets that name cells, in these cells."""
    found: dict[str, str] = defaultdict(str)
    for selectors, body in _RULE.findall(" ".join(_STYLE_SHEET.findall(html))):
        for one in filter(None, map(_ONE_ID.fullmatch, selectors.split(","))):
            found[one[1]] += " ".join(body.split()) + ";"

    def styled(cell: re.Match[str]) -> str:
        return f'<{cell[1]} style="{escape(found[cell[2]])}"' if cell[2] in found else cell[0]

    return _CELL.sub(styled, html)


def _pictured(html: str) -> str:
    """Each drawing as a picture: a parser of HTML would lower the names in it."""
    made, depth, start, done = [], 0, 0, 0
    for mark in _DRAWING.finditer(html):
        closes, empty = bool(mark[1]), bool(mark[2])
        if not depth and not closes:
            start = mark.start()
        if depth or not closes:
            depth += 0 if empty else -1 if closes else 1
            if not depth:
                made += [html[done:start], picture_of(html[start : mark.end()])]
                done = mark.end()
    return "".join(made) + html[done:]


def picture_of(svg: str, alt: str = "") -> str:
    """Return a drawing as an ``img``; its alternative is ``alt``, or the words in it."""
    head, closed, body = svg.partition(">")
    for prefix, address in _NAMESPACES:
        if f"xmlns{prefix}=" not in head:
            head = re.sub("<svg", f'<svg xmlns{prefix}="{address}"', head, count=1, flags=re.I)
    svg = head + closed + _NAMED.sub(lambda name: unescape(name[0]), body)
    root = etree.fromstring(svg.encode(), etree.XMLParser(recover=True, huge_tree=True))
    if root is None:
        return ""
    spoken = root.iter("{*}text", "{*}foreignObject", "{*}title")
    told = [" ".join("".join(map(str, node.itertext())).split()) for node in spoken]
    alt = alt or " · ".join(dict.fromkeys(filter(None, told)))
    made = f' alt="{escape(alt)}"' if alt else ""
    for side in ("width", "height"):
        if number := re.fullmatch(r"(\d+)(\.\d*)?(px|pt)?", root.get(side, "")):
            made += f' {side}="{number[1]}"'
    data = base64.b64encode(etree.tostring(root)).decode("ascii")
    return f'<img{made} src="data:image/svg+xml;base64,{data}">'
