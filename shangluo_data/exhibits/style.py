"""Palette, type and sizes: the one place that says how the project looks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parent.parent / "fonts"
FAMILY = "Noto Sans SC"

INK = "#181C21"
GREY = "#535B66"
AXIS = "#6B7480"
GRID = "#DCE1E7"
WHITE = "#FFFFFF"

SECTION = {
    "lead": "#3D434B",
    "force": "#1F4B99",
    "safety": "#0B7A6F",
    "services": "#B0480E",
    "method": "#3D434B",
}
TINT = {
    "lead": "#C9CDD2",
    "force": "#AFC3E6",
    "safety": "#9FD3CA",
    "services": "#F2C3A2",
    "method": "#C9CDD2",
}

# Points; 8 inches wide, and as wide as a phone's column.
WIDE = 576.0
NARROW = 246.0
SIZE_ZH = 10.5
SIZE_EN = 9.0
SIZE_VALUE = 11.5
SIZE_AXIS = 8.5

# In JupyterLab an exhibit brings its own look; exported pages have their style sheet and drop it.
NOTEBOOK_CSS = (
    ".exhibit{margin:1em 0 1.6em;max-width:768px;font-family:'Noto Sans SC','Noto Sans CJK SC',"
    "'PingFang SC','Microsoft YaHei',sans-serif;line-height:1.55}"
    ".exhibit p,.exhibit ul{margin:.15em 0}"
    ".exhibit .tag{display:inline-block;border-top:4px solid var(--tone);padding-top:.3em;"
    "font-size:.8em}"
    ".exhibit .title{font-size:1.15em;font-weight:700}"
    ".exhibit .title.en{font-size:1.05em;font-weight:600}"
    ".exhibit .subtitle,.exhibit .notes,.exhibit .source{font-size:.85em;opacity:.85}"
    ".exhibit .notes,.exhibit .cards{list-style:none;padding:0}"
    ".exhibit .plot img{background:#fff;max-width:100%;height:auto;margin:.6em 0}"
    ".exhibit .cards{display:grid;gap:10px;"
    "grid-template-columns:repeat(auto-fill,minmax(200px,1fr));margin:.5em 0}"
    ".exhibit .card{border-left:4px solid var(--tone);padding:.4em .8em;"
    "background:rgba(125,135,150,.12);position:relative;margin:0}"
    ".exhibit .card .number{font-size:1.1em}"
    ".exhibit .card .number b{font-size:1.7em}"
    ".exhibit .card .label.zh{font-weight:700}"
    ".exhibit .card .en,.exhibit .card .reading{font-size:.85em}"
    ".exhibit .card .where{position:absolute;top:.3em;right:.6em;font-size:.8em}"
    ".exhibit .scroll{overflow-x:auto}"
    ".exhibit table{border-collapse:collapse;font-size:.9em;margin:.6em 0}"
    ".exhibit th,.exhibit td{text-align:left;vertical-align:top;padding:.3em .8em .3em 0;"
    "border-bottom:1px solid rgba(125,135,150,.4)}"
    ".exhibit .num{text-align:right;white-space:nowrap}"
    ".exhibit table p{margin:0}"
    ".exhibit blockquote{margin:.6em 0;padding-left:.8em;border-left:3px solid var(--tone)}"
    ".exhibit mark,.article mark{background:#FFE9A8;color:#181C21;padding:0 .1em}"
    ".exhibit.lead,.exhibit.method,.card.lead{--tone:#6B7480}"
    ".exhibit.force,.card.force{--tone:#4C78C8}"
    ".exhibit.safety,.card.safety{--tone:#0B8A7D}"
    ".exhibit.services,.card.services{--tone:#C8591B}"
)


@cache
def use_fonts() -> None:
    """Make the bundled fonts known to matplotlib, both weights, for this process."""
    from matplotlib import font_manager

    for weight in ("Regular", "Bold"):
        font_manager.fontManager.addfont(FONTS / f"NotoSansSC-{weight}.ttf")


def rc() -> dict[Any, Any]:
    """Return the matplotlib settings under which every chart is drawn."""
    return {
        "font.family": FAMILY,
        "font.size": SIZE_EN,
        "text.color": INK,
        "text.parse_math": False,
        "axes.unicode_minus": True,
        "axes.linewidth": 0.8,
        "figure.facecolor": WHITE,
        "savefig.facecolor": WHITE,
        "svg.fonttype": "path",
        "svg.hashsalt": "shangluo",
        "path.simplify": False,
    }
