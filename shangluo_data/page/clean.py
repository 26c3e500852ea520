"""HTML that others wrote, as a page can hold it: no script, no request, nothing lost unsaid.

Every piece of HTML in a notebook passes here, exhibits as well: nothing is trusted for its looks.
"""

from __future__ import annotations

import base64
import re
from html import escape, unescape

import nh3
from lxml import etree

# What XML cannot hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# These are kept for what they refer to, and become words in the tree.
ELSEWHERE = ("iframe", "frame", "embed", "object", "audio", "video")
_TAGS = {*ELSEWHERE, "picture", "source", "section", "tfoot", "address", "input", "label", "button"}
_ATTRIBUTES = (
    "class id lang dir title style role tabindex align type value checked open colspan rowspan "
    "scope src srcset data media alt width height"
)
_STYLES = {"width", "font-weight", "font-style", "text-align", "text-decoration"}
_DRAWING = re.compile(r"<svg\b[^>]*(?<!/)>.*?</svg\s*>", re.S)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")
_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def clean(html: str) -> str:
    """Return HTML without what runs, asks or disturbs; well-formed, so that it can stand anywhere.

    Drawings become pictures: a parser of HTML would lower the names in them.
    """
    html = UNPRINTABLE.sub("\ufffd", html)
    return _CLEANER.clean(_DRAWING.sub(lambda drawing: picture_of(drawing[0]), html))


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """Refuse data that are no picture, and pictures from elsewhere for screens of one width."""
    if name == "tabindex":
        return value if value in ("0", "-1") else None
    held = value.lstrip().lower()
    if name == "srcset" or held.startswith("data:"):
        return value if name.startswith("src") and held.startswith("data:image/") else None
    return value


_CLEANER = nh3.Cleaner(
    tags=nh3.ALLOWED_TAGS | _TAGS,
    attributes=nh3.ALLOWED_ATTRIBUTES | {"*": set(_ATTRIBUTES.split())},
    attribute_filter=_attribute,
    generic_attribute_prefixes={"data-", "aria-"},
    url_schemes={"http", "https", "mailto", "ftp", "tel", "data", "attachment"},
    filter_style_properties=_STYLES,
    clean_content_tags={"script", "style", "title", "template"},
    link_rel=None,
)


def picture_of(svg: str, alt: str = "") -> str:
    """Return a drawing as an ``img``; its alternative is ``alt``, or the words in it."""
    body = _NAMED.sub(lambda name: unescape(name[0]), svg.partition("<svg")[2])
    # Where a drawing names its namespaces itself, the parser drops the second.
    parser = etree.XMLParser(recover=True, huge_tree=True)
    root = etree.fromstring(f"<svg {_NAMESPACES} {body}".encode(), parser)
    if root is None:
        return ""
    spoken = root.iter("{*}text", "{*}foreignObject", "{*}title")
    told = (" ".join("".join(map(str, node.itertext())).split()) for node in spoken)
    alt = alt or " · ".join(dict.fromkeys(filter(None, told)))
    data = base64.b64encode(etree.tostring(root)).decode("ascii")
    return f'<img alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}">'
