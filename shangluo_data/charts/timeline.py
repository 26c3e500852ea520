"""The years that the article names."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from shangluo_data.article import paragraphs
from shangluo_data.charts.canvas import Canvas, draw
from shangluo_data.errors import DataError
from shangluo_data.exhibits.exhibit import Exhibit, own_caption, section_of
from shangluo_data.exhibits.style import AXIS, INK, SECTION, SIZE_AXIS, SIZE_EN, SIZE_ZH
from shangluo_data.register import numerals

_YEAR = re.compile(r"(?:19|20)\d\d")


def timeline(
    name: str,
    rows: pd.DataFrame,
    honours: pd.DataFrame,
    *,
    title: str | tuple[str, str] | None = None,
) -> Exhibit:
    """Return the years that the article names: dated figures filled, dated honours hollow.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    rows
        Figures whose period is a year.
    honours
        Terms; the year is the one their sentence names.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).

    Raises
    ------
    DataError
        If a figure has no year, or the sentence of an honour names none.
    """
    caption = own_caption(name, title)
    events: list[tuple[int, str, str, str, str, bool, str]] = []
    for key, row in rows.iterrows():
        if not _YEAR.fullmatch(str(row["period"])):
            raise DataError(f"exhibit {name!r}", f"{key} has no year", "Pick dated figures.")
        short = caption.labels.get(str(key), {})
        events.append(
            (
                int(row["period"]),
                str(row["numeral"]),
                short.get("zh", row["label_zh"]),
                short.get("en", row["label_en"]),
                SECTION[str(row["section"])],
                False,
                str(key),
            )
        )
    for key, row in honours.iterrows():
        short = caption.labels.get(str(key), {})
        events.append(
            (
                _year_of(name, str(key), row),
                short.get("top", ""),
                short.get("zh", row["term"]),
                short.get("en", row["gloss_en"]),
                SECTION[str(row["section"])],
                True,
                str(key),
            )
        )
    events.sort()
    years = sorted({event[0] for event in events})
    first, last = years[0], max(years[-1], 2025)

    def paint(canvas: Canvas) -> None:
        if canvas.narrow:
            _down(canvas, events, first, last)
        else:
            _across(canvas, events, first, last)

    told = {
        "zh": "；".join(f"{y}年：{zh} {top}".strip() for y, top, zh, *_ in events),
        "en": "; ".join(f"{y}: {en} {top}".strip() for y, top, _, en, *_ in events),
    }
    return Exhibit(
        name,
        "chart",
        section_of(caption, [rows, honours]),
        caption,
        (rows, honours),
        draw(paint),
        statement=told,
    )


def _year_of(name: str, key: str, row: pd.Series[Any]) -> int:
    paragraph = paragraphs()[int(row["paragraph"]) - 1]
    start, _ = paragraph.find(str(row["term"]))[0]
    first, last = next((a, b) for a, b in paragraph.sentences() if a <= start < b)
    numbers = numerals()
    here = numbers[
        (numbers["paragraph"] == paragraph.number)
        & (numbers["start"] >= first)
        & (numbers["end"] <= last)
        & numbers["number"].str.fullmatch(_YEAR.pattern)
    ]
    if not len(here):
        raise DataError(
            f"exhibit {name!r}", f"the sentence of {key} names no year", "Pick dated honours."
        )
    return int(here["number"].iloc[0])


def _across(
    canvas: Canvas, events: list[tuple[int, str, str, str, str, bool, str]], first: int, last: int
) -> None:
    inner = canvas.width - 140
    y = canvas.y + 62
    canvas.line([(40, y), (canvas.width - 20, y)], AXIS, 1.2)
    for year in range(first, last + 1):
        x = 70 + inner * (year - first) / (last - first)
        canvas.line([(x, y - 4), (x, y + 4)], AXIS, 1.2)
        canvas.text(x, y + 17, str(year), size=SIZE_ZH, colour=INK, bold=True, ha="center")
    for year, top, chinese, english, colour, hollow, key in events:
        x = 70 + inner * (year - first) / (last - first)
        canvas.text(x, y - 52, top, size=SIZE_ZH + 1, colour=colour, bold=True, ha="center")
        canvas.text(x, y - 36, chinese, size=SIZE_EN, colour=INK, ha="center")
        canvas.text(x, y - 22, english, size=SIZE_AXIS, ha="center")
        canvas.dot(x, y, 6, colour, hollow=hollow)
        canvas.record(key, "point", year, colour)
    canvas.y = y + 26


def _down(
    canvas: Canvas, events: list[tuple[int, str, str, str, str, bool, str]], first: int, last: int
) -> None:
    step = 46.0
    top = canvas.y + 14
    canvas.line([(46, top - 8), (46, top + step * (last - first) + 8)], AXIS, 1.2)
    for year in range(first, last + 1):
        y = top + step * (year - first)
        canvas.line([(42, y), (50, y)], AXIS, 1.2)
        canvas.text(0, y, str(year), size=SIZE_ZH, colour=INK, bold=True)
    for year, above, chinese, english, colour, hollow, key in events:
        y = top + step * (year - first)
        canvas.dot(46, y, 6, colour, hollow=hollow)
        canvas.text(60, y - 13, above, size=SIZE_ZH, colour=colour, bold=True)
        canvas.text(60, y + 1, chinese, size=SIZE_EN, colour=INK)
        canvas.text(60, y + 14, english, size=SIZE_AXIS)
        canvas.record(key, "point", year, colour)
    canvas.y = top + step * (last - first) + 16
