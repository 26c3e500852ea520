"""The named things: programmes, honours, bodies … and every phrase in quotation marks."""

from __future__ import annotations

import re

from shangluo_data.article import paragraphs
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import read_table
from shangluo_data.register.curated import bind, framed, table

COLUMNS = (
    *("id", "term", "gloss_en", "category", "level", "section", "paragraph", "paragraphs"),
    *("note_en", "note_zh", "start", "end", "source_start", "source_end"),
)
_QUOTED = re.compile("“([^”]*)”")


@table
def terms() -> Frame:
    """Return every named thing in the article, above all every phrase in quotation marks.

    Parameters
    ----------
    section
        ``lead``, ``force``, ``safety`` or ``services``; by default all.

    Returns
    -------
    Frame
        A :class:`pandas.DataFrame`, index ``id``. Columns: ``term`` (as printed), ``gloss_en``,
        ``category`` (see ``codes("term_category")``), ``level`` (of an honour, event or body; blank
        otherwise), ``section``, ``paragraph`` (where it is mainly said), ``paragraphs`` (every
        paragraph that names it, separated by spaces), ``note_en``, ``note_zh`` (what the article
        says of it); ``start``, ``end``, ``source_start``, ``source_end`` (its first place in
        ``paragraph``: in the restored text, and in the seed file).

    Raises
    ------
    DataError
        If ``section`` is unknown, or a row's words are not in its paragraph.

    Source: ``curated/terms.csv``, bound to the article in ``seeds/``.
    """
    records, text = [], paragraphs()
    for row in read_table("terms"):
        span = bind(row, text, first=True)
        found = [str(p.number) for p in text if p.find(row["words"])]
        records.append(
            {**row.cells, **span.place} | {"term": span.words, "paragraphs": " ".join(found)}
        )
    lists = {"section": "section", "category": "term_category", "level": "level"}
    return framed(records, COLUMNS, **lists)


def quoted_phrases() -> list[tuple[int, str]]:
    """Return every phrase in quotation marks, with the number of its paragraph."""
    return [(p.number, phrase) for p in paragraphs() for phrase in _QUOTED.findall(p.text)]
