"""The words of the project: none given up comes back, and sentences read as sentences."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import shangluo_data

PACKAGE = Path(shangluo_data.__file__).parent
PROJECT = PACKAGE.parent
RETIRED = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "retired_words.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
# The columns that hold ids, codes, formulas or the article's own words, not sentences.
NOT_PROSE = {"id", "words", "statement", "formula", "unit", "unit_zh", "code", "list", "received"}


@cache
def tables() -> dict[str, list[dict[str, str]]]:
    """Return the curated tables, by name."""
    found = {}
    for path in sorted((PACKAGE / "curated").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            found[path.stem] = list(csv.DictReader(handle))
    return found


def cells(ending: str) -> Iterator[tuple[str, str]]:
    """Return the cells of a language (``_en`` or ``_zh``), each with where it stands."""
    for name, rows in tables().items():
        for number, row in enumerate(rows, 2):
            for column, cell in row.items():
                alone = name == "limits" and column == ending.strip("_")
                if cell and column not in NOT_PROSE and (column.endswith(ending) or alone):
                    yield f"{name}.csv, line {number}, {column}", cell


@cache
def texts(scope: str) -> dict[str, str]:
    """Return the texts that ``scope`` (``prose`` or ``all``) speaks of, by file."""
    found = {
        f"{name}.csv": "\n".join(
            cell for row in rows for column, cell in row.items() if column != "words"
        )
        for name, rows in tables().items()
    }
    files = [PACKAGE / "curated" / "captions.toml", *PROJECT.glob("README*.md")]
    files += PACKAGE.rglob("*.j2")
    if scope == "all":
        files += [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.typ"), *PACKAGE.rglob("*.toml")]
        files += PACKAGE.rglob("*.json")
    found |= {str(path.relative_to(PROJECT)): path.read_text("utf-8") for path in files}
    for path in PROJECT.glob("notebooks/*.ipynb"):
        notebook = json.loads(path.read_text("utf-8"))
        found[path.name] = "\n".join(
            "".join(cell["source"])
            for cell in notebook["cells"]
            if scope == "all" or cell["cell_type"] == "markdown"
        )
    return found


@pytest.mark.parametrize(("scope", "words"), RETIRED, ids=[words for _, words in RETIRED])
def test_words_given_up_do_not_come_back(scope: str, words: str) -> None:
    pattern = re.compile(re.escape(words))
    assert [where for where, text in texts(scope).items() if pattern.search(text)] == []


def test_the_texts_looked_through_are_all_there() -> None:
    prose = texts("prose")
    assert {"figures.csv", "claims.csv", "terms.csv", "README.md", "README.zh.md"} <= set(prose)
    assert sum(name.endswith(".ipynb") for name in prose) == 5
    assert "shangluo_data/curated/captions.toml" in prose
    assert "shangluo_data/register/figures.py" in texts("all")
    assert {scope for scope, _ in RETIRED} == {"prose", "all"}


def test_english_begins_with_a_capital() -> None:
    for where, cell in cells("_en"):
        first = re.sub(r"^[“(‘]+|^\{[^}]*\}", "", cell)[:1]
        assert not first.islower(), f"{where}: {cell}"


def test_english_has_curly_quotes_and_no_doubled_space() -> None:
    for where, cell in cells("_en"):
        assert not re.search(r"[\"']|  ", cell), f"{where}: {cell}"
        assert cell.count("“") == cell.count("”"), f"{where}: {cell}"


def test_notes_end_as_sentences_and_labels_do_not() -> None:
    for where, cell in [*cells("_en"), *cells("_zh")]:
        column = where.rsplit(" ", 1)[1]
        if column.startswith("note") and where.startswith(("figures", "derived", "terms")):
            assert cell.endswith((".", "。", ".”", ".)")), f"{where}: {cell}"
        if column.startswith(("label", "gloss", "gist", "missing", "reason")):
            assert not cell.endswith((".", "。")), f"{where}: {cell}"


def test_chinese_has_its_own_marks() -> None:
    for where, cell in cells("_zh"):
        bare = re.sub(r"\{[^}]*\}|“[^”]*”", "", cell)
        assert not re.search(r"[\u3400-\u9fff][,;:!?\"']|[,;:!?\"'][\u3400-\u9fff]", bare), (
            f"{where}: {cell}"
        )
        assert "未展开" not in cell and "未注明" not in cell.removesuffix("未注明"), where


def test_chinese_in_english_is_a_word_of_the_article_or_named_as_such() -> None:
    article = "".join(shangluo_data.article()["text"])
    for where, cell in cells("_en"):
        for words in re.findall(r"[\u3400-\u9fff]+", cell):
            if not where.startswith("repairs.csv"):
                assert words in article, f"{where}: {cell}"


def test_numbers_in_a_gist_are_not_typed() -> None:
    for row in tables()["paragraphs"]:
        assert not re.search(r"\d", row["gist_en"]), row["gist_en"]


def test_no_label_reads_as_a_missing_value() -> None:
    missing = {"", "NA", "N/A", "NaN", "None", "null", "NULL", "nan", "n/a", "<NA>"}
    for where, cell in [*cells("_en"), *cells("_zh")]:
        assert cell not in missing, where
