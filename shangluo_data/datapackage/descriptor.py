"""The descriptor of the exported tables: a Frictionless Data Package, said in two languages."""

from __future__ import annotations

import hashlib
import json
from importlib import metadata
from typing import Any

from shangluo_data.article import sections
from shangluo_data.article.handmade import Field, code_list, descriptor
from shangluo_data.article.source import particulars
from shangluo_data.errors import DataError

SAID = ("title", "title_zh", "description", "description_zh")
KEYS = {"article": ["paragraph"], "numerals": ["paragraph", "start"]}
"""Primary keys other than those of the hand-made tables."""
QUOTED = {"text", "source_text", "quote", "words", "phrase", "term"}
"""Columns that hold the newspaper's words, which no licence of ours covers."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def handmade(table: str) -> dict[str, Any]:
    """Return what ``datapackage.json`` says of the hand-made table that is exported as ``table``.

    Raises
    ------
    DataError
        If it says nothing of it.
    """
    for found in descriptor()["resources"]:
        if found.get("exported") == table:
            return dict(found)
    raise DataError("datapackage.json", f"no resource is exported as {table!r}", "Put it back.")


def described(table: str, columns: list[str]) -> list[Field]:
    """Return the field of each column: name, type, titles, descriptions, constraints.

    Raises
    ------
    DataError
        If a column is described nowhere.
    """
    own = handmade(table)
    fields = [*own.get("added", []), *own["schema"]["fields"], *descriptor()["columns"]]
    result = []
    for column in columns:
        field = next((dict(field) for field in fields if field["name"] == column), None)
        if field is None:
            what = f"the column {column!r} of {table!r} is not described"
            raise DataError("datapackage.json", what, "Describe it under added.")
        if "codes" in field:
            name = field["codes"]
            codes = sections() if name == "section" else code_list(name)
            field["constraints"] = field.get("constraints", {}) | {"enum": list(codes)}
        result.append(field)
    return result


def package_bytes(fields: dict[str, list[Field]], files: dict[str, bytes], workbook: str) -> bytes:
    """Return ``datapackage.json``; ``files`` holds the bytes of the files it describes."""
    base = descriptor()
    source = base["sources"][0] | {
        "path": "article.csv",
        "hash": f"sha256:{particulars().sha256}",
        "description": "The lines of the column source_text, joined by line feeds, are the file as "
        "received; the hash is that file’s, and source_start and source_end count in it.",
        "description_zh": "source_text各行以换行符相连，即为所收文本文件；hash是该文件的，"
        "source_start与source_end按该文件计。",
    }
    heads = ("profile", "name", "id", *SAID, "created", "licenses", "contributors", "keywords")
    said = {key: base["workbook"][key] for key in SAID}
    book = {"name": "workbook", "type": "file", "path": workbook, **said}
    book |= {"format": "xlsx", "mediatype": XLSX, **_counted(files[workbook]), **_licences(QUOTED)}
    made = {key: base[key] for key in heads}
    made |= {"version": metadata.version("shangluo-data"), "sources": [source]}
    made["resources"] = [_resource(n, own, files[f"{n}.csv"]) for n, own in fields.items()] + [book]
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _resource(table: str, fields: list[Field], content: bytes) -> dict[str, Any]:
    own = handmade(table)
    names = {field["name"] for field in fields}
    schema = own["schema"] | {
        "fields": fields,
        "primaryKey": KEYS.get(table, own["schema"]["primaryKey"]),
    }
    keys = {"article": ["paragraph"]} if "paragraph" in names and table != "article" else {}
    if table == "figures":
        keys["numerals"] = ["paragraph", "start"]
    if keys:
        schema["foreignKeys"] = [
            {"fields": key, "reference": {"resource": other, "fields": key}}
            for other, key in keys.items()
        ]
    dialect = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}
    kept = ("type", "profile", *SAID, "format", "mediatype", "encoding")
    return {
        "name": table,
        "path": f"{table}.csv",
        **{key: own[key] for key in kept},
        **_counted(content),
        "dialect": dialect,
        **_licences(names),
        "schema": schema,
    }


def _counted(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _licences(columns: set[str]) -> dict[str, Any]:
    base = descriptor()
    quoting = [base["quotation_licence"]] if columns & QUOTED else []
    return {"licenses": [*base["licenses"], *quoting]}
