"""A sheet of known width that grows downwards; positions are in points from the top left."""

from __future__ import annotations

import io
import os
import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from shangluo_data.charts.letters import LANGUAGE, PROPORTIONAL, Letters, lay_out
from shangluo_data.exhibits import Words, style
from shangluo_data.exhibits.picture import Mark, Picture, TextBox, compact
from shangluo_data.exhibits.style import GREY, GRID, INK, NARROW, WHITE, WIDE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TALL = 3000.0
_GRAIN = 256
_PIECE = re.compile(r"[ -~‘’“”–]+?(?:\s+|$)|\S")
CHEVRON = 6.0
DERIVED = {"zh": "推算", "en": "derived"}
Point = tuple[float, float]


class Look(NamedTuple):
    """How words are set."""

    size: float
    colour: str
    bold: bool = False
    features: tuple[str, ...] = PROPORTIONAL

    def of(self, colour: str) -> Look:
        """Return the look in another colour."""
        return self._replace(colour=colour)


LEAD = Look(style.SIZE_ZH, INK, True)
SECOND = Look(style.SIZE_EN, GREY)
NUMBER = Look(style.SIZE_VALUE, INK, True)
BIG = Look(16.0, INK, True)
SMALL = Look(style.SIZE_AXIS, GREY)


def edition() -> str:
    """Return the language that charts are drawn in: ``both``, ``zh`` or ``en``."""
    lang = os.environ.get("SHANGLUO_LANG", "both")
    return lang if lang in ("zh", "en") else "both"


def lines_of(words: Words) -> list[str]:
    """Return a text's lines in the order of the edition; the Chinese one has no English."""
    order = {"both": ("zh", "en"), "zh": ("zh",), "en": ("en", "zh")}[edition()]
    return list(dict.fromkeys(words[lang] for lang in order if words[lang]))


def in_one(words: Words, gap: str = " ") -> str:
    """Return a short text on one line: in both languages, or in the one of the edition."""
    return words[edition()] if edition() != "both" else gap.join(lines_of(words))


def lead(colour: str = INK) -> Look:
    """Return how the first line of a label is set: Latin letters a little smaller."""
    return LEAD._replace(colour=colour, size=LEAD.size - (edition() == "en"))


class Canvas:
    """What a mark draws on: ``width`` in points, ``narrow`` on a phone (where labels stand above
    their marks), and ``y``, where the next thing goes."""

    def __init__(self, width: float, grain: int = _GRAIN) -> None:
        style.use_fonts()
        self.width, self.narrow = width, width < WIDE
        self.y, self.texts, self.marks = 4.0, list[TextBox](), list[Mark]()
        self._letters = Letters(grain)
        self._figure = Figure(figsize=(width / 72, _TALL / 72), dpi=72)
        self._renderer = FigureCanvasAgg(self._figure).get_renderer()  # type: ignore[no-untyped-call]
        self._sheet = self._figure.add_axes((0, 0, 1, 1), zorder=1)
        self._sheet.set_axis_off()
        self._sheet.set(xlim=(0, width), ylim=(_TALL, 0))

    def measure(self, words: str, look: Look = SECOND) -> float:
        """Return how wide ``words`` are."""
        return lay_out(words, look.bold, look.features).width * look.size

    def text(
        self,
        x: float,
        y: float,
        words: str,
        look: Look = SECOND,
        ha: str = "left",
        *,
        on: str = WHITE,
        plate: bool = False,
    ) -> float:
        """Write ``words`` centred on the height ``y``, and return their width.

        ``on`` is the colour behind; ``plate`` puts white there, so that no grid line runs through.
        """
        laid, size = lay_out(words, look.bold, look.features), look.size
        wide = laid.width * size
        x -= wide * {"left": 0.0, "center": 0.5, "right": 1.0}[ha]
        base = y + 0.37 * size
        box = (x, base - 0.88 * size, x + wide, base + 0.14 * size)
        if plate:
            left, right = max(x - 2, 0), min(x + wide + 2, self.width)
            self.boxes([(left, box[1])], right - left, box[3] - box[1], WHITE)
        self._letters.write(x, base, laid, size, look.colour)
        self.texts.append(TextBox(words, *box, size, look.colour, on))
        return wide

    def wrap(self, words: str, width: float, look: Look = SECOND) -> list[str]:
        """Return ``words`` in lines no wider than ``width``, broken at spaces or in Chinese."""
        lines: list[str] = []
        for piece in _PIECE.findall(words):
            if lines and self.measure((lines[-1] + piece).rstrip(), look) <= width:
                lines[-1] += piece
            else:
                lines.append(piece)
        return [line.rstrip() for line in lines]

    def label(
        self,
        x: float,
        y: float,
        words: Words,
        width: float,
        colour: str = INK,
        *,
        dry: bool = False,
    ) -> float:
        """Write a label from ``y`` down, first language bold over second; return its height.

        ``dry`` only measures it.
        """
        at = y
        for index, line in enumerate(lines_of(words)):
            look, step = (SECOND, 11.5) if index else (lead(colour), 13.0)
            for part in self.wrap(line, width, look):
                if not dry:
                    self.text(x, at + 7, part, look, plate=self.narrow)
                at += step
        return at - y

    def heading(self, words: Words, colour: str, x: float = 0) -> None:
        """Write a group heading and move down."""
        self.text(x, self.y + 7, in_one(words, "  "), lead(colour))
        self.y += 20

    def line(self, points: Iterable[Point], colour: str = GRID, width: float = 0.8) -> None:
        """Draw a line through points."""
        x, y = zip(*points, strict=True)
        self._sheet.plot(x, y, color=colour, linewidth=width, solid_capstyle="butt", zorder=2)

    def chevron(self, x: float, y: float, height: float, colour: str) -> None:
        """Draw the open arrow that says "more than"."""
        self.line([(x, y - height / 2), (x + CHEVRON, y), (x, y + height / 2)], colour, 1.6)

    def boxes(
        self,
        corners: Iterable[Point],
        wide: float,
        tall: float,
        colour: str,
        *,
        line: float = 0.0,
        fill: str = WHITE,
    ) -> None:
        """Draw equal boxes as one shape, from their top left corners: solid, or with a ``line``."""
        shapes, half = [], line / 2
        for left, top in corners:
            a, b, c, d = left + half, top + half, left + wide - half, top + tall - half
            shapes.append(Outline([(a, b), (c, b), (c, d), (a, d), (a, b)], [1, 2, 2, 2, 79]))
        if shapes:
            look = {"facecolor": fill, "edgecolor": colour} if line else {"facecolor": colour}
            outline = Outline.make_compound_path(*shapes)
            self._sheet.add_patch(PathPatch(outline, linewidth=line, zorder=2, **look))

    def squares(
        self, name: str, corners: Sequence[Point], side: float, colour: str, line: float = 0.0
    ) -> None:
        """Draw unit squares, and note how many."""
        self.boxes(corners, side, side, colour, line=line)
        self.record(name, "squares", len(corners), colour)

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return real axes at a place on the sheet, in the project's look, under what it holds."""
        box = (left / self.width, 1 - (top + height) / _TALL, width / self.width, height / _TALL)
        axes = self._figure.add_axes(box)
        axes.tick_params(length=0, pad=4, labelsize=style.SIZE_AXIS, labelcolor=GREY)
        axes.spines["bottom"].set_visible(False)
        return axes

    def place(self, axes: Axes, x: float, y: float) -> Point:
        """Return where a point of ``axes`` lies on the sheet."""
        across, up = axes.transData.transform((x, y))
        return float(across), _TALL - float(up)

    def record(self, name: str, kind: str, quantity: float, colour: str) -> None:
        """Note what a mark shows, for the tests."""
        self.marks.append(Mark(name, kind, float(quantity), colour))

    def finish(self) -> Picture:
        """Return the picture, as high as what was drawn."""
        height = round(self.y + 4)
        self._figure.draw_without_rendering()
        for text in self._figure.findobj(Text):
            self._rewrite(text)
        crop = Bbox.from_bounds(0, (_TALL - height) / 72, self.width / 72, height / 72)
        buffer = io.StringIO()
        self._figure.savefig(buffer, format="svg", metadata={"Date": None}, bbox_inches=crop)
        svg = compact(buffer.getvalue()).removesuffix("</svg>") + self._letters.svg() + "</svg>"
        return Picture(svg, self.width, height, tuple(self.texts), tuple(self.marks))

    def _rewrite(self, text: Any) -> None:
        """Write a text of real axes as every other is written, in its place."""
        words = text.get_text().split("\n")
        box = text.get_window_extent(self._renderer)
        colour, bold = mpl.colors.to_hex(text.get_color()).upper(), text.get_fontweight() == 700
        look = Look(text.get_fontsize(), colour, bold)
        plate, on = text.get_bbox_patch() is not None, text.get_gid() or WHITE
        for at, line in enumerate(words if text.get_visible() and any(words) else ()):
            shift = 0.0 if text.get_ha() == "left" else box.width / 2 - self.measure(line, look) / 2
            y = _TALL - box.y1 + box.height / len(words) * (at + 0.5)
            self.text(max(box.x0 + shift, 0), y, line, look, on=on, plate=plate)
        text.set_visible(False)


def draw(paint: Callable[[Canvas], None], grain: int = _GRAIN) -> dict[str, Picture]:
    """Return what ``paint`` draws, wide and narrow; a warning on the way is an error."""
    pictures = {}
    with mpl.rc_context(style.rc() | {"text.language": LANGUAGE}), warnings.catch_warnings():
        warnings.simplefilter("error")
        for name, width in (("wide", WIDE), ("narrow", NARROW)):
            canvas = Canvas(width, grain)
            paint(canvas)
            pictures[name] = canvas.finish()
    return pictures
