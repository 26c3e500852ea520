"""Counts that captions and findings may name, all taken from the register."""

from __future__ import annotations

import re
from functools import cache

from shangluo_data.article import article, paragraphs
from shangluo_data.article.restore import PINYIN
from shangluo_data.article.source import read_seed
from shangluo_data.register import account, claims, figures, headroom, numerals, terms
from shangluo_data.register.reading import read_number


@cache
def facts() -> dict[str, int | str]:
    """Return every count by name, for example ``n_figures`` or ``n_figures_safety``."""
    register = figures()
    counted = account()
    numbers = numerals()
    text = article()
    result: dict[str, int | str] = {
        "n_paragraphs": len(text),
        "n_body": int((text["kind"] == "body").sum()),
        "n_characters": int(text["text"].str.len().sum()),
        "n_pinyin": len(PINYIN.findall(read_seed())),
        "n_numbers": counted.numbers,
        "n_arabic": counted.arabic,
        "n_chinese": counted.numbers - counted.arabic,
        "n_not_figures": int((numbers["kind"] != "figure").sum()),
        "n_figures": counted.figures,
        "n_at_least": counted.at_least,
        "n_annual": int((register["basis"] == "annual").sum()),
        "n_rounded": int((register["qualifier"] == "rounded").sum()),
        "n_claimed": int((register["qualifier"] == "claim").sum()),
        "n_no_period": int((register["period_basis"] == "none").sum()),
        "n_terms": counted.terms,
        "n_quoted": counted.quoted,
        "n_claims": counted.claims,
        "n_derived": counted.derived,
        "n_checks": len(counted.checks),
        "n_checks_hold": sum(counted.checks.values()),
        "n_small_headroom": int((headroom()["share"] < 4).sum()),
        "series_number": series_number(),
    }
    for section in ("lead", "force", "safety", "services"):
        result[f"n_figures_{section}"] = int((register["section"] == section).sum())
        result[f"n_claims_{section}"] = len(claims(section))
        result[f"n_terms_{section}"] = len(terms(section))
    for kind, count in counted.kinds.items():
        result[f"n_kind_{kind}"] = count
    return result


def series_number() -> int:
    """Return the article's number in its series, read from ¶1."""
    match = re.search(r"之([一二三四五六七八九十百]+)$", paragraphs()[0].text)
    return int(read_number(match.group(1))) if match else 0
