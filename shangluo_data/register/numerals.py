"""Every number written in the article, and what each one is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from shangluo_data.article import Paragraph, paragraphs
from shangluo_data.errors import DataError
from shangluo_data.register.curated import (
    CURATED,
    Row,
    Span,
    bind,
    check_code,
    code_list,
    pick_section,
    read_table,
    section_column,
)
from shangluo_data.register.figures import figures
from shangluo_data.register.reading import NUMBER

COLUMNS = ("paragraph", "words", "occurrence", "kind", "reason_en", "reason_zh")


def read_numerals(
    directory: Path = CURATED,
    text: Sequence[Paragraph] | None = None,
    register: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return every number of ``text``; see :func:`numerals`.

    Raises
    ------
    DataError
        If a number in the text is in no row, or in two.
    """
    text = paragraphs() if text is None else text
    register = figures() if register is None else register
    kinds = code_list("numeral_kind", directory)
    others: list[tuple[Row, Span]] = []
    for row in read_table("numerals", COLUMNS, directory):
        check_code(row, "kind", kinds)
        others.append((row, bind(row, text)))
    stated = [
        _Figure(str(i), int(p), int(start), int(end))
        for i, p, start, end in register[["paragraph", "start", "end"]].itertuples(name=None)
    ]
    records = [
        _account(paragraph, match.span(), stated, others)
        for paragraph in text
        for match in NUMBER.finditer(paragraph.text)
    ]
    frame = pd.DataFrame(records)
    frame["section"] = section_column(list(frame["section"]))
    frame["kind"] = pd.Categorical(frame["kind"], kinds)
    return frame


class _Figure(NamedTuple):
    id: str
    paragraph: int
    start: int
    end: int


def _account(
    paragraph: Paragraph,
    span: tuple[int, int],
    stated: list[_Figure],
    others: list[tuple[Row, Span]],
) -> dict[str, object]:
    start, end = span
    here = [
        f for f in stated if f.paragraph == paragraph.number and f.start <= start and end <= f.end
    ]
    rows = [
        (row, other)
        for row, other in others
        if other.paragraph.number == paragraph.number and other.start <= start and end <= other.end
    ]
    number = paragraph.text[start:end]
    around = paragraph.text[max(0, start - 6) : end + 6]
    if not here and not rows:
        raise DataError(
            f"¶{paragraph.number}",
            f"the number {number!r} (in {around!r}) is in no row",
            "Add it to figures.csv, or to numerals.csv with its kind and the reason.",
        )
    # 各1个 is one numeral and two figures; nothing else may be counted twice.
    shared = len(here) > 1 and paragraph.text[here[0].start - 1] != "各"
    if shared or len(rows) > 1 or (here and rows):
        names = [*(f.id for f in here), *(row.where for row, _ in rows)]
        raise DataError(
            f"¶{paragraph.number}",
            f"the number {number!r} (in {around!r}) is counted more than once: {', '.join(names)}",
            "Keep the one row that says what it is.",
        )
    if here:
        kind, phrase = "figure", paragraph.text[here[0].start : here[0].end]
        reason_en = reason_zh = ""
    else:
        row, other = rows[0]
        kind, phrase = row["kind"], other.words
        reason_en, reason_zh = row["reason_en"], row["reason_zh"]
    source_start, source_end = paragraph.traced.source_span(start, end)
    return {
        "section": paragraph.section,
        "paragraph": paragraph.number,
        "number": number,
        "start": start,
        "end": end,
        "source_start": source_start,
        "source_end": source_end,
        "phrase": phrase,
        "kind": kind,
        "figures": " ".join(f.id for f in here),
        "reason_en": reason_en,
        "reason_zh": reason_zh,
    }


@cache
def _numerals() -> pd.DataFrame:
    return read_numerals()


def numerals(section: str | None = None) -> pd.DataFrame:
    """Return every number written in the article, in Arabic digits or Chinese characters.

    Parameters
    ----------
    section
        ``lead``, ``force``, ``safety`` or ``services``; by default all.

    Returns
    -------
    pandas.DataFrame
        120 rows in the order of the text. Columns: ``section``, ``paragraph``; ``number`` (the
        digits or characters with their multiplier), ``start``, ``end`` (span in the paragraph's
        restored text), ``source_start``, ``source_end`` (span in the seed file, in characters);
        ``phrase`` (the words it stands in); ``kind`` (figure, date, ordinal, structure, name,
        idiom); ``figures`` (the ids of the figures it gives, separated by spaces); ``reason_en``,
        ``reason_zh`` (why it is none).

    Raises
    ------
    DataError
        If ``section`` is unknown, or a number in the text is unaccounted for or counted twice.

    Source: the article in ``seeds/``, with ``curated/figures.csv`` and ``curated/numerals.csv``.
    """
    return pick_section(_numerals(), section)
