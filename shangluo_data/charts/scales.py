"""Marks on a scale: bars, falls, points by magnitude, and a rate at two dates."""

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from shangluo_data.charts.canvas import NUMBER, SECOND, Canvas, in_one, lines_of
from shangluo_data.charts.rows import Item, chart, check, check_by, computed, items
from shangluo_data.exhibits import Exhibit, both, rows_for
from shangluo_data.exhibits.rows import Title
from shangluo_data.exhibits.style import AXIS, GRID, INK, SECTION, WHITE
from shangluo_data.exhibits.wording import DERIVED, digits, plain, unit_words

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
    check_by(name, rows, by)
    drawn = items(name, rows, caption)
    if by:
        groups = rows.groupby(rows[by].astype(str).replace("", "none"), sort=False)
        rows, heads = pd.concat(group for _, group in groups), {}
        for key, group in groups:
            heads[str(group.index[0])] = caption.groups.get(str(key), both(str(key), str(key)))
        drawn = [i._replace(head=heads.get(i.id)) for i in items(name, rows, caption)]
    units = dict.fromkeys(map(str, rows["unit"]))
    what = f"the rows have different units: {', '.join(units)}"
    one = len(units) == 1 or set(units) <= _OCCASIONS
    check(name, one, what, "Draw one unit on one axis, or use cards.")
    values, unit = [item.value / per for item in drawn], unit_words(rows.iloc[0], per)

    def paint(canvas: Canvas) -> None:
        axes, middles = _rows(canvas, drawn, _BAR)
        told = ["  ".join(item.said) for item in drawn]
        wide, past = axes.bbox.width, max(canvas.measure(words, NUMBER) for words in told) + 18
        low, most = min(0.0, *values), max(0.0, *values)
        high = most + past * ((most - low) or 1) / max(wide - past, wide / 4)
        ticks = MaxNLocator(2 if canvas.narrow else 4).tick_values(low, most)
        ticks = [tick for tick in ticks if low <= tick <= high]
        labels = [plain(round(tick, 9)) for tick in ticks]
        axes.set(xlim=(low, high), xticks=ticks, xticklabels=labels)
        axes.set_xlabel(in_one(unit), loc="left")
        axes.axvline(0, color=AXIS, linewidth=0.8)
        axes.barh(middles, values, _BAR, color=[item.colour for item in drawn])
        for item, words, y in zip(drawn, told, middles, strict=True):
            x, _ = canvas.place(axes, max(item.value / per, 0), y)
            if item.more_than:
                canvas.more_than(x + 3, y, item.colour)
            canvas.text(x + 5 + 6 * item.more_than, y, words, NUMBER, on=WHITE)
            canvas.record(item.id, "bar", item.value, item.colour)
        canvas.y += 34

    return chart(name, caption, paint, rows)


def _rows(
    canvas: Canvas, drawn: Sequence[Item], mark: float, right: float = 0.0
) -> tuple[Axes, list[float]]:
    """Label a row for each item, and return axes beside the labels, or on a phone under each, that
    measure heights as the sheet does, and where each ``mark`` stands; ``right`` stays free."""
    narrow, top, middles = canvas.narrow, canvas.y, []
    for item in drawn:
        if item.head:
            canvas.heading(item.head, item.colour)
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
    drawn = items(name, rows, caption)
    left = [100 + min(item.value, 0) for item in drawn]
    what = "falls with what each leaves of 100"
    ends = computed(name, caption, left, what, "changes, and their indexes in the same order")

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
            canvas.text(x, y, words, NUMBER.of(WHITE), item.colour, "center")
            canvas.text(fall, y, f"−{100 - end:g}%", look, WHITE, "center")
            canvas.record(key, "bar", end, item.colour)
            canvas.record(item.id, "fall", end - 100, item.colour)
        canvas.y += 34

    return chart(name, caption, paint, rows, ends)


def magnitudes(name: str, rows: pd.DataFrame | None = None, *, title: Title = None) -> Exhibit:
    """Return counts as points on a scale of magnitudes: each line is ten times the last.

    ``rows`` are counts above zero, by default the caption's, each of its own unit; ``title`` is one
    for rows of one's own, as for :func:`bars`. Raises DataError if the rows are not the caption's,
    or a value is not above zero.
    """
    caption, rows = rows_for(name, rows, title)
    drawn = items(name, rows, caption, unit=True)
    values = [item.value for item in drawn]
    check(name, min(values) > 0, "a value is not above zero", "Use bars or cards.")
    lowest, highest = (math.floor(math.log10(end)) for end in (min(values), max(values)))
    ticks = [10**power for power in range(lowest, highest + 1)]

    def paint(canvas: Canvas) -> None:
        canvas.y += 16
        told = [list(zip(i.said, (NUMBER, SECOND), strict=False)) for i in drawn]
        edge = max(canvas.measure(*one) for lines in told for one in lines)
        axes, middles = _rows(canvas, drawn, _DOT, edge + 10)
        axes.set(xscale="log", xlim=(ticks[0] * 0.72, max(values) * 1.9))
        axes.set_xticks(ticks, [plain(tick) for tick in ticks])
        axes.minorticks_off()
        axes.tick_params(labelbottom=False, labeltop=True)
        axes.hlines(middles, *axes.get_xlim(), colors=GRID, linewidth=0.8, zorder=1)
        axes.scatter(values, middles, 52, [item.colour for item in drawn], linewidth=0, zorder=3)
        for item, lines, y in zip(drawn, told, middles, strict=True):
            x, _ = canvas.place(axes, item.value, y)
            if item.more_than:
                canvas.more_than(x + 6, y, item.colour)
            y -= 6 * len(lines) - 6 + (8 + 6 * len(lines)) * canvas.narrow
            for at, one in enumerate(lines):
                canvas.text(canvas.width - edge, y + 12 * at, *one, on=WHITE)
            canvas.record(item.id, "point", item.value, item.colour)

    return chart(name, caption, paint, rows)


def slopes(name: str) -> Exhibit:
    """Return a rate at two dates on a scale to 100%, and what it leaves on a scale of its own.

    The caption's ``ids`` are the rate at two dates, ``derived`` what each leaves of 100% and the
    gain; ``groups`` ``stated`` and ``rest`` head the two panels.
    Raises DataError if ``ids`` are not two rates, or ``derived`` not what they leave and the gain.
    """
    caption, rows = rows_for(name)
    values = [float(value) for value in rows["value"]]
    expected = [*(100 - value for value in values), values[-1] - values[0]]
    what, remedy = "two rates with what they leave", "two figures, then two remainders and the gain"
    made = computed(name, caption, expected, what, remedy)
    rest, row, colour = made.iloc[:-1], made.iloc[-1], SECTION[str(rows["section"].iloc[0])]
    more = f"+{digits(row)}"
    gain = both(f"{more}{row['unit_zh']}（推算）", f"{more} {row['unit']} (derived)")

    def panel(canvas: Canvas, key: str, left: float, wide: float) -> None:
        """Draw points joined by a dashed line, for what lies between them is not known."""
        import seaborn as sns

        shown, fill, below = (rows, colour, 15) if key == "stated" else (rest, WHITE, -15)
        canvas.heading(caption.groups[key], INK, left)
        axes = canvas.axes(left + _TICKS, canvas.y, wide - _TICKS, _PANEL)
        sns.lineplot(x=range(len(shown)), y=shown["value"].to_list(), color=colour, ax=axes)
        axes.lines[0].set(linestyle="--", marker="o", markersize=7.5, markeredgewidth=1.5)
        axes.lines[0].set(markerfacecolor=fill, markeredgecolor=colour, clip_on=False, zorder=4)
        ticks = MaxNLocator(5).tick_values(0, 100 if shown is rows else max(rest["value"]))
        axes.set(xlim=(-0.35, len(shown) - 0.65), ylim=(0, ticks[-1]))
        axes.set_xticks(range(len(shown)), rows["period"])
        axes.set_yticks(ticks, [f"{tick:g}%" for tick in ticks])
        axes.grid(axis="y")
        for at, (one, row) in enumerate(shown.iterrows()):
            x, y = canvas.place(axes, at, row["value"])
            canvas.text(x, y + below, f"{digits(row)}%", NUMBER.of(colour), WHITE, "center")
            canvas.record(str(one), "point", row["value"], colour)
        canvas.y += _PANEL + 26

    def paint(canvas: Canvas) -> None:
        top, narrow = canvas.y, canvas.narrow
        panel(canvas, "stated", 0, canvas.width if narrow else 180)
        canvas.y += 8 + canvas.label(_TICKS, canvas.y - 7, gain, canvas.width)
        bottom, canvas.y, left = canvas.y, canvas.y if narrow else top, 0 if narrow else 216
        panel(canvas, "rest", left, canvas.width - left)
        canvas.y = max(bottom, canvas.y)

    return chart(name, caption, paint, rows, made)
