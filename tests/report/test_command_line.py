"""The command line: one clear line for each fault, help for each option, exit codes."""

from __future__ import annotations

import os
import re
import sys
from importlib.metadata import version
from pathlib import Path

import nbformat
import pytest
from helpers.command import ROOT, contents, notebook, run, shows, write

from shangluo_data import cli
from shangluo_data.cli import main

COMMANDS = ("verify", "report", "export", "notebooks", "run")


def one_line(error: str) -> str:
    assert error.startswith("shangluo-data: ") and error.count("\n") == 1, error
    return error


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["report"], "there is no notebooks/ folder in"),
        (["report", "none.ipynb"], "none.ipynb: there is no such notebook"),
        (["report", "folder"], "folder: that is a folder. Give notebooks: folder/*.ipynb."),
        (["report", "words.txt"], "words.txt: there is no such notebook"),
        (["report", "fine.ipynb", "--output", "words.txt"], "words.txt: this is a file"),
        (["report", "fine.ipynb", "--output", "words.txt/in"], "words.txt"),
        (["report", "fine.ipynb", "folder/fine.ipynb"], "two notebooks of this name"),
        (["run", "folder"], "folder: that is a folder"),
        (["notebooks", "words.txt"], "words.txt: File exists"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    call: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("words.txt").write_text("", encoding="utf-8")
    write(notebook(), tmp_path / "fine.ipynb")
    write(notebook(), tmp_path / "folder" / "fine.ipynb")
    before = contents(tmp_path)
    assert main([*call, "--no-run"] if call[0] == "report" else call) == 1
    assert words in one_line(capsys.readouterr().err)
    assert contents(tmp_path) == before


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write anywhere"
)
def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(notebook(), tmp_path / "fine.ipynb")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    assert main(["report", str(path), "--no-run", "--output", str(closed / "out")]) == 1
    assert "Permission denied" in one_line(capsys.readouterr().err)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is Linux's")
def test_a_full_disk_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(notebook(shows("nine")), tmp_path / "fine.ipynb")

    def full(self: Path, content: bytes) -> int:
        with open("/dev/full", "wb") as device:
            return device.write(content)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["report", str(path), "--no-run", "--output", str(tmp_path / "out")]) == 1
    assert "No space left on device" in one_line(capsys.readouterr().err)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fine.ipynb"]


@pytest.mark.parametrize(
    "name", ["a space", "it's “quoted”", 'a "b"', "中文 笔记", "-dash", "$(x)", "ünïcode", "#1%20"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_odd_names_are_names(name: str, tmp_path: Path) -> None:
    write(notebook(shows("nine")), tmp_path / f"{name}.ipynb")
    assert run("report", f"./{name}.ipynb", "--no-run", cwd=tmp_path)[::2] == (0, "")
    assert {f"{name}.html", f"{name}.pdf"} <= {p.name for p in (tmp_path / "report").iterdir()}


@pytest.mark.parametrize(
    "environment",
    [{"LANG": "C", "LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}],
)
def test_a_terminal_without_chinese_letters_is_no_fault(
    environment: dict[str, str], tmp_path: Path
) -> None:
    write(notebook("1 / 0"), tmp_path / "中文.ipynb")
    code, _, error = run("report", "中文.ipynb", cwd=tmp_path, **environment)
    assert code == 1 and "ZeroDivisionError" in one_line(error)


def test_no_home_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME", raising=False)
    write(notebook("1 + 1"), tmp_path / "any.ipynb")
    assert run("report", "any.ipynb", cwd=tmp_path)[::2] == (0, "")


def test_a_reader_of_the_output_who_leaves_is_no_fault(tmp_path: Path) -> None:
    import subprocess

    done = subprocess.run(
        f"{sys.executable} -m shangluo_data report --help | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.stderr == ""


def test_ctrl_c_gives_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def _verify() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_verify", _verify)
    assert main(["verify"]) == 130
    assert capsys.readouterr().err == "\nshangluo-data: stopped; nothing was changed\n"


def test_an_error_of_several_lines_is_said_in_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def _verify() -> int:
        raise RuntimeError("one\ntwo\t\x1b[31mthree\x1b[0m")

    monkeypatch.setattr(cli, "_verify", _verify)
    assert main(["verify"]) == 1
    assert one_line(capsys.readouterr().err) == "shangluo-data: one two three\n"


@pytest.mark.parametrize("call", [[], ["report", "--lang", "de"], ["report", "--format", "doc"]])
def test_a_wrong_call_ends_with_2(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(call)
    assert caught.value.code == 2
    assert "usage: shangluo-data" in capsys.readouterr().err


def test_verify_counts_the_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 0
    assert "62 figures" in capsys.readouterr().out


def test_each_command_and_option_is_explained_with_examples(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for call in ([], *([name] for name in COMMANDS)):
        with pytest.raises(SystemExit) as caught:
            main([*call, "--help"])
        assert caught.value.code == 0
        told = capsys.readouterr().out
        options = told.partition("options:")[2].partition("examples:")[0]
        for option in re.findall(r"^  (?:-h, )?(--[\w-]+)", options, re.M):
            assert re.search(rf"{option}(?: \S+)*\s+\w", options), (call, option)
        if not call:
            assert set(COMMANDS) <= set(re.findall(r"\w+", told)) and "examples:" in told


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.strip() == version("shangluo-data")


def test_the_notebooks_are_copied_and_never_over_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a" / "b"
    assert main(["notebooks", str(target)]) == 0
    names = [path.name for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    assert [path.name for path in sorted(target.iterdir())] == names
    nbformat.read(target / names[0], as_version=4)
    (target / names[0]).write_text("mine", encoding="utf-8")
    assert main(["notebooks", str(target)]) == 1
    assert "this is there already" in one_line(capsys.readouterr().err)
    assert (target / names[0]).read_text(encoding="utf-8") == "mine"
