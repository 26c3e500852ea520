"""What is drawn is as large, as many and as placed as the register says."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from helpers.drawings import chevrons, dots, drawn, filled, framed, picture, shapes, words

import shangluo_data as sl
from shangluo_data.exhibits.style import SECTION

BLUE, GREEN, ORANGE = SECTION["force"], SECTION["safety"], SECTION["services"]
both_sizes = pytest.mark.parametrize("size", ["wide", "narrow"])


def quantities(name: str, size: str, kind: str) -> dict[str, float]:
    return {m.id: m.quantity for m in picture(name, size).marks if m.kind == kind}


def values(name: str) -> dict[str, float]:
    return {str(k): float(v) for f in drawn(name).frames for k, v in f["value"].items()}


def spans(frame_name: str, section: str) -> str:
    """Return the words of all spans of a section, in order, each character once."""
    text, found = sl.article()["text"], set()
    for row in getattr(sl, frame_name)(section).itertuples():
        found |= {(row.paragraph, at) for at in range(row.start, row.end)}
    if frame_name == "claims":
        found -= {
            (row.paragraph, at)
            for row in sl.figures(section).itertuples()
            for at in range(row.start, row.end)
        }
    return "".join(text[n][at] for n, at in sorted(found))


@both_sizes
@pytest.mark.parametrize("section", ["force", "safety", "services"])
def test_the_glance_marks_every_figure_and_every_claim(size: str, section: str) -> None:
    tiny = [t for t in picture("at_a_glance", size).texts if t.size < 5]
    solid = "".join(t.text for t in tiny if t.background == SECTION[section])
    assert solid == spans("figures", section)
    inks = {t.background for t in tiny if t.colour == "#181C21"}
    tints = {b: "".join(t.text for t in tiny if t.background == b) for b in inks}
    assert spans("claims", section) in tints.values()


@both_sizes
def test_the_glance_is_the_whole_article_with_no_private_person(size: str) -> None:
    written = "".join(t.text for t in picture("at_a_glance", size).texts if t.size < 5)
    whole = "".join(sl.article()["text"])
    assert len(written) == len(whole)
    changed = [(a, b) for a, b in zip(whole, written, strict=True) if a != b]
    assert [b for _, b in changed] == ["×"] * 4
    assert any("62个数据" in w for w in words("at_a_glance", size))
    assert any(f"{len(sl.claims())}处未附数字的表述" in w for w in words("at_a_glance", size))


@both_sizes
def test_lines_of_the_glance_break_where_chinese_may(size: str) -> None:
    lines: dict[tuple[int, int], str] = {}
    columns, sheet = {"wide": 5, "narrow": 2}[size], picture("at_a_glance", size)
    for text in sheet.texts:
        if text.size < 5:
            column = int((text.left + 1) // (sheet.width / columns + 2))
            key = (column, round(text.top))
            lines[key] = lines.get(key, "") + text.text
    assert len(lines) > 100
    assert [
        line
        for line in lines.values()
        if line[0] in "，。、；：！？”’》）,;:" or line[-1] in "“‘《（"
    ] == []


def test_the_glance_says_what_it_shows() -> None:
    force, safety = len(sl.claims("force")), len(sl.claims("safety"))
    assert f"20个数据，{force}处未附数字的表述" in drawn("at_a_glance").alt("zh")
    assert f"21 figures, {safety} claims without a figure" in drawn("at_a_glance").alt("en")


@both_sizes
def test_paragraphs_are_counted(size: str) -> None:
    counted, said = (quantities("counted_and_said", size, k) for k in ("figures", "claims"))
    claimed = Counter(sl.claims()["paragraph"])
    assert (counted["p8"], counted["p25"], sum(counted.values())) == (12, 2, 62)
    assert said == {key: claimed[int(key[1:])] for key in said}
    assert sum(said.values()) == len(sl.claims())
    own = Counter(sl.figures()["paragraph"])
    assert counted == {key: own[int(key[1:])] for key in counted}
    svg = picture("counted_and_said", size).svg
    solid = [b for c in (BLUE, GREEN, ORANGE) for b in filled(svg, c)]
    assert len(solid) == 62
    assert sum(
        len(framed(svg, SECTION[s])) for s in ("lead", "force", "safety", "services")
    ) == len(sl.claims())
    # Figures stand to the left of all claims.
    claims = [b for s in ("lead", "force") for b in framed(svg, SECTION[s])]
    assert max(b.right for b in solid) < min(b.left for b in claims)


@both_sizes
def test_periods_hold_every_figure_once(size: str) -> None:
    squares = quantities("when", size, "squares")
    assert sum(squares.values()) == 62
    rows: Counter[str] = Counter()
    for key, n in squares.items():
        if n:
            rows[key.rpartition("_")[0]] += int(n)
    assert rows == {
        "past_five_years": 33, "each_year": 3, "2021": 1, "2024": 1, "so_far": 3, "none": 21,
    }  # fmt: skip
    drawn_in = [len(filled(picture("when", size).svg, SECTION[s])) for s in ("force", "safety")]
    assert drawn_in == [20, 21]
    assert {"33", "21"} <= set(words("when", size))


@both_sizes
def test_squares_are_as_many_as_the_figure_says(size: str) -> None:
    for name in ("honours", "local_network", "stations_by_model"):
        own = values(name)
        squares = quantities(name, size, "squares")
        assert squares == {key: own[key] for key in squares}
    svg = picture("honours", size).svg
    assert len(filled(svg, BLUE)) == 4 + 45 + 271 + 46 + 25
    assert len(framed(svg, BLUE)) == 26 + 49 + 30 + 11
    assert words("honours", size).count("—") == 1
    assert not {"116", "391", "320", "75"} & {w.strip("个名次") for w in words("honours", size)}
    assert len(filled(picture("local_network", size).svg, GREEN)) == 91 + 134 + 265 + 368
    assert {"1个", "19个", "两万余个"} <= set(words("local_network", size))
    sides = {round(s.width, 1) for s in filled(picture("local_network", size).svg, GREEN)}
    assert len(sides) == 1


@both_sizes
def test_the_stations_add_up(size: str) -> None:
    svg = picture("stations_by_model", size).svg
    assert "8 + 17 + 66 = 91" in words("stations_by_model", size)
    # Eight of the first model, its key, 49 merged ones, and the bar.
    assert len(filled(svg, ORANGE)) == 8 + 1 + 49 + 1
    assert len(filled(svg, "#181C21")) == 17 + 1
    bar = max(filled(svg, ORANGE), key=lambda s: s.width)
    whole = max(framed(svg, ORANGE), key=lambda s: s.width)
    assert bar.width / whole.width == pytest.approx(0.43, abs=0.01)
    assert [w for w in words("stations_by_model", size) if w.endswith("% 推算 derived")] == [
        "8.8% 推算 derived", "18.7% 推算 derived", "72.5% 推算 derived",
    ]  # fmt: skip


@both_sizes
def test_bars_are_as_long_as_their_values(size: str) -> None:
    sheet, own = picture("training", size), values("training")
    assert quantities("training", size, "bar") == own
    bars = sorted(filled(sheet.svg, BLUE), key=lambda s: s.top)
    assert len(bars) == 6
    assert len({round(bar.left, 1) for bar in bars}) == 1
    scale = bars[0].width / 810
    assert [round(bar.width / scale) for bar in bars] == [810, 10, 9, 230, 131, 80]
    assert "场次 sessions" in words("training", size)


@both_sizes
def test_falls_start_at_100(size: str) -> None:
    svg = picture("cases", size).svg
    solid = [s.width for s in filled(svg, GREEN)]
    dashed = [s.width for s in framed(svg, GREEN) if "stroke-dasharray" in s.style]
    whole = solid[0] + dashed[0]
    assert [round(100 * w / whole) for w in solid] == [67, 81]
    assert [round(100 * w / whole) for w in dashed] == [33, 19]
    assert {"−33%", "−19%", "期末 67  推算 derived"} <= set(words("cases", size))
    assert "下降33%" in drawn("cases").alt("zh")
    assert "fell by 33%" in drawn("cases").alt("en")


@both_sizes
def test_slopes_stand_at_their_values(size: str) -> None:
    own = values("satisfaction")
    own.pop("satisfaction_gain")
    assert quantities("satisfaction", size, "point") == pytest.approx(own)
    svg = picture("satisfaction", size).svg
    assert {"97.99%", "99.54%", "2.01%", "0.46%"} <= set(words("satisfaction", size))
    lines = [s for s in shapes(svg) if "stroke-dasharray" in s.style]
    (stated, rest) = [s.points[1][1] - s.points[0][1] for s in lines]
    assert stated < 0 < rest
    assert len(dots(svg)) == 4


@both_sizes
def test_magnitudes_stand_a_step_apart_for_each_power_of_ten(size: str) -> None:
    sheet, own = picture("ten_counts", size), values("ten_counts")
    places = [x for x, _ in dots(sheet.svg)]
    logs = [math.log10(own[m.id]) for m in sheet.marks]
    step = (places[5] - places[0]) / (logs[5] - logs[0])
    assert places == pytest.approx([places[0] + step * (v - logs[0]) for v in logs], abs=0.2)
    assert list(own) == list(drawn("ten_counts").caption.ids)
    assert filled(sheet.svg, ORANGE) == []
    assert {"73.1万余户", "> 731,000 households", "1280余次"} <= set(words("ten_counts", size))


@both_sizes
@pytest.mark.parametrize("name", ["training", "ten_counts"])
def test_more_than_is_an_open_arrow(name: str, size: str) -> None:
    open_ended = sl.figures().loc[list(values(name))]["numeral"].str.contains("[余多]")
    assert len(chevrons(picture(name, size).svg)) == open_ended.sum() > 0


def test_the_english_edition_reads_as_english() -> None:
    told = words("ten_counts", "wide", "en")
    assert {"more than 731,000", "households 73.1万余户", "more than 1.13 million"} <= set(told)
    assert told.index("Talks with residents") < told.index("恳谈活动")
    assert "73.1万余户" in words("ten_counts", "wide", "zh")


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_a_drawing_is_the_same_on_every_run(size: str) -> None:
    drawn.cache_clear()
    before = picture("training", size).svg
    drawn.cache_clear()
    assert picture("training", size).svg == before
