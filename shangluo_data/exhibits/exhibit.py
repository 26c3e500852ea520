"""The exhibit: a chart, cards or a table with its caption, source line and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from shangluo_data.article import paragraphs
from shangluo_data.exhibits.captions import source_words
from shangluo_data.exhibits.evidence import quotations, rows_of, rows_table
from shangluo_data.exhibits.parts import Caption, Card, Table, Words, both, paragraphs_of
from shangluo_data.exhibits.picture import Picture
from shangluo_data.exhibits.render import in_notebook, render
from shangluo_data.exhibits.wording import is_derived, reads_en, reads_zh

_KINDS = {
    "chart": {"zh": "图", "en": "Chart"},
    "cards": {"zh": "数字卡", "en": "Figures"},
    "table": {"zh": "表", "en": "Table"},
}
# The tables of the register, each by a column that it alone has.
_TABLES = {"figures": "numeral", "derived": "formula", "terms": "term", "claims": "words"}


@dataclass(frozen=True)
class Exhibit:
    """One exhibit on the page; it shows itself in a notebook, and is its alt text as plain text.

    ``name`` is its id and anchor, ``kind`` one of ``chart``, ``cards``, ``table``; ``section``
    (``article`` for the whole) gives tag and colour. ``frames`` are the rows of the register that
    it shows, by ``pictures`` (``wide``, ``narrow``), ``cards`` or a ``table``. ``statement`` is
    what the alt text says where the rows do not tell; ``covers`` are paragraphs drawn on as a
    whole.
    """

    name: str
    kind: str
    section: str
    caption: Caption
    frames: tuple[pd.DataFrame, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    table: Table | None = None
    statement: Words = field(default_factory=dict)
    covers: tuple[int, ...] = ()

    def alt(self, lang: str) -> str:
        """Return the text alternative in ``zh`` or ``en``: type, title, values, caveat."""
        caveat = self.caption.notes[0][lang] if self.caption.notes else ""
        told = (self.statement or self._told())[lang]
        parts = (_KINDS[self.kind][lang], self.caption.title[lang], told, caveat)
        stop, gap = ("。", "") if lang == "zh" else (".", " ")
        ended = (p if p.endswith(("？", "?", "！", "!", stop)) else p + stop for p in parts if p)
        return gap.join(ended)

    def _told(self) -> Words:
        zh, en = [], []
        for key, row in rows_of(self.frames):
            if "value" in row.index:
                label, derived = self.caption.label(key, row), is_derived(row)
                zh.append(f"{label['zh']}：{reads_zh(row)}{'（推算）' if derived else ''}")
                en.append(f"{label['en']}: {reads_en(row)}{' (derived)' if derived else ''}")
        return both("；".join(zh), "; ".join(en))

    def __repr__(self) -> str:
        return f"{self.alt('zh')}\n{self.alt('en')}"

    def _repr_html_(self) -> str:
        return in_notebook(self.html())

    def html(self) -> str:
        """Return the exhibit as an HTML ``<figure>``, the same on every call."""
        found = {n for _, row in rows_of(self.frames) for n in paragraphs_of(row)}
        numbers = sorted(found.union(self.covers))
        if len(numbers) == len(paragraphs()):
            numbers = []  # The whole article.
        behind = rows_table(self.frames), quotations(self.frames)
        return render("exhibit", self, source_words(), numbers, *behind)

    def shown(self) -> dict[str, list[str]]:
        """Return the ids of what the exhibit shows: figures, derived, terms, claims, paragraphs."""
        rows = rows_of(self.frames)
        ids = {
            table: [key for key, row in rows if isinstance(row.get(column), str)]
            for table, column in _TABLES.items()
        }
        numbers = sorted({n for _, row in rows for n in paragraphs_of(row)})
        ids["paragraphs"] = [str(n) for n in numbers]
        return {table: list(dict.fromkeys(keys)) for table, keys in ids.items() if keys}
