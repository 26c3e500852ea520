"""How the pages are laid out: what stays together, what turns, what repeats."""

from __future__ import annotations

from functools import cache

import pytest
from helpers import printed as made

from shangluo_data.page import paper


@cache
def pages(body: str) -> tuple[str, ...]:
    data = paper.pdf(made.page(body))
    return tuple(page.extract_text() for page in made.reader(data).pages)


def test_a_long_table_repeats_its_header() -> None:
    shown = pages(made.whole(made.table(200)))
    assert len(shown) > 2
    assert sum("Remark" in page for page in shown) == len(shown)


@pytest.mark.parametrize("before", range(14, 50, 3))
def test_heading_lead_in_and_chart_stay_together(before: int) -> None:
    filler = "<p>一行文字。</p>" * before
    body = f"<h1>题</h1>{filler}" + made.whole(made.chart()).split("</div>", 1)[1]
    together = [page for page in pages(body) if "Part 1" in page]
    assert len(together) == 1
    for words in ("lead-in", "Chart title", "The dashed line is no path.", "Source: sample"):
        assert words in together[0], words


def test_a_chart_a_little_too_tall_for_its_page_is_drawn_smaller() -> None:
    def body(lines: int) -> str:
        filler = "<p>一行文字。</p>" * lines
        return f"<h1>题</h1>{filler}" + made.whole(made.chart(height=400)).split("</div>", 1)[1]

    def lowest(lines: int) -> float:
        data = paper.pdf(made.page(body(lines)))
        return made.heights(data)[0][0]

    line = lowest(1) - lowest(2)
    fits = 2 + int((lowest(2) - 62) / line)
    assert len(pages(body(fits))) == len(pages(body(fits + 2))) == 1
    assert len(pages(body(fits + 9))) == 2


def test_a_chart_too_tall_for_a_page_keeps_its_heading() -> None:
    shown = [page for page in pages(made.whole(made.chart(height=880))) if "Part 1" in page]
    assert len(shown) == 1
    assert "lead-in" in shown[0] and "Source: sample" in shown[0]


def test_two_charts_stand_on_a_page() -> None:
    shown = pages(made.whole(made.chart("a", height=190), made.chart("b", height=190)))
    assert len(shown) == 1


def test_a_wide_register_turns_the_page_and_takes_its_heading_along() -> None:
    data = paper.pdf(made.page(made.whole(made.chart(), made.table(40, 10), made.chart("last"))))
    wide = [page for page in made.reader(data).pages if page.mediabox.width > page.mediabox.height]
    tall = [page for page in made.reader(data).pages if page.mediabox.width < page.mediabox.height]
    assert wide and len(tall) == 2
    assert "Part 2" in wide[0].extract_text() and "Title of a long" in wide[0].extract_text()
    assert all("长表标题" not in page.extract_text() for page in tall)


def test_words_of_both_languages_stand_side_by_side() -> None:
    data = paper.pdf(made.page(made.whole(made.chart(), made.article())))
    at: dict[str, tuple[float, float]] = {}
    for page in made.reader(data).pages:

        def visit(words: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
            for key in ("引入", "It’s", "虚线", "The dashed", "正文", "What the"):
                if key in words and key not in at:
                    at[key] = (tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5])

        page.extract_text(visitor_text=visit)
    for chinese, english in (("引入", "It’s"), ("虚线", "The dashed"), ("正文", "What the")):
        assert at[english][0] > at[chinese][0] + 150, (chinese, at)
        assert abs(at[english][1] - at[chinese][1]) < 4, (chinese, at)


def test_cards_stand_three_across() -> None:
    data = paper.pdf(made.page(made.whole(made.cards(count=5))))
    at = []
    for page in made.reader(data).pages:

        def visit(words: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
            if "Household visits" in words:
                at.append((round(tm[4] * cm[0] + cm[4]), round(tm[5] * cm[3] + cm[5])))

        page.extract_text(visitor_text=visit)
    assert len(at) == 5
    assert len({x for x, _ in at}) == 3 and len({y for _, y in at}) == 2
