"""What charts refuse to draw, with one clear error each."""

from __future__ import annotations

import re

import pytest

import shangluo_data as sl
from shangluo_data import DataError, charts


def test_different_units_are_refused_on_one_axis() -> None:
    rows = sl.figures().loc[["households_visited", "people_helped"]]
    with pytest.raises(DataError, match=r"different units: households, people\. Draw one unit"):
        charts.bars("own", rows, title="A chart of my own")


def test_more_than_400_squares_of_one_are_refused() -> None:
    rows = sl.figures().loc[["talk_sessions"]]
    with pytest.raises(DataError, match=r"talk_sessions would need 5653 squares\. Give per=100"):
        charts.squares("own", rows, title="A chart of my own")


def test_a_layout_or_column_that_does_not_exist() -> None:
    rows = sl.figures().loc[["reception_halls"]]
    with pytest.raises(DataError, match="no layout 'circle'"):
        charts.squares("own", rows, layout="circle", title="Own")
    with pytest.raises(DataError, match="no column 'years'"):
        charts.bars("own", rows, by="years", title="Own")
    with pytest.raises(DataError, match="no figures in the rows"):
        charts.bars("own", rows.iloc[:0], title="Own")
    with pytest.raises(DataError, match="states no change"):
        charts.index_bars("own", rows, sl.derived(), title="Own")
    with pytest.raises(DataError, match="reception_halls has no year"):
        charts.timeline("own", rows, sl.terms().iloc[:0], title="Own")


@pytest.mark.parametrize("character", ["⟶", "▸", "🚓"])
def test_a_missing_glyph_is_an_error(character: str) -> None:
    rows = sl.figures().loc[["reception_halls"]]
    rows["label_zh"] = f"会客厅{character}"
    with pytest.raises(UserWarning, match=re.escape(f"Glyph {ord(character)}")):
        charts.squares("own", rows, title="Own")
