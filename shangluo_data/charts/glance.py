"""The article at a glance: its whole text, tiny but real, with every figure and claim marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import pandas as pd
from matplotlib.colors import to_hex, to_rgb

from shangluo_data.article import Paragraph, paragraphs, without_names
from shangluo_data.charts.canvas import LEAD, SECOND, Canvas, Look, draw, edition, in_one
from shangluo_data.charts.letters import lay_out
from shangluo_data.exhibits import Exhibit, both, caption_for
from shangluo_data.exhibits.render import section_words
from shangluo_data.exhibits.style import AXIS, INK, SECTION, TINT, WHITE
from shangluo_data.register import claims, figures

PLAIN, CLAIM, FIGURE, HEADING, TAG = range(5)
# Columns, the distance between them, and the size of the text, on a page and on a phone.
_SETTINGS = {False: (5, 11.0, 4.35), True: (2, 10.0, 4.7)}
_LEADING, _TAG, _GRAIN = 1.52, 15.0, 48
# Chinese setting: the former never begin a line, the latter never end one.
_CLOSING, _OPENING = set(",。、;:!?”’》）)…"), set("“‘《（(")
_COUNTED = (
    both("{}个数据", "{} figures"),
    both("{}处未附数字的表述", "{} claims without a figure"),
)
_KEYS = (*_COUNTED, both("其余文字", "all else"))


class _Line(NamedTuple):
    """A line: runs of (look, words), its section and height; ``gap`` stands before it but at the
    head of a column, ``keep`` ties it to the next line."""

    section: str
    runs: tuple[tuple[int, str], ...]
    height: float
    gap: float = 0.0
    keep: bool = False


def glance(name: str) -> Exhibit:
    """Return the whole article, small: figures solid, claims tinted, all else grey.

    Raises DataError if there is no caption of that name.

    Source: the restored article and the spans of ``figures()`` and ``claims()``; private persons
    are crossed out.
    """
    caption, text, frames = caption_for(name), paragraphs(), (figures(), claims())
    sections = dict.fromkeys(p.section for p in text)
    counts = {s: [int((f["section"] == s).sum()) for f in frames] for s in sections}
    looks = [_looks(p, *frames) for p in text]

    def paint(canvas: Canvas) -> None:
        columns, gap, size = _SETTINGS[canvas.narrow]
        _legend(canvas, list(map(len, frames)))
        wide = (canvas.width - gap * (columns - 1)) / columns
        placed = _columns(list(_set(text, looks, wide / size, size)), columns)
        for at, lines in enumerate(placed):
            for y, line in lines:
                _write(canvas, at * (wide + gap), canvas.y + y, line, size)
        canvas.y += max(y + line.height for lines in placed for y, line in lines)
        for section, found in counts.items():
            for kind, n in zip(("figures", "claims"), found, strict=True):
                canvas.record(section, kind, n, SECTION[section])

    def told(lang: str, colon: str, comma: str, stop: str) -> str:
        return stop.join(
            section_words(section)[lang]
            + colon
            + comma.join(w[lang].format(n) for w, n in zip(_COUNTED, found, strict=True))
            for section, found in counts.items()
        )

    statement = both(told("zh", "：", "，", "；"), told("en", ": ", ", ", "; "))
    section, covers = caption.section or "article", tuple(p.number for p in text)
    pictures = draw(paint, _GRAIN)
    return Exhibit(name, "chart", section, caption, (), pictures, (), None, statement, covers)


def _looks(paragraph: Paragraph, stated: pd.DataFrame, said: pd.DataFrame) -> list[int]:
    """Return the look of each character; a figure inside a claim is drawn as a figure."""
    looks = [HEADING if paragraph.kind == "heading" else PLAIN] * len(paragraph.text)
    for frame, look in ((said, CLAIM), (stated, FIGURE)):
        own = frame[frame["paragraph"] == paragraph.number]
        for start, end in zip(own["start"], own["end"], strict=True):
            looks[start:end] = [look] * (end - start)
    return looks


def _tint(section: str) -> str:
    """Return a section's tint, lighter still, so that tiny words can be read on it."""
    return to_hex(tuple(0.5 + 0.5 * part for part in to_rgb(TINT[section])))  # type: ignore[arg-type]


def _legend(canvas: Canvas, counts: Sequence[int]) -> None:
    """Name the three looks on one line, or more on a phone, with how many there are of each."""
    lead, repeated = SECTION["lead"], edition() == "both"
    looks = ((lead, 0.0, WHITE), (lead, 0.8, _tint("lead")), (AXIS, 0.0, WHITE))
    x, y = 0.0, canvas.y + 6
    for words, n, (colour, line, fill) in zip(_KEYS, (*counts, ""), looks, strict=True):
        words = both(words["zh"].format(n), words["en"].format("" if repeated else n).strip())
        look = SECOND.of(INK)._replace(bold=colour == lead)
        wide = 14 + canvas.measure(in_one(words), look)
        if x and x + wide > canvas.width:
            x, y = 0.0, y + 14
        if colour == lead:
            canvas.boxes([(x, y - 4.5)], 10, 9, colour, line=line, fill=fill)
        else:
            canvas.text(x, y, "字", look.of(colour))
        canvas.text(x + 14, y, in_one(words), look)
        x += wide + 14
    canvas.y = y + 14


def _set(
    text: Sequence[Paragraph], looks: Sequence[list[int]], ems: float, size: float
) -> Iterator[_Line]:
    """Yield the lines of the text, each no wider than ``ems``, and a tag before each section."""
    leading, section = size * _LEADING, ""
    for paragraph, own in zip(text, looks, strict=True):
        gap, heading = leading * 0.7, paragraph.kind == "heading"
        if paragraph.section != section:
            section, gap = paragraph.section, 0.0
            yield _Line(section, ((TAG, in_one(section_words(section))),), _TAG, leading, True)
        pairs = list(zip(own, without_names(paragraph), strict=True))
        while pairs:
            end = _break(pairs, ems)
            runs = groupby(pairs[:end], key=lambda pair: pair[0])
            said = tuple((look, "".join(c for _, c in run)) for look, run in runs)
            yield _Line(section, said, leading, gap, heading)
            pairs, gap = pairs[end:], 0.0


def _wide(words: str, look: int) -> float:
    return sum(lay_out(c, look >= FIGURE, ()).width for c in words)


def _break(pairs: Sequence[tuple[int, str]], ems: float) -> int:
    """Return where a line ends: as far as it fits, no figure cut, no closing mark left over."""
    used, end = 0.0, 0
    while end < len(pairs) and (used := used + _wide(pairs[end][1], pairs[end][0])) <= ems:
        end += 1
    at = end
    while 1 < at < len(pairs) and (
        pairs[at][1] in _CLOSING
        or pairs[at - 1][1] in _OPENING
        or (_joins(*pairs[at - 1]) and _joins(*pairs[at]))
    ):
        at -= 1
    return at if at > 1 else end


def _joins(look: int, character: str) -> bool:
    return look == FIGURE or (character.isascii() and character.isalnum())


def _columns(lines: Sequence[_Line], count: int) -> list[list[tuple[float, _Line]]]:
    """Return the lines with their heights, in the lowest ``count`` columns that hold them."""
    limit = sum(line.height + line.gap for line in lines) / count
    while len(placed := _fill(lines, limit)) > count:
        limit += 1
    return placed


def _fill(lines: Sequence[_Line], limit: float) -> list[list[tuple[float, _Line]]]:
    placed: list[list[tuple[float, _Line]]] = [[]]
    y = 0.0
    for at, line in enumerate(lines):
        gap, last = line.gap if placed[-1] else 0.0, at
        while lines[last].keep:
            last += 1
        needed = sum(one.height for one in lines[at : last + 1])
        if placed[-1] and y + gap + needed > limit:
            placed.append([])
            y = gap = 0.0
        placed[-1].append((y + gap, line))
        y += gap + line.height
    return placed


def _write(canvas: Canvas, x: float, top: float, line: _Line, size: float) -> None:
    colour, tint = SECTION[line.section], _tint(line.section)
    inks = {PLAIN: AXIS, CLAIM: INK, FIGURE: WHITE, HEADING: colour}
    fills = {CLAIM: tint, FIGURE: colour}
    for look, words in line.runs:
        if look == TAG:
            canvas.text(x, top + line.height / 2, words, LEAD._replace(size=9.0, colour=colour))
            continue
        wide, fill = size * _wide(words, look), fills.get(look, WHITE)
        if look in fills:
            canvas.boxes([(x, top)], wide, line.height, fill)
        setting = Look(size, inks[look], look >= FIGURE, ())
        canvas.text(x, top + line.height / 2, words, setting, on=fill)
        x += wide
