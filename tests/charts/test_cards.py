"""Cards: what they print, and what they bring together."""

from __future__ import annotations

import pytest

import shangluo_data as sl
from shangluo_data import charts
from shangluo_data.exhibits import Exhibit
from shangluo_data.exhibits.parts import Card


def card(exhibit: Exhibit, key: str) -> Card:
    return next(c for c in exhibit.cards if c.id == key)


def test_nine_cards_three_to_a_section() -> None:
    groups = [c.group for c in charts.cards("main_figures", by="section").cards]
    assert groups == ["force"] * 3 + ["safety"] * 3 + ["services"] * 3


def test_satisfaction_is_one_card_with_both_years() -> None:
    both = card(charts.cards("main_figures", by="section"), "satisfaction_2021")
    assert both.number == "97.99% → 99.54%"
    assert both.unit == ""
    assert both.reading == {"zh": "2021年 → 2024年", "en": "97.99% in 2021, 99.54% in 2024"}
    assert "2021" not in both.label["zh"] + both.label["en"]


def test_a_fall_is_said_once_in_each_language() -> None:
    fall = card(charts.cards("main_figures", by="section"), "criminal_cases_change")
    assert fall.reading == {"zh": "下降33%", "en": "fell by 33%"}


def test_more_than_reads_so() -> None:
    visits = card(charts.cards("main_figures", by="section"), "household_visits")
    assert (visits.number, visits.unit) == ("73.1万余", "户")
    assert visits.reading["en"] == "more than 731,000 households"


@pytest.mark.parametrize(
    ("name", "key", "share"),
    [
        ("economic_crime", "wages_recovered", 19_819_000 / 57_000_000),
        ("economic_crime", "losses_made_good", 1),
        ("economic_crime", "two_card_suspects", None),
        ("built_and_spent", "infrastructure_investment", 1.1 / 4.5),
        ("main_figures", "it_investment", None),
    ],
)
def test_sums_of_money_have_bars_on_one_scale(name: str, key: str, share: float | None) -> None:
    assert card(charts.cards(name), key).share == pytest.approx(share)


def test_wages_are_told_with_their_workers() -> None:
    assert "1763" in " ".join(
        c.number + c.reading["zh"] for c in charts.cards("economic_crime").cards
    )
    shown = charts.cards("economic_crime").shown()["figures"]
    assert {"wages_recovered", "wage_workers"} <= set(shown)


def test_own_rows_stand_under_their_own_title() -> None:
    rows = sl.figures().loc[["satisfaction_2024", "event_sessions"]]
    exhibit = charts.cards("mine", rows, title=("我的", "Mine"))
    assert [c.id for c in exhibit.cards] == ["satisfaction_2024", "event_sessions"]
    assert exhibit.caption.title == {"zh": "我的", "en": "Mine"}
