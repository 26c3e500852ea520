"""`shangluo-data report`: runs, fails and moves into place as it says."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pypdf
import pytest
import sample_notebooks as sample
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from shangluo_data.cli import main
from shangluo_data.errors import DataError
from shangluo_data.export.report import ReportError, report

NAMES = ("00_overview", "02_safety")
TITLES = {"00_overview": ("总题", "Main title"), "02_safety": ("治安", "Safety")}


def said(_: str) -> None:
    """Progress that nobody reads."""


def write(nb: Any, path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    nbformat.write(nb, path)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def text(path: Path) -> str:
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    return "".join("".join(p.extract_text() for p in reader.pages).split())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two executed notebooks of the series, and a third file that is none of it."""
    exhibits = {"00_overview": [sample.cards()], "02_safety": [sample.chart(), sample.table(3)]}
    for name in NAMES:
        write(
            sample.ours(*exhibits[name], title=TITLES[name]),
            tmp_path / "notebooks" / f"{name}.ipynb",
        )
    write(new_notebook(), tmp_path / "notebooks" / "scratch.ipynb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def running(*sources: str) -> Any:
    head = new_markdown_cell("# Runs\n\n![dot](dot.png)")
    return new_notebook(cells=[head, *map(new_code_cell, sources)])


def test_a_full_report_holds_pages_pdfs_exhibits_and_an_index(project: Path) -> None:
    lines: list[str] = []
    written = report(run=False, say=lines.append)
    names = [f"{name}.{kind}" for name in NAMES for kind in ("html", "pdf")]
    exhibits = [
        f"exhibits/{name}.{kind}"
        for name in ("cases", "nine", "programmes")
        for kind in ("png", "svg")
    ]
    expected = sorted([*names, *exhibits, "index.html", "shangluo_figures.pdf"])
    assert sorted(contents(project / "report")) == expected
    assert sorted(str(path.relative_to("report")) for path in written) == expected
    assert lines[0].startswith("register: 62 figures")
    assert lines[1:] == [
        "pages: 2 and an index",
        "PDFs: 2 and one of all",
        "exhibits: 3, each as PNG and SVG",
    ]
    assert [path.name for path in project.iterdir()].count("report") == 1
    assert not [path for path in project.iterdir() if path.name.startswith(".report")]
    whole = text(project / "report" / "shangluo_figures.pdf")
    assert "治安Safety" in whole and "总题Maintitle" in whole


def test_pages_link_to_each_other_and_to_the_index(project: Path) -> None:
    report(run=False, format="html", say=said)
    safety = page(project / "report" / "02_safety.html")
    links = [str(link["href"]) for link in safety.find_all("a", href=True)]
    assert {"index.html", "00_overview.html"} <= set(links)
    assert "04_method.ipynb#p15" in links  # There is no such page here.


def test_the_index_has_a_card_per_notebook_with_its_counts_and_downloads(project: Path) -> None:
    report(run=False, say=said)
    index = page(project / "report" / "index.html")
    assert index.html is not None and index.html["lang"] == "zh-CN"
    assert index.title is not None and index.title.get_text() == "总题 Main title"
    assert [h.get_text() for h in index.find_all("h1")] == ["总题 Main title"]
    cards = index.select("li.sheet")
    assert [card.h2.get_text() for card in cards if card.h2] == ["总览 Overview", "治安 Safety"]
    for card, name in zip(cards, NAMES, strict=True):
        assert name.partition("_")[2] in card.get_attribute_list("class")
        assert [a["href"] for a in card.find_all("a")] == [f"{name}.html", f"{name}.pdf"]
    intro = index.select_one(".intro")
    assert intro is not None and cards[0].find("div") is None
    for opening in (intro, cards[1]):
        assert "本页讲样本" in opening.get_text() and "This page tells" in opening.get_text()
    counts = [" ".join(card.select_one(".counts").get_text().split()) for card in cards]  # type: ignore[union-attr]
    assert [re.findall(r"\d+", words) for words in counts] == [["1", "0"] * 2, ["1", "1"] * 2]
    assert "1 chart," in counts[0] and "0 tables" in counts[0]
    for link in index.find_all("a", href=True):
        target = str(link["href"])
        if target.startswith("#"):
            assert index.find(id=target[1:]) is not None
        else:
            assert (project / "report" / target).is_file(), target
    assert index.find("script") is None
    policy = index.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None and "default-src 'none'" in str(policy)
    for block in index.find_all(["h1", "h2", "p"]):
        for words in block.find_all(string=re.compile("[A-Za-z]{4}")):
            inner = words.find_parent(attrs={"lang": True})
            assert inner is not None and (inner["lang"] == "en" or words == "shangluo-data"), words


def test_an_edition_goes_into_a_folder_of_its_own(project: Path) -> None:
    report(run=False, format="html", lang="en", say=said)
    assert sorted(contents(project / "report")) == [
        "en/00_overview.html",
        "en/02_safety.html",
        "en/index.html",
    ]
    index = page(project / "report" / "en" / "index.html")
    assert index.html is not None and index.html["lang"] == "en"
    assert not re.search("[\u4e00-\u9fff]", index.get_text())
    assert index.find("a", href=re.compile("pdf")) is None
    report(run=False, format="html", lang="zh", say=said)
    chinese = page(project / "report" / "zh" / "index.html")
    assert not re.search("(?i)main|title|overview|safety|chart|page", chinese.get_text())


def test_a_later_report_replaces_an_earlier_one_and_keeps_the_editions(project: Path) -> None:
    report(run=False, format="html", lang="en", say=said)
    english = contents(project / "report" / "en")
    report(run=False, say=said)
    (project / "notebooks" / "00_overview.ipynb").unlink()
    report(run=False, say=said)
    found = contents(project / "report")
    assert "00_overview.html" not in found and "exhibits/nine.png" not in found
    assert contents(project / "report" / "en") == english


def test_a_folder_with_other_files_in_it_loses_none(project: Path) -> None:
    target = project / "report"
    target.mkdir()
    (target / "mine.txt").write_text("words", encoding="utf-8")
    report(run=False, say=said)
    report(run=False, say=said)
    assert (target / "mine.txt").read_text(encoding="utf-8") == "words"
    assert (target / "index.html").is_file()


def test_one_notebook_in_one_language_and_format(project: Path) -> None:
    path = Path("notebooks/02_safety.ipynb")
    written = report([path], lang="zh", format="pdf", run=False, say=said)
    assert [str(p) for p in written] == ["report/zh/02_safety.pdf"]
    assert list(contents(project / "report")) == ["zh/02_safety.pdf"]
    words = text(project / "report" / "zh" / "02_safety.pdf")
    assert "刑事案件降得更多" in words and "recorded" not in words


def test_one_page_is_written_beside_the_others_and_links_to_them(project: Path) -> None:
    report(run=False, format="html", say=said)
    before = contents(project / "report")
    report([Path("notebooks/02_safety.ipynb")], format="html", run=False, say=said)
    assert contents(project / "report") == before


def test_a_failing_cell_is_named_and_the_earlier_report_stays(project: Path) -> None:
    report(run=False, say=said)
    before = contents(project / "report")
    nb = running("raise_me = 1", "# told\n1 / 0", "never = 2")
    write(nb, project / "notebooks" / "02_safety.ipynb")
    with pytest.raises(ReportError) as caught:
        report([Path("notebooks/02_safety.ipynb")], say=said)
    assert str(caught.value) == (
        "02_safety.ipynb, code cell 2 of 3 ('# told'): ZeroDivisionError: division by zero"
    )
    assert contents(project / "report") == before
    assert sorted(path.name for path in project.iterdir()) == ["notebooks", "report"]


def test_a_cell_that_may_fail_is_not_the_one_that_is_named(tmp_path: Path) -> None:
    nb = running("1 / 0", "unknown_name")
    nb.cells[1].metadata["tags"] = ["raises-exception"]
    path = write(nb, tmp_path / "any.ipynb")
    with pytest.raises(ReportError, match=r"any\.ipynb, code cell 2 of 2 \('unknown_name'\)"):
        report([path], tmp_path / "out", say=said)


def test_any_notebook_runs_in_its_own_folder_and_its_file_stays_as_it_was(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (8, 8), "#0B7A6F").save(tmp_path / "dot.png")
    (tmp_path / "words.txt").write_text("read from beside", encoding="utf-8")
    path = write(running("open('words.txt').read()"), tmp_path / "任意 notebook.ipynb")
    before = path.read_bytes()
    lines: list[str] = []
    written = report([path], tmp_path / "out", say=lines.append)
    assert [p.name for p in written] == ["任意 notebook.html", "任意 notebook.pdf"]
    made = page(written[0])
    assert made.img is not None and str(made.img["src"]).startswith("data:image/png")
    assert "read from beside" in made.get_text() and "readfrombeside" in text(written[1])
    assert path.read_bytes() == before
    assert re.fullmatch(r"任意 notebook: 1 cells run in \d+\.\d s", lines[1])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["report"], "there is no notebooks/ folder in"),
        (["report", "none.ipynb"], "none.ipynb: there is no such notebook"),
        (["report", "broken.ipynb"], "broken.ipynb: this is no notebook"),
        (["report", "--output", "file", "fine.ipynb"], "file: this is a file"),
    ],
)
def test_the_command_line_says_what_is_wrong(
    call: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.ipynb").write_text("{", encoding="utf-8")
    Path("file").write_text("", encoding="utf-8")
    write(new_notebook(), tmp_path / "fine.ipynb")
    assert main([*call, "--no-run"] if "fine.ipynb" in call else call) == 1
    error = capsys.readouterr().err
    assert error.startswith("shangluo-data: ") and words in error
    assert "Traceback" not in error


def test_the_command_line_reports_and_verifies(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--no-run", "--format", "html"]) == 0
    assert capsys.readouterr().out.endswith("3 files written; open report/index.html\n")
    assert main(["verify"]) == 0
    assert "62" in capsys.readouterr().out


def test_a_failing_notebook_ends_the_command_with_1(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(running("1 / 0"), project / "notebooks" / "02_safety.ipynb")
    assert main(["report", "notebooks/02_safety.ipynb"]) == 1
    assert "code cell 1 of 1 ('1 / 0'): ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize("call", [[], ["report", "--lang", "de"], ["report", "--format", "doc"]])
def test_a_wrong_call_ends_with_2(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(call)
    assert caught.value.code == 2
    assert "usage: shangluo-data" in capsys.readouterr().err


def test_a_register_out_of_order_stops_the_report(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shangluo_data import register

    sound = register.account()

    class Unsound:
        ok = False

        def __str__(self) -> str:
            return "one figure is missing"

    monkeypatch.setattr(register, "account", Unsound)
    with pytest.raises(DataError, match="one figure is missing"):
        report(run=False, say=said)
    assert sound.ok and not (project / "report").exists()
    shutil.rmtree(project / "notebooks")
