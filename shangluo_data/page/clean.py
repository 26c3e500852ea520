"""HTML that others wrote, as a page can hold it: no script, no request, nothing lost unsaid.

Every piece of HTML in a notebook passes here, exhibits as well: nothing is trusted for its looks.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from html import escape, unescape

import nh3
from lxml import etree

# What XML cannot hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# These are kept for what they refer to, and become words in the tree.
ELSEWHERE = ("iframe", "frame", "embed", "object", "audio", "video")
_TAGS = nh3.ALLOWED_TAGS | {*ELSEWHERE, "picture", "source", "section", "tfoot", "address"}
_TAGS |= {"input", "label", "button"}
_ATTRIBUTES = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()} | {
    "*": {"class", "id", "lang", "dir", "title", "style", "role", "tabindex", "align"},
    "img": {"src", "alt", "width", "height"},
    "source": {"src", "srcset", "media", "width", "height"},
    **{tag: {"src", "data"} for tag in ELSEWHERE},
    "input": {"type", "checked", "value"},
    "details": {"open"},
    **{tag: {"colspan", "rowspan", "scope"} for tag in ("td", "th")},
}
_STYLES = {"width", "font-weight", "font-style", "text-align", "text-decoration"}
_DRAWING = re.compile(r"<svg\b[^>]*(?<!/)>.*?</svg\s*>", re.S)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")
_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def clean(html: str) -> str:
    """Return HTML without what runs, asks or disturbs; well-formed, so that it can stand anywhere.

    Drawings become pictures: a parser of HTML would lower the names in them.
    """
    html = UNPRINTABLE.sub("\ufffd", html)
    return _cleaner().clean(_DRAWING.sub(lambda drawing: picture_of(drawing[0]), html))


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


def _attribute(_tag: str, name: str, value: str) -> str | None:
    start = value.lstrip().lower()
    if start.startswith("data:") and not (
        name in ("src", "srcset") and start.startswith("data:image/")
    ):
        return None
    return None if name == "tabindex" and value not in ("0", "-1") else value


def picture_of(svg: str, alt: str = "") -> str:
    """Return a drawing as an ``img``; its alternative is ``alt``, or the words in it."""
    body = _NAMED.sub(lambda name: unescape(name[0]), svg.partition("<svg")[2])
    # Where a drawing names its namespaces itself, the parser drops the second.
    parser = etree.XMLParser(recover=True, huge_tree=True)
    root = etree.fromstring(f"<svg {_NAMESPACES} {body}".encode(), parser)
    if root is None:
        return ""
    spoken = root.iter("{*}text", "{*}foreignObject", "{*}title")
    told = (" ".join("".join(node.itertext()).split()) for node in spoken)
    alt = alt or " · ".join(dict.fromkeys(filter(None, told)))
    data = base64.b64encode(etree.tostring(root)).decode("ascii")
    return f'<img alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}">'
