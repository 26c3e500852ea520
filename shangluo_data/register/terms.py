"""The named things: programmes, honours, bodies … and every phrase in quotation marks."""

from __future__ import annotations

import re

from shangluo_data.article import paragraphs
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import read_table
from shangluo_data.register.curated import bind, framed, table

_QUOTED = re.compile("“([^”]*)”")


@table
def terms() -> Frame:
    """Return every named thing, above all what is in quotation marks; of one ``section`` if given.

    A :class:`pandas.DataFrame`, index ``id``. Columns: ``term`` (as printed), ``gloss_en``,
    ``category`` (see ``codes("term_category")``), ``level`` (of an honour, event or body; blank
    otherwise), ``section``, ``paragraph`` (where it is mainly said), ``paragraphs`` (every
    paragraph that names it, separated by spaces), ``note_en``, ``note_zh`` (what the article says
    of it); ``start``, ``end``, ``source_start``, ``source_end`` (its first place in ``paragraph``:
    in the restored text, and in the seed file).

    Raises :class:`DataError` if ``section`` is unknown, or words are not in their paragraph.

    Source: ``curated/terms.csv``, bound to the article in ``seeds/``.
    """
    records, text = [], paragraphs()
    for row in read_table("terms"):
        span = bind(row, text)
        found = " ".join(str(p.number) for p in text if p.find(row["words"]))
        records.append({**row.cells, **span.place, "term": span.words, "paragraphs": found})
    return framed("terms", records)


def quoted_phrases() -> list[tuple[int, str]]:
    """Return every phrase in quotation marks, with the number of its paragraph."""
    return [(p.number, phrase) for p in paragraphs() for phrase in _QUOTED.findall(p.text)]
