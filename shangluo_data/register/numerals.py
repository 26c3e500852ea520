"""Every number written in the article, and what each one is."""

from __future__ import annotations

from typing import NamedTuple

from shangluo_data.article import paragraphs
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import read_table
from shangluo_data.errors import DataError
from shangluo_data.register.curated import Span, bind, framed, table
from shangluo_data.register.figures import figures
from shangluo_data.register.reading import NUMBER

COLUMNS = (
    *("section", "paragraph", "number", "start", "end", "source_start", "source_end", "phrase"),
    *("kind", "figures", "reason_en", "reason_zh"),
)


class _Said(NamedTuple):
    """What one row says of the numbers inside its span."""

    paragraph: int
    start: int
    end: int
    name: str
    cells: dict[str, str]


@table
def numerals() -> Frame:
    """Return every number written in the article, in Arabic digits or Chinese characters.

    Parameters
    ----------
    section
        ``lead``, ``force``, ``safety`` or ``services``; by default all.

    Returns
    -------
    Frame
        A :class:`pandas.DataFrame` of 120 rows in the order of the text; ``paragraph`` and
        ``start`` are its key. Columns: ``section``, ``paragraph``; ``number`` (the digits or
        characters with their multiplier), ``start``, ``end`` (span in the paragraph's restored
        text), ``source_start``, ``source_end`` (span in the seed file, in characters); ``phrase``
        (the words it stands in); ``kind`` (figure, date, ordinal, structure, name, idiom);
        ``figures`` (the ids of the figures it gives, separated by spaces; 各1个 gives two);
        ``reason_en``, ``reason_zh`` (why it is none).

    Raises
    ------
    DataError
        If ``section`` is unknown, or a number in the text is unaccounted for or counted twice.

    Source: the article in ``seeds/``, with ``curated/figures.csv`` and ``curated/numerals.csv``.
    """
    said = [
        _Said(int(row["paragraph"]), int(row["start"]), int(row["end"]), str(key), {})
        for key, row in figures().iterrows()
    ]
    text = paragraphs()
    for row in read_table("numerals"):
        if row["kind"] == "figure":
            raise row.fault("a number that is a figure stands in figures.csv", "Move it there.")
        span = bind(row, text)
        said.append(_Said(span.paragraph.number, span.start, span.end, row.where, row.cells))
    records = [
        _account(Span(paragraph, *match.span()), said)
        for paragraph in text
        for match in NUMBER.finditer(paragraph.text)
    ]
    return framed(records, COLUMNS, section="section", kind="numeral_kind")


def _account(number: Span, said: list[_Said]) -> dict[str, object]:
    at, text = number.paragraph.number, number.paragraph.text
    here = [
        s for s in said if s.paragraph == at and s.start <= number.start and number.end <= s.end
    ]
    quoted = f"{number.words!r} (in {text[max(0, number.start - 6) : number.end + 6]!r})"
    if not here:
        raise DataError(
            f"¶{at}",
            f"the number {quoted} is in no row",
            "Add it to figures.csv, or to numerals.csv with its kind and the reason.",
        )
    ids = [s.name for s in here if not s.cells]
    # 各1个 is one numeral and two figures; nothing else may be counted twice.
    if len(here) > 1 and (len(ids) < len(here) or text[here[0].start - 1] != "各"):
        raise DataError(
            f"¶{at}",
            f"the number {quoted} is counted more than once: {', '.join(s.name for s in here)}",
            "Keep the one row that says what it is.",
        )
    return {
        **number.place,
        "number": number.words,
        "phrase": text[here[0].start : here[0].end],
        "kind": here[0].cells.get("kind", "figure"),
        "figures": " ".join(ids),
        "reason_en": here[0].cells.get("reason_en", ""),
        "reason_zh": here[0].cells.get("reason_zh", ""),
    }
