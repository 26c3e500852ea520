"""Unit squares in rows and columns: a matrix, figures by period, paragraph by paragraph."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from shangluo_data.article import article
from shangluo_data.charts.canvas import LEAD, NUMBER, SECOND, Canvas, edition, in_one, lines_of
from shangluo_data.charts.rows import chart, check, check_whole, items
from shangluo_data.exhibits import Exhibit, Words, both, caption_for, rows_for
from shangluo_data.exhibits.render import section_words
from shangluo_data.exhibits.style import AXIS, INK, SECTION
from shangluo_data.register import claims, figures

_LABEL, _GAP, _STEP = 162.0, 14.0, 1.25


class Cell(NamedTuple):
    """A cell: what it counts, how many squares it has and how they look, the number beside them."""

    id: str
    number: int
    colour: str
    said: str = ""
    line: float = 0.0
    kind: str = "squares"


Head = tuple[Words, str]
Row = tuple[Words, Sequence[Cell]]


def lattice(n: int, high: int, left: float, top: float, step: float) -> list[tuple[float, float]]:
    """Return the corners of ``n`` squares in full columns that are ``high`` squares high."""
    return [(left + at // high * step, top + at % high * step) for at in range(n)]


def grid(canvas: Canvas, heads: Sequence[Head], rows: Sequence[Row], high: int) -> None:
    """Draw rows of cells beside their labels, or on a phone under them: squares of one size, in
    columns that are ``high`` squares high."""
    left = 0.0 if canvas.narrow else _LABEL

    def widths(side: float) -> list[float]:
        needs = [[canvas.measure(line, LEAD) for line in lines_of(words)] for words, _ in heads]
        for at, cell in (pair for _, cells in rows for pair in enumerate(cells)):
            across = math.ceil(cell.number / high) * side * _STEP
            needs[at].append(across + 5 + canvas.measure(cell.said or "00", NUMBER))
        return [max(need) + _GAP for need in needs]

    sides = (side / 10 for side in range(90, 28, -2))
    side = next((s for s in sides if left + sum(widths(s)) <= canvas.width + _GAP), 2.8)
    step, starts = side * _STEP, list(accumulate(widths(side), initial=left))
    for (words, colour), x in zip(heads, starts, strict=False):
        for at, line in enumerate(lines_of(words)):
            canvas.text(x, canvas.y + 6 + 12 * at, line, SECOND if at else LEAD.of(colour))
    canvas.y += 12 * max(len(lines_of(words)) for words, _ in heads)
    for words, cells in rows:
        canvas.rule(7)
        end = canvas.y + canvas.label(0, canvas.y, words, (left or canvas.width) - 10)
        top = end + 4 if canvas.narrow else canvas.y + 1
        tall = max(min(high, max(cell.number, 1)) * step for cell in cells) - step + side
        for cell, x in zip(cells, starts, strict=False):
            corners = lattice(cell.number, high, x, top, step)
            canvas.boxes(corners, side, side, cell.colour, cell.line)
            canvas.record(cell.id, cell.kind, cell.number, cell.colour)
            x, said = corners[-1][0] + side + 5 if corners else x, cell.said or str(cell.number)
            look = NUMBER.of(AXIS if said == "0" else cell.colour)
            canvas.text(x, top + tall / 2, said, look)
        canvas.y = max(top + max(tall, 12), end)


def matrix(name: str) -> Exhibit:
    """Return a matrix of unit squares, laid out by the caption's ``columns`` and ``matrix``.

    The first column is drawn hollow; a blank is a dash. Nothing is added up.
    Raises DataError if the caption has no matrix, or a value is no whole number up to 400.
    """
    caption, rows = rows_for(name)
    check(name, bool(caption.matrix), "its caption has no matrix", "Give matrix and columns.")
    drawn = items(name, rows, caption)
    check_whole(name, drawn)
    cells = {i.id: Cell(i.id, int(i.value), i.colour, i.said[0]) for i in drawn}
    cells[""] = Cell("", 0, AXIS, "—", kind="blank")

    def paint(canvas: Canvas) -> None:
        heads = [(caption.groups[key], drawn[0].colour) for key in caption.columns]
        lines = list[Row]()
        for key, first, *rest in caption.matrix:
            own = [cells[first]._replace(line=0.8), *(cells[one] for one in rest)]
            lines.append((caption.groups[key], own))
        grid(canvas, heads, lines, high=10 if canvas.narrow else 7)

    return chart(name, caption, paint, rows)


def counted_and_said(name: str) -> Exhibit:
    """Return a row per paragraph of the body: its figures to the left, its claims to the right.

    Source: ``figures()`` and ``claims()``. Raises DataError if there is no caption of that name.
    """
    body = article().query("kind == 'body'")
    stated, said = Counter(figures()["paragraph"]), Counter(claims()["paragraph"])
    ways = ((stated, "figures", "right", -1), (said, "claims", "left", 1))
    heads = (
        both(f"{stated.total()} 数据", f"{stated.total()} figures"),
        both(f"{said.total()} 未附数字的表述", f"{said.total()} claims without a figure"),
    )

    def paint(canvas: Canvas) -> None:
        first, subjects = "en" if edition() == "en" else "zh", dict[object, Words]()
        for n, row in body.iterrows():
            words = {"zh": row["label_zh"], "en": row["label_en"]}
            subjects[n] = words | {first: f"¶{n} {words[first]}"}
        told = [line for words in subjects.values() for line in lines_of(words)]
        middle = 6 if canvas.narrow else 12 + max(canvas.measure(line, SECOND) for line in told)
        step = (canvas.width - middle - 36) / (max(stated.values()) + max(said.values()))
        left = 17 + step * max(stated.values())
        edges, centre = (left, left + middle), left + middle / 2
        looks = (SECOND._replace(colour=INK, bold=True), SECOND)
        for head, x, (_, _, ha, _) in zip(heads, edges, ways, strict=True):
            for at, (line, look) in enumerate(zip(lines_of(head), looks, strict=False)):
                canvas.text(x, canvas.y + 7 + 12 * at, line, look, ha=ha)
        canvas.y += 28
        for section, part in body.groupby("section", sort=False):
            colour, title = SECTION[str(section)], in_one(section_words(str(section)))
            x, ha = (0.0, "left") if canvas.narrow else (centre, "center")
            canvas.text(x, canvas.y + 8, title, LEAD.of(colour), ha=ha)
            canvas.y += 18
            for n in part.index:
                lines = [] if canvas.narrow else lines_of(subjects[n])
                for at, line in enumerate(lines):
                    canvas.text(centre, canvas.y + 5 + 11 * at, line, SECOND, ha="center")
                if canvas.narrow:
                    canvas.y += 2 + canvas.label(0, canvas.y, subjects[n], canvas.width)
                for x, (counts, kind, ha, way) in zip(edges, ways, strict=True):
                    start = x + 1 - step * (way < 0)
                    corners = [(start + way * step * at, canvas.y) for at in range(counts[n])]
                    canvas.boxes(corners, step - 2, 10, colour, float(way > 0))
                    look = LEAD.of(INK if counts[n] else AXIS)
                    end = x + way * (step * counts[n] + 4)
                    canvas.text(end, canvas.y + 5, str(counts[n]), look, ha=ha)
                    canvas.record(f"p{n}", kind, counts[n], colour)
                canvas.y += max(16, 11 * len(lines) + 2)

    zh = (f"第{n}段{stated[n]}个数据、{said[n]}处表述" for n in body.index)
    en = (f"¶{n}: {_many(stated[n], 'figure')}, {_many(said[n], 'claim')}" for n in body.index)
    return chart(name, caption_for(name), paint, told=both("；".join(zh), "; ".join(en)))


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + "s" * (count != 1)


def periods(name: str) -> Exhibit:
    """Return every figure as a square: a row for each period, a column for each section.

    The caption's ``groups`` name the periods in order (``none`` where there is none). Source:
    ``figures()``. Raises DataError if there is no such caption, or it lacks the name of a period.
    """
    caption, stated = caption_for(name), figures()
    period = [str(key) or "none" for key in stated["period"]]
    totals, counts = Counter(period), Counter(zip(period, stated["section"], strict=True))
    unnamed = "".join(sorted(set(period) - set(caption.groups))[:1])
    what = f"its caption has no name for the period {unnamed!r}"
    check(name, not unnamed, what, "Add it to the caption's groups in captions.toml.")
    sections = [s for s in SECTION if s in set(stated["section"])]
    named = {key: words for key, words in caption.groups.items() if totals[key]}

    def paint(canvas: Canvas) -> None:
        heads = [*((section_words(s), SECTION[s]) for s in sections), (both("合计", "Total"), INK)]
        rows = list[Row]()
        for key, words in named.items():
            cells = [Cell(f"{key}_{s}", counts[key, s], SECTION[s]) for s in sections]
            rows.append((words, [*cells, Cell(key, 0, INK, str(totals[key]))]))
        grid(canvas, heads, rows, high=4)

    zh = (f"{words['zh']}：{totals[key]}" for key, words in named.items())
    en = (f"{words['en']}: {totals[key]}" for key, words in named.items())
    return chart(name, caption, paint, told=both("；".join(zh), "; ".join(en)))
