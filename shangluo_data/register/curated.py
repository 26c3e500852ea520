"""The tables made by hand, their words bound to the article: terms, claims, lists and limits."""

import re
from collections.abc import Iterator
from typing import Any

from shangluo_data.article import paragraphs
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import Row, code_list, label, read_table
from shangluo_data.article.source import CURATED, home, per_home
from shangluo_data.article.text import Section, framed

__all__ = ["CURATED", "code_list", "home", "label", "per_home", "read_table"]
CHECKABLE = ("trend", "comparison", "coverage", "result")
"""The kinds of claims that could be checked, and say what is missing for it."""


def bound(table: str) -> Iterator[tuple[Row, dict[str, Any]]]:
    """Yield a table’s rows, each with the place of its words: the ``occurrence``, or the first."""
    text = paragraphs()
    for row in read_table(table):
        number, words, occurrence = int(row["paragraph"]), row["words"], row.cells.get("occurrence")
        if number > len(text):
            raise row.fault(f"there is no paragraph {number}", f"Give one from 1 to {len(text)}.")
        spans = text[number - 1].find(words)
        if not spans:
            elsewhere = " ".join(f"They stand in ¶{p.number}." for p in text if p.find(words))
            remedy = f"{elsewhere} Copy them from the restored text of the paragraph."
            raise row.fault(f"the words {words!r} are not in ¶{number}", remedy)
        if int(occurrence or 1) > len(spans) or (occurrence == "" and len(spans) > 1):
            what = f"the words {words!r} stand {len(spans)} times in ¶{number}"
            remedy = "Say in the column occurrence which is meant (1, 2 …), or give more words."
            raise row.fault(f"{what}, and occurrence is {occurrence!r}", remedy)
        yield row, text[number - 1].place(*spans[int(occurrence or 1) - 1])


@per_home
def terms(section: Section | None = None) -> Frame:
    """Return every named thing, above all what is in quotation marks; of one ``section`` if given.

    A :class:`pandas.DataFrame`, index ``id``. Columns: ``term`` (as printed), ``gloss_en``,
    ``category`` (see ``codes("term_category")``), ``level`` (of an honour, event or body; blank
    otherwise), ``section``, ``paragraph`` (where it is mainly said), ``paragraphs`` (every
    paragraph that names it, separated by spaces), ``note_en``, ``note_zh`` (what the article says
    of it); ``start``, ``end``, ``source_start``, ``source_end`` (its first place in ``paragraph``:
    in the restored text, and in the seed file).

    Source: ``curated/terms.csv``, bound to the article in ``seeds/``; words that are not in their
    paragraph are a :class:`DataError`, as is an unknown ``section``.
    """
    records, text = [], paragraphs()
    for row, place in bound("terms"):
        found = " ".join(str(p.number) for p in text if p.find(row["words"]))
        records.append({**row.cells, **place, "term": place["words"], "paragraphs": found})
    return framed("terms", records, section)


def quoted_phrases() -> set[str]:
    return {phrase for p in paragraphs() for phrase in re.findall("“([^”]*)”", p.text)}


@per_home
def claims(section: Section | None = None) -> Frame:
    """Return every statement of fact or outcome without a number; of one ``section`` if given.

    A :class:`pandas.DataFrame`, index ``id``. Columns: ``label_en``, ``label_zh``, ``words`` (as
    printed), ``kind`` (see ``codes("claim_kind")``), ``missing_en``, ``missing_zh`` (what is
    missing to check it; blank for kinds that cannot be checked), ``section``, ``paragraph``,
    ``quote`` (the full sentence); ``start``, ``end`` (span in the paragraph's restored text),
    ``source_start``, ``source_end`` (span in the seed file).

    Source: ``curated/claims.csv``, bound to the article in ``seeds/``; words that are not in their
    paragraph are a :class:`DataError`, as is an unknown ``section``.
    """
    records = []
    for row, place in bound("claims"):
        kind, missing = row["kind"], row["missing_en"]
        if bool(missing) != (kind in CHECKABLE):
            said = f"says what is missing: {missing!r}" if missing else "says nothing of it"
            remedy = f"Give missing_en and missing_zh for {', '.join(CHECKABLE)} alone."
            raise row.fault(f"a claim of kind {kind!r} {said}", remedy)
        records.append({**row.cells, **place})
    return framed("claims", records, section)


@per_home
def codes(name: str | None = None) -> Frame:
    """Return the closed lists that the register's columns draw from.

    A :class:`pandas.DataFrame`, index ``list``, ``code``; columns ``label_en``, ``label_zh``,
    ``note_en``, ``note_zh``. With ``name`` that list alone, indexed by ``code``; a
    :class:`DataError` if there is none. Source: ``curated/codes.csv``.
    """
    frame = framed("codes", [row.cells for row in read_table("codes")])
    if name is None:
        return frame
    code_list(name)  # Refuses what is none.
    return frame.loc[[name]].droplevel("list")


@per_home
def limits() -> Frame:
    """Return what a fair reader is told about the article's numbers.

    A :class:`pandas.DataFrame`, index ``id``, columns ``zh`` and ``en``: one remark per row, in
    each language. Source: ``curated/limits.csv``.
    """
    return framed("limits", [row.cells for row in read_table("limits")])
