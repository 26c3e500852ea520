"""What one newspaper report on Shangluo states in numbers, as data, exhibits and documents.

>>> import shangluo_data as sl
>>> sl.figures("safety").loc["satisfaction_2024", "numeral"]
'99.54%'

``article``, ``figures``, ``numerals``, ``terms``, ``claims``, ``derived``, ``checks``, ``codes``
and ``limits`` each return a fresh :class:`pandas.DataFrame`; ``charts`` and ``tables`` turn rows
into exhibits; ``views`` shows the article and the findings; ``use_style`` gives the project's look
to any chart, ``save`` writes an exhibit as a picture.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shangluo_data import charts, tables, views
    from shangluo_data.article import article
    from shangluo_data.errors import DataError
    from shangluo_data.exhibits import Caption, Exhibit, use_style
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
    from shangluo_data.report.picture import save

    __version__: str

__all__ = [
    "Caption",
    "DataError",
    "Exhibit",
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
    "save",
    "tables",
    "terms",
    "use_style",
    "views",
]
# Where a name is found, if not in ``register``; empty for a module itself.
_HOME = {
    "Caption": "exhibits",
    "DataError": "errors",
    "Exhibit": "exhibits",
    "article": "article",
    "charts": "",
    "save": "report.picture",
    "tables": "",
    "use_style": "exhibits",
    "views": "",
}


if not TYPE_CHECKING:  # For a type checker the names above are all there are.

    def __getattr__(name: str) -> Any:
        # pandas loads with the first table, matplotlib with the first chart: the command line
        # answers, and stops, at once.
        if name == "__version__":
            return import_module("importlib.metadata").version("shangluo-data")
        if name not in __all__:
            raise AttributeError(f"module 'shangluo_data' has no attribute {name!r}")
        home = _HOME.get(name, "register")
        module = import_module(f"shangluo_data.{home or name}")
        globals()[name] = getattr(module, name) if home else module
        return globals()[name]


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


class _Package(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        # Loading a submodule binds its name here; ``article`` is to stay the function.
        if not (name == "article" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
