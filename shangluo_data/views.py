"""The article, the findings and the limits as a reader sees them in a notebook."""

from dataclasses import dataclass
from operator import itemgetter

from shangluo_data import register
from shangluo_data.article import article
from shangluo_data.errors import DataError
from shangluo_data.exhibits.captions import findings_for, ids_of, read_captions
from shangluo_data.exhibits.exhibit import pieces_of
from shangluo_data.exhibits.parts import LANGS, Words, both
from shangluo_data.exhibits.render import METHOD, in_notebook, render


@dataclass(frozen=True)
class View:
    """A piece of text for the page: ``content`` as HTML, ``plain`` as plain text."""

    content: str
    plain: str

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return in_notebook(self.content)


def findings(name: str) -> View:
    """Return the findings that open a notebook (``overview``, ``force``, ``safety`` …), in pairs.

    They stand in ``curated/captions.toml``; :class:`DataError` if none of that name do.
    """
    return _list(findings_for(name), "findings")


def limits() -> View:
    """Return what a reader should know about the article's numbers (``curated/limits.csv``)."""
    return _list([both(*pair) for pair in register.limits().itertuples(index=False)], "limits")


def _list(items: list[Words], name: str) -> View:
    plain = "\n".join(f"- {item[lang]}" for lang in LANGS for item in items)
    return View(render("list", items, name), plain)


def paragraph(number: int, *, received: bool = False) -> View:
    """Return a paragraph of the article, its figures marked, with one line of English beside it.

    A mark links to the exhibit that shows the figure, in the notebook of its section where there is
    one (``curated/captions.toml``); ``received`` adds the text as received, from ``seeds/``.
    Raises :class:`DataError` if there is no such paragraph.
    """
    text = article()
    if number not in text.index:
        remedy = f"Give a number from 1 to {len(text)}."
        raise DataError("paragraph()", f"there is no paragraph {number!r}", remedy)
    row, own = text.loc[number], register.figures()[lambda each: each["paragraph"] == number]
    words, ids = str(row["text"]), own.groupby(["start", "end"]).groups
    cut = pieces_of(words, (0, len(words)), zip(own["start"], own["end"], strict=True))
    pieces = [(piece, list(ids[span]) if span else []) for piece, span in cut]
    html = render("paragraph", number, row, pieces, _places(), received)
    return View(html, f"¶{number} {words}")


def _places() -> dict[str, str]:
    """Return the address of the exhibit that shows each figure; the first notebook comes last."""
    places: dict[str, str] = {}
    exhibits = read_captions().get("exhibits", {})
    shown = [(f"{entry.get('notebook')}.ipynb", name, entry) for name, entry in exhibits.items()]
    for notebook, name, entry in sorted(shown, key=itemgetter(0), reverse=True):
        if notebook != METHOD:
            for key in (*ids_of(entry), *entry.get("beside", ())):
                places.setdefault(key, f"{notebook}#cell-id={name}")
    return places
