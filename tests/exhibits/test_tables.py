"""What each table holds."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from lxml import html

import shangluo_data as sl
from shangluo_data import DataError, tables
from shangluo_data.article.source import particulars
from shangluo_data.exhibits import Exhibit


def cells(exhibit: Exhibit, row: int) -> list[str]:
    figure = html.fragment_fromstring(exhibit.html())
    found = figure.findall("div//tbody/tr")[row]
    return [" ".join(cell.text_content().split()) for cell in found]


def rows(exhibit: Exhibit) -> int:
    assert exhibit.table is not None
    return len(exhibit.table.rows)


def test_the_register_shows_every_figure_and_each_note_once() -> None:
    shown = tables.register("register")
    table = shown.table
    assert table is not None
    figures = sl.figures()
    assert [row[0].code for row in table.rows] == list(figures.index)
    assert {(n["zh"], n["en"]) for n in table.footnotes} == {
        pair for pair in zip(figures["note_zh"], figures["note_en"], strict=True) if any(pair)
    }
    for row, (_, figure) in zip(table.rows, figures.iterrows(), strict=True):
        noted = [table.footnotes[n - 1]["zh"] for n in row[0].refs]
        assert noted == ([figure["note_zh"]] if figure["note_zh"] else [])


def test_a_row_of_the_register_reads_as_printed_and_as_a_value() -> None:
    at = list(sl.figures().index).index("household_visits")
    row = cells(tables.register("register"), at)
    assert row[1] == "73.1万余户"
    assert row[2].startswith("> 731,000 ")
    assert row[-1] == "¶21"


def test_other_numbers_leave_no_number_out() -> None:
    shown = tables.numerals("other_numbers")
    assert shown.table is not None
    others = sl.numerals().query("kind != 'figure'")
    assert {row[0].printed for row in shown.table.rows} == set(others["phrase"])
    assert 45 <= rows(shown) < len(others) == 59


def test_the_hedged_figures_say_what_they_could_hold() -> None:
    shown = tables.hedged("hedged")
    assert rows(shown) == 11
    at = list(sl.headroom().index).index("wages_recovered")
    assert cells(shown, at)[1:5] == ["1981.9万余元", "> 19,819,000 yuan", "1,000", "< 0.0051%"]


def test_the_room_is_a_bound_to_two_digits_and_never_below_the_true_one() -> None:
    shown, printed = tables.hedged("hedged"), {}
    for at, (key, row) in enumerate(sl.headroom().iterrows()):
        printed[key] = cells(shown, at)[4]
        bound = Fraction(printed[key].removeprefix("< ").removesuffix("%"))
        true = 100 * Fraction(row["last_digit"]) / Fraction(row["value"])
        assert true <= bound < true * Fraction(11, 10), key
    assert printed == {
        "contact_signs": "< 50%",
        "fitness_activities": "< 13%",
        "people_helped": "< 3.9%",
        "it_investment": "< 2.3%",
        "resident_services": "< 1.9%",
        "losses_made_good": "< 1.8%",
        "household_exit_vehicle_services": "< 0.89%",
        "home_deliveries": "< 0.79%",
        "hukou_booklets": "< 0.4%",
        "household_visits": "< 0.14%",
        "wages_recovered": "< 0.0051%",
    }


def test_claims_are_those_that_could_be_checked() -> None:
    appraisal = sl.claims().query("kind == 'appraisal'")
    with pytest.raises(DataError, match="cannot be checked"):
        tables.claims("mine", appraisal.iloc[:1], title="Mine")
    shown = tables.claims("safety_claims")
    assert set(shown.frames[0]["kind"]) <= {"trend", "comparison", "coverage", "result"}


def test_headings_come_in_english_with_what_stands_under_them() -> None:
    shown = tables.headings("headings")
    assert rows(shown) == 3
    heading, english, under = cells(shown, 1)
    assert heading == sl.article().loc[13, "text"]
    assert english
    assert under == "¶14 ¶15 ¶16 ¶17 ¶18"


def test_the_glossary_has_every_term_in_english() -> None:
    shown = tables.glossary("glossary")
    assert rows(shown) == len(sl.terms())
    assert cells(shown, 0)[0] == sl.terms()["term"].iloc[0]


def test_checks_have_a_kind_and_all_hold() -> None:
    shown = tables.checks("checks")
    assert rows(shown) == len(sl.checks())
    assert {cells(shown, i)[3] for i in range(rows(shown))} == {"成立 holds"}
    assert all(cells(shown, i)[1] for i in range(rows(shown)))


def test_what_residents_can_now_do_is_said_in_the_captions_words() -> None:
    shown = tables.measures("now_possible")
    assert 3 <= rows(shown) <= 8
    assert all("¶22" in cells(shown, i)[2] for i in range(rows(shown)))


def test_repairs_show_the_damaged_spot_mended() -> None:
    shown = tables.repairs("repairs")
    text = " ".join(" ".join(cells(shown, i)) for i in range(rows(shown)))
    (spot,) = particulars().damage
    lost = spot.restored.removeprefix("”").encode("gbk")
    assert f"{spot.received} {spot.restored}" in text and "¶23" in text
    assert lost.hex(" ", 2).upper() in text and lost[1:].decode("gbk") in text
    assert all(f"{variant} {usual}" in text for variant, usual in particulars().variants.items())


@pytest.mark.parametrize(
    "table", [tables.register, tables.glossary, tables.checks, tables.derived, tables.hedged]
)
def test_fewer_rows_need_a_title_of_their_own(table: Callable[..., Exhibit]) -> None:
    everything = {
        "register": sl.figures,
        "glossary": sl.terms,
        "checks": sl.checks,
        "derived": sl.derived,
        "hedged": sl.headroom,
    }[table.__name__]()
    name = {"derived": "derived_values"}.get(table.__name__, table.__name__)
    with pytest.raises(DataError, match="title="):
        table(name, everything.iloc[:1])
    assert rows(table("mine", everything.iloc[:1], title="Mine")) == 1
