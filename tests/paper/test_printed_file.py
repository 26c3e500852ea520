"""The PDF as a file: tagged, titled, linked, valid, the same on every run."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
from helpers import others
from helpers import printed as made

from shangluo_data.errors import DataError
from shangluo_data.page import paper
from shangluo_data.page.tree import Page
from shangluo_data.page.words import Lang

BODY = made.whole(made.chart(), made.cards(), made.table(), made.article())


@cache
def ours(lang: Lang = "both") -> bytes:
    return paper.pdf(made.page(BODY, lang=lang))


def test_the_file_says_what_it_is() -> None:
    file = made.reader(ours())
    assert file.metadata is not None
    assert file.metadata.title == "治安 Public order"
    assert file.metadata.author == "A. Author"
    assert "商洛" in str(file.metadata.get("/Keywords"))
    root = file.trailer["/Root"]
    assert root["/Lang"] == "zh-CN" and root["/MarkInfo"]["/Marked"]
    assert re.search(r"pdfuaid:part>1<", made.xmp(ours()))
    assert re.search(r"pdfaid:part>2<.*pdfaid:conformance>A<", made.xmp(ours()), re.DOTALL)
    assert made.reader(ours("en")).trailer["/Root"]["/Lang"] == "en-GB"


def test_all_fonts_are_embedded_and_bundled() -> None:
    names = set()
    for page in made.reader(ours()).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])
            names.add(str(inner["/BaseFont"]).split("+")[-1].split("-")[0])
    assert names <= {"NotoSansSC", "DejaVuSansMono"}


def test_tags_outline_alt_text_and_page_numbers() -> None:
    elements = list(made.tagged(ours()))
    kinds = {str(element["/S"]) for element in elements}
    assert kinds >= {"/H1", "/H2", "/H3", "/P", "/L", "/Table", "/TH", "/TD", "/Figure", "/Link"}
    alts = [str(element["/Alt"]) for element in elements if element["/S"] == "/Figure"]
    assert alts == ["指数条。 Index bars."]
    assert made.outline(made.reader(ours()).outline)[:3] == [
        "治安 Public order",
        "第1节 Part 1",
        "图题：刑事案件降得更多 Chart title: recorded criminal cases fell further",
    ]
    pages = made.reader(ours()).pages
    for at, page in enumerate(pages, 1):
        assert f"{at} / {len(pages)}" in page.extract_text()


def test_words_carry_their_language() -> None:
    langs = {str(element["/Lang"]) for element in made.tagged(ours()) if "/Lang" in element}
    assert "en-GB" in langs


def test_links_lead_inside_and_outside() -> None:
    file = made.reader(ours())
    assert {"cases", "nine", "register", "p15"} <= set(file.named_destinations)
    assert set(made.addresses(ours())) == {"04_method.pdf#p15"}
    inside = [note for note in made.links(ours()) if "/URI" not in note.get("/A", {})]
    assert len(inside) > 6


def test_a_link_to_what_is_not_there_is_plain_text() -> None:
    body = '<h1>题</h1><p><a href="#gone">lost</a> <a href="javascript:x()">run</a></p>'
    data = paper.pdf(made.page(body))
    assert "lost" in made.text(data) and "run" in made.text(data)
    assert made.links(data) == []


def test_the_same_bytes_on_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/Lima")
    assert paper.pdf(made.page(BODY)) == ours()


def test_typst_leaves_nothing_out_and_settles(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[str] = []

    def compile(*args: Any, **options: Any) -> Any:
        data, warnings = typst.compile_with_warnings(*args, **options)
        found.extend(str(one) for one in warnings)
        return data

    monkeypatch.setattr(typst, "compile", compile)
    paper.bound([made.page(BODY, "a"), made.page(BODY, "b")], evidence=True)
    paper.slides([made.chart(), made.cards(count=9)], lang="both", shape="wide")
    with pytest.warns(paper.ExportWarning, match="a picture cannot be read: broken one"):
        paper.pdf(Page(others.foreign(), name="c"))
    assert found == []


def test_qpdf_finds_no_error() -> None:
    with pikepdf.open(io.BytesIO(ours())) as file:
        assert file.check_pdf_syntax() == []


def test_an_edition_holds_no_sentence_of_the_other_language() -> None:
    english, chinese = made.bare(made.text(ours("en"))), made.bare(made.text(ours("zh")))
    for words in ("It’sthe“lead-in”", "recordedcriminalcases", "Thedashedline", "Englishremark"):
        assert words in english and words not in chinese
    for words in ("引入“第1个”图表", "刑事案件降得更多", "虚线不是变化的过程", "第3行的中文说明"):
        assert words in chinese and words not in english
    assert "73.1万余" in english and "正文样本" in english


def test_evidence_is_printed_only_if_asked() -> None:
    assert "change_cases" not in made.text(ours()) and "本報記者" not in made.text(ours())
    full = made.text(paper.pdf(made.page(BODY), evidence=True))
    assert "change_cases" in full and "引文样本33%" in full and "本報記者" in full


def test_instructions_for_the_screen_are_not_printed() -> None:
    body = '<h1>题</h1><p class="screen-only">click</p><p>read <b class="screen-only">tap</b></p>'
    words = made.text(paper.pdf(made.page(body)))
    assert "read" in words and "click" not in words and "tap" not in words


def test_code_is_printed_where_the_page_shows_it() -> None:
    code = '<div class="code"><pre>x = secret(1)\n\n# two</pre></div>'
    body = f'<h1>题</h1><div class="cell">{code}</div>'
    assert "secret" not in made.text(paper.pdf(made.page(body)))
    shown = made.text(paper.pdf(made.page(body, has_code=True, code_open=True)))
    assert "x = secret(1)" in shown and "# two" in shown


def test_all_pages_bound_have_a_cover_contents_and_links_inside() -> None:
    hero = made.chart("at_a_glance", "article").replace("刑事案件降得更多", "全文一览")
    titles = {"zh": "一篇报道", "en": "One report"}
    first = made.page(
        made.whole(hero, made.chart()), "00_overview", titles=titles, title="一篇报道 One report"
    )
    second = made.page(made.whole(made.cards()), "02_safety")
    third = made.page(
        made.whole(made.article()), "04_method", titles={"zh": "方法", "en": "Method"}
    )
    data = paper.bound([first, second, third])
    pages = [page.extract_text() for page in made.reader(data).pages]
    assert "一篇报道" in pages[0] and "One report" in pages[0] and "全文一览" in pages[0]
    assert made.text(data).count("全文一览") == 1, "the hero is on the cover alone"
    assert "Contents" in pages[1] and "Part 1" in pages[1]
    assert [words for words in made.addresses(data) if ".pdf" in words or "ipynb" in words] == []
    assert {"cases", "p15"} <= set(made.reader(data).named_destinations), "as in its own PDF"
    assert first.main.xpath(".//figure[@id='at_a_glance']"), "the page given is left as it was"
    assert paper.bound([first, second, third]) == data
    english = made.reader(paper.bound([first, second], "en"))
    assert "一篇报道" not in english.pages[0].extract_text()
    with pytest.raises(DataError, match="no page is given"):
        paper.bound([])


def test_what_has_one_name_on_two_pages_is_told_apart_when_they_are_bound() -> None:
    body = made.whole(made.chart(), '<p><a href="#cases">see there</a></p>')
    data = paper.bound([made.page(body, name) for name in ("00_overview", "02_safety")])
    led = [str(note["/Dest"]) for note in made.links(data) if "/Dest" in note]
    assert [one for one in led if one.endswith("cases")] == ["cases", "02_safety/cases"]
    places = made.reader(data).named_destinations
    tops = [places[name].page.idnum for name in ("cases", "02_safety/cases")]
    assert tops[0] != tops[1] and made.dangling(data) == []


def test_the_outside_checker_of_pdf_ua_passes(tmp_path: Path) -> None:
    pdfua = pytest.importorskip("pdfua")
    (tmp_path / "a.pdf").write_bytes(ours())
    report = pdfua.validate(str(tmp_path / "a.pdf"))
    assert [(one.rule_id, one.message, str(one.location)) for one in report.findings] == []
    # This checker's own rule for headings stumbles over arrays; the tags are tested above.
    assert {one.rule_id for one in report.outcomes if one.skipped_reason} <= {"UA-14-001"}
    assert len(report.outcomes) > 10
