"""A sheet of known width that grows downwards; positions are in points from the top left."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline

from shangluo_data.exhibits.picture import Mark, Picture, TextBox, compact
from shangluo_data.exhibits.style import (
    GREY,
    GRID,
    INK,
    NARROW,
    SIZE_EN,
    SIZE_VALUE,
    SIZE_ZH,
    WHITE,
    WIDE,
    rc,
    use_fonts,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.text import Text

_TALL = 4000.0
# Proportional punctuation: the font draws “ ” full-width otherwise.
_FEATURES = ("palt",)
Draw = Callable[["Canvas"], None]


class Canvas:
    """What a mark draws on.

    Attributes
    ----------
    width
        In points.
    narrow
        Whether it is a phone's width, where labels stand above their marks.
    y
        Where the next thing goes; marks move it down.
    """

    def __init__(self, width: float) -> None:
        use_fonts()
        self.width = width
        self.narrow = width < WIDE
        self.y = 4.0
        self.texts: list[TextBox] = []
        self.marks: list[Mark] = []
        self._written: list[tuple[Text, str]] = []
        self._figure = Figure(figsize=(width / 72, _TALL / 72), dpi=72)
        self._agg = FigureCanvasAgg(self._figure)
        self._sheet = self._figure.add_axes((0, 0, 1, 1))
        self._sheet.set_axis_off()
        self._sheet.set(xlim=(0, width), ylim=(_TALL, 0))
        self._insets: list[tuple[Axes, tuple[float, float, float, float]]] = []

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SIZE_EN,
        colour: str = GREY,
        bold: bool = False,
        ha: str = "left",
        va: str = "center",
        on: str = WHITE,
    ) -> float:
        """Write ``words`` at a point and return their width."""
        artist = self._sheet.text(
            x, y, words, fontsize=size, color=colour, fontweight=700 if bold else 400, ha=ha, va=va
        )
        artist.set_fontfeatures(_FEATURES)
        self._written.append((artist, on))
        return self._measure(artist)

    def measure(self, words: str, *, size: float = SIZE_EN, bold: bool = False) -> float:
        """Return how wide ``words`` would be."""
        artist = self._sheet.text(0, 0, words, fontsize=size, fontweight=700 if bold else 400)
        artist.set_fontfeatures(_FEATURES)
        width = self._measure(artist)
        artist.remove()
        return width

    def _measure(self, artist: Text) -> float:
        return float(artist.get_window_extent(self._renderer()).width)

    def _renderer(self) -> RendererBase:
        return self._agg.get_renderer()  # type: ignore[no-untyped-call,no-any-return]

    def wrap(self, words: str, width: float, *, size: float = SIZE_EN) -> list[str]:
        """Return English ``words`` broken into lines no wider than ``width``."""
        lines: list[str] = []
        for word in words.split():
            if lines and self.measure(f"{lines[-1]} {word}", size=size) <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def label(self, x: float, y: float, chinese: str, english: str, width: float) -> float:
        """Write a row label, Chinese over English, from ``y`` down; return the height it takes."""
        self.text(x, y + 7, chinese, size=SIZE_ZH, colour=INK, bold=True)
        at = y + 20
        for line in self.wrap(english, width):
            self.text(x, at, line)
            at += 11.5
        return at - 5 - y

    def heading(self, chinese: str, english: str, colour: str, x: float = 0) -> None:
        """Write a group heading and move down."""
        words = f"{chinese}  {english}"
        if x + self.measure(words, size=SIZE_ZH, bold=True) > self.width:
            self.text(x, self.y + 7, chinese, size=SIZE_ZH, colour=colour, bold=True)
            self.text(x, self.y + 21, english, size=SIZE_EN, colour=colour, bold=True)
            self.y += 34
        else:
            self.text(x, self.y + 7, words, size=SIZE_ZH, colour=colour, bold=True)
            self.y += 22

    def value(
        self, x: float, y: float, printed: str, beside: str, colour: str, bold: str = INK
    ) -> float:
        """Write a printed number with its reading beside it; return where the words end."""
        end = x + self.text(x, y, printed, size=SIZE_VALUE, colour=bold or colour, bold=True)
        if beside:
            end += 6 + self.text(end + 6, y + 0.5, beside, size=SIZE_EN)
        return end

    def line(
        self,
        points: Iterable[tuple[float, float]],
        colour: str = GRID,
        width: float = 0.8,
        dashes: tuple[float, ...] = (),
        order: float = 1,
    ) -> None:
        """Draw a line through points."""
        x, y = zip(*points, strict=True)
        (drawn,) = self._sheet.plot(
            x, y, color=colour, linewidth=width, solid_capstyle="butt", zorder=order, clip_on=False
        )
        if dashes:
            drawn.set_dashes(dashes)

    def chevron(self, x: float, y: float, height: float, colour: str) -> float:
        """Draw the open arrow that says "at least"; return where it ends."""
        reach = 6.0
        half = min(height, 16) / 2
        self.line([(x, y - half), (x + reach, y), (x, y + half)], colour, 1.6, order=3)
        return x + reach

    def rectangle(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        edge: str = "none",
        line: float = 1.0,
        dashed: bool = False,
    ) -> None:
        """Draw a rectangle."""
        self._sheet.add_patch(
            Rectangle(
                (left, top),
                width,
                height,
                facecolor=fill,
                edgecolor=edge,
                linewidth=line if edge != "none" else 0,
                linestyle=(0, (4, 2.5)) if dashed else "solid",
                zorder=2,
                clip_on=False,
            )
        )

    def squares(
        self, corners: Iterable[tuple[float, float]], side: float, colour: str, *, hollow: bool
    ) -> None:
        """Draw unit squares of one colour as a single shape; ``corners`` are their top lefts."""
        inset = 0.4 if hollow else 0.0
        shapes = []
        for left, top in corners:
            a, b = left + inset, top + inset
            c, d = left + side - inset, top + side - inset
            shapes.append(Outline([(a, b), (c, b), (c, d), (a, d), (a, b)], [1, 2, 2, 2, 79]))
        if shapes:
            self._sheet.add_patch(
                PathPatch(
                    Outline.make_compound_path(*shapes),
                    facecolor=WHITE if hollow else colour,
                    edgecolor=colour if hollow else "none",
                    linewidth=0.8 if hollow else 0,
                    zorder=2,
                    clip_on=False,
                )
            )

    def dot(self, x: float, y: float, radius: float, colour: str, *, hollow: bool = False) -> None:
        """Draw a round mark, filled or hollow."""
        self._sheet.plot(
            [x],
            [y],
            "o",
            markersize=2 * radius,
            markerfacecolor=WHITE if hollow else colour,
            markeredgecolor=colour,
            markeredgewidth=1.4 if hollow else 0,
            zorder=4,
            clip_on=False,
        )

    def inset(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return axes of their own for a statistical mark, without spines; ticks go at the end."""
        axes = self._figure.add_axes((0, 0, 0.1, 0.1))
        for spine in axes.spines.values():
            spine.set_visible(False)
        axes.patch.set_alpha(0)
        self._insets.append((axes, (left, top, width, height)))
        return axes

    def record(self, name: str, kind: str, quantity: float, colour: str) -> None:
        """Note what a mark shows, for the tests."""
        self.marks.append(Mark(name, kind, float(quantity), colour))

    def finish(self) -> Picture:
        """Return the picture, as high as what was drawn."""
        height = round(self.y + 4)
        self._figure.set_size_inches(self.width / 72, height / 72)
        self._sheet.set_ylim(height, 0)
        for axes, (left, top, width, tall) in self._insets:
            axes.set(xticks=[], yticks=[], xlabel="", ylabel="")
            bottom = 1 - (top + tall) / height
            axes.set_position((left / self.width, bottom, width / self.width, tall / height))
        renderer = self._renderer()
        for artist, background in self._written:
            box = artist.get_window_extent(renderer)
            self.texts.append(
                TextBox(
                    artist.get_text(),
                    box.x0,
                    height - box.y1,
                    box.x1,
                    height - box.y0,
                    float(artist.get_fontsize()),
                    str(artist.get_color()),
                    background,
                )
            )
        buffer = io.StringIO()
        self._figure.savefig(buffer, format="svg", metadata={"Date": None})
        return Picture(
            compact(buffer.getvalue()),
            self.width,
            height,
            tuple(self.texts),
            tuple(self.marks),
        )


def draw(paint: Draw) -> dict[str, Picture]:
    """Return what ``paint`` draws, wide and narrow; a missing glyph is an error."""
    pictures = {}
    with mpl.rc_context(rc()), warnings.catch_warnings():
        warnings.simplefilter("error")
        for name, width in (("wide", WIDE), ("narrow", NARROW)):
            canvas = Canvas(width)
            paint(canvas)
            pictures[name] = canvas.finish()
    return pictures
