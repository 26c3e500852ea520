"""The figures: every number the article states as a measured quantity."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from shangluo_data.article import Paragraph, paragraphs
from shangluo_data.errors import DataError
from shangluo_data.register.curated import (
    CURATED,
    Row,
    bind,
    check_code,
    code_list,
    number_in,
    pick_section,
    read_table,
    section_column,
)
from shangluo_data.register.reading import Reading, read_printed

COLUMNS = (
    "id",
    "paragraph",
    "words",
    "occurrence",
    "value",
    "unit",
    "unit_zh",
    "qualifier",
    "basis",
    "period",
    "period_basis",
    "label_en",
    "label_zh",
    "note_en",
    "note_zh",
)
_REMEDY = "Correct the row in figures.csv; the article's words decide."


def read_figures(
    directory: Path = CURATED, text: Sequence[Paragraph] | None = None
) -> pd.DataFrame:
    """Return the register of figures read from ``directory``; see :func:`figures`."""
    text = paragraphs() if text is None else text
    lists = {
        name: code_list(name, directory)
        for name in ("unit", "qualifier", "basis", "period", "period_basis")
    }
    records = []
    for row in read_table("figures", COLUMNS, directory):
        span = bind(row, text)
        for column in ("unit", "qualifier", "basis", "period_basis"):
            check_code(row, column, lists[column])
        check_code(row, "period", lists["period"], blank=True)
        value = _value(row, span.words)
        start, end = span.source
        records.append(
            {
                "id": row["id"],
                "section": span.paragraph.section,
                "paragraph": span.paragraph.number,
                "numeral": span.words,
                "start": span.start,
                "end": span.end,
                "source_start": start,
                "source_end": end,
                "value": value,
                **{c: row[c] for c in COLUMNS[5:]},
                "quote": span.quote,
            }
        )
    frame = pd.DataFrame(records).set_index("id")
    for column in ("qualifier", "basis", "period_basis"):
        frame[column] = pd.Categorical(frame[column], lists[column])
    frame["section"] = section_column(list(frame["section"]))
    return frame


def _value(row: Row, numeral: str) -> float:
    """Return the row's value, having held it against the words."""
    value = number_in(row, "value")
    try:
        reading = read_printed(numeral)
    except ValueError:
        raise DataError(row.where, f"the words {numeral!r} are not a number", _REMEDY) from None
    expected = -reading.value if row["basis"] == "change" and value < 0 else reading.value
    if value != expected:
        raise DataError(
            row.where,
            f"value {row['value']} contradicts the numeral {numeral!r}, which reads {expected:g}",
            _REMEDY,
        )
    _check_hedge(row, numeral, reading)
    if reading.unit != row["unit_zh"]:
        raise DataError(
            row.where,
            f"unit_zh {row['unit_zh']!r} is not the measure word of {numeral!r}",
            _REMEDY,
        )
    if bool(row["period"]) == (row["period_basis"] == "none"):
        raise DataError(
            row.where,
            f"period {row['period']!r} and period_basis {row['period_basis']!r} do not go together",
            "A period needs a basis, and no period the basis 'none'.",
        )
    return value


def _check_hedge(row: Row, numeral: str, reading: Reading) -> None:
    if bool(reading.hedge) != (row["qualifier"] == "more_than"):
        said = f"carries {reading.hedge}" if reading.hedge else "carries neither 余 nor 多"
        raise DataError(
            row.where,
            f"qualifier {row['qualifier']!r}, but the numeral {numeral!r} {said}",
            _REMEDY,
        )


@cache
def _figures() -> pd.DataFrame:
    return read_figures()


def figures(section: str | None = None) -> pd.DataFrame:
    """Return the register: one row per number that the article states as a measured quantity.

    Parameters
    ----------
    section
        ``lead``, ``force``, ``safety`` or ``services``; by default all.

    Returns
    -------
    pandas.DataFrame
        62 rows, index ``id``. Columns: ``section``, ``paragraph``; ``numeral`` (as printed, with
        multiplier, 余 or 多 and measure word), ``start``, ``end`` (its span in the paragraph's
        restored text), ``source_start``, ``source_end`` (its span in the seed file, in characters);
        ``value`` (float, base units: yuan, not 万元; a fall is negative), ``unit`` (English plural
        noun), ``unit_zh`` (measure word as printed); ``qualifier`` (unhedged,
        more_than, rounded, quoted), ``basis`` (total, annual, stock, rate, change, plan),
        ``period`` (blank where none is given), ``period_basis`` (stated, paragraph, inferred, none); ``label_en``, ``label_zh``,
        ``note_en``, ``note_zh``; ``quote`` (the full sentence).

    Raises
    ------
    DataError
        If ``section`` is unknown, or a curated row does not agree with the article.

    Source: ``curated/figures.csv``, bound to the article in ``seeds/``.
    """
    return pick_section(_figures(), section)
