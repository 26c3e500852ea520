"""A page: marked up for everyone, one language at a time if asked, nothing acts or fetches."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from nbconvert.exporters import HTMLExporter
from page_reading import main, markdown, page_of, text_of, words
from sample_notebooks import article, cards, chart, foreign, ours
from traitlets.config import Config

from shangluo_data.export.html import ReportHTMLExporter
from shangluo_data.export.page_frame import TEMPLATES

HAN = re.compile("[\u4e00-\u9fff]")


def test_a_page_may_fetch_and_run_nothing() -> None:
    page = page_of(foreign())
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy["content"]).split(";"))
    assert rules["default-src"] == "'none'" and rules["img-src"] == "data:"
    assert "script-src" not in rules and "connect-src" not in rules
    assert page.find(["script", "link", "iframe", "object", "base"]) is None
    assert "@import" not in str(page.style) and "url(" not in str(page.style)
    for element in page.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on")]
        for name in ("src", "srcset", "poster"):
            assert str(element.get(name, "data:")).startswith("data:"), element


def test_a_page_has_title_language_landmarks_and_a_skip_link() -> None:
    page = page_of(ours(chart()))
    assert page.html is not None and page.html["lang"] == "zh-CN"
    assert page.title is not None and page.title.get_text() == "治安 Safety"
    for landmark in ("header", "main", "footer"):
        assert len(page.find_all(landmark)) == 1
    body = page.body
    assert body is not None
    skip = body.find("a")
    assert isinstance(skip, Tag) and skip["href"] == "#main" and main(page)["id"] == "main"


def test_headings_begin_at_one_and_skip_no_level() -> None:
    for nb in (foreign(), ours(chart(), article()), markdown("### c", "# a", "##### b", "# d")):
        levels = [int(h.name[1]) for h in page_of(nb).find_all(re.compile(r"^h[1-6]$"))]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise(levels)), levels


def test_the_contents_list_the_headings_of_the_text() -> None:
    page = page_of(ours(chart()))
    contents = main(page).find("nav", class_="toc")
    assert isinstance(contents, Tag)
    links = contents.find_all("a")
    assert [words(link) for link in links] == ["多少？ How many?", "第0节 Part 0"]
    for link in links:
        assert page.find(id=unquote(str(link["href"]))[1:]) is not None
    # The address that JupyterLab gives the same heading.
    assert page.find("h2", id="多少？-How-many?") is not None


def test_every_block_says_its_language() -> None:
    page = page_of(
        markdown(
            "# Title", "中文一段文字。", "An English paragraph.", "- 条目\n- item one\n- 条目二"
        )
    )
    assert page.html is not None
    for block in main(page).find_all(["h1", "p", "li"]):
        nearest = block if block.has_attr("lang") else block.find_parent(lang=True)
        wanted = "zh-CN" if HAN.search(block.get_text()) else "en"
        assert nearest["lang"] == wanted, block


def test_narrative_and_captions_stand_in_pairs() -> None:
    page = page_of(ours(chart()))
    pairs = main(page).find_all("div", class_="pair")
    for pair in pairs:
        left, right = (side for side in pair.children if isinstance(side, Tag))
        assert HAN.search(left.get_text()) and not HAN.search(right.get_text().replace("¶", ""))
    captions = [pair for pair in pairs if pair.find_parent("figcaption")]
    assert len(captions) == 1 and len(pairs) == 4


def test_an_exhibit_keeps_alt_text_disclosure_and_links() -> None:
    page = page_of(ours(chart()))
    figure = main(page).find("figure", id="cases")
    assert isinstance(figure, Tag) and figure.img is not None
    assert figure.img["alt"] == "指数条。 Index bars."
    assert figure.find("source", media="(max-width: 600px)") is not None
    evidence = figure.find("details", class_="evidence")
    assert isinstance(evidence, Tag) and not evidence.has_attr("open")
    assert evidence.mark is not None and evidence.mark.get_text() == "33%"
    assert figure.find("style") is None
    assert "shangluo-style" not in str(page)


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
    page = page_of(ours(chart(), cards()), lang)
    assert page.html is not None and page.html["lang"] == {"zh": "zh-CN", "en": "en"}[lang]
    assert page.title is not None
    assert page.title.get_text() == {"zh": "治安", "en": "Safety"}[lang]
    shown = words(page.body or page)
    assert all(word in shown for word in stays)
    assert not [word for word in goes if word in shown]
    assert page.find(class_={"zh": "en", "en": "zh"}[lang]) is None
    assert page.find("div", class_="pair") is None
    assert page.img is not None
    assert page.img["alt"] == {"zh": "指数条。", "en": "Index bars."}[lang]


def test_code_is_there_and_out_of_sight_only_in_a_report() -> None:
    switch = {"type": "checkbox", "id": "show-code"}
    report = page_of(ours(chart()))
    box = report.find("input", attrs=switch)
    assert isinstance(box, Tag) and not box.has_attr("checked")
    assert report.find("label", attrs={"for": "show-code"}) is not None
    code = main(report).find(class_="code")
    assert isinstance(code, Tag) and "charts.bars(0)" in code.get_text()
    box = page_of(foreign()).find("input", attrs=switch)
    assert isinstance(box, Tag) and box.has_attr("checked")


def test_tables_have_scopes_and_a_labelled_box_of_their_own() -> None:
    page = page_of(foreign())
    tables = main(page).find_all("table")
    assert len(tables) == 4
    labels = []
    for table in tables:
        box = table.parent
        assert box["role"] == "region" and box["tabindex"] == "0" and "scroll" in box["class"]
        labels.append(box["aria-label"])
        assert table.find_all("th")
        for cell in table.find_all("th"):
            assert cell["scope"] in ("col", "row", "colgroup", "rowgroup")
            assert cell.get_text(strip=True)
    assert len(set(labels)) == 4


def test_ids_are_unique_and_nothing_of_jupyterlab_is_left() -> None:
    nb = ours('<p id="a" data-jupyter-id="a">甲乙</p>', '<p id="a" data-jupyter-id="a">丙丁</p>')
    page = page_of(nb)
    ids = [str(element["id"]) for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids)) and {"a", "a-2"} <= set(ids)
    assert "data-jupyter-id" not in str(page)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("04_method.ipynb", "04_method.html"),
        ("./04_method.ipynb", "04_method.html"),
        ("04_method.ipynb#p15", "04_method.html#p15"),
        ("04_method.ipynb#cell-id=p15", "04_method.html#p15"),
        ("#cell-id=p15", "#p15"),
        ("other.ipynb#x", "other.ipynb#x"),
        ("sub/04_method.ipynb", "sub/04_method.ipynb"),
        ("https://example.org/04_method.ipynb", "https://example.org/04_method.ipynb"),
    ],
)
def test_links_between_notebooks_lead_to_pages(href: str, expected: str, tmp_path: Path) -> None:
    for name in ("02_safety", "04_method"):
        (tmp_path / f"{name}.ipynb").write_text('{"cells": []}', encoding="utf-8")
    page = page_of(markdown(f"[there]({href})"), name="02_safety", path=str(tmp_path))
    link = main(page).find("a")
    assert isinstance(link, Tag) and link["href"] == expected


def test_previous_and_next_follow_the_file_names(tmp_path: Path) -> None:
    for number, title in enumerate(("一：甲", "二：乙", "三：丙")):
        cell = {"cell_type": "markdown", "source": [f"# {title}\n", "words"]}
        path = tmp_path / f"0{number}_n.ipynb"
        path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    shutil.copy(tmp_path / "00_n.ipynb", tmp_path / "notes.ipynb")
    page = page_of(markdown("# 二：乙"), name="01_n", path=str(tmp_path))
    assert page.footer is not None and page.header is not None
    ends = {str(a["rel"][0]): (a["href"], words(a).split()[-1]) for a in page.footer.find_all("a")}
    assert ends == {"prev": ("00_n.html", "一：甲"), "next": ("02_n.html", "三：丙")}
    assert [words(a) for a in page.header.find_all("a")] == ["← 一", "三 →"]
    first = page_of(markdown("# 一"), name="00_n", path=str(tmp_path))
    assert first.find("a", rel="prev") is None and first.find("a", rel="next") is not None
    other = page_of(markdown("# x"), name="notes", path=str(tmp_path))
    assert other.find("a", rel=True) is None


def test_nbconverts_own_exporter_makes_the_same_page_with_the_template() -> None:
    config = Config(
        {"HTMLExporter": {"template_name": "shangluo", "extra_template_basedirs": [str(TEMPLATES)]}}
    )
    resources = {"metadata": {"name": "样本"}}
    theirs, _ = HTMLExporter(config=config).from_notebook_node(ours(chart()), resources)
    assert words(BeautifulSoup(theirs, "html.parser")) == words(page_of(ours(chart())))
    # What a server sets for HTML exporters at large does not reach ours.
    set_to_lab = Config({"HTMLExporter": {"template_name": "lab"}})
    assert ReportHTMLExporter(config=set_to_lab).template_name == "shangluo"


def test_a_page_is_the_same_on_every_run() -> None:
    other = foreign()
    assert text_of(other) == text_of(other)
    assert text_of(ours(chart(), cards())) == text_of(ours(chart(), cards()))
