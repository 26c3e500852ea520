"""Rows of a label, a mark on a scale and a number: bars, falls, and points by magnitude."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.ticker import MaxNLocator

from shangluo_data.charts.canvas import NUMBER, SECOND, Canvas, draw, in_one, lines_of
from shangluo_data.charts.rows import Item, check, check_column, items, same_values
from shangluo_data.exhibits import Exhibit, Words, both, pick, rows_for, section_of
from shangluo_data.exhibits.rows import Title
from shangluo_data.exhibits.style import AXIS, GRID, WHITE
from shangluo_data.exhibits.wording import DERIVED, number_en, plain, unit_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LABEL, _BAR, _FALL, _DOT = 170.0, 16.0, 26.0, 10.0
# Counted alike though their measure words differ (场次, 次).
_OCCASIONS = {"sessions", "exercises"}


def bars(
    name: str,
    rows: pd.DataFrame | None = None,
    *,
    by: str | None = None,
    per: float = 1,
    title: Title = None,
) -> Exhibit:
    """Return horizontal bars on one linear scale that includes zero.

    ``rows`` are rows of ``figures()`` or ``derived()`` of one unit, by default the caption's;
    ``by`` is a column that divides them into groups, each under its heading; ``per`` is how many
    units a step of the axis counts, 10_000 for 万元; ``title`` is one for rows of one's own, in
    place of the caption: one text, or (Chinese, English).

    Raises DataError if the rows are not the caption's, are of different units or hold no values,
    there is no column ``by``, or ``per`` is not above zero.
    """
    caption, rows = rows_for(name, rows, title, per=per)
    check_column(name, rows, by)
    heads = dict[str, Words]()
    if by:
        groups = {str(key) or "none": group for key, group in rows.groupby(by, sort=False)}
        firsts = ((key, str(group.index[0])) for key, group in groups.items())
        heads = {first: caption.groups.get(key, both(key, key)) for key, first in firsts}
        rows = pd.concat(groups.values())
    drawn = items(name, rows, caption)
    units = dict.fromkeys(map(str, rows["unit"]))
    what = f"the rows have different units: {', '.join(units)}"
    one = len(units) == 1 or set(units) <= _OCCASIONS
    check(name, one, what, "Draw one unit on one axis, or use cards.")
    values, unit = [item.value / per for item in drawn], unit_words(rows.iloc[0], per)

    def paint(canvas: Canvas) -> None:
        axes, middles = _rows(canvas, drawn, _BAR, heads=heads)
        told = ["  ".join(item.said) for item in drawn]
        wide, past = axes.bbox.width, max(canvas.measure(words, NUMBER) for words in told) + 18
        low, high = min(0.0, *values), max(0.0, *values)
        ticks = [round(float(tick), 9) for tick in MaxNLocator(4).tick_values(low, high)]
        high += past * ((high - low) or 1) / max(wide - past, wide / 4)
        axes.set(xlim=(low, high), xticks=ticks, xticklabels=map(plain, ticks))
        axes.set_xlabel(in_one(unit), loc="left")
        axes.axvline(0, color=AXIS, linewidth=0.8)
        axes.barh(middles, values, _BAR, color=[item.colour for item in drawn])
        for item, words, y in zip(drawn, told, middles, strict=True):
            x, _ = canvas.place(axes, max(item.value / per, 0), y)
            if item.more_than:
                x = canvas.more_than(x + 3, y, item.colour)
            canvas.text(x + 5, y, words, NUMBER, plate=True)
            canvas.record(item.id, "bar", item.value, item.colour)
        canvas.y += 34

    return Exhibit(name, "chart", section_of(caption, [rows]), caption, (rows,), draw(paint))


def _rows(
    canvas: Canvas,
    drawn: Sequence[Item],
    mark: float,
    right: float = 0.0,
    heads: Mapping[str, Words] | None = None,
) -> tuple[Axes, list[float]]:
    """Label a row for each item, under the heading that stands before it, and move down past them.

    Return axes beside the labels, or on a phone under each, with the heights of the sheet, and
    where each mark stands. ``mark`` is how high marks are; ``right`` stays free beside the labels
    on a phone, beside the axes else.
    """
    narrow, top, middles = canvas.narrow, canvas.y, []
    for item in drawn:
        if heads and item.id in heads:
            canvas.heading(heads[item.id], item.colour)
        width, least = (canvas.width - right, 24 * bool(right)) if narrow else (_LABEL - 10, mark)
        high = canvas.label(0, canvas.y, item.label, width, least=least)
        canvas.y += high + (mark + 3) * narrow
        middles.append(canvas.y - (mark if narrow else high) / 2)
        canvas.y += 10
    left, free = (0.0, 0.0) if narrow else (_LABEL, right)
    axes = canvas.axes(left, top, canvas.width - left - free, canvas.y - top)
    axes.set(ylim=(canvas.y, top), yticks=[])
    return axes, middles


def falls(name: str) -> Exhibit:
    """Return bars of an index: 100 at the start of the period, the end solid, the fall dashed.

    The caption's ``ids`` state changes in percent, its ``derived`` the index that each leaves.

    Raises DataError if a figure states no fall, or ``derived`` is not its index.
    """
    caption, rows = rows_for(name)
    ends = pick(caption.derived, f"exhibit {name!r}")
    drawn = items(name, rows, caption)
    sound = all(rows["basis"] == "change") and same_values(ends, [100 + i.value for i in drawn])
    remedy = "List changes, and their indexes in the same order."
    check(name, sound, "ids and derived are no falls with what each leaves of 100", remedy)

    def paint(canvas: Canvas) -> None:
        axes, middles = _rows(canvas, drawn, _FALL)
        axes.set(xlim=(0, 104), xticks=range(0, 101, 25))
        axes.set_xlabel(in_one(both("指数，期初为100", "Index, start = 100")), loc="left")
        for item, key, y in zip(drawn, caption.derived, middles, strict=True):
            end, look = 100 + item.value, NUMBER.of(item.colour)
            axes.barh(y, end, _FALL, color=item.colour)
            axes.barh(y, 100 - end, _FALL, end, fill=False, edgecolor=item.colour, linestyle="--")
            words = f"{lines_of(both('期末', 'End'))[0]} {end:g}  {in_one(DERIVED)}"
            x, fall = (canvas.place(axes, at, y)[0] for at in (end / 2, 50 + end / 2))
            canvas.text(x, y, words, NUMBER.of(WHITE), "center", on=item.colour)
            canvas.text(fall, y, f"−{100 - end:g}%", look, "center", plate=True)
            canvas.record(key, "bar", end, item.colour)
            canvas.record(item.id, "fall", end - 100, item.colour)
        canvas.y += 34

    return Exhibit(name, "chart", section_of(caption, [rows]), caption, (rows, ends), draw(paint))


def magnitudes(name: str, rows: pd.DataFrame | None = None, *, title: Title = None) -> Exhibit:
    """Return counts as points on a scale of magnitudes: each line is ten times the last.

    ``rows`` are counts above zero, by default the caption's; each number names its unit.
    ``title`` is one for rows of one's own, as for :func:`bars`.

    Raises DataError if the rows are not the caption's, or a value is not above zero.
    """
    caption, rows = rows_for(name, rows, title)
    drawn = items(name, rows, caption, unit=True)
    values, colours = [item.value for item in drawn], [item.colour for item in drawn]
    check(name, min(values) > 0, "a value is not above zero", "Use bars or cards.")
    powers = range(math.floor(math.log10(min(values))), math.floor(math.log10(max(values))) + 1)

    def paint(canvas: Canvas) -> None:
        import seaborn as sns

        canvas.y += 26
        told = [list(zip(i.said, (NUMBER, SECOND), strict=False)) for i in drawn]
        edge = max(canvas.measure(*one) for lines in told for one in lines)
        axes, middles = _rows(canvas, drawn, _DOT, edge + 10)
        axes.set(xscale="log", xlim=(10.0 ** powers[0] * 0.72, max(values) * 1.9))
        axes.set_xticks([10.0**p for p in powers], [_power(p) for p in powers])
        axes.minorticks_off()
        axes.tick_params(labelbottom=False, labeltop=True)
        axes.hlines(middles, *axes.get_xlim(), colors=GRID, linewidth=0.8, zorder=1)
        look: dict[str, Any] = {"s": 52, "linewidth": 0, "legend": False, "zorder": 3}
        palette = dict(zip(colours, colours, strict=True))
        sns.scatterplot(x=values, y=middles, hue=colours, palette=palette, ax=axes, **look)
        for item, lines, y in zip(drawn, told, middles, strict=True):
            x, _ = canvas.place(axes, item.value, y)
            if item.more_than:
                canvas.more_than(x + 6, y, item.colour)
            y -= 6 * len(lines) - 6 + (8 + 6 * len(lines)) * canvas.narrow
            for at, one in enumerate(lines):
                canvas.text(canvas.width - edge, y + 12 * at, *one, plate=canvas.narrow)
            canvas.record(item.id, "point", item.value, item.colour)

    return Exhibit(name, "chart", section_of(caption, [rows]), caption, (rows,), draw(paint))


def _power(power: int) -> str:
    """Name a line of the scale as each language does: 10万, 100,000."""
    least, scale = (8, "亿") if power >= 8 else (4, "万") if power >= 4 else (0, "")
    return "\n".join(lines_of(both(f"{10 ** (power - least)}{scale}", number_en(10**power))))
