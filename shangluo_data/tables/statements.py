"""Tables of what is said without numbers: named things, and claims."""

from __future__ import annotations

from typing import Any

import pandas as pd

from shangluo_data.exhibits.exhibit import Exhibit
from shangluo_data.exhibits.markup import Cell, pair, paragraph_link, paragraph_links, term
from shangluo_data.register.curated import label
from shangluo_data.tables.build import Title, build


def terms(name: str, rows: pd.DataFrame, *, levels: bool = False, title: Title = None) -> Exhibit:
    """Return a table of named things: the term, its gloss, its kind, and what is said of it.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    rows
        Rows of ``terms()``.
    levels
        Whether to show the level (national, provincial, city …) instead of the kind.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).
    """
    kind = ("级别", "Level") if levels else ("类别", "Kind")
    header = [
        Cell(pair("原文名称", "As printed")),
        Cell("English gloss", lang="en"),
        Cell(pair(*kind)),
        Cell(pair("文中的说明", "What the article says")),
        Cell(pair("段落", "Paragraph")),
    ]

    def cells(_: str, row: pd.Series[Any]) -> list[Cell]:
        column, code = ("level", row["level"]) if levels else ("term_category", row["category"])
        said = pair(label(column, code, "zh"), label(column, code, "en")) if code else "—"
        return [
            Cell(term(row["term"])),
            Cell(row["gloss_en"], lang="en"),
            Cell(said),
            Cell(pair(row["note_zh"], row["note_en"], "p")),
            Cell(paragraph_links(int(n) for n in str(row["paragraphs"]).split())),
        ]

    return build(name, rows, header, cells, title=title)


def claims(name: str, rows: pd.DataFrame, *, title: Title = None) -> Exhibit:
    """Return a table of claims: the wording, what it says, and what is missing to check it.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    rows
        Rows of ``claims()``.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).
    """
    header = [
        Cell(pair("原文表述", "As printed")),
        Cell(pair("大意", "In short")),
        Cell(pair("类别", "Kind")),
        Cell(pair("缺什么", "What is missing")),
        Cell(pair("段落", "Paragraph")),
    ]

    def cells(_: str, row: pd.Series[Any]) -> list[Cell]:
        return [
            Cell(term(row["words"])),
            Cell(pair(row["label_zh"], row["label_en"], "p")),
            Cell(
                pair(label("claim_kind", row["kind"], "zh"), label("claim_kind", row["kind"], "en"))
            ),
            Cell(pair(row["missing_zh"], row["missing_en"], "p")),
            Cell(paragraph_link(int(row["paragraph"]))),
        ]

    return build(name, rows, header, cells, title=title)
