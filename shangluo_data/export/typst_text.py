"""Text on its way into Typst source: quoting, white space, and which language a text is in."""

from __future__ import annotations

import re
from collections.abc import Iterable

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WIDE = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’…—≥≤±×÷]")
IS_HAN = re.compile(f"[{HAN}]")
CAPITAL, DIGIT, THIN = (re.compile(kind) for kind in (r"[A-Zmw]", r"\d", r"[\s.,:;!'|()\[\]ijl/]"))
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
JOINED = HAN + "，。；：、！？“”（）《》"
BETWEEN_HAN = re.compile(f"(?<=[{JOINED}])\\s*\\n\\s*(?=[{JOINED}])")
BLANK = re.compile(r"[ \t\n\r\f\v]+")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LONG_WORD = re.compile(r"[!-~]{41,}")
BREAK_AFTER = re.compile(r"([/_.,;:&?=+\-]|[^/_.,;:&?=+\-]{24})(?=.)")


def quote(text: str) -> str:
    """Return ``text`` as a Typst string, so that nothing in it can be read as markup."""
    text = UNPRINTABLE.sub("", text)
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", ""), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def collapse(text: str) -> str:
    """Return ``text`` with white space as HTML shows it; a line break between two Han is none."""
    return BLANK.sub(" ", BETWEEN_HAN.sub("", text))


def breakable(text: str) -> str:
    """Return ``text`` with places to break (U+200B) inside words too long for a line."""
    return LONG_WORD.sub(lambda word: BREAK_AFTER.sub("\\1\u200b", word.group()), text)


def language(text: str) -> str:
    """Return ``zh`` for mostly Han text, ``en`` for mostly Latin, and an empty string for neither.

    A Han character weighs as much as three Latin letters: about what it takes to say the same.
    """
    han, latin = len(IS_HAN.findall(text)), len(LATIN.findall(text))
    if not han and not latin:
        return ""
    return "zh" if 3 * han >= latin else "en"


def width(text: str) -> float:
    """Return roughly how wide ``text`` is on one line, in units of its type size."""
    wide = len(WIDE.findall(text))
    capital, digit, thin = (len(kind.findall(text)) for kind in (CAPITAL, DIGIT, THIN))
    rest = len(text) - wide - capital - digit - thin
    return wide + 0.66 * capital + 0.56 * digit + 0.28 * thin + 0.54 * rest


def longest_word(text: str) -> float:
    """Return the width of the longest piece of ``text`` that has no place to break."""
    pieces: Iterable[str] = re.split(f"[\\s\u200b]|(?=[{HAN}])|(?<=[{HAN}])", breakable(text))
    return max((width(piece) for piece in pieces), default=0.0)


def block(pieces: Iterable[str]) -> str:
    """Return a Typst code block that joins the expressions in ``pieces``."""
    return "{" + "; ".join(piece for piece in pieces if piece) + "}"
