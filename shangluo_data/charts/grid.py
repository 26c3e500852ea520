"""Unit squares in rows and columns; what marks of squares share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from shangluo_data.charts.canvas import LEAD, NUMBER, SECOND, Canvas, Point, lines_of
from shangluo_data.exhibits import Words
from shangluo_data.exhibits.style import AXIS

_GAP, _STEP = 14.0, 1.25


class Cell(NamedTuple):
    """A cell: what it counts, how many squares it has and how they look, the number beside them."""

    id: str
    number: int
    said: str
    colour: str
    line: float = 0.0
    kind: str = "squares"


Row = tuple[Words, str, Sequence[Cell | None]]
"""A label, its colour, and the cells; without cells it is a heading."""


def lattice(
    n: int, long: int, left: float, top: float, step: float, *, rows: bool = False
) -> list[Point]:
    """Return the corners of ``n`` squares in full columns, or rows, that are ``long`` squares."""
    places = (divmod(i, long)[::-1] if rows else divmod(i, long) for i in range(n))
    return [(left + across * step, top + down * step) for across, down in places]


def grid(
    canvas: Canvas,
    heads: Sequence[tuple[Words, str]],
    rows: Sequence[Row],
    *,
    high: int,
    label: float,
    space: float = 7.0,
) -> None:
    """Draw rows of cells under coloured headings, all squares of one size; no cell is a dash.

    A column of squares is ``high`` of them; ``label`` is how wide the row labels are (on a phone
    they stand above their row), ``space`` what is free above and below a row.
    """
    left = 0.0 if canvas.narrow else label

    def widths(side: float) -> list[float]:
        needs = [[canvas.measure(line, LEAD) for line in lines_of(words)] for words, _ in heads]
        for at, cell in (pair for _, _, cells in rows for pair in enumerate(cells)):
            if cell:
                across = math.ceil(cell.number / high) * side * _STEP
                needs[at].append(across + 5 + canvas.measure(cell.said, NUMBER))
        return [max(need) + _GAP for need in needs]

    sides = (side / 10 for side in range(90, 28, -2))
    side = next((s for s in sides if left + sum(widths(s)) <= canvas.width + _GAP), 2.8)
    step, starts = side * _STEP, list(accumulate(widths(side), initial=left))
    for (words, colour), x in zip(heads, starts, strict=False):
        for at, line in enumerate(lines_of(words)):
            canvas.text(x, canvas.y + 6 + 12 * at, line, SECOND if at else LEAD.of(colour))
    canvas.y += 4 + 12 * max(len(lines_of(words)) for words, _ in heads)
    for words, colour, cells in rows:
        canvas.line([(0, canvas.y), (canvas.width, canvas.y)])
        top = canvas.y + space
        if not cells:
            canvas.y = top
            canvas.heading(words, colour)
            continue
        used = canvas.label(0, top, words, canvas.width if canvas.narrow else label - 10, colour)
        bottom, top = (0.0, top + used + 4) if canvas.narrow else (top + used, top + 1)
        tall = max(min(high, max(cell.number, 1)) * step for cell in cells if cell) - step + side
        for cell, x in zip(cells, starts, strict=False):
            if cell is None:
                canvas.text(x, top + tall / 2, "—", NUMBER.of(AXIS))
                continue
            corners = lattice(cell.number, high, x, top, step)
            canvas.squares(cell.id, corners, side, cell.colour, cell.line, cell.kind)
            end = corners[-1][0] + side + 5 if corners else x
            canvas.text(end, top + tall / 2, cell.said, NUMBER.of(cell.colour))
        canvas.y = max(top + max(tall, 12), bottom) + space
