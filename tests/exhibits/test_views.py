"""Findings, limits and the article as notebooks show them."""

from __future__ import annotations

import pytest
from lxml import html

import shangluo_data as sl
from shangluo_data import DataError, views


@pytest.mark.usefixtures("own")
def test_findings_come_item_by_item_in_both_languages() -> None:
    shown = html.fragment_fromstring(views.findings("safety").content)
    assert (shown.tag, shown.get("class")) == ("ul", "findings")
    zh, en = shown.find("li")
    assert (zh.get("lang"), en.get("lang")) == ("zh-CN", "en")
    assert en.text_content().startswith("More than 731,000 ")


def test_limits_are_a_list_in_both_languages() -> None:
    shown = html.fragment_fromstring(views.limits().content)
    limits = sl.limits()
    assert [li.find("span[@class='zh']").text_content() for li in shown] == list(limits["zh"])
    assert [li.find("span[@class='en']").text_content() for li in shown] == list(limits["en"])


@pytest.mark.parametrize("number", range(1, 26))
def test_every_paragraph_is_whole_its_figures_marked_its_gist_beside(number: int) -> None:
    row = sl.article().loc[number]
    shown = html.fragment_fromstring(views.paragraph(number).content)
    said = shown.find("p")
    assert said.text_content().removeprefix(f"¶{number} ") == row["text"]
    own = sl.figures().query("paragraph == @number")
    marked = {mark.get("id") for mark in said.findall("mark")}
    marked |= {span.get("id") for span in said.findall("mark/span")}
    assert marked == {f"f-{key}" for key in own.index}
    assert shown.find("p[@class='gist en']").text_content() == row["gist_en"]
    assert shown.find("details") is None


@pytest.mark.usefixtures("own")
def test_a_mark_links_to_the_exhibit_of_its_section_before_the_overview() -> None:
    links = {
        mark.get("id"): mark.find("a").get("href")
        for number in (8, 15)
        for mark in html.fragment_fromstring(views.paragraph(number).content).iter("mark")
        if mark.find("a") is not None
    }
    assert links["f-criminal_cases_change"] == "02_safety.ipynb#cell-id=cases"
    assert links["f-event_sessions"] == "00_overview.ipynb#cell-id=main"
    assert links["f-second_class_collectives"] == "01_force.ipynb#cell-id=honours"


def test_the_text_as_received_is_an_option() -> None:
    shown = html.fragment_fromstring(views.paragraph(23, received=True).content)
    assert shown.find("details/p").text_content() == sl.article().loc[23, "source_text"]


@pytest.mark.parametrize("number", [0, 26, "x"])
def test_a_paragraph_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(DataError, match="from 1 to 25"):
        views.paragraph(number)
