"""How a notebook is written: short cells, both languages, one exhibit to a cell, no leftovers."""

from __future__ import annotations

import ast
import re
from itertools import pairwise

import pytest
from helpers.story import (
    EXHIBIT,
    HAN,
    NAMES,
    NOTEBOOKS,
    captions,
    cells,
    drawn,
    findings,
    notebook,
    plain,
    source,
    written,
)

from shangluo_data.exhibits.captions import findings_for

each_notebook = pytest.mark.parametrize("name", NAMES)
PAIR = re.compile(
    r'#{1,3} <span class="zh" lang="zh-CN">([^<]+)</span> <span class="en" lang="en">([^<]+)</span>'
)
FINDINGS = {name: name.split("_")[1] for name in NAMES}


def test_there_are_five() -> None:
    assert sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")) == list(NAMES)


@each_notebook
def test_it_opens_with_its_title_what_it_covers_and_the_findings(name: str) -> None:
    listed = notebook(name)["cells"]
    texts = [source(cell) for cell in listed]
    assert texts[0].startswith("# <span")
    assert sum(text.startswith("# <") for text in texts) == 1
    assert [cell["metadata"].get("tags") for cell in listed[1:3]] == [["zh"], ["en"]]
    assert re.search(r"from shangluo_data import (charts, )?tables, views$", texts[3])
    where = texts.index(f'views.findings("{FINDINGS[name]}")')
    assert where == (6 if name == "00_overview" else 4)


def test_the_overview_shows_the_article_first() -> None:
    first = next(s for _, cell in cells("code") if EXHIBIT.match(s := source(cell)))
    assert first == 'charts.glance("at_a_glance")'


@each_notebook
def test_three_or_four_findings(name: str) -> None:
    lines = findings()[FINDINGS[name]]
    assert len(lines["zh"]) == len(lines["en"]) == len(findings_for(FINDINGS[name]))
    assert 3 <= len(lines["zh"]) <= 4


@each_notebook
def test_prose_comes_in_pairs_and_headings_hold_both_languages(name: str) -> None:
    markdown = [c for c in notebook(name)["cells"] if c["cell_type"] == "markdown"]
    for cell in markdown:
        heading = PAIR.fullmatch(source(cell))
        assert bool(heading) == source(cell).startswith("#") == (not cell["metadata"].get("tags"))
        if heading:
            assert HAN.search(heading[1]) and not HAN.search(re.sub("[余多]", "", heading[2]))
    told = [c for c in markdown if c["metadata"].get("tags")]
    listed = notebook(name)["cells"]
    for chinese, english in zip(told[::2], told[1::2], strict=True):
        assert [chinese["metadata"]["tags"], english["metadata"]["tags"]] == [["zh"], ["en"]]
        assert listed.index(english) == listed.index(chinese) + 1
        assert chinese["id"].removesuffix("-zh") == english["id"].removesuffix("-en")
        links = [re.findall(r"\]\(([^)]*)\)", source(cell)) for cell in (chinese, english)]
        assert links[0] == links[1]
        marked = [source(cell).count('<span class="screen-only">') for cell in (chinese, english)]
        assert marked[0] == marked[1]


def test_links_in_the_prose_lead_to_a_notebook_and_a_cell() -> None:
    for _, cell in cells("markdown"):
        for target in re.findall(r"\]\(([^)]*)\)", source(cell)):
            file, _, anchor = target.partition("#cell-id=")
            ids = [c["id"] for c in notebook(file.removesuffix(".ipynb"))["cells"]]
            assert not anchor or anchor in ids, target


def test_what_can_only_be_clicked_is_marked_for_the_screen() -> None:
    clicks = re.compile("点开|点击|opens to|leads? to the exhibit|lead back here")
    for where, text in (*written("zh"), *written("en")):
        outside = re.sub(r'<span class="screen-only">.*?</span>', "", text)
        assert not clicks.search(outside), where


@each_notebook
def test_code_is_one_short_call(name: str) -> None:
    for cell in notebook(name)["cells"]:
        if cell["cell_type"] != "code" or cell["id"] in ("setup", "own_chart"):
            continue
        assert len(source(cell).splitlines()) <= 3
        (statement,) = ast.parse(source(cell)).body
        assert isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)


def test_no_function_is_written_in_a_notebook() -> None:
    for _, cell in cells("code"):
        for node in ast.walk(ast.parse(source(cell))):
            assert not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef | ast.For)


def test_every_caption_has_its_exhibit_in_the_notebook_that_it_names() -> None:
    assert {name: entry["notebook"] for name, entry in captions().items()} == {
        name: notebook_name for name, (notebook_name, _) in drawn().items()
    }
    for _, cell in cells("code"):
        if match := EXHIBIT.match(source(cell)):
            assert match[3] == cell["id"]


def test_ids_are_unique_within_a_notebook_and_can_be_read() -> None:
    for name in NAMES:
        ids = [cell["id"] for cell in notebook(name)["cells"]]
        assert len(ids) == len(set(ids))
        assert not [i for i in ids if not re.fullmatch(r"[a-z][a-z0-9_-]*", i)]
        assert not [i for i in ids if re.fullmatch(r"[0-9a-f]{8}", i)]


@each_notebook
def test_every_exhibit_stands_under_a_heading_of_its_own(name: str) -> None:
    kinds = [
        "exhibit" if EXHIBIT.match(source(c)) else "heading" if source(c).startswith("##") else ""
        for c in notebook(name)["cells"]
    ]
    kinds = [kind for kind in kinds if kind]
    assert not [pair for pair in pairwise(kinds) if pair == ("exhibit", "exhibit")]


# The languages


def test_english_is_written_with_curly_quotes_and_chinese_with_its_own_marks() -> None:
    for where, text in written("en"):
        assert not re.search("[\"']", re.sub(r"<[^>]*>", "", text)), where
        assert not re.search("[，。；：（）]", plain(text)), where
    for where, text in written("zh"):
        bare = re.sub(r"<[^>]*>|`[^`]*`|\]\([^)]*\)|\{[^}]*\}", "", text)
        assert not re.search(r"[\u3400-\u9fff][,;:()!?\"']|[,;:()!?\"'][\u3400-\u9fff]", bare), (
            where
        )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_missing_in_either_language(lang: str) -> None:
    for where, text in written(lang):
        assert text.strip() and bool(HAN.search(text)) >= (lang == "zh" and "20" not in text), where


def test_chinese_in_english_prose_is_quoted_words_of_the_article() -> None:
    allowed = re.compile("余|多|周|》|执著|两抢|交所合一|各1个|80余|两万余|一等功|四大类|据统计")
    for where, text in written("en"):
        assert not HAN.search(allowed.sub("", plain(text))), where


@pytest.mark.parametrize(
    "words", ["at least", "and over", "Next:", "Previous:", "下一篇", "单独的数字"]
)
def test_words_that_were_given_up_do_not_come_back(words: str) -> None:
    for lang in ("zh", "en"):
        assert [where for where, text in written(lang) if words in text] == []
