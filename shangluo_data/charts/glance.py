"""The article at a glance: its whole text, tiny but real, with every figure and claim marked."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from shangluo_data.article import paragraphs, without_names
from shangluo_data.charts.canvas import SECOND, Canvas, Look, in_one
from shangluo_data.charts.letters import lay_out
from shangluo_data.charts.rows import chart
from shangluo_data.exhibits import Exhibit, both, caption_for
from shangluo_data.exhibits.render import section_words
from shangluo_data.exhibits.style import AXIS, INK, SECTION, TINT, WHITE
from shangluo_data.register import claims, figures

PLAIN, CLAIM, FIGURE, HEADING, TAG = range(5)
# What no line breaks: a word, and punctuation that begins no line, or ends none.
_PIECE = re.compile(r"[“‘《（(]*(?:[0-9A-Za-z]+|.)[，。、；：！？,;:!?”’》）)…]*")


class _Line(NamedTuple):
    """Characters, each with its look; ``gap`` stands before them but at the head of a column."""

    section: str
    runs: Sequence[tuple[int, str]]
    high: float
    gap: float


def glance(name: str) -> Exhibit:
    """Return the whole article, small: figures solid, claims tinted, all else grey.

    Source: the restored article and the spans of ``figures()`` and ``claims()``; private persons
    are crossed out. Raises DataError if there is no caption of that name.
    """
    sections = dict.fromkeys(paragraph.section for paragraph in paragraphs())
    stated, said = Counter(figures()["section"]), Counter(claims()["section"])

    def paint(canvas: Canvas) -> None:
        columns, gap, size = (2, 10.0, 4.7) if canvas.narrow else (5, 11.0, 4.35)
        _legend(canvas, stated.total(), said.total())
        wide = (canvas.width - gap * (columns - 1)) / columns
        placed = _columns(list(_lines(wide / size, size)), columns)
        for column, y, line in placed:
            _write(canvas, column * (wide + gap), canvas.y + y + line.high / 2, line, size)
        canvas.y += max(y + line.high for _, y, line in placed)

    told = [(section_words(key), stated[key], said[key]) for key in sections]
    zh = (f"{where['zh']}：{a}个数据，{b}处未附数字的表述" for where, a, b in told)
    en = (f"{where['en']}: {a} figures, {b} claims without a figure" for where, a, b in told)
    return chart(name, caption_for(name), paint, told=both("；".join(zh), "; ".join(en)))


def _legend(canvas: Canvas, stated: int, said: int) -> None:
    """Name the three looks, each in its own, with how many there are of them."""
    x, y = 0.0, canvas.y + 7
    for words, ink, fill in (
        (both(f"{stated}个数据", f"{stated} figures"), WHITE, SECTION["lead"]),
        (both(f"{said}处未附数字的表述", f"{said} claims without a figure"), INK, TINT["lead"]),
        (both("其余文字", "all else"), AXIS, ""),
    ):
        look = Look(SECOND.size, ink, ink == WHITE)
        if fill:
            canvas.boxes([(x, y - 7)], 8 + canvas.measure(in_one(words), look), 14, fill)
        x = 8 + canvas.text(x + 4, y, in_one(words), look, fill)
        if canvas.narrow:
            x, y = 0.0, y + 16
    canvas.y = y + 14


def _lines(ems: float, size: float) -> Iterator[_Line]:
    """Yield the lines of the article, no wider than ``ems``, and a tag before each section."""
    section, high, marked = "", size * 1.52, ((claims(), CLAIM), (figures(), FIGURE))
    for paragraph in paragraphs():
        gap, look = size, HEADING if paragraph.kind == "heading" else PLAIN
        looks = [look] * len(paragraph.text)
        # A figure inside a claim is drawn as a figure, and never cut.
        for frame, look in marked:
            own = frame[frame["paragraph"] == paragraph.number]
            for start, end in zip(own["start"], own["end"], strict=True):
                looks[start:end] = [look] * (end - start)
        if paragraph.section != section:
            section, gap = paragraph.section, 0.0
            tag = [(TAG, in_one(section_words(section)))]
            yield _Line(section, tag, 15.0, high)
        pairs = list(zip(looks, without_names(paragraph), strict=True))
        line, used = list[tuple[int, str]](), 0.0
        letters = "".join("0" if look == FIGURE else character for look, character in pairs)
        for piece in _PIECE.finditer(letters):
            run = pairs[slice(*piece.span())]
            wide = sum(lay_out(character, look >= FIGURE)[1] for look, character in run)
            if used + wide > ems:
                yield _Line(section, line, high, gap)
                line, used, gap = [], 0.0, 0.0
            line, used = line + run, used + wide
        yield _Line(section, line, high, gap)


def _columns(lines: Sequence[_Line], count: int) -> list[tuple[int, float, _Line]]:
    """Return the lines with their columns and heights, in the lowest ``count`` that hold them."""
    limit = sum(line.high for line in lines) / count
    while True:
        placed, column, y = list[tuple[int, float, _Line]](), 0, 0.0
        for line in lines:
            y += line.gap if y else 0
            # A heading takes along what it heads.
            if y + line.high * {HEADING: 3, TAG: 4}.get(line.runs[0][0], 1) > limit:
                column, y = column + 1, 0.0
            placed.append((column, y, line))
            y += line.high
        if column < count:
            return placed
        limit += 1


def _write(canvas: Canvas, x: float, y: float, line: _Line, size: float) -> None:
    """Write a line from ``x``, centred on the height ``y``."""
    colour, tint = SECTION[line.section], TINT[line.section]
    looks = {PLAIN: (AXIS, ""), CLAIM: (INK, tint), FIGURE: (WHITE, colour)}
    for look, run in groupby(line.runs, key=lambda pair: pair[0]):
        words, (ink, fill) = "".join(c for _, c in run), looks.get(look, (colour, ""))
        setting = Look(9.0 if look == TAG else size, ink, look >= FIGURE)
        if fill:
            canvas.boxes([(x, y - line.high / 2)], canvas.measure(words, setting), line.high, fill)
        x = canvas.text(x, y, words, setting, on=fill)
