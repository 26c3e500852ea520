"""What marks ask of the rows they draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from shangluo_data.charts.canvas import edition
from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.exhibits import Caption, Words
from shangluo_data.exhibits import wording as say
from shangluo_data.exhibits.style import SECTION

# Counted alike though their measure words differ (场次, 次).
_OCCASIONS = {"sessions", "exercises"}


class Item(NamedTuple):
    """A row ready to be drawn: ``said`` is its number in the words of the edition, main one first;
    ``colour`` is its section's."""

    id: str
    label: Words
    value: float
    said: tuple[str, ...]
    more_than: bool
    colour: str


def items(name: str, rows: pd.DataFrame, caption: Caption, *, unit: bool = False) -> list[Item]:
    """Return rows of values ready to be drawn, under the exhibit's own short labels.

    ``unit`` has every English reading name its unit, where an exhibit has several.
    """
    if "value" not in rows.columns:
        raise DataError(f"exhibit {name!r}", "the rows hold no values", "Pick rows of figures().")
    drawn = []
    for key, row in rows.iterrows():
        words, colour = caption.label(str(key), row), SECTION[str(row["section"])]
        told = _said(row, unit=unit)
        drawn.append(
            Item(str(key), words, float(row["value"]), told, say.is_more_than(row), colour)
        )
    return drawn


def _said(row: pd.Series[Any], *, unit: bool) -> tuple[str, ...]:
    """Return a number in the words of the edition, main ones first, where both languages stand.

    What only repeats the digits is left out.
    """
    printed, falls = say.reads_zh(row), say.is_fall(row)
    repeats = say.is_derived(row) or (not falls and printed.startswith(say.digits(row)))
    unit = unit and row["unit"] != "percent"
    if edition() == "zh":
        return (printed,)
    if edition() == "en":
        beside = () if repeats else (printed,)
        if unit:
            beside = (" ".join((say.unit_en(row), *beside)),)
        return (say.reads_en(row, unit=False), *beside)
    if repeats and not unit:
        return (printed,)
    hedged = f"{say.symbol(row)} {say.unit_en(row)}" if unit else say.symbol(row)
    return (printed, say.reads_en(row) if falls else hedged)


def same_values(rows: pd.DataFrame, expected: Sequence[float]) -> bool:
    """Tell whether rows hold the values expected of them, in this order."""
    return [round(float(v), 6) for v in rows["value"]] == [round(v, 6) for v in expected]


def one_unit(name: str, rows: pd.DataFrame) -> None:
    """Refuse rows of different units, which are never put on one axis."""
    units = list(dict.fromkeys(map(str, rows["unit"])))
    if len(units) > 1 and not set(units) <= _OCCASIONS:
        what = f"the rows have different units: {', '.join(units)}"
        raise DataError(f"exhibit {name!r}", what, "Draw one unit on one axis, or use cards.")


def check_column(name: str, rows: pd.DataFrame, by: str) -> None:
    """Refuse ``by`` if it is no column of the rows."""
    if by not in rows.columns:
        remedy = did_you_mean(by, list(map(str, rows.columns)))
        raise DataError(f"exhibit {name!r}", f"by={by!r} is no column of the rows", remedy)
