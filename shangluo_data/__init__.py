"""What one newspaper report on Shangluo states in numbers, as data, exhibits and documents.

>>> import shangluo_data as sl
>>> sl.figures("safety").loc["satisfaction_2024", "numeral"]
'99.54%'

``article``, ``figures``, ``numerals``, ``terms``, ``claims``, ``derived``, ``checks``, ``codes``
and ``limits`` each return a fresh :class:`pandas.DataFrame`; ``charts`` and ``tables`` turn rows
into exhibits; ``views`` shows the article and the findings; ``use_style`` gives the project's look
to any chart, ``save`` writes an exhibit as a picture.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shangluo_data import charts as charts
    from shangluo_data import tables as tables
    from shangluo_data import views as views
    from shangluo_data.article import article as article
    from shangluo_data.errors import DataError as DataError
    from shangluo_data.exhibits import Caption as Caption
    from shangluo_data.exhibits import Exhibit as Exhibit
    from shangluo_data.exhibits import use_style as use_style
    from shangluo_data.register import account as account
    from shangluo_data.register import checks as checks
    from shangluo_data.register import claims as claims
    from shangluo_data.register import codes as codes
    from shangluo_data.register import derived as derived
    from shangluo_data.register import figures as figures
    from shangluo_data.register import headroom as headroom
    from shangluo_data.register import limits as limits
    from shangluo_data.register import numerals as numerals
    from shangluo_data.register import terms as terms
    from shangluo_data.report import save as save

    __version__: str

else:  # For a type checker the names above are all there are.
    _OFFERED = {
        "article": "article",
        "errors": "DataError",
        "exhibits": "Caption Exhibit use_style",
        "register": "account checks claims codes derived figures headroom limits numerals terms",
        "report": "save",
    }
    _HOME = {name: home for home, names in _OFFERED.items() for name in names.split()}
    __all__ = sorted([*_HOME, "charts", "tables", "views"])

    def __getattr__(name: str) -> Any:
        # pandas loads with the first table, matplotlib with the first chart: the command line
        # answers, and stops, at once.
        if name == "__version__":
            return import_module("importlib.metadata").version("shangluo-data")
        if name not in __all__:
            raise AttributeError(f"module 'shangluo_data' has no attribute {name!r}")
        module = import_module(f"shangluo_data.{_HOME.get(name, name)}")
        globals()[name] = getattr(module, name) if name in _HOME else module
        return globals()[name]

    def __dir__() -> list[str]:
        return [*__all__, "__version__"]

    class _Package(ModuleType):
        def __setattr__(self, name: str, value: object) -> None:
            # Loading a submodule binds its name here; ``article`` is to stay the function.
            if not (name == "article" and isinstance(value, ModuleType)):
                super().__setattr__(name, value)

    sys.modules[__name__].__class__ = _Package
