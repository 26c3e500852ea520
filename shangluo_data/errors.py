"""The one exception that bad input raises, whatever the file it came from."""

import re

_LONGEST = 400
_UNPRINTABLE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class DataError(ValueError):
    """Input that is refused: one line says in which file and row, which words, and what to do."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{_line(where)}: {_line(what).rstrip('.')}. {_line(remedy)}")


def _line(words: str) -> str:
    """Return words on one line, without what a terminal would obey, and not too long to read."""
    words = " ".join(_UNPRINTABLE.sub(" ", words).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 60]} … {words[-59:]}"


def did_you_mean(word: str, valid: list[str]) -> str:
    """Return a sentence naming the nearest valid word, or all of them where none is near."""
    from difflib import get_close_matches

    for near in get_close_matches(word, valid, n=1, cutoff=0.5):
        return f"Did you mean {near!r}?"
    return f"Valid: {', '.join(map(repr, valid[:12]))}{' …' if len(valid) > 12 else ''}."
