"""The tables: each takes the exhibit's name and its rows, and is a real table on the page."""

from shangluo_data.tables.article import anecdote, opening, sections
from shangluo_data.tables.method import checks, derived, limits, numerals, register, repairs
from shangluo_data.tables.statements import claims, terms

__all__ = [
    "anecdote",
    "checks",
    "claims",
    "derived",
    "limits",
    "numerals",
    "opening",
    "register",
    "repairs",
    "sections",
    "terms",
]
