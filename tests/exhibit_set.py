"""The exhibits as the notebooks make them: their code cells are run, never copied."""

from __future__ import annotations

import ast
import contextlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from shangluo_data.exhibits import Exhibit

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"


@cache
def notebooks() -> dict[str, dict[str, Any]]:
    """Return the committed notebooks by file name."""
    return {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
    }


def source(cell: dict[str, Any]) -> str:
    """Return a cell's source as one text."""
    return "".join(cell["source"])


def cells(kind: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the cells of one type (code, markdown) of all notebooks, with the notebook's name."""
    return [
        (name, cell)
        for name, notebook in notebooks().items()
        for cell in notebook["cells"]
        if cell["cell_type"] == kind
    ]


@cache
def results() -> dict[tuple[str, str], object]:
    """Run every code cell and return the value of its last expression by (notebook, cell id)."""
    made: dict[tuple[str, str], object] = {}
    with contextlib.chdir(NOTEBOOKS):
        for name, notebook in notebooks().items():
            space: dict[str, Any] = {}
            for cell in notebook["cells"]:
                if cell["cell_type"] == "code":
                    value = _run(source(cell), f"{name}#{cell['id']}", space)
                    if value is not None:
                        made[name, cell["id"]] = value
    return made


def _run(code: str, where: str, space: dict[str, Any]) -> object:
    tree = ast.parse(code, where)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, where, "exec"), space)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), where, "eval"), space)


@cache
def exhibits() -> dict[str, Exhibit]:
    """Return every exhibit of the notebooks by its name."""
    return {e.name: e for e in results().values() if isinstance(e, Exhibit)}


def html_outputs(cell: dict[str, Any]) -> str:
    """Return the committed HTML of a code cell."""
    return "".join(
        "".join(output["data"]["text/html"])
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    )


def named(*marks: str) -> list[str]:
    """Return the ids of the cells that begin with one of ``marks``; nothing is run."""
    return [cell["id"] for _, cell in cells("code") if source(cell).startswith(marks)]


EXHIBITS = named("charts.", "tables.")
CARDS = named("charts.cards(")
CHARTS = [name for name in named("charts.") if name not in CARDS]
TABLES = named("tables.")
