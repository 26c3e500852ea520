"""The report's folder: one writer at a time, moved into place whole, with what it was made from."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from shangluo_data.errors import DataError

EDITIONS = ("zh", "en")
RECORD = ".fingerprint"
_OURS = re.compile(
    r"index\.html|exhibits|shangluo_figures\.pdf|zh|en|\.fingerprint|\d\d_\w+\.(?:html|pdf)"
)
_LIBRARIES = ("jinja2", "lxml", "matplotlib", "nbconvert", "nh3", "pandas", "seaborn", "typst")
_PACKAGE = Path(__file__).resolve().parents[1]


@contextmanager
def staging(output: Path, say: Callable[[str], None]) -> Iterator[Path]:
    """Make an empty folder beside ``output`` to write in, for one report at a time.

    A lock that ends with its process keeps others waiting. What a killed run left is cleared
    first; the folder is gone afterwards, whatever happened.

    Raises
    ------
    DataError
        If ``output`` is a file.
    OSError
        If nothing can be written there.
    """
    if output.exists() and not output.is_dir():
        raise DataError(str(output), "this is a file", "Name a folder for the report.")
    new = [folder for folder in output.parents if not folder.exists()]
    output.parent.mkdir(parents=True, exist_ok=True)
    stage, lock = (output.with_name(f".{output.name}.{kind}") for kind in ("part", "lock"))
    try:
        waiting = False
        while (handle := _take(lock)) is None:
            if not waiting:
                say("another report is being written there; waiting for it")
            waiting = True
            time.sleep(0.2)
        try:
            _recover(stage, output)
            stage.mkdir()
            yield stage
        finally:
            with _no_interrupts():
                shutil.rmtree(stage, ignore_errors=True)
                if sys.platform != "win32":
                    lock.unlink(missing_ok=True)
                os.close(handle)
    finally:
        for folder in new:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


if sys.platform == "win32":

    def _take(path: Path) -> int | None:
        # Windows removes a temporary file when its process ends.
        try:
            return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY)
        except FileExistsError:
            return None

else:
    import fcntl

    def _take(path: Path) -> int | None:
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.stat().st_ino == os.fstat(handle).st_ino:  # Else its holder removed it.
                return handle
        except (BlockingIOError, FileNotFoundError):
            pass
        except OSError:  # A file system without locks.
            return handle
        os.close(handle)
        return None


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Let a few file operations end; Ctrl-C in that moment is not heard."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _recover(stage: Path, output: Path) -> None:
    """Clear what a killed run left, and put back what it had moved aside."""
    old = stage / "old"
    if old.is_dir() and not output.exists():
        os.replace(old, output)
    for edition in EDITIONS:
        if (old / edition).is_dir() and not (output / edition).exists():
            os.replace(old / edition, output / edition)
    if stage.is_dir():
        shutil.rmtree(stage)


def move(made: Path, target: Path, *, whole: bool) -> list[Path]:
    """Move what was made into place: the folder as a whole, or file by file beside the others.

    Only a folder that holds nothing but a report is replaced as a whole; editions in it stay.
    """
    files = [path.relative_to(made) for path in _files(made)]
    with _no_interrupts():
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            os.replace(made, target)
        elif whole and all(_OURS.fullmatch(path.name) for path in target.iterdir()):
            old = made.with_name("old")
            os.replace(target, old)
            try:
                os.replace(made, target)
            except OSError:
                os.replace(old, target)
                raise
            for edition in EDITIONS:
                if (old / edition).is_dir():
                    os.replace(old / edition, target / edition)
        else:
            for path in files:
                (target / path).parent.mkdir(parents=True, exist_ok=True)
                os.replace(made / path, target / path)
    return [target / path for path in files if path.name != RECORD]


def fingerprint(notebooks: Sequence[Path], options: Sequence[object]) -> str:
    """Return a hash of all that a report is made from: notebooks, package, article, versions."""
    versions = [sys.version, *map(metadata.version, _LIBRARIES)]
    digest = hashlib.sha256(json.dumps([versions, options]).encode())
    package = [p for p in _PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    seeds = [p for p in (_PACKAGE.parent / "seeds").glob("*") if p.is_file()]
    for path in [*sorted(package), *sorted(seeds), *notebooks]:
        digest.update(os.fsencode(path.name) + b"\0%d\0" % path.stat().st_size)
        digest.update(path.read_bytes())
    return digest.hexdigest()


def unchanged(target: Path, inputs: str) -> list[Path]:
    """Return the files of the report made from ``inputs``, or nothing if one is not as it was."""
    try:
        found = json.loads((target / RECORD).read_text(encoding="utf-8"))
        files = {target / name: sha256 for name, sha256 in found[inputs].items()}
        return list(files) if all(_hash(p) == sha256 for p, sha256 in files.items()) else []
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return []


def record(made: Path, inputs: str) -> None:
    """Write into a report what it was made from, and what it holds."""
    files = {path.relative_to(made).as_posix(): _hash(path) for path in _files(made)}
    text = json.dumps({inputs: files}, indent=1)
    (made / RECORD).write_text(f"{text}\n", encoding="utf-8")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
