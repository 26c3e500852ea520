"""Typst source to PDF, PNG or SVG, in process and with the bundled fonts alone."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files as package_files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

TEMPLATES = ("report.typ", "style.typ")
STANDARDS = ("ua-1", "a-2a")
FONTS = Path(__file__).resolve().parent.parent / "fonts"
# 1 January 2026, the day after the five years reported on: a fixed date keeps the bytes the same.
TIMESTAMP = 1767225600
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


class ExportWarning(UserWarning):
    """Something in a notebook the export had to do without: the message says what and where."""


@dataclass
class Source:
    """A Typst document: its body, its pictures and their alt texts, the labels it holds."""

    body: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    alts: Mapping[str, str] = field(default_factory=dict)
    placed: frozenset[str] = frozenset()
    name: str = "notebook"

    def write(self, folder: Path, broken: list[str]) -> Path:
        """Write all files of the document into ``folder``; return the main one."""
        state = "#let placed = " + _names(sorted(self.placed))
        state += "\n#let broken = " + _names(broken) + "\n"
        sources = {"main.typ": self.body, "state.typ": state, **_templates()}
        for name, text in sources.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        return folder / "main.typ"


def _names(names: list[str]) -> str:
    from .typst_text import quote

    return "(" + "".join(f"{quote(name)}: 1, " for name in names) + (":" if not names else "") + ")"


@cache
def _templates() -> dict[str, str]:
    folder = package_files(__package__) / "typst"
    return {name: (folder / name).read_text(encoding="utf-8") for name in TEMPLATES}


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def compile_pdf(source: Source, where: Callable[[str], str]) -> bytes:
    """Return the PDF of ``source``: tagged, PDF/UA-1 and PDF/A-2a, the same bytes on every run.

    A character that no font has is named in an :class:`ExportWarning`, with ``where(character)``,
    and the PDF is written without the two standards; a picture that cannot be read is replaced by
    its alt text, with a warning.

    Raises
    ------
    RuntimeError
        If Typst refuses the document for another reason; the message holds its words.
    """
    return _compile(source, where, format="pdf", pdf_standards=list(STANDARDS))


def compile_image(source: Source, kind: str, ppi: float = 192.0) -> bytes:
    """Return a one-page ``source`` as ``png`` or ``svg``.

    Raises
    ------
    RuntimeError
        If Typst refuses the document; the message holds its words.
    """
    return _compile(source, lambda character: "", format=kind, ppi=ppi)


def _compile(source: Source, where: Callable[[str], str], **options: Any) -> bytes:
    stamp = int(os.environ.get("SOURCE_DATE_EPOCH") or TIMESTAMP)
    with TemporaryDirectory(prefix="shangluo-") as name:
        folder = Path(name)
        return _attempt(source, where, folder, {"timestamp": stamp, **options})


def _attempt(
    source: Source, where: Callable[[str], str], folder: Path, options: dict[str, Any]
) -> bytes:
    """Compile until it succeeds: without unreadable pictures, and without the standards if need
    be; whatever is left after that is an error."""
    import typst

    broken: list[str] = []
    while True:
        try:
            made = _typeset(source.write(folder, broken), **options)
        except typst.TypstError as error:
            said = str(error.diagnostic or error.message)
            unreadable = [
                name for name in source.files if name not in broken and _is_broken(folder, name)
            ]
            if unreadable:
                broken += unreadable
                for name in unreadable:
                    _warn(
                        f"{source.name}: a picture cannot be read; its alt text is printed: "
                        f"{source.alts.get(name, name)[:120]}"
                    )
            elif options.get("pdf_standards"):
                options["pdf_standards"] = []
                _explain(source, said, where)
            else:
                raise RuntimeError(
                    f"{source.name}: Typst could not set the document: {said}"
                ) from error
        else:
            return made


def _typeset(main: Path, **options: Any) -> bytes:
    import typst

    made = typst.compile(
        str(main), root=str(main.parent), font_paths=_fonts(), ignore_system_fonts=True, **options
    )
    return bytes(made[0] if isinstance(made, list) else made)


def _is_broken(folder: Path, name: str) -> bool:
    import typst

    probe = folder / "probe.typ"
    probe.write_text(f'#image("{name}", alt: "x")', encoding="utf-8")
    try:
        _typeset(probe, format="svg")
    except typst.TypstError:
        return True
    return False


def _explain(source: Source, said: str, where: Callable[[str], str]) -> None:
    found = NO_GLYPH.findall(said)
    characters = sorted(
        {
            character
            for text in found
            for character in ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
        }
    )
    for character in characters:
        _warn(
            f"{source.name}: no font has {character!r} (U+{ord(character):04X}), "
            f"{where(character)}; "
            "it is left blank on the page, and the PDF does without PDF/UA-1 and PDF/A-2a"
        )
    if not characters:
        first = said.strip().splitlines()[0] if said.strip() else "unknown reason"
        _warn(f"{source.name}: the PDF does without PDF/UA-1 and PDF/A-2a: {first}")


def _warn(message: str) -> None:
    warnings.warn(message, ExportWarning, stacklevel=4)
