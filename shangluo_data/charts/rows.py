"""What marks ask of the rows they draw."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from shangluo_data.charts.canvas import Canvas
from shangluo_data.errors import DataError
from shangluo_data.exhibits.captions import Caption
from shangluo_data.exhibits.style import SECTION
from shangluo_data.exhibits.wording import is_derived, plain, reads_zh, symbol
from shangluo_data.register.curated import code_rows


class Item(NamedTuple):
    """A row ready to be drawn.

    Attributes
    ----------
    id, chinese, english
        Row id and labels.
    value
        In base units.
    printed, beside
        The number as the article prints it; its reading, where that says more.
    at_least
        Whether the value is a floor.
    colour
        The section's colour.
    """

    id: str
    chinese: str
    english: str
    value: float
    printed: str
    beside: str
    at_least: bool
    colour: str


def items(name: str, rows: pd.DataFrame, caption: Caption) -> list[Item]:
    """Return the rows ready to be drawn, with the exhibit's own short labels where it has them.

    Raises
    ------
    DataError
        If ``rows`` is empty or is no frame of figures or derived values.
    """
    if not len(rows) or not {"value", "label_zh", "section"} <= set(rows.columns):
        raise DataError(
            f"exhibit {name!r}",
            "there are no figures in the rows",
            "Pick rows of figures() or derived(), for example figures().loc[['cases_solved']].",
        )
    return [_item(str(key), row, caption) for key, row in rows.iterrows()]


def _item(key: str, row: pd.Series[Any], caption: Caption) -> Item:
    short = caption.labels.get(key, {})
    printed = reads_zh(row)
    beside = "" if is_derived(row) else symbol(row)
    if not is_derived(row) and (
        row["qualifier"] in ("exact", "claim") or printed.startswith(plain(row["value"]))
    ):
        beside = ""
    return Item(
        key,
        short.get("zh", row["label_zh"]),
        short.get("en", row["label_en"]),
        float(row["value"]),
        printed,
        beside,
        row["qualifier"] == "at_least",
        SECTION[str(row["section"])],
    )


def one_unit(name: str, rows: pd.DataFrame, allowed: set[str] | None = None) -> None:
    """Refuse rows of different units, but for those ``allowed`` together.

    Raises
    ------
    DataError
        If the rows have different units (which are never put on one axis).
    """
    units = list(dict.fromkeys(map(str, rows["unit"])))
    if len(units) > 1 and not (allowed and set(units) <= allowed):
        raise DataError(
            f"exhibit {name!r}",
            f"the rows have different units: {', '.join(units)}",
            "Draw one unit on one axis, or use cards.",
        )


def section_heading(canvas: Canvas, section: str) -> None:
    """Write a section's name as a group heading."""
    words = code_rows()["section"][section]
    canvas.heading(words["label_zh"], words["label_en"], SECTION[section])
