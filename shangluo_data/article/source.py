"""Where the article and its tables lie, what is particular to it, and the file as received."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from shangluo_data.errors import DataError

T = TypeVar("T")
PACKAGE = Path(__file__).resolve().parent.parent
CURATED = PACKAGE / "curated"
"""The tables of the article that the package comes with."""
VARIABLE = "SHANGLUO_CURATED"
PARTICULARS = "article.toml"
_chosen: ContextVar[Path | None] = ContextVar("curated", default=None)


def home() -> Path:
    """Return the folder of hand-made tables in use.

    It is the one given to :func:`use`, or that of the environment variable ``SHANGLUO_CURATED``,
    or the package's own.

    Raises
    ------
    DataError
        If there is no such folder.
    """
    folder = _chosen.get() or Path(os.environ.get(VARIABLE) or CURATED)
    if not folder.is_dir():
        raise DataError(str(folder), "there is no such folder of tables", f"Correct {VARIABLE}.")
    return folder


@contextmanager
def use(directory: str | os.PathLike[str]) -> Iterator[Path]:
    """Read another article from ``directory``: its text, ``article.toml`` and the tables."""
    token = _chosen.set(Path(directory).resolve())
    try:
        yield home()
    finally:
        _chosen.reset(token)


def per_home(read: Callable[[], T]) -> Callable[[], T]:
    """Keep what ``read`` returns until another folder is in use, or a file in it changes."""
    kept: dict[Path, tuple[object, T]] = {}

    @wraps(read)
    def again() -> T:
        folder = home()
        with os.scandir(folder) as files:
            seen = {(f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in files}
        if folder not in kept or kept[folder][0] != seen:
            kept[folder] = seen, read()
        return kept[folder][1]

    return again


def read_text(path: Path) -> str:
    """Return a hand-made file; a byte-order mark and CRLF, as Windows writes them, are no fault.

    Raises
    ------
    DataError
        If it is missing, cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError(path.name, f"not found in {path.parent}", "Put it there.") from None
    except OSError as error:
        raise DataError(path.name, f"{error.strerror}", "Make it readable.") from None
    except UnicodeDecodeError as error:
        raise DataError(
            path.name,
            f"the file is not UTF-8: byte {error.start} cannot be decoded",
            "Save it as UTF-8.",
        ) from None


@dataclass(frozen=True)
class Damage:
    """A spot that was damaged on the way, and how it reads.

    Attributes
    ----------
    paragraph
        Where it stands.
    received, restored
        The words as received, and as restored (before the script is converted).
    offsets
        For each restored character, which of the received ones it comes from.
    """

    paragraph: int
    received: str
    restored: str
    offsets: list[int]


@dataclass(frozen=True)
class Particulars:
    """What is true of one article alone, as ``article.toml`` says it.

    Attributes
    ----------
    file, sha256
        Name of the text file, and its SHA-256.
    damage
        The damaged spots.
    variants
        Characters that the conversion to Simplified leaves alone, and what they become.
    private
        Words before and after each name of a private person, which quotations leave out.
    labels
        Words of Chinese labels, and the English words that go with them.
    """

    file: str
    sha256: str
    damage: list[Damage] = field(default_factory=list)
    variants: dict[str, str] = field(default_factory=dict)
    private: list[list[str]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)


@per_home
def particulars() -> Particulars:
    """Return what is particular to the article in use.

    Raises
    ------
    DataError
        If ``article.toml`` is missing, no TOML, or not as it should be.
    """
    try:
        given: dict[str, Any] = tomllib.loads(read_text(home() / PARTICULARS))
        given["damage"] = [Damage(**spot) for spot in given.get("damage", [])]
        result = Particulars(**given)
        if any(len(d.restored) != len(d.offsets) for d in result.damage):
            raise ValueError("damage: as many offsets as restored characters")
    except (tomllib.TOMLDecodeError, TypeError, KeyError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        remedy = f"Its keys are {', '.join(Particulars.__dataclass_fields__)}."
        raise DataError(PARTICULARS, f"{error}", remedy) from None
    return result


def seed_path() -> Path:
    """Return where the text lies: beside its tables, in the package, or in the checkout."""
    name = particulars().file
    places = [home() / name, PACKAGE / "seeds" / name, PACKAGE.parent / "seeds" / name]
    return next((place for place in places if place.exists()), places[-1])


@per_home
def read_seed() -> str:
    """Return the article as received, its lines joined by line feeds.

    Raises
    ------
    DataError
        If the file is missing, not UTF-8, or not the file as received.

    Source: ``seeds/``, under the name and with the SHA-256 that ``article.toml`` gives.
    """
    path = seed_path()
    where, remedy = f"seeds/{path.name}", "Put the file back as it was received."
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except OSError as error:
        raise DataError(where, f"{error.strerror} (looked for at {path})", remedy) from None
    except UnicodeDecodeError as error:
        raise DataError(where, f"not UTF-8: byte {error.start} cannot be decoded", remedy) from None
    found, expected = hashlib.sha256(data).hexdigest(), particulars().sha256
    if found != expected:
        lines = f"{len(data)} bytes, {text.count(chr(10)) + 1} lines" if data else "it is empty"
        what = (
            f"the text is not the one received: its SHA-256 is {found[:12]}…, not {expected[:12]}…"
        )
        raise DataError(where, f"{what} ({lines})", remedy)
    return text
