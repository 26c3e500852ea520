"""The restored article as paragraphs, sentences and spans."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from shangluo_data.article.restore import Traced, restore
from shangluo_data.article.source import read_seed
from shangluo_data.errors import DataError

SECTIONS = ("lead", "force", "safety", "services")
KINDS = ("series", "byline", "heading", "body")
PARAGRAPHS = Path(__file__).resolve().parent.parent / "curated" / "paragraphs.csv"
_COLUMNS = ["paragraph", "section", "kind", "label_en", "label_zh", "gist_en"]
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
    about = _about(len(lines))
    for number, text in enumerate(traced.text.split("\n"), start=1):
        end = start + len(text)
        own = Traced(text, traced.offsets[start:end])
        section, kind, label_en, label_zh, gist = about[number - 1]
        source_text = lines[number - 1]
        result.append(Paragraph(number, section, kind, label_en, label_zh, gist, own, source_text))
        start = end + 1
    return tuple(result)


def _about(count: int) -> list[list[str]]:
    """Return what ``paragraphs.csv`` says of each paragraph: section, kind, labels, gist."""
    with PARAGRAPHS.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    sound = header == _COLUMNS and [r[0] for r in rows] == [str(n) for n in range(1, count + 1)]
    if not sound or any(len(r) != 6 or r[1] not in SECTIONS or r[2] not in KINDS for r in rows):
        raise DataError(
            PARAGRAPHS.name,
            f"the table does not describe paragraphs 1 to {count}, one row each",
            f"Its columns are {', '.join(_COLUMNS)}; sections {SECTIONS}; kinds {KINDS}.",
        )
    return [row[1:] for row in rows]


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
        safety, services), ``kind`` (categorical: series, byline, heading, body), ``label_en``,
        ``label_zh``, ``gist_en`` (one line of English, in our own words), ``text`` (restored,
        Simplified) and ``source_text`` (as received). ``"\\n".join(article()["source_text"])`` is
        the seed file itself.

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
            "label_en": [p.label_en for p in rows],
            "label_zh": [p.label_zh for p in rows],
            "gist_en": [p.gist_en for p in rows],
            "text": [p.text for p in rows],
            "source_text": [p.source_text for p in rows],
        },
        index=pd.RangeIndex(1, len(rows) + 1, name="paragraph"),
    )
