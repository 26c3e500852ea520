"""The register: what the article states, bound to the words that state it."""

from shangluo_data.register.account import Account, account
from shangluo_data.register.claims import claims
from shangluo_data.register.curated import codes, limits
from shangluo_data.register.derived import checks, derived, headroom
from shangluo_data.register.figures import figures
from shangluo_data.register.numerals import numerals
from shangluo_data.register.terms import terms

__all__ = [
    "Account",
    "account",
    "checks",
    "claims",
    "codes",
    "derived",
    "figures",
    "headroom",
    "limits",
    "numerals",
    "terms",
]
