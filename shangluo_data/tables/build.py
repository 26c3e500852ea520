"""What all tables share: caption, columns, rows, and the exhibit around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from shangluo_data.errors import DataError
from shangluo_data.exhibits.exhibit import Exhibit, own_caption, section_of
from shangluo_data.exhibits.markup import Cell, table

Title = str | tuple[str, str] | None
RowCells = Callable[[str, "pd.Series[Any]"], Sequence[Cell]]


def build(
    name: str,
    rows: pd.DataFrame,
    header: Sequence[Cell],
    cells: RowCells,
    *,
    title: Title = None,
    frames: tuple[pd.DataFrame, ...] | None = None,
    covers: Sequence[int] = (),
) -> Exhibit:
    """Return a table exhibit with one table row for each of ``rows``.

    Raises
    ------
    DataError
        If there are no rows.
    """
    if not len(rows):
        raise DataError(
            f"exhibit {name!r}", "the table has no rows", "Check how the rows were picked."
        )
    caption = own_caption(name, title)
    body = [list(cells(str(key), row)) for key, row in rows.iterrows()]
    shown = (rows,) if frames is None else frames
    return Exhibit(
        name,
        "table",
        section_of(caption, shown or [rows]),
        caption,
        shown,
        body=table(header, body, f"{caption.title['zh']} {caption.title['en']}"),
        covers=tuple(covers),
        statement={"zh": f"{len(rows)}行", "en": f"{len(rows)} rows"},
    )
