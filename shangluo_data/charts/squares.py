"""Figures as unit squares, one square to one thing: small multiples, and a field in parts."""

from __future__ import annotations

import math
from collections.abc import Sequence

from shangluo_data.charts.canvas import BIG, DERIVED, NUMBER, SMALL, Canvas, draw, in_one, lines_of
from shangluo_data.charts.grid import Entry, grid, in_columns, in_rows
from shangluo_data.charts.rows import Item, items, same_values
from shangluo_data.errors import DataError
from shangluo_data.exhibits import Exhibit, both, pick, rows_for, section_of
from shangluo_data.exhibits.style import INK
from shangluo_data.exhibits.wording import said_en, said_zh

_MOST = 400
_GAP = 14.0
_LINE = 1.4


def _check_whole(name: str, drawn: Sequence[Item]) -> None:
    for item in drawn:
        if not item.value.is_integer() or not 0 <= item.value <= _MOST or item.more_than:
            raise DataError(
                f"exhibit {name!r}",
                f"{item.id} ({item.said[0]}) is no whole number up to {_MOST}",
                "Squares count one by one; use cards or bars.",
            )


def matrix(name: str) -> Exhibit:
    """Return a matrix of unit squares, laid out by the caption's ``columns`` and ``matrix``.

    The first column is drawn hollow; a blank is a dash. Nothing is added up.

    Raises DataError if the caption has no matrix, or a value is no whole number up to 400.
    """
    caption, rows = rows_for(name)
    if not caption.matrix:
        raise DataError(
            f"exhibit {name!r}", "its caption has no matrix", "Give matrix and columns."
        )
    drawn = {item.id: item for item in items(name, rows, caption)}
    _check_whole(name, list(drawn.values()))
    colour = next(iter(drawn.values())).colour

    def entry(key: str, at: int) -> Entry | None:
        return (
            key and Entry(key, int(drawn[key].value), drawn[key].said[0], colour, at == 0)
        ) or None

    def paint(canvas: Canvas) -> None:
        heads = [(caption.groups[key], colour) for key in caption.columns]
        body = [
            (caption.groups[key], [entry(one, at) for at, one in enumerate(cells)])
            for key, *cells in caption.matrix
        ]
        grid(canvas, heads, body, high=10 if canvas.narrow else 7, label=138)

    return Exhibit(name, "chart", section_of(caption, [rows]), caption, (rows,), draw(paint))


def squares(name: str) -> Exhibit:
    """Return small multiples: a panel of unit squares for each figure, all squares of one size.

    The caption's ``ids`` are drawn, the figures ``beside`` them printed with their labels.

    Raises DataError if there is no caption of that name, or a value is no whole number up to 400.
    """
    caption, rows = rows_for(name)
    beside = pick(caption.beside, f"exhibit {name!r}")
    drawn, said = items(name, rows, caption), items(name, beside, caption)
    _check_whole(name, drawn)

    def paint(canvas: Canvas) -> None:
        step = 6.2 if canvas.narrow else 5.2
        columns = 2 if canvas.narrow else 4
        for part in (drawn, said):
            for at in range(0, len(part), columns):
                _panels(canvas, part[at : at + columns], columns, step if part is drawn else 0)
        canvas.y -= 12

    frames = (rows, beside) if said else (rows,)
    return Exhibit(name, "chart", section_of(caption, frames), caption, frames, draw(paint))


def _panels(canvas: Canvas, part: Sequence[Item], columns: int, step: float) -> None:
    """Draw panels side by side: number, label, and unit squares ``step`` apart, or a bar of 100%.

    Without ``step`` nothing stands under the label, and a line above the number.
    """
    top, room = canvas.y, (canvas.width + _GAP) / columns - _GAP
    if not step:
        canvas.line([(0, top - 6), (canvas.width, top - 6)])
    base = top + 25 + max(canvas.label(0, 0, i.label, room, dry=True) for i in part)
    canvas.y = base + 12
    for at, item in enumerate(part):
        x, number = at * (room + _GAP), item.said[0]
        size = BIG.size * min(1.0, room / canvas.measure(number, BIG))
        canvas.text(x, top + 9, number, BIG._replace(size=size, colour=item.colour))
        canvas.label(x, top + 20, item.label, room)
        if step and number.endswith("%"):
            canvas.boxes([(x, base)], room, 14, item.colour, line=1.0)
            canvas.boxes([(x, base)], room * item.value / 100, 14, item.colour)
            canvas.record(item.id, "bar", item.value, item.colour)
            canvas.text(x, base + 21, "0", SMALL)
            canvas.text(x + room, base + 21, "100%", SMALL, "right")
            canvas.y = max(canvas.y, base + 38)
        elif step:
            corners = in_rows(int(item.value), int(room // step), x, base, step)
            canvas.squares(item.id, corners, step * 0.81, item.colour)
            canvas.y = max(canvas.y, corners[-1][1] + step + 12)


def waffle(name: str) -> Exhibit:
    """Return one field of unit squares in three parts, their sum, and what stands apart from it.

    The caption's ``ids`` are the parts, ``derived`` their sum and the share of each, ``beside`` the
    figures apart: counts as squares, a percentage as a bar.

    Raises DataError if there are not three parts, or ``derived`` is not their sum and shares.
    """
    caption, rows = rows_for(name)
    where = f"exhibit {name!r}"
    computed, beside = pick(caption.derived, where), pick(caption.beside, where)
    parts, apart = items(name, rows, caption), items(name, beside, caption)
    _check_whole(name, parts)
    total = sum(int(part.value) for part in parts)
    expected = [total, *(100 * part.value / total for part in parts)]
    if len(parts) != 3 or not same_values(computed, expected):
        remedy = "List three counts, then their sum and the share of each."
        raise DataError(where, "ids and derived are no three parts with sum and shares", remedy)
    shares = [both(said_zh(row), said_en(row)) for _, row in computed.iloc[1:].iterrows()]
    said = f"{' + '.join(f'{part.value:g}' for part in parts)} = {total}"
    colour = parts[0].colour
    looks = ((colour, 0.0), (INK, 0.0), (colour, _LINE))

    def paint(canvas: Canvas) -> None:
        step, high = 19.0 if canvas.narrow else 17.2, 7
        side = step * 0.84
        top = canvas.y
        corners = in_columns(total, high, 0, top, step)
        field = math.ceil(total / high) * step
        canvas.y = top + high * step + 11
        end = canvas.text(0, canvas.y, said, BIG.of(colour))
        canvas.text(end + 8, canvas.y + 1, in_one(DERIVED))
        bottom = canvas.y + 14
        x = 0.0 if canvas.narrow else field + 20
        canvas.y = bottom + 4 if canvas.narrow else top
        for (fill, line), part, share in zip(looks, parts, shares, strict=True):
            mine, corners = corners[: int(part.value)], corners[int(part.value) :]
            canvas.squares(part.id, mine, side, fill, line)
            canvas.boxes([(x, canvas.y + 2)], 10, 10, fill, line=line)
            wide = canvas.text(x + 16, canvas.y + 7, part.said[0], NUMBER)
            canvas.text(x + 24 + wide, canvas.y + 7.5, f"{lines_of(share)[0]} {in_one(DERIVED)}")
            canvas.y += 22 + canvas.label(x + 16, canvas.y + 14, part.label, canvas.width - x - 16)
        canvas.y = max(bottom, canvas.y) + 2
        canvas.line([(0, canvas.y), (canvas.width, canvas.y)])
        canvas.y += 8
        columns = 1 if canvas.narrow else 2
        for at in range(0, len(apart), columns):
            _panels(canvas, apart[at : at + columns], columns, 8.4)
        canvas.y -= 12

    frames = (rows, beside, computed)
    return Exhibit(name, "chart", section_of(caption, frames), caption, frames, draw(paint))
