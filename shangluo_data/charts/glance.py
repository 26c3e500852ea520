"""The article at a glance: its whole text, tiny but real, with every figure and claim marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

import pandas as pd
from matplotlib.colors import to_hex, to_rgb

from shangluo_data.article import Paragraph, paragraphs, without_names
from shangluo_data.charts.canvas import SECOND, Canvas, Look, edition, in_one
from shangluo_data.charts.letters import lay_out
from shangluo_data.charts.rows import about_all
from shangluo_data.exhibits import Exhibit, both, caption_for
from shangluo_data.exhibits.render import section_words
from shangluo_data.exhibits.style import AXIS, INK, SECTION, TINT, WHITE
from shangluo_data.register import claims, figures

PLAIN, CLAIM, FIGURE, HEADING, TAG = range(5)
_TAG = 15.0
# Chinese setting: the former never begin a line, the latter never end one.
_CLOSING, _OPENING = set(",。、;:!?”’》）)…"), set("“‘《（(")


class _Line(NamedTuple):
    """A line of a section: its characters, each with its look; ``gap`` stands before it but at the
    head of a column, and ``needs`` must be left there for it and what it heads."""

    section: str
    runs: Sequence[tuple[int, str]]
    high: float
    gap: float
    needs: float


def glance(name: str) -> Exhibit:
    """Return the whole article, small: figures solid, claims tinted, all else grey.

    Raises DataError if there is no caption of that name.

    Source: the restored article and the spans of ``figures()`` and ``claims()``; private persons
    are crossed out.
    """
    caption, text, frames = caption_for(name), paragraphs(), (figures(), claims())
    counts = {p.section: [int((f["section"] == p.section).sum()) for f in frames] for p in text}

    def paint(canvas: Canvas) -> None:
        columns, gap, size = (2, 10.0, 4.7) if canvas.narrow else (5, 11.0, 4.35)
        _legend(canvas, [len(frame) for frame in frames])
        wide = (canvas.width - gap * (columns - 1)) / columns
        placed = _columns(list(_lines(text, *frames, wide / size, size)), columns)
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
    return about_all(name, caption, paint, both("；".join(zh), "; ".join(en)))


def _tint(section: str) -> str:
    """Return a section's tint, lighter still, so that tiny words can be read on it."""
    red, green, blue = to_rgb(TINT[section])
    return to_hex((0.5 + red / 2, 0.5 + green / 2, 0.5 + blue / 2))


def _legend(canvas: Canvas, counts: Sequence[int]) -> None:
    """Name the three looks, on a phone one below the other, with how many there are of each."""
    stated, said = counts
    named = {
        FIGURE: both(f"{stated}个数据", f"{stated} figures"),
        CLAIM: both(f"{said}处未附数字的表述", f"{said} claims without a figure"),
        PLAIN: both("其余文字", "all else"),
    }
    x, y, lead = 0.0, canvas.y + 6, SECTION["lead"]
    for look, words in named.items():
        # Both languages share a line, and a number.
        if edition() == "both":
            words = both(words["zh"], words["en"].lstrip("0123456789 "))
        if look == PLAIN:
            canvas.text(x, y, "字", SECOND.of(AXIS))
        else:
            canvas.boxes([(x, y - 4.5)], 10, 9, lead if look == FIGURE else _tint("lead"))
            canvas.boxes([(x, y - 4.5)], 10, 9, lead, 0.8)
        x = 14 + canvas.text(x + 14, y, in_one(words), Look(SECOND.size, INK, look > 0))
        if canvas.narrow:
            x, y = 0.0, y + 14
    canvas.y = y + 14


def _lines(
    text: Sequence[Paragraph], stated: pd.DataFrame, said: pd.DataFrame, ems: float, size: float
) -> Iterator[_Line]:
    """Yield the lines of the text, each no wider than ``ems``, and a tag before each section."""
    section, high = "", size * 1.52
    for paragraph in text:
        heading, gap = paragraph.kind == "heading", size
        looks = [HEADING if heading else PLAIN] * len(paragraph.text)
        # A figure inside a claim is drawn as a figure.
        for frame, look in ((said, CLAIM), (stated, FIGURE)):
            own = frame[frame["paragraph"] == paragraph.number]
            for start, end in zip(own["start"], own["end"], strict=True):
                looks[start:end] = [look] * (end - start)
        if paragraph.section != section:
            section, gap = paragraph.section, 0.0
            tag = [(TAG, in_one(section_words(section)))]
            yield _Line(section, tag, _TAG, high, _TAG + 4 * high)
        left = list(zip(looks, without_names(paragraph), strict=True))
        while left:
            end = _break(left, ems)
            yield _Line(section, left[:end], high, gap, 3 * high if heading else high)
            left, gap = left[end:], 0.0


def _break(pairs: Sequence[tuple[int, str]], ems: float) -> int:
    """Return where a line ends: as far as it fits, no figure cut, no closing mark left over."""
    ends = accumulate(lay_out(character, look >= FIGURE)[1] for look, character in pairs)
    at = fits = sum(end <= ems for end in ends)
    while 1 < at < len(pairs) and (
        pairs[at][1] in _CLOSING
        or pairs[at - 1][1] in _OPENING
        or (_joins(*pairs[at - 1]) and _joins(*pairs[at]))
    ):
        at -= 1
    return at if at > 1 else fits


def _joins(look: int, character: str) -> bool:
    return look == FIGURE or (character.isascii() and character.isalnum())


def _columns(lines: Sequence[_Line], count: int) -> list[list[tuple[float, _Line]]]:
    """Return the lines with their heights, in the lowest ``count`` columns that hold them."""
    limit = sum(line.high for line in lines) / count
    while True:
        placed, y = [list[tuple[float, _Line]]()], 0.0
        for line in lines:
            y += line.gap if placed[-1] else 0
            if y + line.needs > limit:
                placed.append([])
                y = 0.0
            placed[-1].append((y, line))
            y += line.high
        if len(placed) <= count:
            return placed
        limit += 1


def _write(canvas: Canvas, x: float, y: float, line: _Line, size: float) -> None:
    """Write a line from ``x``, centred on the height ``y``."""
    colour = SECTION[line.section]
    looks = {PLAIN: (AXIS, WHITE), CLAIM: (INK, _tint(line.section)), FIGURE: (WHITE, colour)}
    for look, run in groupby(line.runs, key=lambda pair: pair[0]):
        words, (ink, fill) = "".join(c for _, c in run), looks.get(look, (colour, WHITE))
        setting = Look(9.0 if look == TAG else size, ink, look >= FIGURE)
        if fill != WHITE:
            canvas.boxes([(x, y - line.high / 2)], canvas.measure(words, setting), line.high, fill)
        x = canvas.text(x, y, words, setting, on=fill)
