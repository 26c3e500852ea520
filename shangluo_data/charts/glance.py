"""The article at a glance: its whole text, tiny but real, with every figure and claim marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from shangluo_data.article import paragraphs, without_names
from shangluo_data.charts.canvas import SECOND, Canvas, Look, edition, in_one
from shangluo_data.charts.letters import lay_out
from shangluo_data.charts.rows import chart
from shangluo_data.exhibits import Exhibit, both, caption_for
from shangluo_data.exhibits.render import section_words
from shangluo_data.exhibits.style import AXIS, INK, SECTION, TINT, WHITE
from shangluo_data.register import claims, figures

PLAIN, CLAIM, FIGURE, HEADING, TAG = range(5)
_LINES = {HEADING: 3, TAG: 4}
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
    caption, frames = caption_for(name), (figures(), claims())
    sections = dict.fromkeys(paragraph.section for paragraph in paragraphs())
    counts = {s: [int((frame["section"] == s).sum()) for frame in frames] for s in sections}

    def paint(canvas: Canvas) -> None:
        columns, gap, size = (2, 10.0, 4.7) if canvas.narrow else (5, 11.0, 4.35)
        _legend(canvas, *map(len, frames))
        wide = (canvas.width - gap * (columns - 1)) / columns
        placed = _columns(list(_lines(*frames, wide / size, size)), columns)
        for at, lines in enumerate(placed):
            for y, line in lines:
                _write(canvas, at * (wide + gap), canvas.y + y + line.high / 2, line, size)
        canvas.y += max(y + line.high for lines in placed for y, line in lines)
        for section, found in counts.items():
            for kind, n in zip(("figures", "claims"), found, strict=True):
                canvas.record(section, kind, n, SECTION[section])

    told = [(section_words(section), a, b) for section, (a, b) in counts.items()]
    zh = (f"{where['zh']}：{a}个数据，{b}处未附数字的表述" for where, a, b in told)
    en = (f"{where['en']}: {a} figures, {b} claims without a figure" for where, a, b in told)
    return chart(name, caption, (), paint, both("；".join(zh), "; ".join(en)))


def _legend(canvas: Canvas, stated: int, said: int) -> None:
    """Name the three looks, on a phone one below the other, with how many there are of each."""
    x, y = 0.0, canvas.y + 6
    for colour, zh, n, en in (
        (SECTION["lead"], "个数据", stated, "figures"),
        (TINT["lead"], "处未附数字的表述", said, "claims without a figure"),
        (AXIS, "其余文字", "", "all else"),
    ):
        words = in_one(both(f"{n}{zh}", f"{n} {en}".strip() if edition() == "en" else en))
        if n:
            canvas.boxes([(x, y - 4.5)], 10, 9, colour)
        else:
            canvas.text(x, y, "字", SECOND.of(colour))
        x = 14 + canvas.text(x + 14, y, words, Look(SECOND.size, INK, bool(n)))
        if canvas.narrow:
            x, y = 0.0, y + 14
    canvas.y = y + 14


def _lines(stated: pd.DataFrame, said: pd.DataFrame, ems: float, size: float) -> Iterator[_Line]:
    """Yield the lines of the article, no wider than ``ems``, and a tag before each section."""
    section, high = "", size * 1.52
    for paragraph in paragraphs():
        gap, look = size, HEADING if paragraph.kind == "heading" else PLAIN
        looks = [look] * len(paragraph.text)
        # A figure inside a claim is drawn as a figure, and never cut.
        for frame, look in ((said, CLAIM), (stated, FIGURE)):
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


def _columns(lines: Sequence[_Line], count: int) -> list[list[tuple[float, _Line]]]:
    """Return the lines with their heights, in the lowest ``count`` columns that hold them."""
    limit = sum(line.high for line in lines) / count
    while True:
        placed, y = [list[tuple[float, _Line]]()], 0.0
        for line in lines:
            y += line.gap if placed[-1] else 0
            # A heading takes along what it heads.
            if y + line.high * _LINES.get(line.runs[0][0], 1) > limit:
                placed.append([])
                y = 0.0
            placed[-1].append((y, line))
            y += line.high
        if len(placed) <= count:
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
