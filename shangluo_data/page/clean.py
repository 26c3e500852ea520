"""HTML that others wrote, as a page can hold it: no script, no request, nothing lost unsaid.

Every piece of HTML in a notebook passes here, exhibits as well: nothing is trusted for its looks.
"""

import base64
import mimetypes
import re
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

import nh3
from lxml import etree
from lxml.html import HtmlElement

from .nodes import ELSEWHERE, parsed, words_of
from .words import Lang, label, words

# What XML cannot hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DRAWING = re.compile(r"<svg\b[^>]*(?<!/)>.*?</svg\s*>", re.S)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")
_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_TAGS = {*ELSEWHERE, "picture", "source", "section", "tfoot", "address", "input", "label", "button"}
_ATTRIBUTES = (
    "class id lang dir title style role align type value checked open colspan rowspan scope "
    "src srcset data media alt width height"
)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Refuse data that are no picture, and pictures from elsewhere for some screens only."""
    address = value.lstrip().lower()
    held = address.startswith("data:image/") and tag in ("img", "source")
    return None if not held and (name == "srcset" or address.startswith("data:")) else value


_CLEANER = nh3.Cleaner(
    tags=nh3.ALLOWED_TAGS | _TAGS,
    attributes=nh3.ALLOWED_ATTRIBUTES | {"*": set(_ATTRIBUTES.split())},
    attribute_filter=_attribute,
    tag_attribute_values={"div": {"tabindex": {"0"}}},
    generic_attribute_prefixes={"data-", "aria-"},
    url_schemes={"http", "https", "mailto", "ftp", "tel", "data", "attachment"},
    filter_style_properties={"width", "font-weight", "font-style", "text-align", "text-decoration"},
    clean_content_tags={"script", "style", "title", "template"},
    link_rel=None,
)


def clean(html: str) -> str:
    """Return HTML without what runs, asks or disturbs; well-formed, so that it can stand anywhere.

    Drawings become pictures: a parser of HTML would lower the names in them.
    """
    html = UNPRINTABLE.sub("\ufffd", html)
    return _CLEANER.clean(_DRAWING.sub(lambda drawing: picture_of(drawing[0]), html))


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


def take_in(main: HtmlElement, lang: Lang, folder: Path | None) -> None:
    """Hold pictures from files below ``folder`` in the page; name what is kept elsewhere."""
    for box in list(main.iter("input")):
        ticked = "☐ " if box.get("checked") is None else "☑ "
        value = ticked if box.get("type", "").lower() == "checkbox" else box.get("value", "")
        box.tail = value + (box.tail or "")
        box.drop_tree()
    for node in list(main.iter("img", *ELSEWHERE)):
        found = [node.get("src"), node.get("data"), *node.xpath(".//source/@src")]
        address = next(filter(None, found), "").strip()
        if node.tag == "img" and folder and not address.startswith("data:"):
            address = _held(address, folder) or address
        if node.tag == "img" and address.startswith("data:"):
            node.set("src", address)
            if not node.get("alt", "").strip():
                node.set("alt", node.get("title") or label("picture", lang))
        else:
            node.getparent().replace(node, _named(node, lang, address))
    for source in main.xpath(".//source[not(@srcset)]"):
        source.drop_tag()


def _named(node: HtmlElement, lang: Lang, address: str) -> HtmlElement:
    """Say what something is called that is not here, and where it is."""
    name, far = node.get("alt") or words_of(node), re.match("(https?:)?//", address)
    shown = escape(name or unquote(address))
    if far:
        shown = f'<a href="{escape(address)}">{shown}</a>'
    elif name and address:
        shown += escape(f" ({unquote(address)})")
    said = words("picture_lost" if node.tag == "img" and not far else "elsewhere", lang)
    made = parsed(f'<span class="remark">{said}{": " if shown else ""}{shown}</span>')[0]
    made.tail = node.tail
    return made


def _held(address: str, folder: Path) -> str | None:
    """The file at a relative address below the notebook's folder, as a data URI."""
    try:
        path = (folder / unquote(re.split("[?#]", address)[0])).resolve()
        data = path.read_bytes() if path.is_relative_to(folder.resolve()) else b""
    except (OSError, ValueError):
        return None
    coded = base64.b64encode(data).decode("ascii")
    return f"data:{mimetypes.guess_type(path.name)[0]};base64,{coded}" if data else None
