"""The columns that tables are made of: a heading, and how a cell is made from a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from shangluo_data.article import article
from shangluo_data.exhibits.evidence import period_cell, value_cell
from shangluo_data.exhibits.parts import Caption, Cell, Column, paragraphs_of
from shangluo_data.exhibits.wording import plain
from shangluo_data.register.curated import label


class Line(NamedTuple):
    key: str
    row: pd.Series[Any]
    caption: Caption


class Made(NamedTuple):
    """A column's heading, and how its cell is made from a row."""

    column: Column
    cell: Callable[[Line], Cell]


def _pair(zh: str, en: str, stem: str, **kind: Any) -> Made:
    return Made(
        Column(zh, en, **kind), lambda at: Cell(zh=at.row[f"{stem}_zh"], en=at.row[f"{stem}_en"])
    )


def _printed(column: str, zh: str = "原文", en: str = "As printed") -> Made:
    return Made(Column(zh, en), lambda at: Cell(printed=at.row[column]))


def _english(column: str) -> Made:
    return Made(Column("英文", "English", lang="en"), lambda at: Cell(en=at.row[column]))


def _number(zh: str, en: str, text: Callable[[Any], str]) -> Made:
    return Made(Column(zh, en, number=True), lambda at: Cell(text=text(at.row)))


def _code(zh: str, en: str, codes: str, column: str = "kind", *, silent: str = "") -> Made:
    def cell(at: Line) -> Cell:
        code = str(at.row[column])
        if code == silent:
            return Cell()
        return Cell(zh=label(codes, code, "zh"), en=label(codes, code, "en"))

    return Made(Column(zh, en), cell)


def _under(at: Line) -> Cell:
    text = article()
    body = text[(text["section"] == at.row["section"]) & (text["kind"] == "body")]
    return Cell(paragraphs=tuple(map(int, body.index)))


def _said(at: Line) -> Cell:
    words = at.caption.label(at.key, at.row)
    return Cell(zh=words["zh"], en=words["en"])


def _where(at: Line) -> Cell:
    numbers = paragraphs_of(at.row)
    return Cell(paragraphs=numbers) if numbers else Cell(zh="全文", en="throughout")


def _statement(at: Line) -> Cell:
    statement = str(at.row["statement"])
    return Cell(printed=statement) if at.row["kind"] == "list" else Cell(code=statement)


def _result(at: Line) -> Cell:
    return Cell(zh="成立", en="holds") if at.row["holds"] else Cell(zh="不成立", en="fails")


_ITEM = _pair("项目", "Item", "label", prose=True)
COLUMNS = {
    "item": _ITEM,
    "figure": Made(_ITEM.column, lambda at: replace(_ITEM.cell(at), code=at.key)),
    "heading": _printed("text"),
    "gist": _english("gist_en"),
    "term": _printed("term"),
    "gloss": _english("gloss_en"),
    "note": _pair("文中的说明", "What the article says", "note", prose=True),
    "words": _printed("words"),
    "claim": _english("label_en"),
    "claim kind": _code("类别", "Kind", "claim_kind"),
    "missing": _pair("核对所需", "What a check would need", "missing", prose=True),
    "possible": Made(Column("可以办的事", "What can be done", prose=True), _said),
    "numeral": _printed("numeral"),
    "value": Made(Column("数值", "Value"), lambda at: value_cell(at.row)),
    "precision": _code("精确程度", "Precision", "qualifier", "qualifier", silent="unhedged"),
    "basis": _code("口径", "Basis", "basis", "basis"),
    "period": Made(Column("期间", "Period"), lambda at: period_cell(at.row)),
    "phrase": _printed("phrase", "所在词语", "In the words"),
    "number": _printed("number", "数字", "Number"),
    "number kind": _code("类别", "Kind", "numeral_kind"),
    "reason": _pair("理由", "Reason", "reason"),
    "last digit": _number("末位", "Last digit", lambda row: plain(row["last_digit"])),
    "room": _number("余地", "Room", lambda row: f"< {row['share']:.2g}%"),
    "check kind": _code("类别", "Kind", "check_kind"),
    "statement": Made(Column("关系式", "Statement"), _statement),
    "result": Made(Column("结果", "Result"), _result),
    "formula": Made(Column("算式", "Formula"), lambda at: Cell(code=at.row["formula"])),
    "paragraphs": Made(Column("段落", "Paragraphs"), _under),
    "received": _printed("received", "所收文本", "As received"),
    "restored": Made(
        Column("还原", "Restored"), lambda at: Cell(printed=at.row["restored"] or "—")
    ),
    "grounds": _pair("依据", "Grounds", "note", prose=True),
    "where": Made(Column("段落", "Paragraph"), _where),
}
