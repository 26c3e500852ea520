"""The title that says which section is densest in figures is held against the counts."""

from __future__ import annotations

import shangluo_data as sl
from shangluo_data.exhibits.captions import caption_for


def test_the_second_section_is_the_densest() -> None:
    text, figures = sl.article(), sl.figures()
    characters = text["text"].str.len().groupby(text["section"], observed=True).sum()
    density = figures.groupby("section", observed=False).size() / characters
    ordinal = {"force": "first", "safety": "second", "services": "third"}[str(density.idxmax())]
    assert (
        f"The {ordinal} section is the densest" in caption_for("sections_at_a_glance").title["en"]
    )
