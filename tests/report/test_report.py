"""What `shangluo-data report` writes: pages, PDFs, slides, an index; and what it leaves alone."""

from __future__ import annotations

import io
import re
from pathlib import Path

import lxml.html
import pypdf
import pytest
from helpers.command import contents, notebook, shows, write
from nbformat.v4 import new_notebook
from PIL import Image

from shangluo_data.errors import DataError
from shangluo_data.report import ReportError, report

NAMES = ("00_overview", "02_safety")
EXHIBITS = ("cases", "money", "nine")
TITLES = {"00_overview": ("总题", "Main title"), "02_safety": ("治安", "Safety")}


def silent(_: str) -> None:
    """Progress that nobody reads."""


def page(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(path.read_text(encoding="utf-8"))


def text(path: Path) -> str:
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    return "".join("".join(p.extract_text() for p in reader.pages).split())


def links(path: Path) -> list[str]:
    return [link.get("href") for link in page(path).iter("a") if link.get("href")]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two executed notebooks of the series, and a third file that is none of it."""
    for name, exhibits in zip(NAMES, (["nine"], ["cases", "money"]), strict=True):
        nb = notebook(*map(shows, exhibits), title=TITLES[name])
        write(nb, tmp_path / "notebooks" / f"{name}.ipynb")
    write(new_notebook(), tmp_path / "notebooks" / "scratch.ipynb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_whole_report_holds_pages_pdfs_slides_and_an_index(project: Path) -> None:
    lines: list[str] = []
    written = report(run=False, say=lines.append)
    expected = sorted(
        [f"{name}.{kind}" for name in NAMES for kind in ("html", "pdf")]
        + [f"exhibits/{n}{shape}.png" for n in EXHIBITS for shape in ("", "_square")]
        + ["index.html", "shangluo_figures.pdf"]
    )
    assert sorted(contents(project / "report")) == [".fingerprint", *expected]
    assert sorted(p.relative_to(project / "report").as_posix() for p in written) == expected
    assert lines[0].startswith("register: 62 figures")
    now = "notebooks ready; now one PDF of them all and the pictures for slides"
    assert lines[-2] == f"{len(NAMES)} {now}", "what takes longer than a second is announced"
    assert re.fullmatch(r"12 files written in \d+\.\d s", lines[-1])
    assert sorted(path.name for path in project.iterdir()) == ["notebooks", "report"]
    bound = text(project / "report" / "shangluo_figures.pdf")
    assert "治安" in bound and "Safety" in bound and "总题" in bound
    for shape, size in (("", 16 / 9), ("_square", 1)):
        with Image.open(project / "report" / "exhibits" / f"nine{shape}.png") as picture:
            assert picture.width / picture.height == pytest.approx(size, rel=0.01)


def test_the_same_notebooks_give_the_same_bytes(project: Path) -> None:
    report(output=project / "one", run=False, say=silent)
    report(output=project / "two", run=False, say=silent)
    assert contents(project / "one") == contents(project / "two")


def test_pages_link_to_each_other_and_every_link_leads_somewhere(project: Path) -> None:
    report(run=False, say=silent)
    for path in (project / "report").glob("*.html"):
        for href in links(path):
            target = path if href.startswith("#") else path.with_name(href.partition("#")[0])
            assert target.is_file(), (path.name, href)
    assert {"index.html", "00_overview.html"} <= {
        href.partition("#")[0] for href in links(project / "report" / "02_safety.html")
    }


def test_the_index_names_each_notebook_and_its_downloads(project: Path) -> None:
    report(run=False, say=silent)
    index = project / "report" / "index.html"
    shown = page(index).text_content()
    assert "总题" in shown and "治安" in shown and "Safety" in shown
    wanted = {f"{name}.{kind}" for name in NAMES for kind in ("html", "pdf")}
    assert wanted | {"shangluo_figures.pdf"} <= set(links(index))


def test_an_edition_goes_into_a_folder_of_its_own(project: Path) -> None:
    report(run=False, format="html", lang="en", say=silent)
    assert sorted(contents(project / "report")) == [
        "en/.fingerprint",
        "en/00_overview.html",
        "en/02_safety.html",
        "en/index.html",
    ]
    index = project / "report" / "en" / "index.html"
    assert page(index).get("lang") == "en"
    assert not re.search("[\u4e00-\u9fff]", page(index).find("body").text_content())
    assert not [href for href in links(index) if href.endswith(".pdf")]


def test_a_later_report_replaces_an_earlier_one_and_keeps_the_editions(project: Path) -> None:
    report(run=False, format="html", lang="en", say=silent)
    english = contents(project / "report" / "en")
    report(run=False, say=silent)
    (project / "notebooks" / "00_overview.ipynb").unlink()
    report(run=False, say=silent)
    found = contents(project / "report")
    assert "00_overview.html" not in found and "exhibits/nine.png" not in found
    assert contents(project / "report" / "en") == english


def test_a_folder_with_other_files_in_it_loses_none(project: Path) -> None:
    (project / "report").mkdir()
    (project / "report" / "mine.txt").write_text("words", encoding="utf-8")
    for _ in range(2):
        report(run=False, fresh=True, say=silent)
    assert (project / "report" / "mine.txt").read_text(encoding="utf-8") == "words"
    assert (project / "report" / "index.html").is_file()


def test_one_notebook_in_one_language_and_format(project: Path) -> None:
    path = Path("notebooks/02_safety.ipynb")
    written = report([path], lang="zh", format="pdf", run=False, say=silent)
    assert written == [project / "report" / "zh" / "02_safety.pdf"]
    words = text(written[0])
    assert "卡片标题" in words and "Title" not in words


def test_one_notebook_alone_has_no_dead_link_and_beside_others_links_to_them(project: Path) -> None:
    alone = Path("notebooks/02_safety.ipynb")
    report([alone], project / "one", format="html", run=False, say=silent)
    for href in links(project / "one" / "02_safety.html"):
        assert href.startswith("#"), href
    report(format="html", run=False, say=silent)
    before = (project / "report" / "02_safety.html").read_bytes()
    report([alone], format="html", run=False, fresh=True, say=silent)
    assert (project / "report" / "02_safety.html").read_bytes() == before


def test_evidence_is_printed_where_it_is_asked_for(project: Path) -> None:
    nb = notebook(shows("cases"))
    words = '<details class="evidence"><summary>数据</summary><p>引文样本</p></details>'
    data = nb.cells[-1].outputs[0].data
    data["text/html"] = data["text/html"].replace("</figure>", f"{words}</figure>")
    path = write(nb, project / "any.ipynb")
    for evidence in (False, True):
        report([path], project / "out", format="pdf", run=False, evidence=evidence, say=silent)
        assert ("引文样本" in text(project / "out" / "any.pdf")) is evidence


def test_any_notebook_runs_in_its_own_folder_and_its_file_stays_as_it_was(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8), "#0B7A6F").save(tmp_path / "dot.png")
    (tmp_path / "words.txt").write_text("read from beside", encoding="utf-8")
    nb = notebook("open('words.txt').read()")
    nb.cells[1].source += "\n\n![dot](dot.png)"
    path = write(nb, tmp_path / "任意 'note' book.ipynb")
    before = path.read_bytes()
    written = report([path], tmp_path / "out", say=silent)
    assert [p.name for p in written] == ["任意 'note' book.html", "任意 'note' book.pdf"]
    image = page(written[0]).find(".//img")
    assert image is not None and image.get("src").startswith("data:image/png")
    assert "read from beside" in page(written[0]).text_content()
    assert "readfrombeside" in text(written[1])
    assert path.read_bytes() == before


def test_the_edition_is_told_to_the_charts(tmp_path: Path) -> None:
    path = write(notebook("import os; os.environ['SHANGLUO_LANG']"), tmp_path / "any.ipynb")
    (written,) = report([path], tmp_path / "out", lang="zh", format="html", say=silent)
    assert "'zh'" in page(written).text_content()


def test_a_register_out_of_order_stops_the_report(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shangluo_data import register

    class Unsound:
        ok = False

        def __str__(self) -> str:
            return "one figure is missing"

    monkeypatch.setattr(register, "account", Unsound)
    with pytest.raises(DataError, match="one figure is missing"):
        report(run=False, say=silent)
    assert not (project / "report").exists()


def test_a_failing_cell_is_named_and_the_earlier_report_stays(project: Path) -> None:
    report(run=False, say=silent)
    before = contents(project / "report")
    fails = "# told\nraise ValueError('\\x1b[31mred\\nline two')"
    nb = notebook("raise_me = 1", fails, "never = 2")
    path = write(nb, project / "notebooks" / "02_safety.ipynb")
    with pytest.raises(ReportError) as caught:
        report([path], say=silent)
    assert str(caught.value) == (
        "02_safety.ipynb, code cell 2 of 3 ('# told'): ValueError: red line two"
    )
    assert contents(project / "report") == before
    assert sorted(path.name for path in project.iterdir()) == ["notebooks", "report"]


def test_a_cell_that_may_fail_is_not_the_one_that_is_named(tmp_path: Path) -> None:
    nb = notebook("1 / 0", "unknown_name")
    nb.cells[3].metadata["tags"] = ["raises-exception"]
    path = write(nb, tmp_path / "any.ipynb")
    with pytest.raises(ReportError, match=r"any\.ipynb, code cell 2 of 2 \('unknown_name'\)"):
        report([path], tmp_path / "out", say=silent)
    assert not (tmp_path / "out").exists()


def test_a_cell_that_ends_python_is_named(tmp_path: Path) -> None:
    path = write(notebook("import os; os._exit(1)"), tmp_path / "any.ipynb")
    with pytest.raises(ReportError, match=r"code cell 1 of 1 .*: Kernel died"):
        report([path], tmp_path / "out", say=silent)
