"""Stopped, killed, unchanged, twice at once: the report is whole, or the earlier one is."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest
from helpers.command import contents, notebook, run, shows, start, write

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
SLOW = "import time; time.sleep(60)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a whole report on two notebooks."""
    folder = tmp_path_factory.mktemp("made")
    for name in ("00_overview", "01_force"):
        write(notebook(shows(name)), folder / "notebooks" / f"{name}.ipynb")
    code, _, error = run("report", "--no-run", cwd=folder)
    assert (code, error) == (0, "")
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to break."""
    return shutil.copytree(made, tmp_path, dirs_exist_ok=True)


def change(project: Path, *cells: str) -> None:
    write(notebook(*cells), project / "notebooks" / "00_overview.ipynb")


def listed(project: Path) -> list[str]:
    return sorted(path.name for path in project.iterdir())


@posix
@pytest.mark.parametrize("seconds", [0.3, 0.6, 1.0, 2.0, 4.0])
def test_ctrl_c_is_one_line_and_leaves_the_earlier_report(project: Path, seconds: float) -> None:
    change(project, SLOW)
    before = contents(project / "report")
    process = start("report", cwd=project)
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=30)
    # An interrupt that has passed through exec() of a text ends Python by the signal itself, which
    # a shell reports as 130 too.
    assert process.returncode in (130, -signal.SIGINT)
    assert error.strip() == "shangluo-data: stopped; nothing was changed"
    assert contents(project / "report") == before
    assert listed(project) == ["notebooks", "report"]


@posix
@pytest.mark.parametrize("seconds", [0.6, 2.0])
def test_what_a_killed_run_left_is_cleared_by_the_next(project: Path, seconds: float) -> None:
    change(project, SLOW)
    before = contents(project / "report")
    process = start("report", cwd=project)
    time.sleep(seconds)
    process.kill()
    process.communicate()
    assert ".report.part" in listed(project)
    assert contents(project / "report") == before
    change(project, "1 + 1")
    code, _, error = run("report", "--no-run", cwd=project)
    assert (code, error) == (0, "")
    assert listed(project) == ["notebooks", "report"]


def test_a_report_moved_aside_when_the_run_was_killed_is_put_back(project: Path) -> None:
    before = contents(project / "report")
    (project / ".report.part").mkdir()
    os.replace(project / "report", project / ".report.part" / "old")
    change(project, "1 / 0")
    code, _, error = run("report", cwd=project)
    assert code == 1 and "ZeroDivisionError" in error
    assert contents(project / "report") == before
    assert listed(project) == ["notebooks", "report"]


@posix
def test_two_reports_at_once_are_written_one_after_the_other(project: Path) -> None:
    change(project, "import time; time.sleep(2)")
    both = [start("report", "--fresh", cwd=project) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [error for _, error in said] == ["", ""]
    waited = [out for out, _ in said if "another report is being written there" in out]
    assert len(waited) == 1
    assert listed(project) == ["notebooks", "report"]
    after = contents(project / "report")
    assert run("report", "--fresh", cwd=project)[0] == 0
    assert contents(project / "report") == after


def test_a_report_on_what_has_not_changed_is_not_made_again(project: Path) -> None:
    stamps = {path: path.stat().st_mtime_ns for path in (project / "report").rglob("*")}
    # Processor time: another test's kernel may hold the machine meanwhile.
    began = os.times()
    code, out, _ = run("report", "--no-run", cwd=project)
    ended = os.times()
    assert ended.children_user + ended.children_system < 2 + sum(began[2:4])
    assert code == 0 and out.startswith("nothing has changed since the last report")
    assert {p: p.stat().st_mtime_ns for p in (project / "report").rglob("*")} == stamps
    code, out, _ = run("report", "--no-run", "--fresh", cwd=project)
    assert code == 0 and re.search(r"\d+ files written", out)


@pytest.mark.parametrize(
    "what", ["a notebook", "a page is edited", "a page is gone", "an option", "the package"]
)
def test_a_report_on_what_has_changed_is_made_again(
    project: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shangluo_data.report import folder, report

    monkeypatch.chdir(project)
    lines: list[str] = []
    target = project / "report" / "01_force.html"
    if what == "a notebook":
        change(project, "2 + 2")
    elif what == "a page is edited":
        target.write_text("mine", encoding="utf-8")
    elif what == "a page is gone":
        target.unlink()
    elif what == "the package":
        monkeypatch.setattr(folder, "_PACKAGE", Path(__file__).parent)
    report(run=False, evidence=what == "an option", say=lines.append)
    assert "files written" in lines[-1]
    assert "<html" in target.read_text(encoding="utf-8")


def test_a_notebook_that_may_read_files_is_run_every_time(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("before", encoding="utf-8")
    path = write(notebook("open('words.txt').read()"), tmp_path / "any.ipynb")
    run("report", path.name, "--format", "html", cwd=tmp_path)
    (tmp_path / "words.txt").write_text("after", encoding="utf-8")
    run("report", path.name, "--format", "html", cwd=tmp_path)
    assert "after" in (tmp_path / "report" / "any.html").read_text(encoding="utf-8")
