"""The curated readings: complete, noted where they are open, asked only what can be checked."""

from __future__ import annotations

import re

import pytest

import shangluo_data as sl

CHECKABLE = {"trend", "comparison", "coverage", "result"}


def spans(number: int) -> list[tuple[int, int]]:
    """Return where the figures, terms and claims of a paragraph stand."""
    own = [
        frame.loc[frame["paragraph"] == number, ["start", "end"]]
        for frame in (sl.figures(), sl.claims())
    ]
    found = [(int(a), int(b)) for frame in own for a, b in frame.itertuples(index=False)]
    text = sl.article()["text"][number]
    for term in sl.terms()["term"]:
        found += [match.span() for match in re.finditer(re.escape(term), text)]
    return found


def uncovered(cut: str) -> list[tuple[int, str]]:
    """Return the pieces of the body, cut by the pattern, that hold no figure, term or claim."""
    article = sl.article()
    return [
        (number, piece[0])
        for number, text in article.loc[article["kind"] == "body", "text"].items()
        for piece in re.finditer(cut, text)
        if not any(a < piece.end() and piece.start() < b for a, b in spans(number))
    ]


def test_every_sentence_of_the_body_has_a_figure_a_term_or_a_claim() -> None:
    assert uncovered("[^。…]+") == []


def test_a_clause_without_any_is_a_time_a_place_or_a_turn_of_phrase() -> None:
    assert uncovered("[^,;。…]+") == [
        (3, "在矛盾调解时"),
        (3, "在案件侦办中"),
        (3, "在应急一线上"),
        (4, "这一幕幕暖心场景、一次次坚毅担当"),
        (7, "2022年"),
        (8, "5年来"),
        (9, "以理论铸魂、以纪律塑形"),
        (12, "同时"),
        (12, "加强科技信息化能力培育"),
        (12, "丰富警营文化生活"),
        (15, "据统计"),
        (15, "5年来"),
        (16, "其间"),
        (16, "协助化解欠薪矛盾"),
        (20, "近日"),
        (20, "这温情一幕"),
        (21, "5年来"),
        (21, "组织民警深入社区、企业、学校"),
        (21, "据统计"),
        (22, "深化户政改革"),
        (23, "在优化服务的同时"),
    ]


def test_claims_stand_in_the_order_of_the_text_and_do_not_overlap() -> None:
    claims = sl.claims()
    for number, own in claims.groupby("paragraph"):
        starts, ends = list(own["start"]), list(own["end"])
        assert starts == sorted(starts), number
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False)), number
    assert claims["paragraph"].is_monotonic_increasing


def test_only_claims_that_could_be_checked_say_what_a_check_needs() -> None:
    for key, row in sl.claims().iterrows():
        needed = row["kind"] in CHECKABLE
        assert (row["missing_en"] != "") == (row["missing_zh"] != "") == needed, key


def test_a_claim_keeps_its_whole_words() -> None:
    claims = sl.claims()
    assert claims.loc["fairness_guarded", "words"] == "守护公平“法治底线”"
    assert claims.loc["tech_spending", "words"] == "加大科技研发投入"
    for key, words in claims["words"].items():
        assert words.count("“") == words.count("”") or key == "nerve_endings_active", key


def test_claims_say_no_more_than_the_article() -> None:
    label = sl.claims()["label_en"]
    assert "and others (等)" in label["many_breakthroughs"]
    assert label["centres_full_coverage"].endswith("at city and county level")
    assert "may state an aim" in label["live_fire_all_pass"]
    assert not label["handling_rate_rank"].startswith("First")


def test_an_inferred_period_has_a_note_that_names_the_words() -> None:
    inferred = sl.figures().query("period_basis == 'inferred'")
    assert len(inferred) == 10
    for key, row in inferred.iterrows():
        words = (
            "每年" if key == "pistol_training" else "其间" if row["paragraph"] == 16 else "5年累计"
        )
        assert f"“{words}”" in row["note_zh"], key
        assert words in row["note_en"] or "“Each year”" in row["note_en"], key


@pytest.mark.parametrize("key", ["criminal_cases_change", "public_order_cases_change"])
def test_a_fall_is_a_change_of_recorded_cases_with_both_readings(key: str) -> None:
    row = sl.figures().loc[key]
    assert row["label_en"].startswith("Recorded ") and row["label_en"].endswith(", change")
    index = sl.derived().loc[key.replace("change", "index")]
    for note in (row["note_en"], index["note_en"]):
        assert "start" in note and "earlier total" in note
    for note in (row["note_zh"], index["note_zh"]):
        assert "期初" in note and "此前" in note


def test_the_open_readings_stand_beside_their_figures() -> None:
    notes = sl.figures()["note_en"]
    for key, words in {
        "incident_drills": "may be theirs alone",
        "specialists_recruited": "等",
        "property_cases_solved": "not define “traditional”",
        "suspects_caught": "has not been convicted",
        "two_card_suspects": "administrative offences",
        "losses_made_good": "not the same as “recovered”",
        "people_helped": "more than once",
        "household_visits": "may repeat",
        "community_officers_share": "达到",
        "case_review_pass": "not for all",
        "liangqiang_clearance": "does not spell out 两抢",
        "merged_rural_stations": "does not spell out 交所合一",
    }.items():
        assert words in notes[key], key


def test_rounded_is_what_stands_in_wan_or_yi_without_a_hedge() -> None:
    figures = sl.figures()
    by_rule = figures["numeral"].str.contains("[万亿]") & ~figures["numeral"].str.contains("[余多]")
    assert list(figures.index[by_rule]) == list(figures.index[figures["qualifier"] == "rounded"])
    note = sl.codes("qualifier").loc["unhedged", "note_en"]
    assert "not in 万 or 亿" in note and "may still be round" in note


def test_a_short_form_is_left_as_printed() -> None:
    terms = sl.terms()
    for key in ("liangqiang", "jiaosuo_heyi"):
        assert terms.loc[key, "gloss_en"] == f"{terms.loc[key, 'term']} (as printed)"
        assert "as printed" in terms.loc[key, "note_en"]


def test_checks_are_of_every_kind_and_hold() -> None:
    checks = sl.checks()
    assert set(checks["kind"]) == set(sl.codes("check_kind").index)
    assert checks["holds"].all()
    lists = checks[checks["kind"] == "list"]
    assert dict(lists["paragraphs"]) == {"indicator_groups": "25", "centre_levels": "23"}
