"""The account: is every number of the article in its place, and do the checks hold?"""

from __future__ import annotations

from dataclasses import dataclass

from shangluo_data.register.claims import claims
from shangluo_data.register.derived import checks, derived
from shangluo_data.register.figures import figures
from shangluo_data.register.numerals import numerals
from shangluo_data.register.terms import quoted_phrases, terms


@dataclass(frozen=True)
class Account:
    """The register counted.

    Attributes
    ----------
    numbers, arabic
        Numbers found in the article; those of them in Arabic digits.
    kinds
        How many numbers are of each kind.
    figures, more_than
        Figures in the register; those of them that are floors.
    quoted, quoted_unlisted
        Distinct phrases in quotation marks; those that no term or figure accounts for.
    terms, claims, derived
        Rows of each table.
    checks
        Whether each check holds, by id.
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
        kinds = [f"  {kind:<12}{count:>5}" for kind, count in self.kinds.items()]
        lines = [
            f"{'numbers found':<14}{self.numbers:>5}  ({self.arabic} in Arabic digits)",
            *kinds,
            f"{'figures':<14}{self.figures:>5}  ({self.more_than} are more than printed)",
            f"{'quoted':<14}{self.quoted:>5}  phrases in quotation marks, "
            f"{len(self.quoted_unlisted)} unlisted",
            f"{'terms':<14}{self.terms:>5}",
            f"{'claims':<14}{self.claims:>5}",
            f"{'derived':<14}{self.derived:>5}",
            f"{'checks':<14}{len(self.checks):>5}  ({len(self.checks) - len(failed)} hold)",
        ]
        lines += [f"not listed in terms.csv: {phrase}" for phrase in self.quoted_unlisted]
        lines += [f"check does not hold: {name}" for name in failed]
        lines.append("Everything is accounted for." if self.ok else "Not everything is in order.")
        return "\n".join(lines)


def account() -> Account:
    """Count the register.

    Raises
    ------
    DataError
        If a number of the article is unaccounted for or counted twice, or a row does not agree with
        the article.
    """
    register = figures()
    numbers = numerals()
    listed = set(terms()["term"])
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
            if not _listed(phrase, listed) and not _figures_only(phrase, set(register["numeral"]))
        ),
        terms=len(terms()),
        claims=len(claims()),
        derived=len(derived()),
        checks={str(k): bool(v) for k, v in checks()["holds"].items()},
    )


def _listed(phrase: str, listed: set[str]) -> bool:
    """Tell whether a quoted phrase is a term, or is quoted inside one."""
    return phrase in listed or any(f"“{phrase}”" in term for term in listed)


def _figures_only(phrase: str, printed: set[str]) -> bool:
    return set(phrase.split("、")) <= printed
