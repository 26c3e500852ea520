"""The data for others: every table as CSV with a Data Package, and as one Excel workbook."""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd

from shangluo_data.article import article, sections
from shangluo_data.article.handmade import code_list, descriptor, resource
from shangluo_data.article.source import particulars
from shangluo_data.datapackage.workbook import FORMULA, workbook_bytes
from shangluo_data.errors import DataError
from shangluo_data.register import checks, claims, codes, derived, figures, limits, numerals, terms

LOADERS = (article, figures, numerals, terms, claims, derived, checks, codes, limits)
QUOTED = {"text", "source_text", "quote", "words", "phrase", "term"}
"""Columns that hold the newspaper's words, which no licence of ours covers."""
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}


def tables() -> dict[str, pd.DataFrame]:
    """Return the tables that are exported, by name: plain values, what is missing an empty text."""
    frames = {load.__name__: pd.DataFrame(load()) for load in LOADERS}
    # The numerals have no ids: their place in the text is their key.
    frames = {name: frame.reset_index(drop=name == "numerals") for name, frame in frames.items()}
    return {name: f.astype(object).where(f.notna(), "") for name, f in frames.items()}


def export_data(directory: str | os.PathLike[str]) -> list[Path]:
    """Write all tables to ``directory``: CSV files, ``datapackage.json`` and an Excel workbook.

    The CSV files are UTF-8 after RFC 4180, with the columns of the loaders; a text that a
    spreadsheet would take for a formula gets one apostrophe before it, and stays as it is in the
    workbook. Files of the same names are replaced, all or none; the same data gives the same
    bytes. Returns the files written.

    Raises :class:`DataError` if the register is not in order, or nothing can be written there.
    """
    target, frames = Path(directory), tables()
    resources = [described(name, [*map(str, frame)]) for name, frame in frames.items()]
    files = {
        f"{name}.csv": frame.map(_cell).to_csv(index=False, lineterminator="\r\n").encode()
        for name, frame in frames.items()
    }
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


def _cell(value: object) -> str:
    if isinstance(value, str):
        return f"'{value}" if FORMULA.match(value) else value
    return str(value).lower() if isinstance(value, bool) else str(value).removesuffix(".0")


def described(table: str, columns: list[str]) -> dict[str, Any]:
    """Return what ``datapackage.json`` says of an exported table; each column must be described."""
    said = descriptor()["export"]
    own = {r.get("exported"): r for r in descriptor()["resources"]}.get(table) or resource(table)
    listed = (*descriptor()["columns"], *own["schema"]["fields"], *own.get("added", ()))
    known, fields = {field["name"]: field for field in listed}, []
    for column in columns:
        if column not in known:
            what = f"the column {column!r} of {table!r} is not described"
            raise DataError("datapackage.json", what, "Describe it under added.")
        field = dict(known[column])
        if "codes" in field:
            valid = sections() if field["codes"] == "section" else code_list(field["codes"])
            field["constraints"] = field.get("constraints", {}) | {"enum": list(valid)}
        fields.append(field)
    quoting = [] if QUOTED.isdisjoint(columns) else [said["quotation_licence"]]
    schema = own["schema"] | said["schemas"].get(table, {}) | {"fields": fields}
    words = {key: text for key, text in own.items() if isinstance(text, str) and key != "exported"}
    made = {"name": table, "path": f"{table}.csv", "dialect": DIALECT, "schema": schema}
    return words | made | {"licenses": descriptor()["licenses"] + quoting}


def _package(resources: list[dict[str, Any]], files: dict[str, bytes]) -> bytes:
    """Return the descriptor of the export; ``files`` holds what it describes."""
    made = {key: value for key, value in descriptor().items() if key not in ("columns", "export")}
    said = descriptor()["export"]
    source = made["sources"][0] | said["source"] | {"hash": f"sha256:{particulars().sha256}"}
    made |= {"version": metadata.version("shangluo-data"), "sources": [source], "resources": []}
    licences = [*made["licenses"], said["quotation_licence"]]
    for one in (*resources, said["workbook"] | {"licenses": licences}):
        content = files[one["path"]]
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        made["resources"].append(one | {"bytes": len(content), "hash": digest})
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()
