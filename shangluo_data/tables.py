"""The tables: each is columns over rows, written as data.

Every table takes the exhibit's ``name``, whose caption is looked up, and ``rows`` of the register
(by default those its caption names, or all there are); other rows need a ``title`` of their own,
one text or (Chinese, English). Each returns an ``Exhibit``, or raises ``DataError`` where there is
no such caption, or it does not speak of these rows.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_CEILING, Context, Decimal
from typing import Any

import pandas as pd

from shangluo_data import register as data
from shangluo_data.article import article
from shangluo_data.errors import DataError
from shangluo_data.exhibits.captions import facts
from shangluo_data.exhibits.exhibit import Exhibit, period_cell, value_cell
from shangluo_data.exhibits.parts import Cell, Column, Table, both, paragraphs_of
from shangluo_data.exhibits.rows import Rows, Title, rows_for, section_of, whole_or_own
from shangluo_data.exhibits.wording import plain
from shangluo_data.register.curated import CHECKABLE, label, read_table

Fill = Callable[["pd.Series[Any]"], Cell]
_UP = Context(prec=2, rounding=ROUND_CEILING)


def _from(**columns: str) -> Fill:
    return lambda row: Cell(**{part: row[column] for part, column in columns.items()})


def _pair(stem: str) -> Fill:
    return _from(zh=f"{stem}_zh", en=f"{stem}_en")


def _code(codes: str, column: str = "kind") -> Fill:
    return lambda row: Cell(zh=label(codes, row[column], "zh"), en=label(codes, row[column], "en"))


def _room(row: "pd.Series[Any]") -> Cell:
    """Say what a hedge could add, in percent of the value; rounded up, for it is a bound."""
    room = _UP.divide(100 * Decimal(str(row["last_digit"])), Decimal(str(row["value"])))
    return Cell(text=f"< {room.normalize():f}%")


def _under(row: "pd.Series[Any]") -> Cell:
    body = article().query("kind == 'body'")
    return Cell(paragraphs=tuple(map(int, body.index[body["section"] == row["section"]])))


def _where(row: "pd.Series[Any]") -> Cell:
    numbers = paragraphs_of(row)
    return Cell(paragraphs=numbers) if numbers else Cell(zh="全文", en="throughout")


HOLDS, FAILS = Cell(zh="成立", en="holds"), Cell(zh="不成立", en="fails")
PRINTED, ENGLISH = Column("原文", "As printed"), Column("英文", "English", lang="en")
ITEM, KIND = Column("项目", "Item", prose=True), Column("类别", "Kind")
COLUMNS: dict[str, tuple[Column, Fill]] = {
    "item": (ITEM, _pair("label")),
    "figure": (ITEM, lambda row: replace(_pair("label")(row), code=str(row.name))),
    **{key: (PRINTED, _from(printed=key)) for key in ("text", "term", "words", "numeral")},
    **{key: (ENGLISH, _from(en=key)) for key in ("gist_en", "gloss_en", "label_en")},
    **{key: (KIND, _code(key)) for key in ("claim_kind", "numeral_kind", "check_kind")},
    "under": (Column("段落", "Paragraphs"), _under),
    "note": (Column("文中的说明", "What the article says", prose=True), _pair("note")),
    "missing": (Column("核对所需", "What a check would need", prose=True), _pair("missing")),
    "possible": (Column("可以办的事", "What can be done", prose=True), _pair("label")),
    "value": (Column("数值", "Value"), value_cell),
    "precision": (
        Column("精确程度", "Precision"),
        lambda row: Cell() if row.qualifier == "unhedged" else _code("qualifier", "qualifier")(row),
    ),
    "basis": (Column("口径", "Basis"), _code("basis", "basis")),
    "period": (Column("期间", "Period"), period_cell),
    "phrase": (Column("所在词语", "In the words"), _from(printed="phrase")),
    "number": (Column("数字", "Number"), _from(printed="number")),
    "reason": (Column("理由", "Reason"), _pair("reason")),
    "digit": (Column("末位", "Last digit", True), lambda row: Cell(text=plain(row.last_digit))),
    "room": (Column("余地", "Room", number=True), _room),
    "statement": (
        Column("关系式", "Statement"),
        lambda row: Cell(**{"printed" if row["kind"] == "list" else "code": row["statement"]}),
    ),
    "result": (Column("结果", "Result"), lambda row: HOLDS if row["holds"] else FAILS),
    "formula": (Column("算式", "Formula"), _from(code="formula")),
    "received": (Column("所收文本", "As received"), _from(printed="received")),
    "restored": (Column("还原", "Restored"), _from(printed="restored")),
    "grounds": (Column("依据", "Grounds", prose=True), _pair("note")),
    "where": (Column("段落", "Paragraph"), _where),
}


def _table(
    name: str, rows: Rows, title: Title, shown: str, of: str | pd.DataFrame, *, noted: bool = False
) -> Exhibit:
    """Return a table over all rows ``of`` a frame, or those of a loader that a caption names."""
    if isinstance(of, str):
        caption, rows = rows_for(name, rows, title, of=(of,))
        frames: tuple[pd.DataFrame, ...] = (rows,)
    else:
        (caption, rows), frames = whole_or_own(name, rows, title, of), ()
    columns = [COLUMNS[key] for key in shown.split()]
    body, numbers = [], dict[tuple[str, str], int]()
    for key, row in rows.iterrows():
        # A caption's own labels take the place of the register's.
        for lang, words in caption.labels.get(str(key), {}).items():
            row[f"label_{lang}"] = words
        cells = [fill(row) for _, fill in columns]
        if noted and row["note_zh"]:
            number = numbers.setdefault((row["note_zh"], row["note_en"]), len(numbers) + 1)
            cells[0] = replace(cells[0], refs=(number,))
        body.append(tuple(cells))
    heads, notes = tuple(column for column, _ in columns), tuple(both(*note) for note in numbers)
    table, section = Table(heads, tuple(body), notes), section_of(caption, [rows])
    said = both(f"{len(body)}行", f"{len(body)} rows")
    return Exhibit(name, "table", section, caption, frames, table=table, statement=said)


def headings(name: str, rows: Rows = None, *, title: Title = None) -> Exhibit:
    """Return the article's headings in English, with the paragraphs under each."""
    return _table(name, rows, title, "text gist_en under", article().query("kind == 'heading'"))


def terms(name: str, rows: Rows = None, *, title: Title = None) -> Exhibit:
    """Return named things, as printed and in English, and what the article says of each."""
    return _table(name, rows, title, "term gloss_en note where", "terms")


def claims(name: str, rows: Rows = None, *, title: Title = None) -> Exhibit:
    """Return statements without a figure that could be checked, and what a check would need."""
    made = _table(name, rows, title, "words label_en claim_kind missing where", "claims")
    for key, kind in made.frames[0]["kind"].items():
        if kind not in CHECKABLE:
            what = f"{key!r} is of kind {kind!r}, which cannot be checked"
            raise DataError(f"exhibit {name!r}", what, f"Show only {', '.join(CHECKABLE)}.")
    return made


def measures(name: str, rows: Rows = None, *, title: Title = None) -> Exhibit:
    """Return what residents can now do, in the caption's words beside the article's."""
    return _table(name, rows, title, "possible words where", "claims")


def repairs(name: str, rows: Rows = None, *, title: Title = None) -> Exhibit:
    """Return what was repaired in the text received, and on what grounds."""
    counts, cells = facts(), [row.cells for row in read_table("repairs")]
    found = pd.DataFrame(cells).map(lambda text: text.format(**counts)).set_index("id")
    found = found.rename(columns={"paragraph": "paragraphs"}).replace({"restored": {"": "—"}})
    return _table(name, rows, title, "item received restored grounds where", found)


def register(name: str, rows: Rows = None, *, title: Title = None) -> Exhibit:
    """Return the register of figures; notes that rows share stand once, as footnotes."""
    shown = "figure numeral value precision basis period where"
    return _table(name, rows, title, shown, data.figures(), noted=True)


def numerals(name: str, rows: Rows = None, *, title: Title = None) -> Exhibit:
    """Return the numbers that measure nothing, each with its kind and the reason."""
    # Those of one phrase (一…两) share a row.
    shared = ["paragraph", "phrase", "kind", "reason_zh", "reason_en", "section"]
    groups = data.numerals().query("kind != 'figure'").groupby(shared, sort=False, observed=True)
    found = groups["number"].agg(lambda numbers: "、".join(dict.fromkeys(numbers))).reset_index()
    return _table(name, rows, title, "phrase number numeral_kind reason where", found)


def hedged(name: str, rows: Rows = None, *, title: Title = None) -> Exhibit:
    """Return the “more than” figures, and the room they leave within the last printed digit."""
    return _table(name, rows, title, "item numeral value digit room where", data.headroom())


def checks(name: str, rows: Rows = None, *, title: Title = None) -> Exhibit:
    """Return the checks, each with its kind and whether it holds."""
    return _table(name, rows, title, "item check_kind statement result where", data.checks())


def derived(name: str, rows: Rows = None, *, title: Title = None) -> Exhibit:
    """Return the derived values with their formulas."""
    return _table(name, rows, title, "item value formula where", data.derived(), noted=True)


def glossary(name: str, rows: Rows = None, *, title: Title = None) -> Exhibit:
    """Return every named thing, as printed and in English."""
    return _table(name, rows, title, "term gloss_en where", data.terms())
