"""The data for others: every table as CSV with a Data Package, and as one Excel workbook."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd

from shangluo_data import register
from shangluo_data.article import article, sections
from shangluo_data.article.handmade import code_list, descriptor
from shangluo_data.article.source import particulars
from shangluo_data.datapackage.workbook import FORMULA, workbook_bytes
from shangluo_data.errors import DataError

LOADERS = ("figures", "numerals", "terms", "claims", "derived", "checks", "codes", "limits")
QUOTED = {"text", "source_text", "quote", "words", "phrase", "term"}
"""Columns that hold the newspaper's words, which no licence of ours covers."""
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}


def tables() -> dict[str, pd.DataFrame]:
    """Return the tables that are exported, by name: plain values, what is missing an empty text."""
    loaders = {"article": article} | {name: getattr(register, name) for name in LOADERS}
    # The numerals have no ids: their place in the text is their key.
    frames = {
        n: pd.DataFrame(load()).reset_index(drop=n == "numerals") for n, load in loaders.items()
    }
    return {name: f.astype(object).where(f.notna(), "") for name, f in frames.items()}


def export_data(directory: str | os.PathLike[str]) -> list[Path]:
    """Write all tables to ``directory``: CSV files, ``datapackage.json`` and an Excel workbook.

    The CSV files are UTF-8 after RFC 4180, with the columns of the loaders; a text that a
    spreadsheet would take for a formula gets one apostrophe before it. The workbook holds such a
    text unchanged, as text. The same data gives the same bytes. The directory is made if it is
    missing; files of the same names are replaced, all or none. Returns the files written.

    Raises :class:`DataError` if the register is not in order, or nothing can be written there.
    """
    target, frames = Path(directory), tables()
    resources = [described(name, [*map(str, frame)]) for name, frame in frames.items()]
    files = {f"{name}.csv": _csv(frame) for name, frame in frames.items()}
    files[descriptor()["export"]["workbook"]["path"]] = workbook_bytes(frames, resources)
    files["datapackage.json"] = _package(resources, files)
    missing = [folder for folder in (target, *target.parents) if not folder.exists()]
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=target) as staging:
            for name, content in files.items():
                Path(staging, name).write_bytes(content)
                if (target / name).exists():
                    (target / name).open("r+b").close()  # Refused if another program holds it.
            for name in files:
                os.replace(Path(staging, name), target / name)
    except OSError as error:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()
        what = "it is a file" if target.is_file() else error.strerror or str(error)
        remedy = "An earlier export is as it was. Close its files, or name another directory."
        raise DataError(str(target), f"the export could not be written ({what})", remedy) from None
    return [target / name for name in files]


def _csv(frame: pd.DataFrame) -> bytes:
    return frame.map(_cell).to_csv(index=False, lineterminator="\r\n").encode()


def _cell(value: object) -> str:
    if isinstance(value, str):
        return f"'{value}" if FORMULA.match(value) else value
    return str(value).lower() if isinstance(value, bool) else str(value).removesuffix(".0")


def described(table: str, columns: list[str]) -> dict[str, Any]:
    """Return what ``datapackage.json`` says of an exported table and of each of its columns.

    Raises :class:`DataError` if it says nothing of a column.
    """
    said = descriptor()["export"]
    handmade = {resource["name"]: resource for resource in descriptor()["resources"]}
    own = dict(handmade["paragraphs" if table == "article" else table])
    listed = (*said["columns"], *own["schema"]["fields"], *own.pop("added", ()))
    known, fields = {field["name"]: field for field in listed}, []
    for column in columns:
        if column not in known:
            what = f"the column {column!r} of {table!r} is not described"
            raise DataError("datapackage.json", what, "Describe it under added.")
        field = dict(known[column])
        if "codes" in field:
            codes = sections() if field["codes"] == "section" else code_list(field["codes"])
            field["constraints"] = field.get("constraints", {}) | {"enum": list(codes)}
        fields.append(field)
    schema = own["schema"] | said["schemas"].get(table, {}) | {"fields": fields}
    return own | {"name": table, "path": f"{table}.csv", "dialect": DIALECT, "schema": schema}


def _package(resources: list[dict[str, Any]], files: dict[str, bytes]) -> bytes:
    """Return the descriptor of the export; ``files`` holds what it describes."""
    made = dict(descriptor())
    said, listed = made.pop("export"), []
    for one in (*resources, said["workbook"]):
        content = files[one["path"]]
        columns = (
            QUOTED if one is said["workbook"] else {f["name"] for f in one["schema"]["fields"]}
        )
        licences = made["licenses"] + [said["quotation_licence"]] * bool(columns & QUOTED)
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        listed.append(one | {"bytes": len(content), "hash": digest, "licenses": licences})
    source = made["sources"][0] | said["source"] | {"hash": f"sha256:{particulars().sha256}"}
    made |= {"version": metadata.version("shangluo-data"), "sources": [source]}
    return (json.dumps(made | {"resources": listed}, ensure_ascii=False, indent=2) + "\n").encode()
