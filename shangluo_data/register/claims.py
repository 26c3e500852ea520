"""The claims: statements of fact or outcome that come without a number."""

from __future__ import annotations

from shangluo_data.article import paragraphs
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import read_table
from shangluo_data.register.curated import bind, framed, table

CHECKABLE = ("trend", "comparison", "coverage", "result")
"""The kinds of claims that could be checked, and say what is missing for it."""


@table
def claims() -> Frame:
    """Return every statement of fact or outcome without a number; of one ``section`` if given.

    A :class:`pandas.DataFrame`, index ``id``. Columns: ``label_en``, ``label_zh``, ``words`` (as
    printed), ``kind`` (see ``codes("claim_kind")``), ``missing_en``, ``missing_zh`` (what is
    missing to check it; blank for kinds that cannot be checked), ``section``, ``paragraph``,
    ``quote`` (the full sentence); ``start``, ``end`` (span in the paragraph's restored text),
    ``source_start``, ``source_end`` (span in the seed file).

    Raises :class:`DataError` if ``section`` is unknown, or words are not in their paragraph.

    Source: ``curated/claims.csv``, bound to the article in ``seeds/``.
    """
    records = []
    for row in read_table("claims"):
        span, missing = bind(row, paragraphs()), row["missing_en"]
        if bool(missing) != (row["kind"] in CHECKABLE):
            said = f"says what is missing: {missing!r}" if missing else "says nothing of it"
            remedy = f"Give missing_en and missing_zh for {', '.join(CHECKABLE)} alone."
            raise row.fault(f"a claim of kind {row['kind']!r} {said}", remedy)
        records.append({**row.cells, **span.place, "words": span.words})
    return framed("claims", records)
