"""Notebook files: which are meant, read with one line of error, and written back in place."""

from __future__ import annotations

import logging
import os
import re
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shangluo_data.errors import DataError

SERIES = re.compile(r"\d\d_\w+\.ipynb")
# What an exhibit or a paragraph of the article calls itself in a cell's output.
_SHOWN = re.compile(r'<figure class="exhibit[^"]*" id="([\w-]+)"|<p id="(p\d+)" class="para')
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0e-\x1f\x7f]")


def one_line(words: str, width: int = 300) -> str:
    """Return a message without colour codes and line breaks, cut where it is very long."""
    flat = " ".join(_ANSI.sub("", words).split())
    return flat if len(flat) <= width else f"{flat[: width - 2]} …"


@dataclass
class Notebook:
    """A notebook to report on: its file and content."""

    path: Path
    nb: Any

    @property
    def name(self) -> str:
        """The file's name without suffix."""
        return self.path.stem

    @property
    def folder(self) -> Path:
        """Where it runs, and pictures are looked for."""
        return self.path.parent.resolve()

    def shares_with(self, other: Notebook) -> bool:
        """Whether both are of one numbered series, so that one process may run both."""
        series = SERIES.fullmatch(self.path.name) and SERIES.fullmatch(other.path.name)
        return bool(series) and self.folder == other.folder


def find_notebooks(given: Sequence[Path]) -> list[Path]:
    """Return the notebooks that are meant: those given, or the numbered ones of ``notebooks/``.

    Raises
    ------
    DataError
        If one is a folder, does not exist or is no notebook, two have one name, or none is given
        and there is no ``notebooks/``.
    """
    for path in given:
        if path.is_dir():
            raise DataError(str(path), "that is a folder", f"Give notebooks: {path}/*.ipynb.")
        if path.suffix != ".ipynb" or not path.is_file():
            raise DataError(str(path), "there is no such notebook", "Give paths of .ipynb files.")
    names = [path.stem for path in given]
    for name in names:
        if names.count(name) > 1:
            remedy = "Give them one at a time, each with an --output of its own."
            raise DataError(f"{name}.ipynb", "two notebooks of this name are given", remedy)
    found = list(given) or sorted(
        path for path in Path("notebooks").glob("*.ipynb") if SERIES.fullmatch(path.name)
    )
    if not found:
        raise DataError(
            "report",
            f"there is no notebooks/ folder in {Path.cwd()}",
            "Fetch one first (shangluo-data notebooks notebooks), or name the notebooks.",
        )
    return found


def read(path: Path) -> Notebook:
    """Return the notebook at ``path``.

    Raises
    ------
    DataError
        If the file cannot be read as a notebook; it says where in the file the fault is.
    """
    # Builds a grammar of international addresses, for longer than all notebooks take to be read;
    # without it jsonschema leaves such addresses unchecked.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    import nbformat
    from nbformat.validator import iter_validate, normalize

    try:
        raw = path.read_bytes().decode("utf-8-sig")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            logging.disable(logging.ERROR)  # nbformat logs what is said below in one line.
            nb = nbformat.convert(nbformat.reader.reads(raw), 4)
            _, nb = normalize(nb)
        # Properties that the format does not know are common, and do no harm.
        faults = list(iter_validate(nb, relax_add_props=True))
    except OSError:
        raise
    except Exception as error:  # What is no notebook makes nbformat fail in any way.
        raise _no_notebook(path, str(error)) from None
    finally:
        logging.disable(logging.NOTSET)
    for fault in faults:
        place = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in fault.absolute_path)
        raise _no_notebook(path, f"{place.lstrip('.')}: {fault.message}")
    return Notebook(path, nb)


def _no_notebook(path: Path, reason: str) -> DataError:
    remedy = "Open it in JupyterLab and save it anew."
    return DataError(str(path), f"this is no notebook ({one_line(reason, 120)})", remedy)


def name_cells(nb: Any) -> None:
    """Give each code cell the id of the exhibit or paragraph that it shows, and counts from 1.

    Links lead to a cell by its id, so no id has to be typed. Where two cells show one exhibit, the
    first has its name.
    """
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    shown: dict[str, Any] = {}
    for count, cell in enumerate(code, 1):
        cell.execution_count = count
        cell.metadata.pop("execution", None)
        for output in cell.outputs:
            if "execution_count" in output:
                output["execution_count"] = count
            html = "".join(output.get("data", {}).get("text/html", ""))
            if found := _SHOWN.search(html):
                shown.setdefault(found[1] or found[2], cell)
    taken = {cell.id for cell in nb.cells} - {cell.id for cell in shown.values()}
    for name, cell in shown.items():
        for other in nb.cells if name in taken else ():
            if other.id == name:
                other.id = f"{name}-again"
        cell.id = name


def write(notebook: Notebook) -> None:
    """Write a notebook over its file, in one step, as it would be written on any machine.

    Raises
    ------
    OSError
        If the file cannot be written; it is as it was.
    """
    from nbformat.v4 import writes

    nb = notebook.nb
    name_cells(nb)
    nb.metadata.get("language_info", {}).pop("version", None)
    spec = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    nb.metadata["kernelspec"] = spec
    beside = notebook.path.with_name(f".{notebook.path.name}.part")
    try:
        beside.write_text(f"{writes(nb)}\n", encoding="utf-8", newline="\n")
        os.replace(beside, notebook.path)
    finally:
        beside.unlink(missing_ok=True)
