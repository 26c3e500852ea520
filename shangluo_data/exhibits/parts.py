"""The plain data an exhibit is made of: captions, cards, tables. No markup in any of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import pandas as pd

LANGS = ("zh", "en")
Row: TypeAlias = "pd.Series[Any]"
Words = Mapping[str, str]
"""A text in both languages, by ``zh`` and ``en``; a blank half is left out."""


def both(zh: str = "", en: str = "") -> Words:
    return {"zh": zh, "en": en}


@dataclass(frozen=True)
class Caption:
    """What is said about an exhibit, its numbers filled in, and the ids it speaks of.

    ``labels`` (by row id) and ``groups`` (by key) are the short names drawn; ``section`` is blank
    where the rows tell it. ``ids`` are drawn in this order; ``beside`` and ``derived`` are second
    and third lists, ``matrix`` (group key, then an id or a blank for each of ``columns``) a layout.
    """

    title: Words
    subtitle: Words = field(default_factory=both)
    notes: Sequence[Words] = ()
    labels: Mapping[str, Words] = field(default_factory=dict)
    groups: Mapping[str, Words] = field(default_factory=dict)
    section: str = ""
    ids: Sequence[str] = ()
    beside: Sequence[str] = ()
    derived: Sequence[str] = ()
    columns: Sequence[str] = ()
    matrix: Sequence[Sequence[str]] = ()

    def label(self, key: str, row: Row) -> Words:
        """Return the short label of a row, or the register's own."""
        return self.labels.get(key) or both(row["label_zh"], row["label_en"])


class Card(NamedTuple):
    """One number as text: ``number`` and ``unit`` are printed together (``73.1万余``, ``户``).

    ``reading`` says it in words where that adds something; ``share`` (0 to 1) draws a thin bar;
    ``group`` is the section whose heading stands before the first card of the group.
    """

    id: str
    label: Words
    number: str
    unit: str
    reading: Words
    section: str
    paragraphs: tuple[int, ...]
    share: float | None = None
    group: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell: any of the article's own words, a language-free text, a text in both languages,
    code, links to paragraphs and numbers of footnotes, in that order."""

    printed: str = ""
    text: str = ""
    zh: str = ""
    en: str = ""
    code: str = ""
    paragraphs: tuple[int, ...] = ()
    refs: tuple[int, ...] = ()


class Column(NamedTuple):
    """The heading of a column; ``prose`` puts each language on lines of its own, ``lang`` marks a
    column that only one edition keeps."""

    zh: str
    en: str
    number: bool = False
    prose: bool = False
    lang: str = ""


class Table(NamedTuple):
    """Columns, rows of as many cells, and numbered footnotes that the cells refer to."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    footnotes: tuple[Words, ...] = ()


def paragraphs_of(row: Row) -> tuple[int, ...]:
    """Return the paragraphs that a row of the register comes from."""
    several = row.get("paragraphs")
    listed = several.split() if isinstance(several, str) else [row["paragraph"]]
    return tuple(int(n) for n in listed)
