"""The exhibit: a chart, cards or a table with its caption, source line and evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from shangluo_data.article import paragraphs, without_names
from shangluo_data.exhibits.captions import source_words
from shangluo_data.exhibits.parts import Caption, Card, Cell, Column, Row, Table, paragraphs_of
from shangluo_data.exhibits.picture import Picture
from shangluo_data.exhibits.render import in_notebook, render
from shangluo_data.exhibits.wording import DERIVED, is_derived, reads_en, reads_zh, symbol, unit_en
from shangluo_data.register import figures
from shangluo_data.register.curated import label

# How an alt text begins, and how it speaks of values.
_KINDS = {"chart": ("图", "Chart"), "cards": ("数字卡", "Figures"), "table": ("表", "Table")}
_SPEECH = {
    "zh": (reads_zh, "：", "（推算）", "；", "。", ""),
    "en": (reads_en, ": ", " (derived)", "; ", ".", " "),
}
# The tables of the register, each by a column that it alone has.
_TABLES = {"figures": "numeral", "derived": "formula", "terms": "term", "claims": "words"}
_COLUMNS = (
    *(Column("项目", "Item"), Column("原文数字", "As printed"), Column("数值", "Value")),
    *(Column("期间", "Period"), Column("段落", "Paragraph"), Column("说明", "Note", prose=True)),
)
Span = tuple[int, int]
Piece = tuple[str, Span | None]
"""Words of the article, and the span that they fill where they are marked."""


@dataclass(frozen=True)
class Exhibit:
    """One exhibit on the page; it shows itself in a notebook, and is its alt text as plain text.

    ``name`` is its id and anchor, ``kind`` one of ``chart``, ``cards``, ``table``; ``section``
    (``article`` for the whole) gives tag and colour. ``frames`` are the rows of the register that
    it shows, by ``pictures`` (``wide``, ``narrow``), ``cards`` or a ``table``; none, where it draws
    on the whole article. ``statement`` is what the alt text says where the rows do not tell.
    """

    name: str
    kind: str
    section: str
    caption: Caption
    frames: tuple[pd.DataFrame, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    table: Table | None = None
    statement: Mapping[str, str] = field(default_factory=dict)

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
        numbers = self.shown()["paragraphs"]  # None, if it draws on the whole article.
        return render("exhibit", self, source_words(), numbers, rows_table(rows), quotations(rows))

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


def rows_table(rows: Iterable[Row]) -> Table | None:
    """Return the numbers behind an exhibit: printed, value, unit, period, paragraph, note."""
    cells = tuple(_cells(row) for row in rows if "value" in row.index)
    return Table(_COLUMNS, cells) if cells else None


def _cells(row: Row) -> tuple[Cell, ...]:
    computed = is_derived(row)
    return (
        Cell(zh=row["label_zh"], en=row["label_en"]),
        Cell(zh=DERIVED["zh"], en=DERIVED["en"]) if computed else Cell(printed=row["numeral"]),
        value_cell(row),
        Cell(text="—") if computed else period_cell(row),
        Cell(paragraphs=paragraphs_of(row)),
        Cell(code=row["formula"] if computed else "", zh=row["note_zh"], en=row["note_en"]),
    )


def value_cell(row: Row) -> Cell:
    """Return a value in digits with its sign, and its unit in English: ``> 731,000 households``."""
    return Cell(text=symbol(row), en="" if row["unit"] == "percent" else unit_en(row))


def period_cell(row: Row) -> Cell:
    """Return a figure's period, and whether it is inferred or not stated."""
    if row["period_basis"] == "none":
        return Cell(zh="未注明", en="not stated")
    zh, en = (label("period", row["period"], lang) for lang in ("zh", "en"))
    if row["period_basis"] == "inferred":
        return Cell(zh=f"{zh}（推断）", en=f"{en} (inferred)")
    return Cell(zh=zh, en=en)


def pieces_of(text: str, within: Span, spans: Iterable[Span]) -> list[Piece]:
    """Return a part of a text in pieces, those that fill a span with that span."""
    pieces: list[Piece] = []
    at, end = within
    for first, last in sorted(set(spans)):
        if first >= at and last <= end:
            pieces += [(text[at:first], None), (text[first:last], (first, last))]
            at = last
    return [piece for piece in [*pieces, (text[at:end], None)] if piece[0]]


def quotations(rows: Sequence[Row]) -> list[tuple[int, list[Piece]]]:
    """Return the sentences behind rows, with their paragraphs; no private person is named."""
    inputs = [key for row in rows if is_derived(row) for key in row["inputs"].split()]
    stated = [row for row in rows if not is_derived(row)]
    stated += [row for _, row in figures().loc[inputs].iterrows()]
    found: dict[tuple[int, Span], list[Span]] = {}
    for number, start, end in ((row["paragraph"], row["start"], row["end"]) for row in stated):
        for first, last in paragraphs()[number - 1].sentences():
            if first < end and start < last:
                inside = max(first, start), min(last, end)
                found.setdefault((number, (first, last)), []).append(inside)
    texts = [without_names(paragraph) for paragraph in paragraphs()]
    return [(n, pieces_of(texts[n - 1], within, found[n, within])) for n, within in sorted(found)]
