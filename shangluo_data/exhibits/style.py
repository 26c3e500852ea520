"""Palette, type and sizes: the one place that says how the project looks."""

import re
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parent.parent / "fonts"
FAMILY = "Noto Sans SC"
INK, GREY, AXIS, GRID, WHITE = "#181C21", "#535B66", "#6B7480", "#DCE1E7", "#FFFFFF"
# Points: a page's column (608 px) and a phone's (336 px); then sizes of type.
WIDE, NARROW = 456.0, 252.0
SIZE_ZH, SIZE_EN, SIZE_VALUE, SIZE_AXIS = 10.5, 9.0, 11.5, 8.5


class _Colours(dict[str, str]):
    """Colours of sections; one that is not named here takes that of the lead."""

    def __missing__(self, section: str) -> str:
        return self["lead"]


SECTION = _Colours(force="#1F4B99", safety="#0B7A6F", services="#B0480E", lead="#3D434B")
TINT = _Colours(force="#AFC3E6", safety="#9FD3CA", services="#F2C3A2", lead="#C9CDD2")
LOOK: dict[str, Any] = {
    "font.family": FAMILY,
    "font.size": SIZE_EN,
    "text.language": "zh-CN",
    "text.parse_math": False,
    **dict.fromkeys(("axes.spines.left", "axes.spines.right", "axes.spines.top"), False),
    **dict.fromkeys(("axes.grid", "axes.axisbelow"), True),
    "axes.labelcolor": GREY,
    "grid.color": GRID,
    **dict.fromkeys(("text.color", "ytick.color"), INK),
    **dict.fromkeys(("axes.edgecolor", "xtick.color"), AXIS),
    **dict.fromkeys(("axes.labelsize", "xtick.labelsize"), SIZE_AXIS),
    **dict.fromkeys(("xtick.major.size", "ytick.major.size"), 0),
    "svg.hashsalt": "shangluo",
}


@cache
def notebook_css() -> str:
    """Return the look that an exhibit brings along in a notebook; pages have it in their own."""
    css = (Path(__file__).parent / "exhibit.css").read_text(encoding="utf-8")
    return " ".join(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).split())


@cache
def use_fonts() -> None:
    """Make the bundled fonts known to matplotlib, both weights, for this process."""
    from matplotlib import font_manager

    for weight in ("Regular", "Bold"):
        font_manager.fontManager.addfont(FONTS / f"NotoSansSC-{weight}.ttf")


def rc() -> dict[Any, Any]:
    """Return all the matplotlib settings under which a chart is drawn, whatever the user's own."""
    import matplotlib as mpl

    return {key: value for key, value in mpl.rcParamsDefault.items() if key != "backend"} | LOOK


def use_style() -> None:
    """Give every chart drawn from here on, by matplotlib or seaborn, this project's look and fonts.

    A character that the bundled font lacks is taken from matplotlib's own font.
    """
    import matplotlib as mpl
    from matplotlib.rcsetup import cycler

    use_fonts()
    own: dict[Any, Any] = {
        "font.family": [FAMILY, "DejaVu Sans"],
        "axes.prop_cycle": cycler("color", list(SECTION.values())),
        "figure.figsize": (WIDE / 72, WIDE / 72 * 0.62),
        "figure.constrained_layout.use": True,
        "figure.dpi": 96,
    }
    mpl.rcParams.update(LOOK | own)
