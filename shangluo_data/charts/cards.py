"""Cards: numbers that nothing can be compared with. They are text, not pictures."""

from __future__ import annotations

from typing import Any

import pandas as pd

from shangluo_data.charts.rows import items
from shangluo_data.exhibits.captions import Caption
from shangluo_data.exhibits.exhibit import Exhibit, own_caption, section_of
from shangluo_data.exhibits.markup import pair, paragraph_link
from shangluo_data.exhibits.wording import reads_en, split_numeral, symbol
from shangluo_data.register.curated import code_rows


def cards(
    name: str,
    rows: pd.DataFrame,
    *,
    by: str | None = None,
    title: str | tuple[str, str] | None = None,
) -> Exhibit:
    """Return an exhibit of cards, one per figure.

    Parameters
    ----------
    name
        Id of the exhibit; its caption is looked up under it.
    rows
        Figures, in this order.
    by
        ``section`` to put a section's heading before its cards.
    title
        A title given on the spot, instead of the caption: one text, or (Chinese, English).

    Raises
    ------
    DataError
        If the rows hold no figures.
    """
    caption = own_caption(name, title)
    items(name, rows, caption)
    body = []
    groups = (
        [("", rows)] if by is None else [(str(k), g) for k, g in rows.groupby(by, observed=True)]
    )
    for key, group in groups:
        if key:
            words = code_rows()["section"][key]
            body.append(f'<p class="group {key}">{pair(words["label_zh"], words["label_en"])}</p>')
        listed = "".join(_card(str(k), row, caption) for k, row in group.iterrows())
        body.append(f'<ul class="cards">{listed}</ul>')
    return Exhibit(name, "cards", section_of(caption, [rows]), caption, (rows,), body="".join(body))


def _card(key: str, row: pd.Series[Any], caption: Caption) -> str:
    short = caption.labels.get(key, {})
    number, unit = split_numeral(row)
    chinese = _reading_zh(row)
    return (
        f'<li class="card {row["section"]}">'
        f'<p class="number" lang="zh-CN"><b>{number}</b>{unit}</p>'
        f"{pair(short.get('zh', row['label_zh']), short.get('en', row['label_en']), 'p', 'label')}"
        f"{pair(chinese, _reading_en(row), 'p', 'reading')}"
        f'<p class="where">{paragraph_link(int(row["paragraph"]))}</p></li>'
    )


def _reading_zh(row: pd.Series[Any]) -> str:
    if row["qualifier"] == "at_least":
        return f"至少{symbol(row).removeprefix('≥ ')}{row['unit_zh']}"
    if row["qualifier"] == "claim":
        return "原文自述"
    if row["basis"] == "change":
        return f"变化幅度{symbol(row)}"
    return ""


def _reading_en(row: pd.Series[Any]) -> str:
    if row["qualifier"] == "claim":
        return f"{reads_en(row)}, the article's own claim"
    return f"a change of {symbol(row)}" if row["basis"] == "change" else reads_en(row)
