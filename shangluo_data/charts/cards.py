"""Cards: numbers that nothing can be compared with. They are text, not pictures."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pandas as pd

from shangluo_data.charts.rows import check_by
from shangluo_data.exhibits import Card, Exhibit, Words, both, rows_for, section_of
from shangluo_data.exhibits.parts import paragraphs_of
from shangluo_data.exhibits.rows import Title
from shangluo_data.exhibits.wording import is_fall, reads_en, reads_zh, said_en, split_numeral
from shangluo_data.register.curated import label


def cards(
    name: str, rows: pd.DataFrame | None = None, *, by: str | None = None, title: Title = None
) -> Exhibit:
    """Return a card for each figure; the same thing in several years is one card.

    Sums of money have thin bars on one scale where there are two.

    ``rows`` are rows of ``figures()``, by default the caption's; ``by`` is ``section`` to head the
    cards of each; ``title`` is one for rows of one's own, as for :func:`bars`.

    Raises DataError if the rows are not the caption's or no figures, or ``by`` is no column of
    theirs.
    """
    caption, rows = rows_for(name, rows, title, of=("figures",))
    check_by(name, rows, by)
    if by is not None:
        rows = rows.sort_values(by, kind="stable")
    # Money can be compared whatever it was spent on.
    money = rows.loc[rows["unit"] == "yuan", "value"]

    def thing(pair: tuple[Any, pd.Series[Any]]) -> tuple[Words, str]:
        return _stem(caption.label(str(pair[0]), pair[1]), pair[1]), pair[1]["unit"]

    made = []
    for (stem, _), same in groupby(rows.iterrows(), key=thing):
        (key, row), *later = same
        number, unit = split_numeral(row)
        words, years = caption.label(str(key), row), [row, *(other for _, other in later)]
        reading = both(reads_zh(row) if is_fall(row) else "", reads_en(row))
        if later:
            number, unit = " → ".join(split_numeral(one)[0] for one in years), ""
            words, reading = (
                stem,
                both(
                    " → ".join(_period(one, "zh") for one in years),
                    ", ".join(f"{said_en(one)} in {_period(one, 'en')}" for one in years),
                ),
            )
        share = float(row["value"] / money.max()) if key in money.index and len(money) > 1 else None
        group, places = str(row[by]) if by else "", paragraphs_of(row)
        section = str(row["section"])
        made.append(Card(str(key), words, number, unit, reading, section, places, share, group))
    section = section_of(caption, [rows])
    return Exhibit(name, "cards", section, caption, (rows,), cards=tuple(made))


def _period(row: pd.Series[Any], lang: str) -> str:
    return label("period", str(row["period"]), lang) if row["period"] else ""


def _stem(words: Words, row: pd.Series[Any]) -> Words:
    """Return a label without the period that it ends with."""
    zh, en = f"（{_period(row, 'zh')}）", f", {_period(row, 'en')}"
    return both(words["zh"].removesuffix(zh), words["en"].removesuffix(en))
