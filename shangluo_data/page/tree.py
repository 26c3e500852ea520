"""The page tree: everything about a page is decided here, once, for the screen and for paper.

The tree holds one edition. Its links lead to what is there, its ids are unique, headings skip no
level, tables have scopes, pictures have alternatives, every block says its language, and nothing
in it runs or asks for anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml.html import HtmlElement

from . import blocks
from .clean import UNPRINTABLE
from .links import Neighbour, link_pages, neighbours, take_in, titles_of
from .nodes import classed, classes, parsed, select, words_of
from .words import Lang

if TYPE_CHECKING:
    from .cells import Cells

SECTIONS = ("article", "lead", "force", "safety", "services", "method")
HTML_LANG = {"both": "zh-CN", "zh": "zh-CN", "en": "en"}


@dataclass(frozen=True)
class Page:
    """A notebook as a page.

    Attributes
    ----------
    name
        Name of the notebook, without suffix.
    lang
        The edition: ``both``, ``zh`` or ``en``.
    main
        The tree, a ``main`` element.
    title, titles
        The first heading as plain text, and its halves by language if it has halves.
    language
        Language of the page as HTML writes it, ``zh-CN`` or ``en``.
    section
        Section that most exhibits belong to, ``lead`` if there is none: it gives the colour.
    has_code, code_open
        Whether there is code, and whether it is in sight at first (in our reports it is not).
    home
        Whether there is an index to go to.
    before, after
        The pages before and after this one.
    authors, keywords, description
        What the notebook's metadata say.
    """

    name: str
    lang: Lang
    main: HtmlElement
    title: str
    titles: dict[str, str]
    language: str
    section: str
    has_code: bool
    code_open: bool
    home: bool = False
    before: Neighbour | None = None
    after: Neighbour | None = None
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""


def build(
    nb: Any,
    *,
    name: str,
    lang: Lang = "both",
    siblings: Sequence[str] = (),
    home: bool = False,
    folder: Path | None = None,
    cells_html: str | None = None,
) -> Page:
    """Return the page of a notebook.

    Parameters
    ----------
    nb
        A notebook as nbformat reads it, version 4; it is not changed.
    name
        Its name without suffix.
    lang
        The edition: ``both``, ``zh`` or ``en``.
    siblings
        Names of the notebooks that have pages beside this one, in order, this one among them.
    home
        Whether there is an ``index.html`` beside it.
    folder
        Where the notebook lies; pictures below it are taken in, titles of siblings read.
    cells_html
        What an exporter has made of the cells already.

    Raises
    ------
    ValueError
        If ``lang`` names no edition.
    """
    if lang not in HTML_LANG:
        raise ValueError(f"unknown language {lang!r}: use one of {', '.join(HTML_LANG)}")
    from .cells import is_bilingual

    name = UNPRINTABLE.sub("\ufffd", name)
    bilingual = is_bilingual(nb)
    html = _exporter().cells(nb, lang) if cells_html is None else cells_html
    main = parsed(UNPRINTABLE.sub("\ufffd", html))
    main.set("id", "main")
    main.set("tabindex", "-1")
    blocks.name_headings(main)
    select(main, lang)
    take_in(main, lang, folder)
    _name_cells(main)
    heading = blocks.order_headings(main, name)
    blocks.read_tables(main, lang)
    blocks.unique(main)
    language = blocks.mark_languages(main, HTML_LANG[lang] if bilingual or lang != "both" else None)
    link_pages(main, name, siblings)
    title, titles = words_of(heading), titles_of(heading)
    if lang == "both":
        blocks.set_pairs(main)
    blocks.add_front(main, heading, lang)
    before, after = neighbours(name, siblings, folder, lang)
    return Page(
        name=name,
        lang=lang,
        main=main,
        title=title or name,
        titles=titles,
        language=language,
        section=_section(main),
        has_code=bool(classed(main, "code")),
        code_open=not bilingual,
        home=home,
        before=before,
        after=after,
        **_about(nb),
    )


@cache
def _exporter() -> Cells:
    from .cells import Cells

    return Cells()


def _name_cells(main: HtmlElement) -> None:
    """Drop cells with nothing in them; give the others the id that someone chose for them."""
    taken = {node.get("id") for node in main.iter("*")}
    for cell in classed(main, "cell", "div"):
        chosen = cell.attrib.pop("data-id", None)
        shows = next(cell.iter("img", "hr", "video", "audio"), None) is not None
        if not shows and not cell.text_content().strip():
            cell.drop_tree()
        elif chosen and chosen not in taken:
            cell.set("id", chosen)


def _section(main: HtmlElement) -> str:
    counts = Counter(
        name
        for figure in main.iter("figure")
        if "exhibit" in (names := classes(figure))
        for name in names
        if name in SECTIONS
    )
    for name, count in counts.most_common(1):
        if 2 * count > counts.total() and name != "article":
            return name
    return "lead"


def _about(nb: Any) -> dict[str, Any]:
    """What the metadata say, as far as they are what they should be."""
    given = nb.get("metadata", {})

    def listed(key: str) -> tuple[str, ...]:
        found = given.get(key)
        found = found if isinstance(found, list) else [found]
        named = [one.get("name") if isinstance(one, dict) else one for one in found]
        return tuple(UNPRINTABLE.sub("", one) for one in named if isinstance(one, str))

    return {
        "authors": listed("authors"),
        "keywords": listed("keywords"),
        "description": " ".join(listed("description")),
    }
