"""Find and read the seed file: the one place where the article's text stands."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

from shangluo_data.errors import DataError

NAME = "000_3e8b16021292b7b7.txt"
SHA256 = "7c1701fe88775ab0c017896e11576ee008b902508f8c8b3eabd1c8e15099fdcf"
LINES = 25
# CRC-32 of each line, so that a changed file can be traced to the paragraph that changed.
LINE_CRC32 = (
    0x842372BC,
    0xE2248774,
    0x88B47FBA,
    0xCE8681A2,
    0xC53FCA8D,
    0xD54A0AAE,
    0xD7FD7420,
    0x45FAA942,
    0x16E3B12E,
    0x2622F46C,
    0xCA0D8328,
    0xA572ABEA,
    0x90E69541,
    0xE2A93585,
    0xAA816560,
    0xCC8E8F96,
    0x2F8770F8,
    0xBC232014,
    0x73807452,
    0x42C0336B,
    0xA4ACAEA5,
    0x66B1346B,
    0x71DE7113,
    0x17F82146,
    0x54CFE38A,
)
_RESTORE = "Put the file back as it was received (git checkout -- seeds/)."


def seed_path() -> Path:
    """Return where the seed file lies: in the installed package, or in the checkout beside it."""
    package = Path(__file__).resolve().parent.parent
    bundled = package / "seeds" / NAME
    return bundled if bundled.exists() else package.parent / "seeds" / NAME


def read_seed(path: Path | None = None) -> str:
    """Return the article as received, 25 lines joined by newlines.

    Parameters
    ----------
    path
        The seed file; by default the one that comes with the project.

    Raises
    ------
    DataError
        If the file is missing, empty, not UTF-8, has another number of lines, or differs from the
        article as received; a difference is traced to its paragraph.

    Source: ``seeds/000_3e8b16021292b7b7.txt``, SHA-256 as in :data:`SHA256`.
    """
    path = seed_path() if path is None else path
    where = f"seeds/{path.name}"
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DataError(where, f"the article is missing, looked for at {path}", _RESTORE) from None
    if not data.strip():
        raise DataError(where, "the file is empty", _RESTORE)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(
            where, f"the file is not UTF-8: byte {error.start} cannot be decoded", _RESTORE
        ) from None
    lines = text.split("\n")
    if len(lines) != LINES:
        raise DataError(where, f"{len(lines)} lines found, {LINES} expected", _RESTORE)
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise DataError(where, _first_difference(lines), _RESTORE)
    return text


def _first_difference(lines: list[str]) -> str:
    for number, (line, crc) in enumerate(zip(lines, LINE_CRC32, strict=True), start=1):
        if zlib.crc32(line.encode("utf-8")) != crc:
            return (
                f"¶{number}, which now begins {line[:12]!r}, differs from the article as received"
            )
    return "the bytes differ from the article as received"
