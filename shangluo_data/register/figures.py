"""The figures: every number the article states as a measured quantity."""

from __future__ import annotations

from shangluo_data.article import paragraphs
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import Row, read_table
from shangluo_data.register.curated import bind, framed, table
from shangluo_data.register.reading import read_printed


@table
def figures() -> Frame:
    """Return every number stated as a measured quantity; of one ``section`` if given.

    A :class:`pandas.DataFrame` of 62 rows, index ``id``. Columns: ``label_en``, ``label_zh``;
    ``numeral`` (as printed, with multiplier, 余 or 多 and measure word); ``value`` (float, base
    units: yuan, not 万元; a fall is negative), ``unit`` (English plural noun), ``unit_zh`` (measure
    word as printed); ``qualifier`` (unhedged, more_than, rounded, quoted), ``basis`` (total,
    annual, stock, rate, change, plan), ``period`` (blank where none is given), ``period_basis``
    (stated, paragraph, inferred, none); ``section``, ``paragraph``; ``note_en``, ``note_zh``;
    ``quote`` (the full sentence); ``start``, ``end`` (span of the numeral in the paragraph's
    restored text), ``source_start``, ``source_end`` (span in the seed file, in characters);
    ``period_start``, ``period_end`` (years, nullable integers). ``section``, ``unit``,
    ``qualifier``, ``basis``, ``period`` and ``period_basis`` are categoricals; ``paragraph`` and
    ``start`` are a key into :func:`numerals`.

    Raises :class:`DataError` if ``section`` is unknown, or a row does not agree with the article.

    Source: ``curated/figures.csv``, bound to the article in ``seeds/``.
    """
    records = []
    for row in read_table("figures"):
        span = bind(row, paragraphs())
        year = int(row["period"]) if row["period"].isdecimal() else None
        own = {"numeral": span.words, "value": _value(row, span.words)}
        years = {"period_start": year, "period_end": year}
        records.append({**row.cells, **span.place, **own, **years})
    return framed("figures", records)


def _value(row: Row, numeral: str) -> float:
    """Return the row's value, having held the row against the words."""
    value, qualifier, unit = row["value"], row["qualifier"], row["unit_zh"]
    period, basis = row["period"], row["period_basis"]
    remedy = "Correct the row in figures.csv; the article’s words decide."
    try:
        reading = read_printed(numeral)
    except ValueError:
        raise row.fault(f"the words {numeral!r} are not a number", remedy) from None
    fall = row["basis"] == "change" and value.startswith("-")
    expected = -reading.value if fall else reading.value
    carried = reading.hedge or "neither 余 nor 多"
    for wrong, what in (
        (
            float(value) != expected,
            f"value {value} contradicts the numeral {numeral!r}, which reads {expected:g}",
        ),
        (
            bool(reading.hedge) != (qualifier == "more_than"),
            f"qualifier {qualifier!r}, but the numeral {numeral!r} carries {carried}",
        ),
        (reading.unit != unit, f"unit_zh {unit!r} is not the measure word of {numeral!r}"),
        (
            bool(period) == (basis == "none"),
            f"period {period!r} and period_basis {basis!r} do not go together",
        ),
    ):
        if wrong:
            raise row.fault(what, remedy)
    return float(value)
