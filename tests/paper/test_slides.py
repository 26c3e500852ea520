"""Slides and pictures: charts and cards, sized for a screen, titles that read."""

from __future__ import annotations

import io
import re

import pytest
from helpers import printed as made
from PIL import Image

from shangluo_data.errors import DataError
from shangluo_data.page import paper
from shangluo_data.page.nodes import parsed

EXHIBITS = [made.chart(), made.chart("tall", height=520), made.cards(count=9), made.table()]


@pytest.mark.parametrize(("shape", "size"), [("wide", (2560, 1440)), ("square", (1920, 1920))])
def test_slides_are_charts_and_cards_of_the_size_asked_for(
    shape: str, size: tuple[int, int]
) -> None:
    slides = paper.slides(EXHIBITS, lang="both", shape=shape)  # type: ignore[arg-type]
    assert list(slides) == ["cases", "tall", "nine"]
    for data in slides.values():
        picture = Image.open(io.BytesIO(data))
        assert picture.size == size
        grey = picture.convert("L")
        assert grey.crop((0, 0, size[0], size[1] // 3)).getextrema()[0] < 60, "no title"
        edges = [grey.crop((size[0] - 40, 0, *size)), grey.crop((0, size[1] - 30, *size))]
        assert all(edge.getextrema()[0] > 250 for edge in edges), "something is cut off"


def test_the_same_slides_on_every_run() -> None:
    given = [parsed(one)[0] for one in EXHIBITS]
    first = paper.slides(given, lang="en", shape="wide")
    assert first == paper.slides(EXHIBITS, lang="en", shape="wide")
    assert given[0].find_class("zh"), "what is given is left as it was"


def test_no_title_has_one_word_on_its_last_line() -> None:
    words = (
        "Recorded criminal cases of many kinds fell further than public-order cases in all years"
    )
    for cut in range(30, len(words), 7):
        title = words[:cut].rsplit(" ", 1)[0]
        exhibit = made.chart().replace("Chart title: recorded criminal cases fell further", title)
        figure = {"cases": parsed(exhibit)[0]}
        data = paper._drawn(figure, "en", "wide", format="pdf")[0]
        lines: dict[int, str] = {}

        def visit(
            words: str,
            cm: list[float],
            tm: list[float],
            font: object,
            size: float,
            lines: dict[int, str] = lines,
        ) -> None:
            if words.strip() and size > 12:
                at = round(tm[5] * cm[3] + cm[5])
                lines[at] = lines.get(at, "") + words

        made.reader(data).pages[0].extract_text(visitor_text=visit)
        told = [line.strip() for _, line in sorted(lines.items(), reverse=True)]
        assert " ".join(told).replace("  ", " ") == title
        assert len(told) == 1 or " " in told[-1], told


def test_a_slide_has_no_links() -> None:
    figure = {"cases": parsed(made.chart())[0]}
    data = paper._drawn(figure, "both", "wide", format="pdf")[0]
    assert made.links(data) == [] and "¶15" in made.text(data)


@pytest.mark.parametrize("lang", ["both", "zh", "en"])
def test_a_picture_of_an_exhibit_is_drawn_with_its_title(lang: str) -> None:
    drawn = Image.open(io.BytesIO(paper.picture(made.chart(), "png", lang)))  # type: ignore[arg-type]
    assert drawn.width == 1664
    assert drawn.crop((0, 60, drawn.width, 260)).convert("L").getextrema()[0] < 60
    markup = paper.picture(made.chart(), "svg", lang).decode()  # type: ignore[arg-type]
    name = re.search(r"<title>(.*?)</title>", markup)
    assert name is not None
    assert ("图题" in name[1], "Chart title" in name[1]) == (lang != "en", lang != "zh")


def test_a_picture_needs_a_known_format_and_a_figure() -> None:
    with pytest.raises(DataError, match="Use png or svg"):
        paper.picture(made.chart(), "gif")  # type: ignore[arg-type]
    for html in ("<p>words</p>", ""):
        with pytest.raises(DataError, match="holds no <figure>"):
            paper.picture(html)
