"""Where the article and its tables lie, what is particular to it, and the file as received."""

import hashlib
import os
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import wraps
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

from shangluo_data.errors import DataError

P = ParamSpec("P")
T = TypeVar("T")
PACKAGE = Path(__file__).resolve().parent.parent
CURATED = PACKAGE / "curated"
"""The tables of the article that the package comes with."""
_chosen: ContextVar[Path | None] = ContextVar("curated", default=None)


def home() -> Path:
    """Return the folder of tables in use: as :func:`use` says, ``SHANGLUO_CURATED``, or our own."""
    folder = _chosen.get() or Path(os.environ.get("SHANGLUO_CURATED") or CURATED)
    if not folder.is_dir():
        raise DataError(str(folder), "there is no such folder", "Correct SHANGLUO_CURATED.")
    return folder


@contextmanager
def use(directory: str | os.PathLike[str]) -> Iterator[Path]:
    """Read another article from ``directory``: its text, ``article.toml`` and the tables."""
    token = _chosen.set(Path(directory).resolve())
    try:
        yield home()
    finally:
        _chosen.reset(token)


def per_home(read: Callable[P, T]) -> Callable[P, T]:
    """Keep what ``read`` returns until a file in the folder in use changes; callers get copies."""
    kept: dict[tuple[Path, str], tuple[object, T]] = {}

    @wraps(read)
    def again(*args: P.args, **named: P.kwargs) -> T:
        key = home(), repr((args, named))
        with os.scandir(key[0]) as files:
            seen = {(f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in files}
        if key not in kept or kept[key][0] != seen:
            kept[key] = seen, read(*args, **named)
        return copy(kept[key][1])

    return again


def read_text(path: Path) -> str:
    """Return a hand-made file; a byte-order mark and CRLF, as Windows writes them, are no fault."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        what = f"not found in {path.parent}, or not readable ({error.strerror})"
        raise DataError(path.name, what, "Put it there.") from None
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
        given = tomllib.loads(read_text(home() / "article.toml"))
        given["damage"] = [Damage(**spot) for spot in given.get("damage", ())]
        return Particulars(**given)
    except (tomllib.TOMLDecodeError, TypeError) as error:
        remedy = f"Keys: {', '.join(Particulars._fields)}."
        raise DataError("article.toml", str(error), remedy) from None


def seed_path() -> Path:
    """Return where the text lies: beside its tables, in the package, or in the checkout."""
    name = particulars().file
    places = [home() / name, PACKAGE / "seeds" / name, PACKAGE.parent / "seeds" / name]
    return next((place for place in places if place.exists()), places[-1])


def read_seed() -> str:
    """Return the article as received, under the name and with the SHA-256 of ``article.toml``."""
    path, expected = seed_path(), particulars().sha256
    try:
        data = path.read_bytes()
        found = hashlib.sha256(data).hexdigest()
        if found == expected:
            return data.decode("utf-8")
        size = f"{len(data)} bytes, {data.count(10) + 1} lines"
        what = f"is not the one received: SHA-256 {found[:12]}…, not {expected[:12]}… ({size})"
    except OSError as error:
        what = f"{error.strerror} (looked for at {path})"
    except UnicodeDecodeError as error:
        what = f"not UTF-8: byte {error.start} cannot be decoded"
    raise DataError(f"seeds/{path.name}", what, "Put the file back as it was received.")
