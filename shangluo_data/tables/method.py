"""Tables of the method: the register, other numbers, checks, derived values, repairs, limits."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from shangluo_data.article.restore import DAMAGED, REPAIRED, VARIANTS
from shangluo_data.exhibits.evidence import period
from shangluo_data.exhibits.exhibit import Exhibit
from shangluo_data.exhibits.facts import facts
from shangluo_data.exhibits.markup import Cell, pair, paragraph_link, paragraph_links, term
from shangluo_data.exhibits.wording import digits, plain, unit_en
from shangluo_data.register.curated import label
from shangluo_data.tables.build import Title, build

_PARAGRAPH = Cell(pair("段落", "Paragraph"))


def register(name: str, rows: pd.DataFrame, *, title: Title = None) -> Exhibit:
    """Return the register of figures: ``rows`` of ``figures()``."""
    header = [
        Cell(pair("项目", "Figure")),
        Cell(pair("原文", "As printed")),
        Cell(pair("读数", "Value"), number=True),
        Cell(pair("单位", "Unit")),
        Cell(pair("取值", "Qualifier")),
        Cell(pair("口径", "Basis")),
        Cell(pair("期间", "Period")),
        Cell(pair("说明", "Note")),
        _PARAGRAPH,
    ]

    def cells(key: str, row: pd.Series[Any]) -> list[Cell]:
        coded = [
            Cell(pair(label(column, row[column], "zh"), label(column, row[column], "en")))
            for column in ("qualifier", "basis")
        ]
        shown = f"{pair(row['label_zh'], row['label_en'], 'p')}<code>{key}</code>"
        return [
            Cell(shown),
            Cell(term(row["numeral"])),
            Cell(plain(row["value"]).replace("-", "−"), number=True),
            Cell(pair(row["unit_zh"], unit_en(row))),
            *coded,
            Cell(period(row)),
            Cell(pair(row["note_zh"], row["note_en"], "p")),
            Cell(paragraph_link(int(row["paragraph"]))),
        ]

    covers = sorted(set(map(int, rows["paragraph"])))
    return build(name, rows, header, cells, title=title, frames=(), covers=covers)


def numerals(name: str, rows: pd.DataFrame, *, title: Title = None) -> Exhibit:
    """Return the numbers that are no figures, each with the reason: ``rows`` of ``numerals()``."""
    header = [
        Cell(pair("数字", "Number")),
        Cell(pair("所在词语", "In the words")),
        Cell(pair("类别", "Kind")),
        Cell(pair("理由", "Why it is no figure")),
        _PARAGRAPH,
    ]

    def cells(_: str, row: pd.Series[Any]) -> list[Cell]:
        kind = row["kind"]
        return [
            Cell(term(row["number"])),
            Cell(term(row["phrase"])),
            Cell(pair(label("numeral_kind", kind, "zh"), label("numeral_kind", kind, "en"))),
            Cell(pair(row["reason_zh"], row["reason_en"], "p")),
            Cell(paragraph_link(int(row["paragraph"]))),
        ]

    covers = sorted(set(map(int, rows["paragraph"])))
    return build(name, rows, header, cells, title=title, frames=(), covers=covers)


def checks(name: str, rows: pd.DataFrame, *, title: Title = None) -> Exhibit:
    """Return the checks and whether they hold: ``rows`` of ``checks()``."""
    header = [
        Cell(pair("核对", "Check")),
        Cell(pair("关系式", "Statement")),
        Cell(pair("结果", "Result")),
        _PARAGRAPH,
    ]

    def cells(_: str, row: pd.Series[Any]) -> list[Cell]:
        return [
            Cell(pair(row["label_zh"], row["label_en"], "p")),
            Cell(f"<code>{escape(row['statement'], quote=False)}</code>"),
            Cell(pair("成立", "holds") if row["holds"] else pair("不成立", "does not hold")),
            Cell(_links(row)),
        ]

    return build(name, rows, header, cells, title=title, frames=(), covers=_covers(rows))


def derived(name: str, rows: pd.DataFrame, *, title: Title = None) -> Exhibit:
    """Return the derived values with their formulas: ``rows`` of ``derived()``."""
    header = [
        Cell(pair("推算值", "Derived value")),
        Cell(pair("数值", "Value"), number=True),
        Cell(pair("单位", "Unit")),
        Cell(pair("算式", "Formula")),
        Cell(pair("说明", "Note")),
        _PARAGRAPH,
    ]

    def cells(_: str, row: pd.Series[Any]) -> list[Cell]:
        hedge = "≥ " if row["qualifier"] == "at_least" else ""
        return [
            Cell(pair(row["label_zh"], row["label_en"], "p")),
            Cell(hedge + digits(row), number=True),
            Cell(pair(row["unit_zh"], unit_en(row))),
            Cell(f"<code>{escape(row['formula'], quote=False)}</code>"),
            Cell(pair(row["note_zh"], row["note_en"], "p")),
            Cell(_links(row)),
        ]

    return build(name, rows, header, cells, title=title, frames=(), covers=_covers(rows))


def limits(name: str, rows: pd.DataFrame, *, title: Title = None) -> Exhibit:
    """Return what a fair reader is told: ``rows`` of ``limits()``."""
    header = [Cell("中文", lang="zh"), Cell("English", lang="en")]

    def cells(_: str, row: pd.Series[Any]) -> list[Cell]:
        return [Cell(row["zh"], lang="zh"), Cell(row["en"], lang="en")]

    return build(
        name,
        rows,
        header,
        cells,
        title=title,
        frames=(),
        covers=range(1, int(facts()["n_paragraphs"]) + 1),
    )


def repairs(name: str, *, title: Title = None) -> Exhibit:
    """Return what was repaired in the text received, with the proof for the damaged spot."""
    whole = REPAIRED.removeprefix("”").encode("gbk")
    shifted = whole[1:].decode("gbk")
    spelled = " ".join(f"{a:02X}{b:02X}" for a, b in zip(whole[::2], whole[1::2], strict=True))
    variant, usual = next(iter(VARIANTS.items()))
    n = facts()["n_pinyin"]
    rows = pd.DataFrame(
        [
            (
                "拼音注音",
                "Pinyin notes",
                "(bào)",
                "",
                f"共{n}处，全部删去；括号内只有带声调的小写拉丁字母的才算，“(站)”保留。",
                f"{n} of them, all removed: parentheses that hold only lower-case Latin letters "
                "with tone marks. (站) is text and stays.",
                0,
            ),
            (
                "损坏的一处",
                "One damaged spot",
                DAMAGED,
                REPAIRED,
                f"“{whole.decode('gbk')}”的GBK字节为{spelled}；丢掉第一个字节，余下的错位读作"
                f"“{shifted}”，正是来稿所见。只有繁体“賦”才会读出“x”。",
                f"In GBK the restored words are {spelled}. Lose the first byte and the rest reads "
                f"{shifted}, which is what was received; only the Traditional 賦 yields the x.",
                23,
            ),
            (
                "繁体转简体",
                "Traditional to Simplified",
                "機關、隊伍、執法",
                "机关、队伍、执法",
                "用OpenCC（t2s）转换，一字对一字，长度不变；“执著”照转换结果保留。",
                "By OpenCC (t2s), one character for one, the length unchanged; 执著 is left as it "
                "comes out.",
                0,
            ),
            (
                "异体字",
                "A variant",
                variant,
                usual,
                "OpenCC不转换此字，另行统一。",
                "OpenCC leaves this character alone; it is unified in a step of its own.",
                24,
            ),
            (
                "标点",
                "Punctuation",
                "》",
                "",
                "书名号之后似缺一个逗号；半角逗号、分号和括号照来稿保留。均未改动。",
                "A comma seems to be missing after it; ASCII commas, semicolons and parentheses "
                "stay as received. Nothing was changed.",
                25,
            ),
        ],
        columns=["zh", "en", "received", "restored", "why_zh", "why_en", "paragraph"],
    )
    header = [
        Cell(pair("事项", "Matter")),
        Cell(pair("来稿", "As received")),
        Cell(pair("还原", "Restored")),
        Cell(pair("依据", "Grounds")),
        _PARAGRAPH,
    ]

    def cells(_: str, row: pd.Series[Any]) -> list[Cell]:
        number = int(row["paragraph"])
        return [
            Cell(pair(row["zh"], row["en"])),
            Cell(term(row["received"])),
            Cell(term(row["restored"]) if row["restored"] else "—"),
            Cell(pair(row["why_zh"], row["why_en"], "p")),
            Cell(paragraph_link(number) if number else pair("全文", "throughout")),
        ]

    covers = range(1, int(facts()["n_paragraphs"]) + 1)
    return build(name, rows, header, cells, title=title, frames=(), covers=covers)


def _links(row: pd.Series[Any]) -> str:
    return paragraph_links(int(n) for n in str(row["paragraphs"]).split())


def _covers(rows: pd.DataFrame) -> list[int]:
    return sorted({int(n) for listed in rows["paragraphs"] for n in str(listed).split()})
