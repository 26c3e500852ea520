"""A rate at two dates, and what it leaves."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.ticker import MaxNLocator

from shangluo_data.charts.canvas import NUMBER, SECOND, Canvas, draw, lines_of
from shangluo_data.charts.rows import check, same_values
from shangluo_data.exhibits import Exhibit, both, pick, rows_for, section_of
from shangluo_data.exhibits.style import INK, SECTION, WHITE
from shangluo_data.exhibits.wording import digits

_HIGH, _TICKS = 110.0, 34.0


def slopes(name: str) -> Exhibit:
    """Return a rate at two dates on a scale to 100%, and what it leaves on a scale of its own.

    The caption's ``ids`` are the rate at two dates, ``derived`` what each leaves of 100% and the
    gain; ``groups`` ``stated`` and ``rest`` head the two panels.

    Raises DataError if ``ids`` are not two rates, or ``derived`` not what they leave and the gain.
    """
    caption, rows = rows_for(name)
    computed = pick(caption.derived, f"exhibit {name!r}")
    first, last = float(rows["value"].iloc[0]), float(rows["value"].iloc[-1])
    sound = len(rows) == 2 and same_values(computed, [100 - first, 100 - last, last - first])
    remedy = "List two figures, then two remainders and the gain."
    check(name, sound, "ids and derived are no two rates with what they leave", remedy)
    frames, rest, row = (rows, computed), computed.iloc[:2], computed.iloc[-1]
    colour, dates = SECTION[str(rows["section"].iloc[0])], list(map(str, rows["period"]))
    more = f"+{digits(row)}"
    gain = both(f"{more}{row['unit_zh']}（推算）", f"{more} {row['unit']} (derived)")

    def panel(canvas: Canvas, left: float, wide: float, shown: pd.DataFrame, ticks: Any) -> None:
        """Draw two points joined by a dashed line, for what lies between them is not known."""
        import seaborn as sns

        computed = shown is rest
        canvas.heading(caption.groups["rest" if computed else "stated"], INK, left)
        axes = canvas.axes(left + _TICKS, canvas.y, wide - _TICKS, _HIGH)
        values = [float(value) for value in shown["value"]]
        look = {"markersize": 7.5, "markerfacecolor": WHITE if computed else colour}
        look |= {"markeredgecolor": colour, "markeredgewidth": 1.5, "clip_on": False, "zorder": 4}
        sns.lineplot(x=[0, 1], y=values, color=colour, linestyle="--", marker="o", ax=axes, **look)
        axes.set(xlim=(-0.35, 1.35), ylim=(0, ticks[-1]))
        axes.set_xticks([0, 1], dates)
        axes.set_yticks(ticks, [f"{tick:g}%" for tick in ticks])
        axes.grid(visible=False, axis="x")
        axes.grid(visible=True, axis="y")
        for at, (key, one) in enumerate(shown.iterrows()):
            x, y = canvas.place(axes, at, values[at])
            y += -15 if computed else 15
            canvas.text(x, y, digits(one) + "%", NUMBER.of(colour), "center", plate=True)
            canvas.record(str(key), "point", values[at], colour)
        canvas.y += _HIGH + 26

    def paint(canvas: Canvas) -> None:
        top, narrow = canvas.y, canvas.narrow
        panel(canvas, 0, canvas.width if narrow else 180, rows, range(0, 101, 25))
        for line, look in zip(lines_of(gain), (NUMBER, SECOND), strict=False):
            canvas.text(_TICKS, canvas.y, line, look)
            canvas.y += 13
        bottom, canvas.y, left = canvas.y, canvas.y + 8 if narrow else top, 0 if narrow else 216
        ticks = MaxNLocator(5).tick_values(0, max(rest["value"]))
        panel(canvas, left, canvas.width - left, rest, ticks)
        canvas.y = max(bottom, canvas.y) - 4

    return Exhibit(name, "chart", section_of(caption, frames), caption, frames, draw(paint))
