"""Restore the article, step by step, keeping for every character where it came from.

The file as received carries pinyin notes, damaged spots, and a Traditional conversion of a
Simplified original. Each step takes and returns a :class:`Traced` text, so any span of the result
maps back to the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from shangluo_data.article.source import particulars
from shangluo_data.errors import DataError

if TYPE_CHECKING:
    from opencc import OpenCC

# Lower-case Latin letters with tone marks and nothing else: (bào) goes, (站) stays.
PINYIN = re.compile(r"\([a-zü\u00e0-\u00fcāēīōūǖǎěǐǒǔǚńňǹḿǘǜɡ]+\)")


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
    """Mend the damaged spots that ``article.toml`` names.

    Raises
    ------
    DataError
        If one of them is not there exactly once.
    """
    text, offsets = traced.text, traced.offsets
    for spot in particulars().damage:
        if text.count(spot.received) != 1:
            raise DataError(
                f"article, ¶{spot.paragraph}",
                f"the damaged words {spot.received!r} stand {text.count(spot.received)} times, "
                "not once",
                "Check that the text is the one received, and article.toml.",
            )
        at = text.index(spot.received)
        end = at + len(spot.received)
        text = text[:at] + spot.restored + text[end:]
        offsets = offsets[:at] + tuple(offsets[at + i] for i in spot.offsets) + offsets[end:]
    return Traced(text, offsets)


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
    """Replace the variants that OpenCC leaves, such as 陜 (U+965C), which becomes 陕."""
    variants = {ord(found): usual for found, usual in particulars().variants.items()}
    return Traced(traced.text.translate(variants), traced.offsets)


@cache
def _opencc() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
