"""The descriptor of the exported tables: a Frictionless Data Package."""

from __future__ import annotations

import hashlib
import json
import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from shangluo_data.errors import DataError
from shangluo_data.register.curated import CURATED, code_list

Field = dict[str, Any]
HERE = Path(__file__).resolve().parent
# These quote the article at length, which no licence of ours covers.
QUOTING = ("article", "figures", "claims")


@cache
def own() -> dict[str, Any]:
    """Return what ``descriptions.toml`` says of the exported tables."""
    return tomllib.loads((HERE / "descriptions.toml").read_text(encoding="utf-8"))


@cache
def curated() -> dict[str, Any]:
    """Return the descriptor of the hand-made tables.

    Raises
    ------
    DataError
        If it is missing or no JSON.
    """
    path = CURATED / "datapackage.json"
    try:
        package: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(path.name, str(error), "Install the package again.") from None
    return package


def resource(table: str) -> dict[str, Any]:
    """Return the curated resource of that name; an empty one where there is none."""
    return next((r for r in curated()["resources"] if r["name"] == table), {})


def described(table: str, columns: list[str]) -> list[Field]:
    """Return the field of each column: name, type, title, description, constraints.

    Raises
    ------
    DataError
        If a column is described nowhere.
    """
    return [_field(table, column) for column in columns]


def _field(table: str, column: str) -> Field:
    known = _curated_field(table, column)
    written = own()["tables"][table].get(column, {} if known else own()["shared"].get(column, {}))
    if "like" in written:
        known = _curated_field(*written["like"].split("."))
    if not known and not written:
        raise DataError(
            f"table {table!r}",
            f"the column {column!r} is not described",
            "Add it to descriptions.toml.",
        )
    if written and "like" not in written:
        known = {}
    field = {**known, **written, "name": column}
    constraints = {**known.get("constraints", {}), **written.get("constraints", {})}
    if "codes" in written:
        constraints["enum"] = code_list(written["codes"])
    keys = ("name", "type", "title", "description")
    return {key: field[key] for key in keys} | ({"constraints": constraints} if constraints else {})


def _curated_field(table: str, column: str) -> Field:
    fields = resource(table).get("schema", {}).get("fields", [])
    return next((dict(field) for field in fields if field["name"] == column), {})


def about(table: str) -> dict[str, str]:
    """Return title and description of a table, in English and (``_zh``) in Chinese."""
    keys = ("title", "title_zh", "description", "description_zh")
    both = {**resource(table), **own()["tables"][table]}
    return {key: both[key] for key in keys}


def column_zh(table: str, column: str) -> str:
    """Return the Chinese description of a column."""
    words: dict[str, str] = own()["columns_zh"]
    return words.get(f"{table}.{column}") or words[column]


def descriptor_bytes(columns: dict[str, list[Field]], files: dict[str, bytes]) -> bytes:
    """Return ``datapackage.json`` for the tables; ``files`` holds the bytes of their CSV files."""
    base = curated()
    package = {
        "profile": base["profile"],
        "name": base["name"],
        "title": own()["package"]["title"],
        "description": own()["package"]["description"],
        "version": metadata.version("shangluo-data"),
        "licenses": base["licenses"],
        "contributors": base["contributors"],
        "sources": base["sources"],
        "keywords": base["keywords"],
        "resources": [
            _resource(name, fields, files[f"{name}.csv"]) for name, fields in columns.items()
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _resource(table: str, fields: list[Field], content: bytes) -> dict[str, Any]:
    said = about(table)
    key = own()["tables"][table].get("primaryKey") or resource(table)["schema"]["primaryKey"]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""], "primaryKey": key}
    if table != "article" and any(field["name"] == "paragraph" for field in fields):
        schema["foreignKeys"] = [
            {
                "fields": ["paragraph"],
                "reference": {"resource": "article", "fields": ["paragraph"]},
            }
        ]
    newspaper = {"name": "other-closed", "title": own()["package"]["article_licence"]}
    ours = [] if table == "article" else curated()["licenses"]
    return {
        "name": table,
        "type": "table",
        "path": f"{table}.csv",
        "profile": "tabular-data-resource",
        "title": said["title"],
        "description": said["description"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "licenses": [*ours, *([newspaper] if table in QUOTING else [])],
        "schema": schema,
    }
