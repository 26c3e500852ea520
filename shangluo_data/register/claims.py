"""The claims: statements of fact or outcome that come without a number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from shangluo_data.article import Paragraph, paragraphs
from shangluo_data.register.curated import (
    CURATED,
    bind,
    check_code,
    code_list,
    pick_section,
    read_table,
    section_column,
)

COLUMNS = (
    "id",
    "paragraph",
    "words",
    "occurrence",
    "kind",
    "label_en",
    "label_zh",
    "missing_en",
    "missing_zh",
)


def read_claims(directory: Path = CURATED, text: Sequence[Paragraph] | None = None) -> pd.DataFrame:
    """Return the claims read from ``directory``; see :func:`claims`."""
    text = paragraphs() if text is None else text
    kinds = code_list("claim_kind", directory)
    records = []
    for row in read_table("claims", COLUMNS, directory):
        check_code(row, "kind", kinds)
        span = bind(row, text)
        records.append(
            {
                "id": row["id"],
                "section": span.paragraph.section,
                "paragraph": span.paragraph.number,
                "words": span.words,
                "start": span.start,
                "end": span.end,
                **{c: row[c] for c in COLUMNS[4:]},
                "quote": span.quote,
            }
        )
    frame = pd.DataFrame(records).set_index("id")
    frame["section"] = section_column(list(frame["section"]))
    frame["kind"] = pd.Categorical(frame["kind"], kinds)
    return frame


@cache
def _claims() -> pd.DataFrame:
    return read_claims()


def claims(section: str | None = None) -> pd.DataFrame:
    """Return every statement of fact or outcome without a number.

    Parameters
    ----------
    section
        ``lead``, ``force``, ``safety`` or ``services``; by default all.

    Returns
    -------
    pandas.DataFrame
        Index ``id``. Columns: ``section``, ``paragraph``, ``words`` (as printed), ``start``,
        ``end`` (span in the paragraph's restored text), ``kind`` (see ``codes("claim_kind")``),
        ``label_en``, ``label_zh``, ``missing_en``, ``missing_zh`` (what is missing to check it),
        ``quote`` (the full sentence).

    Raises
    ------
    DataError
        If ``section`` is unknown, or a row's words are not in its paragraph.

    Source: ``curated/claims.csv``, bound to the article in ``seeds/``.
    """
    return pick_section(_claims(), section)
