"""What a page cannot hold goes, what it can hold is taken in, and nothing goes unsaid."""

from __future__ import annotations

import base64
import mimetypes
import re
from pathlib import Path
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from .page_tree import Found, grouped, tags, within
from .words import label, words

_HELD = ("data:", "#")
_UNWRAPPED = ("html", "head", "body", "noscript", "form", "marquee", "blink")
_SEEN = ["img", "svg", "table", "audio", "video", "math", "input", "button", "picture", "hr"]


def clean(soup: BeautifulSoup, lang: str, directory: Path | None) -> None:
    """Make the cells fit for a page that runs no script and fetches nothing, in place.

    Scripts go, and an output that was nothing else says so. Pictures from files below
    ``directory`` are taken in; what lies elsewhere becomes a link.
    """
    found = grouped(soup)
    for script in found("script", "template"):
        output = script.find_parent("div", class_="output")
        script.decompose()
        if output is not None and not _shows(output):
            output.append(_note(words("script", lang)))
    for element in found("link", "meta", "base", "title"):
        if not within(element, "svg"):
            element.decompose()
    for style in found("style"):
        if (
            "shangluo-style" in style.get_attribute_list("class")
            or style.has_attr("scoped")
            or within(style, "figure", "exhibit")
        ):
            style.decompose()
    for element in found(*_UNWRAPPED):
        element.unwrap()
    for element in found("main"):
        element.name = "div"
    for element in found("iframe", "frame", "object", "embed"):
        address = str(element.get("src") or element.get("data") or "")
        element.replace_with(_elsewhere(address, "embedded", lang))
    _attributes(soup)
    for box in found("input"):
        if "task-list-item-checkbox" in box.get_attribute_list("class"):
            box.replace_with("☑ " if box.has_attr("checked") else "☐ ")
    _media(found, lang, directory)


def _shows(output: Tag) -> bool:
    if output.find(_SEEN) is not None:
        return True
    hidden = sum(len(style.get_text()) for style in output.find_all("style"))
    return len(output.get_text(strip=True)) > hidden


def _note(inner: str) -> Tag:
    note = BeautifulSoup(f'<p class="remark">{inner}</p>', "html.parser").p
    assert isinstance(note, Tag)
    return note


def _elsewhere(address: str, key: str, lang: str, name: str = "") -> Tag:
    soup = BeautifulSoup(f'<span class="remark">{words(key, lang)}</span>', "html.parser")
    note = soup.span
    assert isinstance(note, Tag)
    if name or address:
        note.append(": ")
        if re.match(r"https?://|//", address):
            link = soup.new_tag("a", href=address)
            link.string = name or address
            note.append(link)
        else:
            path = unquote(address)
            note.append(f"{name} ({path})" if name and path else name or path)
    return note


def _attributes(soup: BeautifulSoup) -> None:
    for element in tags(soup):
        if not element.attrs:
            continue
        for name in list(element.attrs):
            value = str(element[name]).strip()
            if (
                name.startswith("on")
                or name in ("data-jupyter-id", "accesskey", "contenteditable", "autofocus")
                or (name == "tabindex" and value not in ("0", "-1"))
                or (name == "href" and value.lower().startswith(("javascript:", "vbscript:")))
            ):
                del element[name]


def _media(found: Found, lang: str, directory: Path | None) -> None:
    for element in found("img", "source", "video", "audio", "track", "input"):
        for name in ("src", "srcset", "poster"):
            address = str(element.get(name, "")).strip()
            if not address or address.startswith(_HELD):
                continue
            held = None if name == "srcset" else _held(address, directory)
            if held is not None:
                element[name] = held
            elif element.name == "img" and name == "src":
                far = re.match(r"https?://|//", address)
                key = "picture_at" if far else "picture_lost"
                element.replace_with(_elsewhere(address, key, lang, str(element.get("alt", ""))))
                break
            elif element.name in ("video", "audio") and name == "src":
                element.replace_with(_elsewhere(address, "embedded", lang))
                break
            else:
                del element[name]
    for image in found("img"):
        if not image.has_attr("alt"):
            image["alt"] = str(image.get("title", "")) or label("picture", lang)


def _held(address: str, directory: Path | None) -> str | None:
    """The file at a relative address below the notebook's directory, as a data URI."""
    if directory is None or re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.I):
        return None
    root = directory.resolve()
    path = (root / unquote(address.split("?")[0].split("#")[0])).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        return None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
