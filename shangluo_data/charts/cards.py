"""Cards: numbers that nothing can be compared with. They are text, not pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from shangluo_data.charts.rows import check_column
from shangluo_data.exhibits import Caption, Card, Exhibit, Words, both, pick, rows_for, section_of
from shangluo_data.exhibits.parts import LANGS, paragraphs_of
from shangluo_data.exhibits.rows import Title
from shangluo_data.exhibits.wording import is_fall, reads_en, reads_zh, said_en, split_numeral
from shangluo_data.register.curated import label

# What can be compared whatever it was spent on.
_MONEY = "yuan"


def cards(
    name: str, rows: pd.DataFrame | None = None, *, by: str | None = None, title: Title = None
) -> Exhibit:
    """Return a card for each figure; the same thing in two years is one card.

    Sums of money have thin bars on one scale where there are two. A figure that the caption names
    ``beside`` is told on the card of the one nearest to it in the text.

    ``rows`` are rows of ``figures()``, by default the caption's; ``by`` is ``section`` to head the
    cards of each; ``title`` is one for rows of one's own, as for :func:`bars`.

    Raises DataError if the rows are not the caption's or no figures, or ``by`` is no column of
    theirs.
    """
    caption, rows = rows_for(name, rows, title, of=("figures",))
    beside = pick(() if title else caption.beside, f"exhibit {name!r}", of=("figures",))
    if by is not None:
        check_column(name, rows, by)
        rows = rows.sort_values(by, kind="stable")
    money = rows.loc[rows["unit"] == _MONEY, "value"]
    made = []
    for key, row, later in _in_pairs(rows, caption):
        number, unit = split_numeral(row)
        words, reading = caption.label(key, row), _reading(row)
        if later is not None:
            number, unit = f"{number} → {split_numeral(later)[0]}", ""
            words, reading = _stem(words, row), _from_to(row, later)
        for other, told in beside.iterrows():
            if _nearest(told, rows) == key:
                reading = _joined(reading, caption.label(str(other), told), told)
        share = float(row["value"] / money.max()) if key in money.index and len(money) > 1 else None
        section = str(row["section"])
        where, group = paragraphs_of(row), str(row[by]) if by else ""
        made.append(Card(key, words, number, unit, reading, section, where, share, group))
    frames = (rows, beside) if len(beside) else (rows,)
    return Exhibit(name, "cards", section_of(caption, frames), caption, frames, cards=tuple(made))


def _in_pairs(
    rows: pd.DataFrame, caption: Caption
) -> Iterator[tuple[str, pd.Series[Any], pd.Series[Any] | None]]:
    """Yield each row, with the next one where that is the same thing in another period."""
    listed = [(str(key), row) for key, row in rows.iterrows()]
    while listed:
        key, row = listed.pop(0)
        stems = [_stem(caption.label(k, r), r) for k, r in ((key, row), *listed[:1])]
        same = len(stems) == 2 and stems[0] == stems[1] and row["unit"] == listed[0][1]["unit"]
        yield key, row, listed.pop(0)[1] if same else None


def _period(row: pd.Series[Any]) -> tuple[str, ...]:
    """Return the period's name in both languages, blank where there is none."""
    return tuple(label("period", str(row["period"]), x) if row["period"] else "" for x in LANGS)


def _stem(words: Words, row: pd.Series[Any]) -> Words:
    """Return a label without the period that it ends with."""
    zh, en = _period(row)
    return both(words["zh"].removesuffix(f"（{zh}）"), words["en"].removesuffix(f", {en}"))


def _from_to(row: pd.Series[Any], later: pd.Series[Any]) -> Words:
    """Say in which periods a figure is given twice."""
    (a_zh, a_en), (b_zh, b_en) = _period(row), _period(later)
    return both(f"{a_zh} → {b_zh}", f"{said_en(row)} in {a_en}, {said_en(later)} in {b_en}")


def _reading(row: pd.Series[Any]) -> Words:
    """Return what stands under a number: its English reading, and in both that it is a fall."""
    return both(reads_zh(row) if is_fall(row) else "", reads_en(row))


def _nearest(row: pd.Series[Any], rows: pd.DataFrame) -> str:
    """Return the id of the row of the same paragraph whose words stand nearest."""
    same = rows[rows["paragraph"] == row["paragraph"]]
    return str((same["start"] - row["start"]).abs().idxmin()) if len(same) else ""


def _joined(reading: Words, words: Words, row: pd.Series[Any]) -> Words:
    """Add another figure to a card's reading."""
    zh = [part for part in (reading["zh"], words["zh"] + reads_zh(row)) if part]
    return both("；".join(zh), f"{reading['en']}; {words['en'].lower()}: {reads_en(row)}")
