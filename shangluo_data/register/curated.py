"""Bind the words of hand-made rows to the article, and keep the tables made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import NamedTuple, Protocol

from shangluo_data.article import Paragraph, sections
from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import Row, code_list, label, read_table
from shangluo_data.article.source import CURATED, home, per_home
from shangluo_data.article.text import Section, framed
from shangluo_data.errors import DataError, did_you_mean

__all__ = ["CURATED", "code_list", "framed", "home", "label", "per_home", "read_table"]


class Table(Protocol):
    """A loader: it returns a fresh copy of its table, or of the rows of one section."""

    def __call__(self, section: Section | None = None) -> Frame: ...


def table(read: Callable[[], Frame]) -> Table:
    """Make a loader that takes a section of what ``read`` returns."""
    kept = per_home(read)

    @wraps(read, ("__module__", "__name__", "__qualname__", "__doc__"), ())
    def load(section: Section | None = None) -> Frame:
        frame = kept()
        if section is None:
            return frame
        if section not in sections():
            remedy = did_you_mean(str(section), list(sections()))
            raise DataError("section", f"there is no section {section!r}", remedy)
        return frame[frame["section"] == section]

    del load.__wrapped__  # Its signature is not the loader's.
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


def bind(row: Row, text: Sequence[Paragraph]) -> Span:
    """Return where the row's ``words`` stand in its ``paragraph``; if they do not, that is said.

    Its ``occurrence`` says which place is meant of several; without that column it is the first.
    """
    number, words, occurrence = int(row["paragraph"]), row["words"], row.cells.get("occurrence")
    if number > len(text):
        raise row.fault(f"there is no paragraph {number}", f"Give a number from 1 to {len(text)}.")
    spans = text[number - 1].find(words)
    if not spans:
        elsewhere = ", ".join(f"¶{p.number}" for p in text if p.find(words))
        hint = f"They stand in {elsewhere}. " if elsewhere else ""
        remedy = f"{hint}Copy them from the restored text of the paragraph."
        raise row.fault(f"the words {words!r} are not in ¶{number}", remedy)
    if int(occurrence or 1) > len(spans) or (occurrence == "" and len(spans) > 1):
        what = f"the words {words!r} stand {len(spans)} times in ¶{number}"
        remedy = "Say in the column occurrence which is meant (1, 2 …), or give more words."
        raise row.fault(f"{what}, and occurrence is {occurrence!r}", remedy)
    return Span(text[number - 1], *spans[int(occurrence or 1) - 1])


def codes(name: str | None = None) -> Frame:
    """Return the closed lists that the register's columns draw from.

    A :class:`pandas.DataFrame`, index ``list``, ``code``; columns ``label_en``, ``label_zh``,
    ``note_en``, ``note_zh``. With ``name`` that list alone, indexed by ``code``; a
    :class:`DataError` if there is none.

    Source: ``curated/codes.csv``.
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
    each language.

    Source: ``curated/limits.csv``.
    """
    return framed("limits", [row.cells for row in read_table("limits")])
