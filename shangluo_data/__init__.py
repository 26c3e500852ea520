"""What one newspaper report on Shangluo states in numbers, as data, exhibits and documents.

>>> import shangluo_data as sl
>>> sl.figures("safety").loc["satisfaction_2024", "numeral"]
'99.54%'

``article``, ``figures``, ``numerals``, ``terms``, ``claims``, ``derived``, ``checks``, ``codes``,
``limits`` and ``headroom`` each return a fresh :class:`pandas.DataFrame`; ``charts`` and ``tables``
turn rows into exhibits; ``views`` shows the article and the findings.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from shangluo_data.article import article
from shangluo_data.errors import DataError
from shangluo_data.register import (
    account,
    checks,
    claims,
    codes,
    derived,
    figures,
    headroom,
    limits,
    numerals,
    terms,
)

if TYPE_CHECKING:
    from shangluo_data import charts, tables, views

    __version__: str

__all__ = [
    "DataError",
    "account",
    "article",
    "charts",
    "checks",
    "claims",
    "codes",
    "derived",
    "figures",
    "headroom",
    "limits",
    "numerals",
    "tables",
    "terms",
    "views",
]


def __getattr__(name: str) -> Any:
    # matplotlib and seaborn load when a chart is first drawn, not when the data is imported.
    if name in ("charts", "tables", "views"):
        return import_module(f"shangluo_data.{name}")
    if name == "__version__":
        return import_module("importlib.metadata").version("shangluo-data")
    raise AttributeError(f"module 'shangluo_data' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
