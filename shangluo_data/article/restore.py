"""Restore the article, step by step, keeping for every character where it came from.

The file as received carries pinyin notes, one damaged spot, and a Traditional conversion of a
Simplified original. Each step takes and returns a :class:`Traced` text, so any span of the result
maps back to the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from shangluo_data.errors import DataError

if TYPE_CHECKING:
    from opencc import OpenCC

# Lower-case Latin letters with tone marks and nothing else: (bào) goes, (站) stays.
PINYIN = re.compile(r"\([a-zü\u00e0-\u00fcāēīōūǖǎěǐǒǔǚńňǹḿǘǜɡ]+\)")
DAMAGED = "”??萍假x能"
REPAIRED = "”。科技賦能"
# For each repaired character, the damaged character that holds its first surviving GBK byte.
REPAIR_OFFSETS = (0, 1, 2, 3, 4, 6)
# OpenCC leaves this variant of the province's name alone.
VARIANTS: Mapping[str, str] = {"陜": "陕"}


@dataclass(frozen=True)
class Traced:
    """A text whose every character knows its offset in the seed file.

    Attributes
    ----------
    text
        The characters.
    offsets
        As long as ``text``: for each character, the offset in characters of its source character.
    """

    text: str
    offsets: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.offsets):
            raise ValueError(f"{len(self.text)} characters but {len(self.offsets)} offsets")

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the seed file that the non-empty span ``start:end`` came from."""
        return self.offsets[start], self.offsets[end - 1] + 1


def restore(source: str) -> Traced:
    """Return the restored article: without pinyin, repaired, in Simplified characters."""
    traced = Traced(source, tuple(range(len(source))))
    return unify_variants(to_simplified(repair_damage(remove_pinyin(traced))))


def remove_pinyin(traced: Traced) -> Traced:
    """Remove the pinyin notes, parentheses included; any other parenthesis is text and stays."""
    kept = [True] * len(traced.text)
    for note in PINYIN.finditer(traced.text):
        kept[note.start() : note.end()] = [False] * (note.end() - note.start())
    pairs = [(c, o) for c, o, keep in zip(traced.text, traced.offsets, kept, strict=True) if keep]
    return Traced("".join(c for c, _ in pairs), tuple(o for _, o in pairs))


def repair_damage(traced: Traced) -> Traced:
    """Mend the one damaged spot (¶23), where the first byte of ``。科技賦能`` in GBK was lost.

    Raises
    ------
    DataError
        If the damage is not there exactly once.
    """
    if traced.text.count(DAMAGED) != 1:
        raise DataError(
            "article, ¶23",
            f"the damaged words {DAMAGED!r} stand {traced.text.count(DAMAGED)} times, not once",
            "Check that the seed file is the one received.",
        )
    at = traced.text.index(DAMAGED)
    end = at + len(DAMAGED)
    return Traced(
        traced.text[:at] + REPAIRED + traced.text[end:],
        traced.offsets[:at]
        + tuple(traced.offsets[at + step] for step in REPAIR_OFFSETS)
        + traced.offsets[end:],
    )


def to_simplified(traced: Traced) -> Traced:
    """Convert Traditional to Simplified characters by OpenCC (``t2s``), one for one."""
    text = _opencc().convert(traced.text)
    if len(text) != len(traced.text):
        raise DataError(
            "article",
            f"OpenCC changed the length from {len(traced.text)} to {len(text)} characters",
            "Install the locked environment (requirements.txt).",
        )
    return Traced(text, traced.offsets)


def unify_variants(traced: Traced) -> Traced:
    """Replace the variants that OpenCC leaves: 陜 (U+965C) becomes 陕."""
    return Traced(traced.text.translate({ord(a): b for a, b in VARIANTS.items()}), traced.offsets)


@cache
def _opencc() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
