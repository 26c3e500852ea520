"""Where the article and its tables lie, what is particular to it, and the file as received."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from shangluo_data.errors import DataError

T = TypeVar("T")
PACKAGE = Path(__file__).resolve().parent.parent
CURATED = PACKAGE / "curated"
"""The tables of the article that the package comes with."""
VARIABLE = "SHANGLUO_CURATED"
PARTICULARS = "article.toml"
_chosen: ContextVar[Path | None] = ContextVar("curated", default=None)


def home() -> Path:
    """Return the folder of tables in use: as :func:`use` says, ``SHANGLUO_CURATED``, or our own."""
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
    """Keep what ``read`` returns until a file in the folder in use changes; callers get copies."""
    kept: dict[Path, tuple[object, T]] = {}

    @wraps(read)
    def again() -> T:
        folder = home()
        with os.scandir(folder) as files:
            seen = {(f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in files}
        if folder not in kept or kept[folder][0] != seen:
            kept[folder] = seen, read()
        return copy(kept[folder][1])

    return again


def read_text(path: Path) -> str:
    """Return a hand-made file; a byte-order mark and CRLF, as Windows writes them, are no fault."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError(path.name, f"not found in {path.parent}", "Put it there.") from None
    except OSError as error:
        raise DataError(path.name, f"{error.strerror}", "Make it readable.") from None
    except UnicodeDecodeError as error:
        what = f"the file is not UTF-8: byte {error.start} cannot be decoded"
        raise DataError(path.name, what, "Save it as UTF-8.") from None


class Damage(NamedTuple):
    """A damaged spot: ``restored[i]`` comes from the received character ``offsets[i]``."""

    paragraph: int
    received: str
    restored: str
    offsets: Sequence[int]


class Particulars(NamedTuple):
    """What is true of one article alone; ``article.toml`` says what each is."""

    file: str
    sha256: str
    damage: Sequence[Damage] = ()
    variants: Mapping[str, str] = {}
    private: Sequence[Sequence[str]] = ()
    labels: Mapping[str, str] = {}


@per_home
def particulars() -> Particulars:
    """Return what ``article.toml`` says of the article in use."""
    try:
        given: dict[str, Any] = tomllib.loads(read_text(home() / PARTICULARS))
        given["damage"] = [Damage(**spot) for spot in given.get("damage", ())]
        result = Particulars(**given)
        fault = any(len(d.restored) != len(d.offsets) for d in result.damage)
    except (tomllib.TOMLDecodeError, TypeError) as error:
        remedy = f"Keys: {', '.join(Particulars._fields)}."
        raise DataError(PARTICULARS, str(error), remedy) from None
    if fault:
        remedy = "Say of each restored character where it comes from."
        raise DataError(PARTICULARS, "damage has more or fewer offsets than characters", remedy)
    return result


def seed_path() -> Path:
    """Return where the text lies: beside its tables, in the package, or in the checkout."""
    name = particulars().file
    places = [home() / name, PACKAGE / "seeds" / name, PACKAGE.parent / "seeds" / name]
    return next((place for place in places if place.exists()), places[-1])


@per_home
def read_seed() -> str:
    """Return the article as received, under the name and with the SHA-256 of ``article.toml``."""
    path, remedy = seed_path(), "Put the file back as it was received."
    where, expected = f"seeds/{path.name}", particulars().sha256
    try:
        data = path.read_bytes()
        found = hashlib.sha256(data).hexdigest()
        if found == expected:
            return data.decode("utf-8")
    except OSError as error:
        raise DataError(where, f"{error.strerror} (looked for at {path})", remedy) from None
    except UnicodeDecodeError as error:
        raise DataError(where, f"not UTF-8: byte {error.start} cannot be decoded", remedy) from None
    what = f"the text is not the one received: its SHA-256 is {found[:12]}…, not {expected[:12]}…"
    raise DataError(where, f"{what} ({len(data)} bytes, {data.count(10) + 1} lines)", remedy)
