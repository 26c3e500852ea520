"""The data for others: every table as CSV with a Data Package, and as one Excel workbook."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from pathlib import Path

import pandas as pd

from shangluo_data.article import article
from shangluo_data.datapackage.descriptor import described, package_bytes
from shangluo_data.datapackage.workbook import plain_rows, workbook_bytes
from shangluo_data.errors import DataError
from shangluo_data.register import (
    checks,
    claims,
    codes,
    derived,
    figures,
    limits,
    numerals,
    terms,
)

WORKBOOK = "shangluo_figures.xlsx"
# What Excel, or another spreadsheet under a Chinese locale, may read as the start of a formula.
# Apostrophes before it count too, so that taking one away always gives back the text.
FORMULA = re.compile(r"[\t\r\n]|['\s]*[=+\-@＝＋－＠]")


def tables() -> dict[str, pd.DataFrame]:
    """Return the tables that are exported, by name: the loaders' frames, their index as columns.

    Raises
    ------
    DataError
        If a table does not agree with the article.
    """
    loaders = (article, figures, numerals, terms, claims, derived, checks, codes, limits)
    frames = {load.__name__: pd.DataFrame(load()) for load in loaders}
    # The numerals have no ids: their place in the text is their key.
    return {name: f.reset_index(drop=name == "numerals") for name, f in frames.items()}


def export_data(directory: str | os.PathLike[str]) -> list[Path]:
    """Write all tables to ``directory``: CSV files, ``datapackage.json`` and an Excel workbook.

    The CSV files are UTF-8 after RFC 4180, with the columns of the loaders; a text that a
    spreadsheet would take for a formula gets one apostrophe before it. The workbook holds such a
    text unchanged, as text. The same data gives the same bytes.

    Parameters
    ----------
    directory
        Made if it is missing. Files of the same names are replaced, all or none; others stay.

    Returns
    -------
    list of pathlib.Path
        The files written: a CSV per table, the workbook, the descriptor.

    Raises
    ------
    DataError
        If the register is not in order, or ``directory`` is a file or cannot be written to.
    """
    target = Path(directory)
    frames = tables()
    fields = {name: described(name, list(map(str, frame))) for name, frame in frames.items()}
    files = {f"{name}.csv": csv_bytes(frame) for name, frame in frames.items()}
    files[WORKBOOK] = workbook_bytes(frames, fields, FORMULA)
    files["datapackage.json"] = package_bytes(fields, files, WORKBOOK)
    try:
        _put(files, target)
    except OSError as error:
        what = "it is a file" if target.is_file() else error.strerror or str(error)
        raise DataError(
            str(target),
            f"the export could not be written ({what})",
            "An earlier export is as it was. Close its files in other programs, or name another "
            "directory.",
        ) from None
    return [target / name for name in files]


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return ``frame`` as CSV: UTF-8 without a mark, CRLF, texts safe in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(list(frame))
    for row in plain_rows(frame):
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and FORMULA.match(text) else text


def _put(files: dict[str, bytes], target: Path) -> None:
    """Write the files beside their places and move them in, once nothing stands in the way."""
    made = [folder for folder in (target, *target.parents) if not folder.exists()]
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=target) as staging:
            for name, content in files.items():
                Path(staging, name).write_bytes(content)
            for name in files:
                if (target / name).exists():
                    (target / name).open("r+b").close()  # Refused if another program holds it.
            for name in files:
                os.replace(Path(staging, name), target / name)
    except OSError:
        for folder in made:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        raise
