"""Bad input other than the curated tables: the seed file, and names that do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from messages import said

from shangluo_data import DataError
from shangluo_data.article.source import read_seed, seed_path


def spoiled(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / seed_path().name
    path.write_bytes(data)
    return path


def test_seed_missing(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        read_seed(tmp_path / "000_3e8b16021292b7b7.txt")
    said(error, "seeds/000_3e8b16021292b7b7.txt", "missing", str(tmp_path), "git checkout")


@pytest.mark.parametrize("data", [b"", b" \n\n"])
def test_seed_empty(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DataError) as error:
        read_seed(spoiled(tmp_path, data))
    said(error, "seeds/000_", "the file is empty", "Put the file back")


def test_seed_not_utf8(tmp_path: Path) -> None:
    data = seed_path().read_bytes().decode().encode("gb18030")
    with pytest.raises(DataError) as error:
        read_seed(spoiled(tmp_path, data))
    said(error, "seeds/000_", "not UTF-8", "byte ", "Put the file back")


@pytest.mark.parametrize(("lines", "found"), [(slice(0, 24), "24"), (slice(0, 1), "1")])
def test_seed_with_other_lines(tmp_path: Path, lines: slice, found: str) -> None:
    data = b"\n".join(seed_path().read_bytes().split(b"\n")[lines])
    with pytest.raises(DataError) as error:
        read_seed(spoiled(tmp_path, data))
    said(error, "seeds/000_", f"{found} lines found, 25 expected", "Put the file back")


@pytest.mark.parametrize(
    ("number", "old", "new"), [(15, "33%", "38%"), (21, "5653", "5663"), (25, "1.1", "1.7")]
)
def test_seed_with_one_digit_changed(tmp_path: Path, number: int, old: str, new: str) -> None:
    lines = seed_path().read_text(encoding="utf-8").split("\n")
    assert lines[number - 1].count(old) == 1
    lines[number - 1] = lines[number - 1].replace(old, new)
    with pytest.raises(DataError) as error:
        read_seed(spoiled(tmp_path, "\n".join(lines).encode()))
    said(error, "seeds/000_", f"¶{number}, which now begins", "differs", "Put the file back")


def test_seed_with_bytes_added(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        read_seed(spoiled(tmp_path, b"\xef\xbb\xbf" + seed_path().read_bytes()))
    said(error, "¶1, which now begins")
