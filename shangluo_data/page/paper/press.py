"""Typst, in process and with the bundled fonts alone: the same bytes on every run."""

from __future__ import annotations

import json
import os
import re
import warnings
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from shangluo_data.errors import DataError
from shangluo_data.page.paper.sheet import Sheet

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "fonts"
STANDARDS = ["ua-1", "a-2a"]
TIMESTAMP = 1767225600  # 1 January 2026: a fixed date keeps the bytes the same
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


class ExportWarning(UserWarning):
    """Something in a notebook that print had to do without: the message says what and where."""


def typeset(sheet: Sheet, name: str, about: dict[str, Any], **options: Any) -> list[bytes]:
    """Return ``sheet`` as files: one PDF, or a picture for each page.

    Pictures that Typst cannot read are replaced by their alt texts; a character without a glyph is
    named, and the PDF written without PDF/UA-1 and PDF/A-2a. Either gives an `ExportWarning`.

    Raises
    ------
    DataError
        If Typst refuses the document for another reason.
    """
    import typst

    if options.get("format", "pdf") == "pdf":
        options = {"pdf_standards": STANDARDS, **options}
    data: dict[str, Any] = {**about, "pages": sheet.pages, "broken": []}
    with TemporaryDirectory(prefix="shangluo-") as folder:
        for file, content in sheet.files.items():
            Path(folder, file).write_bytes(content)
        for part in HERE.glob("*.typ"):
            Path(folder, part.name).write_bytes(part.read_bytes())
        while True:
            Path(folder, "page.json").write_text(json.dumps(data), encoding="utf-8")
            try:
                return _compiled(Path(folder, "report.typ"), **options)
            except typst.TypstError as error:
                said = str(error.diagnostic or error.message)
                broken = _unreadable(Path(folder), sheet, data["broken"])
                data["broken"] += broken
                for file in broken:
                    _warn(f"{name}: a picture cannot be read: {sheet.alts[file][:120]}")
                if not broken and not options.get("pdf_standards"):
                    what = f"the page cannot be typeset ({_reason(said)})"
                    raise DataError(name, what, "Change what it names.") from error
                if not broken:
                    _explain(sheet, name, said)
                    options["pdf_standards"] = []


def _compiled(main: Path, **options: Any) -> list[bytes]:
    import typst

    stamp = int(os.environ.get("SOURCE_DATE_EPOCH") or TIMESTAMP)
    options |= {"root": str(main.parent), "font_paths": _fonts(), "ignore_system_fonts": True}
    made = typst.compile(str(main), timestamp=stamp, **options)
    return [bytes(part) for part in made] if isinstance(made, list) else [bytes(made or b"")]


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _unreadable(folder: Path, sheet: Sheet, known: list[str]) -> list[str]:
    import typst

    probe = folder / "probe.typ"
    broken = []
    for file in sorted(set(sheet.files) - set(known)):
        probe.write_text(f'#image("{file}", alt: "x")', encoding="utf-8")
        try:
            _compiled(probe, format="svg")
        except typst.TypstError:
            broken.append(file)
    return broken


def _explain(sheet: Sheet, name: str, said: str) -> None:
    found = "".join(NO_GLYPH.findall(said))
    signs = sorted(set(ESCAPED.sub(lambda code: chr(int(code[1], 16)), found)))
    for sign in signs:
        _warn(
            f"{name}: no font has {sign!r} (U+{ord(sign):04X}), {sheet.where(sign)}; it is left "
            "blank, and the PDF does without PDF/UA-1 and PDF/A-2a"
        )
    if not signs:
        _warn(f"{name}: the PDF does without PDF/UA-1 and PDF/A-2a: {_reason(said)}")


def _reason(said: str) -> str:
    lines = [line for line in said.splitlines() if line.startswith("error")]
    return lines[0].removeprefix("error: ") if lines else "no reason given"


def _warn(message: str) -> None:
    warnings.warn(message, ExportWarning, stacklevel=4)
