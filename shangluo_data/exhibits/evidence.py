"""What stands behind an exhibit: its source line, its rows, and the exact sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, cast

import pandas as pd

from shangluo_data.article import paragraphs
from shangluo_data.exhibits.facts import facts
from shangluo_data.exhibits.markup import (
    EN,
    ZH,
    Cell,
    pair,
    paragraph_link,
    paragraph_links,
    quotations,
    table,
    term,
)
from shangluo_data.exhibits.wording import DERIVED, digits, is_derived, plain, unit_en
from shangluo_data.register import figures
from shangluo_data.register.curated import label


def rows_of(frames: Sequence[pd.DataFrame]) -> Iterator[tuple[str, pd.Series[Any]]]:
    """Yield every row of the frames with its id."""
    for frame in frames:
        for name, row in frame.iterrows():
            yield str(name), row


def paragraphs_of(frames: Sequence[pd.DataFrame]) -> list[int]:
    """Return the paragraphs that the rows come from, in order."""
    numbers: set[int] = set()
    for key, row in rows_of(frames):
        if "source_text" in row.index:
            numbers.add(int(key))
        elif "paragraph" in row.index:
            numbers.add(int(row["paragraph"]))
        elif "paragraphs" in row.index:
            numbers.update(int(n) for n in str(row["paragraphs"]).split())
    return sorted(numbers)


def source_lines(numbers: Sequence[int]) -> str:
    """Return the source line in both languages: paper, series number, reporter, paragraphs."""
    series, byline = paragraphs()[0].text.lstrip("—"), paragraphs()[1].text
    role, _, name = byline.partition(" ")
    name = name.replace(" ", "")
    if len(numbers) == len(paragraphs()):
        where_zh, where_en = "全文", "the whole article"
    else:
        links = [paragraph_link(n) for n in numbers]
        where_zh, where_en = "、".join(links), ", ".join(links)
    return (
        f'<p class="source zh" lang="{ZH}">来源：{escape(series, quote=False)}'
        f"（{role}{name}）{where_zh}</p>"
        f'<p class="source en" lang="{EN}">Source: no. {facts()["series_number"]} in a series on '
        f"Shangluo and the 14th Five-Year Plan (staff reporter {term(name)}), {where_en}</p>"
    )


def evidence(frames: Sequence[pd.DataFrame], name: str, backing: str = "") -> str:
    """Return the closed disclosure with the rows behind an exhibit and the marked sentences."""
    register = figures()
    numeric = [f for f in frames if "value" in f.columns]
    rows = list(rows_of(numeric))
    spans = []
    for key, row in rows_of(frames):
        named = str(row["inputs"]).split() if is_derived(row) else [key]
        for item in named:
            listed = item in register.index
            source = cast("pd.Series[Any]", register.loc[item]) if listed else row
            if "start" in source.index:
                spans.append((int(source["paragraph"]), int(source["start"]), int(source["end"])))
            elif "term" in source.index:
                spans += _term_spans(source)
    quoted = quotations(spans)
    parts = [_rows_table(rows, name) if rows else "", backing, quoted]
    if not any(parts):
        return ""
    summary = ("数据与原文", "Rows and exact words") if rows else ("原文", "Exact words")
    if backing and not quoted:
        summary = ("数据", "Rows")
    return (
        f'<details class="evidence"><summary>{pair(*summary)}</summary>{"".join(parts)}</details>'
    )


def _term_spans(row: pd.Series[Any]) -> list[tuple[int, int, int]]:
    number = int(row["paragraph"])
    start, end = paragraphs()[number - 1].find(str(row["term"]))[0]
    return [(number, start, end)]


def _rows_table(rows: list[tuple[str, pd.Series[Any]]], name: str) -> str:
    header = [
        Cell(pair("项目", "Item")),
        Cell(pair("原文数字", "As printed")),
        Cell(pair("数值", "Value"), number=True),
        Cell(pair("单位", "Unit")),
        Cell(pair("期间", "Period")),
        Cell(pair("段落", "Paragraph")),
        Cell(pair("说明", "Note")),
    ]
    body = [_derived_row(row) if is_derived(row) else _figure_row(row) for _, row in rows]
    return table(header, body, f"数据 rows: {name}")


def _figure_row(row: pd.Series[Any]) -> list[Cell]:
    value = plain(row["value"]).replace("-", "−")
    hedge = {"at_least": "≥ ", "rounded": "≈ "}.get(str(row["qualifier"]), "")
    return [
        Cell(pair(row["label_zh"], row["label_en"])),
        Cell(term(row["numeral"])),
        Cell(hedge + value, number=True),
        Cell(pair(row["unit_zh"], unit_en(row))),
        Cell(period(row)),
        Cell(paragraph_link(int(row["paragraph"]))),
        Cell(pair(row["note_zh"], row["note_en"])),
    ]


def _derived_row(row: pd.Series[Any]) -> list[Cell]:
    hedge = "≥ " if row["qualifier"] == "at_least" else ""
    formula = f"<code>{escape(row['formula'], quote=False)}</code>"
    note = pair(row["note_zh"], row["note_en"])
    return [
        Cell(pair(row["label_zh"], row["label_en"])),
        Cell(pair(DERIVED["zh"], DERIVED["en"])),
        Cell(hedge + digits(row), number=True),
        Cell(pair(row["unit_zh"], unit_en(row))),
        Cell("—"),
        Cell(paragraph_links(int(n) for n in str(row["paragraphs"]).split())),
        Cell(f"{formula} {note}".strip()),
    ]


def period(row: pd.Series[Any]) -> str:
    """Return a figure's period in both languages, and whether it is inferred or not stated."""
    basis = str(row["period_basis"])
    if basis == "none":
        return pair("未注明", "not stated")
    said_zh = label("period", row["period"], "zh")
    said_en = label("period", row["period"], "en")
    if basis == "inferred":
        return pair(f"{said_zh}（推断）", f"{said_en} (inferred)")
    return pair(said_zh, said_en)
