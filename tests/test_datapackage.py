"""The descriptor of the hand-made tables says what the tables hold, and frictionless agrees."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import frictionless
import pytest

from shangluo_data.article.text import SECTIONS
from shangluo_data.register.curated import CURATED, code_list

PACKAGE: dict[str, Any] = json.loads((CURATED / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES: dict[str, dict[str, Any]] = {r["name"]: r for r in PACKAGE["resources"]}
#: The closed lists, written out apart from the descriptor.
CLOSED = {
    ("figures", "unit"): "unit",
    ("figures", "qualifier"): "qualifier",
    ("figures", "basis"): "basis",
    ("figures", "period"): "period",
    ("figures", "period_basis"): "period_basis",
    ("terms", "category"): "term_category",
    ("terms", "level"): "level",
    ("claims", "kind"): "claim_kind",
    ("derived", "unit"): "unit",
}


def fields(table: str) -> dict[str, dict[str, Any]]:
    """Return the fields of a resource by name."""
    return {field["name"]: field for field in RESOURCES[table]["schema"]["fields"]}


def faults(package: Path) -> list[tuple[str, str, str]]:
    """Return what frictionless finds: table, kind of fault, message."""
    report = frictionless.validate(str(package))
    found = [("", error.type, error.message) for error in report.errors]
    return found + [
        (task.name, error.type, error.message) for task in report.tasks for error in task.errors
    ]


def test_frictionless_finds_the_tables_valid() -> None:
    report = frictionless.validate(str(CURATED / "datapackage.json"))
    assert faults(CURATED / "datapackage.json") == []
    assert {task.name for task in report.tasks} == {p.stem for p in CURATED.glob("*.csv")}
    for task in report.tasks:
        with (CURATED / f"{task.name}.csv").open(encoding="utf-8", newline="") as handle:
            assert task.stats["rows"] == len(list(csv.reader(handle))) - 1, task.name


@pytest.mark.parametrize("table", sorted(RESOURCES))
def test_every_column_is_described(table: str) -> None:
    with (CURATED / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        header = next(csv.reader(handle))
    described = fields(table)
    assert list(described) == header
    for name, field in described.items():
        assert field["type"] in ("string", "integer", "number"), name
        assert field["title"] and field["description"].endswith("."), name
    assert set(RESOURCES[table]["schema"]["primaryKey"]) <= set(header)


@pytest.mark.parametrize(("table", "column"), sorted(CLOSED))
def test_closed_lists_are_those_of_codes_csv(table: str, column: str) -> None:
    assert fields(table)[column]["constraints"]["enum"] == code_list(CLOSED[table, column])


def test_the_other_closed_lists() -> None:
    # "figure" is what numerals.csv leaves to figures.csv.
    kinds = [kind for kind in code_list("numeral_kind") if kind != "figure"]
    assert fields("numerals")["kind"]["constraints"]["enum"] == kinds
    assert fields("derived")["section"]["constraints"]["enum"] == list(SECTIONS)
    with (CURATED / "codes.csv").open(encoding="utf-8", newline="") as handle:
        lists = {row["list"] for row in csv.DictReader(handle)}
    assert set(fields("codes")["list"]["constraints"]["enum"]) == lists


def test_licence_sources_and_no_article() -> None:
    assert [licence["name"] for licence in PACKAGE["licenses"]] == ["CC-BY-4.0"]
    assert PACKAGE["sources"] and PACKAGE["title"] and PACKAGE["name"]
    assert all("licenses" not in resource for resource in RESOURCES.values())


@pytest.mark.parametrize(
    ("table", "old", "new", "kind"),
    [
        ("figures", ",sessions,", ",seances,", "constraint-error"),
        ("figures", ",137,", ",many,", "type-error"),
        ("figures", "event_errors,", "event_sessions,", "unique-error"),
        ("terms", "shangluo_city,", "Shangluo City,", "constraint-error"),
        ("limits", "id,zh,en", "id,en,zh", "incorrect-label"),
    ],
)
def test_frictionless_finds_a_fault(
    tmp_path: Path, table: str, old: str, new: str, kind: str
) -> None:
    folder = Path(shutil.copytree(CURATED, tmp_path / "curated"))
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert (table, kind) in {found[:2] for found in faults(folder / "datapackage.json")}
