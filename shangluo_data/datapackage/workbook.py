"""The exported tables as one Excel workbook that also prints, with a sheet of notes before them."""

import io
import math
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from unicodedata import east_asian_width

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from shangluo_data.article.handmade import descriptor
from shangluo_data.register import codes, limits

# What Excel, or another spreadsheet under a Chinese locale, may read as the start of a formula.
# Apostrophes before it count too, so that taking one away always gives back the text.
FORMULA = re.compile(r"[\t\r\n]|['\s]*[=+\-@＝＋－＠]")
Said = dict[str, Any]


def workbook_bytes(frames: dict[str, pd.DataFrame], resources: list[Said]) -> bytes:
    """Return the workbook: notes, then a sheet per table, head and first column on each page."""
    said, book = descriptor(), Workbook()
    made = datetime.fromisoformat(said["created"]).replace(tzinfo=None)
    book.properties.title, book.properties.created = said["title"], made
    book.properties.creator = said["contributors"][0]["title"]
    book.worksheets[0].title = "notes"
    _write(book.worksheets[0], _notes(frames, resources))
    for name, frame in frames.items():
        sheet = book.create_sheet(name)
        _write(sheet, [[list(frame), *frame.itertuples(index=False)]])
        sheet.freeze_panes = "B2"
        sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
        style = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(Table(displayName=name, ref=sheet.dimensions, tableStyleInfo=style))
    out = io.BytesIO()
    book.save(out)
    return _same_bytes(out, made)


def _notes(frames: dict[str, pd.DataFrame], resources: list[Said]) -> list[list[Sequence[Any]]]:
    """Return the notes in parts, a heading first in each: sheet, name, Chinese, English."""
    package, said, hedges = descriptor(), descriptor()["export"], codes("qualifier")
    zh, en = "{title_zh}：{description_zh}".format_map, "{title}: {description}".format_map
    hedges_zh = hedges["label_zh"] + "：" + hedges["note_zh"]
    hedges_en = hedges["label_en"] + ": " + hedges["note_en"]
    found: list[Iterable[Any]] = [
        limits().itertuples(name=None),
        zip(hedges.index, hedges_zh, hedges_en, strict=True),
        [(said["quotation_licence"]["title_zh"], said["quotation_licence"]["title"])],
        [(one["name"], len(frames[one["name"]]), zh(one), en(one)) for one in resources],
        [(r["name"], f["name"], zh(f), en(f)) for r in resources for f in r["schema"]["fields"]],
    ]
    own = [(package[f"{key}_zh"], package[key]) for key in ("title", "description")]
    about, *fixed = said["notes"]
    parts = [[*own, *about], *([*a, *b] for a, b in zip(fixed, found, strict=True))]
    return [[("", "", *row)[-4:] for row in part] for part in parts]


def _write(sheet: Worksheet, parts: Sequence[Sequence[Sequence[Any]]]) -> None:
    """Write parts of rows, a heading first in each, every text as text, and set them for print."""
    rows = [row for part in parts for row in part]
    fonts = [Font(bold=row is part[0]) for part in parts for row in part]
    top = Alignment(vertical="top", wrap_text=True)
    # No column is wider than 60 characters.
    widths = [min(max(map(_width, column)) + 3, 60) for column in zip(*rows, strict=True)]
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for at, (row, font) in enumerate(zip(rows, fonts, strict=True), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(at, column)
            cell.alignment, cell.font = top, font
            if isinstance(value, str) and value:
                # XML would read a carriage return back as a line feed; to openpyxl a leading =
                # makes a formula, and #N/A an error.
                cell.value, cell.data_type = value.replace("\r", "\n"), "s"
                cell.quotePrefix = FORMULA.match(value) is not None
            elif value != "":
                cell.value = value
            if isinstance(value, float):
                cell.number_format = "#,##0" if value.is_integer() else "#,##0.0###"
        lines = [math.ceil(_width(v) * 1.1 / width) for v, width in zip(row, widths, strict=True)]
        sheet.row_dimensions[at].height = 15 * max(1, *lines)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _width(value: object) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in str(value))


def _same_bytes(content: io.BytesIO, made: datetime) -> bytes:
    """Return the workbook without the time of its making, which openpyxl always writes."""
    out, stamp = io.BytesIO(), rb"\g<1>%sZ" % made.isoformat().encode()
    with zipfile.ZipFile(content) as written, zipfile.ZipFile(out, "w") as fixed:
        for name in written.namelist():
            data = written.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", stamp, data)
            fixed.writestr(zipfile.ZipInfo(name, made.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
