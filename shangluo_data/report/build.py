"""One report from beginning to end: verify, run, write, move into place."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import shangluo_data.report.folder as folder
from shangluo_data.errors import DataError
from shangluo_data.report.notebook import SERIES, Notebook, find_notebooks, one_line, read, write
from shangluo_data.report.run import ReportError, Say, running

if TYPE_CHECKING:
    from shangluo_data.page.tree import Page

Lang = Literal["both", "zh", "en"]
Format = Literal["all", "html", "pdf"]
FORMATS = ("all", "html", "pdf")
LANGS = ("both", "zh", "en")
SHAPES: tuple[Literal["wide", "square"], ...] = ("wide", "square")
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
    if lang not in LANGS or format not in FORMATS:
        wrong = f"there is no edition {lang!r} in format {format!r}"
        raise DataError("report", wrong, f"Give one of {LANGS} and one of {FORMATS}.")
    began = time.perf_counter()
    paths = find_notebooks(notebooks)
    output = output.resolve()
    target = output if lang == "both" else output / lang
    with folder.staging(output, say) as stage:
        inputs = folder.fingerprint(paths, [lang, format, run, evidence])
        if not (notebooks or fresh) and (files := folder.unchanged(target, inputs)):
            say("nothing has changed since the last report; --fresh makes it anew")
            return files
        made = stage / "report"
        made.mkdir()
        _Writer(made, target, lang, format, evidence, say).write(paths, run, not notebooks)
        if not notebooks:
            folder.record(made, inputs)
        whole = not notebooks and format == "all" and lang == "both"
        files = folder.move(made, target, whole=whole)
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
    paths = find_notebooks(notebooks)
    with running([read(path) for path in paths], "both", say) as results:
        done = list(results)
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
        names = [path.stem for path in paths]
        # A page links to those made with it, and to those an earlier report left beside it.
        beside = {p.stem for p in self.target.glob("*.html") if SERIES.fullmatch(f"{p.stem}.ipynb")}
        siblings = names if everything else sorted({*names, *beside})
        home = everything or (self.target / "index.html").is_file()
        notebooks = [read(path) for path in paths]
        pages: dict[str, Page] = {}
        with _results(notebooks, self.lang, run, self.say) as results:
            _verify(self.say)  # Meanwhile the notebooks run.
            for notebook in results:
                pages[notebook.name] = self._one(notebook, siblings, home)
        ordered = [pages[name] for name in names]
        if everything:
            self._all(ordered)

    def _one(self, notebook: Notebook, siblings: Sequence[str], home: bool) -> Page:
        from shangluo_data.page import paper, screen, tree

        name = notebook.name
        with self._named(f"{name}.ipynb"):
            page = tree.build(
                notebook.nb,
                name=name,
                lang=self.lang,
                siblings=siblings,
                home=home,
                folder=notebook.folder,
            )
        if self.html:
            with self._named(f"{name}.html"):
                self._put(f"{name}.html", screen.render(page).encode())
        if self.pdf:
            with self._named(f"{name}.pdf"):
                self._put(f"{name}.pdf", paper.pdf(page, evidence=self.evidence))
        return page

    def _all(self, pages: Sequence[Page]) -> None:
        from shangluo_data.page import paper, screen

        if self.html:
            index = screen.index(pages, self.lang, with_pdf=self.pdf)
            self._put("index.html", index.encode())
        if not self.pdf:
            return
        self.say(f"{WHOLE}{' and the pictures for slides' if self.html else ''} …")
        # Typst works outside the interpreter's lock.
        with ThreadPoolExecutor() as pool, self._named(WHOLE):
            bound = pool.submit(paper.bound, pages, self.lang)
            slides = [pool.submit(self._slides, pages, shape) for shape in SHAPES if self.html]
            self._put(WHOLE, bound.result())
            for made in slides:
                made.result()

    def _slides(self, pages: Sequence[Page], shape: Literal["wide", "square"]) -> None:
        from shangluo_data.page import paper

        ending = "" if shape == "wide" else f"_{shape}"
        pictures = paper.slides(list(_exhibits(pages)), lang=self.lang, shape=shape)
        for name, png in pictures.items():
            self._put(f"exhibits/{name}{ending}.png", png)

    def _put(self, name: str, content: bytes) -> None:
        path = self.made / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)

    @contextmanager
    def _named(self, what: str) -> Iterator[None]:
        """Say in one line what is amiss in a document, or why it cannot be made."""
        try:
            with warnings.catch_warnings(record=True) as amiss:
                warnings.simplefilter("always")
                yield
        except (RuntimeError, ValueError, TypeError, LookupError, AttributeError) as error:
            if isinstance(error, DataError):
                raise
            raise ReportError(one_line(f"{what}: {type(error).__name__}: {error}")) from error
        for warning in amiss:
            self.say(one_line(f"{what}: {warning.message}"))


@contextmanager
def _results(
    notebooks: Sequence[Notebook], lang: Lang, run: bool, say: Say
) -> Iterator[Iterable[Notebook]]:
    if run:
        with running(notebooks, lang, say) as results:
            yield results
    else:
        yield notebooks


def _exhibits(pages: Sequence[Page]) -> Iterator[Any]:
    for page in pages:
        for figure in page.main.iter("figure"):
            classes = figure.get("class", "").split()
            if "exhibit" in classes and {"is-chart", "is-cards"} & set(classes):
                yield figure
