"""The tables: each is columns over rows, written as data.

Every table takes the exhibit's ``name``, whose caption is looked up, and ``rows`` of the register
(by default those its caption names, or all there are); other rows need a ``title`` of their own,
one text or (Chinese, English). Each returns an :class:`~shangluo_data.exhibits.Exhibit` and raises
:class:`~shangluo_data.DataError` for a caption that is missing and rows it does not speak of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

import pandas as pd

from shangluo_data import register as data
from shangluo_data.article import article
from shangluo_data.article.restore import DAMAGED, REPAIRED, VARIANTS
from shangluo_data.errors import DataError
from shangluo_data.exhibits.evidence import period_cell, value_cell
from shangluo_data.exhibits.exhibit import Exhibit
from shangluo_data.exhibits.facts import CHECKABLE, facts
from shangluo_data.exhibits.parts import Caption, Cell, Column, Table, both, paragraphs_of
from shangluo_data.exhibits.rows import Title, rows_for, section_of, whole_or_own
from shangluo_data.exhibits.wording import plain
from shangluo_data.register.curated import label, read_table

REPAIR_COLUMNS = (
    "id",
    "paragraph",
    "received",
    "restored",
    "label_zh",
    "label_en",
    "note_zh",
    "note_en",
)


class _Line(NamedTuple):
    key: str
    row: pd.Series[Any]
    caption: Caption


class _Made(NamedTuple):
    """A column's heading, and how its cell is made from a row."""

    column: Column
    cell: Callable[[_Line], Cell]


class Maker(Protocol):
    """What each table is: a function of a name and rows."""

    def __call__(
        self, name: str, rows: pd.DataFrame | None = None, *, title: Title = None
    ) -> Exhibit: ...


def _pair(zh: str, en: str, stem: str, **kind: Any) -> _Made:
    return _Made(
        Column(zh, en, **kind), lambda at: Cell(zh=at.row[f"{stem}_zh"], en=at.row[f"{stem}_en"])
    )


def _printed(column: str, zh: str = "原文", en: str = "As printed") -> _Made:
    return _Made(Column(zh, en), lambda at: Cell(printed=at.row[column]))


def _english(column: str) -> _Made:
    return _Made(Column("英文", "English", lang="en"), lambda at: Cell(en=at.row[column]))


def _number(zh: str, en: str, text: Callable[[Any], str]) -> _Made:
    return _Made(Column(zh, en, number=True), lambda at: Cell(text=text(at.row)))


def _code(zh: str, en: str, codes: str, column: str = "kind", *, silent: str = "") -> _Made:
    def cell(at: _Line) -> Cell:
        code = str(at.row[column])
        if code == silent:
            return Cell()
        return Cell(zh=label(codes, code, "zh"), en=label(codes, code, "en"))

    return _Made(Column(zh, en), cell)


def _under(at: _Line) -> Cell:
    text = article()
    body = text[(text["section"] == at.row["section"]) & (text["kind"] == "body")]
    return Cell(paragraphs=tuple(map(int, body.index)))


def _said(at: _Line) -> Cell:
    words = at.caption.label(at.key, at.row)
    return Cell(zh=words["zh"], en=words["en"])


def _result(at: _Line) -> Cell:
    return Cell(zh="成立", en="holds") if at.row["holds"] else Cell(zh="不成立", en="fails")


_ITEM = _pair("项目", "Item", "label", prose=True)
_COLUMNS = {
    "item": _ITEM,
    "figure": _Made(_ITEM.column, lambda at: replace(_ITEM.cell(at), code=at.key)),
    "heading": _printed("text"),
    "gist": _english("gist_en"),
    "term": _printed("term"),
    "gloss": _english("gloss_en"),
    "note": _pair("文中的说明", "What the article says", "note", prose=True),
    "words": _printed("words"),
    "claim": _english("label_en"),
    "claim kind": _code("类别", "Kind", "claim_kind"),
    "missing": _pair("核对所需", "What a check would need", "missing", prose=True),
    "possible": _Made(Column("可以办的事", "What can be done", prose=True), _said),
    "numeral": _printed("numeral"),
    "value": _Made(Column("数值", "Value"), lambda at: value_cell(at.row)),
    "precision": _code("精确程度", "Precision", "qualifier", "qualifier", silent="unhedged"),
    "basis": _code("口径", "Basis", "basis", "basis"),
    "period": _Made(Column("期间", "Period"), lambda at: period_cell(at.row)),
    "phrase": _printed("phrase", "所在词语", "In the words"),
    "number": _printed("number", "数字", "Number"),
    "number kind": _code("类别", "Kind", "numeral_kind"),
    "reason": _pair("理由", "Reason", "reason"),
    "last digit": _number("末位", "Last digit", lambda row: plain(row["last_digit"])),
    "room": _number("余地", "Room", lambda row: f"< {row['share']:.2g}%"),
    "check kind": _code("类别", "Kind", "check_kind"),
    "statement": _Made(Column("关系式", "Statement"), lambda at: Cell(code=at.row["statement"])),
    "result": _Made(Column("结果", "Result"), _result),
    "formula": _Made(Column("算式", "Formula"), lambda at: Cell(code=at.row["formula"])),
    "paragraphs": _Made(Column("段落", "Paragraphs"), _under),
    "received": _printed("received", "所收文本", "As received"),
    "restored": _printed("restored", "还原", "Restored"),
    "grounds": _pair("依据", "Grounds", "note", prose=True),
    "where": _Made(Column("段落", "Paragraph"), lambda at: Cell(paragraphs=paragraphs_of(at.row))),
}


def _table(
    name: str,
    doc: str,
    shown: Sequence[str],
    everything: Callable[[], pd.DataFrame] | None = None,
    *,
    of: Sequence[str] = (),
    notes: bool = False,
    kinds: Sequence[str] = (),
) -> Maker:
    """Return a table over ``everything``, or over ids ``of`` these tables that captions name."""
    columns = [_COLUMNS[key] for key in shown]

    def table(name: str, rows: pd.DataFrame | None = None, *, title: Title = None) -> Exhibit:
        if everything is None:
            caption, rows = rows_for(name, rows, title, of=of)
        else:
            caption, rows = whole_or_own(name, rows, title, everything())
        other = list(rows.index[~rows["kind"].isin(kinds)]) if kinds else []
        if other:
            what = f"{other[0]!r} is of kind {rows['kind'][other[0]]!r}, which cannot be checked"
            raise DataError(f"exhibit {name!r}", what, f"Show only {', '.join(kinds)}.")
        body, footnotes = _rows(rows, columns, caption, notes)
        covers = () if everything is None else tuple(map(int, article().index))
        return Exhibit(
            name,
            "table",
            section_of(caption, [rows]),
            caption,
            () if everything else (rows,),
            table=Table(tuple(made.column for made in columns), body, footnotes),
            covers=covers,
            statement=both(f"{len(body)}行", f"{len(body)} rows"),
        )

    table.__name__, table.__doc__ = name, doc
    return table


def _rows(
    rows: pd.DataFrame, columns: Sequence[_Made], caption: Caption, notes: bool
) -> tuple[tuple[tuple[Cell, ...], ...], tuple[dict[str, str], ...]]:
    """Return the body, and the notes of its rows, each once, as numbered footnotes."""
    numbers: dict[tuple[str, str], int] = {}
    body = []
    for key, row in rows.iterrows():
        cells = [made.cell(_Line(str(key), row, caption)) for made in columns]
        note = (str(row["note_zh"]), str(row["note_en"])) if notes else ("", "")
        if any(note):
            number = numbers.setdefault(note, len(numbers) + 1)
            cells[0] = replace(cells[0], refs=(number,))
        body.append(tuple(cells))
    return tuple(body), tuple({"zh": zh, "en": en} for zh, en in numbers)


def _headings() -> pd.DataFrame:
    text = article().assign(paragraph=article().index)
    return text[text["kind"] == "heading"]


def _others() -> pd.DataFrame:
    """Return the numbers that measure nothing; those of one phrase (一…两) share a row."""
    rows = data.numerals()
    shared = ["paragraph", "phrase", "kind", "reason_zh", "reason_en", "section"]
    groups = rows[rows["kind"] != "figure"].groupby(shared, sort=False, observed=True)["number"]
    return groups.agg(lambda n: "、".join(dict.fromkeys(n))).reset_index()


def _repairs() -> pd.DataFrame:
    whole = REPAIRED.removeprefix("”").encode("gbk")
    said = {
        "n_pinyin": str(facts()["n_pinyin"]),
        "damaged": DAMAGED,
        "repaired": REPAIRED,
        "whole": whole.decode("gbk"),
        "shifted": whole[1:].decode("gbk"),
        "bytes": " ".join(f"{a:02X}{b:02X}" for a, b in zip(whole[::2], whole[1::2], strict=True)),
        "variant": next(iter(VARIANTS)),
        "usual": next(iter(VARIANTS.values())),
    }
    rows = [
        {key: cell.format(**said) for key, cell in row.cells.items()}
        for row in read_table("repairs", REPAIR_COLUMNS)
    ]
    frame = pd.DataFrame(rows).set_index("id")
    return frame.assign(paragraphs=frame.pop("paragraph"), section="method")


headings = _table(
    "headings",
    "Return the article's headings in English, with the paragraphs under each.",
    ["heading", "gist", "paragraphs"],
    _headings,
)
terms = _table(
    "terms",
    "Return named things, as printed and in English, and what the article says of each.",
    ["term", "gloss", "note", "where"],
    of=("terms",),
)
claims = _table(
    "claims",
    "Return statements without a figure that could be checked, and what a check would need.",
    ["words", "claim", "claim kind", "missing", "where"],
    of=("claims",),
    kinds=CHECKABLE,
)
measures = _table(
    "measures",
    "Return what residents can now do, in the caption's words beside the article's.",
    ["possible", "words", "where"],
    of=("claims",),
)
repairs = _table(
    "repairs",
    "Return what was repaired in the text received, and on what grounds.",
    ["item", "received", "restored", "grounds", "paragraphs"],
    _repairs,
)
register = _table(
    "register",
    "Return the register of figures; notes that rows share stand once, as footnotes.",
    ["figure", "numeral", "value", "precision", "basis", "period", "where"],
    data.figures,
    notes=True,
)
numerals = _table(
    "numerals",
    "Return the numbers that measure nothing, each with its kind and the reason.",
    ["phrase", "number", "number kind", "reason", "where"],
    _others,
)
hedged = _table(
    "hedged",
    "Return the “more than” figures, and the room they leave within the last printed digit.",
    ["item", "numeral", "value", "last digit", "room", "where"],
    data.headroom,
)
checks = _table(
    "checks",
    "Return the checks, each with its kind and whether it holds.",
    ["item", "check kind", "statement", "result", "where"],
    data.checks,
)
derived = _table(
    "derived",
    "Return the derived values with their formulas.",
    ["item", "value", "formula", "where"],
    data.derived,
    notes=True,
)
glossary = _table(
    "glossary",
    "Return every named thing, as printed and in English.",
    ["term", "gloss", "where"],
    data.terms,
)
