"""What an exhibit puts on the page, into its alt text and into its disclosure."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from lxml import html

import shangluo_data as sl
from shangluo_data.exhibits import Exhibit, both, rows_for, section_of
from shangluo_data.exhibits.exhibit import pieces_of
from shangluo_data.exhibits.parts import Caption, Card, Cell, Column, Table
from shangluo_data.exhibits.picture import Picture

PICTURES = {
    "wide": Picture("<svg>w</svg>", 456, 100, (), ()),
    "narrow": Picture("<svg>n</svg>", 252, 140, (), ()),
}


def chart() -> Exhibit:
    caption, rows = rows_for("cases")
    return Exhibit("cases", "chart", section_of(caption, [rows]), caption, (rows,), PICTURES)


def page_of(exhibit: Exhibit) -> html.HtmlElement:
    return html.fragment_fromstring(exhibit.html())


@pytest.mark.usefixtures("own")
def test_a_chart_says_what_it_is_and_shows() -> None:
    figure = page_of(chart())
    assert figure.get("class") == "exhibit is-chart safety"
    assert figure.get("id") == "cases"
    assert figure.get("data-figures") == "criminal_cases_change public_order_cases_change"
    assert figure.get("data-paragraphs") == "15"
    image = figure.find(".//img")
    assert (image.get("width"), image.get("height")) == ("608", "133")
    assert figure.find(".//source").get("media") == "(max-width: 36.5em)"


@pytest.mark.usefixtures("own")
def test_the_parts_stand_in_reading_order_and_read_well_bare() -> None:
    figure = page_of(chart())
    assert [child.tag for child in figure] == [
        "figcaption", "picture", "ul", "p", "p", "details",
    ]  # fmt: skip
    assert figure.xpath("string(.//p[@class='title en']/strong)") == "Criminal cases fell by 33%"
    (note,) = figure.findall("ul/li")
    assert note.text_content() == "没有基期。 No base year is given."


@pytest.mark.usefixtures("own")
def test_the_alt_text_tells_type_finding_values_and_caveat() -> None:
    assert chart().alt("en") == (
        "Chart. Criminal cases fell by 33%. Criminal: fell by 33%; "
        "Public order: fell by 19%. No base year is given."
    )
    assert chart().alt("zh") == ("图。刑事案件下降33%。刑事：下降33%；治安：下降19%。没有基期。")
    image = page_of(chart()).find(".//img")
    assert image.get("alt") == f"{chart().alt('zh')} {chart().alt('en')}"
    assert image.get("data-alt-en") == chart().alt("en")
    assert repr(chart()) == f"{chart().alt('zh')}\n{chart().alt('en')}"


@pytest.mark.usefixtures("own")
def test_the_disclosure_holds_rows_and_exact_words() -> None:
    details = page_of(chart()).find("details")
    cells = [c.text_content() for c in details.find(".//tbody/tr")]
    assert cells[1:5] == ["33%", "−33%", "5年来 Past five years", "¶15"]
    marks = [mark.text for mark in details.findall(".//blockquote//mark")]
    assert marks == ["33%", "19%"]
    quoted = details.xpath("string(.//blockquote/p)").split(" ", 1)[1]
    assert quoted in str(sl.article().loc[15, "text"])


@pytest.mark.usefixtures("own")
def test_the_source_line_names_the_series_and_the_paragraphs() -> None:
    zh, en = page_of(chart()).findall("p[@lang]")
    assert "之二十九" in zh.text_content()
    assert "29" in en.text_content()
    assert not re.search("[\u4e00-\u9fff]", en.text_content())
    assert [a.get("href") for a in en.findall("a")] == ["04_method.ipynb#cell-id=p15"]


def test_no_private_person_is_named_in_a_quotation() -> None:
    rows = sl.terms()
    rows = rows[rows["paragraph"] == 20]
    shown = Exhibit("x", "cards", "services", Caption(both("题", "Title")), (rows,))
    quoted = page_of(shown).xpath("string(.//blockquote)")
    text = str(sl.article().loc[20, "text"])
    names = [text[m.start() : m.end()] for m in re.finditer("(?<=民警)..(?=在走访)|李.", text)]
    assert len(names) >= 2
    assert quoted.count("××") == 2
    assert not any(name in quoted for name in names)


def test_cards_keep_number_and_unit_together_and_show_the_bar() -> None:
    cards = (
        Card("a", both("走访", "Visits"), "73.1万余", "户", both(), "services", (21,), share=0.25),
        Card("b", both("率", "Rate"), "97.99% → 99.54%", "", both(), "safety", (16,)),
    )
    figure = page_of(Exhibit("x", "cards", "article", Caption(both("题", "T")), cards=cards))
    assert figure.get("class") == "exhibit is-cards lead"
    first, second = figure.findall("ul[@class='cards']/li")
    assert first.get("class") == "card services"
    assert first.xpath("string(p[@class='number'])") == "73.1万余户"
    assert first.find("p[@class='bar']/span").get("style") == "width:25%"
    assert [b.text for b in second.findall("p[@class='number']/b")] == ["97.99%", "99.54%"]
    assert second.find("p[@class='bar']") is None
    assert first.xpath("string(p[@class='where']/a)") == "¶21"


def test_a_group_heading_stands_before_the_cards_of_its_section() -> None:
    cards = tuple(
        Card(s, both("项", "Item"), "1", "个", both(), s, (8,), group=s)
        for s in ("force", "force", "safety")
    )
    figure = page_of(Exhibit("x", "cards", "article", Caption(both("题", "T")), cards=cards))
    inside = [(e.tag, len(e)) for e in figure if "cards" in str(e.get("class")) or e.tag == "p"]
    assert inside[:4] == [("p", 2), ("ul", 2), ("p", 2), ("ul", 1)]
    assert figure.xpath("string(p[@class='group safety']/strong)") == "治安"


def test_a_tables_cells_carry_their_headings_for_narrow_pages() -> None:
    table = Table(
        (
            Column("名", "Name"),
            Column("数", "Count", number=True),
            Column("英", "English", lang="en"),
        ),
        ((Cell(printed="甲"), Cell(text="1", refs=(1,)), Cell(en="first, 甲")),),
        (both("注", "Note"),),
    )
    figure = page_of(Exhibit("x", "table", "method", Caption(both("题", "T")), table=table))
    head, count, english = figure.find(".//tbody/tr")
    assert (head.tag, head.get("scope")) == ("th", "row")
    assert (count.get("data-label-zh"), count.get("data-label-en")) == ("数", "Count")
    assert count.get("class") == "num"
    assert count.find("sup").text == "1"
    assert (english.get("class"), english.get("lang")) == ("en", "en")
    assert english.find("span[@lang='zh-CN']").text == "甲"
    assert figure.xpath("string(.//ol[@class='footnotes']/li)") == "注 Note"


def test_text_is_never_markup(figures: pd.DataFrame) -> None:
    evil = '<script>&"</script>'
    rows = figures.loc[["event_sessions"]].assign(label_zh=evil, note_en=evil)
    table = Table((Column(evil, evil),), ((Cell(printed=evil, code=evil),),))
    shown = Exhibit("x", "table", "force", Caption(both(evil, evil)), (rows,), table=table)
    figure = page_of(shown)
    assert figure.find(".//script") is None
    assert figure.xpath("string(.//p[contains(@class,'title')])") == evil


def test_a_title_given_once_is_printed_once() -> None:
    figure = page_of(Exhibit("x", "cards", "force", Caption(both("Mine", "Mine"))))
    assert len(figure.xpath(".//p[contains(@class,'title')]")) == 1


@pytest.mark.usefixtures("own")
def test_an_exhibit_is_the_same_on_every_call_and_brings_its_look() -> None:
    first, second = chart()._repr_html_(), chart()._repr_html_()
    assert first == second
    assert first.startswith('<style class="shangluo-style">')


def test_words_marked_in_part_or_one_inside_the_other_are_never_doubled() -> None:
    pieces = pieces_of("一二三四五六", (1, 5), [(2, 4), (3, 5), (2, 3), (0, 2)])
    assert pieces == [("二", None), ("三", (2, 3)), ("四五", (3, 5))]
