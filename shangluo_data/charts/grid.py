"""Unit squares in rows and columns; what marks of squares share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from shangluo_data.charts.canvas import LEAD, NUMBER, Canvas, Point, lines_of
from shangluo_data.exhibits import Words
from shangluo_data.exhibits.style import AXIS

_SIDES = (9.0, 8.0, 7.0, 6.2, 5.6, 5.0, 4.5, 4.0, 3.6, 3.2, 2.8)
_BETWEEN = 14.0
_STEP = 1.25


class Entry(NamedTuple):
    """A cell: its id, how many squares it has and how they look, and the number beside them."""

    id: str
    squares: int
    said: str
    colour: str
    hollow: bool = False


Head = tuple[Words, str]
"""The head of a column, and its colour."""
Row = tuple[Words, Sequence[Entry | None]]


def in_columns(n: int, high: int, left: float, top: float, step: float) -> list[Point]:
    """Return the corners of ``n`` squares in full columns, ``high`` squares high."""
    return [(left + i // high * step, top + i % high * step) for i in range(n)]


def in_rows(n: int, wide: int, left: float, top: float, step: float) -> list[Point]:
    """Return the corners of ``n`` squares in full rows, ``wide`` squares wide."""
    return [(left + i % wide * step, top + i // wide * step) for i in range(n)]


def grid(
    canvas: Canvas, heads: Sequence[Head], rows: Sequence[Row], *, high: int, label: float
) -> None:
    """Draw rows of cells under headings, all squares of one size; no cell is a dash.

    A column of squares is ``high`` of them; ``label`` is how wide the row labels are (on a phone
    they stand above their row).
    """
    left = 0.0 if canvas.narrow else label
    room = canvas.width + _BETWEEN - left
    fitting = (s for s in _SIDES if sum(_widths(canvas, heads, rows, high, s)) <= room)
    side = next(fitting, _SIDES[-1])
    step, widths = side * _STEP, _widths(canvas, heads, rows, high, side)
    starts = [left + sum(widths[:at]) for at in range(len(widths))]
    tops = [
        canvas.label(x, canvas.y, words, canvas.width, colour)
        for (words, colour), x in zip(heads, starts, strict=True)
    ]
    canvas.y += max(tops) + 4
    for words, entries in rows:
        canvas.line([(0, canvas.y), (canvas.width, canvas.y)])
        top = canvas.y + 7
        used = canvas.label(0, top, words, canvas.width if canvas.narrow else label - 10)
        top += used + 4 if canvas.narrow else 1
        tall = max(max(min(high, e.squares) for e in entries if e) * step, 13.0)
        for entry, x in zip(entries, starts, strict=True):
            if entry is None:
                canvas.text(x, top + tall / 2, "—", NUMBER.of(AXIS))
                continue
            corners = in_columns(entry.squares, high, x, top, step)
            canvas.squares(entry.id, corners, side, entry.colour, 0.8 * entry.hollow)
            end = corners[-1][0] + side + 5 if corners else x
            canvas.text(end, top + tall / 2, entry.said, NUMBER.of(entry.colour))
        canvas.y = max(top + tall, 0 if canvas.narrow else top + used) + 7


def _widths(
    canvas: Canvas, heads: Sequence[Head], rows: Sequence[Row], high: int, side: float
) -> list[float]:
    """Return the room that each column needs, the distance to the next included."""
    widths = []
    for at, (words, _) in enumerate(heads):
        needs = [canvas.measure(line, LEAD) for line in lines_of(words)]
        for entry in (entries[at] for _, entries in rows):
            if entry:
                across = math.ceil(entry.squares / high) * side * _STEP
                needs.append(across + 5 + canvas.measure(entry.said, NUMBER))
        widths.append(max(needs) + _BETWEEN)
    return widths
