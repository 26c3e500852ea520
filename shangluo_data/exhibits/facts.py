"""What a caption or finding may name in braces, and how it is filled in."""

import re
from functools import partial
from typing import Any

from shangluo_data.article import article
from shangluo_data.article.restore import PINYIN
from shangluo_data.errors import DataError, did_you_mean
from shangluo_data.exhibits.parts import Words
from shangluo_data.exhibits.wording import digits, said_en, said_zh
from shangluo_data.register import claims, derived, figures, numerals, terms
from shangluo_data.register.claims import CHECKABLE
from shangluo_data.register.curated import per_home
from shangluo_data.register.reading import read_number

SOURCES = {"figures": figures, "derived": derived, "terms": terms, "claims": claims}
_SLOT = re.compile(r"(^|[.!?]\s+)?(?:\{([^{}:!]*)([^{}]*)\}|([{}]))")


@per_home
def facts() -> dict[str, Any]:
    """Return what a text may name: counts and the article's head lines, and rows of values."""
    stated, numbers, text, said = figures(), numerals(), article(), claims()
    measured = (numbers["kind"] == "figure").sum()
    arabic = numbers["number"].str[0].str.isdecimal().sum()
    series, byline = text["text"].iloc[:2]
    ordinal = re.search(r"之([一二三四五六七八九十百]+)$", series)
    counts = {f"n_{name}": len(rows()) for name, rows in SOURCES.items()} | {
        "n_pinyin": sum(len(PINYIN.findall(line)) for line in text["source_text"]),
        "n_numbers": len(numbers),
        "n_arabic": arabic,
        "n_chinese": len(numbers) - arabic,
        "n_figure_numbers": measured,
        "n_others": len(numbers) - measured,
        "n_more_than": (stated["qualifier"] == "more_than").sum(),
        "n_no_period": (stated["period_basis"] == "none").sum(),
        "n_checkable": said["kind"].isin(CHECKABLE).sum(),
        "series_number": int(read_number(ordinal[1])) if ordinal else 0,
    }
    found: dict[str, Any] = {key: f"{count:,}" for key, count in counts.items()}
    found |= {"series": series.lstrip("—"), "byline": byline.replace(" ", "")}
    return found | {str(key): row for of in (stated, derived()) for key, row in of.iterrows()}


def fill(words: Words, where: str) -> Words:
    """Fill in ``{count}``, ``{id}``, ``{id:bare}`` (without unit) and ``{id:digits}``."""
    return {k: _SLOT.sub(partial(_said, lang=k, where=where), text) for k, text in words.items()}


def _said(slot: re.Match[str], lang: str, where: str) -> str:
    """Return what fills a slot, with a capital at the start of an English sentence."""
    (start, name, form, brace), known = slot.groups(), facts()
    if brace:
        raise DataError(where, f"{brace} stands alone", "Mend the braces.")
    if name not in known:
        what = f"{{{name}}} is no figure, derived value or count"
        raise DataError(where, what, did_you_mean(name, list(known)))
    if form not in ("", ":bare", ":digits"):
        raise DataError(where, f"{form} is not understood", "Use :bare, :digits or neither.")
    if not isinstance(words := known[name], str):
        said = said_zh if lang == "zh" else said_en
        words = digits(words) if form == ":digits" else said(words, unit=not form)
    if lang == "en" and start is not None:
        words = words[:1].upper() + words[1:]
    return f"{start or ''}{words}"
