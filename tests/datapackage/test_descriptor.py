"""The descriptor of the hand-made tables says what they hold, and the loaders hold them to it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import frictionless
import pytest

from shangluo_data.article.handmade import code_list
from shangluo_data.article.source import CURATED

PACKAGE: dict[str, Any] = json.loads((CURATED / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES: dict[str, dict[str, Any]] = {r["name"]: r for r in PACKAGE["resources"]}
#: The closed lists, written out apart from the descriptor.
CLOSED = {
    ("paragraphs", "section"): "section",
    ("paragraphs", "kind"): "paragraph_kind",
    ("figures", "unit"): "unit",
    ("figures", "qualifier"): "qualifier",
    ("figures", "basis"): "basis",
    ("figures", "period"): "period",
    ("figures", "period_basis"): "period_basis",
    ("numerals", "kind"): "numeral_kind",
    ("terms", "category"): "term_category",
    ("terms", "level"): "level",
    ("claims", "kind"): "claim_kind",
    ("derived", "section"): "section",
    ("derived", "unit"): "unit",
    ("checks", "kind"): "check_kind",
}


def test_frictionless_finds_the_tables_valid() -> None:
    report = frictionless.validate(str(CURATED / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])
    assert {task.name for task in report.tasks} == {p.stem for p in CURATED.glob("*.csv")}


@pytest.mark.parametrize("table", sorted(RESOURCES))
def test_every_column_is_described(table: str) -> None:
    with (CURATED / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        header = next(csv.reader(handle))
    schema = RESOURCES[table]["schema"]
    assert [field["name"] for field in schema["fields"]] == header
    assert all(field["title"] and field["description"].endswith(".") for field in schema["fields"])
    assert set(schema["primaryKey"]) <= set(header)


def test_each_closed_list_is_named_where_it_is_used() -> None:
    named = {
        (table, field["name"]): field["codes"]
        for table, resource in RESOURCES.items()
        for field in resource["schema"]["fields"]
        if "codes" in field
    }
    assert named == CLOSED
    assert all(code_list(name) for name in CLOSED.values())
    with (CURATED / "codes.csv").open(encoding="utf-8", newline="") as handle:
        assert {row["list"] for row in csv.DictReader(handle)} == set(CLOSED.values())


@pytest.mark.parametrize(
    ("table", "old", "new", "kind"),
    [
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
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert (table, kind) in {(task.name, e.type) for task in report.tasks for e in task.errors}
