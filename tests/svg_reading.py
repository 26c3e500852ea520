"""Read what an SVG draws, apart from the code that drew it: shapes and outlines in points."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import NamedTuple

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
Points = list[tuple[float, float]]


class Shape(NamedTuple):
    """One closed or open outline: its points and how it is painted."""

    points: Points
    style: dict[str, str]

    @property
    def width(self) -> float:
        """How wide it is."""
        return max(x for x, _ in self.points) - min(x for x, _ in self.points)

    @property
    def height(self) -> float:
        """How high it is."""
        return max(y for _, y in self.points) - min(y for _, y in self.points)

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(x for x, _ in self.points)


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
        ends = [
            (a + x, b + y) if relative else (a, b)
            for a, b in zip(given[::2], given[1::2], strict=True)
        ]
        if command in "mM":
            found.append([])
        found[-1] += ends
        x, y = ends[-1]
    return found


def shapes(svg: str) -> list[Shape]:
    """Return everything drawn but the texts, the white sheet left out."""
    root = ET.fromstring(svg)
    found = []
    for group in root.iter(f"{SVG}g"):
        name = group.get("id", "")
        if name.startswith(("patch_", "line2d_")) and name != "patch_1":
            for path in group.findall(f"{SVG}path"):
                style = style_of(path)
                if style.get("opacity") != "0":
                    found += [Shape(points, style) for points in outlines(path.get("d", ""))]
    return found


def style_of(element: ET.Element) -> dict[str, str]:
    """Return an element's style as a dict."""
    pairs = (part.partition(":") for part in element.get("style", "").split(";") if part.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}


def squares(svg: str) -> list[Shape]:
    """Return the shapes that are squares."""
    return [
        s
        for s in shapes(svg)
        if len(s.points) >= 4 and abs(s.width - s.height) < 0.02 and s.width < 20
    ]


def chevrons(svg: str) -> list[Shape]:
    """Return the open arrows that say "at least"."""
    return [s for s in shapes(svg) if len(s.points) == 3 and s.style.get("stroke-width") == "1.6"]


def solid_bars(svg: str, colour: str) -> list[Shape]:
    """Return the rectangles filled with ``colour`` that are no squares, from top to bottom."""
    bars = [
        s
        for s in shapes(svg)
        if s.style.get("fill") == colour.lower() and len(s.points) >= 4 and s.height > 10
    ]
    return sorted(bars, key=lambda s: s.points[0][1])
