"""Editions leave out exactly the other language."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from shangluo_data.export.editions import EditionPreprocessor, select, select_cells

PAGE = """
<h2><span class="zh" lang="zh-CN">治安</span> <span class="en" lang="en">Safety</span></h2>
<p class="title zh" lang="zh-CN">标题</p><p class="title en" lang="en">Title</p>
<p class="only"><span class="zh" lang="zh-CN">仅中文</span></p>
<p>The term <b lang="zh-CN">枫桥经验</b> stays.</p>
<ul class="notes zh" lang="zh-CN"><li>注<span class="zh">一</span></li></ul>
<ul class="notes en" lang="en"><li>Note</li></ul>
<img alt="条形图。 Bars." data-alt-zh="条形图。" data-alt-en="Bars." src="x">
<img alt="plain" src="y">
<table><tr><th class="zh">含义</th><th class="en">Meaning</th><th>¶</th></tr>
<tr><td class="zh">甲</td><td class="en">A</td><td class="num">1</td></tr></table>
"""


def edition(lang: str) -> BeautifulSoup:
    soup = BeautifulSoup(PAGE, "html.parser")
    select(soup, lang)
    return soup


def test_both_changes_nothing() -> None:
    assert str(edition("both")) == str(BeautifulSoup(PAGE, "html.parser"))


def test_english_edition_has_no_chinese_but_the_terms() -> None:
    soup = edition("en")
    assert soup.h2 is not None and soup.h2.get_text() == "Safety"
    assert [p.get_text() for p in soup.find_all("p")] == ["Title", "The term 枫桥经验 stays."]
    assert [li.get_text() for li in soup.find_all("li")] == ["Note"]
    assert [i["alt"] for i in soup.find_all("img")] == ["Bars.", "plain"]
    assert [c.get_text() for c in soup.find_all(["th", "td"])] == ["Meaning", "¶", "A", "1"]


def test_chinese_edition_has_no_english() -> None:
    soup = edition("zh")
    assert soup.h2 is not None and soup.h2.get_text() == "治安"
    assert [p.get_text() for p in soup.find_all("p")][:2] == ["标题", "仅中文"]
    assert [li.get_text() for li in soup.find_all("li")] == ["注一"]
    assert soup.img is not None and soup.img["alt"] == "条形图。"
    assert [c.get_text() for c in soup.find_all(["th", "td"])] == ["含义", "¶", "甲", "1"]


def test_cells_are_chosen_by_tag_and_the_notebook_is_left_alone() -> None:
    def cell(source: str, *tags: str) -> object:
        return new_markdown_cell(source, metadata={"tags": list(tags)})

    notebook = new_notebook(
        cells=[cell("中", "zh"), cell("E", "en"), cell("两", "zh", "en"), new_code_cell("1")]
    )
    assert [c.source for c in select_cells(notebook, "zh").cells] == ["中", "两", "1"]
    assert [c.source for c in select_cells(notebook, "en").cells] == ["E", "两", "1"]
    assert select_cells(notebook, "both") is notebook
    chosen, resources = EditionPreprocessor(lang="en").preprocess(notebook, {"a": 1})
    assert [c.source for c in chosen.cells] == ["E", "两", "1"] and resources == {"a": 1}
    assert len(notebook.cells) == 4


@pytest.mark.parametrize("lang", ["", "de", "ZH"])
def test_an_unknown_language_is_refused(lang: str) -> None:
    with pytest.raises(ValueError, match=r"use one of both, zh, en"):
        edition(lang)
