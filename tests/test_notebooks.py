"""The committed notebooks: executed in order, bilingual, complete, their links alive."""

from __future__ import annotations

import ast
import re

import pytest
from bs4 import BeautifulSoup
from exhibit_set import (
    CHARTS,
    EXHIBITS,
    NOTEBOOKS,
    cells,
    exhibits,
    html_outputs,
    notebooks,
    source,
)
from readings import FIGURES

import shangluo_data as sl
from shangluo_data.exhibits.placement import placement

NAMES = [
    "00_overview.ipynb",
    "01_force.ipynb",
    "02_safety.ipynb",
    "03_services.ipynb",
    "04_method.ipynb",
]
each_notebook = pytest.mark.parametrize("name", NAMES)


def test_there_are_five() -> None:
    assert list(notebooks()) == NAMES


@each_notebook
def test_committed_executed_from_one(name: str) -> None:
    code = [c for c in notebooks()[name]["cells"] if c["cell_type"] == "code"]
    assert [c["execution_count"] for c in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell["outputs"]]
    assert {output["output_type"] for output in outputs} == {"execute_result"}
    for output in outputs:
        assert set(output["data"]) == {"text/html", "text/plain"}
    assert notebooks()[name]["metadata"]["kernelspec"]["name"] == "python3"


@each_notebook
def test_no_function_is_written_in_a_notebook(name: str) -> None:
    for cell in notebooks()[name]["cells"]:
        if cell["cell_type"] == "code":
            for node in ast.walk(ast.parse(source(cell))):
                assert not isinstance(
                    node, ast.FunctionDef | ast.Lambda | ast.ClassDef | ast.For | ast.While
                ), source(cell)


@each_notebook
def test_cells_name_an_exhibit_a_mark_and_rows_and_nothing_else(name: str) -> None:
    for cell in notebooks()[name]["cells"]:
        if cell["cell_type"] == "code" and source(cell).startswith(("charts.", "tables.")):
            (statement,) = ast.parse(source(cell)).body
            assert isinstance(statement, ast.Expr)
            assert isinstance(statement.value, ast.Call)
            first = statement.value.args[0]
            assert isinstance(first, ast.Constant)
            assert first.value == cell["id"]
            assert "title" not in [keyword.arg for keyword in statement.value.keywords]


def test_ids_are_unique_and_stand_in_the_output() -> None:
    ids = [cell["id"] for _, cell in cells("code") if not cell["id"].startswith("code-")]
    assert len(ids) == len(set(ids))
    assert set(EXHIBITS) | {f"p{n}" for n in range(1, 26)} == set(ids)
    for _, cell in cells("code"):
        if cell["id"] in ids:
            root = BeautifulSoup(html_outputs(cell), "html.parser").find(id=cell["id"])
            assert root is not None
            assert root["data-jupyter-id"] == cell["id"]


@each_notebook
def test_narrative_comes_in_pairs(name: str) -> None:
    markdown = [
        (cell["metadata"].get("tags", []), source(cell), at)
        for at, cell in enumerate(notebooks()[name]["cells"])
        if cell["cell_type"] == "markdown"
    ]
    told = [(tags, text, at) for tags, text, at in markdown if not text.startswith("#")]
    assert [tags for tags, _, _ in told] == [["zh"], ["en"]] * (len(told) // 2)
    for (_, chinese, first), (_, english, second) in zip(told[::2], told[1::2], strict=True):
        assert second == first + 1
        assert re.search("[\u4e00-\u9fff]{2}", chinese)
        assert re.search("[A-Za-z]{3}", english)
        bare = re.sub('"[^"]*"|余|多', "", english)
        assert not re.search("[\u4e00-\u9fff]", bare), english
        links = [re.findall(r"\]\(([^)]*)\)", text) for text in (chinese, english)]
        assert links[0] == links[1]
        assert set(links[0]) <= set(NAMES)
    for tags, text, _ in markdown:
        if text.startswith("#"):
            assert tags == []
            assert re.fullmatch(
                r'#{1,3} <span class="zh" lang="zh-CN">[^<]+</span> '
                r'<span class="en" lang="en">[^<]+</span>',
                text,
            ), text


@each_notebook
def test_it_opens_with_scope_findings_and_how_to_read(name: str) -> None:
    listed = notebooks()[name]["cells"]
    assert source(listed[0]).startswith("# <span")
    assert sum(source(c).startswith("# ") for c in listed if c["cell_type"] == "markdown") == 1
    assert [c["metadata"]["tags"] for c in listed[1:3]] == [["zh"], ["en"]]
    (findings,) = [c for c in listed if source(c).startswith("views.findings(")]
    page = BeautifulSoup(html_outputs(findings), "html.parser")
    for lang in ("zh", "en"):
        assert 3 <= len(page.select(f"section.findings ul.{lang} li")) <= 5
    how = [source(c) for c in listed if source(c).startswith("**")]
    assert [text.split("**")[1] for text in how] == ["怎样读。", "How to read it."]


# Nothing left out


def test_every_figure_is_in_a_chart_card_or_table_outside_the_method() -> None:
    placed = placement(NOTEBOOKS)
    assert set(placed["notebook"]) == set(NAMES[:4])
    shown = placed[placed["what"] == "figures"]
    assert set(shown["id"]) == set(FIGURES)
    assert set(shown["kind"]) == {"chart", "cards"}


@pytest.mark.parametrize(("what", "table"), [("terms", sl.terms), ("claims", sl.claims)])
def test_every_term_and_claim_is_in_a_table(what: str, table: object) -> None:
    placed = placement(NOTEBOOKS)
    shown = placed[(placed["what"] == what) & (placed["kind"] == "table")]
    assert set(shown["id"]) == set(table().index)  # type: ignore[operator]


def test_every_body_paragraph_is_in_an_exhibit() -> None:
    placed = placement(NOTEBOOKS)
    shown = set(placed.loc[placed["what"] == "paragraphs", "id"].astype(int))
    assert shown >= {n for n, kind in sl.article()["kind"].items() if kind == "body"}
    assert shown >= {1, 2}


def test_placement_is_read_from_the_committed_outputs() -> None:
    placed = placement(NOTEBOOKS)
    for name in CHARTS:
        if name not in ("coverage", "headroom", "how_stated"):
            own = placed[placed["exhibit"] == name]
            ids = [str(k) for frame in exhibits()[name].frames for k in frame.index]
            assert sorted(own.loc[own["what"] != "paragraphs", "id"]) == sorted(ids), name


def test_the_coverage_chart_counts_the_exhibits() -> None:
    placed = placement(NOTEBOOKS)
    own = placed[placed["what"] == "paragraphs"]
    for picture in exhibits()["coverage"].pictures.values():
        for mark in picture.marks:
            here = own[(own["id"] == mark.id[1:]) & (own["kind"] == mark.kind)]
            assert mark.quantity == here["exhibit"].nunique()


# Navigation


def test_every_link_in_the_outputs_leads_somewhere() -> None:
    anchors = {}
    pages = {
        (name, cell["id"]): BeautifulSoup(html_outputs(cell), "html.parser")
        for name, cell in cells("code")
    }
    for name in NAMES:
        own = {cell["id"] for cell in notebooks()[name]["cells"]}
        drawn = [page for (notebook, _), page in pages.items() if notebook == name]
        anchors[name] = own | {str(e["id"]) for page in drawn for e in page.select("[id]")}
    links = [
        (name, str(link["href"])) for (name, _), page in pages.items() for link in page.select("a")
    ]
    assert len(links) > 400
    for name, target in links:
        file, _, anchor = target.partition("#")
        assert anchor.removeprefix("cell-id=") in anchors[file or name], (name, target)


def test_marked_figures_lead_to_an_exhibit_that_shows_them() -> None:
    seen = set()
    for number in range(1, 26):
        (cell,) = [c for _, c in cells("code") if c["id"] == f"p{number}"]
        page = BeautifulSoup(html_outputs(cell), "html.parser")
        for mark in page.select("mark"):
            ids = [str(mark["id"]), *(str(e["id"]) for e in mark.select("span[id]"))]
            keys = [name.removeprefix("f-") for name in ids]
            assert {FIGURES[key][:2] for key in keys} == {(number, mark.get_text())}
            link = mark.select_one("a")
            assert link is not None
            shown = exhibits()[str(link["href"]).partition("#cell-id=")[2]]
            assert keys[0] in [str(k) for frame in shown.frames for k in frame.index]
            seen |= set(keys)
        assert sl.article()["text"][number] in page.get_text()
    assert seen == set(FIGURES)
