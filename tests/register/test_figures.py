"""The register against the article as its tests' author read it, and the other tables with it."""

from __future__ import annotations

import pytest
from helpers.readings import FIGURES, MORE_THAN, QUOTED, ROUNDED, UNITS

import shangluo_data as sl
from shangluo_data.article.handmade import read_table
from shangluo_data.register.curated import CURATED, code_list


def test_the_register_holds_the_figures_of_the_article() -> None:
    register = sl.figures()
    assert register.index.name == "id"
    assert list(register.index) == list(FIGURES)
    assert len(register) == 62
    found = {
        str(key): (int(row["paragraph"]), row["numeral"], row["value"])
        for key, row in register.iterrows()
    }
    assert found == FIGURES
    assert register["value"].dtype == float


def test_qualifiers_follow_the_printed_hedge() -> None:
    register = sl.figures()
    by_kind = {kind: set(own.index) for kind, own in register.groupby("qualifier", observed=False)}
    assert by_kind["more_than"] == MORE_THAN
    assert len(MORE_THAN) == 11
    assert {key for key, (_, words, _) in FIGURES.items() if set(words) & set("余多")} == MORE_THAN
    assert by_kind["rounded"] == ROUNDED
    assert by_kind["quoted"] == QUOTED
    assert set(by_kind) == {"unhedged", "more_than", "rounded", "quoted"}


def test_falls_are_negative_and_nothing_else_is() -> None:
    register = sl.figures()
    falls = register[register["value"] < 0]
    assert falls["value"].to_dict() == {
        "criminal_cases_change": -33,
        "public_order_cases_change": -19,
    }
    assert set(falls["basis"]) == {"change"}
    assert list(register.index[register["basis"] == "change"]) == list(falls.index)
    zeros = register[register["value"] == 0]
    assert list(zeros["numeral"]) == ["零失误", "零事故"]
    assert list(zeros["unit_zh"]) == ["失误", "事故"]


def test_one_each_is_two_figures_on_one_span() -> None:
    pair = sl.figures().loc[["fengqiao_national", "fengqiao_provincial"]]
    assert pair[["start", "end"]].drop_duplicates().shape[0] == 1
    text = sl.article()["text"][17]
    start, end = pair[["start", "end"]].iloc[0]
    assert text[start - 1 : end] == "各1个"
    numbers = sl.numerals()
    row = numbers[(numbers["paragraph"] == 17) & (numbers["start"] == start)]
    assert list(row["figures"]) == ["fengqiao_national fengqiao_provincial"]


@pytest.mark.parametrize(
    ("key", "basis", "period", "period_basis"),
    [
        ("event_sessions", "total", "past_five_years", "stated"),
        ("commended_individuals", "total", "past_five_years", "paragraph"),
        ("fitness_tests", "annual", "each_year", "stated"),
        ("pistol_training", "annual", "each_year", "inferred"),
        ("training_priorities", "plan", "", "none"),
        ("satisfaction_2024", "rate", "2024", "stated"),
        ("wages_recovered", "total", "past_five_years", "inferred"),
        ("fengqiao_city", "stock", "so_far", "stated"),
        ("standard_stations", "stock", "", "none"),
        ("household_exit_vehicle_services", "total", "past_five_years", "stated"),
        ("community_officers_share", "rate", "", "none"),
    ],
)
def test_basis_and_period(key: str, basis: str, period: str, period_basis: str) -> None:
    row = sl.figures().loc[key]
    assert [row["basis"], row["period"], row["period_basis"]] == [basis, period, period_basis]


def test_open_readings_have_a_note_in_both_languages() -> None:
    register = sl.figures()
    noted = {
        "event_sessions": ("not events", "项数"),
        "third_class_individuals": ("overlap", "重复"),
        "pistol_training": ("inference", "两可"),
        "specialists_recruited": ("No period", "期间"),
        "criminal_cases_change": ("neither a base year", "基期"),
        "suspects_caught": ("beyond", "不一定限于"),
        "wages_recovered": ("part of the losses", "是否已计入"),
        "satisfaction_2024": ("2024", "怎样调查"),
        "rural_police_rooms": ("areas", "两可"),
        "fengqiao_city": ("more than one", "多级"),
        "standard_stations": ("inference", "没有明说"),
        "household_visits": ("repeat", "不止一次"),
        "identity_card_services": ("cross-province", "跨省"),
        "home_deliveries": ("examination", "中高考"),
        "household_exit_vehicle_services": ("not said", "没有说明"),
        "community_officers_share": ("not of stations", "不是派出所"),
        "merged_rural_stations": ("across", "交叉"),
        "case_review_pass": ("not for all", "并非全部"),
    }
    for key, (english, chinese) in noted.items():
        assert english in register.loc[key, "note_en"], key
        assert chinese in register.loc[key, "note_zh"], key
    assert ((register["note_en"] == "") == (register["note_zh"] == "")).all()
    inferred = register[register["period_basis"] == "inferred"]
    assert (inferred["note_zh"] != "").all()


def test_quotes_are_the_whole_sentence() -> None:
    register = sl.figures()
    for _, row in register.iterrows():
        assert row["numeral"] in row["quote"]
        assert row["quote"] in sl.article()["text"][row["paragraph"]]
        assert row["quote"][-1] in "。！？…”"
    assert register.loc["satisfaction_2021", "quote"].startswith("人民群众对")


def test_units_are_what_the_sentences_count() -> None:
    register = sl.figures()
    expected = {key: unit for unit, keys in UNITS.items() for key in keys.split()}
    assert register["unit"].to_dict() == expected
    assert set(UNITS) <= set(code_list("unit"))
    assert register.loc["wages_recovered", ["unit", "unit_zh"]].tolist() == ["yuan", "元"]
    assert register.loc["suspects_caught", ["unit", "unit_zh"]].tolist() == ["people", "名"]
    assert set(sl.codes("qualifier").index) == {"unhedged", "more_than", "rounded", "quoted"}


def test_curated_tables_hold_no_offset_and_no_sentence() -> None:
    rows = read_table("figures")
    assert not {"start", "end", "quote"} & set(rows[0].cells)
    assert all(len(row["words"]) <= 9 for row in rows)
    assert "始终" not in (CURATED / "figures.csv").read_text(encoding="utf-8")


def test_closed_lists_are_categories_and_years_are_whole_numbers() -> None:
    register = sl.figures()
    for column in ("section", "unit", "qualifier", "basis", "period", "period_basis"):
        categories = list(register[column].cat.categories)
        assert [c for c in categories if c] == (
            ["lead", "force", "safety", "services"] if column == "section" else code_list(column)
        )
    for column in (sl.terms()["level"], sl.claims()["kind"], sl.derived()["unit"]):
        assert column.dtype == "category"
    years = register[["period_start", "period_end"]]
    assert {str(dtype) for dtype in years.dtypes} == {"Int64"}
    stated = years.dropna()
    assert stated.to_dict("index") == {
        f"satisfaction_{year}": {"period_start": year, "period_end": year} for year in (2021, 2024)
    }


def test_a_figure_points_at_its_number() -> None:
    numbers = sl.numerals().set_index(["paragraph", "start"])
    assert numbers.index.is_unique
    for key, row in sl.figures().iterrows():
        number = numbers.loc[(row["paragraph"], row["start"])]
        assert key in number["figures"].split()
        assert row["numeral"].startswith(number["number"])


def test_the_label_and_the_number_come_first() -> None:
    first = ["label_en", "label_zh", "numeral", "value", "unit", "unit_zh", "qualifier", "basis"]
    assert list(sl.figures().columns[:8]) == first
    last = ["source_start", "source_end", "period_start", "period_end"]
    assert list(sl.figures().columns[-4:]) == last
