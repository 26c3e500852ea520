"""The report: notebooks run fresh, then written as pages, PDFs and pictures."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from shangluo_data.errors import DataError
from shangluo_data.export.editions import check_lang
from shangluo_data.export.page_links import SERIES

FORMATS = ("all", "html", "pdf")
Say = Callable[[str], None]


class ReportError(RuntimeError):
    """A notebook that does not run; the message names the notebook, the cell and the error."""


def find_notebooks(given: Sequence[Path]) -> list[Path]:
    """Return the notebooks to report on: those given, or the numbered ones of ``notebooks/``.

    Raises
    ------
    DataError
        If one does not exist or is no notebook, or none is given and there is no ``notebooks/``.
    """
    for path in given:
        if path.suffix != ".ipynb" or not path.is_file():
            raise DataError(str(path), "there is no such notebook", "Give paths of .ipynb files.")
    found = list(given) or sorted(
        path for path in Path("notebooks").glob("*.ipynb") if SERIES.fullmatch(path.name)
    )
    if not found:
        raise DataError(
            "report",
            f"there is no notebooks/ folder in {Path.cwd()}",
            "Run it in the project's folder, or name the notebooks.",
        )
    return found


def report(
    notebooks: Sequence[Path] = (),
    output: Path = Path("report"),
    *,
    lang: str = "both",
    format: str = "all",
    run: bool = True,
    say: Say = print,
) -> list[Path]:
    """Verify the register, run the notebooks, and write the report; return what was written.

    Parameters
    ----------
    notebooks
        Which; by default all of ``notebooks/``, with an index, one PDF of all, and the exhibits.
    output
        Folder of the report. An edition in one language goes into a folder of its own in it.
    lang
        ``both``, ``zh`` or ``en``.
    format
        ``all``, ``html`` or ``pdf``.
    run
        Whether to run the notebooks first; otherwise their stored outputs are used.
    say
        Takes each line of progress.

    Raises
    ------
    DataError
        If the register is not in order, or there is nothing to report on.
    ReportError
        If a cell fails. An earlier report stays as it was.
    """
    check_lang(lang)
    if format not in FORMATS:
        raise DataError("report", f"there is no format {format!r}", f"Give one of {FORMATS}.")
    paths = find_notebooks(notebooks)
    _verify(say)
    target = output if lang == "both" else output / lang
    target.parent.mkdir(parents=True, exist_ok=True)
    whole = not notebooks and format == "all" and lang == "both"
    with tempfile.TemporaryDirectory(prefix=".report-", dir=target.parent) as staging:
        stage = Path(staging) / "report"
        stage.mkdir()
        work = Path(staging) / "notebooks"
        ready = _run(paths, work, say) if run else list(paths)
        _write(ready, stage, lang, format, not notebooks, say)
        return _move(stage, target, whole)


def _verify(say: Say) -> None:
    from shangluo_data.register import account

    counted = account()
    if not counted.ok:
        raise DataError("register", str(counted), "Mend it first (shangluo-data verify).")
    say(f"register: {counted.figures} figures, {len(counted.checks)} checks hold")


def _run(paths: Sequence[Path], work: Path, say: Say) -> list[Path]:
    """Run the notebooks in a copy of their folder, so that the method notebook sees fresh ones."""
    work.mkdir()
    ready = []
    for path in paths:
        own = SERIES.fullmatch(path.name) is not None
        if own:
            for beside in path.parent.glob("*.ipynb"):
                if SERIES.fullmatch(beside.name) and not (work / beside.name).exists():
                    shutil.copyfile(beside, work / beside.name)
        nb = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        run_notebook(nb, path.stem, work if own else path.parent, say)
        nbformat.write(nb, work / path.name)  # type: ignore[no-untyped-call]
        ready.append(work / path.name)
    return ready


def run_notebook(nb: NotebookNode, name: str, folder: Path, say: Say) -> None:
    """Run every cell of ``nb`` in ``folder``, telling how far it is.

    Raises
    ------
    ReportError
        If a cell fails; it names the notebook, the cell and the error.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    code = [at for at, cell in enumerate(nb.cells) if cell.cell_type == "code"]
    began = time.perf_counter()
    reached = [0]

    def on_cell(cell: NotebookNode, cell_index: int) -> None:
        reached[0] = code.index(cell_index) + 1 if cell_index in code else reached[0]
        if sys.stdout.isatty():
            print(f"\r{name}: cell {reached[0]} of {len(code)}", end="", flush=True)

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
        at = next(
            (i for i in code if any(o.output_type == "error" for o in nb.cells[i].outputs)), code[-1]
        )
        raise ReportError(
            f"{name}.ipynb, code cell {code.index(at) + 1} of {len(code)} "
            f"({nb.cells[at].source.strip().splitlines()[0]!r}): {error.ename}: {error.evalue}"
        ) from None
    end = "\r" if sys.stdout.isatty() else ""
    say(f"{end}{name}: {len(code)} cells run in {time.perf_counter() - began:.1f} s")


def _write(
    ready: Sequence[Path], stage: Path, lang: str, format: str, everything: bool, say: Say
) -> None:
    if format in ("all", "html"):
        _write_pages(ready, stage, lang, everything, with_pdf=format == "all")
        say(f"pages: {len(ready)}{' and an index' if everything else ''}")
    if format in ("all", "pdf"):
        _write_pdfs(ready, stage, lang, everything)
        say(f"PDFs: {len(ready)}{' and one of all' if everything else ''}")
    if format == "all":
        say(f"exhibits: {_write_pictures(ready, stage / 'exhibits', lang)}, each as PNG and SVG")


def _write_pages(
    ready: Sequence[Path], stage: Path, lang: str, everything: bool, *, with_pdf: bool
) -> None:
    from shangluo_data.export.html import ReportHTMLExporter
    from shangluo_data.export.index import index_page

    exporter = ReportHTMLExporter(lang=lang)  # type: ignore[no-untyped-call]
    names = [path.stem for path in ready]
    for path in ready:
        nb = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        resources = {
            "metadata": {"name": path.stem, "path": str(path.parent)},
            "shangluo_pages": names,
            "shangluo_home": everything,
        }
        page, _ = exporter.from_notebook_node(nb, resources)
        (stage / f"{path.stem}.html").write_text(page, encoding="utf-8")
    if everything:
        page = index_page(ready, lang, with_pdf=with_pdf)
        (stage / "index.html").write_text(page, encoding="utf-8")


def _write_pdfs(ready: Sequence[Path], stage: Path, lang: str, everything: bool) -> None:
    from shangluo_data.export.pdf import ReportPDFExporter, combine

    exporter = ReportPDFExporter(lang=lang)  # type: ignore[no-untyped-call]
    for path in ready:
        content, _ = exporter.from_filename(str(path))
        (stage / f"{path.stem}.pdf").write_bytes(content)
    if everything:
        (stage / "shangluo_figures.pdf").write_bytes(combine(ready, lang))


def _write_pictures(ready: Sequence[Path], folder: Path, lang: str) -> int:
    from shangluo_data.export.pictures import exhibits_in, render

    folder.mkdir()
    count = 0
    for path in ready:
        for name, html in exhibits_in(path):
            (folder / f"{name}.png").write_bytes(render(html, "png", lang))
            (folder / f"{name}.svg").write_bytes(render(html, "svg", lang))
            count += 1
    return count


def _move(stage: Path, target: Path, whole: bool) -> list[Path]:
    """Move what was made into place: the folder as a whole, or file by file beside the others."""
    made = sorted(path.relative_to(stage) for path in stage.rglob("*") if path.is_file())
    if whole and target.exists():
        old = stage.with_name("old")
        os.replace(target, old)
    if whole or not target.exists():
        os.replace(stage, target)
    else:
        for path in made:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage / path, target / path)
    return [target / path for path in made]
