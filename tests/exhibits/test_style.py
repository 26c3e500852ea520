"""The look: the same whatever a user's own settings, and lent to any chart."""

from __future__ import annotations

import io
from collections.abc import Iterator

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.figure import Figure

from shangluo_data.exhibits import use_style
from shangluo_data.exhibits.style import FAMILY, SECTION, notebook_css, rc


@pytest.fixture(autouse=True)
def _restore() -> Iterator[None]:
    with mpl.rc_context():
        yield


def test_a_chart_is_drawn_the_same_whatever_the_users_settings() -> None:
    mpl.rcParams.update({"lines.linewidth": 9, "figure.constrained_layout.use": True})
    with mpl.rc_context(rc()):
        assert mpl.rcParams["lines.linewidth"] == mpl.rcParamsDefault["lines.linewidth"]
        assert mpl.rcParams["figure.constrained_layout.use"] is False
        assert mpl.rcParams["font.family"] == [FAMILY]
        assert mpl.rcParams["text.language"] == "zh-CN"


def test_any_chart_may_have_the_projects_fonts_and_colours(figures: pd.DataFrame) -> None:
    use_style()
    figure = Figure()
    (bar,) = figure.subplots().bar([figures["label_zh"].iloc[0] + "“…”→"], [1])
    figure.savefig(io.BytesIO(), format="png")
    assert mpl.colors.to_hex(bar.get_facecolor()).upper() == SECTION["force"]
    assert mpl.rcParams["font.family"][0] == FAMILY


def test_no_rule_for_a_list_catches_the_figure_around_it() -> None:
    css = notebook_css()
    assert "/*" not in css
    assert ".exhibit .cards { display: grid" in css
    assert ".is-cards {" not in css
