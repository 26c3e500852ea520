"""What marks ask of the rows they draw, and the chart that they return."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from shangluo_data.charts.canvas import Paint, draw, edition
from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.exhibits import Caption, Exhibit, Words, pick, section_of
from shangluo_data.exhibits import wording as say
from shangluo_data.exhibits.style import SECTION


class Item(NamedTuple):
    """A row ready to be drawn; ``said`` is its number in words, ``head`` a heading before it."""

    id: str
    label: Words
    value: float
    said: tuple[str, ...]
    more_than: bool
    colour: str
    head: Words | None = None


def chart(
    name: str, caption: Caption, paint: Paint, *frames: pd.DataFrame, told: Words | None = None
) -> Exhibit:
    """Return a chart of rows of the register; or of the whole article, which ``told`` describes."""
    section, told = section_of(caption, frames), told or {}
    return Exhibit(name, "chart", section, caption, frames, draw(paint), statement=told)


def check(name: str, sound: bool, what: str, remedy: str) -> None:
    """Refuse rows or a caption that a mark cannot draw."""
    if not sound:
        raise DataError(f"exhibit {name!r}", what, remedy)


def check_by(name: str, rows: pd.DataFrame, by: str | None) -> None:
    """Refuse ``by`` if it is no column of the rows."""
    columns, what = ["None", *map(str, rows.columns)], f"by={by!r} is no column of the rows"
    check(name, str(by) in columns, what, did_you_mean(str(by), columns))


def computed(
    name: str, caption: Caption, expected: Sequence[float], what: str, remedy: str
) -> pd.DataFrame:
    """Return the caption's derived rows, refused if they are not the values expected of them."""
    rows = pick(caption.derived, f"exhibit {name!r}")
    held = [round(float(value), 6) for value in rows["value"]]
    sound = held == [round(value, 6) for value in expected]
    check(name, sound, f"ids and derived are no {what}", f"List {remedy}.")
    return rows


def check_whole(name: str, drawn: Sequence[Item]) -> None:
    """Refuse values that cannot be counted out in squares."""
    for item in drawn:
        whole = item.value.is_integer() and 0 <= item.value <= 400 and not item.more_than
        what = f"{item.id} ({item.said[0]}) is no whole number up to 400"
        check(name, whole, what, "Squares count one by one; use cards or bars.")


def items(name: str, rows: pd.DataFrame, caption: Caption, *, unit: bool = False) -> list[Item]:
    """Return rows ready to be drawn; ``unit`` has every English reading name its unit."""
    check(name, "value" in rows.columns, "the rows hold no values", "Pick rows of figures().")
    drawn = []
    for key, row in rows.iterrows():
        label, value, more_than = caption.label(str(key), row), row["value"], say.is_more_than(row)
        said, colour = _said(row, unit and row["unit"] != "percent"), SECTION[str(row["section"])]
        drawn.append(Item(str(key), label, float(value), said, more_than, colour))
    return drawn


def _said(row: "pd.Series[Any]", unit: bool) -> tuple[str, ...]:
    """Return a number as the edition says it, then in other words if they add to the digits."""
    printed, named = say.reads_zh(row), [say.unit_en(row)] * unit
    repeats = say.is_derived(row) or printed.startswith(say.digits(row))
    if edition() == "zh" or (edition() == "both" and repeats and not unit):
        return (printed,)
    if edition() == "both":
        return (printed, " ".join([say.symbol(row), *named]))
    beside = " ".join(named + [printed] * (not repeats))
    return (say.reads_en(row, unit=False), *([beside] if beside else []))
