"""The report's folder: one writer at a time, moved into place whole, with what it was made from."""

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from shangluo_data.errors import DataError

SERIES = "[0-9][0-9]_*"  # how the names of one numbered series begin
RECORD = ".fingerprint"
_OURS = re.compile(
    r"index\.html|exhibits|shangluo_figures\.pdf|zh|en|\.fingerprint|\d\d_.+\.(?:html|pdf)"
)
_LIBRARIES = ("jinja2", "lxml", "matplotlib", "nbconvert", "nh3", "pandas", "seaborn", "typst")
_PACKAGE = Path(__file__).resolve().parents[1]


@contextmanager
def staging(output: Path, say: Callable[[str], None]) -> Iterator[Path]:
    """Make an empty folder near ``output`` to write in, for one report at a time.

    A lock that ends with its process keeps others waiting. What a killed run left is cleared
    first; the folder is gone afterwards, whatever happened. ``DataError`` if ``output`` is a file.
    """
    there = next(path for path in (output, *output.parents) if path.exists())
    if not there.is_dir():
        raise DataError(str(there), "this is a file", "Name a folder for the report.")
    stage = (output.parent if there == output else there) / f".{output.name}.part"
    lock = _lock(stage, say)
    try:
        _clear(stage, output)
        (stage / "new").mkdir(parents=True)
        yield stage / "new"
    finally:
        _clear(stage, output)
        os.close(lock)


def _lock(stage: Path, say: Callable[[str], None]) -> int:
    """Return a lock that ends with its process; wait for another's (on Windows: refuse)."""
    if sys.platform == "win32":  # It removes a temporary file when its process ends.
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY
        return os.open(stage.with_suffix(".lock"), flags)
    import fcntl

    handle = os.open(stage.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("another report is being written there; waiting for it")
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:  # A file system without locks.
        pass
    return handle


def _clear(stage: Path, output: Path) -> None:
    """Put back what was moved aside and not replaced, and clear the rest."""
    for kept in (".", "zh", "en"):
        if (stage / "old" / kept).is_dir() and not (output / kept).exists():
            os.replace(stage / "old" / kept, output / kept)
    shutil.rmtree(stage, ignore_errors=True)


def move(made: Path, target: Path, inputs: str, *, whole: bool) -> list[Path]:
    """Move what was made into place: the folder as a whole, or file by file beside the others.

    Only a folder that holds nothing but a report is replaced as a whole; editions in it stay.
    ``inputs``, if any, is recorded in it.
    """
    files = {path.relative_to(made).as_posix(): _hash(path) for path in _files(made)}
    if inputs:
        (made / RECORD).write_text(json.dumps({inputs: files}, indent=1), encoding="utf-8")
    if whole and target.exists() and all(_OURS.fullmatch(path.name) for path in target.iterdir()):
        os.replace(target, made.with_name("old"))
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(made, target)
    else:
        shutil.copytree(made, target, copy_function=os.replace, dirs_exist_ok=True)
    return [target / name for name in files]


def replace(path: Path, content: bytes) -> None:
    """Write a file beside its place, then move it there: never half a file."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    os.replace(beside, path)


def fingerprint(notebooks: Sequence[Path], options: Sequence[object]) -> str:
    """Return a hash of all that a report is made from: notebooks, package, article, versions."""
    versions = [sys.version, *map(metadata.version, _LIBRARIES)]
    read = [*_files(_PACKAGE), *_files(_PACKAGE.parent / "seeds"), *notebooks]
    found = [versions, options, [(path.name, _hash(path)) for path in read]]
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()


def unchanged(target: Path, inputs: str) -> list[Path]:
    """Return the files of the report made from ``inputs``, or nothing if one is not as it was."""
    try:
        files = json.loads((target / RECORD).read_text(encoding="utf-8"))[inputs]
        intact = all(_hash(target / name) == sha256 for name, sha256 in files.items())
        return [target / name for name in files if intact]
    except (OSError, ValueError, LookupError):
        return []


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.parent.name != "__pycache__")
    return sorted(path for path in found if path.is_file())


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
