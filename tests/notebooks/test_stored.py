"""The outputs as they are committed: executed in order, in one kind, fit to be compared."""

from __future__ import annotations

import nbformat
import pytest
from helpers.story import NAMES, NOTEBOOKS, captions, cells, drawn, notebook, output, select, shown

import shangluo_data as sl
from shangluo_data.page.tree import Page
from shangluo_data.page.words import label


@pytest.mark.parametrize("name", NAMES)
def test_executed_from_one_without_run_times(name: str) -> None:
    code = [cell for _, cell in cells("code", (name,))]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert not [cell["id"] for cell in code if "execution" in cell["metadata"]]
    assert notebook(name)["metadata"]["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("name", NAMES)
def test_outputs_are_text_and_html_that_show_themselves(name: str) -> None:
    for _, cell in cells("code", (name,)):
        kinds = [o["output_type"] for o in cell["outputs"]]
        if cell["id"] == "setup":
            assert kinds == []
        elif cell["id"] == "own_chart":
            (out,) = cell["outputs"]
            assert out["output_type"] == "display_data"
            assert {kind for kind in out["data"] if kind.startswith("image/")}
        else:
            assert kinds == ["execute_result"], cell["id"]
            assert set(cell["outputs"][0]["data"]) == {"text/html", "text/plain"}


def test_each_exhibit_carries_its_name_both_titles_and_a_source() -> None:
    for exhibit, (name, _) in drawn().items():
        (figure,) = select(output(name, exhibit), "figure", "exhibit")
        assert figure.get("id") == exhibit
        assert [len(select(figure, "p", "title", lang)) for lang in ("zh", "en")] == [1, 1]
        assert [len(select(figure, "p", "source", lang)) for lang in ("zh", "en")] == [1, 1]


def test_each_picture_says_what_it_shows_in_both_languages() -> None:
    for exhibit, (name, _) in drawn().items():
        for image in select(output(name, exhibit), "img"):
            assert image.get("alt") == f"{image.get('data-alt-zh')} {image.get('data-alt-en')}"
            assert len(image.get("data-alt-en", "")) > 60


def spoken(exhibit: str, lang: str) -> str:
    """Return what an exhibit says aloud in one language: alt text, or its own words."""
    page = output(drawn()[exhibit][0], exhibit)
    images = select(page, "img")
    parts = [i.get(f"data-alt-{lang}", "") for i in images]
    parts += [
        e.text_content() for e in [*select(page, "ul", "cards"), *select(page, "div", "scroll")]
    ]
    return " ".join(parts)


def test_hedges_falls_and_computed_values_are_spoken() -> None:
    stated = sl.figures()
    hedged = set(stated.index[stated["qualifier"] == "more_than"])
    fallen = set(stated.index[(stated["basis"] == "change") & (stated["value"] < 0)])
    numbers = [name for name, entry in captions().items() if "ids" in entry]
    for exhibit in numbers:
        keys = shown("figures", exhibit)
        said = spoken(exhibit, "en").lower()
        assert not keys & hedged or "more than" in said, exhibit
        assert not keys & fallen or "fell by" in said or "fall" in said, exhibit
        for key in keys & hedged:
            assert str(stated.loc[key, "numeral"]) in spoken(exhibit, "zh"), key


@pytest.mark.parametrize("name", ["00_overview", "02_safety"])
def test_every_picture_of_a_page_has_words_of_its_own(name: str) -> None:
    """Also the chart of one's own, which brings them in its output's metadata."""
    page = Page(nbformat.read(NOTEBOOKS / f"{name}.ipynb", 4), name=name)
    told = [image.get("alt") for image in page.main.iter("img")]
    assert len(told) >= 3 and label("picture", "both") not in told
