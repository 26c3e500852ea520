"""A drawn picture: its SVG, and what was drawn, so that tests can measure it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_SQUARE = re.compile(r"M (\S+) (\S+) L (\S+) \2 L \3 (\S+) L \1 \4 (?:L \1 \2 )?z")
_GLYPH = re.compile(r'(<path id="[^"]+" d=")([^"]+)(" transform="scale\()0\.015625(\)"/>)')
_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")
# Glyph outlines come in 6400 units to the em; 400 are as fine as any screen shows.
_COARSER = 16


class TextBox(NamedTuple):
    """A text as drawn: words, box in points from the top left, size, colour, what lies behind."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    colour: str
    background: str


class Mark(NamedTuple):
    """A mark as drawn: row id, kind (bar, squares, point …), the quantity its size shows."""

    id: str
    kind: str
    quantity: float
    colour: str


@dataclass(frozen=True)
class Picture:
    """A picture in one width.

    Attributes
    ----------
    svg
        The picture, small and the same on every run.
    width, height
        In points.
    texts, marks
        What was drawn.
    """

    svg: str
    width: float
    height: float
    texts: tuple[TextBox, ...]
    marks: tuple[Mark, ...]

    @property
    def css_width(self) -> int:
        """Width in CSS pixels."""
        return round(self.width * 4 / 3)

    @property
    def css_height(self) -> int:
        """Height in CSS pixels."""
        return round(self.height * 4 / 3)


def compact(svg: str) -> str:
    """Return matplotlib's SVG without comments, metadata, and digits that nobody sees."""
    noise = r"<!--.*?-->|<metadata>.*?</metadata>|<!DOCTYPE.*?>|<\?xml.*?\?>"
    svg = re.sub(noise, "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s+", " ", svg).replace("> <", "><").strip()
    svg = _GLYPH.sub(_coarser_glyph, svg)
    svg = _NUMBER.sub(lambda m: f"{float(m.group()):.5g}", svg)
    return _SQUARE.sub(_relative_square, svg)


def _relative_square(match: re.Match[str]) -> str:
    left, bottom, right, top = (float(match.group(n)) for n in (1, 2, 3, 4))
    width, height = right - left, top - bottom
    return f"M{left:g} {bottom:g}h{width:.4g}v{height:.4g}h{-width:.4g}z"


def _coarser_glyph(match: re.Match[str]) -> str:
    """Rewrite a glyph's outline in whole, relative, coarser units."""
    head, outline, scale, tail = match.groups()
    parts: list[str] = []
    at = start = (0, 0)
    numbers: list[int] = []
    command = ""
    for token in [*_TOKEN.findall(outline), ""]:
        if token and not token.isalpha():
            numbers.append(round(float(token) / _COARSER))
            continue
        if command == "z":
            parts.append("z")
            at = start
        elif command:
            pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
            moves = " ".join(f"{x - at[0]} {y - at[1]}" for x, y in pairs)
            parts.append(command.lower() + moves.replace(" -", "-"))
            at = pairs[-1]
            start = at if command == "M" else start
        command, numbers = token, []
    return f"{head}{''.join(parts)}{scale}{0.015625 * _COARSER:g}{tail}"
