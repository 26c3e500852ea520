"""The restored article as paragraphs, sentences and spans; and the tables made of its words."""

import re
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from shangluo_data.article.frame import Frame
from shangluo_data.article.handmade import code_list, descriptor, read_table, resource
from shangluo_data.article.restore import restore
from shangluo_data.article.source import particulars, per_home, read_seed
from shangluo_data.errors import DataError, did_you_mean

# The sections of the article that the package comes with, for editors and type checkers.
Section = Literal["lead", "force", "safety", "services"]
_WITHIN = re.compile(r"(?<=[\d.])\d|(?<=\d)[\d.]")  # Where an Arabic number goes on.
_SENTENCE = re.compile(r".*?(?:[。！？…]+”?|$)", re.DOTALL)


@dataclass(frozen=True)
class Paragraph:
    """A line of the article, restored and as received, and its row in ``paragraphs.csv``.

    ``offsets`` say which character of the seed file each of ``text`` comes from.
    """

    text: str
    offsets: tuple[int, ...]
    source_text: str
    number: int
    section: str
    kind: str
    label_en: str
    label_zh: str
    gist_en: str

    def sentences(self) -> list[tuple[int, int]]:
        """Return the spans of the sentences; together they are the whole paragraph."""
        return [m.span() for m in _SENTENCE.finditer(self.text) if m.group()]

    def find(self, words: str) -> list[tuple[int, int]]:
        """Return every span where ``words`` stand, never inside a longer Arabic number.

        A single ``…`` inside ``words`` reads "from these words through those, in one sentence".
        """
        head, _, tail = words.partition("…")
        spans, start = [], -1
        while (start := self.text.find(head, start + 1)) >= 0:
            end = self.text.find(tail, gap := start + len(head))
            span = start, end + len(tail)
            within = any(_WITHIN.match(self.text, at) for at in span)
            if end >= 0 and "。" not in self.text[gap:end] and not within:
                spans.append(span)
        return spans

    def place(self, start: int, end: int) -> dict[str, Any]:
        """Return the columns that say where a span stands, its words and its sentence."""
        quote = next(self.text[a:b] for a, b in self.sentences() if a <= start < b)
        source = {"source_start": self.offsets[start], "source_end": self.offsets[end - 1] + 1}
        own = {"section": self.section, "paragraph": self.number, "quote": quote}
        return {**own, **source, "start": start, "end": end, "words": self.text[start:end]}


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
        number, *said = row.cells.values()
        offsets = traced.offsets[start : start + len(text)]
        result.append(Paragraph(text, offsets, line, int(number), *said))
        start += len(text) + 1
    return tuple(result)


def sections() -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.section for p in paragraphs()))


def framed(table: str, records: list[dict[str, Any]], section: Section | None = None) -> Frame:
    """Return records, of one section if given, as the descriptor says of a hand-made table.

    Closed lists are categoricals, whole numbers that may be missing nullable.
    """
    own = resource(table)
    frame = Frame(records, columns=own["order"])
    for field in [*descriptor()["columns"], *own["schema"]["fields"], *own.get("added", ())]:
        column, required = field["name"], field.get("constraints", {}).get("required")
        if column not in frame:
            continue
        if "codes" in field:
            ordered = field["codes"] == "section"
            codes = sections() if ordered else code_list(field["codes"])
            codes = [*codes] if required else ["", *codes]
            frame[column] = pd.Categorical(frame[column], codes, ordered=ordered)
        elif field["type"] == "integer" and not required:
            frame[column] = frame[column].astype("Int64")
    keys = own["schema"]["primaryKey"]
    if set(keys) <= set(frame):
        frame = frame.set_index(keys)
    if section is None:
        return frame
    if section not in (valid := sections()):
        remedy = did_you_mean(str(section), list(valid))
        raise DataError("section", f"there is no section {section!r}", remedy)
    return frame[frame["section"] == section]


def article() -> Frame:
    """Return the article, one row per paragraph.

    A :class:`pandas.DataFrame` of 25 rows, index ``paragraph`` (1–25), columns ``section`` (ordered
    categorical: lead, force, safety, services), ``kind`` (categorical: series, byline, heading,
    body), ``label_en``, ``label_zh``, ``gist_en`` (one line of English, in our own words), ``text``
    (restored, Simplified) and ``source_text`` (as received).

    Source: ``"\\n".join(article()["source_text"])`` is the file in ``seeds/``, whose SHA-256 is
    7c1701fe88775ab0c017896e11576ee008b902508f8c8b3eabd1c8e15099fdcf; another is a
    :class:`DataError`. ``source_start`` and ``source_end`` of the other tables count in it.
    """
    return framed("paragraphs", [{**vars(p), "paragraph": p.number} for p in paragraphs()])
