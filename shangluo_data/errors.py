"""The one exception that bad input raises, whatever the file it came from."""

import re

_LONGEST = 400
_UNPRINTABLE = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class DataError(ValueError):
    """Input that the package refuses; one line says which file, where, which words, what to do.

    Parameters
    ----------
    where
        File and place in it, for example ``"figures.csv, row 'cases_solved'"``.
    what
        What is wrong there, with the words concerned.
    remedy
        What the reader can do about it.
    """

    def __init__(self, where: str, what: str, remedy: str) -> None:
        self.where, self.remedy = one_line(where), one_line(remedy)
        self.what = one_line(what).rstrip(".")
        super().__init__(f"{self.where}: {self.what}. {self.remedy}")


def one_line(words: str, longest: int = _LONGEST) -> str:
    """Return words on one line, without what a terminal would obey, and not too long to read."""
    words = " ".join(_UNPRINTABLE.sub(" ", words).split())
    return words if len(words) <= longest else f"{words[: longest - 60]} … {words[-59:]}"


def did_you_mean(word: str, valid: list[str]) -> str:
    """Return a sentence naming the nearest valid word, or all of them where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, valid, n=1, cutoff=0.5)
    if near:
        return f"Did you mean {near[0]!r}?"
    listed = ", ".join(repr(item) for item in valid[:12])
    return f"Valid: {listed}{' …' if len(valid) > 12 else ''}."
