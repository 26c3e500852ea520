"""What is computed from the figures, and how numbers are read and printed."""

from __future__ import annotations

import pytest
from helpers.readings import DERIVED, FIGURES, MORE_THAN
from hypothesis import given
from hypothesis import strategies as st

import shangluo_data as sl
from shangluo_data.exhibits.wording import digits
from shangluo_data.register.formula import Formula
from shangluo_data.register.reading import NUMBER, read_number, read_printed


@pytest.mark.parametrize(("key", "expected"), DERIVED.items())
def test_derived_values(key: str, expected: tuple[float, str]) -> None:
    row = sl.derived().loc[key]
    assert row["value"] == pytest.approx(expected[0], abs=5e-7)
    assert digits(row) == expected[1]


def test_only_the_sound_values_are_derived() -> None:
    derived = sl.derived()
    assert set(derived.index) == set(DERIVED)
    floors = {"wages_per_worker"}
    assert set(derived.index[derived["qualifier"] == "more_than"]) == floors
    together = [set(inputs.split()) for inputs in derived["inputs"]]
    for pair in (
        {"it_investment", "infrastructure_investment"},
        {"cross_province_transfers", "identity_card_services"},
        {"urban_communities", "rural_police_rooms"},
        {"wages_recovered", "losses_made_good"},
        {"property_cases_solved", "suspects_caught"},
        {"dispatch_training", "emergency_comms_drills"},
    ):
        assert not any(pair <= inputs for inputs in together), pair
    alone = {i for inputs in together if len(inputs) == 1 for i in inputs}
    assert alone == {
        "criminal_cases_change",
        "public_order_cases_change",
        "satisfaction_2021",
        "satisfaction_2024",
    }
    for text in [*derived["label_en"], *derived["note_en"]]:
        assert "issatisf" not in text or text.startswith("Not the same as dissatisfied")


def test_checks_hold_and_would_notice() -> None:
    checks = sl.checks()
    assert list(checks["kind"]) == ["sum", "list", "list", "bound", "bound", "bound", "direction"]
    assert checks["holds"].all()
    assert FIGURES["standard_stations"][2] == 8 + 17 + 66
    known = {key: (float(value), False) for key, value in sl.figures()["value"].items()}
    for name, key, value in (
        ("stations_add_up", "model_one_office", 9.0),
        ("satisfaction_rose", "satisfaction_2024", 97.0),
        ("reform_part", "standard_stations", 25.0),
    ):
        statement = checks.loc[name, "statement"]
        assert Formula(statement, known, "").value is True
        assert Formula(statement, known | {key: (value, False)}, "").value is False


@pytest.mark.parametrize(
    ("formula", "value", "floor"),
    [
        ("a + 1", 3.0, False),
        ("more + a", 12.0, True),
        ("more - a", 8.0, True),
        ("more * a / 4", 5.0, True),
        ("2 * more ** 2", 200.0, True),
        ("a ** (0 - 1)", 0.5, False),
        ("-a + fall", -35.0, False),
        ("100 * a / (a + a)", 50.0, False),
        ("more > 9", True, False),
        ("9 < more and a == 2", True, False),
        ("a < 1 and a > 0", False, False),
        ("0 < a <= 2", True, False),
    ],
)
def test_what_a_formula_gives(formula: str, value: float, floor: bool) -> None:
    known = {"a": (2.0, False), "more": (10.0, True), "fall": (-33.0, False)}
    made = Formula(formula, known, "a row")
    assert (made.value, made.floor) == (value, floor)
    assert type(made.value) is type(value)


def test_headroom_is_one_unit_of_the_last_digit() -> None:
    room = sl.headroom()
    assert set(room.index) == MORE_THAN
    assert list(room.index[:2]) == ["contact_signs", "fitness_activities"]
    assert room["last_digit"].to_dict() == {
        "contact_signs": 10_000,
        "fitness_activities": 10,
        "people_helped": 1_000,
        "it_investment": 10_000_000,
        "resident_services": 1_000,
        "losses_made_good": 1_000_000,
        "household_exit_vehicle_services": 10_000,
        "home_deliveries": 10,
        "hukou_booklets": 1_000,
        "household_visits": 1_000,
        "wages_recovered": 1_000,
    }
    assert room.loc["contact_signs", "share"] == 50
    assert room.loc["fitness_activities", "share"] == 12.5
    assert room["share"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("numeral", "parts"),
    [
        ("1981.9万余元", ("1981.9万", "余", "元", 19_819_000)),
        ("113万多笔", ("113万", "多", "笔", 1_130_000)),
        ("两万余个", ("两万", "余", "个", 20_000)),
        ("4.5亿余元", ("4.5亿", "余", "元", 450_000_000)),
        ("1.2万件", ("1.2万", "", "件", 12_000)),
        ("零失误", ("零", "", "失误", 0)),
        ("97.99%", ("97.99", "", "%", 97.99)),
    ],
)
def test_printed_numbers_are_taken_apart(numeral: str, parts: tuple[str, str, str, float]) -> None:
    assert tuple(read_printed(numeral)) == parts


@pytest.mark.parametrize(
    ("number", "value"), [("二十九", 29), ("一百", 100), ("两", 2), ("十四", 14), ("1.1亿", 1.1e8)]
)
def test_chinese_numerals_are_read(number: str, value: float) -> None:
    assert read_number(number) == value


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="余万"):
        read_printed("余万元")


@given(st.integers(1, 10**12))
def test_any_number_written_in_chinese_is_read(value: int) -> None:
    from cn2an import an2cn

    written = an2cn(value, "low")
    assert NUMBER.fullmatch(written) or "〇" in written
    assert read_number(written) == value
    assert tuple(read_printed(f"{written}余户")) == (written, "余", "户", value)


@given(st.integers(0, 99999), st.integers(0, 99), st.sampled_from(["", "万", "亿"]))
def test_any_number_in_digits_is_read(whole: int, part: int, scale: str) -> None:
    written = f"{whole}.{part:02}{scale}"
    times = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert read_number(written) == pytest.approx((whole + part / 100) * times)
    assert read_printed(f"{written}多笔").last_digit == pytest.approx(times / 100)


@given(st.text("零一二三四五六七八九十百千万亿两", min_size=1, max_size=8))
def test_where_cn2an_reads_a_number_so_do_we(written: str) -> None:
    from cn2an import cn2an

    try:
        expected = cn2an(written, "strict")
    except (ValueError, KeyError):  # It stumbles over some of what is no number.
        return
    assert read_number(written) == expected
