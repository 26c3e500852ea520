"""A page is marked up for everyone: landmarks, headings, languages, tables, ids, links."""

from __future__ import annotations

import base64
import re
from itertools import pairwise
from urllib.parse import unquote

import pytest
from helpers import others, pages, printed

from shangluo_data.page.tree import Page

HAN = re.compile("[\u4e00-\u9fff]")
EXHIBITS = (printed.chart(), printed.cards(), printed.table(3), printed.article())


def test_a_page_has_title_language_landmarks_and_a_skip_link() -> None:
    page = pages.page_of(pages.ours(printed.chart()))
    assert page.get("lang") == "zh-CN"
    assert page.findtext(".//title") == "治安 Public order"
    for landmark in ("header", "main", "footer", "h1"):
        assert len(page.findall(f".//{landmark}")) == 1
    skip = page.find(".//a")
    assert skip.get("href") == "#main" and page.find(".//main").get("id") == "main"


def test_headings_begin_at_one_and_skip_no_level() -> None:
    for nb in (
        others.foreign(),
        pages.ours(*EXHIBITS),
        pages.markdown("### c", "# a", "##### b", "# d"),
    ):
        found = pages.page_of(nb).xpath("//h1|//h2|//h3|//h4|//h5|//h6")
        levels = [int(heading.tag[1]) for heading in found]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise(levels)), levels


def test_the_contents_list_the_headings_of_the_text() -> None:
    main = pages.main_of(pages.ours(printed.chart()))
    links = main.xpath("nav[@class='toc']//a")
    assert [pages.words(link) for link in links] == ["多少？ How many?", "第0节 Part 0"]
    for link in links:
        assert main.xpath("//*[@id=$name]", name=unquote(link.get("href"))[1:])
    # The address that JupyterLab gives the same heading.
    assert main.xpath("//h2[@id='多少？-How-many?']")


def test_deeper_headings_stand_below_theirs_in_the_contents() -> None:
    main = pages.main_of(pages.markdown("# t", "## a", "### a1", "### a2", "## b"))
    outer = main.xpath("nav[@class='toc']/details/ol/li")
    assert [pages.words(item.find("a")) for item in outer] == ["a", "b"]
    assert [pages.words(a) for a in outer[0].findall("ol/li/a")] == ["a1", "a2"]


def test_every_block_says_its_language() -> None:
    main = pages.main_of(
        pages.markdown(
            "# Title",
            "中文一段文字。",
            "An English paragraph.",
            "- 条目\n- item one\n- 条目二",
            "用 pandas 画出的图",
        )
    )
    for block in main.xpath(".//h1|.//p|.//li"):
        wanted = "zh-CN" if HAN.search(block.text_content()) else "en"
        assert block.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") == wanted


def test_a_term_in_chinese_makes_no_sentence_chinese() -> None:
    main = pages.main_of(pages.markdown("# t", "The Fengqiao (枫桥) way of settling disputes."))
    assert main.find(".//div/p").xpath("string(ancestor-or-self::*[@lang][1]/@lang)") == "en"


def test_a_page_of_somebody_else_is_in_the_language_of_most_cells() -> None:
    assert pages.page_of(others.foreign()).get("lang") == "en"
    chinese = pages.markdown("# 题", "一段中文。", "又一段中文。", "One in English.")
    assert pages.page_of(chinese).get("lang") == "zh-CN"


def test_narrative_stands_in_pairs_block_by_block() -> None:
    main = pages.main_of(pages.ours(printed.chart()))
    pairs = main.find_class("pair")
    assert len(pairs) == 3  # The lead-in, then a paragraph and a list.
    for pair in pairs:
        left, right = pair
        assert left.get("lang") == "zh-CN" and right.get("lang") == "en"
        assert HAN.search(left.text_content()) and not HAN.search(right.text_content())
    assert [part.tag for part in pairs[2].xpath("*/*")] == ["ul", "ul"]


def test_an_exhibit_passes_as_it_is() -> None:
    figure = pages.main_of(pages.ours(printed.chart())).xpath(".//figure[@id='cases']")[0]
    image = figure.find("picture//img")
    assert image.get("alt") == "指数条。 Index bars." and image.get("width") == "608"
    source = figure.find("picture/source")
    assert source.get("media") == "(max-width: 36.5em)" and source.get("width") == "336"
    assert source.get("srcset").startswith("data:image/svg+xml")
    evidence = figure.find("details")
    assert evidence.get("class") == "evidence" and evidence.get("open") is None
    assert evidence.find(".//mark").text == "33%"
    assert [item.find("span").get("lang") for item in figure.findall("ul/li")] == ["zh-CN"] * 2
    assert figure.find(".//td").get("class") == "num"
    bar = pages.main_of(pages.ours('40<p class="bar"><span style="width:40%"></span></p>'))
    assert bar.find(".//p[@class='bar']/span").get("style") == "width:40%"


def test_a_drawing_on_a_page_is_the_drawing_that_was_made() -> None:
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg'>\n<style>#a &gt; b { fill: '#fff' }</style>"
        '<text x="1">50%41 "商" &amp; a\nb</text></svg>'
    )
    for drawing in (svg, svg.replace("'", '"'), svg.replace("'#fff'", "red")):
        uri = "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()
        html = (
            f'<picture><source srcset="{uri}"><img src="{uri}" alt=\'src="{uri}" &gt;\'></picture>'
        )
        image = pages.main_of(pages.showing(text_html=html + f'<pre>&lt;img src="{uri}"</pre>'))
        src, srcset = image.find(".//img").get("src"), image.find(".//source").get("srcset")
        for address in (src, srcset):
            assert address.startswith("data:image/svg+xml,")
            shown = unquote(address.partition(",")[2]).replace("'", '"').split()
            assert shown == drawing.replace("'", '"').split()
        assert " " not in srcset
        assert f'<img src="{uri}"' in image.text_content()
        assert image.find(".//img").get("alt") == f'src="{uri}" >'


def test_the_look_of_an_exhibit_stands_once_on_a_page() -> None:
    styled = f'<style class="shangluo-style">.exhibit {{ color: red }}</style>{printed.chart()}'
    page = pages.page_of(pages.ours(styled, styled))
    assert len(page.findall(".//style")) == 1
    assert page.find(".//main").find(".//style") is None
    assert "shangluo-style" not in pages.text_of(pages.ours(styled))


def test_tables_have_scopes_and_a_labelled_box_of_their_own() -> None:
    tables = pages.main_of(others.foreign()).findall(".//table")
    assert len(tables) == 4
    names = []
    for table in tables:
        box = table.getparent()
        assert box.get("role") == "region" and box.get("tabindex") == "0"
        assert "scroll" in box.get("class")
        names.append(box.get("aria-label"))
        heads = table.findall(".//th")
        assert heads and all(head.text_content().strip() for head in heads)
        assert {head.get("scope") for head in heads} <= {"col", "row", "colgroup", "rowgroup"}
    assert len(set(names)) == 4


def test_ids_are_unique_and_none_is_the_pages_own() -> None:
    html = '<p id="a">甲乙</p><p id="main">丙</p><p id="show-code">丁</p>'
    page = pages.page_of(pages.ours(html, html))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)) and {"a", "a-2", "main-2", "show-code-2"} <= set(ids)
    assert page.xpath("//*[@id='main']")[0].tag == "main"
    assert page.xpath("//*[@id='show-code']")[0].tag == "input"


def test_a_cell_has_the_id_that_someone_chose() -> None:
    nb = pages.markdown("# t", "chosen", "random")
    nb.cells[1]["id"], nb.cells[2]["id"] = "the-scope", "0a1b2c3d"
    main = pages.main_of(nb)
    assert pages.words(main.xpath(".//*[@id='the-scope']")[0]) == "chosen"
    assert "0a1b2c3d" not in main.xpath(".//@id")


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("04_method.ipynb", "04_method.html"),
        ("./04_method.ipynb", "04_method.html"),
        ("04_method.ipynb#p15", "04_method.html#p15"),
        ("04_method.ipynb#cell-id=p15", "04_method.html#p15"),
        ("02_safety.ipynb#cell-id=t", "#t"),
        ("02_safety.ipynb", "#main"),
        ("#cell-id=t", "#t"),
        ("#heading=t", "#t"),
        ("#t", "#t"),
        ("https://example.org/04_method.ipynb", "https://example.org/04_method.ipynb"),
        ("data.csv", "data.csv"),
        ("#gone", None),
        ("other.ipynb#x", None),
        ("sub/04_method.ipynb", None),
    ],
)
def test_a_link_leads_to_what_is_there_or_is_plain_text(href: str, expected: str | None) -> None:
    nb = pages.markdown("# t", f"see [there]({href}) now")
    main = pages.main_of(nb, siblings=["02_safety", "04_method"])
    link = main.find(".//p/a")
    assert (None if link is None else link.get("href")) == expected
    assert "see there now" in pages.words(main)


def test_alone_a_page_has_no_link_to_another_notebook() -> None:
    main = pages.main_of(pages.ours(*EXHIBITS))
    assert [href for href in main.xpath(".//a/@href") if "ipynb" in href or "html" in href] == []
    assert "来源：样本，¶15" in pages.words(main)


def test_previous_and_next_have_short_names() -> None:
    about = {"siblings": ["00_overview", "02_safety", "9_my notes"], "home": True}
    page = pages.page_of(pages.markdown("# 二：乙"), **about)
    ends = {a.get("rel"): (a.get("href"), pages.words(a)) for a in page.findall(".//footer//a")}
    assert ends == {
        "prev": ("00_overview.html", "← 总览 Overview"),
        "next": ("9_my%20notes.html", "my notes →"),
    }
    assert page.find(".//header/a").get("href") == "index.html"
    assert len(page.xpath("//a[@rel]")) == 2
    other = pages.page_of(pages.markdown("# x"), name="x", **about)
    assert other.xpath("//a[@rel]") == []
    english = pages.page_of(pages.markdown("# x"), "en", name="00_overview", **about)
    assert pages.words(english.xpath("//a[@rel='next']")[0]) == "Public order →"


def test_code_is_there_and_out_of_sight_only_in_a_report() -> None:
    report = pages.page_of(pages.ours(printed.chart()))
    box = report.xpath("//input[@id='show-code']")[0]
    assert box.get("checked") is None and report.xpath("//label[@for='show-code']")
    assert "charts.bars(0)" in report.find_class("code")[0].text_content()
    assert pages.page_of(others.foreign()).xpath("//input[@checked]")
    assert not pages.page_of(pages.markdown("# only words")).xpath("//input")


def test_a_page_takes_the_colour_of_most_of_its_exhibits() -> None:
    assert Page(pages.ours(printed.chart(), printed.table()), name="a").section == "lead"
    two = pages.ours(printed.chart(), printed.chart("b"), printed.table())
    assert Page(two, name="a").section == "safety"
    assert "safety" in pages.page_of(two).find("body").get("class").split()


def test_what_the_metadata_say_goes_with_the_page() -> None:
    nb = pages.markdown("# t")
    nb.metadata.update(authors=[{"name": "A"}, {"x": 1}, "B"], keywords=["k", 2], description="d")
    page = Page(nb, name="a")
    assert (page.authors, page.keywords, page.description) == (("A", "B"), ("k",), "d")


def test_a_page_is_the_same_on_every_run_and_leaves_the_notebook_alone() -> None:
    for nb in (others.foreign(), pages.ours(*EXHIBITS)):
        before = str(nb)
        assert pages.text_of(nb) == pages.text_of(nb)
        assert str(nb) == before
