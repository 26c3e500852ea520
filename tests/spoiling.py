"""Copies of the curated tables, and ways to spoil them."""

from __future__ import annotations

import csv
from pathlib import Path


def change(directory: Path, name: str, key: str, **cells: str) -> None:
    """Change cells of the first row of ``{name}.csv`` that holds ``key``."""
    path = directory / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        header, *rows = csv.reader(handle)
    row = next(row for row in rows if key in row)
    for column, value in cells.items():
        assert row[header.index(column)] != value
        row[header.index(column)] = value
    rewrite(path, [header, *rows])


def rewrite(path: Path, rows: list[list[str]]) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


def append(directory: Path, name: str, line: str) -> None:
    """Add a line to ``{name}.csv``."""
    with (directory / f"{name}.csv").open("a", encoding="utf-8") as handle:
        handle.write(f"{line}\n")
