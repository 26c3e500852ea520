"""The claims: statements of fact or outcome that come without a number."""

from __future__ import annotations

from shangluo_data.article import paragraphs
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import read_table
from shangluo_data.register.curated import bind, framed, table

CHECKABLE = ("trend", "comparison", "coverage", "result")
"""The kinds of claims that could be checked, and say what is missing for it."""
COLUMNS = (
    *("id", "label_en", "label_zh", "words", "kind", "missing_en", "missing_zh", "section"),
    *("paragraph", "quote", "start", "end", "source_start", "source_end"),
)


@table
def claims() -> Frame:
    """Return every statement of fact or outcome without a number.

    Parameters
    ----------
    section
        ``lead``, ``force``, ``safety`` or ``services``; by default all.

    Returns
    -------
    Frame
        A :class:`pandas.DataFrame`, index ``id``. Columns: ``label_en``, ``label_zh``, ``words``
        (as printed), ``kind`` (see ``codes("claim_kind")``), ``missing_en``, ``missing_zh`` (what
        is missing to check it; blank for kinds that cannot be checked), ``section``, ``paragraph``,
        ``quote`` (the full sentence); ``start``, ``end`` (span in the paragraph's restored text),
        ``source_start``, ``source_end`` (span in the seed file).

    Raises
    ------
    DataError
        If ``section`` is unknown, or a row's words are not in its paragraph.

    Source: ``curated/claims.csv``, bound to the article in ``seeds/``.
    """
    records, text = [], paragraphs()
    for row in read_table("claims"):
        span, missing = bind(row, text), row["missing_en"]
        if bool(missing) != (row["kind"] in CHECKABLE):
            said = f"says what is missing: {missing!r}" if missing else "says nothing of it"
            raise row.fault(
                f"a claim of kind {row['kind']!r} {said}",
                f"Only {', '.join(CHECKABLE)} can be checked; give missing_en, missing_zh there.",
            )
        records.append({**row.cells, **span.place} | {"words": span.words})
    return framed(records, COLUMNS, section="section", kind="claim_kind")
