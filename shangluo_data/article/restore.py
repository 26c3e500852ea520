"""Restore the article from the file received, keeping for every character where it came from.

The file carries pinyin notes, damaged spots, and a Traditional conversion of a Simplified original.
"""

import re
from typing import NamedTuple

from opencc import OpenCC

from shangluo_data.article.source import particulars
from shangluo_data.errors import DataError

# Lower-case Latin letters with tone marks and nothing else: (bào) goes, (站) stays.
PINYIN = re.compile(r"\([a-zü\u00e0-\u00fcāēīōūǖǎěǐǒǔǚńňǹḿǘǜɡ]+\)")
_OPENCC = OpenCC("t2s")


class Traced(NamedTuple):
    """A text, and for each of its characters the offset in the seed file of the one it was."""

    text: str
    offsets: tuple[int, ...]


def restore(source: str) -> Traced:
    """Return the restored article: without pinyin, repaired, in Simplified characters."""
    return to_simplified(repair_damage(remove_pinyin(Traced(source, tuple(range(len(source)))))))


def remove_pinyin(traced: Traced) -> Traced:
    """Remove the pinyin notes, parentheses included; any other parenthesis is text and stays."""
    gone = {at for note in PINYIN.finditer(traced.text) for at in range(*note.span())}
    kept = [at for at in range(len(traced.text)) if at not in gone]
    return Traced("".join(traced.text[at] for at in kept), tuple(traced.offsets[at] for at in kept))


def repair_damage(traced: Traced) -> Traced:
    """Mend the damaged spots that ``article.toml`` names; each must be there exactly once."""
    text, offsets = traced
    for spot in particulars().damage:
        before, *after = text.split(spot.received)
        if len(after) != 1:
            what = f"the damaged words {spot.received!r} stand {len(after)} times, not once"
            raise DataError(f"article, ¶{spot.paragraph}", what, "Check the text and article.toml.")
        at, end = len(before), len(before) + len(spot.received)
        text = before + spot.restored + after[0]
        offsets = offsets[:at] + tuple(offsets[at + i] for i in spot.offsets) + offsets[end:]
    return Traced(text, offsets)


def to_simplified(traced: Traced) -> Traced:
    """Convert to Simplified characters by OpenCC, and the variants that it leaves, one for one."""
    text = _OPENCC.convert(traced.text).translate(str.maketrans(dict(particulars().variants)))
    if len(text) != len(traced.offsets):
        what = f"{len(text)} characters have more or fewer offsets ({len(traced.offsets)})"
        remedy = "Mend damage and variants in article.toml, or install the locked environment."
        raise DataError("article", what, remedy)
    return Traced(text, traced.offsets)
