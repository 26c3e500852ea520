"""Notebooks: which are meant, read with one line of error, run, and written back in place.

They run off the main thread: it stays free for pages and PDFs, and Ctrl-C reaches it and not
nbclient's own handlers, which would end the kernel and report that it died.
"""

import asyncio
import atexit
import logging
import os
import queue
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from shangluo_data.errors import DataError, one_line
from shangluo_data.report.folder import SERIES, replace

Say = Callable[[str], None]

# What an exhibit or a paragraph of the article calls itself in a cell's output.
_SHOWN = re.compile(r'<figure class="exhibit[^"]*" id="([\w-]+)"|<p id="(p\d+)" class="para')
KERNELS = 2
TIMEOUT = 600  # seconds for one cell
# A new session starts the counts at 1; open charts, settings and the folder are the process's.
RESET = """\
import os, sys
if "matplotlib.pyplot" in sys.modules:
    sys.modules["matplotlib.pyplot"].close("all")
    sys.modules["matplotlib"].rcdefaults()
os.chdir({!r})
get_ipython().reset(new_session=True)
"""


class ReportError(RuntimeError):
    """A notebook that does not run or cannot be set, in one line that names it and the error."""


def find_notebooks(given: Sequence[Path]) -> list[Path]:
    """Return the notebooks that are meant: those given, or the numbered ones of ``notebooks/``.

    Raises ``DataError`` if one is none or is not there, two have one name, or there is none at all.
    """
    for path in given:
        if path.is_dir():
            raise DataError(str(path), "that is a folder", f"Give notebooks: {path}/*.ipynb.")
        if path.suffix != ".ipynb" or not path.is_file():
            raise DataError(str(path), "there is no such notebook", "Give paths of .ipynb files.")
        if sum(path.stem == other.stem for other in given) > 1:
            remedy = "Give them one at a time, each with an --output of its own."
            raise DataError(path.name, "two notebooks of this name are given", remedy)
    found = list(given) or sorted(Path("notebooks").glob(f"{SERIES}.ipynb"))
    if not found:
        remedy = "Fetch one first (shangluo-data notebooks notebooks), or name the notebooks."
        raise DataError("report", f"there is no notebooks/ folder in {Path.cwd()}", remedy)
    return found


def read(path: Path) -> Any:
    """Return the notebook at ``path``; a ``DataError`` says where in the file a fault is."""
    # It builds a grammar of international addresses for longer than all notebooks take to be read.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    import nbformat
    from nbformat.validator import iter_validate, normalize

    raw = path.read_bytes()
    logging.disable(logging.ERROR)  # nbformat logs what is said below in one line.
    try:
        with warnings.catch_warnings(action="ignore"):
            _, nb = normalize(nbformat.convert(nbformat.reader.reads(raw.decode("utf-8-sig")), 4))
        # Properties that the format does not know are common, and do no harm.
        for fault in iter_validate(nb, relax_add_props=True):
            raise ValueError(f"{fault.json_path.lstrip('$.')}: {fault.message}")
    except Exception as error:  # What is no notebook makes nbformat fail in any way.
        remedy = "Open it in JupyterLab and save it anew."
        raise DataError(str(path), f"this is no notebook ({error!s:.120})", remedy) from None
    finally:
        logging.disable(logging.NOTSET)
    return nb


@contextmanager
def running(notebooks: Mapping[Path, Any], lang: str, say: Say) -> Iterator[Iterator[Path]]:
    """Run notebooks; give an iterator of those done, which raises ``ReportError`` if a cell fails.

    Those of one folder's series share a warm kernel, cleared between them; any other gets one of
    its own. Leaving the context ends the kernels, whatever is still running.
    """
    from nbclient import NotebookClient  # Now, so that kernels start before more is imported.

    begun, done = queue.SimpleQueue[Any](), queue.SimpleQueue[Any]()
    # Taken from the end, the heaviest first, so that two kernels finish together.
    waiting = sorted(notebooks, key=lambda path: path.stat().st_size)
    environment = {**os.environ, "SHANGLUO_LANG": lang}

    async def work() -> None:
        client = NotebookClient(None, timeout=TIMEOUT, kernel_name="python3")
        client.shutdown_kernel, client.extra_arguments = "immediate", ["--log-level=ERROR"]
        series = None
        try:
            while waiting:
                path, began, before = waiting.pop(), time.perf_counter(), series
                client.nb, folder = notebooks[path], str(path.parent.resolve())
                series = folder if path.match(SERIES) else None
                if client.km and series and series == before:
                    reset = client.kc.execute(RESET.format(folder), silent=True)
                    await client.async_wait_for_reply(reset)
                elif client.km:
                    await client._async_cleanup_kernel()
                cells = await _execute(path, client, cwd=folder, env=environment)
                say(f"{path.stem}: {cells} cells run in {time.perf_counter() - began:.1f} s")
                done.put(path)
        finally:
            atexit.unregister(client._cleanup_kernel)  # Its own, which needs a loop that has ended.
            # No kernel is left running, whatever is cancelled while it ends.
            ending = client.km and asyncio.ensure_future(client._async_cleanup_kernel())
            while ending and not ending.done():
                with suppress(asyncio.CancelledError):
                    await asyncio.shield(ending)

    async def all_of_them() -> None:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        begun.put(partial(loop.call_soon_threadsafe, task.cancel))  # type: ignore[union-attr]
        try:
            async with asyncio.TaskGroup() as workers:
                for _ in range(min(KERNELS, len(notebooks))):
                    workers.create_task(work())
        except ExceptionGroup as several:
            raise several.exceptions[0] from None

    with ThreadPoolExecutor(1) as thread:
        try:
            thread.submit(lambda: asyncio.run(all_of_them())).add_done_callback(done.put)
            yield _arrived(done, len(notebooks))
        except BaseException:
            with suppress(RuntimeError, queue.Empty):  # All has ended, or not begun.
                begun.get(timeout=5)()
            raise


def _arrived(done: queue.SimpleQueue[Any], left: int) -> Iterator[Path]:
    while left:
        with suppress(queue.Empty):  # With a time limit, or Windows would not hear Ctrl-C.
            item = done.get(timeout=0.5)
            left -= 1
            yield item if isinstance(item, Path) else item.result()  # Which raises.


async def _execute(path: Path, client: Any, **how: Any) -> int:
    """Run the cells and return how many there are."""
    from nbclient.exceptions import CellControlSignal, DeadKernelError

    code = [at for at, cell in enumerate(client.nb.cells) if cell.cell_type == "code"]
    reached = [0]
    client.on_cell_execute = lambda cell, cell_index: reached.append(cell_index)
    try:
        await client.async_execute(cleanup_kc=False, **how)
        return len(code)
    except (CellControlSignal, DeadKernelError) as error:
        said = f"{error.ename}: {error.evalue}" if hasattr(error, "ename") else str(error)
    first = client.nb.cells[reached[-1]].source.strip().partition("\n")[0]
    which = f"code cell {sum(at <= reached[-1] for at in code)} of {len(code)}"
    raise ReportError(one_line(f"{path.name}, {which} ({first!r}): {said}"))


def write(path: Path, nb: Any) -> None:
    """Write a notebook over its file, in one step, as it would be written on any machine.

    A cell that shows an exhibit or paragraph, as the first, has its id: links lead there.
    """
    from nbformat.v4 import writes

    shown: dict[str, Any] = {}
    for cell in nb.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            if found := _SHOWN.search("".join(output.get("data", {}).get("text/html", ""))):
                shown.setdefault(found[1] or found[2], cell)
    for cell in nb.cells:
        if cell.id in shown:
            cell.id += "-again"
    for name, cell in shown.items():
        cell.id = name
    nb.metadata.get("language_info", {}).pop("version", None)
    spec = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    nb.metadata["kernelspec"] = spec
    replace(path, f"{writes(nb)}\n".encode())
