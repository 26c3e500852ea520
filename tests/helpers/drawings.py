"""Every chart as drawn, and what its SVG holds, read apart from the code that drew it."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from shangluo_data import charts
from shangluo_data.exhibits import Exhibit
from shangluo_data.exhibits.picture import Picture, TextBox

SVG = "{http://www.w3.org/2000/svg}"
CHARTS: dict[str, Callable[[], Exhibit]] = {
    "at_a_glance": lambda: charts.glance("at_a_glance"),
    "counted_and_said": lambda: charts.counted_and_said("counted_and_said"),
    "when": lambda: charts.periods("when"),
    "honours": lambda: charts.matrix("honours"),
    "training": lambda: charts.bars("training", by="period"),
    "cases": lambda: charts.falls("cases"),
    "satisfaction": lambda: charts.slopes("satisfaction"),
    "local_network": lambda: charts.squares("local_network"),
    "ten_counts": lambda: charts.magnitudes("ten_counts"),
    "stations_by_model": lambda: charts.waffle("stations_by_model"),
}
Points = list[tuple[float, float]]


class Shape(NamedTuple):
    """One outline: its points and how it is painted."""

    points: Points
    style: dict[str, str]

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(x for x, _ in self.points)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(x for x, _ in self.points)

    @property
    def top(self) -> float:
        """Where it begins from above."""
        return min(y for _, y in self.points)

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return max(y for _, y in self.points)

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@cache
def drawn(name: str, lang: str = "both") -> Exhibit:
    """Return a chart of the notebooks, drawn in one edition."""
    before = os.environ.get("SHANGLUO_LANG")
    os.environ["SHANGLUO_LANG"] = lang
    try:
        return CHARTS[name]()
    finally:
        os.environ.pop("SHANGLUO_LANG")
        if before is not None:
            os.environ["SHANGLUO_LANG"] = before


def picture(name: str, size: str, lang: str = "both") -> Picture:
    """Return its drawing, ``wide`` or ``narrow``."""
    return drawn(name, lang).pictures[size]


def outlines(d: str) -> list[Points]:
    """Return the outlines of a path, in absolute coordinates, curves by their control points."""
    tokens = re.findall(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?", d)
    found: list[Points] = []
    x = y = 0.0
    command = ""
    at = 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
            if command in "zZ":
                x, y = found[-1][0]
                continue
        numbers = {"h": 1, "v": 1, "m": 2, "l": 2, "q": 4, "c": 6}[command.lower()]
        given = [float(token) for token in tokens[at : at + numbers]]
        at += numbers
        relative = command.islower()
        if command in "hH":
            given = [given[0], 0.0 if relative else y]
        elif command in "vV":
            given = [0.0 if relative else x, given[0]]
        pairs = zip(given[::2], given[1::2], strict=True)
        ends = [(a + x, b + y) if relative else (a, b) for a, b in pairs]
        if command in "mM":
            found.append([])
        found[-1] += ends
        x, y = ends[-1]
    return found


@cache
def shapes(svg: str) -> list[Shape]:
    """Return the shapes and lines drawn, in order; words and the white sheet left out."""
    found = []
    for group in ET.fromstring(svg).iter(f"{SVG}g"):
        if group.get("id", "") != "patch_1":
            for path in group.findall(f"{SVG}path"):
                found += [Shape(p, style_of(path)) for p in outlines(path.get("d", ""))]
    return [s for s in found if s.style.get("opacity") != "0" and len(s.points) > 1]


def style_of(element: ET.Element) -> dict[str, str]:
    """Return an element's style as a dict."""
    pairs = (part.partition(":") for part in element.get("style", "").split(";") if part.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}


def dots(svg: str) -> Points:
    """Return where round marks stand."""
    uses = ET.fromstring(svg).iter(f"{SVG}use")
    return [(float(u.get("x", "")), float(u.get("y", ""))) for u in uses if u.get("y")]


def filled(svg: str, colour: str) -> list[Shape]:
    """Return the closed shapes filled with a colour."""
    return [s for s in shapes(svg) if s.style.get("fill") == colour.lower() and len(s.points) > 3]


def framed(svg: str, colour: str) -> list[Shape]:
    """Return the closed shapes outlined in a colour."""
    return [s for s in shapes(svg) if s.style.get("stroke") == colour.lower() and len(s.points) > 3]


def chevrons(svg: str) -> list[Shape]:
    """Return the open arrows that say "more than"."""
    return [s for s in shapes(svg) if len(s.points) == 3 and s.style.get("stroke-width") == "1.6"]


def words(name: str, size: str, lang: str = "both") -> list[str]:
    """Return the texts of a drawing."""
    return [text.text for text in picture(name, size, lang).texts]


def overlap(a: TextBox, b: TextBox) -> bool:
    """Tell whether two texts run into each other."""
    across = min(a.right, b.right) - max(a.left, b.left)
    return across > 0.5 and min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5
