"""What comes onto a page: other people's notebooks, pictures, drawings made short."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output
from page_reading import main, markdown, page_of, showing, words
from sample_notebooks import chart, foreign, ours, png, svg

from shangluo_data.export.datauri import svg_uri
from shangluo_data.export.html import ReportHTMLExporter

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_hidden_source_is_folded_up_in_other_notebooks() -> None:
    nb = new_notebook(
        cells=[new_code_cell("secret = 1", metadata={"jupyter": {"source_hidden": True}})]
    )
    code = main(page_of(nb)).find("details", class_="code")
    assert isinstance(code, Tag) and "secret" in code.get_text() and not code.has_attr("open")


def test_a_foreign_notebook_loses_nothing() -> None:
    page = page_of(foreign())
    shown = words(main(page))
    for expected in (
        "Intro text before any heading",
        r"$x^2 + \alpha$",
        r"$$\int_0^1 f(t)\,dt$$",
        "Mathematics is shown as its TeX source",
        "beta",
        "nested deep",
        "quoted words",
        'return "# not a comment"',
        "hidden words",
        "☐ open task",
        "Köln",
        "20.25",
        "col_29",
        "secret code",
        "red two spaces",
        "=" * 200,
        "a warning on stderr",
        "ValueError: bad value",
        r"$\displaystyle \frac{a}{b}$",
        "after svg",
        "https://example.org/frame",
        "This output needs a script",
        "raw words",
        "remote picture",
        "Picture file not found",
        "x" * 150,
    ):
        assert expected in shown, expected
    assert main(page).find("span", class_="ansi-red-fg") is not None
    assert len(main(page).find_all("img")) == 3 and main(page).find("svg") is not None
    assert all(str(image["alt"]).strip() for image in main(page).find_all("img"))
    style = main(page).find("style")
    assert isinstance(style, Tag) and "#ffdd55" in style.get_text()
    assert page.html is not None and page.html["lang"] == "en"
    assert page.h1 is not None and page.h1["lang"] == "zh-CN"


def test_text_that_looks_like_markup_stays_text() -> None:
    nasty = "</pre></main><script>x</script> & <b>"
    stream = new_output("stream", name="stdout", text=nasty)
    nb = new_notebook(cells=[new_code_cell(repr(nasty), outputs=[stream])])
    page = page_of(nb, name=nasty)
    assert page.find("script") is None and len(page.find_all("main")) == 1
    assert main(page).find("pre", class_="stream").get_text() == nasty  # type: ignore[union-attr]
    assert page.title is not None and page.title.get_text() == nasty


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"application_javascript": "alert(1)"}, "application/javascript"),
        ({"text_html": "<div></div><script>draw()</script>"}, "This output needs a script"),
        ({"application_vnd.plotly.v1+json": "{}", "text_plain": "Figure()"}, "Figure()"),
        ({"application_pdf": "JVBERi0="}, "application/pdf"),
    ],
)
def test_what_cannot_be_shown_is_said(data: dict[str, str], expected: str) -> None:
    assert expected in words(main(page_of(showing(**data))))


def test_a_picture_stands_in_for_what_needs_a_script() -> None:
    page = page_of(showing(text_html="<script>draw()</script>", image_png=png()))
    assert page.img is not None and str(page.img["src"]).startswith("data:image/png;base64,")


def test_a_script_that_came_with_words_goes_and_the_words_stay() -> None:
    page = page_of(showing(text_html="<p>kept</p><script>x()</script>"))
    assert words(main(page)).endswith("kept") and "needs a script" not in words(main(page))


def test_pictures_beside_the_notebook_are_taken_in(tmp_path: Path) -> None:
    (tmp_path / "图 1.png").write_bytes(base64.b64decode(png()))
    (tmp_path / "deep").mkdir()
    nb = markdown("![有图](图%201.png) ![out](../图%201.png) ![lost](no.png)")
    page = page_of(nb, path=str(tmp_path))
    assert page.img is not None
    assert page.img["src"] == f"data:image/png;base64,{png()}" and page.img["alt"] == "有图"
    assert len(page.find_all("img")) == 1
    assert "no.png" in words(main(page)) and "../图 1.png" in words(main(page))
    outside = page_of(markdown("![x](../图%201.png)"), path=str(tmp_path / "deep"))
    assert outside.img is None


def test_a_short_drawing_is_the_same_drawing() -> None:
    drawing = """<?xml version="1.0"?><!-- note --><svg xmlns="http://www.w3.org/2000/svg"
  viewBox="0 0 9 9">  <!-- matplotlib --> <metadata>m</metadata>
  <defs><path id="dejavu" d="M 1 2 \nL 3.14159 -4 \nl 0 5 z"/> <g id="unused"/></defs>
  <use href="#dejavu" style="fill: #0b7a6f; opacity: 50%"/></svg>"""
    uri = svg_uri(base64.b64encode(drawing.encode()).decode())
    assert uri is not None and uri.startswith("data:image/svg+xml,") and '"' not in uri
    svg = BeautifulSoup(unquote(uri.partition(",")[2]), "html.parser")
    assert svg.path is not None and svg.use is not None
    assert svg.path["d"] == "M1,2L3.14-4v5z"
    assert svg.use["href"] == f"#{svg.path['id']}"
    assert svg.use["style"] == "fill:#0b7a6f;opacity:50%"
    assert not {"unused", "note", "metadata"} & set(re.findall(r"\w+", str(svg)))
    assert svg_uri("!!") is None and svg_uri(base64.b64encode(b"\xff\xfe").decode()) is None


def test_text_in_a_drawing_keeps_its_spaces_and_its_coordinates() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg"><text>a <tspan>b</tspan> c</text>'
        '<path d="M 0.12345 1"/></svg>'
    )
    uri = svg_uri(base64.b64encode(drawing.encode()).decode())
    assert uri is not None
    assert "<text>a <tspan>b</tspan> c</text>" in unquote(uri) and "M0.12345,1" in uri


def test_a_drawing_in_srcset_holds_no_space() -> None:
    page = page_of(ours(chart()))
    source = main(page).find("source")
    assert isinstance(source, Tag)
    assert " " not in str(source["srcset"]) and str(source["srcset"]).startswith("data:image/svg")
    assert svg().startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_page_is_three_fifths_of_nbconverts(path: Path) -> None:
    ours_, _ = ReportHTMLExporter().from_filename(str(path))
    theirs, _ = HTMLExporter().from_filename(str(path))
    assert len(ours_.encode()) <= 0.6 * len(theirs.encode())
