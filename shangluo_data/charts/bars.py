"""Bars on a linear scale from zero, and bars of an index that falls from 100."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from shangluo_data.charts.canvas import CHEVRON, DERIVED, NUMBER, Canvas, draw, in_one, lines_of
from shangluo_data.charts.rows import Item, check_column, items, one_unit, same_values
from shangluo_data.errors import DataError
from shangluo_data.exhibits import Exhibit, both, pick, rows_for, section_of
from shangluo_data.exhibits.rows import Title
from shangluo_data.exhibits.style import AXIS, SIZE_VALUE, WHITE
from shangluo_data.exhibits.wording import plain, unit_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL, _THICK = 160.0, 16.0
PLATE = {"facecolor": WHITE, "edgecolor": "none", "pad": 1.5}
_SPACE = "  "
_BOLD: dict[str, Any] = {"fontweight": 700, "fontsize": SIZE_VALUE}


def bars(
    name: str,
    rows: pd.DataFrame | None = None,
    *,
    by: str | None = None,
    per: float = 1,
    title: Title = None,
) -> Exhibit:
    """Return horizontal bars, drawn by seaborn on one linear scale that includes zero.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    rows
        Rows of ``figures()`` or ``derived()`` of one unit, in this order; by default the caption's.
    by
        Column that divides them into groups, each under its heading, all on the same scale.
    per
        How many units a step of the axis counts: 10_000 for 万元, 100_000_000 for 亿元.
    title
        A title for rows of one's own, in place of the caption: one text, or (Chinese, English).

    Raises DataError if the rows are not the caption's, are of different units or hold no values,
    there is no column ``by``, or ``per`` is not above zero.
    """
    caption, rows = rows_for(name, rows, title, per=per)
    drawn = items(name, rows, caption)
    one_unit(name, rows)
    unit = unit_words(rows.iloc[0], per)
    keys = [""] * len(drawn)
    if by is not None:
        check_column(name, rows, by)
        keys = [str(key) or "none" for key in rows[by]]
    groups = {k: [i for i, own in zip(drawn, keys, strict=True) if own == k] for k in keys}

    def paint(canvas: Canvas) -> None:
        low, high = (end / per for end in _limits(canvas, drawn))
        for key, group in groups.items():
            if key:
                heading = caption.groups.get(key, both(key, key))
                canvas.heading(heading, group[0].colour)
            own = row_axes(canvas, group, _THICK)
            axes = own.axes
            axes.set_xlim(low, high)
            made = _barplot(own, [i.value / per for i in group], group, _THICK)
            _values(canvas, axes, made, group, per)
            axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: plain(float(x))))
            ticks = MaxNLocator(4).tick_values(min(low, 0), max(i.value for i in drawn) / per)
            axes.set_xticks([t for t in ticks if low <= t <= high * 0.97])
            last = key == list(groups)[-1]
            axes.tick_params(labelbottom=last)
            axes.set_xlabel(in_one(unit) if last else "", labelpad=2, loc="left")
            canvas.y += 34 if last else 8

    return Exhibit(name, "chart", section_of(caption, [rows]), caption, (rows,), draw(paint))


class Rows(NamedTuple):
    """Axes one unit a row high, how high that is in points, how far below the middle of its row a
    mark stands, in rows, and where on the sheet each label begins."""

    axes: Axes
    height: float
    drop: float
    tops: list[float]


def row_axes(canvas: Canvas, drawn: Sequence[Item], mark: float, right: float = 0.0) -> Rows:
    """Label a row for each item; return axes beside the labels, or on a phone under them.

    ``mark`` is how high marks are; ``right`` stays free beside the labels on a phone, beside the
    axes else. ``y`` moves to their lower end.
    """
    left, top = (0.0 if canvas.narrow else LABEL + 10), canvas.y
    width = canvas.width - right if canvas.narrow else LABEL
    heights = [canvas.label(0, 0, item.label, width, dry=True) for item in drawn]
    row = max(max(heights) + 9, mark + 19) + (mark + 4 if canvas.narrow else 0)
    drop = (max(heights) + 3 + mark / 2) / row - 0.5 if canvas.narrow else 0.0
    above = [(max(heights) if canvas.narrow else (row + high) / 2) - high for high in heights]
    tops = [top + at * row + space for at, space in enumerate(above)]
    for item, y in zip(drawn, tops, strict=True):
        canvas.label(0, y, item.label, width)
    canvas.y = top + row * len(drawn)
    free = 0.0 if canvas.narrow else right
    axes = canvas.axes(left, top, canvas.width - left - free, row * len(drawn))
    axes.set_ylim(len(drawn) - 0.5, -0.5)
    return Rows(axes, row, drop, tops)


def _barplot(own: Rows, lengths: Sequence[float], drawn: list[Item], thick: float) -> list[Any]:
    """Draw a bar for each item with seaborn; return the containers."""
    import seaborn as sns

    axes, height = own.axes, thick / own.height
    ids, colours = [i.id for i in drawn], [i.colour for i in drawn]
    look: dict[str, Any] = {"orient": "h", "saturation": 1, "legend": False, "width": height}
    sns.barplot(x=lengths, y=ids, hue=ids, palette=colours, ax=axes, **look)
    axes.set(yticks=[], ylabel="", ylim=(len(drawn) - 0.5, -0.5))
    axes.axvline(0, color=AXIS, linewidth=0.8, zorder=3)
    made: list[Any] = list(axes.containers)
    for container in made:
        container[0].set_y(container[0].get_y() + own.drop)
    return made


def _limits(canvas: Canvas, drawn: Sequence[Item]) -> tuple[float, float]:
    """Return the ends of the axis, with room for every number past its bar."""
    room = canvas.width - (0 if canvas.narrow else LABEL + 10)
    tails = [
        (i.value < 0, canvas.measure(_SPACE.join(i.said), NUMBER) + CHEVRON + 10) for i in drawn
    ]
    before = max((t for falls, t in tails if falls), default=0.0)
    after = max((t for falls, t in tails if not falls), default=4.0)
    low, high = min(0.0, *(i.value for i in drawn), 0.0), max(0.0, *(i.value for i in drawn), 0.0)
    unit = ((high - low) or 1.0) / max(room - before - after, room / 4)
    return low - before * unit, high + after * unit


def _values(
    canvas: Canvas, axes: Axes, made: Sequence[Any], drawn: Sequence[Item], per: float
) -> None:
    """Print each number past its bar, on white, and an open arrow where it says "more than"."""
    for container, item in zip(made, drawn, strict=True):
        bar = container[0]
        x, y = canvas.place(axes, bar.get_width(), bar.get_y() + bar.get_height() / 2)
        if item.more_than:
            canvas.chevron(x + 3, y, 14, item.colour)
        words, past = _SPACE.join(item.said), 5.0 + (CHEVRON + 2) * item.more_than
        axes.bar_label(container, [words], padding=past, bbox=PLATE, **_BOLD)
        canvas.record(item.id, "bar", bar.get_width() * per, item.colour)


def falls(name: str) -> Exhibit:
    """Return bars of an index: 100 at the start of the period, the end solid, the fall dashed.

    The caption's ``ids`` state changes in percent, its ``derived`` the index that each leaves.

    Raises DataError if a figure states no fall, or ``derived`` is not its index.
    """
    caption, rows = rows_for(name)
    ends = pick(caption.derived, f"exhibit {name!r}")
    drawn, last = items(name, rows, caption), list(map(float, ends["value"]))
    if any(rows["basis"] != "change") or not same_values(ends, [100 + i.value for i in drawn]):
        where, remedy = f"exhibit {name!r}", "List changes, and their indexes in the same order."
        raise DataError(where, "ids and derived are no falls with what each leaves of 100", remedy)

    def paint(canvas: Canvas) -> None:
        own = row_axes(canvas, drawn, 26.0)
        axes = own.axes
        axes.set(xlim=(0, 104))
        solid = _barplot(own, last, drawn, 26.0)
        for container, item, key in zip(solid, drawn, caption.derived, strict=True):
            bar = container[0]
            look: dict[str, Any] = {"label_type": "center"} | _BOLD
            end, middle = bar.get_width(), bar.get_y() + bar.get_height() / 2
            fall = axes.barh(middle, 100 - end, bar.get_height(), end, fill=False, linestyle="--")
            fall[0].set(edgecolor=item.colour, linewidth=1)
            words = f"{lines_of(both('期末', 'End'))[0]} {end:g}  {in_one(DERIVED)}"
            for text in axes.bar_label(container, [words], color=WHITE, **look):
                text.set_gid(item.colour)
            axes.bar_label(fall, [f"−{100 - end:g}%"], color=item.colour, bbox=PLATE, **look)
            canvas.record(key, "bar", end, item.colour)
            canvas.record(item.id, "fall", end - 100, item.colour)
        axes.set_xticks([0, 25, 50, 75, 100])
        words = in_one(both("指数，期初为100", "Index, start = 100"), "  ")
        axes.set_xlabel(words, labelpad=2, loc="left")
        canvas.y += 34

    return Exhibit(name, "chart", section_of(caption, [rows]), caption, (rows, ends), draw(paint))
