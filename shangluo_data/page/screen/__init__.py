"""Pages for the screen: one file each, without script, asking nothing of any network."""

import re
from base64 import b64decode
from collections.abc import Iterable, Sequence
from copy import deepcopy
from urllib.parse import quote

import lxml.html
from jinja2 import Environment, PackageLoader, StrictUndefined
from lxml.html import HtmlElement
from markupsafe import Markup, escape

from shangluo_data.exhibits.style import notebook_css
from shangluo_data.register.curated import codes

from ..nodes import classed
from ..tree import Page
from ..words import Lang, halves, in_lang, label, words

_DRAWING = re.compile(
    r'(<(?:img|source)\b[^<>]*? src(set)?="data:image/svg\+xml);base64,([\w+/=]*)"'
)


def render(page: Page) -> str:
    """Return a page as one HTML file, the same on every run."""
    template = _TEMPLATES.get_template("page.html.j2")
    return template.render(page=page, lang=page.lang, main=_written(page.main))


def index(pages: Sequence[Page], lang: Lang = "both", *, with_pdf: bool = False) -> str:
    """Return the report's front page: a card for each page, and PDFs if they stand beside it.

    The first page gives the title, and its exhibit ``at_a_glance`` if it has one.
    """
    first, template = pages[0], _TEMPLATES.get_template("index.html.j2")
    hero = _taken(first.main.xpath(".//figure[@id='at_a_glance']"), first)
    return template.render(page=first, pages=pages, lang=lang, hero=hero, with_pdf=with_pdf)


def _short(name: str, lang: Lang) -> Markup:
    """A notebook's short name: its section's where it has one, else its own without the number."""
    key, sections = re.sub(r"^\d+_", "", name), codes("section")
    if key == "overview":
        return words(key, lang)
    if key not in sections.index:
        return escape(key)
    return halves(in_lang(lang, sections.label_zh[key], sections.label_en[key]))


def _opening(page: Page) -> Markup:
    """The first words of a page: its first narrative cell, in each language it has."""
    told = [cell for cell in classed(page.main, "md", "div") if cell.find(".//p") is not None]
    return _taken(told[: 2 if page.lang == "both" else 1], page)


def _taken(nodes: Iterable[HtmlElement], page: Page) -> Markup:
    """Copies for another page: links lead back, and of ids each has its own alone."""
    made = Markup("")
    for copy in map(deepcopy, nodes):
        for link in copy.xpath(".//a[starts-with(@href, '#')]"):
            link.set("href", f"{quote(page.name)}.html{link.get('href')}")
        for inner in copy.iterdescendants():
            inner.attrib.pop("id", None)
        made += _written(copy)
    return made


def _written(node: HtmlElement) -> Markup:
    html = lxml.html.tostring(node, encoding="unicode", with_tail=False)
    # This serialiser does not know that a source has no end.
    return Markup(_DRAWING.sub(_shorter, html.replace("</source>", "")))


def _shorter(drawing: re.Match[str]) -> str:
    """A drawing as text: a fifth shorter than in base64."""
    try:
        svg = " ".join(b64decode(drawing[3]).decode().split())
    except ValueError:
        return drawing[0]
    signs = {"%": "%25", "#": "%23", "&": "%26", '"': "%22" if "'" in svg else "'"}
    for sign, code in (signs | ({" ": "%20"} if drawing[2] else {})).items():
        svg = svg.replace(sign, code)
    return f'{drawing[1]},{svg}"'


_TEMPLATES = Environment(
    loader=PackageLoader(__name__, ""), autoescape=True, trim_blocks=True, undefined=StrictUndefined
)
_TEMPLATES.globals.update(exhibits_css=Markup(notebook_css()), words=words, label=label)
_TEMPLATES.globals.update(halves=halves, short=_short, opening=_opening)
