"""Unit squares: one square is one thing, or about a hundred or a thousand."""

from __future__ import annotations

import pandas as pd

from shangluo_data.charts.canvas import Canvas, draw
from shangluo_data.charts.rows import items
from shangluo_data.charts.squares_layout import as_matrix, as_waffle, in_blocks, in_rows
from shangluo_data.errors import DataError
from shangluo_data.exhibits.exhibit import Exhibit, own_caption, section_of
from shangluo_data.exhibits.wording import is_derived, reads_zh

LAYOUTS = ("rows", "blocks", "matrix", "waffle")
_MOST = 400


def squares(
    name: str,
    rows: pd.DataFrame,
    *,
    per: int = 1,
    layout: str = "rows",
    beside: pd.DataFrame | None = None,
    derived: pd.DataFrame | None = None,
    title: str | tuple[str, str] | None = None,
) -> Exhibit:
    """Return an exhibit of unit squares.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    rows
        Figures to draw, in this order.
    per
        How many things one square stands for; counts are rounded to whole squares, at least one.
    layout
        ``rows`` (one below the other), ``blocks`` (side by side), ``matrix`` (ids ending in
        ``_collectives`` and ``_individuals`` as two columns) or ``waffle`` (one field, seven high).
    beside
        Figures to draw apart from a waffle: counts as squares, a percentage as a 0–100 bar.
    derived
        Derived values told in the labels of a waffle (shares, by the figure they divide).
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).

    Raises
    ------
    DataError
        If the layout is unknown, a figure would need more than 400 squares of one, or the rows hold
        no figures.
    """
    if layout not in LAYOUTS:
        raise DataError(
            f"exhibit {name!r}", f"there is no layout {layout!r}", f"Give one of {LAYOUTS}."
        )
    caption = own_caption(name, title)
    drawn = items(name, rows, caption)
    for item in drawn:
        if per == 1 and item.value > _MOST:
            raise DataError(
                f"exhibit {name!r}",
                f"{item.id} would need {item.value:g} squares",
                "Give per=100 or per=1000.",
            )
    apart = items(name, beside, caption) if beside is not None else []
    shares = {} if derived is None else _shares(derived)

    def paint(canvas: Canvas) -> None:
        if layout == "rows":
            in_rows(canvas, drawn, per)
        elif layout == "blocks":
            in_blocks(canvas, drawn, per)
        elif layout == "matrix":
            as_matrix(canvas, drawn, caption)
        else:
            as_waffle(canvas, drawn, apart, shares, caption)

    frames = tuple(f for f in (rows, beside, derived) if f is not None)
    return Exhibit(name, "chart", section_of(caption, frames), caption, frames, draw(paint))


def _shares(derived: pd.DataFrame) -> dict[str, str]:
    """Return each share's words by the figure it divides (the first in its formula)."""
    return {
        str(row["inputs"]).split()[0]: reads_zh(row)
        for _, row in derived.iterrows()
        if is_derived(row) and row["unit"] == "percent"
    }
