"""Nothing is left out: each figure, term, claim and paragraph is somewhere in the outputs."""

from __future__ import annotations

import re

import pytest
from helpers.story import NAMES, captions, cells, drawn, findings, notebook, output, select, shown

import shangluo_data as sl

PAGES = NAMES[:4]


def by(mark: str) -> list[str]:
    """Return the exhibits drawn by ``mark`` (``charts.``, ``tables.terms`` …)."""
    return [name for name, (_, call) in drawn().items() if call.startswith(mark)]


def test_every_figure_is_in_a_chart_or_card_outside_the_method() -> None:
    before = [e for e in by("charts.") if drawn()[e][0] in PAGES and "ids" in captions()[e]]
    assert shown("figures", *before) == set(sl.figures().index)


def test_every_figure_is_in_one_section_of_the_pages_only() -> None:
    seen: list[str] = []
    for name in by("charts."):
        if drawn()[name][0] in PAGES[1:]:
            seen += shown("figures", name)
    assert sorted(seen) == sorted(sl.figures().index)


@pytest.mark.parametrize("exhibit", ["at_a_glance", "counted_and_said"])
def test_every_figure_and_claim_is_counted_where_the_whole_is_shown(exhibit: str) -> None:
    (image,) = select(output("00_overview", exhibit), "img")
    said = image.get("data-alt-en", "").split(". ", 2)[2]  # After the kind and the title.
    for words, table in (("figures?", sl.figures()), ("claims?", sl.claims())):
        assert sum(map(int, re.findall(rf"(\d+) {words}", said))) == len(table)


def test_every_term_is_in_the_glossary() -> None:
    table = output("04_method", "glossary").find(".//tbody")
    assert table is not None
    printed = [row.find("th").text_content().strip() for row in table.findall("tr")]
    assert printed == list(sl.terms()["term"])


def test_every_figure_is_in_the_register() -> None:
    table = output("04_method", "register").find(".//tbody")
    assert table is not None
    codes = [row.find(".//code").text_content() for row in table.findall("tr")]
    assert codes == list(sl.figures().index)


@pytest.mark.parametrize("number", range(1, 26))
def test_every_paragraph_is_in_the_method_whole_with_its_gist(number: int) -> None:
    page = output("04_method", f"p{number}")
    row = sl.article().loc[number]
    (shown_paragraph,) = select(page, "p", "para")
    assert shown_paragraph.text_content().removeprefix(f"¶{number} ") == row["text"]
    (gist,) = select(page, "p", "gist")
    assert gist.text_content() == row["gist_en"]


def test_every_figure_in_the_text_leads_to_an_exhibit_that_shows_it() -> None:
    seen: set[str] = set()
    for number in sl.article().index:
        for mark in select(output("04_method", f"p{number}"), "mark"):
            ids = [mark.get("id"), *(e.get("id") for e in select(mark, "span"))]
            keys = {str(i).removeprefix("f-") for i in ids}
            (link,) = select(mark, "a")
            exhibit = link.get("href", "").partition("#cell-id=")[2]
            assert keys & shown("figures", exhibit), keys
            seen |= keys
    assert seen == set(sl.figures().index)


def test_every_link_in_the_outputs_leads_somewhere() -> None:
    anchors: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    for name in NAMES:
        anchors[f"{name}.ipynb"] = {cell["id"] for cell in notebook(name)["cells"]}
    for name, cell in cells("code"):
        page = output(name, cell["id"])
        anchors[f"{name}.ipynb"] |= {e.get("id", "") for e in page.iterfind(".//*[@id]")}
        links += [(f"{name}.ipynb", a.get("href", "")) for a in page.iter("a")]
    assert len(links) > 300
    for name, target in links:
        file, _, anchor = target.partition("#")
        assert anchor.removeprefix("cell-id=") in anchors[file or name], (name, target)


@pytest.mark.parametrize("name", NAMES)
def test_the_findings_are_put_out_item_by_item(name: str) -> None:
    code = name.split("_")[1]
    items = [li for ul in select(output(name, "findings"), "ul", "findings") for li in ul]
    assert len(items) == len(findings()[code]["zh"])
    for item in items:
        assert [e.get("class") for e in item] == ["zh", "en"]
        assert not {"{", "}"} & set(item.text_content())


def test_numbers_in_the_findings_are_the_articles() -> None:
    (first, *_) = select(output("01_force", "findings"), "li")
    assert "137场次" in first.text_content() and "137 occasions" in first.text_content()
    text = output("03_services", "findings").text_content()
    assert "73.1万余户" in text and "ore than 731,000" in text and "113万多笔" in text
    account = output("04_method", "findings").text_content()
    for words in (
        "120个数字",
        "61个给出62个数据",
        "59个不计量",
        "120 numbers, 61 give the 62 figures",
    ):
        assert words in account
