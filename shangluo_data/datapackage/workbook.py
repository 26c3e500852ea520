"""The exported tables as one Excel workbook, with a sheet of notes before them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import pandas as pd

from shangluo_data.datapackage.package import Field, about, column_zh, curated, own
from shangluo_data.register import codes, limits

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

NOTES = "notes"
# A fixed date keeps the bytes the same; the one that the PDFs carry.
STAMP = datetime(2026, 1, 1)
WIDEST = 60


def workbook_bytes(
    frames: dict[str, pd.DataFrame], columns: dict[str, list[Field]], formula: re.Pattern[str]
) -> bytes:
    """Return the workbook: a sheet of notes, then a sheet per table.

    Every text is stored as text; one that begins like ``formula`` stays so when it is edited.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = curated()["title"]
    book.properties.creator = curated()["contributors"][0]["title"]
    book.properties.created = STAMP
    _write_notes(book.create_sheet(NOTES), columns, frames, formula)
    for name, frame in frames.items():
        _write_table(book.create_sheet(name), name, frame, formula)
    out = io.BytesIO()
    book.save(out)
    return _same_bytes(out.getvalue())


def _put(
    cell: Cell | MergedCell, value: object, formula: re.Pattern[str], *, bold: bool = False
) -> None:
    from openpyxl.styles import Alignment, Font

    if isinstance(value, str):
        # XML reads a carriage return back as a line feed; better to write what will be read.
        value = re.sub(r"\r\n?", "\n", value)
    if value != "":
        cell.value = value  # type: ignore[assignment]
    if isinstance(value, str) and value:
        # openpyxl takes a leading = for a formula and #N/A for an error.
        cell.data_type = "s"
        if formula.match(value):
            cell.quotePrefix = True
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    if bold:
        cell.font = Font(bold=True)


def _write_table(
    sheet: Worksheet, name: str, frame: pd.DataFrame, formula: re.Pattern[str]
) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table, TableStyleInfo

    rows = [list(frame), *frame.astype(object).itertuples(index=False, name=None)]
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            _put(sheet.cell(at, column), value, formula, bold=at == 1)
    for column, label in enumerate(frame, start=1):
        widest = max(_width(str(value)) for value in [label, *frame[label]])
        sheet.column_dimensions[get_column_letter(column)].width = min(widest + 3, WIDEST)
    sheet.freeze_panes = "B2"
    table = Table(displayName=name, ref=sheet.dimensions)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _write_notes(
    sheet: Worksheet,
    columns: dict[str, list[Field]],
    frames: dict[str, pd.DataFrame],
    formula: re.Pattern[str],
) -> None:
    for at, (bold, cells) in enumerate(_notes(columns, frames), start=1):
        for column, value in enumerate(cells, start=1):
            _put(sheet.cell(at, column), value, formula, bold=bold)
    for letter, width in zip("ABCD", (14, 18, WIDEST, WIDEST), strict=True):
        sheet.column_dimensions[letter].width = width


def _notes(
    columns: dict[str, list[Field]], frames: dict[str, pd.DataFrame]
) -> Iterator[tuple[bool, tuple[object, ...]]]:
    said = own()["notes"]
    yield True, ("", "", said["file_zh"], said["file_en"])
    yield from _lines(("", "", zh, en) for zh, en in said["about"])
    yield True, ("", "", "读这些数字须知", "What a fair reader is told")
    yield from _lines(("", key, zh, en) for key, zh, en in limits().itertuples(name=None))
    yield True, ("", "", "数字的确定程度（qualifier）", "How firmly a number is stated (qualifier)")
    for code, row in codes("qualifier").iterrows():
        zh = f"{row['label_zh']}：{row['note_zh']}"
        yield False, ("", str(code), zh, f"{row['label_en']}: {row['note_en']}")
    yield True, ("", "", "许可", "Licences")
    yield from _lines(("", "", zh, en) for zh, en in said["licences"])
    yield True, ("工作表 Sheet", "行数 Rows", "表格", "Tables")
    for table, frame in frames.items():
        words = about(table)
        zh = f"{words['title_zh']}：{words['description_zh']}"
        yield False, (table, len(frame), zh, f"{words['title']}: {words['description']}")
    yield True, ("工作表 Sheet", "栏 Column", "各栏", "Columns")
    for table, fields in columns.items():
        for field in fields:
            name = field["name"]
            yield False, (table, name, column_zh(table, name), field["description"])


def _lines(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[bool, tuple[object, ...]]]:
    for row in rows:
        yield False, row


def _same_bytes(content: bytes) -> bytes:
    """Return the workbook without the time of its making, which openpyxl always writes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in made.namelist():
            data = made.read(name)
            if name == "docProps/core.xml":
                data = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*",
                    rb"\g<1>%sZ" % STAMP.isoformat().encode(),
                    data,
                )
            fixed.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
