"""Copies of what is made by hand, with one thing in them changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shangluo_data import DataError
from shangluo_data.article import use
from shangluo_data.article.source import CURATED, seed_path


@contextmanager
def spoilt(folder: Path, file: str, old: str = "", new: str | bytes | None = "") -> Iterator[Path]:
    """Use a copy in which ``old`` is ``new`` in ``file``; the whole file if no ``old`` is given.

    With ``None`` the file is gone. The seed file is copied along, so it can be spoilt too.
    """
    copy = Path(shutil.copytree(CURATED, folder / "curated"))
    shutil.copy(seed_path(), copy)
    path = copy / file
    if new is None:
        path.unlink()
    elif isinstance(new, bytes):
        path.write_bytes(new)
    else:
        text = path.read_bytes().decode()
        assert old in text and old != new, f"{old!r} is not in {file}"
        path.write_bytes((text.replace(old, new, 1) if old else new).encode())
    with use(copy):
        yield copy


def said(error: pytest.ExceptionInfo[DataError], *parts: str) -> None:
    """Check that the message holds every part, on one line that ends a sentence."""
    message = str(error.value)
    assert [part for part in parts if part not in message] == [], message
    assert message.isprintable() and len(message) < 900, message
    assert message.endswith((".", "?")), message
