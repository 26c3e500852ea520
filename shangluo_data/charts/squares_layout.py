"""How unit squares are laid out: in rows, in blocks, as a matrix, as one field."""

from __future__ import annotations

import math
from collections.abc import Sequence

from shangluo_data.charts.canvas import Canvas
from shangluo_data.charts.rows import Item
from shangluo_data.exhibits.captions import Caption
from shangluo_data.exhibits.style import AXIS, INK, SIZE_AXIS, SIZE_VALUE, SIZE_ZH, WHITE

_LABEL = 158.0


def count(value: float, per: int) -> int:
    """Return how many whole squares show ``value``: rounded, but never none for something."""
    return max(1, math.floor(value / per + 0.5)) if value else 0


def columns_first(
    n: int, high: int, left: float, top: float, step: float
) -> list[tuple[float, float]]:
    """Return the corners of ``n`` squares in full columns, ``high`` squares high."""
    return [(left + i // high * step, top + i % high * step) for i in range(n)]


def in_rows(canvas: Canvas, drawn: Sequence[Item], per: int) -> None:
    """Draw a row of squares for each figure, one below the other."""
    left = 0.0 if canvas.narrow else _LABEL + (96 if per > 1 else 0)
    largest = max(count(i.value, per) for i in drawn)
    room = canvas.width - left - (44 if per == 1 else 16)
    side, gap, high = _fit(largest, room, per)
    step = side + gap
    for item in drawn:
        n = count(item.value, per)
        here = min(high, n)
        tall = here * step - gap
        top = canvas.y
        if canvas.narrow:
            used = canvas.label(0, top, item.chinese, item.english, canvas.width - 90)
            if per > 1:
                _printed_right(canvas, item, top)
            top += used + 6
        else:
            used = canvas.label(0, top, item.chinese, item.english, _LABEL - 8)
            if per > 1:
                _printed(canvas, item, _LABEL, top)
        if not canvas.narrow and tall < 22:
            top += (26 - tall) / 2
        corners = columns_first(n, here, left, top, step)
        canvas.squares(corners, side, item.colour, hollow=False)
        canvas.record(item.id, "squares", n, item.colour)
        end = max(x for x, _ in corners) + side
        middle = top + tall / 2
        if item.at_least:
            end = canvas.chevron(end + 5, middle, max(12.0, min(16, tall)), item.colour)
        if per == 1:
            canvas.value(end + 7, middle, item.printed, "", item.colour)
        canvas.y = max(top + tall, canvas.y + used) + 12
    canvas.y -= 6


def _fit(largest: int, room: float, per: int) -> tuple[float, float, int]:
    """Return side, gap and height in squares with which the largest count fits the room."""
    for side, gap, high in ((13.0, 3.0, 1), (9.0, 2.0, 3), (6.0, 1.5, 5), (3.4, 1.0, 10)):
        if math.ceil(largest / high) * (side + gap) <= room:
            return side, gap, high
    side, gap = 3.0, 0.8
    return side, gap, math.ceil(largest / math.floor(room / (side + gap)))


def _printed(canvas: Canvas, item: Item, left: float, top: float) -> None:
    canvas.text(left, top + 7, item.printed, size=SIZE_VALUE, colour=item.colour, bold=True)
    if item.beside:
        canvas.text(left, top + 20, item.beside)


def _printed_right(canvas: Canvas, item: Item, top: float) -> None:
    right = canvas.width
    canvas.text(
        right, top + 7, item.printed, size=SIZE_VALUE, colour=item.colour, bold=True, ha="right"
    )
    if item.beside:
        canvas.text(right, top + 20, item.beside, ha="right")


def in_blocks(canvas: Canvas, drawn: Sequence[Item], per: int) -> None:
    """Draw a block of squares for each figure, side by side."""
    side, gap, high = (9.5, 2.5, 5) if per > 1 else (4.2, 1.1, 11)
    step = side + gap
    between = 20.0
    left, row_top, lowest = 0.0, canvas.y, canvas.y
    for item in drawn:
        n = count(item.value, per)
        wide = math.ceil(n / high) * step - gap + (12 if item.at_least else 0)
        lines = canvas.wrap(item.english, max(wide, 100.0))
        words = [canvas.measure(line) for line in lines]
        number = canvas.measure(item.printed, size=17, bold=True)
        wide = max(wide, number, canvas.measure(item.chinese, size=SIZE_ZH, bold=True), *words)
        if left and left + wide > canvas.width:
            left, row_top = 0.0, lowest + 14
        top = row_top
        canvas.text(left, top + 10, item.printed, size=17, colour=item.colour, bold=True)
        canvas.text(left, top + 29, item.chinese, size=SIZE_ZH, colour=INK, bold=True)
        for at, line in enumerate(lines):
            canvas.text(left, top + 43 + 11.5 * at, line)
        top += 54 + 11.5 * (len(lines) - 1)
        corners = columns_first(n, high, left, top, step)
        canvas.squares(corners, side, item.colour, hollow=False)
        canvas.record(item.id, "squares", n, item.colour)
        if item.at_least:
            canvas.chevron(
                max(x for x, _ in corners) + side + 5, top + 5 * step / 2, 16, item.colour
            )
        lowest = max(lowest, top + min(n, high) * step)
        left += wide + between
    canvas.y = lowest


def as_matrix(canvas: Canvas, drawn: Sequence[Item], caption: Caption) -> None:
    """Draw collectives and individuals as two columns, a row for each honour."""
    by_id = {item.id: item for item in drawn}
    stems = list(dict.fromkeys(i.id.rpartition("_")[0] for i in drawn))
    side, gap, high = (5.2, 1.4, 7) if not canvas.narrow else (3.6, 1.0, 10)
    step = side + gap
    x = (
        {"collectives": 148.0, "individuals": 248.0}
        if not canvas.narrow
        else {
            "collectives": 0.0,
            "individuals": 78.0,
        }
    )
    colour = drawn[0].colour
    top = canvas.y + 7
    for kind, left in x.items():
        words = caption.groups[kind]
        canvas.text(left, top, words["zh"], size=SIZE_ZH, colour=colour, bold=True)
        canvas.text(left, top + 13, words["en"], colour=colour)
    canvas.y += 32
    for stem in stems:
        canvas.line([(0, canvas.y), (canvas.width, canvas.y)])
        canvas.y += 8
        words = caption.groups[stem]
        top = canvas.y
        used = canvas.label(0, top, words["zh"], words["en"], 140 if not canvas.narrow else 240)
        if canvas.narrow:
            top += used + 5
        for kind, left in x.items():
            item = by_id.get(f"{stem}_{kind}")
            if item is None:
                canvas.text(left, top + 14, "—", size=SIZE_VALUE, colour=AXIS)
                continue
            n = count(item.value, 1)
            corners = columns_first(n, high, left, top + 1, step)
            canvas.squares(corners, side, colour, hollow=kind == "collectives")
            canvas.record(item.id, "squares", n, colour)
            end = max(cx for cx, _ in corners) + side
            canvas.value(end + 6, top + 1 + high * step / 2, item.printed, "", colour)
        canvas.y = max(canvas.y + used, top + high * step) + 8


def as_waffle(
    canvas: Canvas,
    drawn: Sequence[Item],
    apart: Sequence[Item],
    shares: dict[str, str],
    caption: Caption,
) -> None:
    """Draw one field of squares seven high, with its key, and what stands apart from it."""
    colour = drawn[0].colour
    high, side, gap = 7, 11.0, 2.6
    step = side + gap
    start = canvas.y
    if "field" in caption.groups:
        canvas.heading(caption.groups["field"]["zh"], caption.groups["field"]["en"], colour)
    top = canvas.y
    looks = ((colour, False), (INK, False), (colour, True))
    total = sum(count(i.value, 1) for i in drawn)
    corners = columns_first(total, high, 0, top, step)
    at = 0
    for item, (fill, hollow) in zip(drawn, looks, strict=True):
        n = count(item.value, 1)
        canvas.squares(corners[at : at + n], side, fill, hollow=hollow)
        canvas.record(item.id, "squares", n, fill)
        at += n
    wide = math.ceil(total / high) * step
    key_left, key_top = (wide + 14, top) if not canvas.narrow else (0.0, top + high * step + 8)
    for item, (fill, hollow) in zip(drawn, looks, strict=True):
        canvas.squares([(key_left, key_top + 3)], 9, fill, hollow=hollow)
        number = canvas.text(
            key_left + 16, key_top + 8, item.printed, size=SIZE_VALUE, colour=INK, bold=True
        )
        canvas.text(
            key_left + 22 + number, key_top + 8, item.chinese, size=SIZE_ZH, colour=INK, bold=True
        )
        share = f"  {shares[item.id]} 推算 derived" if item.id in shares else ""
        canvas.text(key_left + 16, key_top + 21, item.english)
        if share:
            canvas.text(key_left + 16, key_top + 33, share.strip())
        key_top += 44 if share else 34
    lowest = max(top + high * step, key_top)
    canvas.y = start if not canvas.narrow else lowest + 12
    for item in apart:
        _apart(canvas, item, 384 if not canvas.narrow else 0)
    canvas.y = max(canvas.y, lowest)


def _apart(canvas: Canvas, item: Item, left: float) -> None:
    canvas.y += canvas.label(left, canvas.y, item.chinese, item.english, 190) + 5
    if item.printed.endswith("%"):
        wide, tall = 168.0, 15.0
        filled = wide * item.value / 100
        canvas.rectangle(left, canvas.y, wide, tall, fill=WHITE, edge=item.colour)
        canvas.rectangle(left, canvas.y, filled, tall, fill=item.colour)
        canvas.record(item.id, "bar", item.value, item.colour)
        canvas.text(
            left + filled / 2,
            canvas.y + tall / 2,
            item.printed,
            size=SIZE_ZH,
            colour=WHITE,
            bold=True,
            ha="center",
            on=item.colour,
        )
        canvas.text(left, canvas.y + tall + 8, "0", size=SIZE_AXIS)
        canvas.text(left + wide, canvas.y + tall + 8, "100%", size=SIZE_AXIS, ha="right")
        canvas.y += tall + 18
    else:
        side, gap, high = 8.0, 2.2, 4
        n = count(item.value, 1)
        corners = columns_first(n, high, left, canvas.y, side + gap)
        canvas.squares(corners, side, item.colour, hollow=False)
        canvas.record(item.id, "squares", n, item.colour)
        end = max(x for x, _ in corners) + side
        canvas.value(end + 7, canvas.y + high * (side + gap) / 2, item.printed, "", item.colour)
        canvas.y += high * (side + gap) + 14
