"""A drawn picture: its SVG, and what was drawn, so that tests can measure it."""

import base64
import re
from typing import NamedTuple

_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


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


class Picture(NamedTuple):
    """A picture in one width, in points: its SVG, the same on every run, and what was drawn."""

    svg: str
    width: float
    height: float
    texts: tuple[TextBox, ...]
    marks: tuple[Mark, ...]

    @property
    def uri(self) -> str:
        """The picture as a ``data:`` address."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode()


def compact(svg: str) -> str:
    """Return matplotlib's SVG without comments, metadata, and digits that nobody sees."""
    noise = r"<!--.*?-->|<metadata>.*?</metadata>|<!DOCTYPE.*?>|<\?xml.*?\?>"
    svg = re.sub(noise, "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s+", " ", svg).replace("> <", "><").strip()
    return _NUMBER.sub(lambda m: f"{float(m.group()):.5g}", svg)
