"""Counts that captions and findings may name, all taken from the register."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

from shangluo_data.article import article, paragraphs
from shangluo_data.article.restore import PINYIN
from shangluo_data.register import checks, claims, derived, figures, headroom, numerals, terms
from shangluo_data.register.curated import CHECKABLE, per_home, quoted_phrases
from shangluo_data.register.reading import read_number

SOURCES: dict[str, Callable[[], pd.DataFrame]] = {
    "figures": figures,
    "derived": derived,
    "terms": terms,
    "claims": claims,
}


@per_home
def facts() -> dict[str, int | str]:
    """Return every count by name (``n_figures``, ``n_figures_safety`` …), and the head lines."""
    stated, numbers, text, said, named = figures(), numerals(), article(), claims(), terms()
    others = int((numbers["kind"] != "figure").sum())
    arabic = int(numbers["number"].str[0].str.isdecimal().sum())
    result: dict[str, int | str] = {
        "n_paragraphs": len(text),
        "n_body": int((text["kind"] == "body").sum()),
        "n_characters": int(text["text"].str.len().sum()),
        "n_pinyin": sum(len(PINYIN.findall(line)) for line in text["source_text"]),
        "n_numbers": len(numbers),
        "n_arabic": arabic,
        "n_chinese": len(numbers) - arabic,
        "n_figure_numbers": len(numbers) - others,
        "n_others": others,
        "n_figures": len(stated),
        "n_terms": len(named),
        "n_phrases": len(quoted_phrases()),
        "n_claims": len(said),
        "n_checkable": int(said["kind"].isin(CHECKABLE).sum()),
        "n_derived": len(derived()),
        "n_checks": len(checks()),
        "n_checks_hold": int(checks()["holds"].sum()),
        "n_small_headroom": int((headroom()["share"] < 4).sum()),
        "n_no_period": int((stated["period_basis"] == "none").sum()),
        "series_number": series_number(),
        "series": str(text["text"].iloc[0]).lstrip("—"),
        "byline": str(text["text"].iloc[1]).replace(" ", ""),
    }
    for frame, column, prefix in (
        (stated, "qualifier", "n_"),
        (stated, "basis", "n_"),
        (stated, "section", "n_figures_"),
        (stated, "period", "n_period_"),
        (stated, "paragraph", "n_figures_p"),
        (said, "section", "n_claims_"),
        (said, "kind", "n_claim_"),
        (said, "paragraph", "n_claims_p"),
        (named, "section", "n_terms_"),
        (numbers, "kind", "n_kind_"),
    ):
        counted = frame[column].value_counts(sort=False)
        result |= {f"{prefix}{code}": int(n) for code, n in counted.items() if code != ""}
    return result


def series_number() -> int:
    """Return the article's number in its series, read from ¶1; 0 where it has none."""
    match = re.search(r"之([一二三四五六七八九十百]+)$", paragraphs()[0].text)
    return int(read_number(match.group(1))) if match else 0
