"""What a reader should know about the article's numbers."""

from __future__ import annotations

import pandas as pd

from shangluo_data.register.curated import read_table


def limits() -> pd.DataFrame:
    """Return what a fair reader is told about the article's numbers.

    Returns
    -------
    pandas.DataFrame
        Index ``id``, columns ``zh`` and ``en``: one remark per row, in each language.

    Source: ``curated/limits.csv``.
    """
    rows = [row.cells for row in read_table("limits", ("id", "zh", "en"))]
    return pd.DataFrame(rows).set_index("id")
