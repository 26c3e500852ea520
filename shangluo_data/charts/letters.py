"""Words as outlines: measured exactly, each glyph stored once, the same in every locale."""

import re
from functools import cache
from itertools import pairwise
from typing import Any, cast

from matplotlib.font_manager import get_font
from matplotlib.path import Path as Outline
from matplotlib.textpath import text_to_path

from shangluo_data.errors import DataError
from shangluo_data.exhibits.style import FONTS

# Ideographs are set one by one, the rest together, for pairs of letters and signs are kerned.
_PIECE = re.compile("[\u4e00-\u9fff]|[^\u4e00-\u9fff]+")
_EM = text_to_path.FONT_SCALE
_OUTLINES: dict[str, Any] = {}


@cache
def lay_out(words: str, bold: bool) -> tuple[list[tuple[str, float]], float]:
    """Return ``words`` in the bundled font, in ems: glyphs with their places, the whole width."""
    glyphs, end = list[tuple[str, float]](), 0.0
    for piece in _PIECE.findall(words):
        placed, wide = _placed(piece, bold)
        glyphs += [(name, end + x) for name, x in placed]
        end += wide
    return glyphs, end


@cache
def _placed(words: str, bold: bool) -> tuple[list[tuple[str, float]], float]:
    font = get_font(str(FONTS / f"NotoSansSC-{'Bold' if bold else 'Regular'}.ttf"))
    font.set_size(_EM, text_to_path.DPI)
    # The ideograph behind the words tells where they end. Punctuation is proportional, for the font
    # draws “ ” full-width; the environment's language would choose other glyph forms.
    placed, _, _ = text_to_path.get_glyphs_with_font(
        font, f"{words}一", _OUTLINES, features=("palt",), language="zh-CN"
    )
    *glyphs, (_, end) = [(name, x / _EM) for name, x, *_ in placed]
    for character, (name, _) in zip(words, glyphs, strict=False):
        if not name.startswith("NotoSansSC"):
            lacks = f"the bundled font has no {character!r} (U+{ord(character):04X})"
            raise DataError(f"the label {words!r}", lacks, "Use another character.")
    return [(name, x) for name, x in glyphs if len(_OUTLINES[name][0])], end


@cache
def outline(name: str, grain: int) -> str:
    """Return a glyph as an SVG path, y downwards: lines of whole steps, ``grain`` to an em."""
    vertices, codes = _OUTLINES[name]
    glyph = Outline(vertices * (grain / _EM, -grain / _EM), codes)
    glyph.should_simplify, glyph.simplify_threshold = True, 0.5
    path = ""
    for polygon in cast("list[Any]", glyph.to_polygons()):
        points = polygon.round().astype(int).tolist()
        path += f"M{points[0][0]},{points[0][1]}"
        for (a, b), (c, d) in pairwise(points):
            across, down = f"h{c - a}" * (a != c), f"v{d - b}" * (b != d)
            path += f"l{c - a},{d - b}" if across and down else across + down
    return path.replace(",-", "-")
