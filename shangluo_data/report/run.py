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
from typing import Any

from shangluo_data.report.notebook import Notebook, one_line

Say = Callable[[str], None]

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


class Running:
    """Notebooks that run while the context lasts; iterating gives each as it is done, with outputs.

    Those of one folder's series share a kernel; any other notebook gets one of its own. Leaving
    the context ends the kernels, whatever is still running. Iterating raises
    :class:`ReportError` if a cell fails.
    """

    def __init__(self, notebooks: Sequence[Notebook], lang: str, say: Say) -> None:
        self._count, self._lang, self._say = len(notebooks), lang, say
        # Taken from the end, the heaviest first, so that two kernels finish together.
        self._waiting = sorted(notebooks, key=lambda notebook: notebook.path.stat().st_size)
        self._done: queue.SimpleQueue[Notebook | BaseException] = queue.SimpleQueue()
        self._clients: dict[int, Any] = {}
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(self._run())
        self._thread = threading.Thread(target=self._background, name="kernels", daemon=True)

    def __enter__(self) -> Running:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join()

    def __iter__(self) -> Iterator[Notebook]:
        left = self._count
        while left:
            try:  # With a time limit, or Windows would not hear Ctrl-C.
                item = self._done.get(timeout=0.5)
            except queue.Empty:
                continue
            if isinstance(item, BaseException):
                raise item
            left -= 1
            yield item

    def _background(self) -> None:
        try:
            self._loop.run_until_complete(self._task)
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # It is raised again where the results are awaited.
            self._done.put(error)
        finally:
            self._loop.run_until_complete(self._end())
            self._loop.close()

    async def _run(self) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for at in range(min(KERNELS, self._count, os.cpu_count() or 1)):
                    group.create_task(self._work(at))
        except BaseExceptionGroup as several:
            raise several.exceptions[0] from None

    async def _end(self) -> None:
        """End the kernels, in a task that nobody cancels, and what nbclient leaves running."""
        for client in self._clients.values():
            if client.km is not None:
                await client._async_cleanup_kernel()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for watcher in left:
            watcher.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _work(self, at: int) -> None:
        from nbclient import NotebookClient

        warm: Any = None
        before: Notebook | None = None
        while self._waiting:
            notebook = self._waiting.pop()
            if before is not None and not notebook.shares_with(before):
                await warm._async_cleanup_kernel()
                warm = None
            began = time.perf_counter()
            client = self._clients[at] = NotebookClient(
                notebook.nb,
                km=warm and warm.km,
                timeout=TIMEOUT,
                kernel_name="python3",
                shutdown_kernel="immediate",
                record_timing=False,
                extra_arguments=["--log-level=ERROR"],
            )
            if warm is None:
                client.create_kernel_manager()
                environment = {**os.environ, "SHANGLUO_LANG": self._lang}
                await client.async_start_new_kernel(cwd=str(notebook.folder), env=environment)
                await client.async_start_new_kernel_client()
            else:
                client.kc = warm.kc
                reset = client.kc.execute(RESET.format(str(notebook.folder)), silent=True)
                await client.async_wait_for_reply(reset)
            cells = await _execute(notebook, client)
            self._say(f"{notebook.name}: {cells} cells run in {time.perf_counter() - began:.1f} s")
            warm, before = client, notebook
            self._done.put(notebook)


async def _execute(notebook: Notebook, client: Any) -> int:
    """Run the cells and return how many there are."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    places = [at for at, cell in enumerate(notebook.nb.cells) if cell.cell_type == "code"]
    reached = 0

    def on_cell(cell: Any, cell_index: int) -> None:
        nonlocal reached
        reached = cell_index
        if sys.stdout.isatty() and cell_index in places:
            part = f"cell {places.index(cell_index) + 1} of {len(places)}"
            print(f"\r{notebook.name}: {part} \r", end="", flush=True)

    client.on_cell_execute = on_cell
    try:
        await client.async_execute(cleanup_kc=False)
        return len(places)
    except CellExecutionError as error:
        said = f"{error.ename}: {error.evalue}"
    except CellTimeoutError:
        said = f"not done after {TIMEOUT} s"
    except DeadKernelError:
        said = "Python itself ended"
    first = next(iter(notebook.nb.cells[reached].source.strip().splitlines()), "")
    which = f"code cell {places.index(reached) + 1} of {len(places)}"
    raise ReportError(one_line(f"{notebook.name}.ipynb, {which} ({first!r}): {said}"))
