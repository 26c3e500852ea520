"""The restored article as paragraphs, sentences and spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from shangluo_data.article.restore import Traced, restore
from shangluo_data.article.source import read_seed

SECTIONS = ("lead", "force", "safety", "services")
KINDS = ("series", "byline", "heading", "body")
# First paragraph of each section; a section's heading, where it has one, belongs to it.
SECTION_STARTS = {"lead": 1, "force": 6, "safety": 13, "services": 19}
KIND_OF = {1: "series", 2: "byline", 6: "heading", 13: "heading", 19: "heading"}
_SENTENCE = re.compile(r".*?(?:[。！？…]+”?|$)", re.DOTALL)


@dataclass(frozen=True)
class Paragraph:
    """One line of the seed file.

    Attributes
    ----------
    number
        1 to 25, as an editor shows it.
    section, kind
        One of :data:`SECTIONS`; one of :data:`KINDS`.
    traced
        The restored text with the offset in the file of each character.
    source_text
        The line as received.
    """

    number: int
    section: str
    kind: str
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
        spans = []
        for match in re.finditer(_bounded(head), self.text):
            start, end = match.span()
            if through:
                close = self.text.find(tail, end)
                if close < 0 or "。" in self.text[end:close]:
                    continue
                end = close + len(tail)
            spans.append((start, end))
        return spans


def _bounded(words: str) -> str:
    before = r"(?<![\d.])" if words[:1].isdigit() else ""
    after = r"(?![\d.])" if words[-1:].isdigit() else ""
    return before + re.escape(words) + after


def read_paragraphs(path: Path | None = None) -> tuple[Paragraph, ...]:
    """Return the 25 paragraphs of the seed file at ``path`` (default: the project's own)."""
    source = read_seed(path)
    traced = restore(source)
    lines = source.split("\n")
    result = []
    start = 0
    for number, text in enumerate(traced.text.split("\n"), start=1):
        end = start + len(text)
        section = max(
            (s for s, first in SECTION_STARTS.items() if first <= number),
            key=SECTION_STARTS.__getitem__,
        )
        result.append(
            Paragraph(
                number,
                section,
                KIND_OF.get(number, "body"),
                Traced(text, traced.offsets[start:end]),
                lines[number - 1],
            )
        )
        start = end + 1
    return tuple(result)


@cache
def paragraphs() -> tuple[Paragraph, ...]:
    """Return the article's 25 paragraphs, read once."""
    return read_paragraphs()


def article() -> pd.DataFrame:
    """Return the article, one row per paragraph.

    Returns
    -------
    pandas.DataFrame
        25 rows, index ``paragraph`` (1–25), columns ``section`` (ordered categorical: lead, force,
        safety, services), ``kind`` (categorical: series, byline, heading, body), ``text``
        (restored, Simplified) and ``source_text`` (as received).

    Raises
    ------
    DataError
        If the seed file is not the article as received.

    Source: ``seeds/``, restored by :func:`shangluo_data.article.restore.restore`.
    """
    rows = paragraphs()
    return pd.DataFrame(
        {
            "section": pd.Categorical([p.section for p in rows], SECTIONS, ordered=True),
            "kind": pd.Categorical([p.kind for p in rows], KINDS),
            "text": [p.text for p in rows],
            "source_text": [p.source_text for p in rows],
        },
        index=pd.RangeIndex(1, len(rows) + 1, name="paragraph"),
    )
