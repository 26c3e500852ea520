"""The named things: programmes, honours, bodies … and every phrase in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from shangluo_data.article import Paragraph, paragraphs
from shangluo_data.errors import DataError
from shangluo_data.register.curated import (
    CURATED,
    check_code,
    code_list,
    paragraph_of,
    pick_section,
    read_table,
    section_column,
)

COLUMNS = ("id", "category", "level", "paragraph", "words", "gloss_en", "note_en", "note_zh")
_QUOTED = re.compile("“([^”]*)”")


def read_terms(directory: Path = CURATED, text: Sequence[Paragraph] | None = None) -> pd.DataFrame:
    """Return the named things read from ``directory``; see :func:`terms`."""
    text = paragraphs() if text is None else text
    categories = code_list("term_category", directory)
    levels = code_list("level", directory)
    records = []
    for row in read_table("terms", COLUMNS, directory):
        check_code(row, "category", categories)
        check_code(row, "level", levels, blank=True)
        main = paragraph_of(row, text)
        found = [p.number for p in text if p.find(row["words"])]
        if main.number not in found:
            raise DataError(
                row.where,
                f"the words {row['words']!r} are not in ¶{main.number}",
                "Copy them from the restored text of the paragraph.",
            )
        start, end = main.find(row["words"])[0]
        records.append(
            {
                "id": row["id"],
                "section": main.section,
                "paragraph": main.number,
                "paragraphs": " ".join(map(str, found)),
                "category": row["category"],
                "level": row["level"],
                "term": main.text[start:end],
                "gloss_en": row["gloss_en"],
                "note_en": row["note_en"],
                "note_zh": row["note_zh"],
            }
        )
    frame = pd.DataFrame(records).set_index("id")
    frame["section"] = section_column(list(frame["section"]))
    frame["category"] = pd.Categorical(frame["category"], categories)
    return frame


def quoted_phrases(text: Sequence[Paragraph] | None = None) -> list[tuple[int, str]]:
    """Return every phrase in quotation marks, with the number of its paragraph."""
    text = paragraphs() if text is None else text
    return [(p.number, phrase) for p in text for phrase in _QUOTED.findall(p.text)]


@cache
def _terms() -> pd.DataFrame:
    return read_terms()


def terms(section: str | None = None) -> pd.DataFrame:
    """Return every named thing in the article, above all every phrase in quotation marks.

    Parameters
    ----------
    section
        ``lead``, ``force``, ``safety`` or ``services``; by default all.

    Returns
    -------
    pandas.DataFrame
        Index ``id``. Columns: ``section``, ``paragraph`` (where it is mainly said), ``paragraphs``
        (every paragraph that names it, separated by spaces), ``category`` (see
        ``codes("term_category")``), ``level`` (of an honour, event or body; blank otherwise),
        ``term`` (as printed), ``gloss_en``, ``note_en``, ``note_zh`` (what the article says of it).

    Raises
    ------
    DataError
        If ``section`` is unknown, or a row's words are not in its paragraph.

    Source: ``curated/terms.csv``, bound to the article in ``seeds/``.
    """
    return pick_section(_terms(), section)
