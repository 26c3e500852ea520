"""Bad rows in figures.csv: the message says which row, which words, and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from messages import said
from spoiling import append, change

from shangluo_data import DataError
from shangluo_data.article import Paragraph
from shangluo_data.article.restore import Traced
from shangluo_data.register.curated import CURATED
from shangluo_data.register.figures import read_figures


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    """Return a copy of the curated tables to spoil."""
    return Path(shutil.copytree(CURATED, tmp_path / "curated"))


@pytest.mark.parametrize(
    ("key", "cells", "parts"),
    [
        (
            "household_visits",
            {"unit": "housholds"},
            ("unit 'housholds'", "Did you mean 'households'?", "codes.csv"),
        ),
        (
            "criminal_cases_change",
            {"words": "34%"},
            ("the words '34%' are not in ¶15", "Copy them from the restored text"),
        ),
        (
            "criminal_cases_change",
            {"paragraph": "16"},
            ("the words '33%' are not in ¶16", "They stand in ¶15."),
        ),
        ("criminal_cases_change", {"paragraph": "26"}, ("no paragraph '26'", "from 1 to 25")),
        ("criminal_cases_change", {"value": "-34"}, ("value -34", "'33%'", "reads -33")),
        ("forged_documents_seals", {"value": "1200"}, ("value 1200", "'1.2万件'", "reads 12000")),
        ("losses_made_good", {"value": "5700"}, ("value 5700", "'5700万余元'", "reads 5.7e+07")),
        ("event_sessions", {"value": "many"}, ("value 'many' is not a number", "plain digits")),
        ("event_sessions", {"value": "nan"}, ("value nan contradicts", "'137场次'")),
        ("event_sessions", {"value": "-137"}, ("value -137 contradicts", "reads 137")),
        (
            "household_visits",
            {"qualifier": "unhedged"},
            ("qualifier 'unhedged'", "'73.1万余户' carries 余", "the article's words decide"),
        ),
        (
            "event_sessions",
            {"qualifier": "more_than"},
            ("qualifier 'more_than'", "'137场次' carries neither 余 nor 多"),
        ),
        ("event_sessions", {"qualifier": "unhedgd"}, ("'unhedgd'", "Did you mean 'unhedged'?")),
        ("event_sessions", {"basis": "totals"}, ("basis 'totals'", "Did you mean 'total'?")),
        ("event_sessions", {"period": "2020"}, ("period '2020'", "codes.csv")),
        ("event_sessions", {"period": ""}, ("period ''", "'stated'", "do not go together")),
        ("event_sessions", {"unit_zh": "次"}, ("unit_zh '次'", "measure word of '137场次'")),
        ("event_sessions", {"words": "圆满完成"}, ("'圆满完成' are not a number",)),
        ("event_sessions", {"occurrence": "2"}, ("occurrence '2'", "stand 1 times")),
        ("event_sessions", {"occurrence": "first"}, ("occurrence 'first'", "Correct the column")),
    ],
)
def test_a_figure_that_does_not_agree(
    curated: Path, key: str, cells: dict[str, str], parts: tuple[str, ...]
) -> None:
    change(curated, "figures", key, **cells)
    with pytest.raises(DataError) as error:
        read_figures(curated)
    said(error, "figures.csv, line ", f"(id '{key}')", *parts)


def test_the_line_named_is_the_line(curated: Path) -> None:
    change(curated, "figures", "forged_documents_seals", value="1200")
    lines = (curated / "figures.csv").read_text(encoding="utf-8").split("\n")
    line = 1 + next(i for i, text in enumerate(lines) if text.startswith("forged_documents_seals,"))
    with pytest.raises(DataError, match=f"figures.csv, line {line} "):
        read_figures(curated)


def test_words_found_twice(curated: Path) -> None:
    change(curated, "figures", "standard_stations", words="派出所")
    with pytest.raises(DataError) as error:
        read_figures(curated)
    said(error, "(id 'standard_stations')", "'派出所' stand 5 times in ¶17", "column occurrence")


def test_words_found_twice_are_taken_where_the_row_says() -> None:
    text = "甲办3件,乙办3件。"
    paragraph = Paragraph(
        1, "lead", "body", "", "", "", Traced(text, tuple(range(len(text)))), text
    )
    assert paragraph.find("3件") == [(2, 4), (7, 9)]


def test_duplicate_id(curated: Path) -> None:
    first = (curated / "figures.csv").read_text(encoding="utf-8").split("\n")[1]
    append(curated, "figures", first)
    with pytest.raises(DataError) as error:
        read_figures(curated)
    said(error, "figures.csv, line 64", "(id 'event_sessions')", "already stands in line 2")


def test_wrong_header(curated: Path) -> None:
    path = curated / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("words", "word", 1), encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_figures(curated)
    said(error, "figures.csv: the header is", "'word'", "expected", "'words'", "Mend")


def test_wrong_number_of_cells(curated: Path) -> None:
    append(curated, "figures", "new_figure,8,137场次")
    with pytest.raises(DataError) as error:
        read_figures(curated)
    said(error, "figures.csv, line 64", "3 cells", "'137场次'", "expected 15", "Mend")


def test_a_table_missing_empty_or_not_utf8(curated: Path) -> None:
    path = curated / "figures.csv"
    header = path.read_text(encoding="utf-8").split("\n")[0]
    path.write_text(f"{header}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"figures\.csv: the file holds no rows\. Mend"):
        read_figures(curated)
    path.write_bytes(header.encode() + "\n重大".encode("gb18030"))
    with pytest.raises(DataError, match=r"figures\.csv: the file is not UTF-8: byte \d+"):
        read_figures(curated)
    path.unlink()
    with pytest.raises(DataError) as error:
        read_figures(curated)
    said(error, "figures.csv: not found in", str(curated), "Install the package again")
