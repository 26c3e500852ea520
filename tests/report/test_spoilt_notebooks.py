"""Spoilt notebooks: what each one answers at the command line; never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.command import notebook, shows

from shangluo_data.cli import main

Spoil = Callable[[dict[str, Any]], Any]


def put(path: str, value: Any) -> Spoil:
    """Set what lies at a path of keys and numbers."""

    def spoil(nb: dict[str, Any]) -> Any:
        place: Any = nb
        *way, last = (int(step) if step.isdigit() else step for step in path.split("/"))
        for step in way:
            place = place[step]
        place[last] = value
        return nb

    return spoil


def drop(path: str) -> Spoil:
    """Remove what lies at a path."""

    def spoil(nb: dict[str, Any]) -> Any:
        place: Any = nb
        *way, last = (int(step) if step.isdigit() else step for step in path.split("/"))
        for step in way:
            place = place[step]
        del place[last]
        return nb

    return spoil


# Cell 3 of the sound notebook is code, with one output that shows an exhibit.
REFUSED: dict[str, tuple[bytes | Spoil, str]] = {
    "empty file": (b"", "this is no notebook"),
    "not JSON": (b"{", "this is no notebook"),
    "not UTF-8": (b"\xff\xfe{}", "this is no notebook"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "this is no notebook"),
    "a list": (b"[]", "this is no notebook"),
    "null": (b"null", "this is no notebook"),
    "deeply nested": (b"[" * 100_000, "this is no notebook"),
    "no cells": (drop("cells"), "this is no notebook"),
    "cells no list": (put("cells", {}), "this is no notebook"),
    "a cell that is text": (put("cells/3", "text"), "this is no notebook"),
    "a cell without type": (drop("cells/3/cell_type"), "this is no notebook"),
    "a cell of no known type": (put("cells/3/cell_type", "poem"), "cells[3]"),
    "a cell without source": (drop("cells/3/source"), "cells[3]"),
    "source a number": (put("cells/3/source", 7), "cells[3]"),
    "outputs a text": (put("cells/3/outputs", "text"), "this is no notebook"),
    "an output that is null": (put("cells/3/outputs/0", None), "this is no notebook"),
    "an output without type": (drop("cells/3/outputs/0/output_type"), "this is no notebook"),
    "an output of no known type": (put("cells/3/outputs/0/output_type", "x"), "cells[3]"),
    "output data a list": (put("cells/3/outputs/0/data", []), "this is no notebook"),
    "authors a text": (put("metadata/authors", "A. Author"), "metadata.authors"),
    "language without a name": (put("metadata/language_info", {}), "metadata.language_info"),
    "metadata a list": (put("metadata", []), "this is no notebook"),
    "no version": (drop("nbformat"), "this is no notebook"),
    "version 99": (put("nbformat", 99), "this is no notebook"),
}
TAKEN: dict[str, Spoil] = {
    "as it is": lambda nb: nb,
    "no ids": lambda nb: {
        **nb,
        "nbformat_minor": 4,
        "cells": [{k: v for k, v in cell.items() if k != "id"} for cell in nb["cells"]],
    },
    "one id twice": lambda nb: put("cells/2/id", nb["cells"][1]["id"])(nb),
    "an unknown property": put("cells/3/colour", "red"),
    "keywords a text": put("metadata/keywords", "word"),
    "keywords numbers": put("metadata/keywords", [1, None]),
    "an author who is a text": put("metadata/authors", ["A. Author"]),
    "a language of no lexer": put("metadata/language_info", {"name": "kanji 第"}),
    "no cells at all": put("cells", []),
    "text that is null in an output": put("cells/3/outputs/0/data", {"text/plain": ""}),
}


def sound() -> dict[str, Any]:
    nb: dict[str, Any] = json.loads(json.dumps(notebook(shows("nine"))))
    return nb


def error_of(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = main(["report", str(path), "--output", str(path.with_name("out")), *options])
    return code, capsys.readouterr().err


@pytest.mark.parametrize("how", REFUSED)
def test_refused_in_one_line_that_says_where(
    how: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, words = REFUSED[how]
    path = tmp_path / "spoilt.ipynb"
    raw = spoil if isinstance(spoil, bytes) else json.dumps(spoil(sound())).encode()
    path.write_bytes(raw)
    code, error = error_of(path, capsys, "--no-run")
    assert code == 1
    assert error.startswith(f"shangluo-data: {path}: this is no notebook (") and words in error
    assert error.count("\n") == 1 and len(error) < 400 + len(str(path))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("how", TAKEN)
def test_taken_where_it_does_no_harm(
    how: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.ipynb"
    path.write_text(json.dumps(TAKEN[how](sound())), encoding="utf-8")
    assert error_of(path, capsys, "--no-run") == (0, "")
    assert {p.name for p in (tmp_path / "out").iterdir()} >= {"odd.html", "odd.pdf"}


def test_a_byte_order_mark_is_read_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "windows.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(sound(), indent=1).replace("\n", "\r\n").encode())
    assert error_of(path, capsys, "--no-run", "--format", "html") == (0, "")
