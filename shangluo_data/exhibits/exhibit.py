"""The exhibit: a chart, cards or a table with its caption, source line and evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from shangluo_data.article import paragraphs
from shangluo_data.exhibits.captions import source_words
from shangluo_data.exhibits.evidence import quotations, rows_table
from shangluo_data.exhibits.parts import Caption, Card, Row, Table, Words, paragraphs_of
from shangluo_data.exhibits.picture import Picture
from shangluo_data.exhibits.render import in_notebook, render
from shangluo_data.exhibits.wording import is_derived, reads_en, reads_zh

# How an alt text begins, and how it speaks of values.
_KINDS = {"chart": ("图", "Chart"), "cards": ("数字卡", "Figures"), "table": ("表", "Table")}
_SPEECH = {
    "zh": (reads_zh, "：", "（推算）", "；", "。", ""),
    "en": (reads_en, ": ", " (derived)", "; ", ".", " "),
}
# The tables of the register, each by a column that it alone has.
_TABLES = {"figures": "numeral", "derived": "formula", "terms": "term", "claims": "words"}


@dataclass(frozen=True)
class Exhibit:
    """One exhibit on the page; it shows itself in a notebook, and is its alt text as plain text.

    ``name`` is its id and anchor, ``kind`` one of ``chart``, ``cards``, ``table``; ``section``
    (``article`` for the whole) gives tag and colour. ``frames`` are the rows of the register that
    it shows, by ``pictures`` (``wide``, ``narrow``), ``cards`` or a ``table``. ``statement`` is
    what the alt text says where the rows do not tell; ``covers`` are paragraphs drawn on besides.
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
        reads, colon, derived, comma, stop, gap = _SPEECH[lang]
        told = self.statement.get(lang) or comma.join(
            self.caption.label(key, row)[lang] + colon + reads(row) + derived * is_derived(row)
            for key, row in self._rows().items()
            if "value" in row.index
        )
        caveat = self.caption.notes[0][lang] if self.caption.notes else ""
        parts = (_KINDS[self.kind][lang == "en"], self.caption.title[lang], told, caveat)
        return gap.join(p if p[-1] in f"？?！!{stop}" else p + stop for p in parts if p)

    def __repr__(self) -> str:
        return f"{self.alt('zh')}\n{self.alt('en')}"

    def _repr_html_(self) -> str:
        return in_notebook(self.html())

    def html(self) -> str:
        """Return the exhibit as an HTML ``<figure>``, the same on every call."""
        rows = list(self._rows().values())
        numbers = sorted({*map(int, self.shown()["paragraphs"]), *self.covers})
        some = numbers if len(numbers) < len(paragraphs()) else []
        return render("exhibit", self, source_words(), some, rows_table(rows), quotations(rows))

    def shown(self) -> dict[str, list[str]]:
        """Return the ids of what the exhibit shows: figures, derived, terms, claims, paragraphs."""
        rows = self._rows()
        numbers = sorted({n for row in rows.values() for n in paragraphs_of(row)})
        ids = {
            table: [key for key, row in rows.items() if isinstance(row.get(column), str)]
            for table, column in _TABLES.items()
        }
        return ids | {"paragraphs": [str(n) for n in numbers]}

    def _rows(self) -> dict[str, Row]:
        return {str(key): row for frame in self.frames for key, row in frame.iterrows()}
