"""The tables: each is columns over rows, written as data.

Every table takes the exhibit's ``name``, whose caption is looked up, and ``rows`` of the register
(by default those its caption names, or all there are); other rows need a ``title`` of their own,
one text or (Chinese, English). Each returns an :class:`~shangluo_data.exhibits.Exhibit` and raises
:class:`~shangluo_data.DataError` for a caption that is missing and rows it does not speak of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

import pandas as pd

from shangluo_data import register as data
from shangluo_data.article import article
from shangluo_data.article.source import particulars
from shangluo_data.errors import DataError
from shangluo_data.exhibits.exhibit import Exhibit
from shangluo_data.exhibits.facts import facts
from shangluo_data.exhibits.parts import Caption, Cell, Table, both
from shangluo_data.exhibits.rows import Title, rows_for, section_of, whole_or_own
from shangluo_data.register.curated import CHECKABLE, read_table
from shangluo_data.tables.columns import COLUMNS, Line, Made


class Maker(Protocol):
    """What each table is: a function of a name and rows."""

    def __call__(
        self, name: str, rows: pd.DataFrame | None = None, *, title: Title = None
    ) -> Exhibit: ...


def _table(
    name: str,
    doc: str,
    shown: Sequence[str],
    everything: Callable[[], pd.DataFrame] | None = None,
    *,
    of: Sequence[str] = (),
    notes: bool = False,
    kinds: Sequence[str] = (),
) -> Maker:
    """Return a table over ``everything``, or over ids ``of`` these tables that captions name."""
    columns = [COLUMNS[key] for key in shown]

    def table(name: str, rows: pd.DataFrame | None = None, *, title: Title = None) -> Exhibit:
        if everything is None:
            caption, rows = rows_for(name, rows, title, of=of)
        else:
            caption, rows = whole_or_own(name, rows, title, everything())
        other = list(rows.index[~rows["kind"].isin(kinds)]) if kinds else []
        if other:
            what = f"{other[0]!r} is of kind {rows['kind'][other[0]]!r}, which cannot be checked"
            raise DataError(f"exhibit {name!r}", what, f"Show only {', '.join(kinds)}.")
        body, footnotes = _rows(rows, columns, caption, notes)
        covers = () if everything is None else tuple(map(int, article().index))
        return Exhibit(
            name,
            "table",
            section_of(caption, [rows]),
            caption,
            () if everything else (rows,),
            table=Table(tuple(made.column for made in columns), body, footnotes),
            covers=covers,
            statement=both(f"{len(body)}行", f"{len(body)} rows"),
        )

    table.__name__, table.__doc__ = name, doc
    return table


def _rows(
    rows: pd.DataFrame, columns: Sequence[Made], caption: Caption, notes: bool
) -> tuple[tuple[tuple[Cell, ...], ...], tuple[dict[str, str], ...]]:
    """Return the body, and the notes of its rows, each once, as numbered footnotes."""
    numbers: dict[tuple[str, str], int] = {}
    body = []
    for key, row in rows.iterrows():
        cells = [made.cell(Line(str(key), row, caption)) for made in columns]
        note = (str(row["note_zh"]), str(row["note_en"])) if notes else ("", "")
        if any(note):
            number = numbers.setdefault(note, len(numbers) + 1)
            cells[0] = replace(cells[0], refs=(number,))
        body.append(tuple(cells))
    return tuple(body), tuple({"zh": zh, "en": en} for zh, en in numbers)


def _headings() -> pd.DataFrame:
    text = article().assign(paragraph=article().index)
    return text[text["kind"] == "heading"]


def _others() -> pd.DataFrame:
    """Return the numbers that measure nothing; those of one phrase (一…两) share a row."""
    rows = data.numerals()
    shared = ["paragraph", "phrase", "kind", "reason_zh", "reason_en", "section"]
    groups = rows[rows["kind"] != "figure"].groupby(shared, sort=False, observed=True)["number"]
    return groups.agg(lambda n: "、".join(dict.fromkeys(n))).reset_index()


def _repairs() -> pd.DataFrame:
    said = {"n_pinyin": str(facts()["n_pinyin"])}
    for spot in particulars().damage[:1]:
        whole = spot.restored.removeprefix("”").encode("gbk")
        pairs = zip(whole[::2], whole[1::2], strict=True)
        said |= {
            "damaged": spot.received,
            "repaired": spot.restored,
            "whole": whole.decode("gbk"),
            "shifted": whole[1:].decode("gbk"),
            "bytes": " ".join(f"{a:02X}{b:02X}" for a, b in pairs),
        }
    for variant, usual in list(particulars().variants.items())[:1]:
        said |= {"variant": variant, "usual": usual}
    rows = [
        {key: cell.format(**said) for key, cell in row.cells.items()}
        for row in read_table("repairs")
    ]
    frame = pd.DataFrame(rows).set_index("id")
    return frame.assign(paragraphs=frame.pop("paragraph"), section="method")


headings = _table(
    "headings",
    "Return the article's headings in English, with the paragraphs under each.",
    ["heading", "gist", "paragraphs"],
    _headings,
)
terms = _table(
    "terms",
    "Return named things, as printed and in English, and what the article says of each.",
    ["term", "gloss", "note", "where"],
    of=("terms",),
)
claims = _table(
    "claims",
    "Return statements without a figure that could be checked, and what a check would need.",
    ["words", "claim", "claim kind", "missing", "where"],
    of=("claims",),
    kinds=CHECKABLE,
)
measures = _table(
    "measures",
    "Return what residents can now do, in the caption's words beside the article's.",
    ["possible", "words", "where"],
    of=("claims",),
)
repairs = _table(
    "repairs",
    "Return what was repaired in the text received, and on what grounds.",
    ["item", "received", "restored", "grounds", "where"],
    _repairs,
)
register = _table(
    "register",
    "Return the register of figures; notes that rows share stand once, as footnotes.",
    ["figure", "numeral", "value", "precision", "basis", "period", "where"],
    data.figures,
    notes=True,
)
numerals = _table(
    "numerals",
    "Return the numbers that measure nothing, each with its kind and the reason.",
    ["phrase", "number", "number kind", "reason", "where"],
    _others,
)
hedged = _table(
    "hedged",
    "Return the “more than” figures, and the room they leave within the last printed digit.",
    ["item", "numeral", "value", "last digit", "room", "where"],
    data.headroom,
)
checks = _table(
    "checks",
    "Return the checks, each with its kind and whether it holds.",
    ["item", "check kind", "statement", "result", "where"],
    data.checks,
)
derived = _table(
    "derived",
    "Return the derived values with their formulas.",
    ["item", "value", "formula", "where"],
    data.derived,
    notes=True,
)
glossary = _table(
    "glossary",
    "Return every named thing, as printed and in English.",
    ["term", "gloss", "where"],
    data.terms,
)
