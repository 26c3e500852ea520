"""A map of the text: how long each paragraph is, and where in it the figures stand."""

from __future__ import annotations

from typing import Any

import pandas as pd

from shangluo_data.charts.canvas import Canvas, draw
from shangluo_data.charts.rows import section_heading
from shangluo_data.exhibits.exhibit import Exhibit, own_caption, section_of
from shangluo_data.exhibits.markup import Cell, pair, paragraph_link, table
from shangluo_data.exhibits.style import INK, SECTION, SIZE_AXIS, SIZE_EN, TINT
from shangluo_data.register.curated import label


def text_map(
    name: str,
    text: pd.DataFrame,
    rows: pd.DataFrame,
    *,
    title: str | tuple[str, str] | None = None,
) -> Exhibit:
    """Return a map of the text: a bar per paragraph, as long as its text, figures as dark ticks.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    text
        Rows of ``article()``; headings are shown as group headings only.
    rows
        The figures to mark.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).
    """
    caption = own_caption(name, title)
    shown = text[text["kind"] != "heading"]
    lengths = shown["text"].str.len()
    spans: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in rows[["paragraph", "start", "end"]].itertuples(
        index=False, name=None
    ):
        spans.setdefault(int(number), []).append((int(start), int(end)))

    def paint(canvas: Canvas) -> None:
        narrow = canvas.narrow
        left = 0.0 if narrow else 240.0
        room = canvas.width - left - 78
        longest = int(lengths.max())
        scale = room / longest
        counts, rates = canvas.width - 48, canvas.width
        y = canvas.y + 7
        canvas.text(counts, y, "个数", size=SIZE_AXIS, ha="right", colour=INK)
        canvas.text(rates, y, "每百字", size=SIZE_AXIS, ha="right", colour=INK)
        canvas.text(counts, y + 11, "Count", size=SIZE_AXIS, ha="right")
        canvas.text(rates, y + 11, "per 100", size=SIZE_AXIS, ha="right")
        for tick in range(0, longest + 1, 100):
            words = f"{tick}字" if tick else "0"
            canvas.text(
                left + tick * scale,
                y + 11,
                words,
                size=SIZE_AXIS,
                ha="left" if not tick else "center",
            )
        canvas.y = y + 22
        section = "lead"
        for number, row in shown.iterrows():
            if row["section"] != section:
                section = str(row["section"])
                canvas.y += 6
                section_heading(canvas, section)
            _map_row(canvas, int(str(number)), row, spans.get(int(str(number)), []), left, scale)

    told = {
        "zh": "；".join(f"第{n}段{len(spans.get(n, []))}个" for n in map(int, shown.index)),
        "en": "; ".join(f"¶{n}: {len(spans.get(n, []))}" for n in map(int, shown.index)),
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
        backing=_map_table(name, shown, spans),
    )


def _map_table(name: str, shown: pd.DataFrame, spans: dict[int, list[tuple[int, int]]]) -> str:
    header = [
        Cell(pair("段落", "Paragraph")),
        Cell(pair("内容", "On")),
        Cell(pair("字数", "Characters"), number=True),
        Cell(pair("数字个数", "Figures"), number=True),
    ]
    body = [
        [
            Cell(paragraph_link(int(str(n)))),
            Cell(pair(label("paragraph", str(n), "zh"), label("paragraph", str(n), "en"))),
            Cell(str(len(str(row["text"]))), number=True),
            Cell(str(len(spans.get(int(str(n)), []))), number=True),
        ]
        for n, row in shown.iterrows()
    ]
    return table(header, body, f"数据 rows: {name}")


def _map_row(
    canvas: Canvas,
    number: int,
    row: pd.Series[Any],
    spans: list[tuple[int, int]],
    left: float,
    scale: float,
) -> None:
    section = str(row["section"])
    tall = 13.0
    chinese = label("paragraph", str(number), "zh")
    english = label("paragraph", str(number), "en")
    top = canvas.y
    if canvas.narrow:
        end = canvas.text(0, top + 6, f"¶{number}", size=SIZE_AXIS) + 6
        end += 6 + canvas.text(end, top + 6, chinese, size=SIZE_EN, colour=INK)
        canvas.text(end, top + 6, english, size=SIZE_AXIS)
        top += 14
    else:
        canvas.text(0, top + tall / 2, f"¶{number}", size=SIZE_AXIS)
        end = 28 + canvas.text(28, top + tall / 2, chinese, size=SIZE_EN, colour=INK)
        canvas.text(end + 5, top + tall / 2, english, size=SIZE_AXIS)
    length = len(str(row["text"]))
    canvas.rectangle(
        left, top, length * scale, tall, fill=TINT[section], edge=SECTION[section], line=0.8
    )
    for start, stop in spans:
        canvas.rectangle(
            left + start * scale, top, max((stop - start) * scale, 1.5), tall, fill=SECTION[section]
        )
    canvas.record(f"p{number}", "bar", length, SECTION[section])
    canvas.record(f"p{number}", "ticks", len(spans), SECTION[section])
    count = len(spans)
    rate = f"{100 * count / length:.1f}" if count else "–"
    canvas.text(
        canvas.width - 48, top + tall / 2, str(count), colour=INK, ha="right", bold=count > 0
    )
    canvas.text(canvas.width, top + tall / 2, rate, ha="right")
    canvas.y = top + tall + (7 if canvas.narrow else 5)
