"""What charts refuse to draw: one clear error each, which says what to do."""

from __future__ import annotations

import re

import pytest
from helpers.drawings import filled

import shangluo_data as sl
from shangluo_data import DataError, charts
from shangluo_data.charts.letters import lay_out


@pytest.mark.parametrize("per", [0, -1, float("nan")])
def test_a_scale_that_is_none(per: float) -> None:
    with pytest.raises(DataError, match="is not above zero"):
        charts.bars("training", by="period", per=per)


def test_rows_that_the_caption_does_not_speak_of() -> None:
    with pytest.raises(DataError, match=r"other rows.*pass title="):
        charts.bars("training", sl.figures().loc[["event_sessions"]])


def test_different_units_on_one_axis() -> None:
    rows = sl.figures().loc[["people_helped", "hukou_booklets"]]
    with pytest.raises(DataError, match=r"different units: people, booklets.*or use cards"):
        charts.bars("mine", rows, title="Mine")


def test_a_column_that_is_none() -> None:
    with pytest.raises(DataError, match=r"by='perod' is no column.*Did you mean 'period'"):
        charts.bars("training", by="perod")
    with pytest.raises(DataError, match=r"by='sections'.*Did you mean 'section'"):
        charts.cards("main_figures", by="sections")


@pytest.mark.parametrize("rows", [["event_sessions"], 5, sl.figures()["value"]])
def test_rows_that_are_no_table(rows: object) -> None:
    with pytest.raises(DataError, match="not a table"):
        charts.bars("mine", rows, title="Mine")  # type: ignore[arg-type]


def test_rows_without_values() -> None:
    with pytest.raises(DataError, match="no values"):
        charts.bars("mine", sl.claims().head(2), title="Mine")


def test_nothing_to_draw_on_a_scale_of_magnitudes() -> None:
    rows = sl.figures().loc[["event_errors", "event_sessions"]]
    with pytest.raises(DataError, match="not above zero"):
        charts.magnitudes("mine", rows, title="Mine")


@pytest.mark.parametrize(
    ("mark", "name", "message"),
    [
        ("falls", "training", "no falls"),
        ("slopes", "cases", "no two rates"),
        ("waffle", "local_network", "no three parts"),
        ("matrix", "training", "no matrix"),
        ("squares", "ten_counts", r"73\.1万余户.*no whole number up to 400"),
        ("periods", "training", "no name for the period '2021'"),
        ("glance", "at_a_glanse", "Did you mean 'at_a_glance'"),
    ],
)
def test_a_caption_made_for_another_mark(mark: str, name: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        getattr(charts, mark)(name)


@pytest.mark.parametrize("character", ["⟶", "▸", "🚓"])
def test_a_character_that_the_font_lacks(character: str) -> None:
    with pytest.raises(DataError, match=re.escape(f"U+{ord(character):04X}")):
        lay_out(f"会客厅{character}", False)


def test_changes_keep_their_minus_and_labels_stay_inside() -> None:
    rows = sl.figures().loc[["criminal_cases_change", "public_order_cases_change"]]
    exhibit = charts.bars("mine", rows, title="Mine")
    assert {m.id: m.quantity for m in exhibit.pictures["wide"].marks} == {
        "criminal_cases_change": -33,
        "public_order_cases_change": -19,
    }
    crime, order = sorted(filled(exhibit.pictures["wide"].svg, "#0B7A6F"), key=lambda s: s.top)
    assert crime.right == pytest.approx(order.right)
    assert crime.width / order.width == pytest.approx(33 / 19, abs=0.01)
    assert order.left > crime.left >= 0
    told = [t for t in exhibit.pictures["wide"].texts if "下降33%" in t.text]
    assert told
    assert all(t.left >= 0 for t in told)
    assert "fell by 33%" in exhibit.alt("en")


def test_units_of_the_axis_come_from_per() -> None:
    rows = sl.figures().loc[["it_investment", "infrastructure_investment"]]
    sheet = charts.bars("mine", rows, per=10_000, title="Mine").pictures["wide"]
    assert "万元 10,000 yuan" in [t.text for t in sheet.texts]
    assert {m.quantity for m in sheet.marks} == {450_000_000, 110_000_000}
