"""Every number in the narrative and the captions is the article's, counted here, or explained."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache

import pytest
from exhibit_set import cells, exhibits, notebooks, source
from explained import EXPLAINED

import shangluo_data as sl
from shangluo_data.register.curated import CURATED
from shangluo_data.register.reading import read_number

WORDS = [
    "zero",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
# 一 alone is left out: it is "a" as often as "one". So is "one" in English.
NUMBER = re.compile(
    r"\d[\d,]*(?:\.\d+)?%?|[零〇一二三四五六七八九十百千万亿两双]+"
    rf"|\b(?:{'|'.join(WORDS)}|hundreds?|thousands?|million)\b",
    re.IGNORECASE,
)


def rows(name: str, frame: int = 0) -> int:
    """Return how many rows an exhibit shows."""
    return len(exhibits()[name].frames[frame])


@cache
def counted() -> dict[str, int]:
    """Return the phrases that count something, with the count taken from what they count."""
    sections = len(sl.article()["section"].unique()) - 1
    models = rows("stations_by_model")
    years = len({words for words in dates() if re.fullmatch(r"\d{4}", words)})
    lead = int((sl.article()["section"] == "lead").sum())
    fields = len(sl.terms().loc["specialists", "term"].split("、"))
    thousands = sum("per=1000" in source(cell) for _, cell in cells("code"))
    services = len(["户政", "出入境", "车驾管"])
    return {
        **dict.fromkeys(("九个数字", "nine figures"), rows("nine_figures")),
        **dict.fromkeys(("三个部分", "three sections", "三个分篇", "three parts"), sections),
        **dict.fromkeys(("各取三个数字", "Three figures from each"), rows("nine_figures") // 3),
        **dict.fromkeys(("四个年份", "four years"), years),
        **dict.fromkeys(("开头五段", "five paragraphs"), lead),
        **dict.fromkeys(("五个数字", "五项单位", "Five outreach", "five different units"), 5),
        **dict.fromkeys(("其余四项", "other four fall"), rows("counter_services") - 1),
        **dict.fromkeys(("三类窗口业务", "Three counter services"), services),
        **dict.fromkeys(("三项单位", "three different units"), rows("property_crime")),
        **dict.fromkeys(("四类单位", "四类数量", "four kinds differ"), rows("network")),
        "four kinds are counted": rows("network"),
        **dict.fromkeys(("三级合计", "three levels"), rows("fengqiao")),
        **dict.fromkeys(("三种模式", "三种警务模式", "three models"), models),
        "three station models": models,
        **dict.fromkeys(("四类专业", "four fields"), fields),
        **dict.fromkeys(("两个年份", "two years"), rows("satisfaction")),
        **dict.fromkeys(("两项投入", "Two investments", "two investments"), rows("investment")),
        **dict.fromkeys(("两项不相加", "两个数都是下限", "so the two are not"), rows("money")),
        **dict.fromkeys(("两项用途", "the two are not"), rows("investment")),
        **dict.fromkeys(("前两图", "first two charts"), thousands),
        **dict.fromkeys(("前面四本", "other four first"), len(notebooks()) - 1),
        **dict.fromkeys(("计为两个数字", "counts as two", "as two figures"), 2),
        **dict.fromkeys(("两组标尺", "分两类", "two kinds"), 2),
        **dict.fromkeys(("三类数字", "Three kinds of number"), len({"total", "stock", "rate"})),
        **dict.fromkeys(("两个计数", "two largest"), 2),
        "两者是否重叠": rows("money"),
    }


@cache
def dates() -> list[str]:
    numbers = sl.numerals()
    return list(numbers.loc[numbers["kind"] == "date", "number"])


@cache
def printed() -> list[str]:
    """Return the article's own words that hold a number: names, structures, terms, years."""
    numbers = sl.numerals()
    own = numbers[numbers["kind"].isin(["name", "structure", "ordinal"])]
    terms = [term for term in sl.terms()["term"] if NUMBER.search(term)]
    words = {*own["phrase"], *terms, "十四五", "零失误、零事故"}
    return sorted(words, key=len, reverse=True)


def strip(text: str) -> str:
    """Return ``text`` without markup, link targets and placeholders."""
    return re.sub(r"<[^>]*>|\]\([^)]*\)|\{[^}]*\}", " ", text)


def captions(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Yield every text of the caption file."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from captions(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from captions(inner, where)


@cache
def told() -> list[tuple[str, str]]:
    """Return every text a reader meets that was written by hand, with where it stands."""
    written = [(f"{name}#{cell['id']}", source(cell)) for name, cell in cells("markdown")]
    table = tomllib.loads((CURATED / "captions.toml").read_text(encoding="utf-8"))
    written += captions(table, "captions.toml")
    return [(where, strip(text)) for where, text in written]


def unaccounted(text: str) -> list[str]:
    """Return the numbers of ``text`` that nothing accounts for."""
    for phrase in sorted([*counted(), *EXPLAINED], key=len, reverse=True):
        text = text.replace(phrase, " ")
    for phrase in printed():
        text = text.replace(phrase, " ")
    years = {words for words in dates() if len(words) == 4}
    left = [match.group().strip(",") for match in NUMBER.finditer(text)]
    return [words for words in left if words not in years and set(words) != {"一"}]


def test_every_number_told_is_accounted_for() -> None:
    assert len(told()) > 300
    assert [(where, left) for where, text in told() if (left := unaccounted(text))] == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("下降33%", ["33%"]),
        ("about 2,396 cases", ["2,396"]),
        ("共有六项", ["六"]),
        ("twelve halls", ["twelve"]),
        ("由2019年起", ["2019"]),
        ("由2021年起，一室两队", []),
    ],
)
def test_a_typed_number_would_be_noticed(text: str, left: list[str]) -> None:
    assert unaccounted(text) == left


def number_of(phrase: str) -> float:
    match = NUMBER.search(phrase)
    assert match is not None
    word = match.group().lower()
    return WORDS.index(word) + (word != "zero") if word in WORDS else read_number(word)


def test_what_is_counted_in_words_is_that_many() -> None:
    assert {phrase: number_of(phrase) for phrase in counted()} == counted()


def test_no_entry_of_the_lists_is_idle() -> None:
    whole = "\n".join(text for _, text in told())
    assert [phrase for phrase in (*counted(), *EXPLAINED) if phrase not in whole] == []


def test_the_years_in_the_title_are_the_years_the_article_names() -> None:
    years = sorted({words for words in dates() if len(words) == 4})
    assert years == ["2021", "2022", "2023", "2024"]
    caption = exhibits()["years"].caption
    for title in caption.title.values():
        assert re.findall(r"\d{4}", title) == years


def test_the_finding_on_headroom_is_computed() -> None:
    small = int((sl.headroom()["share"] < 4).sum())
    assert exhibits()["headroom"].caption.title["en"].startswith("If 余")
    assert f"{small} of 11 figures" in exhibits()["headroom"].caption.title["en"]
