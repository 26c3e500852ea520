"""The page tree: everything about a page is decided here, once, for the screen and for paper.

It holds one edition. Links lead to what is there, ids are unique, headings skip no level, tables
have scopes, pictures alternatives, blocks their language; nothing in it runs or asks for anything.
"""

from collections.abc import Sequence
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
_exporter = cache(HTMLReport)


class Page:
    """A notebook (nbformat, version 4) as a page; ``main`` is its tree, a ``main`` element.

    ``name`` is the notebook's without suffix, ``lang`` the edition (``both``, ``zh`` or ``en``;
    another is a ``ValueError``), ``siblings`` are the names of all that have pages here, in order;
    ``home`` says that there is an ``index.html`` beside it. Pictures below ``folder`` are taken in.
    ``cells_html`` is what an exporter has made of the cells already.
    """

    def __init__(
        self,
        nb: Any,
        *,
        name: str,
        lang: Lang = "both",
        siblings: Sequence[str] = (),
        home: bool = False,
        folder: Path | None = None,
        cells_html: str | None = None,
    ) -> None:
        if lang not in HTML_LANG:
            raise ValueError(f"unknown language {lang!r}: use one of {', '.join(HTML_LANG)}")
        self.name, self.lang, self.home = UNPRINTABLE.sub("\ufffd", name), lang, home
        html = _exporter().cells(nb)[0] if cells_html is None else cells_html
        self.main = main = parsed(UNPRINTABLE.sub("\ufffd", html))
        main.attrib.update({"id": "main", "tabindex": "-1"})
        for heading in main.iter(*HEADINGS):  # As JupyterLab names it: the same in all editions.
            heading.set("id", heading.get("id") or heading.text_content())
        bilingual = any(cell.get("lang") for cell in classed(main, "cell", "div"))
        select(main, lang)
        take_in(main, lang, folder)
        for node in (*classed(main, "cell", "div"), *main.iter(*HEADINGS)):
            if is_empty(node):
                node.drop_tree()
        heading = blocks.order_headings(main, self.name)
        blocks.read_tables(main, lang)
        blocks.settle_ids(main)
        blocks.link_pages(main, self.name, siblings)
        blocks.add_front(main, heading, lang)
        known = HTML_LANG[lang] if bilingual or lang != "both" else None
        self.language = blocks.mark_languages(main, known)
        if lang == "both":
            blocks.set_pairs(main)
        self.title = words_of(heading) or self.name
        self.titles = blocks.in_languages(heading)  # By ``zh`` and ``en``, if it has halves.
        self.section = _section(main)
        self.has_code = bool(classed(main, "code"))
        self.code_open = not bilingual  # In our reports code is out of sight at first.
        self.after = dict(pairwise(siblings)).get(self.name)
        self.before = dict(pairwise(reversed(siblings))).get(self.name)
        self.authors, self.keywords = _said(nb, "authors"), _said(nb, "keywords")
        self.description = " ".join(_said(nb, "description"))


def _section(main: HtmlElement) -> str:
    """The section of most exhibits, which gives a page its colour."""
    shown = [classes(figure) for figure in classed(main, "exhibit", "figure")]
    most = (name for name in SECTIONS if 2 * sum(name in of for of in shown) > len(shown))
    return next(most, "lead")


def _said(nb: Any, key: str) -> tuple[str, ...]:
    """What the metadata say, as far as they are what they should be."""
    said = nb.metadata.get(key)
    listed = said if isinstance(said, list) else [said]
    named = (one.get("name") if isinstance(one, dict) else one for one in listed)
    return tuple(UNPRINTABLE.sub("", one) for one in named if isinstance(one, str))
