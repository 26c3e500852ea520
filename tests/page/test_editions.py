"""Editions leave out exactly the other language."""

from __future__ import annotations

import lxml.html
import pytest
from helpers import pages, printed

from shangluo_data.page.screen import index
from shangluo_data.page.tree import Page

PAGE = """
<h2><span class="zh" lang="zh-CN">治安</span> <span class="en" lang="en">Safety</span></h2>
<p class="title zh" lang="zh-CN">标题</p><p class="title en" lang="en">Title</p>
<p class="only"><span class="zh" lang="zh-CN">仅中文</span></p>
<p>The term <b lang="zh-CN">枫桥经验</b> stays.</p>
<ul><li><span class="zh">注一</span> <span class="en">Note</span></li></ul>
<img alt="条形图。 Bars." data-alt-zh="条形图。" data-alt-en="Bars." src="data:image/png;base64,">
<table><tr><th class="zh">含义</th><th class="en">Meaning</th><th>¶</th></tr>
<tr><td class="zh">甲</td><td class="en">A</td>
<td data-label-zh="段" data-label-en="Par">1</td></tr></table>
"""
SHOWN = {
    "zh": (
        "治安",
        ["标题", "仅中文", "The term 枫桥经验 stays."],
        "注一",
        "条形图。",
        "含义 ¶ 甲 1",
    ),
    "en": ("Safety", ["Title", "The term 枫桥经验 stays."], "Note", "Bars.", "Meaning ¶ A 1"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_other_language_goes_and_what_it_alone_filled(lang: str) -> None:
    heading, paragraphs, note, alt, cells = SHOWN[lang]
    main = pages.main_of(pages.showing(text_html=PAGE), lang)
    assert pages.words(main.find(".//h2")) == heading
    output = main.find_class("output")[0]
    assert [p.text_content() for p in output.findall(".//p")] == paragraphs
    assert [pages.words(item) for item in output.findall(".//li")] == [note]
    assert output.find(".//img").get("alt") == alt
    assert " ".join(cell.text_content() for cell in output.xpath(".//th|.//td")) == cells
    other = {"zh": "en", "en": "zh"}[lang]
    assert (
        output.xpath(f".//*[@data-label-{other}]")
        == []
        != output.xpath(f".//*[@data-label-{lang}]")
    )


def test_both_languages_stay_in_the_bilingual_edition() -> None:
    shown = pages.words(pages.main_of(pages.showing(text_html=PAGE)))
    for words in ("治安 Safety", "标题 Title".replace(" ", ""), "仅中文", "注一 Note", "含义"):
        assert words in shown


@pytest.mark.parametrize(
    ("lang", "stays", "goes"),
    [
        (
            "zh",
            ["本页讲样本", "中文段落", "图题：", "来源："],
            ["This page", "English par", "Source:"],
        ),
        (
            "en",
            ["This page", "English paragraph", "Chart title", "引文样本"],
            ["中文段落", "图题："],
        ),
    ],
)
def test_an_edition_holds_one_language(lang: str, stays: list[str], goes: list[str]) -> None:
    page = pages.page_of(pages.ours(printed.chart(), printed.cards()), lang)
    assert page.get("lang") == {"zh": "zh-CN", "en": "en"}[lang]
    assert page.findtext(".//title") == {"zh": "治安", "en": "Public order"}[lang]
    shown = pages.words(page.find("body"))
    assert [word for word in stays if word not in shown] == []
    assert [word for word in goes if word in shown] == []
    assert page.find("body").find_class({"zh": "en", "en": "zh"}[lang]) == []
    assert page.find_class("pair") == []


def test_cells_are_chosen_by_tag() -> None:
    nb = pages.markdown("# t", "中", "E", "两")
    nb.cells[1].metadata["tags"] = ["zh"]
    nb.cells[2].metadata["tags"] = ["en"]
    nb.cells[3].metadata["tags"] = ["zh", "en"]
    assert pages.words(pages.main_of(nb, "zh")) == "t 中 两"
    assert pages.words(pages.main_of(nb, "en")) == "t E 两"


def test_headings_have_one_address_in_all_editions() -> None:
    found = {lang: pages.main_of(pages.ours(), lang).find(".//h2").get("id") for lang in SHOWN}
    assert found == {"zh": "多少？-How-many?", "en": "多少？-How-many?"}


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match=r"use one of both, zh, en"):
        Page(pages.markdown("x"), name="x", lang="de")  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["both", "zh", "en"])
def test_the_index_shows_the_whole_at_a_glance_and_cards_alike(lang: str) -> None:
    hero = printed.chart("at_a_glance", "article")
    hero = hero.replace("<figcaption>", '<figcaption><p><a href="#at_a_glance">all</a></p>')
    names = ["00_overview", "02_safety", "04_method"]
    made = [
        Page(nb, name=name, lang=lang, siblings=names)  # type: ignore[arg-type]
        for name, nb in zip(
            names,
            (
                pages.ours(hero, title=("一篇：报道", "One: report")),
                pages.ours(
                    printed.chart(),
                    printed.table(),
                    printed.chart("b"),
                    title=("治安：案", "Order: cases"),
                ),
                pages.ours(printed.article(), title=("方法", "Method")),
            ),
            strict=True,
        )
    ]
    front = lxml.html.document_fromstring(index(made, lang, with_pdf=True))  # type: ignore[arg-type]
    assert front.get("lang") == {"en": "en"}.get(lang, "zh-CN")
    kept = {"both": "一篇：报道 One: report", "zh": "一篇：报道", "en": "One: report"}[lang]
    assert front.findtext(".//title") == kept == pages.words(front.find(".//h1"))
    assert front.find(".//main/figure").get("id") == "at_a_glance"
    cards = front.find_class("sheet")
    titles = {"both": "总览 Overview", "zh": "总览", "en": "Overview"}[lang]
    assert pages.words(cards[0].find(".//h2")) == titles
    links = [href for href in front.xpath("//main//a/@href") if not href.startswith("http")]
    assert {
        "00_overview.html#at_a_glance",
        "02_safety.html",
        "02_safety.pdf",
        "shangluo_figures.pdf",
    } <= set(links)
    assert [href for href in links if href.startswith("#")] == []
    for card in cards:
        shown = pages.words(card)
        assert ("本页讲样本" in shown) == (lang != "en")
        assert ("tells of a sample" in shown) == (lang != "zh")
    assert "safety" in cards[1].get("class")
    assert len(front.xpath("//@id")) == len(set(front.xpath("//@id")))
