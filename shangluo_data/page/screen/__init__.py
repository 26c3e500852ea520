"""Pages for the screen: one file each, without script, asking nothing of any network."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import lxml.html
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml.html import HtmlElement
from markupsafe import Markup, escape

from shangluo_data.exhibits.style import notebook_css
from shangluo_data.register.curated import codes

from ..cells import LANG_TAG
from ..nodes import classed, classes
from ..tree import HTML_LANG, Page
from ..words import WORDS, Lang, label, words

HERE = Path(__file__).parent
HERO = "at_a_glance"
_DRAWING = re.compile(
    r'(<(?:img|source)\b[^<>]*? src(set)?="data:image/svg\+xml);base64,([\w+/=]*)"'
)


def render(page: Page) -> str:
    """Return a page as one HTML file, the same on every run."""
    return _filled("page.html.j2", page.lang, page=page, main=_written(page.main))


def index(pages: Sequence[Page], lang: Lang = "both", *, with_pdf: bool = False) -> str:
    """Return the report's front page: the whole at a glance, and a card for each notebook.

    Parameters
    ----------
    pages
        In order; the first gives the title, and the exhibit ``at_a_glance`` if it has one.
    lang
        The edition: ``both``, ``zh`` or ``en``.
    with_pdf
        Whether the PDFs stand beside the pages.
    """
    figures = ((page, figure) for page in pages for figure in page.main.iter("figure"))
    hero = next((_taken(f, page) for page, f in figures if f.get("id") == HERO), None)
    return _filled(
        "index.html.j2",
        lang,
        titles=pages[0].titles or {"": pages[0].title},
        hero=None if hero is None else _written(hero),
        cards=[_card(page, first=page is pages[0]) for page in pages],
        language=HTML_LANG[lang],
        with_pdf=with_pdf,
    )


def _card(page: Page, first: bool) -> dict[str, Any]:
    own = page.titles or {"": page.title}
    # The first page has given the whole its title.
    overview = {
        key: text for key, text in zip(("zh", "en"), WORDS["overview"], strict=True) if key in own
    }
    figures = classed(page.main, "exhibit", "figure")
    tables = sum("is-table" in classes(figure) for figure in figures)
    opening = Markup("").join(_written(_taken(cell, page)) for cell in _opening(page.main))
    return {
        "href": f"{quote(page.name)}.html",
        "pdf": f"{quote(page.name)}.pdf",
        "section": page.section,
        "titles": overview if first and overview else own,
        "plain": page.title,
        "opening": opening,
        "counts": _counts(len(figures) - tables, tables, page.lang),
    }


def _counts(charts: int, tables: int, lang: Lang) -> dict[str, str]:
    zh = [f"图{charts}幅"] * bool(charts) + [f"表{tables}张"] * bool(tables)
    en = [f"{n} {word}{'s' * (n != 1)}" for n, word in ((charts, "chart"), (tables, "table")) if n]
    said = {"zh": "，".join(zh), "en": ", ".join(en)}
    return {key: text for key, text in said.items() if text and lang in ("both", key)}


def _opening(main: HtmlElement) -> Iterator[HtmlElement]:
    """The first words of a page: its first narrative cell, in each language it has."""
    told = [cell for cell in classed(main, "md", "div") if cell.find(".//p") is not None]
    if told:
        yield told[0]
        if "zh" in classes(told[0]) and told[1:] and "en" in classes(told[1]):
            yield told[1]


def _taken(node: HtmlElement, page: Page) -> HtmlElement:
    """A copy for another page: its links lead back, and of ids it has its own alone."""
    copy = deepcopy(node)
    copy.tail = None
    for link in copy.iter("a"):
        if link.get("href", "").startswith("#"):
            link.set("href", f"{quote(page.name)}.html{link.get('href')}")
    for inner in copy.iterdescendants():
        inner.attrib.pop("id", None)
    return copy


def _short(name: str, lang: Lang) -> Markup:
    """A notebook's short name: its section's where it has one, else its own without the number."""
    key = re.sub(r"^\d+_", "", name)
    sections = codes("section")
    if key in WORDS:
        found = WORDS[key]
    elif key in sections.index:
        found = (str(sections.label_zh[key]), str(sections.label_en[key]))
    else:
        return escape(key)
    return _halves(
        {code: text for code, text in zip(LANG_TAG, found, strict=True) if lang in ("both", code)}
    )


def _halves(titles: dict[str, str]) -> Markup:
    """A title in each language it has, every half marked."""
    made = (
        Markup('<span class="{}" lang="{}">{}</span>').format(lang, LANG_TAG[lang], text)
        if lang
        else escape(text)
        for lang, text in titles.items()
    )
    return Markup(" ").join(made)


def _written(node: HtmlElement) -> Markup:
    html = lxml.html.tostring(node, encoding="unicode")
    # This serialiser does not know that a source has no end.
    return Markup(_DRAWING.sub(_shorter, html.replace("</source>", "")))


def _shorter(drawing: re.Match[str]) -> str:
    """A drawing as text: a fifth shorter than in base64."""
    try:
        svg = " ".join(b64decode(drawing[3]).decode().split())
    except ValueError:
        return drawing[0]
    svg = svg.replace("%", "%25").replace("#", "%23").replace("&", "&amp;")
    svg = svg.replace('"', "%22" if "'" in svg else "'")
    return f'{drawing[1]},{svg.replace(" ", "%20") if drawing[2] else svg}"'


def _filled(template: str, lang: Lang, **values: Any) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            css=Markup(style_sheet()),
            halves=_halves,
            short=_short,
            lang=lang,
            words=lambda key: Markup(words(key, lang)),
            label=lambda key: label(key, lang),
            **values,
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True, undefined=StrictUndefined
    )


@cache
def style_sheet() -> str:
    """Return the one style sheet of every page, exhibits included, without comments and space."""
    css = notebook_css() + (HERE / "style.css").read_text(encoding="utf-8")
    css = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.S))
    return re.sub(r"\s*([{};,>])\s*", r"\1", css).replace(";}", "}").strip()
