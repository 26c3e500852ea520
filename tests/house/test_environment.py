"""pyproject.toml, environment.yml and requirements.txt say the same."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]

#: What conda-forge lacks; `pip: -e .` installs it.
NOT_ON_CONDA_FORGE = {"cn2an", "opencc-python-reimplemented", "pdfua"}
#: Another name on conda-forge (the -base and -core ones leave out Qt and Pandoc).
CONDA_NAMES = {
    "matplotlib-base": "matplotlib",
    "nbconvert-core": "nbconvert",
    "seaborn-base": "seaborn",
    "typst-py": "typst",
}


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def declared(*extras: str) -> dict[str, Requirement]:
    """Return the project's requirements and those of the extras, by normalised name."""
    project = pyproject()["project"]
    lines = list(project["dependencies"])
    waiting = list(extras)
    while waiting:
        for line in project["optional-dependencies"][waiting.pop()]:
            requirement = Requirement(line)
            if requirement.name == project["name"]:  # One extra holds another.
                waiting += requirement.extras
            else:
                lines.append(line)
    return {canonicalize_name((r := Requirement(line)).name): r for line in lines}


def locked() -> dict[str, list[str]]:
    """Return the blocks of requirements.txt (pin and hashes) by normalised name."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    blocks: dict[str, list[str]] = {}
    for block in re.split(r"\n(?=\S)", text.strip()):
        blocks.setdefault(canonicalize_name(re.split(r"[=\[ ]", block)[0]), []).append(block)
    return blocks


def test_environment_yml_is_in_step_with_pyproject() -> None:
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *lines, pip = conda["dependencies"]
    assert pip == {"pip": ["-e .[test]"]}
    found = {}
    for line in lines:
        requirement = Requirement(line)
        name = CONDA_NAMES.get(requirement.name, requirement.name)
        found[canonicalize_name(name)] = requirement.specifier
    assert found.pop("python") == pyproject()["project"]["requires-python"]
    assert not found.pop("pip")
    wanted = {name: r.specifier for name, r in declared("test").items()}
    assert wanted.keys() >= NOT_ON_CONDA_FORGE
    assert found == {n: s for n, s in wanted.items() if n not in NOT_ON_CONDA_FORGE}


def test_the_lock_holds_every_dependency_at_a_version_that_is_allowed() -> None:
    blocks = locked()
    for name, requirement in declared(*pyproject()["project"]["optional-dependencies"]).items():
        assert name in blocks, f"{name} is not in requirements.txt: run `make lock`"
        for block in blocks[name]:
            version = re.split(r"[=; \\]+", block)[1]
            assert Version(version) in requirement.specifier, f"{block[:40]!r}: run `make lock`"


def test_the_lock_is_closed_under_the_requirements_of_what_it_holds() -> None:
    """Every installed package that the project reaches is pinned, so nothing floats."""
    blocks = locked()
    waiting = list(declared("notebooks"))
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        assert name in blocks, f"{name} is not in requirements.txt: run `make lock`"
        for line in metadata.requires(name) or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(canonicalize_name(requirement.name))
    assert len(seen) > 60


def test_every_pin_has_hashes_and_no_line_names_a_host() -> None:
    pin = re.compile(r"[\w.-]+==[\w.!+]+(?: ; [^\\\n]+?)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+")
    for blocks in locked().values():
        for block in blocks:
            assert pin.fullmatch(block), block
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|index-url|find-links|trusted-host| @ ", text)


def test_the_version_number_stands_once() -> None:
    version = pyproject()["project"]["version"]
    assert metadata.version("shangluo-data") == version
    number = re.compile(rf"^\s*_*version_*\s*[:=]\s*[\"']?{re.escape(version)}", re.M | re.I)
    sources = [ROOT / "CITATION.cff", *(ROOT / "shangluo_data").rglob("*.py")]
    assert [p for p in sources if number.search(p.read_text(encoding="utf-8"))] == []


def imported(paths: set[Path]) -> set[str]:
    """Return the distributions that Python files import from, by normalised name."""
    names = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    own = {"shangluo_data", "tests", "helpers"}
    distributions = metadata.packages_distributions()
    return {canonicalize_name(distributions[n][0]) for n in names - sys.stdlib_module_names - own}


def test_what_is_imported_is_declared() -> None:
    """The data and the charts need no more than a plain install; pages and reports, the extra."""
    package = set((ROOT / "shangluo_data").rglob("*.py"))
    export = {
        path
        for folder in ("page", "report", "datapackage")
        for path in (ROOT / "shangluo_data" / folder).rglob("*.py")
    }
    # Completion of ids is offered to IPython where it runs.
    assert imported(package - export) - {"ipython"} <= declared().keys()
    assert imported(export) <= declared("export").keys()
    assert imported(set((ROOT / "tests").rglob("*.py"))) <= declared("test", "browser").keys()


def test_the_data_alone_needs_no_jupyter() -> None:
    """What ``pip install .`` brings is enough for tables and charts."""
    theirs = {"markupsafe", "packaging", "pillow"}  # What jinja2 and matplotlib bring along.
    heavy = declared("test", "browser").keys() - declared().keys() - theirs
    blocked = sorted({name.replace("-", "_") for name in heavy} | {"IPython", "jupyter_client"})
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({blocked!r}))\n"
        "import shangluo_data as sl\n"
        "from shangluo_data import charts, tables, views\n"
        "assert sl.account().ok\n"
        "print(len(charts.slopes('satisfaction').html()) > 1000, len(sl.figures()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == "" and done.stdout.split() == ["True", "62"]
