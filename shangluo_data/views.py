"""The article, the findings and the limits as a reader sees them in a notebook."""

from __future__ import annotations

from dataclasses import dataclass

from shangluo_data.article import article
from shangluo_data.errors import DataError
from shangluo_data.exhibits.captions import findings_for, ids_of, read_captions
from shangluo_data.exhibits.evidence import Span, pieces_of
from shangluo_data.exhibits.parts import LANGS, Words
from shangluo_data.exhibits.render import METHOD, in_notebook, render
from shangluo_data.register import figures
from shangluo_data.register import limits as all_limits

__all__ = ["View", "findings", "limits", "paragraph"]


@dataclass(frozen=True)
class View:
    """A piece of text for the page: ``content`` as HTML, ``plain`` as plain text."""

    content: str
    plain: str

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return in_notebook(self.content)


def _list(items: list[Words], name: str) -> View:
    plain = "\n".join(f"- {item[lang]}" for lang in LANGS for item in items)
    return View(render("list", items, name), plain)


def findings(name: str) -> View:
    """Return the findings that open a notebook (``overview``, ``force``, ``safety`` …), in pairs.

    Raises :class:`DataError` if there are none of that name.

    Source: ``curated/captions.toml``, its numbers filled in by figure id.
    """
    return _list(findings_for(name), "findings")


def limits() -> View:
    """Return what a reader should know about the article's numbers, item by item.

    Source: ``curated/limits.csv``.
    """
    rows = all_limits()
    return _list([{lang: str(row[lang]) for lang in LANGS} for _, row in rows.iterrows()], "limits")


def paragraph(number: int, *, received: bool = False) -> View:
    """Return a paragraph of the article, its figures marked, with one line of English beside it.

    A mark links to the exhibit that shows the figure, in the notebook of its section where there is
    one; ``received`` adds the text as received.

    Raises :class:`DataError` if there is no such paragraph.

    Source: the article in ``seeds/``; the places of exhibits from ``curated/captions.toml``.
    """
    text = article()
    if number not in text.index:
        remedy = f"Give a number from 1 to {len(text)}."
        raise DataError("paragraph()", f"there is no paragraph {number!r}", remedy)
    row, stated, places = text.loc[number], figures(), _places()
    spans: dict[Span, list[str]] = {}
    for key, figure in stated[stated["paragraph"] == number].iterrows():
        spans.setdefault((int(figure["start"]), int(figure["end"])), []).append(str(key))
    pieces = [
        (words, spans.get(span, []) if span else [])
        for words, span in pieces_of(str(row["text"]), (0, len(row["text"])), spans)
    ]
    html = render("paragraph", number, row, pieces, places, received)
    return View(html, f"¶{number} {row['text']}")


def _places() -> dict[str, str]:
    """Return the address of the exhibit that shows each figure; the first notebook comes last."""
    entries = read_captions().get("exhibits", {})
    home = min((str(e.get("notebook", "")) for e in entries.values()), default="")
    found: dict[str, str] = {}
    for name, entry in sorted(entries.items(), key=lambda pair: pair[1].get("notebook") == home):
        notebook = f"{entry.get('notebook', '')}.ipynb"
        if notebook != METHOD:
            for key in (*ids_of(entry), *entry.get("beside", ())):
                found.setdefault(key, f"{notebook}#cell-id={name}")
    return found
