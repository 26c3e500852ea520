"""The figures: every number the article states as a measured quantity."""

from __future__ import annotations

import pandas as pd

from shangluo_data.article import paragraphs
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import Row, read_table
from shangluo_data.register.curated import bind, framed, table
from shangluo_data.register.reading import read_printed

COLUMNS = (
    *("id", "label_en", "label_zh", "numeral", "value", "unit", "unit_zh", "qualifier", "basis"),
    *("period", "period_basis", "section", "paragraph", "note_en", "note_zh", "quote", "start"),
    *("end", "source_start", "source_end", "period_start", "period_end"),
)


@table
def figures() -> Frame:
    """Return the register: one row per number that the article states as a measured quantity.

    Parameters
    ----------
    section
        ``lead``, ``force``, ``safety`` or ``services``; by default all.

    Returns
    -------
    Frame
        A :class:`pandas.DataFrame` of 62 rows, index ``id``. Columns: ``label_en``, ``label_zh``;
        ``numeral`` (as printed, with multiplier, 余 or 多 and measure word); ``value`` (float, base
        units: yuan, not 万元; a fall is negative), ``unit`` (English plural noun), ``unit_zh``
        (measure word as printed); ``qualifier`` (unhedged, more_than, rounded, quoted), ``basis``
        (total, annual, stock, rate, change, plan), ``period`` (blank where none is given),
        ``period_basis`` (stated, paragraph, inferred, none); ``section``, ``paragraph``;
        ``note_en``, ``note_zh``; ``quote`` (the full sentence); ``start``, ``end`` (span of the
        numeral in the paragraph's restored text), ``source_start``, ``source_end`` (span in the
        seed file, in characters); ``period_start``, ``period_end`` (years, nullable integers).
        ``section``, ``unit``, ``qualifier``, ``basis``, ``period`` and ``period_basis`` are
        categoricals; ``paragraph`` and ``start`` are a key into :func:`numerals`.

    Raises
    ------
    DataError
        If ``section`` is unknown, or a curated row does not agree with the article.

    Source: ``curated/figures.csv``, bound to the article in ``seeds/``.
    """
    records, text = [], paragraphs()
    for row in read_table("figures"):
        span = bind(row, text)
        year = int(row["period"]) if row["period"].isdecimal() else None
        records.append(
            {**row.cells, **span.place}
            | {"numeral": span.words, "value": _value(row, span.words)}
            | {"period_start": year, "period_end": year}
        )
    lists = ("section", "unit", "qualifier", "basis", "period", "period_basis")
    frame = framed(records, COLUMNS, **{name: name for name in lists})
    for column in ("period_start", "period_end"):
        frame[column] = pd.array(list(frame[column]), dtype="Int64")
    return frame


def _value(row: Row, numeral: str) -> float:
    """Return the row's value, having held the row against the words."""
    remedy, value = "Correct the row in figures.csv; the article’s words decide.", row["value"]
    try:
        reading = read_printed(numeral)
    except ValueError:
        raise row.fault(f"the words {numeral!r} are not a number", remedy) from None
    fall = row["basis"] == "change" and value.startswith("-")
    expected = -reading.value if fall else reading.value
    if float(value) != expected:
        what = f"value {value} contradicts the numeral {numeral!r}, which reads {expected:g}"
        raise row.fault(what, remedy)
    if bool(reading.hedge) != (row["qualifier"] == "more_than"):
        said = f"carries {reading.hedge}" if reading.hedge else "carries neither 余 nor 多"
        what = f"qualifier {row['qualifier']!r}, but the numeral {numeral!r} {said}"
        raise row.fault(what, remedy)
    if reading.unit != row["unit_zh"]:
        what = f"unit_zh {row['unit_zh']!r} is not the measure word of {numeral!r}"
        raise row.fault(what, remedy)
    if bool(row["period"]) == (row["period_basis"] == "none"):
        raise row.fault(
            f"period {row['period']!r} and period_basis {row['period_basis']!r} do not go together",
            "A period needs a basis, and no period the basis 'none'.",
        )
    return float(value)
