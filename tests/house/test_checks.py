"""The Makefile, .ci/run and the workflow run the same checks and name targets that exist."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.M))
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_every_make_target_that_is_named_exists() -> None:
    for name in (".ci/run", "README.md", "README.zh.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^|[`$] ?|step )make ([a-z-]+)", text, re.M))
        assert named <= TARGETS, name
    phony = re.search(r"^\.PHONY: (.*) FORCE$", MAKEFILE, re.M)
    assert phony is not None and set(phony[1].split()) == TARGETS


def test_ci_run_lints_tests_and_opens_a_browser() -> None:
    assert re.findall(r"^step make ([a-z-]+)$", CI, re.M) == ["lint", "test", "test-browser"]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_the_workflow_runs_ci_run_and_the_tests_of_make_elsewhere() -> None:
    jobs = WORKFLOW["jobs"]
    assert ".ci/run" in [step.get("run") for step in jobs["linux"]["steps"]]
    test = re.search(r"^\t\$\(RUN\) (pytest --nbval.*)$", MAKEFILE, re.M)
    assert test is not None
    wanted = "python -m " + test[1].replace("$(JOBS)", "2")
    assert wanted in [step.get("run") for step in jobs["tests"]["steps"]]
    matrix = jobs["tests"]["strategy"]["matrix"]
    assert {"macos-latest", "windows-latest"} <= set(matrix["os"])
    declared = re.findall(r"Python :: (3\.\d+)", PYPROJECT)
    assert matrix["python"] == declared == ["3.11", "3.12", "3.13", "3.14"]


def test_the_pictures_of_the_readme_are_those_that_make_notebooks_renews() -> None:
    named = re.search(r"^README_PICTURES := (.*)$", MAKEFILE, re.M)
    assert named is not None
    assert {p.stem for p in (ROOT / "docs").glob("*.png")} == set(named[1].split())
