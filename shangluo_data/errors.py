"""The one exception that bad input raises, whatever the file it came from."""


class DataError(ValueError):
    """Input that the package refuses; the message says which file, where, which words, what to do.

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
        super().__init__(f"{where}: {what}. {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy


def did_you_mean(word: str, valid: list[str]) -> str:
    """Return a sentence naming the nearest valid word, or all of them where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, valid, n=1, cutoff=0.5)
    if near:
        return f"Did you mean {near[0]!r}?"
    listed = ", ".join(repr(item) for item in valid[:12])
    return f"Valid: {listed}{' …' if len(valid) > 12 else ''}."
