"""Nothing is left out: every number, quoted phrase, term and claim is in its place, once."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from helpers.spoilt import spoilt

import shangluo_data as sl
from shangluo_data.article.source import CURATED
from shangluo_data.register.account import check_labels

TABLES: dict[str, Callable[[], pd.DataFrame]] = {
    "article": sl.article,
    "figures": sl.figures,
    "numerals": sl.numerals,
    "terms": sl.terms,
    "claims": sl.claims,
    "derived": sl.derived,
    "checks": sl.checks,
    "headroom": sl.headroom,
    "codes": sl.codes,
    "limits": sl.limits,
}
# Written out here, apart from the project's pattern.
DIGITS = set("0123456789")
CHINESE = set("零一二三四五六七八九十百千万亿两双")


def numbers_of(text: str) -> list[tuple[int, int]]:
    """Return the spans of the numbers in ``text``, found by walking its characters."""
    spans = []
    at = 0
    while at < len(text):
        start = at
        if text[at] in DIGITS:
            while at < len(text) and (
                text[at] in DIGITS or (text[at] == "." and text[at + 1] in DIGITS)
            ):
                at += 1
            while at < len(text) and text[at] in "万亿":
                at += 1
        else:
            while at < len(text) and text[at] in CHINESE:
                at += 1
        if at > start:
            spans.append((start, at))
        else:
            at += 1
    return spans


def test_every_number_of_the_text_is_accounted_for_once() -> None:
    text = sl.article()["text"]
    walked = [(n, *span) for n, words in text.items() for span in numbers_of(words)]
    numbers = sl.numerals()
    listed = list(numbers[["paragraph", "start", "end"]].itertuples(index=False, name=None))
    assert listed == walked
    assert len(walked) == 120
    arabic = sum(len(re.findall(r"[0-9.]+", words)) for words in text)
    assert arabic == 70
    assert int(numbers["number"].str.match("[0-9]").sum()) == 70


def test_no_other_chinese_numeral_hides_in_the_text() -> None:
    whole = "".join(sl.article()["text"]).replace("队伍", "")
    others = {c for c in "〇壹贰叁肆伍陆柒捌玖拾佰仟廿卅俩仨半兆几" if c in whole}
    assert others == set()
    assert re.findall("数[十百千万亿]", whole) == []


def test_what_the_numbers_are() -> None:
    numbers = sl.numerals()
    kinds = numbers["kind"].value_counts().to_dict()
    assert kinds == {
        "figure": 61,
        "date": 11,
        "ordinal": 1,
        "structure": 4,
        "name": 33,
        "idiom": 10,
    }
    figures = numbers[numbers["kind"] == "figure"]
    assert sorted(" ".join(figures["figures"]).split()) == sorted(sl.figures().index)
    others = numbers[numbers["kind"] != "figure"]
    assert (others["figures"] == "").all()
    assert (others["reason_en"] != "").all()
    assert (others["reason_zh"] != "").all()
    by_phrase = numbers.set_index("phrase")["kind"]
    expected = {
        "2022年": "date",
        "之二十九": "ordinal",
        "四大类": "structure",
        "110": "name",
        "75周年": "name",
        "百千工程": "name",
        "一线": "idiom",
    }
    for phrase, kind in expected.items():
        assert set(by_phrase[[phrase]]) == {kind}, phrase
    assert set(numbers["number"][numbers["phrase"] == "U19"]) == {"19"}


def test_phrases_hold_their_numbers() -> None:
    for _, row in sl.numerals().iterrows():
        text = sl.article()["text"][row["paragraph"]]
        assert text[row["start"] : row["end"]] == row["number"]
        assert row["number"] in row["phrase"]


@pytest.mark.parametrize("lost", ["event_sessions", "satisfaction_2024", "contact_signs"])
def test_a_figure_left_out_is_noticed(lost: str, tmp_path: Path) -> None:
    text = (CURATED / "figures.csv").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines(keepends=True) if line.startswith(f"{lost},")]
    with spoilt(tmp_path, "figures.csv", line), pytest.raises(sl.DataError, match="is in no row"):
        sl.numerals()


def test_every_quoted_phrase_is_a_term_or_a_figure() -> None:
    terms = set(sl.terms()["term"])
    numerals = set(sl.figures()["numeral"])
    phrases = [q for words in sl.article()["text"] for q in re.findall("“([^”]+)”", words)]
    assert len(phrases) == 60
    unlisted = [
        phrase
        for phrase in phrases
        if phrase not in terms
        and not set(phrase.split("、")) <= numerals
        and not any(f"“{phrase}”" in term for term in terms)
    ]
    assert unlisted == []
    assert "零失误、零事故" in phrases


def test_terms_stand_where_they_say() -> None:
    text = sl.article()["text"]
    terms = sl.terms()
    for key, row in terms.iterrows():
        assert row["term"] in text[row["paragraph"]], key
        named = [int(n) for n in row["paragraphs"].split()]
        assert row["paragraph"] in named
        assert named == [n for n, words in text.items() if row["term"] in words], key
        assert row["gloss_en"] and row["note_en"] and row["note_zh"], key
    assert not terms["term"].duplicated().any()


def test_claims_stand_where_they_say() -> None:
    text = sl.article()["text"]
    claims = sl.claims()
    for key, row in claims.iterrows():
        assert text[row["paragraph"]][row["start"] : row["end"]] == row["words"], key
        assert row["words"] in row["quote"], key
        assert row["label_en"] and row["label_zh"], key
        checkable = row["kind"] in ("trend", "comparison", "coverage", "result")
        assert bool(row["missing_en"]) == bool(row["missing_zh"]) == checkable, key
    assert len(claims.loc[claims["kind"] == "anecdote"]) == 3
    for said in ("大幅下降", "高于全省平均水平", "位居全省前列", "逐年下降", "逐年上升", "全覆盖"):
        assert claims["words"].str.contains(said, regex=False).any(), said


@pytest.mark.parametrize("name", TABLES)
def test_each_call_returns_a_fresh_table(name: str) -> None:
    changed = TABLES[name]()
    kept = changed.copy(deep=True)
    column = changed.columns[-1]
    changed[column] = changed[column].iloc[0]
    changed.loc[changed.index[0], changed.columns[0]] = changed.iloc[-1, 0]
    assert not changed.equals(kept)
    pd.testing.assert_frame_equal(TABLES[name](), kept)


@pytest.mark.parametrize("name", TABLES)
def test_docstrings_name_every_column(name: str) -> None:
    told = TABLES[name].__doc__ or ""
    frame = TABLES[name]()
    columns = list(frame.columns)
    if name == "headroom":
        columns = ["last_digit", "share"]
    assert [c for c in columns if f"``{c}``" not in told] == []
    assert "Source: " in told
    rows = re.search(r"\b(\d+) rows", told)
    if rows:
        assert int(rows.group(1)) == len(frame)


def test_the_account_is_in_order() -> None:
    account = sl.account()
    assert (account.numbers, account.arabic) == (120, 70)
    assert (account.figures, account.more_than) == (62, 11)
    assert account.quoted_unlisted == []
    assert account.ok
    said = str(account)
    assert said.startswith("120 numbers in the article, 70 of them in Arabic digits:")
    assert "61 give the 62 figures (11 of which are “more than” the number printed)," in said
    assert "59 are others: 11 date, 1 ordinal, 4 structure, 33 name, 10 idiom" in said
    assert said.endswith("Everything is accounted for.")


def test_no_two_labels_of_a_paragraph_can_be_exchanged_unseen() -> None:
    register = sl.figures()
    check_labels(register)
    seen, unseen = 0, []
    for _, own in register.groupby("paragraph"):
        for a, b in combinations(own.index, 2):
            if own.loc[a, "start"] == own.loc[b, "start"]:
                continue  # 各1个: the words do not tell which is which.
            labels = register["label_zh"].to_dict()
            labels[a], labels[b] = labels[b], labels[a]
            try:
                check_labels(register.assign(label_zh=pd.Series(labels)))
                unseen.append((a, b))
            except sl.DataError:
                seen += 1
    assert seen > 150
    assert len(unseen) < seen / 20, unseen


def test_an_english_label_exchanged_is_seen() -> None:
    register = sl.figures()
    pairs = [
        ("first_class_individuals", "second_class_individuals"),
        ("second_class_collectives", "second_class_individuals"),
        ("fengqiao_national", "fengqiao_city"),
        ("satisfaction_2021", "satisfaction_2024"),
        ("model_post_based", "model_multi_skill"),
        ("criminal_cases_change", "public_order_cases_change"),
    ]
    for a, b in pairs:
        labels = register["label_en"].to_dict()
        labels[a], labels[b] = labels[b], labels[a]
        with pytest.raises(sl.DataError, match=r"label_zh says .*Correct the label"):
            check_labels(register.assign(label_en=pd.Series(labels)))


def test_the_account_says_what_is_not_in_order() -> None:
    account = sl.account()
    account.quoted_unlisted = ["周解愁"]
    assert not account.ok
    assert "not listed in terms.csv: 周解愁" in str(account)
    account = sl.account()
    account.checks["stations_add_up"] = False
    assert not account.ok
    assert "check does not hold: stations_add_up" in str(account)
    assert str(account).endswith("Not everything is in order.")


def test_a_list_whose_number_is_another_does_not_hold(tmp_path: Path) -> None:
    with spoilt(tmp_path, "checks.csv", "市、县两级", "县两级"):
        assert sl.checks().loc["centre_levels", ["holds", "paragraphs"]].tolist() == [False, "23"]
        assert "check does not hold: centre_levels" in str(sl.account())
