"""Figures as unit squares, one square to one thing: small multiples, and a field in parts."""

import math
from collections.abc import Sequence

from shangluo_data.charts.canvas import BIG, NUMBER, Canvas, in_one
from shangluo_data.charts.grid import lattice
from shangluo_data.charts.rows import Item, chart, check_whole, computed, items
from shangluo_data.exhibits import Exhibit, pick, rows_for
from shangluo_data.exhibits.style import INK
from shangluo_data.exhibits.wording import DERIVED, digits

_GAP = 14.0


def squares(name: str) -> Exhibit:
    """Return small multiples: a panel of unit squares for each figure, all squares of one size.

    The caption's ``ids`` are drawn, the figures ``beside`` them printed with their labels.
    Raises DataError if there is no caption of that name, or a value is no whole number up to 400.
    """
    caption, rows = rows_for(name)
    beside = pick(caption.beside, f"exhibit {name!r}")
    drawn, said = items(name, rows, caption), items(name, beside, caption)
    check_whole(name, drawn)

    def paint(canvas: Canvas) -> None:
        columns, step = (2, 6.2) if canvas.narrow else (4, 5.2)
        _panels(canvas, drawn, columns, step)
        canvas.rule(6)
        _panels(canvas, said, columns, 0)

    return chart(name, caption, paint, rows, beside)


def _panels(canvas: Canvas, drawn: Sequence[Item], columns: int, step: float) -> None:
    """Draw panels side by side: number, label, and squares ``step`` apart, if at all, or a bar."""
    room = (canvas.width + _GAP) / columns - _GAP
    for first in range(0, len(drawn), columns):
        part, base = drawn[first : first + columns], 0.0
        for at, item in enumerate(part):
            x, number = at * (room + _GAP), item.said[0]
            size = BIG.size * min(1.0, room / canvas.measure(number, BIG))
            canvas.text(x, canvas.y + 9, number, BIG._replace(size=size, colour=item.colour))
            base = max(base, canvas.y + 25 + canvas.label(x, canvas.y + 20, item.label, room))
        ends = [base]
        for at, item in enumerate(part if step else ()):
            x = at * (room + _GAP)
            if item.said[0].endswith("%"):
                canvas.boxes([(x, base)], room, 14, item.colour, 1.0)
                canvas.boxes([(x, base)], room * item.value / 100, 14, item.colour)
                canvas.record(item.id, "bar", item.value, item.colour)
                canvas.text(x, base + 21, "0")
                canvas.text(x + room, base + 21, "100%")
                ends.append(base + 26)
            else:
                high = math.ceil(item.value / (room // step))
                corners = lattice(int(item.value), high, x, base, step)
                canvas.boxes(corners, step * 0.81, step * 0.81, item.colour)
                canvas.record(item.id, "squares", item.value, item.colour)
                ends.append(base + high * step)
        canvas.y = max(ends) + 12
    canvas.y -= 12


def waffle(name: str) -> Exhibit:
    """Return one field of unit squares in three parts, their sum, and what stands apart from it.

    The caption's ``ids`` are the parts, ``derived`` their sum and the share of each, ``beside`` the
    figures apart: counts as squares, a percentage as a bar.
    Raises DataError if there are not three parts, or ``derived`` is not their sum and shares.
    """
    caption, rows = rows_for(name)
    beside = pick(caption.beside, f"exhibit {name!r}")
    parts, apart = items(name, rows, caption), items(name, beside, caption)
    check_whole(name, parts)
    total = sum(int(part.value) for part in parts)
    expected = [total, *(100 * part.value / total for part in parts)][:4]
    what = "three parts with sum and shares"
    remedy = "three counts, then their sum and the share of each"
    made = computed(name, caption, expected, what, remedy)
    shares = [f"{digits(row)}% {in_one(DERIVED)}" for _, row in made.iloc[1:].iterrows()]
    colour, said = parts[0].colour, f"{' + '.join(f'{part.value:g}' for part in parts)} = {total}"
    looks = ((colour, 0), (INK, 0), (colour, 1.4))

    def paint(canvas: Canvas) -> None:
        step, high, top = 19.0 if canvas.narrow else 17.2, 7, canvas.y
        corners = lattice(total, high, 0, top, step)
        below = top + high * step + 11
        end = canvas.text(0, below, said, BIG.of(colour))
        canvas.text(end + 8, below + 1, in_one(DERIVED))
        below += 14
        x = 0.0 if canvas.narrow else math.ceil(total / high) * step + 20
        canvas.y = below + 4 if canvas.narrow else top
        for (fill, line), part, share in zip(looks, parts, shares, strict=False):
            own, corners = corners[: int(part.value)], corners[int(part.value) :]
            canvas.boxes(own, step * 0.84, step * 0.84, fill, line)
            canvas.record(part.id, "squares", part.value, fill)
            canvas.boxes([(x, canvas.y + 2)], 10, 10, fill, line)
            end = canvas.text(x + 16, canvas.y + 7, part.said[0], NUMBER)
            canvas.text(end + 8, canvas.y + 7.5, share)
            canvas.y += 22 + canvas.label(x + 16, canvas.y + 14, part.label, canvas.width - x - 16)
        canvas.y = max(below, canvas.y)
        canvas.rule(5)
        _panels(canvas, apart, 1 if canvas.narrow else 2, 8.4)

    return chart(name, caption, paint, rows, beside, made)
