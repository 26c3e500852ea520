"""HTML that others wrote, as a page can hold it: no script, no request, nothing lost unsaid.

Every piece of HTML in a notebook passes here, exhibits as well: nothing is trusted for its looks.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from html import escape, unescape
from typing import Any

from lxml import etree

SVG_NAMES = (
    ("xmlns=", 'xmlns="http://www.w3.org/2000/svg"'),
    ("xmlns:xlink=", 'xmlns:xlink="http://www.w3.org/1999/xlink"'),
)
# What XML cannot hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _set(names: str) -> set[str]:
    return set(names.split())


_TAGS = _set(
    "a abbr address article aside audio b bdi bdo big blockquote br button caption center cite "
    "code col colgroup data dd del details dfn div dl dt em embed figcaption figure font footer "
    "frame h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label li mark nav object "
    "ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary sup "
    "table tbody td tfoot th thead time tr tt u ul var video wbr"
)
_SIZED = {"src", "width", "height"}
_ATTRIBUTES = {
    "*": _set("class id lang dir title style role tabindex align"),
    "a": {"href", "name"},
    "img": {*_SIZED, "alt"},
    "source": {*_SIZED, "srcset", "media", "type"},
    "audio": {"src", "controls"},
    "video": {*_SIZED, "controls", "poster"},
    **{tag: {"src"} for tag in ("iframe", "frame", "embed")},
    "object": {"data"},
    "input": {"type", "checked", "value"},
    "details": {"open"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "time": {"datetime"},
    **{tag: {"colspan", "rowspan", "scope", "valign"} for tag in ("td", "th")},
    "col": {"span"},
    "font": {"color"},
}
_STYLES = _set(
    "color background-color background font-weight font-style font-family text-align "
    "text-decoration vertical-align white-space width opacity border border-left border-right "
    "border-top border-bottom border-color"
)
_STYLE_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.S | re.I)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ONE_ID = re.compile(r"\s*#([\w-]+)\s*")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")
_CELL = re.compile(r'<(t[dh]\b[^>]*?\sid="([\w-]+)")')
_DRAWING = re.compile(r"<(/?)svg\b[^>]*?(/?)>", re.I)
_FETCHED = re.compile(r"\s*(data:(image|audio|video)/|(?!\s*[a-z][a-z0-9+.-]*:))", re.I)


def clean(html: str) -> str:
    """Return HTML without what runs, asks or disturbs; well-formed, so that it can stand anywhere.

    Drawings become pictures, the colours that a pandas Styler keeps in a style sheet stand in its
    cells.
    """
    html = UNPRINTABLE.sub("\ufffd", html)
    if "<style" in html:
        html = _coloured(html)
    if "<svg" in html:
        html = _pictured(html)
    return str(_cleaner().clean(html))


@cache
def _cleaner() -> Any:
    import nh3

    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        generic_attribute_prefixes={"data-", "aria-"},
        url_schemes={"http", "https", "mailto", "ftp", "tel", "data", "attachment"},
        filter_style_properties=_STYLES,
        clean_content_tags={"script", "style", "title", "template"},
        link_rel=None,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    fetched = name in ("src", "srcset", "poster", "data") and tag not in ("iframe", "embed")
    data = value.lstrip().lower().startswith("data:")
    if data and (not fetched or not _FETCHED.match(value)):
        return None
    if name == "style" and re.search(r"url|\\", value, re.I):
        return None
    if name == "tabindex" and value not in ("0", "-1"):
        return None
    return value


def _coloured(html: str) -> str:
    """The rules of style sheets that name cells, in these cells."""
    found: dict[str, str] = {}
    for sheet in _STYLE_SHEET.findall(html):
        for selectors, body in _RULE.findall(sheet):
            for one in filter(None, map(_ONE_ID.fullmatch, selectors.split(","))):
                found[one[1]] = found.get(one[1], "") + " ".join(body.split()) + ";"
    if not found:
        return html

    def styled(cell: re.Match[str]) -> str:
        rules = found.get(cell[2])
        return cell[0] if rules is None else f'<{cell[1]} style="{escape(rules)}"'

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
    """Return a drawing as an ``img``; its alternative is ``alt``, the words in it, or its title."""
    head, closed, body = svg.partition(">")
    for name, declared in SVG_NAMES:
        if name not in head:
            head = re.sub(r"<svg\b", f"<svg {declared}", head, count=1, flags=re.I)
    svg = head + closed + _NAMED.sub(lambda m: unescape(m[0]), body)
    root = etree.fromstring(svg.encode(), etree.XMLParser(recover=True, huge_tree=True))
    if root is None:
        return ""
    spoken = [
        " ".join("".join(node.itertext()).split())
        for node in root.iter("{*}text", "{*}foreignObject", "{*}title")
    ]
    alt = alt or " · ".join(dict.fromkeys(filter(None, spoken)))
    made = f' alt="{escape(alt)}"' if alt else ""
    for side in ("width", "height"):
        if number := re.fullmatch(r"(\d+)(\.\d*)?(px|pt)?", root.get(side, "")):
            made += f' {side}="{number[1]}"'
    data = base64.b64encode(etree.tostring(root)).decode("ascii")
    return f'<img{made} src="data:image/svg+xml;base64,{data}">'
