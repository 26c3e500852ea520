"""What stands behind an exhibit: its rows, and the exact sentences of the article."""

from collections.abc import Iterable, Sequence

from shangluo_data.article import paragraphs, without_names
from shangluo_data.exhibits.parts import LANGS, Cell, Column, Row, Table, paragraphs_of
from shangluo_data.exhibits.wording import DERIVED, is_derived, symbol, unit_en
from shangluo_data.register import figures
from shangluo_data.register.curated import label

Span = tuple[int, int]
Piece = tuple[str, Span | None]
"""Words of the article, and the span that they fill where they are marked."""
_COLUMNS = (
    *(Column("项目", "Item"), Column("原文数字", "As printed"), Column("数值", "Value")),
    *(Column("期间", "Period"), Column("段落", "Paragraph"), Column("说明", "Note", prose=True)),
)


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
    zh, en = (label("period", row["period"], lang) for lang in LANGS)
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
