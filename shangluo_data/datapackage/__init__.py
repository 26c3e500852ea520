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
from shangluo_data.datapackage.package import described, descriptor_bytes
from shangluo_data.datapackage.workbook import workbook_bytes
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
    return {
        "article": article().reset_index(),
        "figures": figures().reset_index(),
        # The numerals have no ids: their place in the text is their key.
        "numerals": numerals().reset_index(drop=True),
        "terms": terms().reset_index(),
        "claims": claims().reset_index(),
        "derived": derived().reset_index(),
        "checks": checks().reset_index(),
        "codes": codes().reset_index(),
        "limits": limits().reset_index(),
    }


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
        The files written: a CSV per table, the descriptor, the workbook.

    Raises
    ------
    DataError
        If the register is not in order, ``directory`` is a file, or it cannot be written to.
    """
    target = Path(directory)
    if target.exists() and not target.is_dir():
        raise DataError(str(target), "this is a file, not a directory", "Name a directory.")
    frames = tables()
    columns = {name: described(name, list(map(str, frame))) for name, frame in frames.items()}
    files = {f"{name}.csv": csv_bytes(frame) for name, frame in frames.items()}
    files["datapackage.json"] = descriptor_bytes(columns, files)
    files[WORKBOOK] = workbook_bytes(frames, columns, FORMULA)
    for name in files:
        if (target / name).is_dir():
            raise DataError(
                str(target / name),
                "a directory is in the file's place",
                "Move it, or name another.",
            )
    try:
        return _put(files, target)
    except OSError as error:
        raise DataError(
            str(target),
            f"the export could not be written ({error.strerror or error})",
            "An earlier export is as it was. Close the files in other programs, or name another "
            "directory.",
        ) from None


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return ``frame`` as CSV: UTF-8 without a mark, CRLF, texts safe in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(list(frame))
    for row in frame.astype(object).itertuples(index=False, name=None):
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and FORMULA.match(text) else text


def _put(files: dict[str, bytes], target: Path) -> list[Path]:
    """Write the files beside their places and move them in; what fails is undone."""
    made = not target.exists()
    target.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".export-", dir=target) as staging:
            new, old = Path(staging, "new"), Path(staging, "old")
            new.mkdir()
            old.mkdir()
            for name, content in files.items():
                (new / name).write_bytes(content)
            _move(list(files), new, old, target)
    except OSError:
        if made:
            target.rmdir()
        raise
    return [target / name for name in files]


def _move(names: list[str], new: Path, old: Path, target: Path) -> None:
    moved: list[str] = []
    try:
        for name in names:
            moved.append(name)
            if (target / name).exists():
                os.replace(target / name, old / name)
            os.replace(new / name, target / name)
    except OSError:
        for name in moved:
            if (old / name).exists():
                os.replace(old / name, target / name)
            elif not (new / name).exists():
                (target / name).unlink()
        raise
