"""The report: notebooks run fresh, then written as pages, PDFs and pictures."""

import time
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from shangluo_data.errors import DataError, one_line
from shangluo_data.page.words import Lang
from shangluo_data.report.folder import SERIES, fingerprint, move, replace, staging, unchanged
from shangluo_data.report.notebook import ReportError, Say, find_notebooks, read, running, write

if TYPE_CHECKING:
    from shangluo_data.exhibits import Exhibit
    from shangluo_data.page.tree import Page

__all__ = ["ReportError", "report", "save", "store_outputs"]

Format = Literal["all", "html", "pdf"]


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

    Without ``notebooks`` it holds all of ``notebooks/``, an index, one PDF of all, and pictures
    for slides, and is made only if something has changed, or ``fresh``. An edition in one ``lang``
    goes into a folder of its own in ``output``. ``run=False`` takes the outputs as stored,
    ``evidence`` prints the rows and exact words behind exhibits, ``say`` takes lines of progress.

    On ``DataError`` (register or notebooks not in order), ``ReportError`` (a cell fails, a document
    cannot be made) and ``OSError`` an earlier report stays as it was.
    """
    began = time.perf_counter()
    paths, everything = find_notebooks(notebooks), not notebooks
    output = output.resolve()
    target = output if lang == "both" else output / lang
    with staging(output, say) as made:
        inputs = fingerprint(paths, [lang, format, run, evidence])
        if everything and not fresh and (files := unchanged(target, inputs)):
            say("nothing has changed since the last report; --fresh makes it anew")
            return files
        # A page links to those made with it, and to those an earlier report left beside it.
        beside = target.glob(f"{SERIES}.html") if not everything else ()
        siblings = sorted({path.stem for path in (*paths, *beside)})
        links = {"siblings": siblings, "home": everything or (target / "index.html").is_file()}
        content = {path: read(path) for path in paths}
        with (
            warnings.catch_warnings(record=True, action="always") as amiss,
            running(content, lang, say) if run else nullcontext(content) as ready,
        ):
            _write(made, content, ready, lang, format, everything, evidence, say, **links)
        for words in dict.fromkeys(str(warning.message) for warning in amiss):
            say(one_line(words))
        whole = everything and format == "all" and lang == "both"
        files = move(made, target, inputs if everything else "", whole=whole)
    say(f"{len(files)} files written in {time.perf_counter() - began:.1f} s")
    return files


def store_outputs(notebooks: Sequence[Path], say: Say = print) -> None:
    """Run notebooks and store their outputs in place; if a cell fails, no file is changed."""
    content = {path: read(path) for path in find_notebooks(notebooks)}
    with running(content, "both", say) as done:
        list(done)
    for path, nb in content.items():
        write(path, nb)


def save(exhibit: "Exhibit", path: str | Path, lang: Lang = "both") -> Path:
    """Write an exhibit as a picture, with its title, notes and source; return its path.

    The ending of ``path``, ``.png`` or ``.svg``, says in which format; ``lang`` is ``both``,
    ``zh`` or ``en``. Raises ``DataError`` if an argument is none of these, or no exhibit.
    """
    if not hasattr(exhibit, "html") or lang not in get_args(Lang):
        said = f"a {type(exhibit).__name__} cannot be drawn in edition {lang!r}"
        raise DataError("save", said, "Give what charts or tables returns, and both, zh or en.")
    try:
        from shangluo_data.page.paper import picture
    except ImportError as error:
        remedy = "Add what reports need: pip install 'shangluo-data[export]'."
        raise DataError("save", f"{error.name} is missing", remedy) from None
    path = Path(path)
    kind: Any = path.suffix.lower().lstrip(".")
    replace(path, picture(exhibit.html(), kind, lang))
    return path


def _write(
    made: Path,
    notebooks: Mapping[Path, Any],
    ready: Iterable[Path],
    lang: Lang,
    format: Format,
    everything: bool,
    evidence: bool,
    say: Say,
    **links: Any,
) -> None:
    """Verify the register; write pages and PDFs as the notebooks come, then what holds them all."""
    from shangluo_data.page import paper, screen, tree
    from shangluo_data.register import account

    def put(name: str, make: Callable[..., Any], *what: Any, **how: Any) -> None:
        done = _tried(name, make, *what, **how)
        for part, content in (done if isinstance(done, dict) else {"": done}).items():
            path = made / (f"exhibits/{part}{name}" if part else name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def later(*job: Any, **how: Any) -> None:
        jobs.append(pool.submit(put, *job, **how))

    counted = account()
    if not counted.ok:
        raise DataError("register", str(counted), "Mend it first (shangluo-data verify).")
    say(f"register: {counted.figures} figures, {len(counted.checks)} checks hold")
    pages: list[Page] = []
    jobs: list[Future[None]] = []
    pool = ThreadPoolExecutor(3)  # Typst works outside the interpreter's lock.
    try:
        for path in ready:
            about = {"name": path.stem, "lang": lang, "folder": path.parent.resolve(), **links}
            pages.append(page := _tried(path.name, tree.Page, notebooks[path], **about))
            if format != "pdf":
                put(f"{page.name}.html", screen.render, page)
            if format != "html":
                later(f"{page.name}.pdf", paper.pdf, page, evidence=evidence)
        pages.sort(key=lambda page: page.name)
        if everything and format != "html":
            slides = " and the pictures for slides" * (format == "all")
            say(f"{len(pages)} notebooks ready; now one PDF of them all{slides}")
            later("shangluo_figures.pdf", paper.bound, pages, lang, evidence=evidence)
        if everything and format != "pdf":
            put("index.html", screen.index, pages, lang, with_pdf=format == "all")
        shown = [node for page in pages for node in page.main.iter("figure") if node.get("id")]
        shapes: Any = {"wide": ".png", "square": "_square.png"}
        for shape in shapes if everything and format == "all" else ():
            later(shapes[shape], paper.slides, shown, lang=lang, shape=shape)
        for job in jobs:
            job.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _tried(what: str, make: Callable[..., Any], *of: Any, **how: Any) -> Any:
    """Make something; if a notebook makes that impossible, say so in one line, no traceback."""
    try:
        return make(*of, **how)
    except DataError:
        raise
    except (RuntimeError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise ReportError(one_line(f"{what}: {type(error).__name__}: {error}")) from error
