"""The house stays small and its imports run one way."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "shangluo_data"
MODULES = sorted(PACKAGE.rglob("*.py"))
#: Imports run from right to left; what stands together may import each other, not in a ring.
ORDER = [
    {"errors"},
    {"article"},
    {"register"},
    {"exhibits"},
    {"charts", "tables", "views"},
    {"page"},
    {"report", "datapackage"},
    {"cli"},
    {"__main__", "__init__"},
]
LEVEL = {name: at for at, names in enumerate(ORDER) for name in names}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, *, lazy: bool) -> set[str]:
    """Return the package's own modules that a module imports; with those inside functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    here = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree) if lazy else tree.body:
        if isinstance(node, ast.ImportFrom):
            base = ".".join(here[: len(here) + 1 - node.level]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & {name_of(module) for module in MODULES}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_the_package_is_at_most_6000_lines() -> None:
    kinds = ("*.py", "*.typ", "*.j2", "*.css")
    assert sum(lines(path) for kind in kinds for path in PACKAGE.rglob(kind)) <= 6000


def test_no_module_is_over_250_lines_and_no_folder_over_a_dozen_modules() -> None:
    assert {name_of(p): lines(p) for p in MODULES if lines(p) > 250} == {}
    for folder in {path.parent for path in MODULES}:
        assert len(list(folder.glob("*.py"))) <= 13, folder  # A dozen, and __init__.


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    own = path.relative_to(PACKAGE).with_suffix("").parts[0]
    for module in imports(path, lazy=False):
        part = (*module.split(".")[1:], own)[0]
        assert LEVEL[part] <= LEVEL[own], f"{name_of(path)} imports {module}"


def test_no_imports_run_in_a_ring() -> None:
    graph = {name_of(path): imports(path, lazy=False) - {"shangluo_data"} for path in MODULES}

    def follow(way: list[str]) -> None:
        for module in graph[way[-1]]:
            assert module not in way, " → ".join([*way, module])
            if module not in done:
                follow([*way, module])
        done.add(way[-1])

    done: set[str] = set()
    for name in graph:
        if name not in done:
            follow([name])


def test_the_project_speaks_of_itself_alone() -> None:
    """No path of a machine, no name of a tool that only its makers have."""
    words = [f"/{folder}/" for folder in ("work", "shared", "root", "tmp")]
    kinds = {".py", ".typ", ".j2", ".css", ".md", ".toml", ".yml", ".csv"}
    texts = [
        path
        for folder in (PACKAGE, ROOT / "docs", ROOT / ".github", ROOT / "notebooks")
        for path in folder.rglob("*")
        if path.suffix in kinds
    ] + [path for path in ROOT.glob("*") if path.suffix in kinds or path.name == "Makefile"]
    assert len(texts) > 50
    for path in texts:
        text = path.read_text(encoding="utf-8")
        assert [word for word in words if word in text] == [], path


def test_the_order_names_every_part() -> None:
    assert {path.relative_to(PACKAGE).with_suffix("").parts[0] for path in MODULES} == set(LEVEL)
    assert all(a.isdisjoint(b) for a, b in pairwise(ORDER))
