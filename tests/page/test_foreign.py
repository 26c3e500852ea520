"""Notebooks of other people: nothing is lost, what cannot be shown is said."""

from __future__ import annotations

import base64
import random
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from helpers import others, pages
from nbformat.v4 import new_code_cell, new_notebook, new_output, new_raw_cell

from shangluo_data.page import tree
from shangluo_data.page.exporters import shown as shown_output

WORD = re.compile(r"\w+")


def shown(nb: Any, **more: Any) -> str:
    return pages.words(pages.main_of(nb, **more))


def test_a_foreign_notebook_loses_nothing() -> None:
    main = pages.main_of(others.foreign())
    found = pages.words(main)
    for expected in (
        "Intro text before any heading",
        r"$x^2 + \alpha$",
        r"$$\int_0^1 f(t)\,dt$$",
        "nested deep",
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
        "This output cannot be shown on a page (application/javascript)",
        "raw words",
        "remote picture",
        "Picture file not found",
        "x" * 150,
    ):
        assert expected in found, expected
    assert main.find_class("ansi-red-fg")
    pictures = main.findall(".//img")
    assert len(pictures) == 4 and all(image.get("alt").strip() for image in pictures)


def test_what_is_printed_in_pieces_is_one_text_where_it_stands() -> None:
    nb, out, err = pages.printing("a"), "stdout", "stderr"
    made = [(out, "b\n"), (out, "50%\r100%\n"), (err, "a"), (out, "a")]
    streams = [new_output("stream", name=name, text=text) for name, text in made]
    streams.insert(3, pages.showing(text_plain="(x)").cells[0].outputs[0])
    nb.cells[0].outputs += streams
    printed = [(pre.get("class"), pre.text) for pre in pages.main_of(nb).iter("pre")][1:]
    assert printed == [
        ("stream stdout", "ab\n100%\n"),
        ("stream stderr", "a"),
        ("", "(x)"),
        ("stream stdout", "a"),
    ]


def test_every_word_of_every_cell_is_on_the_page() -> None:
    nb = others.foreign()
    main = pages.main_of(nb)
    alts = [image.get("alt") for image in main.iter("img")]
    found = set(WORD.findall(" ".join([*main.itertext(), *alts, *main.xpath(".//@href")])))
    for cell in nb.cells:
        source = re.sub(
            r"</?(details|summary)>|attachment:dot.png|<script>.*?</script>|```python|_(?=u)|(?<=u)_",
            " ",
            cell.source,
        )
        assert set(WORD.findall(source)) - found == set()
        for output in cell.get("outputs", []):
            text = output.get("text", "") + output.get("data", {}).get("text/latex", "")
            assert set(WORD.findall(re.sub(r"\x1b\[[\d;]*m", "", text))) - found == set()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("text/html", "a b"),
        ("text/markdown", "a b"),
        ("", "<i>a</i> **b**"),
        ("text/latex", "<i>a</i> **b**"),
    ],
)
def test_raw_cells_show_what_is_meant_for_pages(kind: str, expected: str) -> None:
    source = "<i>a</i> <b>b</b>" if kind == "text/html" else "<i>a</i> **b**"
    cell = new_raw_cell(source, metadata={"raw_mimetype": kind} if kind else {})
    assert shown(new_notebook(cells=[cell])).removeprefix("02_safety").strip() == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"application_javascript": "alert(1)"}, "application/javascript"),
        ({"text_html": "<div></div><script>draw()</script>"}, "cannot be shown on a page (script)"),
        ({"application_vnd.plotly.v1+json": "{}", "text_plain": "Figure()"}, "Figure()"),
        ({"application_pdf": "JVBERi0="}, "application/pdf"),
        ({"application_json": "{}", "text_plain": "{1: 2}"}, "{1: 2}"),
        ({"text_vnd.mermaid": "graph TD"}, "graph TD"),
        ({"text_html": "<video src='https://example.org/v.mp4'></video>"}, "v.mp4"),
        ({"text_html": "<object data='https://example.org/o'></object>"}, "example.org/o"),
        ({"text_html": "<input value='typed'><input type=checkbox checked>"}, "typed☑"),
    ],
)
def test_what_cannot_be_shown_is_said(data: dict[str, str], expected: str) -> None:
    assert expected in shown(pages.showing(**data))


def test_a_kind_of_output_nobody_knows_yet_does_no_harm() -> None:
    nb = pages.printing("known")
    nb.cells[0].outputs.append(type(nb)(output_type="future", what={"x": 1}))
    main = tree.parsed(shown_output(nb.cells[0].outputs[1]))
    assert "cannot be shown" in pages.words(main)


def test_a_remark_on_a_script_stands_once() -> None:
    nb = pages.showing(text_html="<script>a()</script><div></div><script>b()</script>")
    assert shown(nb).count("cannot be shown") == 1


def test_a_picture_stands_in_for_what_needs_a_script() -> None:
    main = pages.main_of(pages.showing(text_html="<script>draw()</script>", image_png=others.png()))
    assert main.find(".//img").get("src") == f"data:image/png;base64,{others.png()}"


def test_a_script_that_came_with_words_goes_and_the_words_stay() -> None:
    found = shown(pages.showing(text_html="<p>kept</p><script>x()</script>"))
    assert found.endswith("kept") and "cannot be shown" not in found


@pytest.mark.parametrize("kind", ["gif", "webp", "jpeg", "png"])
def test_pictures_of_every_kind_have_alternative_and_size(kind: str) -> None:
    about = {f"image/{kind}": {"alt": "a dot", "width": 30}}
    output = new_output("display_data", data={f"image/{kind}": "AAAA\n"}, metadata=about)
    main = pages.main_of(new_notebook(cells=[new_code_cell("x", outputs=[output])]))
    image = main.find(".//img")
    assert (image.get("alt"), image.get("width")) == ("a dot", "30")
    assert image.get("src") == f"data:image/{kind};base64,AAAA"


@pytest.mark.parametrize("kind", ["image_svg+xml", "text_html"])
def test_a_drawing_becomes_a_picture_with_its_words(kind: str) -> None:
    drawing = (
        "<svg width='80' viewBox='0 0 9 9'><title>t</title><linearGradient id='g'/>"
        "<svg x='1'/><text>Köln&nbsp;<tspan>up</tspan></text><text>&amp; x</text></svg>"
    )
    main = pages.main_of(pages.showing(**{kind: drawing}))
    image = main.find(".//img")
    assert image.get("alt") == "t · Köln up · & x"
    head, _, svg = unquote(image.get("src")).partition(",")
    assert head == "data:image/svg+xml"
    assert "linearGradient" in svg and "viewBox" in svg and "xmlns='http://www.w3.org" in svg


def test_a_drawing_that_is_none_stays_as_it_was() -> None:
    for body in ("//79", "A", ""):
        html = f'<img alt="x" src="data:image/svg+xml;base64,{body}">'
        assert pages.main_of(pages.showing(text_html=html)).find(".//img").get("alt") == "x"


def test_pictures_beside_the_notebook_are_taken_in(tmp_path: Path) -> None:
    (tmp_path / "图 1.png").write_bytes(base64.b64decode(others.png()))
    (tmp_path / "deep").mkdir()
    nb = pages.markdown("![有图](图%201.png) ![out](../图%201.png) ![lost](no.png)")
    main = pages.main_of(nb, folder=tmp_path)
    images = main.findall(".//img")
    assert [image.get("src") for image in images] == [f"data:image/png;base64,{others.png()}"]
    assert images[0].get("alt") == "有图"
    assert "no.png" in pages.words(main) and "../图 1.png" in pages.words(main)
    outside = pages.main_of(pages.markdown("![x](../图%201.png)"), folder=tmp_path / "deep")
    assert outside.find(".//img") is None


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_long_output_is_cut_and_said_to_be(name: str) -> None:
    lines = "".join(f"line {number}\n" for number in range(100_000))
    found = shown(pages.printing(lines, name))
    assert "line 199 " in found and "line 200 " not in found
    assert re.search(r"输出过长，另有[\d,]{7,}个字符未显示", found)
    assert re.search(r"Long output: [\d,]{7,} more characters are not shown", found)
    one = shown(pages.printing("z" * 30_000, name))
    assert "z" * 20_000 in one and "z" * 20_001 not in one and "10,000 more" in one
    assert "more characters" not in shown(pages.printing("z\n" * 200, name))


def test_a_long_table_is_shown_whole() -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(1500))
    main = pages.main_of(pages.showing(text_html=f"<table>{rows}</table>"))
    assert len(main.findall(".//tr")) == 1500


def test_strange_characters_do_no_harm() -> None:
    text = "a\x00b\x08c\ud800d\ufffe \x1b[38;5;200mpink\x1b[0m"
    nb = pages.printing(text)
    nb.cells.append(pages.markdown(f"m{text}m").cells[0])
    nb.cells.append(new_code_cell(f"s = '{text}'"))
    nb.cells.append(pages.showing(text_html=f"<b>{text}</b>").cells[0])
    found = shown(nb, name="n\x00\ud800")
    assert found.count("pink") == 4
    pages.text_of(nb).encode()


def test_deep_and_broken_markup_does_no_harm() -> None:
    deep = "<div>" * 400 + "deep" + "</p></div></section>" * 300
    nb = pages.showing(text_html=deep)
    nb.cells.append(pages.markdown("<table><td>cell <li>item <p>last").cells[0])
    nb.cells.append(pages.markdown("> " * 80 + "quoted").cells[0])
    found = shown(nb)
    for word in ("deep", "cell", "item", "last", "quoted"):
        assert word in found
    assert len(pages.main_of(nb).find_class("cell")) == 3


@pytest.mark.parametrize("seed", range(25))
def test_no_text_is_lost_whatever_markup_stands_around_it(seed: int) -> None:
    chance = random.Random(seed)
    tags = ["p", "div", "span", "table", "tr", "td", "th", "li", "ul", "b", "a", "h1", "pre"]
    tags += ["details", "form", "select", "button", "/svg", "noscript", "figure", "section"]
    around = ("<{0}>", "</{0}>", "<{0} id=x class='en exhibit'>", "<{0}/>")
    html = "".join(
        chance.choice(around).format(chance.choice(tags)).replace("//", "/") + f" w{number} "
        for number in range(40)
    )
    made = shown(pages.showing(text_html=html))
    assert {f"w{number}" for number in range(40)} - set(WORD.findall(made)) == set()
