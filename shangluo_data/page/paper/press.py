"""Typst, in process and with the bundled fonts alone: the same bytes on every run."""

import json
import os
import re
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from shangluo_data.errors import DataError
from shangluo_data.page.paper.sheet import Sheet

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "fonts"
LOADED = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
TIMESTAMP = 1767225600  # 1 January 2026: a fixed date keeps the bytes the same
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


class ExportWarning(UserWarning):
    """Something in a notebook that print had to do without: the message says what and where."""


def typeset(sheet: Sheet, name: str, about: dict[str, Any], **options: Any) -> list[bytes]:
    """Return ``sheet`` as files: one PDF, or a picture for each page.

    Pictures that Typst cannot read are replaced by their alt texts; a character without a glyph is
    named, and the PDF written without PDF/UA-1 and PDF/A-2a. Either gives an `ExportWarning`.
    `DataError` if Typst refuses the document for another reason.
    """
    if "format" not in options:
        options["pdf_standards"] = ["ua-1", "a-2a"]
    with TemporaryDirectory(prefix="shangluo-") as folder:
        for data, shown in sheet.pictures.items():
            Path(folder, shown[0]["src"]).write_bytes(data)
        for part in HERE.glob("*.typ"):
            Path(folder, part.name).write_bytes(part.read_bytes())
        while True:
            Path(folder, "page.json").write_text(json.dumps({**about, "pages": sheet.pages}))
            try:
                return _compiled(Path(folder, "report.typ"), **options)
            except typst.TypstError as error:
                if _leaves_out(Path(folder), sheet, name):
                    continue
                said = str(error.diagnostic or error.message)
                reason = next(iter(re.findall("^error: (.*)", said, re.M)), "no reason given")
                if not options.get("pdf_standards"):
                    what = f"the page cannot be typeset ({reason})"
                    raise DataError(name, what, "Change what it names.") from error
            options["pdf_standards"] = []
            words = ESCAPED.sub(lambda code: chr(int(code[1], 16)), "".join(NO_GLYPH.findall(said)))
            missing = [
                f"no font has {sign!r} (U+{ord(sign):04X}), {sheet.where(sign)}"
                for sign in sorted(set(words))
            ]
            for one in missing or [reason]:
                said = f"{name}: {one}; the PDF does without PDF/UA-1 and PDF/A-2a"
                warnings.warn(said, ExportWarning, stacklevel=3)


def _compiled(main: Path, **options: Any) -> list[bytes]:
    stamp = int(os.environ.get("SOURCE_DATE_EPOCH") or TIMESTAMP)
    options |= {"root": str(main.parent), "font_paths": LOADED, "ignore_system_fonts": True}
    made = typst.compile(str(main), timestamp=stamp, **options)
    return [bytes(part) for part in made] if isinstance(made, list) else [bytes(made or b"")]


def _leaves_out(folder: Path, sheet: Sheet, name: str) -> bool:
    """Put the words of pictures that Typst cannot read in their place; tell whether there are."""
    before = len(sheet.pictures)
    for data, shown in list(sheet.pictures.items()):
        try:
            _compiled(folder / "probe.typ", format="svg", sys_inputs={"picture": shown[0]["src"]})
        except typst.TypstError:
            said = f"{name}: a picture cannot be read: {shown[0]['alt'][:120]}"
            warnings.warn(said, ExportWarning, stacklevel=4)
            for one in sheet.pictures.pop(data):
                one |= {"t": "small", "k": [f"[{one['alt']}]"]}
    return len(sheet.pictures) < before
