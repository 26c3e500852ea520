"""Text in is text out: whatever a page holds stands in the PDF's text layer, as text."""

from __future__ import annotations

import base64
import warnings
from collections import Counter

import lxml.html
import pytest
from fontTools.ttLib import TTFont
from helpers import printed as made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shangluo_data.page import paper
from shangluo_data.page.paper.press import FONTS

KNOWN = sorted(TTFont(FONTS / "NotoSansSC-Regular.ttf").getBestCmap())
HAN = [chr(code) for code in KNOWN if 0x4E00 <= code < 0x9FFF]
PRINTED = "".join(chr(code) for code in range(0x21, 0x7F)) + "“”‘’—…·×余多一二三四五警"


def printed(body: str, **more: object) -> str:
    return made.bare(made.text(paper.pdf(made.page(body, **more))))


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def test_every_visible_word_is_in_the_text_layer() -> None:
    body = made.whole(made.chart(), made.cards(), made.table(30), made.article())
    page = made.page(body)
    for hidden in page.main.xpath(".//details"):
        hidden.drop_tree()
    words = {word for part in page.main.itertext() for word in part.split()}
    shown = printed(body)
    assert len(words) > 100
    assert [word for word in sorted(words) if made.bare(word) not in shown] == []


def test_every_han_character_of_the_font_extracts_as_it_is() -> None:
    words = "".join(HAN[::7])
    assert len(words) > 900
    assert words in printed(f"<h1>字</h1><p>{words}</p>")


@pytest.mark.parametrize("holder", ["p", "pre", "td", "li", "h2", "code", "a", "summary", "b"])
def test_hostile_content_stays_text(holder: str) -> None:
    words = escaped(made.HOSTILE)
    inside = {"td": f"<table><tr><td>{words}</td></tr></table>", "li": f"<ul><li>{words}</li></ul>"}
    body = inside.get(holder, f'<{holder} href="#x" id="y&quot;)#panic(">{words}</{holder}>')
    shown = printed(f"<h1>题</h1><div>{body}</div>", name='#panic("name") $x$')
    assert made.bare(made.HOSTILE) in shown
    assert 'panic("name")$x$' in shown


WORDS = st.text(alphabet=PRINTED, min_size=1, max_size=30)
INLINE = st.builds(
    lambda tag, words: f"<{tag}>{escaped(words)}</{tag}>",
    st.sampled_from(["b", "em", "code", "span", "mark", "sup", "u", "a", "small", "x-own"]),
    WORDS,
)
LINE = st.lists(st.one_of(WORDS.map(escaped), INLINE), min_size=1, max_size=4).map(" ".join)
CELL = st.builds(
    lambda words, across, down: f'<td colspan="{across}" rowspan="{down}">{words}</td>',
    LINE,
    st.integers(0, 3),
    st.integers(0, 3),
)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=4).map("".join), min_size=1, max_size=4)
BLOCK = st.one_of(
    st.builds(
        lambda tag, line: f"<{tag}>{line}</{tag}>",
        st.sampled_from(["p", "div", "blockquote", "h2", "h3", "h6", "section", "summary"]),
        LINE,
    ),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda items: "<ol>" + "".join(f"<li>{item}</li>" for item in items) + "</ol>"
    ),
    ROWS.map(lambda rows: "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"),
    WORDS.map(lambda words: f"<pre>{escaped(words)}</pre>"),
    st.builds(
        lambda tag, line, words: f"<{tag}>{line}<div>{escaped(words)}</div></{tag}>",
        st.sampled_from(["b", "span", "mark", "a", "em", "sup", "li", "x-own"]),
        LINE,
        WORDS,
    ),
)


@settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.lists(BLOCK, min_size=1, max_size=5))
def test_text_in_is_text_out(blocks: list[str]) -> None:
    page = made.page("<h1>题</h1>" + "".join(blocks))
    wanted = [made.bare(words) for words in page.main.itertext()]
    shown = made.bare(made.text(paper.pdf(page)))
    assert [words for words in wanted if words not in shown] == []
    for sign, count in Counter("".join(wanted)).items():
        assert shown.count(sign) >= count, sign


def test_unprintable_characters_fall_and_their_neighbours_stay() -> None:
    page = made.page("<h1>题</h1><p>one</p><pre>three</pre>")
    page.main[1].text = "o\u007fne\ufeff two\u2028x"
    assert "onetwox" in made.bare(made.text(paper.pdf(page)))


def test_a_very_long_word_is_broken_inside_the_page() -> None:
    long = "x" * 400 + " https://example.org/" + "a/" * 90
    data = paper.pdf(made.page(f"<h1>题</h1><p>{long}</p><pre>{'=' * 300}</pre>"))
    words = made.bare(made.text(data))
    assert made.bare(long) in words and "=" * 300 in words
    lines: list[str] = []
    for page in made.reader(data).pages:
        page.extract_text(
            visitor_text=lambda words, cm, tm, font, size: lines.extend(words.splitlines())
        )
    assert max(map(len, lines)) < 140


@pytest.mark.parametrize("offset", range(3))
def test_deep_nesting_stays_text(offset: int) -> None:
    inner = "<div><ul><li>" * 60 + "at the bottom" + "</li></ul></div>" * 60
    assert "atthebottom" in printed("<h1>题</h1>" + "<div>x" * offset + inner + "</div>" * offset)


def test_a_character_without_a_glyph_is_named_with_its_place() -> None:
    body = '<h1>题</h1><div class="cell">a</div><div class="cell">see \U0001f680 fly</div>'
    with pytest.warns(
        paper.ExportWarning, match=r"trip: no font has .*U\+1F680.*trip, cell 2, in “see .* fly”"
    ):
        data = paper.pdf(made.page(body, "trip"))
    assert "fly" in made.text(data)
    assert "pdfuaid" not in made.xmp(data)


def test_an_unreadable_picture_is_named_and_its_words_are_printed() -> None:
    broken = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'><rect").decode()
    png = base64.b64encode(b"\x89PNG\r\n\x1a\n nothing").decode()
    body = f"""<h1>题</h1><img alt="the words" src="data:image/svg+xml;base64,{broken}">
    <img alt="no png" src="data:image/png;base64,{png}"><p><img alt="far" src="https://x.org/a.png">
    <img alt="good" src="{made.drawing()}"></p>"""
    with pytest.warns(paper.ExportWarning) as said:
        data = paper.pdf(made.page(body))
    assert [str(one.message) for one in said] == [
        "02_safety: a picture cannot be read: the words",
        "02_safety: a picture cannot be read: no png",
    ]
    words = made.text(data)
    assert "[the words]" in words and "[no png]" in words and "far" in words
    assert made.addresses(data) == ["https://x.org/a.png"]
    assert "pdfuaid" in made.xmp(data)
    alts = [str(one["/Alt"]) for one in made.tagged(data) if one["/S"] == "/Figure"]
    assert alts == ["good"]


def test_a_page_without_headings_or_with_skipped_ones_keeps_the_standard() -> None:
    for body in ("<p>words</p>", "<h4>四</h4><h2></h2><p>words</p><h6>六</h6>", made.chart()):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            data = paper.pdf(made.page(body))
        assert "pdfuaid" in made.xmp(data)


def test_another_s_table_keeps_all_its_columns() -> None:
    head = "".join(f"<th>col_{n}</th>" for n in range(30))
    row = "".join(f"<td>{n * 12345.678:.3f}</td>" for n in range(30))
    shown = printed(f"<h1>题</h1><table><thead><tr>{head}</tr></thead><tr>{row}</tr></table>")
    assert [n for n in range(30) if f"col_{n}" not in shown] == []
    assert "358024.662" in shown


def test_a_block_inside_a_line_is_printed() -> None:
    page = made.page("<h1>题</h1><p>before <b>bold</b> after</p>")
    page.main[1][0].append(lxml.html.fragment_fromstring("<blockquote>inside</blockquote>"))
    shown = made.bare(made.text(paper.pdf(page)))
    assert all(words in shown for words in ("before", "bold", "inside", "after"))


def test_words_where_a_table_or_a_list_has_none_are_kept() -> None:
    shown = printed(
        "<h1>题</h1><ul>loose<li>one</li><p>para</p></ul><table>stray<tr>in<td>x</td></tr></table>"
    )
    for words in ("loose", "one", "para", "stray", "in", "x"):
        assert words in shown, words


def test_class_names_and_languages_of_others_lose_no_text() -> None:
    names = "title number card tag notes bar where para exhibit code evidence group math is-table"
    body = "".join(
        f'<p class="{name}" lang="{name}">word-{name}</p><div class="{name} is-chart">'
        f"in-{name}</div>"
        for name in names.split()
    )
    body += '<p lang="x">one</p><p lang="中">two</p><p lang="">three</p>'
    shown = printed(f"<h1>题</h1>{body}")
    assert [n for n in names.split() if f"word-{n}" not in shown or f"in-{n}" not in shown] == []
