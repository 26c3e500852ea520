"""Running notebooks: in few warm kernels, each notebook in a clean namespace, off the main thread.

The main thread stays free for pages and PDFs, and Ctrl-C reaches it and not nbclient's own
handlers, which would end the kernel and report that it died.
"""

from __future__ import annotations

import asyncio
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from shangluo_data.report.notebook import Notebook, one_line

Say = Callable[[str], None]

KERNELS = 2
TIMEOUT = 600  # seconds for one cell
# A new session starts the counts at 1; charts left open and the folder are the process's, not the
# namespace's.
RESET = """\
import os, sys
if "matplotlib.pyplot" in sys.modules:
    sys.modules["matplotlib.pyplot"].close("all")
    sys.modules["matplotlib"].rcdefaults()
os.chdir({folder!r})
get_ipython().reset(new_session=True)
"""


class ReportError(RuntimeError):
    """A notebook that does not run or cannot be set, in one line that names it and the error."""


@contextmanager
def running(notebooks: Sequence[Notebook], lang: str, say: Say) -> Iterator[Iterator[Notebook]]:
    """Run notebooks in the background and give each as it is done, its outputs in ``nb``.

    Those of one folder's series share a kernel; any other notebook gets one of its own. Leaving
    the context ends the kernels, whatever is still running. The iterator raises
    :class:`ReportError` if a cell fails.
    """
    done: queue.SimpleQueue[Notebook | BaseException] = queue.SimpleQueue()
    clients: dict[int, Any] = {}
    loop = asyncio.new_event_loop()
    task = loop.create_task(_run_all(notebooks, lang, done.put, clients))

    def background() -> None:
        try:
            loop.run_until_complete(task)
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # It is raised again where the results are awaited.
            done.put(error)
        finally:
            loop.run_until_complete(_end(clients))
            loop.close()

    def results() -> Iterator[Notebook]:
        for _ in notebooks:
            while True:
                try:  # With a time limit, or Windows would not hear Ctrl-C.
                    item = done.get(timeout=0.5)
                    break
                except queue.Empty:
                    continue
            if isinstance(item, BaseException):
                raise item
            say(f"{item.name}: {item.cells} cells run in {item.seconds:.1f} s")
            yield item

    thread = threading.Thread(target=background, name="kernels", daemon=True)
    thread.start()
    try:
        yield results()
    finally:
        if thread.is_alive():
            loop.call_soon_threadsafe(task.cancel)
        thread.join()


async def _run_all(
    notebooks: Sequence[Notebook],
    lang: str,
    done: Callable[[Notebook], None],
    clients: dict[int, Any],
) -> None:
    # The heaviest last, as they are taken from the end, so that two kernels finish together.
    waiting = sorted(notebooks, key=lambda notebook: notebook.path.stat().st_size)
    try:
        async with asyncio.TaskGroup() as group:
            for worker in range(min(KERNELS, len(waiting), os.cpu_count() or 1)):
                group.create_task(_work(worker, waiting, lang, done, clients))
    except BaseExceptionGroup as several:
        raise several.exceptions[0] from None


async def _end(clients: dict[int, Any]) -> None:
    """End the kernels, in a task that nobody cancels, and what nbclient leaves running."""
    for client in clients.values():
        if client.km is not None:
            await client._async_cleanup_kernel()
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for watcher in left:
        watcher.cancel()
    await asyncio.gather(*left, return_exceptions=True)


async def _work(
    worker: int,
    waiting: list[Notebook],
    lang: str,
    done: Callable[[Notebook], None],
    clients: dict[int, Any],
) -> None:
    from nbclient import NotebookClient

    warm: Any = None
    before: Notebook | None = None
    while waiting:
        notebook = waiting.pop()
        if before is not None and not notebook.shares_with(before):
            await warm._async_cleanup_kernel()
            warm = None
        began = time.perf_counter()
        client = clients[worker] = NotebookClient(
            notebook.nb,
            km=warm and warm.km,
            timeout=TIMEOUT,
            kernel_name="python3",
            shutdown_kernel="immediate",
            record_timing=False,
            extra_arguments=["--log-level=ERROR"],
        )
        if warm is None:
            environment = {**os.environ, "SHANGLUO_LANG": lang}
            client.create_kernel_manager()
            await client.async_start_new_kernel(cwd=str(notebook.folder), env=environment)
            await client.async_start_new_kernel_client()
        else:
            client.kc = warm.kc
            reset = client.kc.execute(RESET.format(folder=str(notebook.folder)), silent=True)
            await client.async_wait_for_reply(reset)
        await _execute(notebook, client)
        notebook.seconds = time.perf_counter() - began
        warm, before = client, notebook
        done(notebook)


async def _execute(notebook: Notebook, client: Any) -> None:
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    places = [at for at, cell in enumerate(notebook.nb.cells) if cell.cell_type == "code"]
    reached = [0]

    def on_cell(cell: Any, cell_index: int) -> None:
        reached[0] = cell_index
        if sys.stdout.isatty() and cell_index in places:
            part = f"cell {places.index(cell_index) + 1} of {len(places)}"
            print(f"\r{notebook.name}: {part} \r", end="", flush=True)

    client.on_cell_execute = on_cell
    notebook.cells = len(places)
    try:
        await client.async_execute(cleanup_kc=False)
        return
    except CellExecutionError as error:
        said = f"{error.ename}: {error.evalue}"
    except CellTimeoutError:
        said = f"not done after {TIMEOUT} s"
    except DeadKernelError:
        said = "Python itself ended"
    first = next(iter(notebook.nb.cells[reached[0]].source.strip().splitlines()), "")
    which = f"code cell {places.index(reached[0]) + 1} of {len(places)}"
    raise ReportError(one_line(f"{notebook.name}.ipynb, {which} ({first!r}): {said}"))
