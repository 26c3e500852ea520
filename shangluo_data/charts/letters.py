"""Words as outlines: measured exactly, each glyph stored once, the same in every locale."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, cast

from matplotlib.font_manager import get_font
from matplotlib.textpath import text_to_path

from shangluo_data.errors import DataError
from shangluo_data.exhibits.style import FONTS

# Set here, for the environment's language would choose other glyph forms.
LANGUAGE = "zh-CN"
# Proportional punctuation: the font draws “ ” full-width otherwise.
PROPORTIONAL = ("palt",)
_EM = text_to_path.FONT_SCALE
_OUTLINES: dict[str, Any] = {}
_COMMANDS = {1: "m", 2: "l", 3: "q", 4: "c", 79: "z"}


class Laid(NamedTuple):
    """Words laid out, in ems: glyphs with their places, and the width of the whole."""

    glyphs: tuple[tuple[str, float], ...]
    width: float


@cache
def lay_out(words: str, bold: bool, features: tuple[str, ...] = PROPORTIONAL) -> Laid:
    """Return ``words`` laid out in the bundled font.

    Raises DataError if the font lacks a character.
    """
    font = get_font(str(FONTS / f"NotoSansSC-{'Bold' if bold else 'Regular'}.ttf"))
    font.set_size(_EM, text_to_path.DPI)
    # The ideograph behind the words tells where they end.
    placed, outlines, _ = text_to_path.get_glyphs_with_font(
        font,
        f"{words}一",
        features=cast("tuple[str]", features),
        language=LANGUAGE,
    )
    *glyphs, (_, end) = [(name, x / _EM) for name, x, *_ in placed]
    for character, (name, _) in zip(words, glyphs, strict=False):
        if not name.startswith("NotoSansSC"):
            raise DataError(
                f"the label {words!r}",
                f"the bundled font has no {character!r} (U+{ord(character):04X})",
                "Use another character.",
            )
        _OUTLINES[name] = outlines[name]
    return Laid(tuple(glyphs), end)


class Letters:
    """Words written on one sheet; ``grain`` is how many steps an em has in their outlines."""

    def __init__(self, grain: int) -> None:
        self._grain = grain
        self._names: dict[str, str] = {}
        self._written: list[str] = []

    def write(self, x: float, y: float, laid: Laid, size: float, colour: str) -> None:
        """Write words from ``x`` on the base line ``y``."""
        scale = size / self._grain
        uses = "".join(
            f'<use href="#{self._names.setdefault(name, f"z{len(self._names)}")}"'
            f' x="{at * self._grain:.0f}"/>'
            for name, at in laid.glyphs
            if len(_OUTLINES[name][0])
        )
        self._written.append(
            f'<g fill="{colour}" transform="matrix({scale:.5g} 0 0 {scale:.5g} {x:.2f} {y:.2f})">'
            f"{uses}</g>"
        )

    def svg(self) -> str:
        """Return the outlines used, and the words, as SVG."""
        outlines = "".join(
            f'<path id="{short}" d="{_outline(name, self._grain)}"/>'
            for name, short in self._names.items()
        )
        return f'<defs>{outlines}</defs><g class="words">{"".join(self._written)}</g>'


@cache
def _outline(name: str, grain: int) -> str:
    """Return a glyph's outline in whole steps, each relative to the last, y downwards."""
    vertices, codes = _OUTLINES[name]
    points = [(round(x * grain / _EM), -round(y * grain / _EM)) for x, y in vertices]
    parts: list[str] = []
    at = start = (0, 0)
    index = 0
    while index < len(points):
        code, taken = int(codes[index]), {3: 2, 4: 3}.get(int(codes[index]), 1)
        if code == 79:
            parts.append("z")
            at = start
        elif any(point != at for point in points[index : index + taken]) or code == 1:
            moves = [(x - at[0], y - at[1]) for x, y in points[index : index + taken]]
            parts.append(_step(_COMMANDS[code], moves))
            at = points[index + taken - 1]
            start = at if code == 1 else start
        index += taken
    return "".join(parts)


def _step(command: str, moves: list[tuple[int, int]]) -> str:
    """Return one step of an outline; a curve that no one could tell from a line is one."""
    x, y = moves[-1]
    if command == "q" and abs(2 * moves[0][0] - x) + abs(2 * moves[0][1] - y) <= 4:
        command, moves = "l", moves[-1:]
    if command == "l" and not (x and y):
        return f"h{x}" if x else f"v{y}"
    return command + " ".join(f"{x} {y}" for x, y in moves).replace(" -", "-")
