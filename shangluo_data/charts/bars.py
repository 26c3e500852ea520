"""Bars on a linear scale from zero, and bars of an index that starts at 100."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.ticker import MaxNLocator

from shangluo_data.charts.canvas import Canvas, draw
from shangluo_data.charts.rows import Item, items, one_unit
from shangluo_data.errors import DataError
from shangluo_data.exhibits.captions import Caption
from shangluo_data.exhibits.exhibit import Exhibit, own_caption, section_of
from shangluo_data.exhibits.style import AXIS, GREY, INK, SIZE_AXIS, SIZE_VALUE, SIZE_ZH, WHITE
from shangluo_data.exhibits.wording import plain

_LABEL = 188.0
_WIDE_LABEL = 290.0
_BAR = 17.0
# Counted alike though the article's measure words differ (场次, 次).
_OCCASIONS = {"sessions", "exercises"}


def bars(
    name: str,
    rows: pd.DataFrame,
    *,
    by: str | None = None,
    per: float = 1,
    measure: str = "value",
    title: str | tuple[str, str] | None = None,
) -> Exhibit:
    """Return an exhibit of horizontal bars, drawn by seaborn on one linear scale from zero.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    rows
        Figures of one unit, in this order.
    by
        Column that divides them into groups, each with its heading, all on the same scale.
    per
        What the axis counts in: 10000 for 万元, 100000000 for 亿元.
    measure
        Column that gives the length; ``value``, or a computed percentage such as ``share``.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).

    Raises
    ------
    DataError
        If the rows have different units, or hold no figures.
    """
    caption = own_caption(name, title)
    groups = _groups(name, rows, by, caption, measure)
    if measure == "value":
        one_unit(name, rows, _OCCASIONS)
    longest = max(i.value for _, group in groups for i in group) / per

    def paint(canvas: Canvas) -> None:
        for heading, group in groups:
            if heading:
                canvas.heading(heading["zh"], heading["en"], group[0].colour)
            _panel(canvas, group, per, longest, percent=measure != "value")
            canvas.y += 10
        canvas.y -= 10

    return Exhibit(name, "chart", section_of(caption, [rows]), caption, (rows,), draw(paint))


def _groups(
    name: str, rows: pd.DataFrame, by: str | None, caption: Caption, measure: str
) -> list[tuple[dict[str, str] | None, list[Item]]]:
    drawn = items(name, rows, caption)
    if measure != "value":
        drawn = [
            item._replace(value=float(share), beside=item.printed, printed=_percent(float(share)))
            for item, share in zip(drawn, rows[measure], strict=True)
        ]
    if by is None:
        return [(None, drawn)]
    if by not in rows.columns:
        raise DataError(f"exhibit {name!r}", f"there is no column {by!r}", "Group by a column.")
    keys = [str(key) or "none" for key in rows[by]]
    return [
        (
            dict(caption.groups.get(key, {"zh": key, "en": ""})),
            [item for item, own in zip(drawn, keys, strict=True) if own == key],
        )
        for key in dict.fromkeys(keys)
    ]


def _percent(share: float) -> str:
    return f"{share:.1f}%" if share >= 0.05 else "<0.1%"


def _panel(
    canvas: Canvas, group: Sequence[Item], per: float, longest: float, *, percent: bool
) -> None:
    import seaborn as sns

    left = 0.0 if canvas.narrow else _WIDE_LABEL if percent else _LABEL
    ends = [canvas.measure(i.printed, size=SIZE_VALUE, bold=True) for i in group]
    besides = [canvas.measure(i.beside) + 6 if i.beside and not percent else 0 for i in group]
    room = _room(canvas, group, left, longest, per, ends, besides)
    scale = room / longest
    row = 60.0 if canvas.narrow else 34.0
    top = canvas.y + 14
    height = row * len(group)
    limit = (canvas.width - left) / scale
    ticks = [t for t in MaxNLocator(5).tick_values(0, longest) if 0 <= t <= longest * 1.1]
    for tick in ticks:
        x = left + tick * scale
        if x > canvas.width - 4:
            continue
        canvas.line([(x, top), (x, top + height)], AXIS if tick == 0 else "#DCE1E7", order=0.5)
        words = plain(tick) + ("%" if percent else "")
        canvas.text(x, canvas.y + 5, words, size=SIZE_AXIS, ha="left" if tick == 0 else "center")
    drop = 13.0 if canvas.narrow else 0.0
    axes = canvas.inset(left, top + drop, canvas.width - left, height)
    sns.barplot(
        x=[i.value / per for i in group],
        y=[i.id for i in group],
        hue=[i.id for i in group],
        palette=[i.colour for i in group],
        orient="h",
        width=_BAR / row,
        saturation=1,
        legend=False,
        ax=axes,
    )
    axes.set_xlim(0, limit)
    for at, item in enumerate(group):
        middle = top + row * (at + 0.5) + drop
        if canvas.narrow:
            words = f"{item.chinese}  {item.beside}" if percent else item.chinese
            canvas.text(0, middle - 30, words, size=SIZE_ZH, colour=INK, bold=True)
            canvas.text(0, middle - 17, canvas.wrap(item.english, canvas.width)[0])
        elif percent:
            canvas.text(0, middle - 6, item.chinese, size=SIZE_ZH, colour=INK, bold=True)
            canvas.text(0, middle + 7, item.english)
            canvas.text(left - 10, middle, item.beside, colour=INK, ha="right")
        else:
            canvas.label(0, middle - 14, item.chinese, item.english, _LABEL - 8)
        end = left + item.value / per * scale
        if item.at_least and not percent:
            end = canvas.chevron(end + 3, middle, 15, item.colour)
        canvas.value(end + 6, middle, item.printed, "" if percent else item.beside, item.colour)
        canvas.record(item.id, "bar", _length(axes, at) * per, item.colour)
    canvas.y = top + height


def _length(axes: object, at: int) -> float:
    """Return the length of a bar as it was drawn."""
    return float(axes.containers[at][0].get_width())  # type: ignore[attr-defined]


def _room(
    canvas: Canvas,
    group: Sequence[Item],
    left: float,
    longest: float,
    per: float,
    ends: Sequence[float],
    besides: Sequence[float],
) -> float:
    """Return how long the longest bar may be so that every label fits behind its bar."""
    room = canvas.width - left
    for item, end, beside in zip(group, ends, besides, strict=True):
        tail = end + beside + 8 + (10 if item.at_least else 0)
        room = min(room, (canvas.width - left - tail) * longest / (item.value / per))
    return min(room, canvas.width - left - 60)


def index_bars(
    name: str,
    rows: pd.DataFrame,
    ends: pd.DataFrame,
    *,
    title: str | tuple[str, str] | None = None,
) -> Exhibit:
    """Return an exhibit of index bars: the start is 100, the end solid, the fall dashed.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    rows
        Figures that state a change in percent.
    ends
        Derived values: the index at the end of the period, one for each of ``rows``.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).

    Raises
    ------
    DataError
        If a row states no change, or has no derived end.
    """
    caption = own_caption(name, title)
    drawn = items(name, rows, caption)
    last = {str(row["inputs"]): (str(key), float(row["value"])) for key, row in ends.iterrows()}
    for item, basis in zip(drawn, rows["basis"], strict=True):
        if basis != "change" or item.id not in last:
            raise DataError(
                f"exhibit {name!r}",
                f"{item.id} states no change, or has no index among the derived values",
                "Pass changes, and the derived index of each.",
            )

    def paint(canvas: Canvas) -> None:
        left = 0.0 if canvas.narrow else _LABEL
        room = canvas.width - left - 44
        top = canvas.y + 16
        row = 62.0 if canvas.narrow else 46.0
        bottom = top + row * len(drawn)
        for tick in (0, 25, 50, 75, 100):
            x = left + room * tick / 100
            strong = tick in (0, 100)
            canvas.line([(x, top), (x, bottom)], AXIS if strong else "#DCE1E7", order=0.5)
            ha = "left" if tick == 0 else "center"
            canvas.text(x, canvas.y + 6, str(tick), size=SIZE_AXIS, ha=ha)
        canvas.text(left + room + 5, top + 6, "期初", colour=INK)
        canvas.text(left + room + 5, top + 18, "Start")
        for at, item in enumerate(drawn):
            middle = top + row * (at + 0.5) + (10 if canvas.narrow else 0)
            if canvas.narrow:
                canvas.text(0, middle - 25, item.chinese, size=SIZE_ZH, colour=INK, bold=True)
                shift = canvas.measure(item.chinese, size=SIZE_ZH, bold=True) + 8
                canvas.text(shift, middle - 24.5, item.english)
            else:
                canvas.label(0, middle - 15, item.chinese, item.english, _LABEL - 8)
            key, end = last[item.id]
            wide = room * end / 100
            canvas.rectangle(left, middle - 13, wide, 26, fill=item.colour)
            canvas.rectangle(
                left + wide, middle - 13, room - wide, 26, fill=WHITE, edge=item.colour, dashed=True
            )
            canvas.text(
                left + wide - 7,
                middle,
                f"期末 End {end:g}",
                size=SIZE_ZH,
                colour=WHITE,
                bold=True,
                ha="right",
                on=item.colour,
            )
            canvas.text(
                left + (wide + room) / 2,
                middle,
                f"−{-item.value:g}%",
                size=SIZE_VALUE,
                colour=item.colour,
                bold=True,
                ha="center",
            )
            canvas.record(key, "bar", wide / room * 100, item.colour)
            canvas.record(item.id, "fall", -(room - wide) / room * 100, item.colour)
        canvas.y = bottom
        canvas.text(
            left, bottom + 9, "期末指数为推算  End index derived", size=SIZE_AXIS, colour=GREY
        )
        canvas.y += 16

    return Exhibit(name, "chart", section_of(caption, [rows]), caption, (rows, ends), draw(paint))
