"""Tables about the article as a whole, and its one anecdote."""

from __future__ import annotations

from typing import Any

import pandas as pd

from shangluo_data.exhibits.exhibit import Exhibit
from shangluo_data.exhibits.markup import Cell, pair, paragraph_link, term
from shangluo_data.register.curated import code_rows, label
from shangluo_data.tables.build import Title, build


def sections(
    name: str, text: pd.DataFrame, figures: pd.DataFrame, *, title: Title = None
) -> Exhibit:
    """Return the sections at a glance: paragraphs, characters, figures, floors, density.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    text
        Rows of ``article()``.
    figures
        Rows of ``figures()``.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).
    """
    counted = pd.DataFrame(
        {
            "paragraphs_n": text.groupby("section", observed=True).size(),
            "characters": text["text"].str.len().groupby(text["section"], observed=True).sum(),
            "figures_n": figures.groupby("section", observed=False).size(),
            "at_least": (figures["qualifier"] == "at_least")
            .groupby(figures["section"], observed=False)
            .sum(),
        }
    )
    header = [
        Cell(pair("部分", "Section")),
        Cell(pair("内容", "On")),
        *(
            Cell(pair(*words), number=True)
            for words in (
                ("段落", "Paragraphs"),
                ("字数", "Characters"),
                ("数字", "Figures"),
                ("余、多", "At least"),
                ("每百字", "Per 100 characters"),
            )
        ),
    ]

    def cells(key: str, row: pd.Series[Any]) -> list[Cell]:
        words = code_rows()["section"][key]
        density = 100 * row["figures_n"] / row["characters"]
        numbers = [row["paragraphs_n"], row["characters"], row["figures_n"], row["at_least"]]
        return [
            Cell(pair(words["label_zh"], words["label_en"])),
            Cell(pair(words["note_zh"], words["note_en"], "p")),
            *(Cell(f"{int(n):,}", number=True) for n in numbers),
            Cell(f"{density:.1f}", number=True),
        ]

    covers = [int(n) for n in text.index]
    return build(name, counted, header, cells, title=title, frames=(), covers=covers)


def opening(name: str, text: pd.DataFrame, terms: pd.DataFrame, *, title: Title = None) -> Exhibit:
    """Return what the opening sets out: its first lines, and the things it names.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    text
        Rows of ``article()`` to show as they stand: the series line and the byline.
    terms
        Rows of ``terms()``.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).
    """
    header = [
        Cell(pair("项目", "Item")),
        Cell(pair("原文", "As printed")),
        Cell(pair("说明", "What it is")),
        Cell(pair("段落", "Paragraph")),
    ]
    lines = pd.DataFrame(
        [
            {
                "item": pair(*(label("paragraph", str(n), lang) for lang in ("zh", "en"))),
                "words": str(row["text"]).lstrip("—"),
                "said": pair(
                    *(label("paragraph_kind", row["kind"], lang) for lang in ("zh", "en"))
                ),
                "number": n,
            }
            for n, row in text.iterrows()
        ]
        + [
            {
                "item": pair(
                    *(label("term_category", row["category"], lang) for lang in ("zh", "en"))
                ),
                "words": row["term"],
                "said": pair(row["note_zh"], f"{row['gloss_en']}. {row['note_en']}", "p"),
                "number": row["paragraph"],
            }
            for _, row in terms.iterrows()
        ]
    )

    def cells(_: str, row: pd.Series[Any]) -> list[Cell]:
        return [
            Cell(row["item"]),
            Cell(term(row["words"])),
            Cell(row["said"]),
            Cell(paragraph_link(int(row["number"]))),
        ]

    return build(name, lines, header, cells, title=title, frames=(text, terms))


def anecdote(name: str, rows: pd.DataFrame, *, title: Title = None) -> Exhibit:
    """Return the article's one case: who, what was needed, what was done; no names, no wording.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    rows
        Rows of ``claims()`` of kind ``anecdote``.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).
    """
    header = [
        Cell(pair("方面", "Aspect")),
        Cell(pair("文中所述", "What the article tells")),
        Cell(pair("缺什么", "What is missing")),
        Cell(pair("段落", "Paragraph")),
    ]

    def cells(_: str, row: pd.Series[Any]) -> list[Cell]:
        aspect_zh, _, told_zh = str(row["label_zh"]).partition("：")
        aspect_en, _, told_en = str(row["label_en"]).partition(": ")
        return [
            Cell(pair(aspect_zh, aspect_en)),
            Cell(pair(told_zh, told_en[:1].upper() + told_en[1:], "p")),
            Cell(pair(row["missing_zh"], row["missing_en"], "p")),
            Cell(paragraph_link(int(row["paragraph"]))),
        ]

    return build(name, rows, header, cells, title=title)
