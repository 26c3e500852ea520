"""A sheet of known width that grows downwards; positions are in points from the top left."""

import io
import os
import re
import warnings
from collections.abc import Callable, Iterable
from typing import NamedTuple

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from shangluo_data.charts.letters import lay_out, outline
from shangluo_data.exhibits import Words, style
from shangluo_data.exhibits.picture import Mark, Picture, TextBox, compact
from shangluo_data.exhibits.style import GREY, GRID, INK, NARROW, WHITE, WIDE

_TALL, _LEADING = 3000.0, 12.0
_PIECE = re.compile(r"[ -~‘’“”–]+?(?:\s+|$)|\S")
_GRAIN = (40, 256)  # Steps to an em in outlines: of tiny letters, and of those that are read.
Point = tuple[float, float]
Paint = Callable[["Canvas"], None]


class Look(NamedTuple):
    """How words are set."""

    size: float
    colour: str
    bold: bool = False

    def of(self, colour: str) -> "Look":
        """Return the look in another colour."""
        return self._replace(colour=colour)


LEAD = Look(style.SIZE_ZH, INK, True)
SECOND = Look(style.SIZE_EN, GREY)
NUMBER = Look(style.SIZE_VALUE, INK, True)
BIG = Look(16.0, INK, True)


def edition() -> str:
    """Return the language that charts are drawn in: ``both``, ``zh`` or ``en``."""
    lang = os.environ.get("SHANGLUO_LANG", "both")
    return lang if lang in ("zh", "en") else "both"


def lines_of(words: Words) -> list[str]:
    """Return a text's lines in the order of the edition; the Chinese one has no English."""
    order = {"both": ("zh", "en"), "zh": ("zh",), "en": ("en", "zh")}[edition()]
    return list(dict.fromkeys(words[lang] for lang in order if words[lang]))


def in_one(words: Words) -> str:
    """Return a short text on one line: in both languages, or in the one of the edition."""
    return " ".join(lines_of(words)[: 2 if edition() == "both" else 1])


class Canvas:
    """What a mark draws on, ``narrow`` on a phone; ``y`` is where the next thing goes."""

    def __init__(self, width: float) -> None:
        style.use_fonts()
        self.width, self.narrow, self.y = width, width < WIDE, 4.0
        self._texts, self._marks = list[TextBox](), list[Mark]()
        self._shapes, self._words = list[str](), list[str]()
        self._glyphs = dict[tuple[str, int], str]()
        self._figure = Figure(figsize=(width / 72, _TALL / 72), dpi=72)

    def measure(self, words: str, look: Look) -> float:
        """Return how wide ``words`` are."""
        return lay_out(words, look.bold)[1] * look.size

    def text(
        self, x: float, y: float, words: str, look: Look = SECOND, on: str = "", ha: str = "left"
    ) -> float:
        """Write words from ``x``, centred there or up to it, inside the sheet; return their end.
        ``y`` is their middle, ``on`` what is behind: white is put there, to cover grid lines."""
        (glyphs, ems), size, grain = lay_out(words, look.bold), look.size, _GRAIN[look.size > 6]
        wide, base, scale = ems * size, y + 0.37 * size, size / grain
        x -= wide * {"left": 0.0, "center": 0.5, "right": 1.0}[ha]
        x = max(min(x, self.width - wide), 0)
        box = (x, base - 0.88 * size, x + wide, base + 0.14 * size)
        if on == WHITE:
            left, right = max(x - 2, 0), min(x + wide + 2, self.width)
            self.boxes([(left, box[1])], right - left, box[3] - box[1], WHITE)
        uses = ""
        for glyph, at in glyphs:
            name = self._glyphs.setdefault((glyph, grain), f"z{len(self._glyphs)}")
            uses += f'<use href="#{name}" x="{at * grain:.0f}"/>'
        place = f"matrix({scale:.5g} 0 0 {scale:.5g} {x:.2f} {base:.2f})"
        self._words.append(f'<g fill="{look.colour}" transform="{place}">{uses}</g>')
        self._texts.append(TextBox(words, *box, size, look.colour, on or WHITE))
        return x + wide

    def wrap(self, words: str, width: float, look: Look) -> list[str]:
        """Return ``words`` in lines no wider than ``width``, broken at spaces or in Chinese."""
        lines = [""]
        for piece in _PIECE.findall(words):
            if lines[-1] and self.measure((lines[-1] + piece).rstrip(), look) > width:
                lines.append("")
            lines[-1] += piece
        return [line.rstrip() for line in lines]

    def label(
        self, x: float, y: float, words: Words, width: float, colour: str = INK, least: float = 0
    ) -> float:
        """Write a label from ``y`` down, in the middle of a height of ``least``; return its height.
        On a phone both languages share a line if they fit."""
        said = list(zip(lines_of(words), (LEAD.of(colour), SECOND), strict=False))
        if self.narrow and sum(self.measure(*line) + 6 for line in said) <= width:
            for line in said:
                x = 6 + self.text(x, y + max(_LEADING, least) / 2, *line, on=WHITE)
            return max(_LEADING, least)
        lines = [(part, look) for words, look in said for part in self.wrap(words, width, look)]
        high = max(_LEADING * len(lines), least)
        for at, line in enumerate(lines):
            middle = y + high / 2 + _LEADING * (at + 0.5 - len(lines) / 2)
            self.text(x, middle, *line, on=WHITE if self.narrow else "")
        return high

    def heading(self, words: Words, colour: str, x: float = 0) -> None:
        """Write a group heading and move down."""
        self.text(x, self.y + 7, in_one(words), LEAD.of(colour), on=WHITE)
        self.y += 20

    def rule(self, space: float) -> None:
        """Draw a line across the sheet, with space above and below, and move down."""
        self._shape(f"M0 {self.y + space:.5g}H{self.width:g}", "none", GRID, 0.8)
        self.y += 2 * space

    def more_than(self, x: float, y: float, colour: str) -> None:
        """Draw the open arrow that says "more than"."""
        self._shape(f"M{x:.5g} {y - 6:.5g}l6 6-6 6", "none", colour, 1.6)

    def boxes(
        self, corners: Iterable[Point], wide: float, tall: float, colour: str, line: float = 0.0
    ) -> None:
        """Draw equal boxes as one shape, from their top left corners: solid, or with a ``line``."""
        box = f"h{wide - line:.4g}v{tall - line:.4g}h{line - wide:.4g}z"
        path = "".join(f"M{x + line / 2:.5g} {y + line / 2:.5g}{box}" for x, y in corners)
        self._shape(path, "none" if line else colour, colour, line)

    def _shape(self, path: str, fill: str, stroke: str, width: float) -> None:
        edge = f";stroke:{stroke};stroke-width:{width:g}" if width else ""
        self._shapes.append(f'<path d="{path}" style="fill:{fill.lower()}{edge.lower()}"/>')

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return real axes at a place on the sheet, in the project's look, under what it holds."""
        box = (left / self.width, 1 - (top + height) / _TALL, width / self.width, height / _TALL)
        return self._figure.add_axes(box)

    def place(self, axes: Axes, x: float, y: float) -> Point:
        """Return where a point of ``axes`` lies on the sheet."""
        across, up = axes.transData.transform((x, y))
        return float(across), _TALL - float(up)

    def record(self, name: str, kind: str, quantity: float, colour: str) -> None:
        """Note what a mark shows, for the tests."""
        self._marks.append(Mark(name, kind, float(quantity), colour))

    def finish(self) -> Picture:
        """Return the picture, as high as what was drawn: axes, then shapes, then words."""
        height = round(self.y + 4)
        self._figure.draw_without_rendering()
        # Texts of real axes are written as every other is, in their places.
        for text in self._figure.findobj(Text):
            if text.get_visible() and text.get_text():
                box = text.get_window_extent()
                self.text(box.x0, _TALL - (box.y0 + box.y1) / 2, text.get_text())
            text.set_visible(False)
        crop = Bbox.from_bounds(0, (_TALL - height) / 72, self.width / 72, height / 72)
        buffer = io.StringIO()
        self._figure.savefig(buffer, format="svg", metadata={"Date": None}, bbox_inches=crop)
        glyphs = (f'<path id="{name}" d="{outline(*g)}"/>' for g, name in self._glyphs.items())
        svg = compact(buffer.getvalue()).removesuffix("</svg>")
        svg += f"<g>{''.join(self._shapes)}</g><defs>{''.join(glyphs)}</defs>"
        svg += f'<g class="words">{"".join(self._words)}</g></svg>'
        return Picture(svg, self.width, height, tuple(self._texts), tuple(self._marks))


def draw(paint: Paint) -> dict[str, Picture]:
    """Return what ``paint`` draws, wide and narrow; a warning on the way is an error."""
    pictures = {}
    look = dict.fromkeys(("xtick.labelsize", "axes.labelsize"), SECOND.size)
    look["axes.spines.bottom"] = False
    with mpl.rc_context(style.rc() | look), warnings.catch_warnings():
        warnings.simplefilter("error")
        for name, width in (("wide", WIDE), ("narrow", NARROW)):
            canvas = Canvas(width)
            paint(canvas)
            pictures[name] = canvas.finish()
    return pictures
