"""What the register counts: figures and claims by paragraph, figures by period."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from shangluo_data.article import article
from shangluo_data.charts.canvas import SECOND, SMALL, Canvas, Look, draw, in_one, lead, lines_of
from shangluo_data.charts.grid import Entry, grid
from shangluo_data.errors import DataError
from shangluo_data.exhibits import Caption, Exhibit, Words, both, caption_for
from shangluo_data.exhibits.render import section_words
from shangluo_data.exhibits.style import AXIS, INK, SECTION
from shangluo_data.register import claims, figures

if TYPE_CHECKING:
    import pandas as pd

_GAP = 2.5
_ALIGN = {-1: "right", 1: "left"}
_CLAIMS = both("未附数字的表述", "Claims without a figure")


def counted_and_said(name: str) -> Exhibit:
    """Return a row per paragraph of the body: its figures to the left, its claims to the right.

    Raises DataError if there is no caption of that name.

    Source: ``figures()`` and ``claims()``.
    """
    text = article()
    body = text[text["kind"] == "body"]
    counted, said = (
        {int(n): int((frame["paragraph"] == n).sum()) for n in body.index}
        for frame in (figures(), claims())
    )

    def paint(canvas: Canvas) -> None:
        subjects = [_subject(n, row) for n, row in body.iterrows()]
        widest = max(canvas.measure(line, look) for lines in subjects for line, look in lines)
        middle = 0.0 if canvas.narrow else widest + 12
        step = (canvas.width - middle - 28) / (max(counted.values()) + max(said.values()))
        left = 14.0 + step * max(counted.values())
        sides = (
            ("figures", both("数据", "Figures"), counted, left - 1, -1),
            (
                "claims",
                both("未附数字的表述", "Claims without a figure"),
                said,
                left + middle + 1,
                1,
            ),
        )
        canvas.y = max(_head(canvas, words, counts, x, way) for _, words, counts, x, way in sides)
        section = ""
        for number, own, lines in zip(body.index, body["section"], subjects, strict=True):
            if section != own:
                section = str(own)
                spot = (left + middle / 2, "center") if middle else (0.0, "left")
                words, look = in_one(section_words(section)), lead(SECTION[section])
                canvas.text(spot[0], canvas.y + 10, words, look, spot[1])
                canvas.y += 20
            _write_subject(canvas, lines, left, middle)
            for kind, _, counts, x, way in sides:
                n, first = counts[number], x - (step - _GAP) * (way < 0)
                corners = [(first + way * k * step, canvas.y) for k in range(n)]
                canvas.boxes(corners, step - _GAP, 10, SECTION[section], line=float(way > 0))
                look = SECOND._replace(bold=n > 0, colour=INK if n else AXIS)
                canvas.text(x + way * (n * step + 2), canvas.y + 5, str(n), look, _ALIGN[way])
                canvas.record(f"p{number}", kind, n, SECTION[section])
            canvas.y += 15 if canvas.narrow else 12 * len(lines)
        canvas.y -= 6

    zh = (f"第{n}段{counted[n]}个数据、{said[n]}处表述" for n in counted)
    en = (f"¶{n}: {_of(counted[n], 'figure')}, {_of(said[n], 'claim')}" for n in counted)
    return _whole(name, caption_for(name), paint, both("；".join(zh), "; ".join(en)))


def _head(canvas: Canvas, words: Words, counts: dict[int, int], x: float, way: int) -> float:
    """Head a side with what it counts, and how much of it there is; return where that ends."""
    first, *rest = lines_of(words)
    y, room = canvas.y + 7, abs((canvas.width if way > 0 else 0) - x) - 4
    for at, line in enumerate([f"{sum(counts.values())} {first}", *rest]):
        look = SECOND if at else lead()
        for part in canvas.wrap(line, room, look):
            canvas.text(x + 4 * way, y, part, look, _ALIGN[way])
            y += 13
    return y


def _subject(number: object, row: pd.Series[Any]) -> list[tuple[str, Look]]:
    """Return a paragraph's number and subject, a line for each language."""
    first, *rest = lines_of(both(row["label_zh"], row["label_en"]))
    return [(f"¶{number} {first}", SECOND.of(INK)), *((line, SMALL) for line in rest)]


def _write_subject(
    canvas: Canvas, lines: list[tuple[str, Look]], left: float, middle: float
) -> None:
    """Write a subject between the two sides, or on a phone above its row where it fits."""
    x, y = 0.0, canvas.y + 5
    for at, (line, look) in enumerate(lines):
        if middle:
            canvas.text(left + middle / 2, y + 11 * at, line, look, "center")
        elif x + canvas.measure(line, look) <= canvas.width:
            x += 6 + canvas.text(x, y, line, look)
    canvas.y += 0 if middle else 12


def periods(name: str) -> Exhibit:
    """Return every figure as a square: a row for each period, a column for each section.

    The caption's ``groups`` name the periods in order (``none`` where there is none).

    Raises DataError if there is no caption of that name, or it lacks the name of a period.

    Source: ``figures()``, column ``period``.
    """
    caption, stated = caption_for(name), figures()
    period = stated["period"].astype(str).replace("", "none")
    unnamed = sorted(set(period) - set(caption.groups))
    if unnamed:
        where, remedy = f"exhibit {name!r}", "Add it to the caption's groups in captions.toml."
        raise DataError(where, f"its caption has no name for the period {unnamed[0]!r}", remedy)
    sections = [s for s in SECTION if s in set(stated["section"])]
    totals = {key: int((period == key).sum()) for key in caption.groups if key in set(period)}

    def entry(key: str, section: str) -> Entry:
        n = int(((period == key) & (stated["section"] == section)).sum())
        return Entry(f"{key}_{section}", n, str(n), SECTION[section] if n else AXIS)

    def paint(canvas: Canvas) -> None:
        heads = [*((section_words(s), SECTION[s]) for s in sections), (both("合计", "Total"), INK)]
        rows = [
            (caption.groups[k], [*(entry(k, s) for s in sections), Entry(k, 0, str(n), INK)])
            for k, n in totals.items()
        ]
        grid(canvas, heads, rows, high=4, label=112)

    zh = (f"{caption.groups[key]['zh']}：{n}" for key, n in totals.items())
    en = (f"{caption.groups[key]['en']}: {n}" for key, n in totals.items())
    return _whole(name, caption, paint, both("；".join(zh), "; ".join(en)))


def _whole(name: str, caption: Caption, paint: Callable[[Canvas], None], told: Words) -> Exhibit:
    """Return an exhibit about the whole article, which shows no row of the register by itself."""
    section, covers = caption.section or "article", tuple(map(int, article().index))
    return Exhibit(name, "chart", section, caption, (), draw(paint), (), None, told, covers)


def _of(count: int, thing: str) -> str:
    return f"{count or 'no'} {thing}{'s' * (count != 1)}"
