"""Points: counts on a scale of magnitudes, and a rate at two dates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.ticker import MaxNLocator

from shangluo_data.charts.bars import PLATE, row_axes
from shangluo_data.charts.canvas import NUMBER, SECOND, Canvas, draw, lines_of
from shangluo_data.charts.rows import items, same_values
from shangluo_data.errors import DataError
from shangluo_data.exhibits import Exhibit, Words, both, pick, rows_for, section_of
from shangluo_data.exhibits.rows import Title
from shangluo_data.exhibits.style import GRID, INK, SECTION, SIZE_VALUE, WHITE
from shangluo_data.exhibits.wording import digits, number_en


def magnitudes(name: str, rows: pd.DataFrame | None = None, *, title: Title = None) -> Exhibit:
    """Return counts as points on a scale of magnitudes: each line is ten times the last.

    ``rows`` are counts above zero, by default the caption's; each number names its unit.
    ``title`` is one for rows of one's own, as for :func:`bars`.

    Raises DataError if the rows are not the caption's, or a value is not above zero.
    """
    caption, rows = rows_for(name, rows, title)
    drawn = items(name, rows, caption, unit=True)
    values = [item.value for item in drawn]
    if min(values) <= 0:
        raise DataError(f"exhibit {name!r}", "a value is not above zero", "Use bars or cards.")
    powers = range(math.floor(math.log10(min(values))), math.floor(math.log10(max(values))) + 1)

    def paint(canvas: Canvas) -> None:
        import seaborn as sns

        canvas.y += 26
        top, ids = canvas.y, [item.id for item in drawn]
        said = [(w, SECOND if n else NUMBER) for i in drawn for n, w in enumerate(i.said)]
        edge = max(canvas.measure(words, look) for words, look in said)
        axes, row, drop, tops = row_axes(canvas, drawn, 10, edge + 10)
        axes.set(xscale="log", xlim=(10.0 ** powers[0] * 0.72, max(values) * 1.9))
        ys, colours = [at + drop for at in range(len(drawn))], [item.colour for item in drawn]
        spot: dict[str, Any] = {"s": 52, "linewidth": 0, "legend": False, "zorder": 4}
        sns.scatterplot(x=values, y=ys, hue=ids, palette=colours, ax=axes, **spot)
        axes.hlines(ys, *axes.get_xlim(), colors=GRID, linewidth=0.8, zorder=0.5)
        axes.set(xlabel="", ylabel="", yticks=[])
        axes.set_xticks([10.0**p for p in powers], list(map(_power, powers)))
        axes.minorticks_off()
        axes.tick_params(labelbottom=False, labeltop=True)
        points: Any = axes.collections[0].get_offsets()
        for at, item in enumerate(drawn):
            x, y = canvas.place(axes, *map(float, points[at]))
            if item.more_than:
                canvas.chevron(x + 6, y, 11, item.colour)
            y = 7 + (tops[at] if canvas.narrow else top + at * row + (row - 26) / 2)
            for n, words in enumerate(item.said):
                x, ha = (canvas.width, "right") if canvas.narrow else (canvas.width - edge, "left")
                canvas.text(x, y + 13 * n, words, SECOND if n else NUMBER, ha, plate=canvas.narrow)
            canvas.record(item.id, "point", points[at][0], item.colour)

    return Exhibit(name, "chart", section_of(caption, [rows]), caption, (rows,), draw(paint))


def _power(power: int) -> str:
    """Name a line of the scale as each language does: 10万, 100,000."""
    scale, zeros = (
        ("亿", power - 8) if power >= 8 else ("万", power - 4) if power >= 4 else ("", power)
    )
    return "\n".join(lines_of(both(f"{10**zeros}{scale}", number_en(10**power))))


def slopes(name: str) -> Exhibit:
    """Return a rate at two dates on a scale to 100%, and what it leaves on a scale of its own.

    The caption's ``ids`` are the rate at two dates, ``derived`` what each leaves of 100% and the
    gain; ``groups`` ``stated`` and ``rest`` head the two panels.

    Raises DataError if ``ids`` are not two rates, or ``derived`` not what they leave and the gain.
    """
    caption, rows = rows_for(name)
    computed = pick(caption.derived, f"exhibit {name!r}")
    values = [float(value) for value in rows["value"]]
    expected = [*(100 - value for value in values), values[-1] - values[0]]
    if len(values) != 2 or not same_values(computed, expected):
        where, remedy = f"exhibit {name!r}", "List two figures, then two remainders and the gain."
        raise DataError(where, "ids and derived are no two rates with what they leave", remedy)
    years, colour = list(map(str, rows["period"])), SECTION[str(rows["section"].iloc[0])]
    frames, row = (rows, computed), computed.iloc[2]
    gain = both(
        f"+{digits(row)}{row['unit_zh']}（推算）", f"+{digits(row)} {row['unit']} (derived)"
    )

    def paint(canvas: Canvas) -> None:
        top, narrow = canvas.y, canvas.narrow
        room = canvas.width if narrow else 180.0
        stated, rest = (caption.groups[key] for key in ("stated", "rest"))
        _panel(canvas, (0, room, 92 if narrow else 150), stated, rows, years, colour)
        for at, line in enumerate(lines_of(gain)):
            canvas.text(34, canvas.y + 13 * at, line, SECOND if at else NUMBER)
        bottom = canvas.y + 13 * len(lines_of(gain))
        canvas.y, left = (bottom + 8, 0.0) if narrow else (top, 216.0)
        wide = canvas.width - left
        _panel(canvas, (left, wide, 150), rest, computed.iloc[:2], years, colour)
        canvas.y = max(bottom, canvas.y) - 4

    return Exhibit(name, "chart", section_of(caption, frames), caption, frames, draw(paint))


def _panel(
    canvas: Canvas,
    room: tuple[float, float, float],
    heading: Words,
    rows: pd.DataFrame,
    years: Sequence[str],
    colour: str,
) -> None:
    """Draw two points joined by a dashed line, for what lies between them is not known.

    ``room`` is left edge, width and height. Computed values are hollow, on a scale of their own.
    """
    import seaborn as sns

    left, wide, tall = room
    computed = "formula" in rows.columns
    canvas.heading(heading, INK, left)
    values, ends = list(map(float, rows["value"])), [0.0, 1.0]
    ticks = (
        MaxNLocator(5).tick_values(0, max(values)) if computed else [0.0, 25.0, 50.0, 75.0, 100.0]
    )
    axes = canvas.axes(left + 34, canvas.y, wide - 34, tall)
    sns.lineplot(x=ends, y=values, color=colour, linewidth=1.6, ax=axes)
    axes.lines[0].set_dashes((4, 2.5))
    look: dict[str, Any] = {"edgecolor": colour, "linewidth": 1.5, "zorder": 4, "clip_on": False}
    sns.scatterplot(x=ends, y=values, s=56, color=WHITE if computed else colour, ax=axes, **look)
    axes.set(xlim=(-0.35, 1.35), ylim=(0, ticks[-1]), xlabel="", ylabel="")
    axes.set_xticks(ends, years)
    axes.set_yticks(ticks, [f"{tick:g}%" for tick in ticks])
    axes.grid(visible=False, axis="x")
    axes.grid(visible=True, axis="y")
    points: Any = axes.collections[-1].get_offsets()
    look = {"ha": "center", "fontweight": 700, "fontsize": SIZE_VALUE, "color": colour}
    for (key, row), (x, y) in zip(rows.iterrows(), points, strict=True):
        said = digits(row) + "%"
        spot = (0, 10 if computed else -20)
        axes.annotate(said, (x, y), spot, textcoords="offset points", bbox=PLATE, **look)
        canvas.record(str(key), "point", y, colour)
    canvas.y += tall + 26
