"""Cards: numbers that nothing can be compared with. They are text, not pictures."""

from itertools import groupby
from typing import Any

import pandas as pd

from shangluo_data.charts.rows import check_by
from shangluo_data.exhibits import Caption, Exhibit, Words, both, rows_for, section_of
from shangluo_data.exhibits.parts import Card, paragraphs_of
from shangluo_data.exhibits.rows import Title
from shangluo_data.exhibits.wording import is_fall, reads_en, reads_zh, said_en, split_numeral
from shangluo_data.register.curated import label


def cards(
    name: str, rows: pd.DataFrame | None = None, *, by: str | None = None, title: Title = None
) -> Exhibit:
    """Return a card for each figure; the same thing in several years is one card.

    ``rows`` are rows of ``figures()``, by default the caption's; ``by`` is ``section`` to head the
    cards of each; ``title`` is one for rows of one's own, as for :func:`bars`. Sums of money have
    thin bars on one scale where there are two. Raises DataError if the rows are not the caption's
    or no figures, or ``by`` is no column of theirs.
    """
    caption, rows = rows_for(name, rows, title, of=("figures",))
    check_by(name, rows, by)
    rows = rows.sort_values(by, kind="stable") if by else rows
    # Money can be compared whatever it was spent on.
    money = rows.loc[rows["unit"] == "yuan", "value"]
    listed = [(str(key), row, _stem(caption, str(key), row)) for key, row in rows.iterrows()]
    made = []
    for _, same in groupby(listed, key=lambda one: (one[2], one[1]["unit"])):
        (key, row, words), *later = same
        years, (number, unit) = [row, *(one[1] for one in later)], split_numeral(row)
        if later:
            number, unit = " → ".join(split_numeral(one)[0] for one in years), ""
            zh = " → ".join(_period(one, "zh") for one in years)
            en = ", ".join(f"{said_en(one)} in {_period(one, 'en')}" for one in years)
        else:
            words = caption.label(key, row)
            zh, en = reads_zh(row) if is_fall(row) else "", reads_en(row)
        share = float(row["value"] / money.max()) if key in money.index and len(money) > 1 else None
        section, places, group = str(row["section"]), paragraphs_of(row), str(row[by]) if by else ""
        made.append(Card(key, words, number, unit, both(zh, en), section, places, share, group))
    return Exhibit(name, "cards", section_of(caption, [rows]), caption, (rows,), cards=tuple(made))


def _period(row: "pd.Series[Any]", lang: str) -> str:
    return label("period", str(row["period"]), lang) if row["period"] else ""


def _stem(caption: Caption, key: str, row: "pd.Series[Any]") -> Words:
    """Return a row's label without the period that it ends with."""
    words, zh, en = caption.label(key, row), _period(row, "zh"), _period(row, "en")
    return both(words["zh"].removesuffix(f"（{zh}）"), words["en"].removesuffix(f", {en}"))
