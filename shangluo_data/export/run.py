"""Running notebooks for the report: in a copy, with a message that names what failed."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from shangluo_data.errors import DataError
from shangluo_data.export.page_links import SERIES

Say = Callable[[str], None]


class ReportError(RuntimeError):
    """A notebook that does not run; the message names the notebook, the cell and the error."""


@dataclass(frozen=True)
class Source:
    """A notebook to report on: the file to read, and the folder that its pictures lie in."""

    path: Path
    folder: Path


def read(path: Path) -> NotebookNode:
    """Return the notebook at ``path``.

    Raises
    ------
    DataError
        If the file is no notebook.
    """
    try:
        nb: NotebookNode = nbformat.read(path, as_version=4)
        return nb
    except (ValueError, AttributeError, nbformat.ValidationError) as error:
        reason = str(error).strip().splitlines()[0][:120]
        raise DataError(str(path), f"this is no notebook ({reason})", "Save it anew.") from None


def run_all(paths: Sequence[Path], work: Path, say: Say) -> list[Source]:
    """Run notebooks, leaving the files as they are; the executed ones stand in ``work``.

    Those of the series run in ``work`` beside copies of the others, so that the last one reads what
    the others have just put out; any other notebook runs in its own folder.

    Raises
    ------
    DataError
        If a file is no notebook.
    ReportError
        If a cell fails.
    """
    work.mkdir()
    ready = []
    for path in paths:
        own = SERIES.fullmatch(path.name) is not None
        for beside in path.parent.glob("*.ipynb") if own else ():
            if SERIES.fullmatch(beside.name) and not (work / beside.name).exists():
                shutil.copyfile(beside, work / beside.name)
        nb = read(path)
        run_notebook(nb, path.stem, work if own else path.parent, say)
        nbformat.write(nb, work / path.name)
        ready.append(Source(work / path.name, path.parent))
    return ready


def run_notebook(nb: NotebookNode, name: str, folder: Path, say: Say) -> None:
    """Run every cell of ``nb`` in ``folder``, telling how far it is.

    Raises
    ------
    ReportError
        If a cell fails; it names the notebook, the cell and the error.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    code = [at for at, cell in enumerate(nb.cells) if cell.cell_type == "code"]
    began = time.perf_counter()
    reached = [0]

    def on_cell(cell: NotebookNode, cell_index: int) -> None:
        reached[0] = cell_index
        if sys.stdout.isatty() and cell_index in code:
            print(f"\r{name}: cell {code.index(cell_index) + 1} of {len(code)}", end="", flush=True)

    client = NotebookClient(
        nb,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        on_cell_execute=on_cell,
        extra_arguments=["--log-level=ERROR"],
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise ReportError(
            f"{_place(nb, name, code, reached[0])}: {error.ename}: {error.evalue}"
        ) from None
    except CellTimeoutError:
        raise ReportError(f"{_place(nb, name, code, reached[0])}: not done after 600 s") from None
    except DeadKernelError:
        raise ReportError(f"{_place(nb, name, code, reached[0])}: Python itself ended") from None
    end = "\r" if sys.stdout.isatty() else ""
    say(f"{end}{name}: {len(code)} cells run in {time.perf_counter() - began:.1f} s")


def _place(nb: NotebookNode, name: str, code: Sequence[int], at: int) -> str:
    first = next(iter(nb.cells[at].source.strip().splitlines()), "")
    return f"{name}.ipynb, code cell {code.index(at) + 1} of {len(code)} ({first!r})"
