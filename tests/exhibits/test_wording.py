"""How values read: the hedge stays, a fall is a fall, units agree with their number."""

from __future__ import annotations

import pandas as pd
import pytest

import shangluo_data as sl
from shangluo_data.exhibits import wording


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("household_visits", "73.1万余户", "more than 731,000 household visits"),
        ("household_exit_vehicle_services", "113万多笔", "more than 1.13 million"),
        ("criminal_cases_change", "下降33%", "fell by 33%"),
        ("satisfaction_2024", "99.54%", "99.54%"),
        ("fengqiao_national", "1个", "1 title"),
        ("event_errors", "零失误", "0 errors"),
        ("infrastructure_investment", "1.1亿元", "110 million yuan"),
    ],
)
def test_a_value_reads_with_its_hedge_and_unit(
    figures: pd.DataFrame, key: str, zh: str, en: str
) -> None:
    row = figures.loc[key]
    assert wording.reads_zh(row) == zh
    assert wording.reads_en(row).startswith(en.removesuffix(" household visits"))
    assert wording.reads_en(row, unit=False) in en


def test_a_fall_inside_a_sentence_has_no_verb_of_its_own(figures: pd.DataFrame) -> None:
    row = figures.loc["public_order_cases_change"]
    assert (wording.said_zh(row), wording.said_en(row)) == ("19%", "19%")


def test_the_sign_beside_a_number_tells_more_than_a_fall_and_rounding(
    figures: pd.DataFrame,
) -> None:
    assert wording.symbol(figures.loc["household_visits"]) == "> 731,000"
    assert wording.symbol(figures.loc["criminal_cases_change"]) == "−33%"
    assert wording.symbol(figures.loc["problems_resolved"]) == "≈ 11,000"


def test_a_derived_value_over_a_hedged_one_is_rounded_down() -> None:
    row = sl.derived().loc["wages_per_worker"]
    assert wording.digits(row) == "11,240"
    assert wording.digits(pd.concat([row.drop("decimals"), pd.Series({"decimals": 0})])) == "11,241"
    assert wording.reads_en(row).startswith("more than 11,240 yuan")
    assert wording.reads_zh(row).startswith("超过11240元")


def test_a_number_and_its_measure_word_come_apart(figures: pd.DataFrame) -> None:
    assert wording.split_numeral(figures.loc["household_visits"]) == ("73.1万余", "户")
    assert wording.split_numeral(figures.loc["satisfaction_2021"]) == ("97.99%", "")


def test_an_axis_names_its_step(figures: pd.DataFrame) -> None:
    row = figures.loc["wages_recovered"]
    assert wording.unit_words(row, 10_000) == {"zh": "万元", "en": "10,000 yuan"}
    assert wording.unit_words(row) == {"zh": "元", "en": "yuan"}
