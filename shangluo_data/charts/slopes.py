"""Two points and a dashed line between them, which is no path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.ticker import MaxNLocator

from shangluo_data.charts.canvas import Canvas, draw
from shangluo_data.errors import DataError
from shangluo_data.exhibits.captions import Caption
from shangluo_data.exhibits.exhibit import Exhibit, own_caption, section_of
from shangluo_data.exhibits.style import AXIS, INK, SECTION, SIZE_AXIS, SIZE_VALUE
from shangluo_data.exhibits.wording import digits

_HEIGHT = 128.0
_WIDTH = 168.0


class _Point(NamedTuple):
    id: str
    year: str
    value: float
    words: str


def slopes(
    name: str,
    rows: pd.DataFrame,
    remainder: pd.DataFrame,
    change: pd.DataFrame,
    *,
    title: str | tuple[str, str] | None = None,
) -> Exhibit:
    """Return an exhibit of two slopes: a rate on 0–100 %, and what it leaves on its own scale.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    rows
        Two figures: a rate at two dates.
    remainder
        Two derived values: 100 less each of them.
    change
        One derived value: the difference in percentage points.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).

    Raises
    ------
    DataError
        If there are not two rates and two remainders.
    """
    caption = own_caption(name, title)
    if len(rows) != 2 or len(remainder) != 2 or set(rows["unit"]) != {"percent"}:
        raise DataError(
            f"exhibit {name!r}", "two rates and their two remainders are needed", "Pick them by id."
        )
    years = {str(key): str(row["period"]) for key, row in rows.iterrows()}
    stated = [
        _Point(str(k), years[str(k)], float(r["value"]), str(r["numeral"]))
        for k, r in rows.iterrows()
    ]
    left_over = [
        _Point(str(k), years[str(r["inputs"])], float(r["value"]), digits(r) + "%")
        for k, r in remainder.iterrows()
    ]
    gain = digits(change.iloc[0])
    colour = SECTION[str(rows["section"].iloc[0])]

    def paint(canvas: Canvas) -> None:
        top = canvas.y
        _panel(canvas, 0, stated, 100, caption, "stated", f"+{gain}", colour, hollow=False)
        if not canvas.narrow:
            canvas.y = top
        else:
            canvas.y += 14
        shift = 0.0 if canvas.narrow else 300.0
        highest = max(MaxNLocator(5).tick_values(0, max(p.value for p in left_over)))
        _panel(canvas, shift, left_over, highest, caption, "rest", f"−{gain}", colour, hollow=True)

    frames = (rows, remainder, change)
    return Exhibit(name, "chart", section_of(caption, frames), caption, frames, draw(paint))


def _panel(
    canvas: Canvas,
    left: float,
    points: Sequence[_Point],
    highest: float,
    caption: Caption,
    group: str,
    change: str,
    colour: str,
    *,
    hollow: bool,
) -> None:
    import seaborn as sns

    words = caption.groups.get(group, {"zh": "", "en": ""})
    canvas.heading(words["zh"], words["en"], INK, left)
    top = canvas.y + 16
    bottom = top + _HEIGHT
    start = left + 34
    wide = _WIDTH - (20 if canvas.narrow else 0)
    for tick in MaxNLocator(5).tick_values(0, highest):
        if tick > highest:
            continue
        y = bottom - _HEIGHT * tick / highest
        canvas.line([(start, y), (start + wide, y)], AXIS if tick == 0 else "#DCE1E7", order=0.5)
        canvas.text(start - 6, y, f"{tick:g}%", size=SIZE_AXIS, ha="right")
    axes = canvas.inset(start, top, wide, _HEIGHT)
    sns.lineplot(
        x=[0.15, 0.85],
        y=[p.value for p in points],
        color=colour,
        linewidth=1.6,
        dashes=False,
        ax=axes,
    )
    axes.lines[0].set_dashes((4, 2.5))
    axes.set(xlim=(0, 1), ylim=(0, highest))
    for point, share in zip(points, (0.15, 0.85), strict=True):
        x = start + wide * share
        y = bottom - _HEIGHT * point.value / highest
        canvas.dot(x, y, 4.5, colour, hollow=hollow)
        canvas.record(point.id, "point", (bottom - y) / _HEIGHT * highest, colour)
        spot = (x + 9, y - 5, "left") if hollow else (x, y + 15, "center")
        canvas.text(*spot[:2], point.words, size=SIZE_VALUE, colour=colour, bold=True, ha=spot[2])
        canvas.text(
            x, bottom + 11, point.year, size=SIZE_AXIS + 0.5, colour=INK, bold=True, ha="center"
        )
    side = start + wide + 8
    canvas.text(side, top + 16, change, size=SIZE_VALUE, colour=INK, bold=True)
    for line, said in enumerate(("个百分点", "points", "推算 derived")):
        canvas.text(side, top + 31 + 12 * line, said, size=SIZE_AXIS)
    canvas.y = bottom + 20
