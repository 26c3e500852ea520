"""Every drawing, at both widths and in every edition: legible, and inside its sheet."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from helpers.drawings import CHARTS, framed, overlap, picture, shapes
from helpers.drawings import words as words_in

from shangluo_data import article
from shangluo_data.charts.letters import lay_out
from shangluo_data.exhibits.style import FONTS, GRID, NARROW, WIDE

EVERY = [(n, s, lang) for n in CHARTS for s in ("wide", "narrow") for lang in ("both", "zh", "en")]
every_drawing = pytest.mark.parametrize(("name", "size", "lang"), EVERY)
# The article itself is drawn smaller than anything that has to be read.
TINY = 5.0
SLACK = 0.5


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB`` as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_rightly() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#0B7A6F", "#FFFFFF") == pytest.approx(5.2, abs=0.1)


@every_drawing
def test_no_two_texts_overlap(name: str, size: str, lang: str) -> None:
    texts = picture(name, size, lang).texts
    assert len(texts) > 3
    assert [(a.text, b.text) for a, b in combinations(texts, 2) if overlap(a, b)] == []


@every_drawing
def test_nothing_leaves_the_sheet(name: str, size: str, lang: str) -> None:
    sheet = picture(name, size, lang)
    assert sheet.width == {"wide": WIDE, "narrow": NARROW}[size]
    boxes = [(t.text, t.left, t.top, t.right, t.bottom) for t in sheet.texts]
    boxes += [(str(s.style), s.left, s.top, s.right, s.bottom) for s in shapes(sheet.svg)]
    outside = [
        what
        for what, left, top, right, bottom in boxes
        if min(left, top) < -SLACK or right > sheet.width + SLACK or bottom > sheet.height + SLACK
    ]
    assert outside == []


@every_drawing
def test_words_are_large_and_dark_enough(name: str, size: str, lang: str) -> None:
    texts = picture(name, size, lang).texts
    assert [t.text for t in texts if contrast(t.colour, t.background) < 4.5] == []
    assert all(t.size >= 8.5 for t in texts if not (name == "at_a_glance" and t.size < TINY))


@every_drawing
def test_no_grid_line_runs_through_words(name: str, size: str, lang: str) -> None:
    sheet = picture(name, size, lang)
    drawn = shapes(sheet.svg)
    for at, line in enumerate(drawn):
        if line.style.get("stroke") != GRID.lower():
            continue
        covers = [s for s in drawn[at:] if len(s.points) > 3 and s.style.get("fill") != "none"]
        for text in sheet.texts:
            x, y = max(line.left, text.left), max(line.top, text.top + 1)
            if x <= min(line.right, text.right) and y <= min(line.bottom, text.bottom - 1):
                over = [c for c in covers if c.left <= x <= c.right and c.top <= y <= c.bottom]
                assert over, text.text


@every_drawing
def test_an_edition_has_its_language_alone(name: str, size: str, lang: str) -> None:
    joined = " ".join(words_in(name, size, lang))
    if lang == "zh":
        # Latin letters that the article itself prints.
        assert not re.sub(r"U19|APP", "", joined).isascii()
        assert re.findall(r"[A-Za-z]{2,}", re.sub(r"U19|APP", "", joined)) == []
    else:
        assert re.search(r"[a-z]{3}", joined)


def test_words_set_in_pieces_stand_as_if_set_whole() -> None:
    from matplotlib.font_manager import get_font
    from matplotlib.textpath import text_to_path

    said = {(words, True) for name in CHARTS for words in words_in(name, "wide", "both")}
    said |= {(text, bold) for text in article()["text"] for bold in (False, True)}
    assert len(said) > 300
    for words, bold in sorted(said):
        font = get_font(str(FONTS / f"NotoSansSC-{'Bold' if bold else 'Regular'}.ttf"))
        font.set_size(text_to_path.FONT_SCALE, text_to_path.DPI)
        set_whole, _, _ = text_to_path.get_glyphs_with_font(
            font, f"{words}一", features=("palt",), language="zh-CN"
        )
        *whole, (_, end) = [(glyph, x / text_to_path.FONT_SCALE) for glyph, x, *_ in set_whole]
        glyphs, wide = lay_out(words, bold)
        assert wide == pytest.approx(end, abs=1e-4), words
        there = dict.fromkeys(glyph for glyph, _ in glyphs)  # Spaces have no outline.
        whole = [(glyph, x) for glyph, x in whole if glyph in there]
        assert [g for g, _ in glyphs] == [g for g, _ in whole], words
        assert [x for _, x in glyphs] == pytest.approx([x for _, x in whole], abs=1e-4), words


def test_colours_are_told_apart_without_colour() -> None:
    """Collectives and the third station model are hollow, and claims outlined."""
    assert len(framed(picture("honours", "wide").svg, "#1F4B99")) == 116
    assert len(framed(picture("stations_by_model", "wide").svg, "#B0480E")) == 66 + 1 + 1
