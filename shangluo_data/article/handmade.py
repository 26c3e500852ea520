"""Read the hand-made tables, each held to what ``datapackage.json`` says of its columns."""

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import Any

from shangluo_data.article.source import CURATED, home, per_home, read_text
from shangluo_data.errors import DataError, did_you_mean

Field = dict[str, Any]
DESCRIPTOR = "datapackage.json"
# What no one types on purpose: control characters, and those without width.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_DIGITS = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?"}


@dataclass(frozen=True)
class Row:
    """One row of a hand-made table: its file, line and id, and the cells by column."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, what: str, remedy: str = "Mend it there.") -> DataError:
        return DataError(self.where, what, remedy)


@per_home
def descriptor() -> dict[str, Any]:
    """Return the descriptor: the folder's own, or the package's."""
    folder = home() if (home() / DESCRIPTOR).exists() else CURATED
    try:
        package: dict[str, Any] = json.loads(read_text(folder / DESCRIPTOR))
    except json.JSONDecodeError as error:
        raise DataError(DESCRIPTOR, f"no JSON: {error}", "Mend the file there.") from None
    if "resources" not in package:
        raise DataError(DESCRIPTOR, "it lists no resources", "Put them back.")
    return package


def resource(table: str) -> dict[str, Any]:
    for found in descriptor()["resources"]:
        if found["name"] == table:
            return dict(found)
    raise DataError(DESCRIPTOR, f"there is no resource {table!r}", "Put it back.")


def read_table(name: str) -> list[Row]:
    """Return the rows of ``{name}.csv`` in the folder in use.

    Raises :class:`DataError` if the file is missing, not UTF-8 or empty, its header or a cell is
    not as the descriptor says, a key stands twice, or one of a pair ``…_en``, ``…_zh`` is empty.
    """
    file, schema = f"{name}.csv", resource(name)["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    lists = {name: code_list(field["codes"]) for name, field in fields.items() if "codes" in field}
    reader = csv.reader(io.StringIO(read_text(home() / file), newline=""), strict=True)
    rows, lines = [], dict[tuple[str, ...], int]()
    try:
        if (header := next(reader, [])) not in ([], [*fields]):
            raise DataError(file, f"the header is {header}, expected {[*fields]}", "Mend it.")
        for cells in filter(None, reader):
            where = f"{file}, line {reader.line_num}"
            where += f" (id {cells[0]!r})" if "id" in fields else ""
            row = Row(where, dict(zip(fields, cells, strict=False)))
            if len(cells) != len(fields):
                raise row.fault(f"{len(cells)} cells in {cells}, expected {len(fields)}")
            for column, field in fields.items():
                if what := _fault(row.cells, field, lists.get(column)):
                    raise row.fault(f"{column} {what}")
            key = tuple(row[column] for column in schema["primaryKey"])
            if lines.setdefault(key, reader.line_num) != reader.line_num:
                raise row.fault(f"the key already stands in line {lines[key]}")
            rows.append(row)
    except csv.Error as error:
        raise DataError(f"{file}, line {reader.line_num}", f"{error}", "Mend it there.") from None
    if not rows:
        raise DataError(file, "the file holds no rows", f"Its header is {','.join(fields)}.")
    return rows


def _fault(cells: dict[str, str], field: Field, codes: list[str] | None) -> str:
    """Return what is wrong with a cell as such, if anything is."""
    column, rules, cell = field["name"], field.get("constraints", {}), cells[field["name"]]
    twin = column[:-2] + {"en": "zh", "zh": "en"}.get(column[-2:], "")
    if unseen := _UNSEEN.search(cell):
        return f"holds the unseen character U+{ord(unseen[0]):04X}"
    if cell != cell.strip():
        return f"{cell!r} begins or ends with a space"
    if not cell and cells.get(twin):
        return f"is empty, but {twin} is not"
    if not cell:
        return "is empty" if rules.get("required") else ""
    if not re.fullmatch(_DIGITS.get(field["type"], ".*"), cell, re.ASCII):
        return f"{cell!r} is not a number in plain digits"
    if "minimum" in rules and float(cell) < rules["minimum"]:
        return f"{cell} is below {rules['minimum']}"
    if not re.fullmatch(rules.get("pattern", ".*"), cell):
        return f"{cell!r} is not of the form {rules['pattern']}"
    if codes and cell not in codes:
        return f"{cell!r} is not in the closed list of codes.csv. {did_you_mean(cell, codes)}"
    return ""


@per_home
def code_rows() -> dict[str, dict[str, dict[str, str]]]:
    """Return the closed lists: list → code → its row."""
    result: dict[str, dict[str, dict[str, str]]] = {}
    for row in read_table("codes"):
        result.setdefault(row["list"], {})[row["code"]] = row.cells
    return result


def code_list(name: str) -> list[str]:
    lists = code_rows()
    if name not in lists:
        raise DataError("codes.csv", f"there is no list {name!r}", did_you_mean(name, list(lists)))
    return list(lists[name])


def label(name: str, code: str, lang: str) -> str:
    """Return how a code reads in ``lang`` (``zh`` or ``en``); a blank code reads blank."""
    return code_rows()[name][code][f"label_{lang}"] if code else ""
