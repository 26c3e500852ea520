"""One exhibit as a picture of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shangluo_data.errors import DataError

if TYPE_CHECKING:
    from shangluo_data.exhibits import Exhibit
    from shangluo_data.report.build import Lang


def save(exhibit: Exhibit, path: str | Path, lang: Lang = "both") -> Path:
    """Write an exhibit as a picture, with its title, notes and source; return its path.

    Parameters
    ----------
    exhibit
        What ``charts`` or ``tables`` returns.
    path
        Where to; the ending, ``.png`` or ``.svg``, says in which format.
    lang
        ``both``, ``zh`` or ``en``.

    Raises
    ------
    DataError
        If the first is no exhibit, the ending or edition is unknown, or the folder is not there.
    """
    path = Path(path)
    if not hasattr(exhibit, "html"):
        said = f"a {type(exhibit).__name__} is no exhibit"
        raise DataError("save", said, "Give what charts or tables returns.")
    kind = path.suffix.lower().lstrip(".")
    if kind not in ("png", "svg"):
        raise DataError("save", f"no picture ends in {path.suffix!r}", "Use .png or .svg.")
    if lang not in ("both", "zh", "en"):
        raise DataError("save", f"there is no edition {lang!r}", "Use both, zh or en.")
    if not path.parent.is_dir():
        raise DataError(str(path.parent), "there is no such folder", "Make it first.")
    from shangluo_data.page.paper import picture

    path.write_bytes(picture(exhibit.html(), "png" if kind == "png" else "svg", lang))
    return path
