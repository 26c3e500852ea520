"""The exhibit: a chart, cards or a table with its caption, source line and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from shangluo_data.exhibits.evidence import (
    Quotation,
    Source,
    numbers_of,
    quotations,
    rows_table,
    source_of,
)
from shangluo_data.exhibits.parts import Caption, Card, Table, Words
from shangluo_data.exhibits.picture import Picture
from shangluo_data.exhibits.render import in_notebook, render
from shangluo_data.exhibits.rows import tell

TYPE = {
    "chart": {"zh": "图", "en": "Chart"},
    "cards": {"zh": "数字卡", "en": "Figures"},
    "table": {"zh": "表", "en": "Table"},
}
_KINDS = {
    "numeral": "figures",
    "formula": "derived",
    "term": "terms",
    "words": "claims",
    "statement": "checks",
}


@dataclass(frozen=True)
class Exhibit:
    """One exhibit on the page; it shows itself in a notebook, and is its alt text as plain text.

    ``name`` is its id and anchor, ``kind`` one of ``chart``, ``cards``, ``table``; ``section``
    (``article`` for the whole) gives tag and colour. ``frames`` are the rows of the register that
    it shows, by ``pictures`` (``wide``, ``narrow``), ``cards`` or a ``table``. ``statement`` is
    what the alt text says where the rows do not tell; ``covers`` are paragraphs drawn on as a
    whole; ``backing`` is a table for the disclosure where what is shown is no row of the register.
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
    backing: Table | None = None

    def alt(self, lang: str) -> str:
        """Return the text alternative in ``zh`` or ``en``: type, title, values, caveat."""
        numeric = [frame for frame in self.frames if "value" in frame.columns]
        told = self.statement or tell([(None, frame) for frame in numeric], self.caption)
        caveat = self.caption.notes[0][lang] if self.caption.notes else ""
        parts = (TYPE[self.kind][lang], self.caption.title[lang], told[lang], caveat)
        stop, gap = ("。", "") if lang == "zh" else (".", " ")
        ended = (p if p.endswith(("？", "?", "！", "!", stop)) else p + stop for p in parts if p)
        return gap.join(ended)

    def __repr__(self) -> str:
        return f"{self.alt('zh')}\n{self.alt('en')}"

    def _repr_html_(self) -> str:
        return in_notebook(self.html())

    def html(self) -> str:
        """Return the exhibit as an HTML ``<figure>``, the same on every call."""
        return render("exhibit", self)

    def shown(self) -> dict[str, list[str]]:
        """Return the ids of what the exhibit shows: figures, derived, terms, claims, paragraphs."""
        found: dict[str, list[str]] = {}
        for frame in self.frames:
            kinds = [kind for column, kind in _KINDS.items() if column in frame.columns]
            found.setdefault((*kinds, "rows")[0], []).extend(map(str, frame.index))
        found["paragraphs"] = [str(n) for n in numbers_of(self.frames)]
        return {kind: list(dict.fromkeys(ids)) for kind, ids in found.items() if ids}

    def rows(self) -> Table | None:
        """Return the table of the numbers behind the exhibit, if there are any."""
        return rows_table(self.frames)

    def quoted(self) -> list[Quotation]:
        """Return the sentences behind the exhibit."""
        return quotations(self.frames)

    def source(self) -> Source:
        """Return the source line in both languages, and its paragraphs."""
        return source_of(numbers_of(self.frames, self.covers))
