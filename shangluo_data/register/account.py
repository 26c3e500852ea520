"""The account: is every number of the article in its place, and do the checks hold?"""

import re
from itertools import combinations, pairwise

from shangluo_data.article import paragraphs
from shangluo_data.article.frame import Frame
from shangluo_data.article.source import particulars
from shangluo_data.errors import DataError
from shangluo_data.register.curated import claims, codes, limits, quoted_phrases, terms
from shangluo_data.register.derived import checks, derived
from shangluo_data.register.figures import figures, numerals


class Account:
    """The register counted; ``ok`` tells whether it is in order, ``str()`` says so in words.

    ``kinds`` are those of the ``numbers``; ``more_than`` of the figures are printed with 余 or 多;
    ``quoted`` are the phrases in quotation marks, ``quoted_unlisted`` those in no term or figure.
    """

    def __init__(self) -> None:
        codes(), limits()  # Read, to be held to the descriptor.
        register, numbers, named = figures(), numerals(), terms()["term"]
        check_labels(register)
        self.numbers, self.figures, self.terms = len(numbers), len(register), len(named)
        self.arabic = int(numbers["number"].str.match("[0-9]").sum())
        self.kinds = numbers["kind"].value_counts(sort=False).to_dict()
        self.more_than = int((register["qualifier"] == "more_than").sum())
        self.claims, self.derived = len(claims()), len(derived())
        self.quoted = len(quoted_phrases())
        self.checks = checks()["holds"].to_dict()
        listed = {*named, *re.findall("“([^”]*)”", " ".join(named)), *register["numeral"]}
        unlisted = sorted(quoted_phrases() - listed)
        self.quoted_unlisted = [one for one in unlisted if not {*one.split("、")} <= listed]

    @property
    def ok(self) -> bool:
        return not self.quoted_unlisted and all(self.checks.values())

    def __str__(self) -> str:
        giving, hold = self.kinds.get("figure", 0), sum(self.checks.values())
        others = ", ".join(f"{n} {kind}" for kind, n in self.kinds.items() if kind != "figure")
        lines = [
            f"{self.numbers} numbers in the article, {self.arabic} of them in Arabic digits:",
            f"{giving:>6} give the {self.figures} figures ({self.more_than} of which are “more "
            f"than” the number printed),",
            f"{self.numbers - giving:>6} are others: {others}",
            f"{self.quoted} phrases in quotation marks, {len(self.quoted_unlisted)} not listed",
            f"{self.terms} terms, {self.claims} claims, {self.derived} derived values",
            f"{len(self.checks)} checks, {hold} hold",
            *(f"not listed in terms.csv: {phrase}" for phrase in self.quoted_unlisted),
            *(f"check does not hold: {name}" for name, holds in self.checks.items() if not holds),
            "Everything is accounted for." if self.ok else "Not everything is in order.",
        ]
        return "\n".join(lines)


def account() -> Account:
    """Read everything made by hand, and count the register.

    Raises :class:`DataError` if a number is unaccounted for or counted twice, a row does not agree
    with the article or its descriptor, or a label belongs to another figure.
    """
    return Account()


def check_labels(register: Frame) -> None:
    """Refuse labels that two figures have exchanged, where the words around the numbers tell.

    Two Chinese labels of a paragraph fit each other's clause better than their own, or an English
    one lacks the word that goes with the Chinese one (``labels`` in ``article.toml``).
    """
    remedy = "Correct the label that is wrong, or exchange them."
    for key, zh, en in register[["label_zh", "label_en"]].itertuples(name=None):
        for word, english in particulars().labels.items():
            if word in zh and english not in en.lower():
                what = f"label_zh says {word!r}, but label_en {en!r} does not say {english!r}"
                raise DataError(f"figures.csv (id {key!r})", what, remedy)
    text, clauses = paragraphs(), {}
    for key, number, start in register[["paragraph", "start"]].itertuples(name=None):
        found = re.finditer("[^，,;；。]+", text[number - 1].text)
        clauses[key] = next(clause[0] for clause in found if start < clause.end())
    for _, own in register.groupby("paragraph")["label_zh"]:
        for (a, one), (b, other) in combinations(own.items(), 2):
            fit = _shared(one, clauses[a]) + _shared(other, clauses[b])
            if _shared(one, clauses[b]) + _shared(other, clauses[a]) > fit:
                what = f"the labels {one!r} and {other!r} fit each other’s words better"
                raise DataError(f"figures.csv (ids {a!r}, {b!r})", what, remedy)


def _shared(label: str, clause: str) -> int:
    """Count the pairs of neighbouring characters of a label that stand in a clause."""
    return sum(first + second in clause for first, second in pairwise(label))
