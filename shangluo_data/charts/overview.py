"""Marks that show the whole article: a map of its text, its years, and how figures are stated."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from shangluo_data.article import paragraphs
from shangluo_data.charts.canvas import Canvas, draw
from shangluo_data.errors import DataError
from shangluo_data.exhibits.exhibit import Exhibit, own_caption, section_of
from shangluo_data.exhibits.markup import Cell, pair, paragraph_link, table
from shangluo_data.exhibits.style import AXIS, GREY, INK, SECTION, SIZE_AXIS, SIZE_EN, SIZE_ZH, TINT
from shangluo_data.register.curated import code_rows, label
from shangluo_data.register.numerals import numerals

_YEAR = re.compile(r"(?:19|20)\d\d")


def section_heading(canvas: Canvas, section: str) -> None:
    """Write a section's name as a group heading."""
    words = code_rows()["section"][section]
    canvas.heading(words["label_zh"], words["label_en"], SECTION[section])


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
    for number, start, end in rows[["paragraph", "start", "end"]].itertuples(index=False, name=None):
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
            canvas.text(left + tick * scale, y + 11, words, size=SIZE_AXIS, ha="left" if not tick else "center")
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
    canvas.rectangle(left, top, length * scale, tall, fill=TINT[section], edge=SECTION[section], line=0.8)
    for start, stop in spans:
        canvas.rectangle(
            left + start * scale, top, max((stop - start) * scale, 1.5), tall, fill=SECTION[section]
        )
    canvas.record(f"p{number}", "bar", length, SECTION[section])
    canvas.record(f"p{number}", "ticks", len(spans), SECTION[section])
    count = len(spans)
    rate = f"{100 * count / length:.1f}" if count else "–"
    canvas.text(canvas.width - 48, top + tall / 2, str(count), colour=INK, ha="right", bold=count > 0)
    canvas.text(canvas.width, top + tall / 2, rate, ha="right")
    canvas.y = top + tall + (7 if canvas.narrow else 5)


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
            _timeline_down(canvas, events, first, last)
        else:
            _timeline_across(canvas, events, first, last)

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


def _timeline_across(
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


def _timeline_down(
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


def tally(
    name: str, rows: pd.DataFrame, *, title: str | tuple[str, str] | None = None
) -> Exhibit:
    """Return how figures are stated: a unit row per section, plain, per year, and at least.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    rows
        The figures to count.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).
    """
    caption = own_caption(name, title)
    counts = []
    for section in dict.fromkeys(map(str, rows["section"])):
        own = rows[rows["section"] == section]
        hedged = int((own["qualifier"] == "at_least").sum())
        annual = int(((own["basis"] == "annual") & (own["qualifier"] != "at_least")).sum())
        counts.append((section, len(own) - hedged - annual, annual, hedged))

    def paint(canvas: Canvas) -> None:
        side, gap = (12.0, 3.4) if not canvas.narrow else (8.0, 2.0)
        step = side + gap
        left = 150.0 if not canvas.narrow else 0.0
        for section, as_stated, annual, hedged in counts:
            words = code_rows()["section"][section]
            colour = SECTION[section]
            used = canvas.label(0, canvas.y, words["label_zh"], words["label_en"], 140)
            top = canvas.y + (4 if not canvas.narrow else used + 4)
            total = as_stated + annual + hedged
            corners = [(left + i * step, top) for i in range(total)]
            canvas.squares(corners[: as_stated + annual], side, colour, hollow=False)
            canvas.squares(corners[as_stated + annual :], side, colour, hollow=True)
            for x, y in corners[as_stated : as_stated + annual]:
                canvas.rectangle(x + side * 0.3, y + side * 0.3, side * 0.4, side * 0.4, fill="#FFFFFF")
            canvas.record(section, "squares", total, colour)
            canvas.record(section, "hollow", hedged, colour)
            canvas.text(left + total * step + 4, top + side / 2, str(total), size=SIZE_ZH, colour=INK, bold=True)
            said = [f"{as_stated} 按原文 as stated"]
            said += [f"{annual} 每年 per year"] if annual else []
            said += [f"{hedged} 余/多 at least"] if hedged else []
            canvas.text(left, top + side + 10, "   ".join(said), size=SIZE_AXIS, colour=GREY)
            canvas.y = top + side + 30

    told = {
        "zh": "；".join(
            f"{label('section', s, 'zh')}{p + a + h}个，其中余或多{h}个、每年{a}个"
            for s, p, a, h in counts
        ),
        "en": "; ".join(
            f"{label('section', s, 'en')}: {p + a + h}, of them {h} at least and {a} per year"
            for s, p, a, h in counts
        ),
    }
    header = [Cell(pair("部分", "Section"))] + [
        Cell(pair(*words), number=True)
        for words in (("按原文", "As stated"), ("每年", "Per year"), ("余、多", "At least"))
    ]
    body = [
        [
            Cell(pair(label("section", section, "zh"), label("section", section, "en"))),
            *(Cell(str(count), number=True) for count in numbers),
        ]
        for section, *numbers in counts
    ]
    return Exhibit(
        name,
        "chart",
        section_of(caption, [rows]),
        caption,
        (),
        draw(paint),
        statement=told,
        covers=tuple(sorted(set(map(int, rows["paragraph"])))),
        backing=table(header, body, f"数据 rows: {name}"),
    )
