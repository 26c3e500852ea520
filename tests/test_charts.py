"""Every picture, wide and narrow: legible, inside its sheet, and as large as its data."""

from __future__ import annotations

from itertools import combinations

import pytest
import svg_reading
from exhibit_set import CHARTS, exhibits, named
from readings import DERIVED, FIGURES

import shangluo_data as sl
from shangluo_data.charts.squares_layout import count
from shangluo_data.exhibits.picture import Picture, TextBox

PICTURES = [(name, size) for name in CHARTS for size in ("wide", "narrow")]
every_picture = pytest.mark.parametrize(("name", "size"), PICTURES)
SLACK = 0.5
# One square stands for that many things.
PER = {"property_crime": 100, "outreach": 1000, "counter_services": 1000}
SQUARES = {
    "households_visited": 731,
    "convenience_services": 54,
    "people_helped": 26,
    "problems_resolved": 11,
    "talk_sessions": 6,
    "counter_transactions": 1130,
    "hukou_booklets": 254,
    "cross_province_ids": 9,
    "cross_province_moves": 3,
    "home_deliveries": 1,
    "property_cases_solved": 24,
    "property_suspects": 54,
    "property_gangs": 16,
}


def picture(name: str, size: str) -> Picture:
    return exhibits()[name].pictures[size]


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB`` as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def overlap(a: TextBox, b: TextBox) -> bool:
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > SLACK and down > SLACK


def test_the_plan_is_drawn() -> None:
    assert len(CHARTS) == 18
    assert set(CHARTS) == {name for name, e in exhibits().items() if e.pictures}
    assert {e.pictures["wide"].width for e in exhibits().values() if e.pictures} == {576}
    assert {e.pictures["narrow"].width for e in exhibits().values() if e.pictures} == {246}


def test_contrast_is_measured_rightly() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#0B7A6F", "#FFFFFF") == pytest.approx(5.2, abs=0.1)


@every_picture
def test_no_two_texts_overlap(name: str, size: str) -> None:
    texts = picture(name, size).texts
    assert len(texts) > 3
    assert [(a.text, b.text) for a, b in combinations(texts, 2) if overlap(a, b)] == []


@every_picture
def test_no_text_leaves_the_sheet(name: str, size: str) -> None:
    sheet = picture(name, size)
    outside = [
        t.text
        for t in sheet.texts
        if t.left < -SLACK
        or t.top < -SLACK
        or t.right > sheet.width + SLACK
        or t.bottom > sheet.height + SLACK
    ]
    assert outside == []
    assert all(t.size >= 8.5 for t in sheet.texts)


@every_picture
def test_no_mark_leaves_the_sheet(name: str, size: str) -> None:
    sheet = picture(name, size)
    points = [p for s in svg_reading.shapes(sheet.svg) for p in s.points]
    assert points
    assert min(x for x, _ in points) >= -SLACK
    assert max(x for x, _ in points) <= sheet.width + SLACK
    assert min(y for _, y in points) >= -SLACK
    assert max(y for _, y in points) <= sheet.height + SLACK


@every_picture
def test_texts_and_marks_stand_out(name: str, size: str) -> None:
    sheet = picture(name, size)
    faint = [t.text for t in sheet.texts if contrast(t.colour, t.background) < 4.5]
    assert faint == []
    assert [m for m in sheet.marks if contrast(m.colour, "#FFFFFF") < 3] == []


def shown(name: str) -> dict[str, float]:
    """Return the values behind an exhibit as the tests' author read or computed them."""
    values = {}
    for frame in exhibits()[name].frames:
        for key in map(str, frame.index):
            if key in FIGURES:
                values[key] = FIGURES[key][2]
            elif key in DERIVED:
                values[key] = DERIVED[key][0]
    return values


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("name", named("charts.squares("))
def test_squares_are_counted(name: str, size: str) -> None:
    sheet = picture(name, size)
    values = shown(name)
    per = PER.get(name, 1)
    drawn = {m.id: m.quantity for m in sheet.marks if m.kind == "squares"}
    for key, squares in drawn.items():
        expected = SQUARES[key] if per > 1 else values[key]
        assert squares == expected, key
    assert {key for key in values if FIGURES.get(key, ("", "%"))[1][-1] != "%"} == set(drawn)
    keys = 3 if name == "stations_by_model" else 0
    assert len(svg_reading.squares(sheet.svg)) == sum(drawn.values()) + keys


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("name", ["training", "money", "investment"])
def test_bars_are_as_long_as_their_values(name: str, size: str) -> None:
    sheet = picture(name, size)
    values = shown(name)
    assert {m.id: m.quantity for m in sheet.marks} == pytest.approx(values)
    bars = svg_reading.solid_bars(sheet.svg, sheet.marks[0].colour)
    assert len(bars) == len(values)
    assert len({round(bar.left, 1) for bar in bars}) == 1
    unit = bars[0].width / values[sheet.marks[0].id]
    for bar, mark in zip(bars, sheet.marks, strict=True):
        assert bar.width == pytest.approx(values[mark.id] * unit, abs=0.3), mark.id


def test_headroom_bars_are_the_shares() -> None:
    shares = sl.headroom()["share"].to_dict()
    for size in ("wide", "narrow"):
        assert {m.id: m.quantity for m in picture("headroom", size).marks} == pytest.approx(shares)
        printed = " ".join(t.text for t in picture("headroom", size).texts)
        assert all(numeral in printed for numeral in sl.headroom()["numeral"])


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_index_bars_start_at_100(size: str) -> None:
    sheet = picture("cases", size)
    assert {m.id: m.quantity for m in sheet.marks} == pytest.approx(shown("cases"))
    rows = [s for s in svg_reading.shapes(sheet.svg) if s.height == 26]
    solid = [s.width for s in rows if s.style["fill"] == "#0b7a6f"]
    dashed = [s.width for s in rows if "stroke-dasharray" in s.style]
    whole = solid[0] + dashed[0]
    assert [round(100 * w / whole) for w in solid] == [67, 81]
    assert [round(100 * w / whole) for w in dashed] == [33, 19]


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_slopes_stand_at_their_values(size: str) -> None:
    sheet = picture("satisfaction", size)
    expected = shown("satisfaction")
    gain = expected.pop("satisfaction_gain")
    assert {m.id: m.quantity for m in sheet.marks} == pytest.approx(expected)
    words = [t.text for t in sheet.texts]
    assert {"97.99%", "99.54%", "2.01%", "0.46%", f"+{gain}", f"−{gain}"} <= set(words)
    dashed = [s for s in svg_reading.shapes(sheet.svg) if "stroke-dasharray" in s.style]
    assert len(dashed) == 2
    assert all(len(s.points) == 2 for s in dashed)


def test_the_year_points() -> None:
    for size in ("wide", "narrow"):
        assert [m.quantity for m in picture("years", size).marks] == [2021, 2022, 2023, 2024]


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_the_text_map_measures_the_text(size: str) -> None:
    text = sl.article()["text"]
    marks = picture("text_map", size).marks
    lengths = {m.id: m.quantity for m in marks if m.kind == "bar"}
    ticks = {m.id: m.quantity for m in marks if m.kind == "ticks"}
    assert lengths == {f"p{n}": len(text[n]) for n in range(1, 26) if n not in (6, 13, 19)}
    own = [n for n, _, _ in FIGURES.values()]
    assert ticks == {key: own.count(int(key[1:])) for key in lengths}


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_how_figures_are_stated_is_counted(size: str) -> None:
    sheet = picture("how_stated", size)
    totals = {m.id: m.quantity for m in sheet.marks if m.kind == "squares"}
    hollow = {m.id: m.quantity for m in sheet.marks if m.kind == "hollow"}
    assert totals == {"force": 20, "safety": 21, "services": 21}
    assert hollow == {"force": 1, "safety": 3, "services": 7}
    # Three figures are per year: a white square in the middle of each.
    assert len(svg_reading.squares(sheet.svg)) == 62 + 3


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_at_least_is_drawn_as_an_open_arrow(size: str) -> None:
    for name in named("charts.squares(", "charts.bars("):
        if name != "headroom":
            floors = [k for k in shown(name) if set(FIGURES.get(k, ("", ""))[1]) & set("余多")]
            assert len(svg_reading.chevrons(picture(name, size).svg)) == len(floors), name


def test_whole_squares_round_and_never_vanish() -> None:
    given = [(2_396, 100), (2_350, 100), (2_349, 100), (80, 1000), (0, 1), (1, 1)]
    assert [count(*pair) for pair in given] == [24, 24, 23, 1, 0, 1]
