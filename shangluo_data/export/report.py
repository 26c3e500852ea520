"""The report: notebooks run fresh, then written as pages, PDFs and pictures."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from shangluo_data.errors import DataError
from shangluo_data.export.editions import LANGS, check_lang
from shangluo_data.export.page_links import SERIES, series
from shangluo_data.export.run import ReportError, Say, Source, read, run_all

__all__ = ["FORMATS", "ReportError", "find_notebooks", "report"]

FORMATS = ("all", "html", "pdf")
_OURS = re.compile(r"index\.html|exhibits|shangluo_figures\.pdf|zh|en|\d\d_\w+\.(?:html|pdf)")


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
    for folder in (output, target):
        if folder.exists() and not folder.is_dir():
            raise DataError(str(folder), "this is a file", "Name a folder for the report.")
    target.parent.mkdir(parents=True, exist_ok=True)
    whole = not notebooks and format == "all" and lang == "both"
    with tempfile.TemporaryDirectory(prefix=".report-", dir=target.parent) as staging:
        stage = Path(staging) / "report"
        stage.mkdir()
        work = Path(staging) / "notebooks"
        ready = run_all(paths, work, say) if run else [Source(p, p.parent) for p in paths]
        _write(ready, stage, target, lang, format, not notebooks, say)
        return _move(stage, target, whole)


def _verify(say: Say) -> None:
    from shangluo_data.register import account

    counted = account()
    if not counted.ok:
        raise DataError("register", str(counted), "Mend it first (shangluo-data verify).")
    say(f"register: {counted.figures} figures, {len(counted.checks)} checks hold")


def _write(
    ready: Sequence[Source],
    stage: Path,
    target: Path,
    lang: str,
    format: str,
    everything: bool,
    say: Say,
) -> None:
    if format in ("all", "html"):
        _write_pages(ready, stage, target, lang, everything, with_pdf=format == "all")
        say(f"pages: {len(ready)}{' and an index' if everything else ''}")
    if format in ("all", "pdf"):
        _write_pdfs(ready, stage, lang, everything)
        say(f"PDFs: {len(ready)}{' and one of all' if everything else ''}")
    if format == "all":
        say(f"exhibits: {_write_pictures(ready, stage / 'exhibits', lang)}, each as PNG and SVG")


def _write_pages(
    ready: Sequence[Source],
    stage: Path,
    target: Path,
    lang: str,
    everything: bool,
    *,
    with_pdf: bool,
) -> None:
    from shangluo_data.export.html import ReportHTMLExporter
    from shangluo_data.export.index import index_page

    exporter = ReportHTMLExporter(lang=lang)
    made = [source.path.stem for source in ready]
    for source in ready:
        name = source.path.stem
        # A page links to those made with it, and to those that an earlier report left beside it.
        beside = [p for p in series(source.folder, name) if (target / f"{p}.html").is_file()]
        resources = {
            "metadata": {"name": name, "path": str(source.folder)},
            "shangluo_pages": made if everything else sorted({*made, *beside}),
            "shangluo_home": everything or (target / "index.html").is_file(),
        }
        page, _ = exporter.from_notebook_node(read(source.path), resources)
        (stage / f"{name}.html").write_text(page, encoding="utf-8")
    if everything:
        page = index_page([source.path for source in ready], lang, with_pdf=with_pdf)
        (stage / "index.html").write_text(page, encoding="utf-8")


def _write_pdfs(ready: Sequence[Source], stage: Path, lang: str, everything: bool) -> None:
    from shangluo_data.export.pdf import ReportPDFExporter, combine

    exporter = ReportPDFExporter(lang=lang)
    for source in ready:
        resources = {"metadata": {"name": source.path.stem, "path": str(source.folder)}}
        content, _ = exporter.from_notebook_node(read(source.path), resources)
        (stage / f"{source.path.stem}.pdf").write_bytes(content)
    if everything:
        combined = combine([source.path for source in ready], lang)
        (stage / "shangluo_figures.pdf").write_bytes(combined)


def _write_pictures(ready: Sequence[Source], folder: Path, lang: str) -> int:
    from shangluo_data.export.pictures import exhibits_in, render

    folder.mkdir()
    count = 0
    for source in ready:
        for name, html in exhibits_in(source.path):
            (folder / f"{name}.png").write_bytes(render(html, "png", lang))
            (folder / f"{name}.svg").write_bytes(render(html, "svg", lang))
            count += 1
    return count


def _move(stage: Path, target: Path, whole: bool) -> list[Path]:
    """Move what was made into place: the folder as a whole, or file by file beside the others.

    Only a folder that holds nothing but a report is replaced as a whole; editions in it stay.
    """
    made = sorted(path.relative_to(stage) for path in stage.rglob("*") if path.is_file())
    if not target.exists():
        os.replace(stage, target)
    elif whole and all(_OURS.fullmatch(path.name) for path in target.iterdir()):
        old = stage.with_name("old")
        os.replace(target, old)
        try:
            os.replace(stage, target)
        except OSError:
            os.replace(old, target)
            raise
        for edition in LANGS:
            if (old / edition).is_dir():
                os.replace(old / edition, target / edition)
    else:
        for path in made:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage / path, target / path)
    return [target / path for path in made]
