"""The one exception that bad input raises, whatever the file it came from."""

import re
from difflib import get_close_matches

_UNPRINTABLE = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class DataError(ValueError):
    """Input that is refused: one line says in which file and row, which words, and what to do."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{one_line(where)}: {one_line(what).rstrip('.')}. {one_line(remedy)}")


def one_line(words: str, longest: int = 400) -> str:
    """Return words on one line, without what a terminal would obey, and not too long to read."""
    words = " ".join(_UNPRINTABLE.sub(" ", words).split())
    return words if len(words) <= longest else f"{words[: longest - 60]} … {words[-59:]}"


def did_you_mean(word: str, valid: list[str]) -> str:
    """Return a sentence naming the nearest valid word, or all of them where none is near."""
    for near in get_close_matches(word, valid, n=1, cutoff=0.5):
        return f"Did you mean {near!r}?"
    return f"Valid: {', '.join(map(repr, valid[:12]))}{' …' if len(valid) > 12 else ''}."
