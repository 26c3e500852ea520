"""Every number told is the register's or explained, and every statement about counts is counted."""

from __future__ import annotations

import re
from functools import cache

import pytest
from helpers.story import captions, plain, written

import shangluo_data as sl
from shangluo_data.register.curated import CHECKABLE, label

WORDS = ["zero", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
WORDS += ["eleven", "twelve"]
# 一 and "one" are left out: they are "a" as often as a number.
NUMBER = re.compile(
    r"\d[\d,]*(?:\.\d+)?%?|[零〇二三四五六七八九十百千万亿两双]+"
    rf"|\b(?:{'|'.join(WORDS)}|hundreds?|thousands?|million)\b",
    re.IGNORECASE,
)
EXPLAINED = {
    "第一部分": "the sections, in order",
    "第二部分": "the sections, in order",
    "第三部分": "the sections, in order",
    "Section two": "the sections, in order",
    "second section": "the sections, in order",
    "Section three": "the sections, in order",
    "third section": "the sections, in order",
    "14th Five-Year Plan": "十四五 in English",
    "ast five years": "5年来 in English",
    "over five years": "5年来 in English",
    "五年总数": "5年来 in Chinese characters",
    "两可": "the word for an open reading",
    "百分之百": "100% in words",
    "a hundred per cent": "100% in words",
    "和零": "the zeros of the article, in quotation marks",
    "a zero": "the zeros of the article, in quotation marks",
    "0–100%": "the ends of an axis",
    "从零起": "the start of an axis",
    "from zero": "the start of an axis",
    "100%减": "the whole, from which the remainder is taken",
    "100% less": "the whole, from which the remainder is taken",
    "期初为100": "the start of an index",
    "start of the period = 100": "the start of an index",
    "前一条的十倍": "the step of an axis",
    "ten times the last": "the step of an axis",
    "不足90": "80余 and one more unit of its last digit",
    "under 90": "80余 and one more unit of its last digit",
    "不足3万": "两万余 and one more unit of its last digit",
    "under 30,000": "两万余 and one more unit of its last digit",
    "80余": "the printed words of a figure",
    "两万余": "the printed words of a figure",
    "各1个": "the printed words of two figures",
    "5年来": "the printed words of a period",
    "“三查三访”": "a name",
    "three checks, three visits": "三查三访 in English",
    "three heads": "三长 in English",
    "“two-card”": "两卡 in English",
    "hundreds and thousands": "百千工程 in English",
    "“Eight Actions”": "八大行动 in English",
    "two teams": "一室两队 in English",
    "75th anniversary": "75周年 in English",
    "U19": "an age class in the name of two championships",
}


@cache
def counted() -> dict[str, int]:
    """Return the phrases that count something, with the count taken from what they count."""
    terms, claims, ids = sl.terms(), sl.claims("safety"), captions()
    volleyball = terms[(terms["category"] == "event") & terms["term"].str.contains("U19")]
    persons = re.findall("民警(..)在走访|老人(..)行动", sl.article()["text"][20])
    sums = {
        name: int((sl.figures().loc[ids[name]["ids"], "unit"] == "yuan").sum())
        for name in ("economic_crime", "built_and_spent")
    }
    each = int((sl.figures()["numeral"] == "1个").sum())
    listed = {
        ("两项U19", "two U19"): len(volleyball),
        ("其中两处", "Two of these"): int((claims["kind"] == "comparison").sum()),
        ("两项投入", "two investments", "the two sums on one"): sums["built_and_spent"],
        ("两项金额", "two sums of money", "两项不相加", "the two are not"): sums["economic_crime"],
        ("趋势、覆盖、成效三类",): kinds("force"),
        ("趋势、比较、覆盖、成效四类",): kinds("safety"),
        ("三种模式", "three models"): len(ids["stations_by_model"]["ids"]),
        ("三个机制", "Three mechanisms"): int(terms["term"].str.startswith("周解").sum()),
        ("两个数据", "two figures"): each,
        ("两位个人", "two private persons"): len(persons),
        ("三个场景", "three scenes"): len(sl.article()["text"][3].split(";")),
        ("分四种", "four kinds"): sl.figures()["qualifier"].nunique(),
        ("首尾两年", "two end years"): len(ids["satisfaction"]["ids"]),
        ("两个短句", "two phrases"): heading_parts(),
        ("前三项", "first three"): at("services_terms", 21, 22),
        ("中间两项", "next two"): at("services_terms", 23),
        ("后三项", "last three"): at("services_terms", 25),
        ("后两项", "two zeros"): len(ids["event_security"]["ids"]) - 1,
    }
    return {phrase: count for phrases, count in listed.items() for phrase in phrases}


def at(exhibit: str, *paragraphs: int) -> int:
    """Return how many of the terms an exhibit names stand in these paragraphs."""
    rows = sl.terms().loc[captions()[exhibit]["ids"]]
    return int(rows["paragraph"].isin(paragraphs).sum())


def kinds(section: str) -> int:
    """Return how many kinds of claim the table of a section holds."""
    return int(sl.claims().loc[captions()[f"{section}_claims"]["ids"], "kind"].nunique())


def heading_parts() -> int:
    text = sl.article()
    (parts,) = {len(line.split()) for line in text.loc[text["kind"] == "heading", "text"]}
    return parts


@cache
def printed() -> list[str]:
    """Return the article's own words that hold a number: names, structures, ordinals, terms."""
    numbers = sl.numerals()
    own = numbers[numbers["kind"].isin(["name", "structure", "ordinal"])]
    terms = [term for term in sl.terms()["term"] if NUMBER.search(term)]
    return sorted({*own["phrase"], *terms, "十四五"}, key=len, reverse=True)


@cache
def years() -> set[str]:
    numbers = sl.numerals()
    dates = numbers.loc[numbers["kind"] == "date", "number"]
    return {words for words in dates if re.fullmatch(r"\d{4}", words)}


def unaccounted(text: str) -> list[str]:
    """Return the numbers of ``text`` that nothing accounts for."""
    text = re.sub(r"第\d+(?:至\d+)?段|¶\d+(?:–\d+)?", " ", plain(text))
    for phrase in sorted([*counted(), *EXPLAINED], key=len, reverse=True):
        text = text.replace(phrase, " ")
    for phrase in printed():
        text = text.replace(phrase, " ")
    left = [match.group().strip(",") for match in NUMBER.finditer(text)]
    return [words for words in left if words not in years()]


def told() -> list[tuple[str, str]]:
    return [*written("zh"), *written("en")]


def test_every_number_told_is_accounted_for() -> None:
    assert [(where, left) for where, text in told() if (left := unaccounted(text))] == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("下降33%", ["33%"]),
        ("about 2,396 cases", ["2,396"]),
        ("共有六项", ["六"]),
        ("twelve halls", ["twelve"]),
        ("由2019年起", ["2019"]),
        ("由2021年起，一室两队，见第17段", []),
    ],
)
def test_a_typed_number_would_be_noticed(text: str, left: list[str]) -> None:
    assert unaccounted(text) == left


DIGITS = {"两": 2, "三": 3, "四": 4, "后两": 2}


def test_what_is_counted_in_words_is_that_many() -> None:
    for phrase, count in counted().items():
        match = NUMBER.search(phrase)
        assert match is not None
        word = match.group().lower()
        assert (WORDS.index(word) + 1 if word in WORDS else DIGITS[word]) == count, phrase


def test_no_entry_of_the_lists_is_idle() -> None:
    whole = "\n".join(plain(text) for _, text in told())
    idle = [phrase for phrase in (*counted(), *EXPLAINED) if phrase not in whole]
    assert idle == []


def test_paragraphs_named_in_the_prose_exist() -> None:
    last = len(sl.article())
    for where, text in told():
        for number in re.findall(r"第(\d+)段|¶(\d+)|至(\d+)段|–(\d+)\b(?!%)", text):
            assert 1 <= int("".join(number)) <= last, where


# What the titles and the prose say of the whole


def test_the_note_on_counting_names_every_kind_of_claim() -> None:
    for lang in ("zh", "en"):
        (note,) = captions()["counted_and_said"][f"notes_{lang}"]
        kinds_used = {label("claim_kind", kind, lang) for kind in sl.claims()["kind"].unique()}
        assert {kind for kind in kinds_used if kind.lower() not in note} == set()


def test_every_paragraph_of_the_body_makes_a_claim_and_most_give_figures() -> None:
    text = sl.article()
    body = set(text.index[text["kind"] == "body"])
    assert set(sl.claims()["paragraph"]) == body
    counting = set(sl.figures()["paragraph"])
    assert counting < body and len(counting) > len(body) / 2


def test_the_paragraphs_with_the_most_figures_and_claims() -> None:
    assert sl.figures()["paragraph"].value_counts().idxmax() == 8
    most = sl.claims()["paragraph"].value_counts()
    assert most.idxmax() == 25
    assert list(most).count(most.max()) == 1


def test_the_satisfaction_rates_alone_carry_a_year() -> None:
    dated = sl.figures().query("period.str.fullmatch('[0-9]{4}')")
    assert list(dated.index) == captions()["satisfaction"]["ids"]


def test_the_only_attribution() -> None:
    text = sl.article()["text"]
    assert [n for n, words in text.items() if "据统计" in words] == [15, 21]
    assert not text.str.contains("统计局|数据显示|据了解|来源").any()


def test_what_a_title_compares_is_so() -> None:
    value = sl.figures()["value"]
    assert value["criminal_cases_change"] < value["public_order_cases_change"] < 0
    assert value["it_investment"] > value["infrastructure_investment"]
    merit = captions()["honours"]["matrix"][:3]
    individuals = [value[row[2]] for row in merit]
    collectives = [value[row[1]] for row in merit if row[1]]
    assert individuals == sorted(individuals) and collectives == sorted(collectives)
    yearly = sl.figures("force").query("period == 'each_year'")["value"]
    assert yearly.idxmax() == "incident_drills"
    models = value[captions()["stations_by_model"]["ids"]]
    assert models.idxmax() == "model_multi_skill"
    assert models.max() > models.sum() / 2
    assert (sl.headroom()["share"] < 4).mean() > 0.5
    others = sl.numerals().query("kind != 'figure'")
    assert (others["kind"] == "name").mean() > 0.5
    counts = value[captions()["ten_counts"]["ids"]]
    assert counts.max() / counts.min() > 100
    safety = captions()["safety_terms"]["ids"]
    named = sl.terms().loc[safety, "term"]
    assert (named.str.contains(r"[一三百千]|\+")).mean() > 0.5
    services = sl.claims("services").query("kind in @CHECKABLE")
    assert (services["kind"] == "result").mean() > 0.5


def test_the_satisfaction_is_the_one_measure_stated_for_two_dates() -> None:
    assert sl.figures()["period"].str.fullmatch("[0-9]{4}").sum() == 2


def test_checkable_claims_of_a_section_are_all_in_its_table() -> None:
    for section in ("force", "safety", "services"):
        claims = sl.claims(section)
        listed = claims.index[claims["kind"].isin(CHECKABLE)]
        assert captions()[f"{section}_claims"]["ids"] == list(listed)


def test_the_ten_counts_are_those_of_two_paragraphs_in_their_order() -> None:
    figures = sl.figures()
    here = figures[figures["paragraph"].isin([21, 22])]
    assert captions()["ten_counts"]["ids"] == list(here.sort_values(["paragraph", "start"]).index)


def test_terms_tables_hold_five_to_eight_names_in_the_articles_order() -> None:
    terms = sl.terms()
    for section in ("force", "safety", "services"):
        ids = captions()[f"{section}_terms"]["ids"]
        assert 5 <= len(ids) <= 8
        assert ids == list(terms.loc[ids].sort_values("paragraph", kind="stable").index)
        assert set(terms.loc[ids, "section"]) == {section}


def test_what_was_computed_says_so() -> None:
    named = re.compile(r"\{(" + "|".join(sl.derived().index) + r")(:\w+)?\}")
    for lang, mark in (("zh", "推算"), ("en", "derived")):
        for where, text in written(lang):
            assert not named.search(text) or mark in text, where
