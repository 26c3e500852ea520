"""The account: is every number of the article in its place, and do the checks hold?"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from shangluo_data.article import paragraphs, sections
from shangluo_data.article.frame import Frame
from shangluo_data.article.source import particulars
from shangluo_data.errors import DataError
from shangluo_data.register.claims import claims
from shangluo_data.register.curated import codes, limits
from shangluo_data.register.derived import checks, derived
from shangluo_data.register.figures import figures
from shangluo_data.register.numerals import numerals
from shangluo_data.register.terms import quoted_phrases, terms

_CLAUSE = re.compile("[，,;；。]")


@dataclass(frozen=True)
class Account:
    """The register counted; ``ok`` tells whether it is in order, ``str()`` says so in words.

    ``numbers`` are those found in the article, ``arabic`` those in Arabic digits, ``kinds`` how
    many are of each kind; ``more_than`` the figures printed with 余 or 多; ``quoted`` the phrases
    in quotation marks, ``quoted_unlisted`` those that no term or figure accounts for; ``checks``
    whether each check holds, by id; the others are rows of a table.
    """

    numbers: int
    arabic: int
    kinds: dict[str, int]
    figures: int
    more_than: int
    quoted: int
    quoted_unlisted: tuple[str, ...]
    terms: int
    claims: int
    derived: int
    checks: dict[str, bool]

    @property
    def ok(self) -> bool:
        """Whether everything is accounted for and every check holds."""
        return not self.quoted_unlisted and all(self.checks.values())

    def __str__(self) -> str:
        failed = [name for name, holds in self.checks.items() if not holds]
        giving = self.kinds.get("figure", 0)
        others = (f"{n} {kind}" for kind, n in self.kinds.items() if kind != "figure")
        lines = [
            f"{self.numbers} numbers in the article, {self.arabic} of them in Arabic digits:",
            f"{giving:>6} give the {self.figures} figures ({self.more_than} of which are “more "
            f"than” the number printed),",
            f"{self.numbers - giving:>6} are others: {', '.join(others)}",
            f"{self.quoted} phrases in quotation marks, {len(self.quoted_unlisted)} not listed",
            f"{self.terms} terms, {self.claims} claims, {self.derived} derived values",
            f"{len(self.checks)} checks, {len(self.checks) - len(failed)} hold",
            *(f"not listed in terms.csv: {phrase}" for phrase in self.quoted_unlisted),
            *(f"check does not hold: {name}" for name in failed),
            "Everything is accounted for." if self.ok else "Not everything is in order.",
        ]
        return "\n".join(lines)


def account() -> Account:
    """Read everything made by hand, and count the register.

    Raises
    ------
    DataError
        If a number of the article is unaccounted for or counted twice, a row of any table does not
        agree with the article or its descriptor, or a label belongs to another figure.
    """
    register, numbers = figures(), numerals()
    codes("section"), limits(), sections()
    check_labels(register)
    listed, printed = set(terms()["term"]), set(register["numeral"])
    quoted = sorted({phrase for _, phrase in quoted_phrases()})
    return Account(
        numbers=len(numbers),
        arabic=int(numbers["number"].str[0].str.isdecimal().sum()),
        kinds={str(k): int(n) for k, n in numbers["kind"].value_counts(sort=False).items()},
        figures=len(register),
        more_than=int((register["qualifier"] == "more_than").sum()),
        quoted=len(quoted),
        quoted_unlisted=tuple(
            phrase
            for phrase in quoted
            if phrase not in listed
            and not any(f"“{phrase}”" in term for term in listed)
            and not set(phrase.split("、")) <= printed
        ),
        terms=len(terms()),
        claims=len(claims()),
        derived=len(derived()),
        checks={str(k): bool(v) for k, v in checks()["holds"].items()},
    )


def check_labels(register: Frame) -> None:
    """Refuse labels that two figures have exchanged, where the words around the numbers tell.

    Raises
    ------
    DataError
        If two figures of a paragraph fit each other's words better than their own, or an English
        label lacks the word that goes with a Chinese one (``labels`` in ``article.toml``).
    """
    for key, zh, en in register[["label_zh", "label_en"]].itertuples(name=None):
        for word, english in particulars().labels.items():
            if word in zh and english not in en.lower():
                raise DataError(
                    f"figures.csv (id {key!r})",
                    f"label_zh says {word!r}, but label_en {en!r} does not say {english!r}",
                    "Correct the label that is wrong.",
                )
    for number, own in register.groupby("paragraph"):
        around = _around(paragraphs()[int(str(number)) - 1].text, own)
        said = {key: _pairs(zh) for key, zh in own["label_zh"].items()}
        for a, b in combinations(own.index, 2):
            only_a, only_b = said[a] - said[b], said[b] - said[a]
            fit = _shared(only_a, around[a]) + _shared(only_b, around[b])
            if _shared(only_a, around[b]) + _shared(only_b, around[a]) > fit:
                raise DataError(
                    f"figures.csv (ids {a!r}, {b!r})",
                    f"the labels {own['label_zh'][a]!r} and {own['label_zh'][b]!r} fit each "
                    "other’s words better than their own",
                    "Exchange them, or take the words of the sentence.",
                )


def _around(text: str, own: pd.DataFrame) -> dict[Hashable, list[set[str]]]:
    """Return what stands around each number: up to its neighbours, in its clause, just after."""
    ends, starts = [0, *own["end"]], [*own["start"], len(text)]
    result: dict[Hashable, list[set[str]]] = {}
    for key, start, end in own[["start", "end"]].itertuples(name=None):
        before = max(e for e in ends if e <= start)
        after = min(s for s in starts if s >= end)
        clause = _CLAUSE.split(text[:start])[-1] + _CLAUSE.split(text[start:])[0]
        result[key] = [_pairs(w) for w in (text[before:after], clause, text[start : end + 2])]
    return result


def _shared(words: set[str], around: list[set[str]]) -> int:
    return sum(len(words & own) for own in around)


def _pairs(words: str) -> set[str]:
    """Return the pairs of neighbouring characters."""
    return {words[i : i + 2] for i in range(len(words) - 1)}
