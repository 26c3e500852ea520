"""Read the hand-made tables of ``curated/`` and bind their words to the article."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from shangluo_data.article import Paragraph
from shangluo_data.article.text import SECTIONS
from shangluo_data.errors import DataError, did_you_mean

CURATED = Path(__file__).resolve().parent.parent / "curated"


@dataclass(frozen=True)
class Row:
    """One row of a curated table: where it stands, and its cells by column."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


class Span(NamedTuple):
    """Where a row's words stand: the paragraph and the span in its restored text."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as printed."""
        return self.paragraph.text[self.start : self.end]

    @property
    def source(self) -> tuple[int, int]:
        """The span in the seed file, in characters."""
        return self.paragraph.traced.source_span(self.start, self.end)

    @property
    def quote(self) -> str:
        """The full sentence that holds the words."""
        return self.paragraph.sentence_at(self.start)


def read_table(name: str, columns: Sequence[str], directory: Path = CURATED) -> list[Row]:
    """Return the rows of ``curated/{name}.csv``.

    Raises
    ------
    DataError
        If the file is missing, not UTF-8 or empty, its header is not ``columns``, a row has another
        number of cells, or an ``id`` stands twice.
    """
    file = f"{name}.csv"
    remedy = f"Mend shangluo_data/curated/{file}."
    try:
        text = (directory / file).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(file, f"not found in {directory}", "Install the package again.") from None
    except UnicodeDecodeError as error:
        raise DataError(
            file, f"the file is not UTF-8: byte {error.start} cannot be decoded", remedy
        ) from None
    with io.StringIO(text, newline="") as handle:
        reader = csv.reader(handle)
        header = next(reader, [])
        if header != list(columns):
            raise DataError(file, f"the header is {header}, expected {list(columns)}", remedy)
        rows: list[Row] = []
        seen: dict[str, int] = {}
        for cells in reader:
            where = f"{file}, line {reader.line_num}"
            if len(cells) != len(columns):
                raise DataError(
                    where, f"{len(cells)} cells in {cells}, expected {len(columns)}", remedy
                )
            row = dict(zip(columns, cells, strict=True))
            key = row.get("id")
            if key is not None:
                where += f" (id {key!r})"
                if key in seen:
                    raise DataError(where, f"the id already stands in line {seen[key]}", remedy)
                seen[key] = reader.line_num
            rows.append(Row(where, row))
    if not rows:
        raise DataError(file, "the file holds no rows", remedy)
    return rows


def bind(row: Row, text: Sequence[Paragraph]) -> Span:
    """Return where the row's ``words`` stand in its ``paragraph``.

    Raises
    ------
    DataError
        If the paragraph does not exist, or the words are not in it, or stand there more than once
        and ``occurrence`` does not say which is meant.
    """
    paragraph = paragraph_of(row, text)
    words = row["words"]
    spans = paragraph.find(words)
    if not spans:
        elsewhere = [f"¶{p.number}" for p in text if p.find(words)]
        hint = f"They stand in {', '.join(elsewhere)}. " if elsewhere else ""
        raise DataError(
            row.where,
            f"the words {words!r} are not in ¶{paragraph.number}",
            f"{hint}Copy them from the restored text of the paragraph.",
        )
    occurrence = row["occurrence"]
    if not occurrence:
        if len(spans) > 1:
            raise DataError(
                row.where,
                f"the words {words!r} stand {len(spans)} times in ¶{paragraph.number}",
                "Say in the column occurrence which is meant (1, 2 …), or give more words.",
            )
        occurrence = "1"
    if not occurrence.isdecimal() or not 1 <= int(occurrence) <= len(spans):
        raise DataError(
            row.where,
            f"occurrence {occurrence!r} of {words!r} is not in ¶{paragraph.number}, "
            f"where the words stand {len(spans)} times",
            "Correct the column occurrence.",
        )
    return Span(paragraph, *spans[int(occurrence) - 1])


def paragraph_of(row: Row, text: Sequence[Paragraph]) -> Paragraph:
    """Return the paragraph that a row names."""
    number = row["paragraph"]
    if not number.isdecimal() or not 1 <= int(number) <= len(text):
        raise DataError(
            row.where, f"there is no paragraph {number!r}", f"Give a number from 1 to {len(text)}."
        )
    return text[int(number) - 1]


def check_code(row: Row, column: str, valid: Iterable[str], *, blank: bool = False) -> str:
    """Return the row's cell in ``column`` if it is one of ``valid`` (or blank, where allowed).

    Raises
    ------
    DataError
        If it is another word; the message names the nearest valid one.
    """
    value = row[column]
    listed = list(valid)
    if value in listed or (blank and not value):
        return value
    raise DataError(
        row.where,
        f"{column} {value!r} is not in the closed list",
        did_you_mean(value, listed) + " The lists are in codes.csv.",
    )


def number_in(row: Row, column: str) -> float:
    """Return the row's cell in ``column`` as a number."""
    try:
        return float(row[column])
    except ValueError:
        raise DataError(
            row.where, f"{column} {row[column]!r} is not a number", "Write it in plain digits."
        ) from None


@cache
def code_rows(directory: Path = CURATED) -> dict[str, dict[str, dict[str, str]]]:
    """Return the closed lists: list → code → its row."""
    columns = ("list", "code", "label_en", "label_zh", "note_en", "note_zh")
    result: dict[str, dict[str, dict[str, str]]] = {}
    for row in read_table("codes", columns, directory):
        group = result.setdefault(row["list"], {})
        if row["code"] in group:
            raise DataError(
                row.where,
                f"code {row['code']!r} stands twice in list {row['list']!r}",
                "Remove one of the two.",
            )
        group[row["code"]] = row.cells
    return result


def code_list(name: str, directory: Path = CURATED) -> list[str]:
    """Return the codes of one closed list, in order."""
    return list(code_rows(directory)[name])


def label(name: str, code: str, lang: str) -> str:
    """Return how a code reads in ``lang`` (``zh`` or ``en``); a blank code reads blank."""
    return code_rows()[name][code][f"label_{lang}"] if code else ""


def codes(name: str | None = None) -> pd.DataFrame:
    """Return the closed lists that the register's columns draw from.

    Returns
    -------
    pandas.DataFrame
        Index ``list``, ``code``; columns ``label_en``, ``label_zh``, ``note_en``, ``note_zh``.
        With ``name`` that list alone, indexed by ``code``.

    Raises
    ------
    DataError
        If there is no list of that name.

    Source: ``curated/codes.csv``.
    """
    lists = code_rows()
    if name is not None and name not in lists:
        raise DataError("codes()", f"there is no list {name!r}", did_you_mean(name, list(lists)))
    frame = pd.DataFrame([row for group in lists.values() for row in group.values()])
    frame = frame.set_index(["list", "code"])
    return frame if name is None else frame.loc[[name]].droplevel("list")


def pick_section(frame: pd.DataFrame, section: str | None) -> pd.DataFrame:
    """Return a fresh copy of ``frame``, or of its rows in ``section``.

    Raises
    ------
    DataError
        If there is no section of that name; the message names the nearest.
    """
    if section is None:
        return frame.copy()
    if section not in SECTIONS:
        raise DataError(
            "section", f"there is no section {section!r}", did_you_mean(section, list(SECTIONS))
        )
    return frame[frame["section"] == section].copy()


def section_column(values: list[str]) -> pd.Categorical[str]:
    """Return the sections as the ordered categorical that every table uses."""
    return pd.Categorical(values, SECTIONS, ordered=True)
