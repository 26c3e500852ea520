"""Read the hand-made tables, each held to what ``datapackage.json`` says of its columns."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shangluo_data.article.source import CURATED, home, per_home, read_text
from shangluo_data.errors import DataError, did_you_mean

Field = dict[str, Any]
DESCRIPTOR = "datapackage.json"
# What no one types on purpose: control characters, and those without width.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_TYPES = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?"}


@dataclass(frozen=True)
class Row:
    """One row of a hand-made table: where it stands, and its cells by column."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, what: str, remedy: str = "") -> DataError:
        """Return the error that says what is wrong with the row."""
        table = self.where.partition(",")[0]
        return DataError(self.where, what, remedy or f"Mend it in {table}.")

    def code(self, column: str, valid: Iterable[str]) -> str:
        """Return the cell in ``column`` if it is one of ``valid``; the nearest is named if not."""
        listed = list(valid)
        if self[column] in listed:
            return self[column]
        remedy = did_you_mean(self[column], listed) + " The lists are in codes.csv."
        raise self.fault(f"{column} {self[column]!r} is not in the closed list", remedy)


@per_home
def descriptor() -> dict[str, Any]:
    """Return the descriptor: the folder's own, or the package's.

    Raises
    ------
    DataError
        If it is missing, no JSON, or lists no resources.
    """
    folder = home() if (home() / DESCRIPTOR).exists() else CURATED
    try:
        package: dict[str, Any] = json.loads(read_text(folder / DESCRIPTOR))
        _ = [(r["name"], r["schema"]["fields"]) for r in package["resources"]]
    except json.JSONDecodeError as error:
        raise DataError(DESCRIPTOR, f"no JSON: {error}", "Mend the file there.") from None
    except (KeyError, TypeError):
        what = "it lists no resources with a name and the fields of a schema"
        raise DataError(DESCRIPTOR, what, "Put them back.") from None
    return package


def resource(table: str) -> dict[str, Any]:
    """Return what the descriptor says of one table, its schema among it.

    Raises
    ------
    DataError
        If it says nothing of it.
    """
    for found in descriptor()["resources"]:
        if found["name"] == table:
            return dict(found)
    raise DataError(DESCRIPTOR, f"there is no resource {table!r}", "Put it back.")


def read_table(name: str) -> list[Row]:
    """Return the rows of ``{name}.csv`` in the folder in use.

    Raises
    ------
    DataError
        If the file is missing, not UTF-8 or empty, its header or a cell is not as the descriptor
        says, a key stands twice, or one of a pair ``…_en``, ``…_zh`` is empty.
    """
    file, schema = f"{name}.csv", resource(name)["schema"]
    fields: list[Field] = schema["fields"]
    header = [field["name"] for field in fields]
    lists = {field["name"]: code_list(field["codes"]) for field in fields if "codes" in field}
    seen, rows = dict[tuple[str, ...], int](), list[Row]()
    reader = csv.reader(io.StringIO(read_text(home() / file), newline=""), strict=True)
    try:
        for cells in reader:
            if not cells:
                continue
            at = reader.line_num
            where = f"{file}, line {at}" + (f" (id {cells[0]!r})" if header[0] == "id" else "")
            row = Row(where, dict(zip(header, cells, strict=False)))
            if at == 1 and cells != header:
                raise DataError(file, f"the header is {cells}, expected {header}", "Mend it.")
            if len(cells) != len(header):
                raise row.fault(f"{len(cells)} cells in {cells}, expected {len(header)}")
            if at > 1:
                key = tuple(row[column] for column in schema["primaryKey"])
                if key in seen:
                    raise row.fault(f"the key already stands in line {seen[key]}")
                seen[key] = at
                _check(row, fields, lists)
                rows.append(row)
    except csv.Error as error:
        raise DataError(f"{file}, line {reader.line_num}", f"{error}", "Mend it there.") from None
    if not rows:
        raise DataError(file, "the file holds no rows", f"Its header is {','.join(header)}.")
    return rows


def _check(row: Row, fields: list[Field], lists: dict[str, list[str]]) -> None:
    for field in fields:
        column, rules = field["name"], field.get("constraints", {})
        cell = row[column]
        if unseen := _UNSEEN.search(cell):
            raise row.fault(f"{column} holds the unseen character U+{ord(unseen[0]):04X}")
        if cell != cell.strip():
            raise row.fault(f"{column} {cell!r} begins or ends with a space")
        if not cell:
            twin = column[:-2] + ("en" if column.endswith("_zh") else "zh")
            if rules.get("required"):
                raise row.fault(f"{column} is empty")
            if column[-3:] in ("_en", "_zh") and row.cells.get(twin):
                raise row.fault(f"{column} is empty, but {twin} is not")
            continue
        kind = field["type"]
        if kind in _TYPES and not re.fullmatch(_TYPES[kind], cell, re.ASCII):
            raise row.fault(f"{column} {cell!r} is not a number", "Write it in plain digits.")
        if "minimum" in rules and float(cell) < rules["minimum"]:
            raise row.fault(f"{column} {cell} is below {rules['minimum']}")
        if "pattern" in rules and not re.fullmatch(rules["pattern"], cell):
            raise row.fault(f"{column} {cell!r} is not of the form {rules['pattern']}")
        if "codes" in field:
            row.code(column, lists[column])


@per_home
def code_rows() -> dict[str, dict[str, dict[str, str]]]:
    """Return the closed lists: list → code → its row."""
    result: dict[str, dict[str, dict[str, str]]] = {}
    for row in read_table("codes"):
        result.setdefault(row["list"], {})[row["code"]] = row.cells
    return result


def code_list(name: str) -> list[str]:
    """Return the codes of one closed list, in order.

    Raises
    ------
    DataError
        If there is no list of that name.
    """
    lists = code_rows()
    if name not in lists:
        remedy = f"{did_you_mean(name, list(lists))} The lists are in codes.csv."
        raise DataError("codes.csv", f"there is no list {name!r}", remedy)
    return list(lists[name])


def label(name: str, code: str, lang: str) -> str:
    """Return how a code reads in ``lang`` (``zh`` or ``en``); a blank code reads blank."""
    return code_rows()[name][code][f"label_{lang}"] if code else ""
