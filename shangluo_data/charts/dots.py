"""A dot matrix: which paragraph is presented by a chart, cards, or a table."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shangluo_data.charts.canvas import Canvas, draw
from shangluo_data.charts.rows import section_heading
from shangluo_data.exhibits.exhibit import Exhibit, own_caption, section_of
from shangluo_data.exhibits.markup import Cell, exhibit_link, pair, paragraph_link, table
from shangluo_data.exhibits.style import AXIS, GRID, INK, SECTION, SIZE_AXIS, SIZE_EN
from shangluo_data.register.curated import label

KINDS: Mapping[str, tuple[str, str]] = {
    "chart": ("图", "Chart"),
    "cards": ("数字卡", "Figures"),
    "table": ("表", "Table"),
}


def dots(
    name: str,
    text: pd.DataFrame,
    placed: pd.DataFrame,
    *,
    title: str | tuple[str, str] | None = None,
) -> Exhibit:
    """Return a dot matrix: a row per paragraph, a filled dot where an exhibit presents it.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    text
        Rows of ``article()``; headings are shown as group headings only.
    placed
        What each exhibit shows, as ``views.placement()`` returns it.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).
    """
    caption = own_caption(name, title)
    shown = text[text["kind"] != "heading"]
    by_paragraph = {
        int(str(n)): placed[(placed["what"] == "paragraphs") & (placed["id"] == str(n))]
        for n in shown.index
    }

    def paint(canvas: Canvas) -> None:
        xs = {k: (300.0 if not canvas.narrow else 128.0) + 46 * i for i, k in enumerate(KINDS)}
        top = canvas.y + 6
        for kind, (chinese, english) in KINDS.items():
            canvas.text(xs[kind], top, chinese, colour=INK, bold=True, ha="center")
            canvas.text(xs[kind], top + 12, english, size=SIZE_AXIS, ha="center")
        canvas.y = top + 22
        section = ""
        for number, row in shown.iterrows():
            if row["section"] != section:
                section = str(row["section"])
                canvas.y += 4
                section_heading(canvas, section)
            n = int(str(number))
            y = canvas.y + 8
            canvas.text(0, y, f"¶{n}", size=SIZE_AXIS)
            end = 28 + canvas.text(
                28, y, label("paragraph", str(n), "zh"), size=SIZE_EN, colour=INK
            )
            if not canvas.narrow:
                canvas.text(end + 5, y, label("paragraph", str(n), "en"), size=SIZE_AXIS)
            here = by_paragraph[n]
            for kind, x in xs.items():
                count = here.loc[here["kind"] == kind, "exhibit"].nunique()
                if count:
                    canvas.dot(x, y, 4, SECTION[section])
                else:
                    canvas.dot(x, y, 1.6, AXIS, hollow=True)
                canvas.record(f"p{n}", kind, count, SECTION[section])
            if not canvas.narrow:
                total = here["exhibit"].nunique()
                canvas.text(canvas.width, y, f"{total} 项 exhibits", size=SIZE_AXIS, ha="right")
            canvas.y += 17
            canvas.line([(0, canvas.y - 0.5), (canvas.width, canvas.y - 0.5)], GRID, 0.5, order=0.2)

    def said(lang: str, n: int) -> str:
        own = set(by_paragraph[n]["kind"])
        names = [words[0 if lang == "zh" else 1] for kind, words in KINDS.items() if kind in own]
        return f"第{n}段{'、'.join(names)}" if lang == "zh" else f"¶{n}: {', '.join(names).lower()}"

    told = {
        "zh": "；".join(said("zh", n) for n in by_paragraph),
        "en": "; ".join(said("en", n) for n in by_paragraph),
    }
    return Exhibit(
        name,
        "chart",
        section_of(caption, [text]),
        caption,
        (),
        draw(paint),
        statement=told,
        covers=tuple(map(int, text.index)),
        backing=_listing(name, by_paragraph),
    )


def _listing(name: str, by_paragraph: Mapping[int, pd.DataFrame]) -> str:
    header = [Cell(pair("段落", "Paragraph")), Cell(pair("见于", "Shown in"))]
    body = []
    for number, here in by_paragraph.items():
        links = [
            exhibit_link(notebook, exhibit, pair(chinese, english))
            for notebook, exhibit, chinese, english in dict.fromkeys(
                here[["notebook", "exhibit", "title_zh", "title_en"]].itertuples(
                    index=False, name=None
                )
            )
        ]
        body.append([Cell(paragraph_link(number)), Cell("<br>".join(links))])
    return table(header, body, f"数据 rows: {name}")
