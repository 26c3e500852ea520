"""How wide the columns of a table are set, and in what type, so that it is as low as it can be."""

from __future__ import annotations

from collections import defaultdict
from math import ceil

from .typst_grid import Cell

STEP = 0.75
SMALLEST = 6.0


def inset(count: int) -> float:
    """Return the white on both sides of a column together, in points, for so many columns."""
    return 9.0 if count <= 6 else 7.0


def count_of(cells: list[Cell]) -> int:
    """Return the number of columns."""
    return max(cell.column + cell.columns for cell in cells)


def needs(cells: list[Cell], cut: bool) -> tuple[list[float], list[float]]:
    """Return the width each column would like, and the least it can do with, in units of type
    size; ``cut`` tells whether code may break after an underscore."""
    like, least = [1.0] * count_of(cells), [1.0] * count_of(cells)
    for cell in cells:
        if cell.columns == 1:
            wide, whole, broken = cell.extents
            like[cell.column] = max(like[cell.column], wide)
            least[cell.column] = max(least[cell.column], broken if cut else whole)
    return like, least


def cuts(cells: list[Cell], page: float) -> bool:
    """Tell whether names in code must break for the table to fit a page, so many points wide."""
    _, least = needs(cells, False)
    return sum(least) * _first_size(cells) + len(least) * inset(len(least)) > page


def _first_size(cells: list[Cell]) -> float:
    count = count_of(cells)
    return 8.5 if count <= 4 else 8.0 if count <= 6 else 7.5 if count <= 8 else 7.0


def size_of(cells: list[Cell], page: float) -> float:
    """Return the type size: smaller for more columns, and down to 6 pt if the words would not
    fit."""
    count, size = count_of(cells), _first_size(cells)
    _, least = needs(cells, True)
    while size > SMALLEST and sum(least) * size + count * inset(count) > page:
        size -= 0.5
    return size


def parts(cells: list[Cell], page: float) -> list[list[Cell]]:
    """Return the table, or, if even small type cannot hold it, its columns in several tables."""
    like, least = needs(cells, True)
    count = len(like)
    spans = any(cell.columns > 1 for cell in cells)
    if spans or sum(least) * SMALLEST + count * inset(count) <= page:
        return [cells]
    white = inset(count)
    first = least[0] * SMALLEST + white
    groups: list[list[int]] = [[]]
    used = first
    for column in range(1, count):
        wide = least[column] * SMALLEST + white
        if groups[-1] and used + wide > page:
            groups.append([])
            used = first
        groups[-1].append(column)
        used += wide
    out = []
    for group in groups:
        place = {column: at for at, column in enumerate([0, *group])}
        out.append(
            [
                Cell(cell.node, cell.row, place[cell.column], cell.rows, 1, cell.head)
                for cell in cells
                if cell.column in place
            ]
        )
    return out


def widths(cells: list[Cell], size: float, cut: bool, page: float) -> list[float] | None:
    """Return the widths of the columns in points, ``None`` if each may be as wide as it likes."""
    like, least = needs(cells, cut)
    count = len(like)
    room = (page - count * inset(count)) / size
    if sum(like) <= room:
        # Less than two thirds of the page: the table keeps its own width.
        if sum(like) < 0.66 * room:
            return None
        spare = (room - sum(like)) / count
        return _points([wide + spare for wide in like], size)
    if sum(least) >= room:
        return _points([wide * room / sum(least) for wide in least], size)
    return _points(_lowest(cells, like, least, room), size)


def _points(shares: list[float], size: float) -> list[float]:
    white = inset(len(shares))
    return [round(share * size + white, 2) for share in shares]


def _lowest(cells: list[Cell], like: list[float], least: list[float], room: float) -> list[float]:
    """Give out what room is left, step by step, to the column that it makes the most of.

    What counts is how many lines all rows take together; where a step saves none, the column with
    the most words waiting for room gets it.
    """
    rows: dict[int, list[tuple[int, list[float]]]] = defaultdict(list)
    for cell in cells:
        if cell.columns == 1:
            lines = [line.wide * cell.weight for line in cell.lines]
            rows[cell.row].append((cell.column, lines))
    given = list(least)
    spare = room - sum(given)
    while spare > 0:
        step = min(STEP, spare)
        gains = _gains(rows, given, like, step)
        best = max(range(len(given)), key=gains.__getitem__)
        given[best] += step
        spare -= step
    return given


def _gains(
    rows: dict[int, list[tuple[int, list[float]]]],
    given: list[float],
    like: list[float],
    step: float,
) -> list[float]:
    """How much lower a wider column makes the table, by column: whole lines where it is the
    tallest of a row, and a little for what is still folded."""
    gains = [0.0] * len(given)
    for row in rows.values():
        tall = {column: _height(lines, given[column]) for column, lines in row}
        top = max(tall.values())
        second = sorted(tall.values())[-2] if len(tall) > 1 else 1.0
        for column, lines in row:
            if tall[column] < top or given[column] >= like[column]:
                continue
            area = sum(max(wide, given[column]) for wide in lines)
            gains[column] += 0.3 * (area / given[column] - area / (given[column] + step))
            if tall[column] > second:
                gains[column] += max(0.0, top - max(second, _height(lines, given[column] + step)))
    return gains


def _height(lines: list[float], wide: float) -> float:
    return float(sum(max(1, ceil(line * 1.04 / wide)) for line in lines))
