"""The numbers of the article: its figures, which are measured quantities, and all others."""

from typing import Any

from shangluo_data.article import paragraphs
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import Row
from shangluo_data.article.text import Section, framed
from shangluo_data.errors import DataError
from shangluo_data.register.curated import bound, per_home
from shangluo_data.register.reading import NUMBER, read_printed


@per_home
def figures(section: Section | None = None) -> Frame:
    """Return every number stated as a measured quantity; of one ``section`` if given.

    A :class:`pandas.DataFrame` of 62 rows, index ``id``. Columns: ``label_en``, ``label_zh``;
    ``numeral`` (as printed, with multiplier, 余 or 多 and measure word); ``value`` (float, base
    units: yuan, not 万元; a fall is negative), ``unit`` (English plural noun), ``unit_zh`` (measure
    word as printed); ``qualifier`` (unhedged, more_than, rounded, quoted), ``basis`` (total,
    annual, stock, rate, change, plan), ``period`` (blank where none is given), ``period_basis``
    (stated, paragraph, inferred, none); ``section``, ``paragraph``; ``note_en``, ``note_zh``;
    ``quote`` (the full sentence); ``start``, ``end`` (span of the numeral in the paragraph's
    restored text), ``source_start``, ``source_end`` (span in the seed file, in characters);
    ``period_start``, ``period_end`` (years, nullable integers). Columns of few values are
    categoricals; ``paragraph`` and ``start`` are a key into :func:`numerals`.

    Source: ``curated/figures.csv``, bound to the article in ``seeds/``; a row that does not agree
    with it is a :class:`DataError`, as is an unknown ``section``.
    """
    records = []
    for row, place in bound("figures"):
        numeral, value, period = place["words"], float(row["value"]), row["period"]
        if what := _disagreement(row, numeral, value):
            raise row.fault(what, "Correct the row in figures.csv; the article’s words decide.")
        year = int(period) if period.isdecimal() else None
        own = {"numeral": numeral, "value": value, "period_start": year, "period_end": year}
        records.append({**row.cells, **place, **own})
    return framed("figures", records, section)


def _disagreement(row: Row, numeral: str, value: float) -> str:
    """Return in what the row does not agree with the words, if in anything."""
    try:
        reading = read_printed(numeral)
    except ValueError:
        return f"the words {numeral!r} are not a number"
    fall = row["basis"] == "change" and value < 0
    if value != (-reading.value if fall else reading.value):
        return f"value {row['value']} contradicts {numeral!r}, which reads {reading.value:g}"
    if bool(reading.hedge) != (row["qualifier"] == "more_than"):
        carried = reading.hedge or "neither 余 nor 多"
        return f"qualifier {row['qualifier']!r}, but the numeral {numeral!r} carries {carried}"
    if reading.unit != row["unit_zh"]:
        return f"unit_zh {row['unit_zh']!r} is not the measure word of {numeral!r}"
    if bool(row["period"]) == (row["period_basis"] == "none"):
        return f"period {row['period']!r} and basis {row['period_basis']!r} do not go together"
    return ""


@per_home
def numerals(section: Section | None = None) -> Frame:
    """Return every number written in the article, in the order of the text; of one ``section``.

    A :class:`pandas.DataFrame` of 120 rows; ``paragraph`` and ``start`` are its key. Columns:
    ``section``, ``paragraph``; ``number`` (the Arabic digits or Chinese characters with their
    multiplier), ``start``, ``end`` (span in the paragraph's restored text), ``source_start``,
    ``source_end`` (span in the seed file, in characters); ``phrase`` (the words it stands in);
    ``kind`` (figure, date, ordinal, structure, name, idiom); ``figures`` (the ids of the figures it
    gives, separated by spaces; 各1个 gives two); ``reason_en``, ``reason_zh`` (why it is none).

    Source: the article in ``seeds/``, with ``curated/figures.csv`` and ``curated/numerals.csv``; a
    number in no row, or in two, is a :class:`DataError`, as is an unknown ``section``.
    """
    stated = figures().rename(columns={"numeral": "words"})
    stated = stated.assign(by=stated.index, kind="figure", reason_en="", reason_zh="")
    said: list[dict[Any, Any]] = stated.to_dict("records")
    for row, place in bound("numerals"):
        if row["kind"] == "figure":
            raise row.fault("a number that is a figure stands in figures.csv", "Move it there.")
        said.append({**row.cells, **place, "by": row.where})
    records = []
    for paragraph in paragraphs():
        own = [one for one in said if one["paragraph"] == paragraph.number]
        for match in NUMBER.finditer(text := paragraph.text):
            start, end = match.span()
            here = [one for one in own if one["start"] <= start and end <= one["end"]]
            ids = [one["by"] for one in here if one["kind"] == "figure"]
            # 各1个 is one numeral and two figures; nothing else may be counted twice.
            each = text[:start].endswith("各") and len(ids) == len(here)
            if not here or (len(here) > 1 and not each):
                rows = ", ".join(one["by"] for one in here)
                what = f"is counted more than once: {rows}" if here else "is in no row"
                what = f"the number {match[0]!r} (in {text[max(0, start - 6) : end + 6]!r}) {what}"
                remedy = "Keep the one row that says what it is, in figures.csv or numerals.csv."
                raise DataError(f"¶{paragraph.number}", what, remedy)
            told = {"phrase": here[0]["words"], "number": match[0], "figures": " ".join(ids)}
            records.append({**here[0], **paragraph.place(start, end), **told})
    return framed("numerals", records, section)


def headroom() -> Frame:
    """Return what 余 and 多 could add, on our assumption that they stay within the last digit.

    The figures with qualifier ``more_than``, largest share first: the columns of :func:`figures`
    and ``last_digit`` (one unit of the last printed digit, in base units) and ``share`` (that unit
    in percent of the value).

    Source: computed from the numerals; the assumption is ours, not the article's.
    """
    frame = figures().query("qualifier == 'more_than'")
    frame["last_digit"] = [read_printed(numeral).last_digit for numeral in frame["numeral"]]
    frame["share"] = (100 * frame["last_digit"] / frame["value"]).round(10)
    return frame.sort_values("share", ascending=False, kind="stable")
