"""Every number written in the article, and what each one is."""

from __future__ import annotations

from typing import Any

from shangluo_data.article import paragraphs
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import read_table
from shangluo_data.errors import DataError
from shangluo_data.register.curated import Span, bind, framed, table
from shangluo_data.register.figures import figures
from shangluo_data.register.reading import NUMBER


@table
def numerals() -> Frame:
    """Return every number written in the article, in the order of the text; of one ``section``.

    A :class:`pandas.DataFrame` of 120 rows; ``paragraph`` and ``start`` are its key. Columns:
    ``section``, ``paragraph``; ``number`` (the Arabic digits or Chinese characters with their
    multiplier), ``start``, ``end`` (span in the paragraph's restored text), ``source_start``,
    ``source_end`` (span in the seed file, in characters); ``phrase`` (the words it stands in);
    ``kind`` (figure, date, ordinal, structure, name, idiom); ``figures`` (the ids of the figures it
    gives, separated by spaces; 各1个 gives two); ``reason_en``, ``reason_zh`` (why it is none).

    Raises :class:`DataError` if ``section`` is unknown, or a number is unaccounted for or counted
    twice.

    Source: the article in ``seeds/``, with ``curated/figures.csv`` and ``curated/numerals.csv``.
    """
    none = {"kind": "figure", "reason_en": "", "reason_zh": ""}
    said: list[dict[str, Any]] = [
        {"by": key, **none, **row[["paragraph", "start", "end"]]}
        for key, row in figures().iterrows()
    ]
    for row in read_table("numerals"):
        if row["kind"] == "figure":
            raise row.fault("a number that is a figure stands in figures.csv", "Move it there.")
        said.append({**row.cells, **bind(row, paragraphs()).place, "by": row.where})
    records = []
    for paragraph in paragraphs():
        own = [one for one in said if one["paragraph"] == paragraph.number]
        for match in NUMBER.finditer(paragraph.text):
            number = Span(paragraph, *match.span())
            records.append(_account(number, own) | number.place | {"number": number.words})
    return framed("numerals", records)


def _account(number: Span, said: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the one row that holds the number says of it."""
    (paragraph, start, end), text = number, number.paragraph.text
    here = [one for one in said if one["start"] <= start and end <= one["end"]]
    ids = [one["by"] for one in here if one["kind"] == "figure"]
    what, remedy = "", ""
    if not here:
        what = "is in no row"
        remedy = "Add it to figures.csv, or to numerals.csv with its kind and the reason."
    # 各1个 is one numeral and two figures; nothing else may be counted twice.
    elif len(here) > 1 and (len(ids) < len(here) or text[here[0]["start"] - 1] != "各"):
        what = f"is counted more than once: {', '.join(one['by'] for one in here)}"
        remedy = "Keep the one row that says what it is."
    if what:
        quoted = f"{number.words!r} (in {text[max(0, start - 6) : end + 6]!r})"
        raise DataError(f"¶{paragraph.number}", f"the number {quoted} {what}", remedy)
    phrase = text[here[0]["start"] : here[0]["end"]]
    return {**here[0], "phrase": phrase, "figures": " ".join(ids)}
