"""What stands behind an exhibit: its source, its rows, and the exact sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from shangluo_data.article import paragraphs, without_names
from shangluo_data.exhibits.captions import source_words
from shangluo_data.exhibits.parts import Cell, Column, Table, paragraphs_of, rows_of
from shangluo_data.exhibits.wording import (
    DERIVED,
    is_derived,
    symbol,
    unit_en,
)
from shangluo_data.register import figures
from shangluo_data.register.curated import label

Span = tuple[int, int]
Piece = tuple[str, Span | None]
"""Words of the article, and the span that they fill where they are marked."""
_COLUMNS = (
    Column("项目", "Item"),
    Column("原文数字", "As printed"),
    Column("数值", "Value"),
    Column("期间", "Period"),
    Column("段落", "Paragraph"),
    Column("说明", "Note", prose=True),
)


class Quotation(NamedTuple):
    """A sentence of the article in pieces, and the paragraph it stands in."""

    paragraph: int
    pieces: list[Piece]


class Source(NamedTuple):
    """A source line: what it says in each language, before its paragraphs."""

    zh: str
    en: str
    paragraphs: list[int]
    whole: bool


def source_of(numbers: list[int]) -> Source:
    """Return the source line for these paragraphs: series, reporter, and which paragraphs."""
    words = source_words()
    return Source(words["zh"], words["en"], numbers, len(numbers) == len(paragraphs()))


def numbers_of(frames: tuple[pd.DataFrame, ...], covers: Iterable[int] = ()) -> list[int]:
    """Return the paragraphs that the rows come from, and those covered besides, in order."""
    found = {n for _, row in rows_of(frames) for n in paragraphs_of(row)}
    return sorted(found.union(covers))


def rows_table(frames: tuple[pd.DataFrame, ...]) -> Table | None:
    """Return the numbers behind an exhibit: printed, value, unit, period, paragraph, note."""
    rows = [_row(row) for _, row in rows_of(frames) if "value" in row.index]
    return Table(_COLUMNS, tuple(rows)) if rows else None


def _row(row: pd.Series[Any]) -> tuple[Cell, ...]:
    computed = is_derived(row)
    return (
        Cell(zh=row["label_zh"], en=row["label_en"]),
        Cell(zh=DERIVED["zh"], en=DERIVED["en"]) if computed else Cell(printed=row["numeral"]),
        value_cell(row),
        Cell(text="—") if computed else period_cell(row),
        Cell(paragraphs=paragraphs_of(row)),
        Cell(code=row["formula"] if computed else "", zh=row["note_zh"], en=row["note_en"]),
    )


def value_cell(row: pd.Series[Any]) -> Cell:
    """Return a value in digits with its sign, and its unit in English: ``> 731,000 households``."""
    return Cell(text=symbol(row), en="" if row["unit"] == "percent" else unit_en(row))


def period_cell(row: pd.Series[Any]) -> Cell:
    """Return a figure's period, and whether it is inferred or not stated."""
    basis = str(row["period_basis"])
    if basis == "none":
        return Cell(zh="未注明", en="not stated")
    zh, en = (label("period", row["period"], lang) for lang in ("zh", "en"))
    if basis == "inferred":
        return Cell(zh=f"{zh}（推断）", en=f"{en} (inferred)")
    return Cell(zh=zh, en=en)


def pieces_of(text: str, within: Span, spans: Iterable[Span]) -> list[Piece]:
    """Return a part of a text in pieces, those that fill a span with that span."""
    pieces: list[Piece] = []
    at, end = within
    for first, last in sorted(set(spans)):
        if first >= at and last <= end:
            pieces += [(text[at:first], None), (text[first:last], (first, last))]
            at = last
    return [piece for piece in [*pieces, (text[at:end], None)] if piece[0]]


def quotations(frames: tuple[pd.DataFrame, ...]) -> list[Quotation]:
    """Return the sentences behind the rows, their words marked and private persons crossed out."""
    sentences: dict[tuple[int, Span], list[Span]] = {}
    for number, (start, end) in _spans(frames):
        for first, last in paragraphs()[number - 1].sentences():
            if first < end and start < last:
                inside = (max(first, start), min(last, end))
                sentences.setdefault((number, (first, last)), []).append(inside)
    return [
        Quotation(number, pieces_of(without_names(paragraphs()[number - 1]), sentence, spans))
        for (number, sentence), spans in sorted(sentences.items())
    ]


def _spans(frames: tuple[pd.DataFrame, ...]) -> Iterator[tuple[int, Span]]:
    for _, row in rows_of(frames):
        named = str(row["inputs"]).split() if is_derived(row) else []
        behind = figures().loc[named] if named else row.to_frame().T
        for _, one in behind.iterrows():
            number = int(one["paragraph"])
            if "start" in one.index:
                yield number, (int(one["start"]), int(one["end"]))
            elif "term" in one.index:
                yield number, paragraphs()[number - 1].find(one["term"])[0]
