"""The page tree: everything about a page is decided here, once, for the screen and for paper.

The tree holds one edition. Its links lead to what is there, its ids are unique, headings skip no
level, tables have scopes, pictures have alternatives, every block says its language, and nothing
in it runs or asks for anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement

from . import blocks
from .clean import UNPRINTABLE, take_in
from .exporters import HTMLReport
from .nodes import HEADINGS, classed, classes, is_empty, parsed, select, words_of
from .words import LANG_TAG, Lang

SECTIONS = ("force", "safety", "services", "method")
HTML_LANG = {"both": "zh-CN", **LANG_TAG}


@dataclass(frozen=True)
class Page:
    """A notebook as a page; ``main`` is its tree, a ``main`` element."""

    name: str  # of the notebook, without suffix
    lang: Lang  # the edition
    main: HtmlElement
    title: str  # the first heading as plain text
    titles: dict[str, str]  # its halves by ``zh`` and ``en``, if it has halves
    language: str  # of the page as HTML writes it, ``zh-CN`` or ``en``
    section: str  # of most exhibits, ``lead`` if there is none: it gives the colour
    has_code: bool
    code_open: bool  # whether code is in sight at first; in our reports it is not
    home: bool  # whether there is an index to go to
    before: str | None  # name of the page before this one
    after: str | None
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    description: str


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
    """Return the page of a notebook (nbformat, version 4), which is not changed.

    ``name`` is its name without suffix, ``lang`` the edition (``both``, ``zh`` or ``en``; another
    is a ``ValueError``), ``siblings`` are the names of all that have pages here, in order; ``home``
    says that there is an ``index.html`` beside it. Pictures below ``folder`` are taken in.
    ``cells_html`` is what an exporter has made of the cells already.
    """
    if lang not in HTML_LANG:
        raise ValueError(f"unknown language {lang!r}: use one of {', '.join(HTML_LANG)}")
    name = UNPRINTABLE.sub("\ufffd", name)
    html = _exporter().cells(nb)[0] if cells_html is None else cells_html
    main = parsed(UNPRINTABLE.sub("\ufffd", html))
    main.attrib.update({"id": "main", "tabindex": "-1"})
    for heading in main.iter(*HEADINGS):  # As JupyterLab names it: the same in all editions.
        heading.set("id", heading.get("id") or heading.text_content())
    bilingual = any(cell.get("lang") for cell in classed(main, "cell", "div"))
    select(main, lang)
    take_in(main, lang, folder)
    for node in (*classed(main, "cell", "div"), *main.iter(*HEADINGS)):
        if is_empty(node):
            node.drop_tree()
    heading = blocks.order_headings(main, name)
    blocks.read_tables(main, lang)
    blocks.settle_ids(main)
    blocks.link_pages(main, name, siblings)
    blocks.add_front(main, heading, lang)
    known = HTML_LANG[lang] if bilingual or lang != "both" else None
    language = blocks.mark_languages(main, known)
    if lang == "both":
        blocks.set_pairs(main)
    after = dict(pairwise(siblings))
    before = {later: earlier for earlier, later in after.items()}
    return Page(
        name=name,
        lang=lang,
        main=main,
        title=words_of(heading) or name,
        titles=blocks.in_languages(heading),
        language=language,
        section=_section(main),
        has_code=bool(classed(main, "code")),
        code_open=not bilingual,
        home=home,
        before=before.get(name),
        after=after.get(name),
        authors=_said(nb, "authors"),
        keywords=_said(nb, "keywords"),
        description=" ".join(_said(nb, "description")),
    )


_exporter = cache(HTMLReport)


def _section(main: HtmlElement) -> str:
    shown = [classes(figure) for figure in classed(main, "exhibit", "figure")]
    most = (name for name in SECTIONS if 2 * sum(name in of for of in shown) > len(shown))
    return next(most, "lead")


def _said(nb: Any, key: str) -> tuple[str, ...]:
    """What the metadata say, as far as they are what they should be."""
    said = nb.metadata.get(key)
    listed = said if isinstance(said, list) else [said]
    named = (one.get("name") if isinstance(one, dict) else one for one in listed)
    return tuple(UNPRINTABLE.sub("", one) for one in named if isinstance(one, str))
