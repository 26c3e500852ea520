"""What each spoilt input answers: one line that says which file, where, which words, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.spoilt import said, spoilt

import shangluo_data as sl
from shangluo_data import DataError
from shangluo_data.article import use
from shangluo_data.article.source import CURATED, read_seed

SEED = "000_3e8b16021292b7b7.txt"
FIRST = "event_sessions,8,137场次,,137,sessions,场次,unhedged,total,past_five_years,stated,"
VISITS = "household_visits,21,73.1万余户,,731000,households,户,more_than"
WAGES = "wages_recovered / wage_workers"
ROW = "extra,safety,{},0,percent,%,One,一,,"
MORE = "“more than” figure"


def derived(formula: str) -> tuple[str, str, str]:
    return "derived.csv", f"safety,{WAGES},", f'safety,"{formula}",'


def check(statement: str) -> tuple[str, str, str]:
    return "checks.csv", "satisfaction_2024 > satisfaction_2021", statement


#: file, words in it, what they become (None: the file is gone), what the answer says.
ANSWERS: dict[str, tuple[str, str, str | bytes | None, list[str]]] = {
    # The text, and what is particular to it.
    "no text": ("article.toml", SEED, "none.txt", ["seeds/none.txt: No such file"]),
    "an empty text": (SEED, "", b"", ["0 bytes", "Put the file back"]),
    "a text in another encoding": (
        SEED,
        "",
        "重大".encode("gb18030"),
        ["not the one received", "4 bytes"],
    ),
    "one digit of the text changed": (SEED, "33%", "38%", ["SHA-256", "not 7c1701fe8877", "25 l"]),
    "a mark before the text": (SEED, "——", "\ufeff——", ["is not the one received"]),
    "no article.toml": ("article.toml", "", None, ["article.toml: not found in"]),
    "article.toml no TOML": ("article.toml", "file =", "file", ["article.toml: Expected '='"]),
    "an unknown key": ("article.toml", "file =", "name =", ["'name'", "Keys: file, sha256"]),
    "a damage that is not there": ("article.toml", "”??萍", "”??洋", ["¶23", "0 times, not once"]),
    "offsets that do not fit": ("article.toml", "4, 6]", "4]", ["more or fewer offsets"]),
    "a paragraph without a row": ("paragraphs.csv", "\n2,lead", "\n3,lead", ["line 4", "stands"]),
    # The files.
    "no limits.csv": ("limits.csv", "", None, ["limits.csv: not found in"]),
    "an empty table": ("limits.csv", "", b"", ["limits.csv: the file holds no rows"]),
    "a table in another encoding": (
        "terms.csv",
        "",
        b"id\xff",
        ["terms.csv: the file is not UTF-8"],
    ),
    "a wrong header": ("figures.csv", "words", "word", ["the header is", "expected", "'words'"]),
    "a cell too few": ("figures.csv", FIRST, "event_sessions,8,137场次", ["line 2", "6 cells"]),
    "a quotation mark left open": (
        "claims.csv",
        ",appraisal,",
        ',"appraisal,',
        ["claims.csv, line"],
    ),
    "a field of 200,000 characters": (
        *("figures.csv", "重大活动安保", "重" * 200_000),
        ["figures.csv, line 2", "field larger than field limit"],
    ),
    "a descriptor without a resource": (
        *("datapackage.json", '"name": "limits"', '"name": "limit"'),
        ["datapackage.json: there is no resource 'limits'"],
    ),
    "a descriptor without resources": (
        "datapackage.json",
        '"resources"',
        '"tables"',
        ["it lists no resources"],
    ),
    "a descriptor no JSON": (
        "datapackage.json",
        "{",
        "",
        ["datapackage.json: no JSON: Extra data"],
    ),
    # Cells of any table.
    "an id twice": ("figures.csv", "event_errors,", "event_sessions,", ["line 3", "in line 2"]),
    "an id with a capital": (
        "terms.csv",
        "shangluo_city",
        "Shangluo",
        ["'Shangluo' is not of the"],
    ),
    "an empty first cell": (
        "numerals.csv",
        "\n1,十四五",
        "\n,十四五",
        ["line 2: paragraph is empty"],
    ),
    "an empty last cell": (
        "numerals.csv",
        "系列报道所说的规划时期，不是数量",
        "",
        ["reason_zh is empty"],
    ),
    "a note in one language": (
        "figures.csv",
        "“场次”不是活动的项数，一项活动可以有多场。",
        "",
        ["note_zh is empty, but note_en is not"],
    ),
    "a NUL": (
        "figures.csv",
        "重大活动安保",
        "重大\0活动",
        ["label_zh holds the unseen character U+0000"],
    ),
    "a line break": ("figures.csv", "重大活动安保", '"重大\n活动"', ["unseen character U+000A"]),
    "a character without width": ("limits.csv", "发案数怎样", "发案\u200b数怎样", ["U+200B"]),
    "a space at the end": (
        "figures.csv",
        "重大活动安保",
        "重大活动安保 ",
        ["begins or ends with a"],
    ),
    "a code without a label": (
        "codes.csv",
        "series,Series line,",
        "series,,",
        ["label_en is empty"],
    ),
    "a code twice": ("codes.csv", "section,force", "section,lead", ["line 3", "stands in line 2"]),
    "no such list of codes": (
        "datapackage.json",
        '"codes": "level"',
        '"codes": "levels"',
        ["codes.csv: there is no list 'levels'", "'level'?"],
    ),
    "a terminal's commands": ("figures.csv", "unhedged", "\x1b[31mred", ["U+001B"]),
    # Figures held against the words.
    "an unknown unit": ("figures.csv", ",sessions,", ",session,", ["Did you mean 'sessions'?"]),
    "an unknown period": ("figures.csv", ",past_five_years,", ",2020,", ["period '2020'"]),
    "other words": ("figures.csv", "137场次", "138场次", ["'138场次' are not in ¶8", "Copy them"]),
    "another paragraph": ("figures.csv", "_sessions,8", "_sessions,9", ["They stand in ¶8."]),
    "no paragraph": (
        "figures.csv",
        "_sessions,8",
        "_sessions,26",
        ["paragraph 26", "from 1 to 25"],
    ),
    "another value": ("figures.csv", ",137,", ",138,", ["138 contradicts", "'137场次'", "137"]),
    "a value in words": ("figures.csv", ",137,", ",many,", ["value 'many' is not a number"]),
    "a value nan": ("figures.csv", ",137,", ",nan,", ["value 'nan' is not a number"]),
    "a sign of its own": ("figures.csv", ",137,", ",-137,", ["value -137 contradicts"]),
    "a value not in base units": ("figures.csv", "户,,731000", "户,,73.1", ["which reads 731000"]),
    "a hedge left out": (
        "figures.csv",
        VISITS,
        VISITS.replace("more_than", "unhedged"),
        ["carries 余"],
    ),
    "a hedge put in": ("figures.csv", "unhedged", "more_than", ["carries neither 余 nor 多"]),
    "another measure word": (
        "figures.csv",
        ",场次,",
        ",次,",
        ["not the measure word of '137场次'"],
    ),
    "a period without a basis": (
        "figures.csv",
        "years,stated",
        "years,none",
        ["do not go together"],
    ),
    "words that are no number": (
        "figures.csv",
        "137场次",
        "圆满完成",
        ["'圆满完成' are not a number"],
    ),
    "an occurrence too far": ("figures.csv", "137场次,,", "137场次,2,", ["stand 1 times"]),
    "words that stand twice": (
        "claims.csv",
        "3,以理服人…化为理解",
        "17,派出所",
        ["Say in the column occur"],
    ),
    "labels exchanged": ("figures.csv", "一等功个人", "二等功集体", ["label_zh says '二等功'"]),
    # The other tables held against the words.
    "a number in no row": (
        "numerals.csv",
        "1,十四五,,date",
        "1,之二十九,1,date",
        ["'十四五'", "is in no row"],
    ),
    "a number in two rows": (
        "numerals.csv",
        "1,十四五",
        "8,137场次,,date,x,x\n1,十四五",
        ["more than once: event_sessions, numerals.csv, line 2"],
    ),
    "a figure twice": (
        *("figures.csv", FIRST, f"again{FIRST[14:]}A,甲,,\n{FIRST}"),
        ["'137'", "more than once: again, event_sessions", "Keep the one row"],
    ),
    "a figure among the others": ("numerals.csv", ",date,", ",figure,", ["stands in figures.csv"]),
    "a term that is not there": ("terms.csv", ",商洛市,", ",商州市,", ["'商州市' are not in ¶1"]),
    "what is missing, not said": (
        "claims.csv",
        ",appraisal,",
        ",trend,",
        ["'trend' says nothing of it"],
    ),
    # Formulas.
    "no formula": (*derived("1 +"), ["'1 +' is no formula"]),
    "a name that is no figure": (*derived("wage_worker + 1"), ["'wage_worker'", "'wage_workers'?"]),
    "no figure": (*derived("1 + 1"), ["names no figure"]),
    "a derived id that is a figure's": (
        "derived.csv",
        "fengqiao_titles",
        "fengqiao_city",
        ["also a"],
    ),
    "an attribute": (*derived("wage_workers.__class__"), ["more than arithmetic"]),
    "a call": (
        *derived("open('x') + wage_workers"),
        ["names 'open'" if False else "holds more than"],
    ),
    "a text": (*derived("wage_workers * 'x'"), ["holds more than arithmetic"]),
    "a list": (*derived("[wage_workers]"), ["holds more than arithmetic"]),
    "a remainder": (*derived("wage_workers % 7"), ["holds more than arithmetic"]),
    "a whole quotient": (*derived("wages_recovered // 7"), ["holds more than arithmetic"]),
    "a power of powers": (*derived("wage_workers ** 9 ** 9 ** 9"), ["a power above 10"]),
    "a number too large": (*derived("wage_workers * 1e999"), ["has no finite value"]),
    "a root of a negative": (*derived("(0 - wage_workers) ** 0.5"), ["has no finite value"]),
    "a division by zero": (*derived("wage_workers / (1 - 1)"), ["divides by zero"]),
    "a formula too long": (*derived("+".join(["wage_workers"] * 99)), ["is no formula", " … "]),
    "parentheses without end": (*derived("(" * 250), ["is no formula"]),
    "a comparison among values": (*derived("wage_workers > 1"), ["is a comparison"]),
    # What is more than its number stays so, or is refused.
    "negated": (*derived("-wages_recovered"), [f"takes away, divides by or raises to a {MORE}"]),
    "taken away": (
        *derived("wage_workers - wages_recovered"),
        [f"divides by or raises to a {MORE}"],
    ),
    "divided by": (*derived("1 / wages_recovered"), [f"raises to a {MORE}"]),
    "times a negative": (*derived("wages_recovered * (0 - 1)"), ["by what is not above 0"]),
    "times zero": (*derived("wages_recovered * 0"), ["by what is not above 0"]),
    "times a fall": (
        *derived("wages_recovered * criminal_cases_change"),
        ["by what is not above 0"],
    ),
    "to a negative power": (*derived("wages_recovered ** (0 - 1)"), ["by what is not above 0"]),
    # Checks.
    "a check of nothing": (*check("1 < 2"), ["names no figure"]),
    "a check that always holds": (
        *check("wage_workers == wage_workers"),
        ["whatever the figures are"],
    ),
    "a check that cannot fail": (
        *check("wage_workers + 1 > wage_workers"),
        ["whatever the figures"],
    ),
    "a check that is a number": (*check("wage_workers + 1"), ["compares nothing"]),
    "a comparison of comparisons": (
        *check("(wage_workers > 1) > 0"),
        ["holds more than arithmetic"],
    ),
    "equal to more than": (*check("wages_recovered == 19819000"), ["what may lie above it"]),
    "below what is more than": (*check("wages_recovered < 20000000"), ["what may lie above it"]),
    "a list that is not there": (
        "checks.csv",
        "市、县两级",
        "市、县三级",
        ["nowhere in the article"],
    ),
    "a list without a number": ("checks.csv", "市、县两级", "市、县", ["holds no number"]),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_spoilt_input_is_refused_in_one_line(case: str, tmp_path: Path) -> None:
    file, old, new, parts = ANSWERS[case]
    with spoilt(tmp_path, file, old, new), pytest.raises(DataError) as error:
        sl.account()
    said(error, *parts)


def test_a_file_from_windows_or_excel_is_read(tmp_path: Path) -> None:
    before = sl.figures(), sl.limits(), str(sl.account())
    with spoilt(tmp_path, "limits.csv", "id,", "\ufeffid,") as folder:
        for path in (*folder.glob("*.csv"), folder / "article.toml", folder / "datapackage.json"):
            text = path.read_bytes().decode("utf-8-sig").replace("\n", "\r\n")
            path.write_bytes(text.encode("utf-8-sig"))
        assert sl.figures().equals(before[0])
        assert sl.limits().equals(before[1])
        assert str(sl.account()) == before[2]


def test_a_changed_table_is_read_again(tmp_path: Path) -> None:
    with spoilt(tmp_path, "limits.csv", "发案数怎样统计", "案件怎样计数") as folder:
        assert sl.limits().loc["recorded_crime", "zh"].startswith("案件怎样计数")
        path = folder / "limits.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("案件怎样计数", "发案数"), "utf-8")
        assert sl.limits().loc["recorded_crime", "zh"].startswith("发案数")


def test_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match="there is no such folder"), use(tmp_path / "none"):
        pass
    monkeypatch.setenv("SHANGLUO_CURATED", str(tmp_path / "none"))
    with pytest.raises(DataError, match=r"none: there is no such folder.*SHANGLUO_CURATED"):
        sl.figures()
    monkeypatch.setenv("SHANGLUO_CURATED", str(CURATED))
    assert len(sl.figures()) == 62 and read_seed()


def test_names_that_do_not_exist() -> None:
    for load in (sl.figures, sl.numerals, sl.terms, sl.claims, sl.derived):
        with pytest.raises(DataError, match=r"no section 'saftey'\. Did you mean 'safety'\?"):
            load("saftey")  # type: ignore[arg-type]
        with pytest.raises(DataError, match="Valid: 'lead', 'force', 'safety', 'services'"):
            load("xyz")  # type: ignore[arg-type]
        assert set(load("safety")["section"]) == {"safety"}
    with pytest.raises(DataError, match=r"no list 'units'\. Did you mean 'unit'\?"):
        sl.codes("units")


def test_a_message_is_one_line_without_commands_for_the_terminal() -> None:
    error = DataError("a\nb", "red \x1b[31m words\r\n" + "long " * 500, "Do\tthis.")
    assert str(error).isprintable() and len(str(error)) < 900
    assert str(error).startswith("a b: red words long ") and str(error).endswith("Do this.")
