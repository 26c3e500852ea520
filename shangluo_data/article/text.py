"""The restored article as paragraphs, sentences and spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

import pandas as pd

from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import code_list, read_table
from shangluo_data.article.restore import Traced, restore
from shangluo_data.article.source import particulars, per_home, read_seed
from shangluo_data.errors import DataError

Section: TypeAlias = Literal["lead", "force", "safety", "services"]
"""The sections of the article that the package comes with, for editors and type checkers."""
_SENTENCE = re.compile(r".*?(?:[。！？…]+”?|$)", re.DOTALL)


@dataclass(frozen=True)
class Paragraph:
    """One line of the seed file.

    Attributes
    ----------
    number
        From 1, as an editor shows it.
    section, kind
        See ``codes("section")`` and ``codes("paragraph_kind")``.
    label_en, label_zh, gist_en
        Two or three words on it, in both languages; one line of English on what it says.
    traced
        The restored text with the offset in the file of each character.
    source_text
        The line as received.
    """

    number: int
    section: str
    kind: str
    label_en: str
    label_zh: str
    gist_en: str
    traced: Traced
    source_text: str

    @property
    def text(self) -> str:
        """The restored text."""
        return self.traced.text

    def sentences(self) -> list[tuple[int, int]]:
        """Return the spans of the sentences; together they are the whole paragraph."""
        return [m.span() for m in _SENTENCE.finditer(self.text) if m.group()]

    def sentence_at(self, start: int) -> str:
        """Return the sentence that holds the character at ``start``."""
        return next(self.text[a:b] for a, b in self.sentences() if a <= start < b)

    def find(self, words: str) -> list[tuple[int, int]]:
        """Return every span where ``words`` stand, never inside a longer Arabic number.

        A single ``…`` inside ``words`` reads "from these words through those, in one sentence".
        """
        head, through, tail = words.partition("…")
        spans, end = [], 0
        while (start := self.text.find(head, end)) >= 0:
            stop = end = start + len(head)
            if through:
                close = self.text.find(tail, end)
                if close < 0 or "。" in self.text[end:close]:
                    continue
                stop = close + len(tail)
            if not _in_number(self.text, start) and not _in_number(self.text, end):
                spans.append((start, stop))
        return spans


def _in_number(text: str, at: int) -> bool:
    """Tell whether an Arabic number goes on from one side of ``at`` to the other."""
    return re.fullmatch(r"[\d.]\d|\d[\d.]", text[max(0, at - 1) : at + 1]) is not None


def without_names(paragraph: Paragraph) -> str:
    """Return a paragraph's text with private persons crossed out; its length stays."""
    text = paragraph.text
    for before, after in particulars().private:
        names = f"(?<={re.escape(before)})[^，。]+?(?={re.escape(after)})"
        text = re.sub(names, lambda name: "×" * len(name[0]), text)
    return text


@per_home
def paragraphs() -> tuple[Paragraph, ...]:
    """Return the article's paragraphs, read once.

    Raises
    ------
    DataError
        If the text is not the one received, or ``paragraphs.csv`` does not describe its lines.
    """
    source = read_seed()
    traced, lines, rows = restore(source), source.split("\n"), read_table("paragraphs")
    if [row["paragraph"] for row in rows] != [str(n) for n in range(1, len(lines) + 1)]:
        raise DataError(
            "paragraphs.csv",
            f"its {len(rows)} rows are not those of paragraphs 1 to {len(lines)} of the text",
            "Give each line of the text one row, in order.",
        )
    result, start = [], 0
    for row, text, line in zip(rows, traced.text.split("\n"), lines, strict=True):
        end = start + len(text)
        own = Traced(text, traced.offsets[start:end])
        said = {key: cell for key, cell in row.cells.items() if key != "paragraph"}
        number = int(row["paragraph"])
        result.append(Paragraph(number=number, **said, traced=own, source_text=line))
        start = end + 1
    return tuple(result)


@per_home
def sections() -> tuple[str, ...]:
    """Return the sections of the article in use, in order."""
    return tuple(dict.fromkeys(p.section for p in paragraphs()))


def article() -> Frame:
    """Return the article, one row per paragraph.

    Returns
    -------
    Frame
        A :class:`pandas.DataFrame` of 25 rows, index ``paragraph`` (1–25), columns ``section``
        (ordered categorical: lead, force, safety, services), ``kind`` (categorical: series, byline,
        heading, body), ``label_en``, ``label_zh``, ``gist_en`` (one line of English, in our own
        words), ``text`` (restored, Simplified) and ``source_text`` (as received).
        ``"\\n".join(article()["source_text"])`` is the seed file itself, whose SHA-256 is
        7c1701fe88775ab0c017896e11576ee008b902508f8c8b3eabd1c8e15099fdcf; ``source_start`` and
        ``source_end`` of the other tables count its characters.

    Raises
    ------
    DataError
        If the seed file is not the article as received.

    Source: ``seeds/``, restored by :func:`shangluo_data.article.restore.restore`.
    """
    rows = paragraphs()
    own = ("label_en", "label_zh", "gist_en", "text", "source_text")
    return Frame(
        {
            "section": pd.Categorical([p.section for p in rows], sections(), ordered=True),
            "kind": pd.Categorical([p.kind for p in rows], code_list("paragraph_kind")),
            **{column: [getattr(p, column) for p in rows] for column in own},
        },
        index=pd.RangeIndex(1, len(rows) + 1, name="paragraph"),
    )
