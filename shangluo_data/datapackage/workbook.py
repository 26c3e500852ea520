"""The exported tables as one Excel workbook that also prints, with a sheet of notes before them."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import pandas as pd

from shangluo_data.article.handmade import Field, descriptor
from shangluo_data.datapackage.descriptor import handmade
from shangluo_data.register import codes, limits

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NOTES = "notes"
WIDEST = 60
LINE = 15.0
"""Height of a line in points."""
Cells = Sequence[object]


def workbook_bytes(
    frames: dict[str, pd.DataFrame], fields: dict[str, list[Field]], formula: re.Pattern[str]
) -> bytes:
    """Return the workbook: a sheet of notes, then a sheet per table.

    Every text is stored as text; one that begins like ``formula`` stays so when it is edited.
    Sheets print on landscape pages as wide as the table, its head and first column on each.
    """
    from openpyxl import Workbook
    from openpyxl.worksheet.table import Table, TableStyleInfo

    said, book = descriptor(), Workbook()
    book.remove(book.worksheets[0])
    made = datetime.fromisoformat(said["created"]).replace(tzinfo=None)
    book.properties.title, book.properties.created = said["title"], made
    book.properties.creator = said["contributors"][0]["title"]
    notes = list(_notes(frames, fields))
    sheet = book.create_sheet(NOTES)
    _write(sheet, [cells for _, cells in notes], [at for at, (bold, _) in enumerate(notes) if bold])
    for name, frame in frames.items():
        sheet = book.create_sheet(name)
        _write(sheet, [list(frame), *plain_rows(frame)], [0])
        sheet.freeze_panes = "B2"
        sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
        table = Table(displayName=name, ref=sheet.dimensions)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(table)
    _guard(book.worksheets, formula)
    out = io.BytesIO()
    book.save(out)
    return _same_bytes(out.getvalue(), made)


def _write(sheet: Worksheet, rows: Sequence[Cells], bold: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    texts = [[f"{value:,}" if _number(value) else str(value) for value in row] for row in rows]
    widths = [min(max(map(_width, column)) + 3, WIDEST) for column in zip(*texts, strict=True)]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(at, column)
            if isinstance(value, str):
                # XML reads a carriage return back as a line feed; write what will be read.
                value = re.sub(r"\r\n?", "\n", value)
            if value != "":
                cell.value = value  # type: ignore[assignment]
                # A year is no count: it takes no separator.
            if _number(value) and not str(rows[0][column - 1]).startswith("period_"):
                cell.number_format = "#,##0" if float(value).is_integer() else "#,##0.0###"  # type: ignore[arg-type]
            cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
            cell.font = Font(bold=at - 1 in bold)
        lines = [math.ceil(_width(t) * 1.1 / w) for t, w in zip(texts[at - 1], widths, strict=True)]
        sheet.row_dimensions[at].height = LINE * max([1, *lines])
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def plain_rows(frame: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a table as plain values, what is missing as an empty text."""
    values = frame.astype(object).where(frame.notna(), "")
    yield from values.itertuples(index=False, name=None)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _guard(sheets: Sequence[Worksheet], formula: re.Pattern[str]) -> None:
    """Store every text as text: openpyxl takes a leading = for a formula and #N/A for an error."""
    for sheet in sheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
                    cell.quotePrefix = formula.match(cell.value) is not None


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _notes(
    frames: dict[str, pd.DataFrame], fields: dict[str, list[Field]]
) -> Iterator[tuple[bool, Cells]]:
    """Yield the rows of the notes, each with whether it is a heading: sheet, name, zh, en."""
    package = descriptor()
    said = package["workbook"]
    heads = said["headings"]
    yield True, ("", "", package["title_zh"], package["title"])
    yield False, ("", "", package["description_zh"], package["description"])
    yield from ((False, ("", "", *pair)) for pair in said["about"])
    yield True, ("", "", *heads["limits"])
    yield from ((False, ("", *row)) for row in limits().itertuples(name=None))
    yield True, ("", "", *heads["qualifier"])
    for code, row in codes("qualifier").iterrows():
        pair = (f"{row['label_zh']}：{row['note_zh']}", f"{row['label_en']}: {row['note_en']}")
        yield False, ("", str(code), *pair)
    yield True, ("", "", *heads["licences"])
    newspaper = package["quotation_licence"]
    for pair in (*said["licences"], (newspaper["title_zh"], newspaper["title"])):
        yield False, ("", "", *pair)
    yield True, ("工作表 Sheet", "行数 Rows", *heads["tables"])
    for table, frame in frames.items():
        own = handmade(table)
        zh = f"{own['title_zh']}：{own['description_zh']}"
        yield False, (table, len(frame), zh, f"{own['title']}: {own['description']}")
    yield True, ("工作表 Sheet", "栏 Column", *heads["columns"])
    for table, own_fields in fields.items():
        for f in own_fields:
            zh = f"{f['title_zh']}：{f['description_zh']}"
            yield False, (table, f["name"], zh, f"{f['title']}: {f['description']}")


def _same_bytes(content: bytes, made: datetime) -> bytes:
    """Return the workbook without the time of its making, which openpyxl always writes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as written,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in written.namelist():
            data = written.read(name)
            if name == "docProps/core.xml":
                stamp = made.isoformat().encode()
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>%sZ" % stamp, data)
            fixed.writestr(zipfile.ZipInfo(name, made.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
