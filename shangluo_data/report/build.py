"""One report from beginning to end: verify, run, write, move into place."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from shangluo_data.errors import DataError
from shangluo_data.report.folder import fingerprint, move, record, staging, unchanged
from shangluo_data.report.notebook import SERIES, Notebook, find_notebooks, one_line, read, write
from shangluo_data.report.run import ReportError, Running, Say

if TYPE_CHECKING:
    from shangluo_data.page.tree import Page

Lang = Literal["both", "zh", "en"]
Format = Literal["all", "html", "pdf"]
WHOLE = "shangluo_figures.pdf"


def report(
    notebooks: Sequence[Path] = (),
    output: Path = Path("report"),
    *,
    lang: Lang = "both",
    format: Format = "all",
    run: bool = True,
    fresh: bool = False,
    evidence: bool = False,
    say: Say = print,
) -> list[Path]:
    """Verify the register, run the notebooks, and write the report; return its files.

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
    fresh
        Make it anew although nothing has changed since the last one (of all notebooks).
    evidence
        Print the rows and exact words behind each exhibit in the PDFs.
    say
        Takes each line of progress.

    Raises
    ------
    DataError
        If the register is not in order, or there is nothing to report on.
    ReportError
        If a cell fails or a document cannot be made. An earlier report stays as it was.
    OSError
        If the report cannot be written.
    """
    if lang not in get_args(Lang) or format not in get_args(Format):
        wrong = f"there is no edition {lang!r} in format {format!r}"
        remedy = f"Give one of {get_args(Lang)} and one of {get_args(Format)}."
        raise DataError("report", wrong, remedy)
    began = time.perf_counter()
    paths = find_notebooks(notebooks)
    output = output.resolve()
    target = output if lang == "both" else output / lang
    with staging(output, say) as stage:
        inputs = fingerprint(paths, [lang, format, run, evidence])
        if not (notebooks or fresh) and (files := unchanged(target, inputs)):
            say("nothing has changed since the last report; --fresh makes it anew")
            return files
        made = stage / "report"
        made.mkdir()
        _Writer(made, target, lang, format, evidence, say).write(paths, run, not notebooks)
        if not notebooks:
            record(made, inputs)
        whole = not notebooks and format == "all" and lang == "both"
        files = move(made, target, whole=whole)
    say(f"{len(files)} files written in {time.perf_counter() - began:.1f} s")
    return files


def store_outputs(notebooks: Sequence[Path], say: Say = print) -> None:
    """Run notebooks and store their outputs in place; each cell is named after what it shows.

    Raises
    ------
    DataError
        If a file is no notebook.
    ReportError
        If a cell fails; no file is changed then.
    """
    with Running([read(path) for path in find_notebooks(notebooks)], "both", say) as running:
        done = list(running)
    for notebook in done:
        write(notebook)


def _verify(say: Say) -> None:
    from shangluo_data.register import account

    counted = account()
    if not counted.ok:
        raise DataError("register", str(counted), "Mend it first (shangluo-data verify).")
    say(f"register: {counted.figures} figures, {len(counted.checks)} checks hold")


class _Writer:
    """What is written for one report, and where."""

    def __init__(
        self, made: Path, target: Path, lang: Lang, format: Format, evidence: bool, say: Say
    ) -> None:
        self.made, self.target, self.lang, self.say = made, target, lang, say
        self.html, self.pdf = format in ("all", "html"), format in ("all", "pdf")
        self.evidence = evidence

    def write(self, paths: Sequence[Path], run: bool, everything: bool) -> None:
        """Write pages and PDFs as the notebooks come, then what holds them all."""
        notebooks = [read(path) for path in paths]
        pool = ThreadPoolExecutor(2)  # Typst works outside the interpreter's lock.
        try:
            with warnings.catch_warnings(record=True) as amiss:
                warnings.simplefilter("always")
                self._write(notebooks, run, everything, pool)
        finally:
            pool.shutdown(cancel_futures=True)
        for words in dict.fromkeys(str(warning.message) for warning in amiss):
            self.say(one_line(words))

    def _write(
        self, notebooks: Sequence[Notebook], run: bool, everything: bool, pool: ThreadPoolExecutor
    ) -> None:
        names = [notebook.name for notebook in notebooks]
        # A page links to those made with it, and to those an earlier report left beside it.
        beside = {p.stem for p in self.target.glob("*.html") if SERIES.fullmatch(f"{p.stem}.ipynb")}
        siblings = names if everything else sorted({*names, *beside})
        home = everything or (self.target / "index.html").is_file()
        made: dict[str, Page] = {}
        jobs: dict[str, Future[Any]] = {}
        with Running(notebooks, self.lang, self.say) if run else nullcontext(notebooks) as ready:
            _verify(self.say)  # Meanwhile the notebooks run.
            from shangluo_data.page import paper, screen, tree

            for n in ready:
                with _named(f"{n.name}.ipynb"):
                    page = made[n.name] = tree.build(
                        n.nb,
                        name=n.name,
                        lang=self.lang,
                        siblings=siblings,
                        home=home,
                        folder=n.folder,
                    )
                    if self.html:
                        self._put(f"{n.name}.html", screen.render(page).encode())
                if self.pdf:
                    jobs[f"{n.name}.pdf"] = pool.submit(paper.pdf, page, evidence=self.evidence)
        pages = [made[name] for name in names]
        if everything and self.html:
            index = screen.index(pages, self.lang, with_pdf=self.pdf)
            self._put("index.html", index.encode())
        if everything and self.pdf:
            self.say(f"{WHOLE}{' and the pictures for slides' if self.html else ''} …")
            jobs[WHOLE] = pool.submit(paper.bound, pages, self.lang)
            exhibits = [f for page in pages for f in page.main.iter("figure") if f.get("id")]
            for shape in ("wide", "square") if self.html else ():
                jobs[shape] = pool.submit(paper.slides, exhibits, lang=self.lang, shape=shape)
        for what, job in jobs.items():
            with _named(what):
                done = job.result()
            if isinstance(done, bytes):
                self._put(what, done)
            else:
                for name, png in done.items():
                    self._put(f"exhibits/{name}{'' if what == 'wide' else '_square'}.png", png)

    def _put(self, name: str, content: bytes) -> None:
        path = self.made / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


@contextmanager
def _named(what: str) -> Iterator[None]:
    """Say in one line why a document cannot be made: what a notebook can cause is no traceback."""
    try:
        yield
    except DataError:
        raise
    except (RuntimeError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise ReportError(one_line(f"{what}: {type(error).__name__}: {error}")) from error
