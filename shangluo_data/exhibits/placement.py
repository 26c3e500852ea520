"""Where everything is shown: read from the executed notebooks themselves, never typed."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path

import pandas as pd

from shangluo_data.errors import DataError

METHOD = "04_method.ipynb"
COLUMNS = ("notebook", "exhibit", "kind", "title_zh", "title_en", "what", "id")
_FIGURE = re.compile(
    r'<figure class="exhibit (?P<kind>\w+) \w+" id="(?P<id>\w+)"(?P<data>[^>]*)>.*?'
    r'<p class="title zh"[^>]*>(?P<zh>.*?)</p><p class="title en"[^>]*>(?P<en>.*?)</p>',
    re.DOTALL,
)
_DATA = re.compile(r' data-(\w+)="([^"]*)"')


def placement(folder: str | os.PathLike[str] = ".") -> pd.DataFrame:
    """Return what each exhibit of the notebooks in ``folder`` shows.

    The method notebook is left out: it holds the register itself.

    Returns
    -------
    pandas.DataFrame
        One row per thing shown, columns ``notebook``, ``exhibit``, ``kind`` (chart, cards, table),
        ``title_zh``, ``title_en``, ``what`` (paragraphs, figures, derived, terms, claims) and
        ``id`` (of the thing; a paragraph's number as text).

    Raises
    ------
    DataError
        If ``folder`` holds no executed notebook with exhibits.

    Source: the outputs stored in the notebooks.
    """
    return _placement(Path(folder).resolve()).copy()


@cache
def _placement(folder: Path) -> pd.DataFrame:
    records = []
    for path in sorted(folder.glob("[0-9][0-9]_*.ipynb")):
        if path.name == METHOD:
            continue
        for html in _outputs(path):
            for match in _FIGURE.finditer(html):
                for what, ids in _DATA.findall(match.group("data")):
                    records += [
                        (path.name, *match.group("id", "kind", "zh", "en"), what, each)
                        for each in ids.split()
                    ]
    if not records:
        raise DataError(
            str(folder),
            "no executed notebook with exhibits was found",
            "Run the notebooks in order (make notebooks), in the folder that holds them all.",
        )
    frame = pd.DataFrame(
        records, columns=["notebook", "exhibit", "kind", "title_zh", "title_en", "what", "id"]
    )
    return frame[list(COLUMNS)]


def _outputs(path: Path) -> list[str]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        "".join(output["data"]["text/html"])
        for cell in cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
