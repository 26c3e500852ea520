"""Bind the words of hand-made rows to the article, and keep the tables made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import NamedTuple, Protocol

import pandas as pd

from shangluo_data.article import Paragraph, sections
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import Row, code_list, code_rows, label, read_table
from shangluo_data.article.source import CURATED, home, per_home
from shangluo_data.article.text import Section
from shangluo_data.errors import DataError, did_you_mean

__all__ = ["CURATED", "code_list", "code_rows", "home", "label", "per_home", "read_table"]


class Table(Protocol):
    """A loader: it returns a fresh copy of its table, or of the rows of one section."""

    def __call__(self, section: Section | None = None) -> Frame: ...


def table(read: Callable[[], Frame]) -> Table:
    """Make a loader: the table is read once for each folder in use, and copied for each caller."""
    kept = per_home(read)

    @wraps(read, ("__module__", "__name__", "__qualname__", "__doc__"), ())
    def load(section: Section | None = None) -> Frame:
        frame = kept()
        if section is None:
            return frame.copy()
        if section not in sections():
            remedy = did_you_mean(str(section), list(sections()))
            raise DataError("section", f"there is no section {section!r}", remedy)
        return frame[frame["section"] == section].copy()

    del load.__wrapped__  # Its signature is not the loader's.
    return load


def whole(read: Callable[[], Frame]) -> Callable[[], Frame]:
    """Make a loader of a table without sections; see :func:`table`."""
    kept = per_home(read)

    @wraps(read)
    def load() -> Frame:
        return kept().copy()

    return load


class Span(NamedTuple):
    """Where a row's words stand: the paragraph and the span in its restored text."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as printed."""
        return self.paragraph.text[self.start : self.end]

    @property
    def place(self) -> dict[str, object]:
        """Section, paragraph, spans in its restored text and in the seed file, and the sentence."""
        source_start, source_end = self.paragraph.traced.source_span(self.start, self.end)
        return {
            "section": self.paragraph.section,
            "paragraph": self.paragraph.number,
            "start": self.start,
            "end": self.end,
            "source_start": source_start,
            "source_end": source_end,
            "quote": self.paragraph.sentence_at(self.start),
        }


def bind(row: Row, text: Sequence[Paragraph], *, first: bool = False) -> Span:
    """Return where the row's ``words`` stand in its ``paragraph``.

    With ``first`` the first place is meant where there are several.

    Raises
    ------
    DataError
        If the paragraph does not exist, or the words are not in it, or stand there more than once
        and ``occurrence`` does not say which is meant.
    """
    number, words = int(row["paragraph"]), row["words"]
    if number > len(text):
        raise row.fault(f"there is no paragraph {number}", f"Give a number from 1 to {len(text)}.")
    paragraph = text[number - 1]
    spans = paragraph.find(words)
    if not spans:
        elsewhere = [f"¶{p.number}" for p in text if p.find(words)]
        hint = f"They stand in {', '.join(elsewhere)}. " if elsewhere else ""
        remedy = f"{hint}Copy them from the restored text of the paragraph."
        raise row.fault(f"the words {words!r} are not in ¶{number}", remedy)
    occurrence = "" if first else row["occurrence"]
    if len(spans) > 1 and not occurrence and not first:
        raise row.fault(
            f"the words {words!r} stand {len(spans)} times in ¶{number}",
            "Say in the column occurrence which is meant (1, 2 …), or give more words.",
        )
    at = int(occurrence or 1)
    if at > len(spans):
        raise row.fault(
            f"occurrence {at} of {words!r} is not in ¶{number}, "
            f"where the words stand {len(spans)} times",
            "Correct the column occurrence.",
        )
    return Span(paragraph, *spans[at - 1])


def closed(values: list[str], codes: str) -> pd.Categorical[str]:
    """Return values of a closed list as a categorical; sections are those of the article."""
    if codes == "section":
        return pd.Categorical(values, sections(), ordered=True)
    blank = [""] if "" in values else []
    return pd.Categorical(values, [*blank, *code_list(codes)])


def framed(records: list[dict[str, object]], columns: Sequence[str], **codes: str) -> Frame:
    """Return records as a table of these columns, those of closed lists as categoricals."""
    frame = Frame(records, columns=list(columns))
    for column, name in codes.items():
        frame[column] = closed(list(frame[column]), name)
    return frame.set_index("id") if "id" in columns else frame


def codes(name: str | None = None) -> Frame:
    """Return the closed lists that the register's columns draw from.

    Returns
    -------
    Frame
        A :class:`pandas.DataFrame`, index ``list``, ``code``; columns ``label_en``, ``label_zh``,
        ``note_en``, ``note_zh``. With ``name`` that list alone, indexed by ``code``.

    Raises
    ------
    DataError
        If there is no list of that name.

    Source: ``curated/codes.csv``.
    """
    lists = code_rows()
    if name is not None:
        code_list(name)
    frame = Frame([row for group in lists.values() for row in group.values()])
    frame = frame.set_index(["list", "code"])
    return frame if name is None else frame.loc[[name]].droplevel("list")


@whole
def limits() -> Frame:
    """Return what a fair reader is told about the article's numbers.

    Returns
    -------
    Frame
        A :class:`pandas.DataFrame`, index ``id``, columns ``zh`` and ``en``: one remark per row, in
        each language.

    Raises
    ------
    DataError
        If the table is missing, or a cell of it is empty.

    Source: ``curated/limits.csv``.
    """
    return framed([dict(row.cells) for row in read_table("limits")], ("id", "zh", "en"))
