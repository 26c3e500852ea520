"""Rows of a label, a mark on a scale and a number: bars, falls, and points by magnitude."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.ticker import MaxNLocator

from shangluo_data.charts.canvas import NUMBER, SECOND, Canvas, in_one, lines_of
from shangluo_data.charts.rows import Item, chart, check, check_column, check_values, items
from shangluo_data.exhibits import Exhibit, Words, both, pick, rows_for
from shangluo_data.exhibits.rows import Title
from shangluo_data.exhibits.style import AXIS, GRID, INK, SECTION, WHITE
from shangluo_data.exhibits.wording import DERIVED, digits, number_en, plain, unit_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LABEL, _BAR, _FALL, _DOT, _PANEL, _TICKS = 170.0, 16.0, 26.0, 10.0, 110.0, 34.0
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

    return chart(name, caption, (rows,), paint)


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
    what = "ids and derived are no falls with what each leaves of 100"
    remedy = "List changes, and their indexes in the same order."
    check(name, all(rows["basis"] == "change"), what, remedy)
    check_values(name, ends, [100 + item.value for item in drawn], what, remedy)

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

    return chart(name, caption, (rows, ends), paint)


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

    return chart(name, caption, (rows,), paint)


def _power(power: int) -> str:
    """Name a line of the scale as each language does: 10万, 100,000."""
    least, scale = (8, "亿") if power >= 8 else (4, "万") if power >= 4 else (0, "")
    return "\n".join(lines_of(both(f"{10 ** (power - least)}{scale}", number_en(10**power))))


def slopes(name: str) -> Exhibit:
    """Return a rate at two dates on a scale to 100%, and what it leaves on a scale of its own.

    The caption's ``ids`` are the rate at two dates, ``derived`` what each leaves of 100% and the
    gain; ``groups`` ``stated`` and ``rest`` head the two panels.

    Raises DataError if ``ids`` are not two rates, or ``derived`` not what they leave and the gain.
    """
    caption, rows = rows_for(name)
    computed = pick(caption.derived, f"exhibit {name!r}")
    first, last = float(rows["value"].iloc[0]), float(rows["value"].iloc[-1])
    what = "ids and derived are no two rates with what they leave"
    remedy = "List two figures, then two remainders and the gain."
    check(name, len(rows) == 2, what, remedy)
    check_values(name, computed, [100 - first, 100 - last, last - first], what, remedy)
    rest, row = computed.iloc[:2], computed.iloc[-1]
    colour, dates = SECTION[str(rows["section"].iloc[0])], list(map(str, rows["period"]))
    more = f"+{digits(row)}"
    gain = both(f"{more}{row['unit_zh']}（推算）", f"{more} {row['unit']} (derived)")

    def panel(canvas: Canvas, left: float, wide: float, shown: pd.DataFrame, ticks: Any) -> None:
        """Draw two points joined by a dashed line, for what lies between them is not known."""
        import seaborn as sns

        computed = shown is rest
        canvas.heading(caption.groups["rest" if computed else "stated"], INK, left)
        axes = canvas.axes(left + _TICKS, canvas.y, wide - _TICKS, _PANEL)
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
        canvas.y += _PANEL + 26

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

    return chart(name, caption, (rows, computed), paint)
