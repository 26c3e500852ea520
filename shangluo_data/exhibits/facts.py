"""What a caption or finding may name in braces, and how it is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from shangluo_data.article import article
from shangluo_data.article.restore import PINYIN
from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.exhibits.parts import Words
from shangluo_data.exhibits.wording import digits, said_en, said_zh
from shangluo_data.register import claims, derived, figures, numerals, terms
from shangluo_data.register.claims import CHECKABLE
from shangluo_data.register.curated import per_home
from shangluo_data.register.reading import read_number

SOURCES: dict[str, Callable[[], pd.DataFrame]] = {
    "figures": figures,
    "derived": derived,
    "terms": terms,
    "claims": claims,
}
_SLOT = re.compile(r"(^|[.!?]\s+)?(?:\{([^{}:!]*)([^{}]*)\}|([{}]))")


@per_home
def facts() -> dict[str, Any]:
    """Return what a text may name: counts, the article's head lines, and the rows of values."""
    stated, numbers, text, said = figures(), numerals(), article(), claims()
    series, byline = text["text"].iloc[:2]
    ordinal = re.search(r"之([一二三四五六七八九十百]+)$", series)
    measured = (numbers["kind"] == "figure").sum()
    arabic = numbers["number"].str[0].str.isdecimal().sum()
    counts = {
        "n_pinyin": sum(len(PINYIN.findall(line)) for line in text["source_text"]),
        "n_numbers": len(numbers),
        "n_arabic": arabic,
        "n_chinese": len(numbers) - arabic,
        "n_figure_numbers": measured,
        "n_others": len(numbers) - measured,
        "n_figures": len(stated),
        "n_more_than": (stated["qualifier"] == "more_than").sum(),
        "n_no_period": (stated["period_basis"] == "none").sum(),
        "n_terms": len(terms()),
        "n_claims": len(said),
        "n_checkable": said["kind"].isin(CHECKABLE).sum(),
        "n_derived": len(derived()),
        "series_number": int(read_number(ordinal[1])) if ordinal else 0,
        "series": series.lstrip("—"),
        "byline": byline.replace(" ", ""),
    }
    return counts | {str(key): row for of in (stated, derived()) for key, row in of.iterrows()}


def fill(words: Words, where: str) -> Words:
    """Fill in ``{count}``, ``{id}``, ``{id:bare}`` (without unit) and ``{id:digits}``."""
    return {k: _SLOT.sub(partial(_said, lang=k, where=where), text) for k, text in words.items()}


def _said(slot: re.Match[str], lang: str, where: str) -> str:
    """Return what fills a slot, with a capital at the start of an English sentence."""
    start, name, form, brace = slot.groups()
    known = facts()
    if brace:
        raise DataError(where, f"{brace} stands alone", "Mend the braces.")
    if name not in known:
        what = f"{{{name}}} is no figure, derived value or count"
        raise DataError(where, what, did_you_mean(name, list(known)))
    if form not in ("", ":bare", ":digits"):
        raise DataError(where, f"{form} is not understood", "Use :bare, :digits or neither.")
    value = known[name]
    if not isinstance(value, pd.Series):
        said = value if isinstance(value, str) else f"{value:,}"
    elif form == ":digits":
        said = digits(value)
    else:
        said = (said_zh if lang == "zh" else said_en)(value, unit=not form)
    if start is not None and lang == "en":
        said = said[:1].upper() + said[1:]
    return (start or "") + said
