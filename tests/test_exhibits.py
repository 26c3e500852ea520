"""Every exhibit as the page shows it: its text, its two languages, its links, its alt text."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from exhibit_pages import page, shown, texts
from exhibit_set import CARDS, CHARTS, EXHIBITS, ROOT, TABLES, exhibits, notebooks
from readings import DERIVED, FIGURES

import shangluo_data as sl
from shangluo_data.register.curated import CURATED

every_exhibit = pytest.mark.parametrize("name", EXHIBITS)


def test_the_notebooks_make_all_exhibits() -> None:
    assert set(exhibits()) == set(EXHIBITS)
    captions = tomllib.loads((CURATED / "captions.toml").read_text(encoding="utf-8"))
    assert set(captions["exhibits"]) == set(EXHIBITS)
    assert set(EXHIBITS) == {*CHARTS, *CARDS, *TABLES}


@every_exhibit
def test_the_figure_names_itself(name: str) -> None:
    figure = page(name)
    exhibit = exhibits()[name]
    kind = "cards" if name in CARDS else "table" if name in TABLES else "chart"
    assert figure["id"] == name
    assert figure["class"] == ["exhibit", kind, exhibit.section]
    assert exhibit.section in ("lead", "force", "safety", "services", "method")
    assert texts(figure, "figcaption .title.zh") == [exhibit.caption.title["zh"]]
    assert texts(figure, "figcaption .title.en") == [exhibit.caption.title["en"]]
    assert not re.search(r"[{}]", figure.select_one("figcaption").get_text())  # type: ignore[union-attr]


@every_exhibit
def test_both_languages_stand_side_by_side(name: str) -> None:
    figure = page(name)
    for element in figure.select(".zh, .en"):
        chinese = "zh" in element["class"]
        assert element["lang"] == ("zh-CN" if chinese else "en"), element
        assert element.get_text().strip(), element
    for part in (".tag", ".title", ".subtitle", ".notes", ".source", "summary", "figcaption"):
        zh, en = (
            [e for e in figure.select(f"{part}.{lang}, {part} .{lang}") if e.get_text().strip()]
            for lang in ("zh", "en")
        )
        assert len(zh) == len(en), part
    for english in texts(figure, "figcaption .en, .notes.en li"):
        assert re.search("[A-Za-z]", english)
    for chinese_text in texts(figure, "figcaption .zh, .notes.zh li"):
        assert re.search("[\u4e00-\u9fff]", chinese_text)


@every_exhibit
def test_tables_are_real_tables(name: str) -> None:
    figure = page(name)
    for cell in figure.select("th"):
        row_header = cell.find_parent("tbody") is not None
        assert cell["scope"] == ("row" if row_header else "col"), cell
    for table in figure.select("table"):
        widths = {len(row.find_all(["th", "td"])) for row in table.select("tr")}
        assert len(widths) == 1
        box = table.find_parent(class_="scroll")
        assert box is not None
        assert box["role"] == "region" and box["tabindex"] == "0" and box["aria-label"]
        assert len(table.select("tbody tr > th:first-child")) == len(table.select("tbody tr"))
    if name in TABLES:
        assert len(figure.select(":scope > .scroll > table")) == 1


@every_exhibit
def test_numbers_in_tables_are_right_aligned(name: str) -> None:
    for table in page(name).select("table"):
        for row in table.select("tbody tr"):
            for cell in row.find_all("td"):
                if re.fullmatch(r"[≥≈] ?[\d,.]+|−?[\d,]+(\.\d+)?", cell.get_text().strip()):
                    assert "num" in cell.get("class", []) or cell.select_one("[lang]"), cell


@every_exhibit
def test_the_source_line_names_the_paragraphs_of_the_rows(name: str) -> None:
    exhibit = exhibits()[name]
    expected = set(exhibit.covers)
    for frame in exhibit.frames:
        for key, row in frame.iterrows():
            if "paragraphs" in row.index and "formula" in row.index:
                expected |= {FIGURES[i][0] for i in row["inputs"].split()}
            else:
                expected.add(FIGURES[str(key)][0] if key in FIGURES else row.get("paragraph", key))
    for lang, words in (("zh", "二十九"), ("en", "no. 29")):
        (source,) = page(name).select(f".source.{lang}")
        assert words in source.get_text()
        assert "南玺" in source.get_text()
        linked = [int(a.get_text().removeprefix("¶")) for a in source.select("a")]
        if expected == set(range(1, 26)):
            assert linked == []
        else:
            assert linked == sorted(expected)
        for link, number in zip(source.select("a"), linked, strict=True):
            assert link["href"] == f"04_method.ipynb#cell-id=p{number}"


@every_exhibit
def test_links_lead_to_a_cell_that_exists(name: str) -> None:
    known = {file: {c["id"] for c in notebook["cells"]} for file, notebook in notebooks().items()}
    for link in page(name).select("a"):
        file, _, cell = str(link["href"]).partition("#cell-id=")
        assert cell in known[file], link


@pytest.mark.parametrize("name", [*CHARTS, *CARDS])
def test_the_disclosure_holds_rows_and_marked_sentences(name: str) -> None:
    exhibit = exhibits()[name]
    (details,) = page(name).select("details.evidence")
    assert not details.has_attr("open")
    figures = [key for key in shown(exhibit) if key in FIGURES]
    marks = texts(details, "mark")
    for key in figures:
        assert FIGURES[key][1] in marks
    if figures:
        assert len(details.select("tbody tr")) == len(figures) + len(
            set(DERIVED) & set(shown(exhibit))
        )
    for quotation in details.select("blockquote p"):
        number, _, words = quotation.get_text().partition(" ")
        pattern = re.escape(words).replace("××", "..")
        assert re.search(pattern, sl.article()["text"][int(number[1:])])


def test_the_html_is_the_same_in_another_process() -> None:
    code = (
        "import hashlib, json; from exhibit_set import exhibits; "
        "print(json.dumps({n: hashlib.sha256(e.html().encode()).hexdigest() "
        "for n, e in exhibits().items()}))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parent)}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    here = {n: hashlib.sha256(e.html().encode()).hexdigest() for n, e in exhibits().items()}
    assert json.loads(run.stdout) == here
