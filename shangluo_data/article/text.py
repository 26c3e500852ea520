"""The restored article as paragraphs, sentences and spans; and the tables made of its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import pandas as pd

from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import code_list, columns, read_table, resource
from shangluo_data.article.restore import Traced, restore
from shangluo_data.article.source import particulars, per_home, read_seed
from shangluo_data.errors import DataError

Section: TypeAlias = Literal["lead", "force", "safety", "services"]
"""The sections of the article that the package comes with, for editors and type checkers."""
# Between a character and the next where no Arabic number goes on.
_EDGE = r"(?!(?<=[\d.])\d|(?<=\d)[\d.])"
_SENTENCE = re.compile(r".*?(?:[。！？…]+”?|$)", re.DOTALL)


@dataclass(frozen=True)
class Paragraph:
    """One line of the seed file: ``traced`` restored, ``source_text`` as received.

    ``number`` counts from 1; the others are its row in ``paragraphs.csv``.
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
        parts = [f"{_EDGE}{re.escape(part)}{_EDGE}" for part in words.split("…")]
        found = re.finditer(f"(?=({'[^。]*?'.join(parts)}))", self.text)
        return [match.span(1) for match in found]


def without_names(paragraph: Paragraph) -> str:
    """Return a paragraph's text with private persons crossed out; its length stays."""
    text = paragraph.text
    for before, after in particulars().private:
        names = f"(?<={re.escape(before)})[^，。]+?(?={re.escape(after)})"
        text = re.sub(names, lambda name: "×" * len(name[0]), text)
    return text


@per_home
def paragraphs() -> tuple[Paragraph, ...]:
    """Return the article's paragraphs, described by ``paragraphs.csv`` line by line."""
    source = read_seed()
    traced, lines, rows = restore(source), source.split("\n"), read_table("paragraphs")
    if [row["paragraph"] for row in rows] != [str(n) for n in range(1, len(lines) + 1)]:
        what = f"its {len(rows)} rows are not those of paragraphs 1 to {len(lines)} of the text"
        raise DataError("paragraphs.csv", what, "Give each line of the text one row, in order.")
    result, start = [], 0
    for row, text, line in zip(rows, traced.text.split("\n"), lines, strict=True):
        end = start + len(text)
        own = Traced(text, traced.offsets[start:end])
        said = {key: cell for key, cell in row.cells.items() if key != "paragraph"}
        result.append(Paragraph(int(row["paragraph"]), **said, traced=own, source_text=line))
        start = end + 1
    return tuple(result)


@per_home
def sections() -> tuple[str, ...]:
    """Return the sections of the article in use, in order."""
    return tuple(dict.fromkeys(p.section for p in paragraphs()))


def framed(table: str, records: Sequence[Mapping[str, object]]) -> Frame:
    """Return records as the table that the descriptor describes.

    Its columns are in that order, closed lists categoricals, years that may be missing nullable.
    """
    fields = columns(table)
    frame = Frame(records, columns=[field["name"] for field in fields])
    for field in fields:
        column, required = field["name"], field.get("constraints", {}).get("required")
        if "codes" in field:
            frame[column] = _closed([*frame[column]], field["codes"])
        elif field["type"] == "integer" and not required:
            frame[column] = frame[column].astype("Int64")
    keys = resource(table, "exported")["schema"]["primaryKey"]
    return frame.set_index(keys) if set(keys) <= set(frame) else frame


def _closed(values: list[str], codes: str) -> pd.Categorical[str]:
    if codes == "section":
        return pd.Categorical(values, sections(), ordered=True)
    return pd.Categorical(values, [*([""] if "" in values else []), *code_list(codes)])


def article() -> Frame:
    """Return the article, one row per paragraph.

    A :class:`pandas.DataFrame` of 25 rows, index ``paragraph`` (1–25), columns ``section`` (ordered
    categorical: lead, force, safety, services), ``kind`` (categorical: series, byline, heading,
    body), ``label_en``, ``label_zh``, ``gist_en`` (one line of English, in our own words), ``text``
    (restored, Simplified) and ``source_text`` (as received).

    ``"\\n".join(article()["source_text"])`` is the seed file itself, whose SHA-256 is
    7c1701fe88775ab0c017896e11576ee008b902508f8c8b3eabd1c8e15099fdcf; ``source_start`` and
    ``source_end`` of the other tables count its characters.

    Raises :class:`DataError` if the seed file is not the article as received.

    Source: ``seeds/``, restored by :func:`shangluo_data.article.restore.restore`.
    """
    told = [{**vars(p), "paragraph": p.number, "text": p.text} for p in paragraphs()]
    return framed("article", told)
