"""How a value reads in each language: the hedge stays with the number."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from shangluo_data.register.reading import read_printed

DERIVED = {"zh": "推算", "en": "derived"}


def is_derived(row: pd.Series[Any]) -> bool:
    """Tell whether a row is a derived value and not one of the article's figures."""
    return "formula" in row.index and isinstance(row["formula"], str)


def plain(value: float, decimals: int | None = None, *, floor: bool = False) -> str:
    """Return a number with thousands separators; a floor is rounded down, never up."""
    if decimals is None:
        return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    if floor:
        step = 10.0**decimals
        value = math.floor(value * step + 1e-9) / step
    else:
        value = round(value, decimals)
    return f"{value:,.{max(decimals, 0)}f}"


def number_en(value: float) -> str:
    """Return a number as English running text has it: ``57 million``, ``2,396``."""
    if abs(value) >= 1e6:
        return f"{value / 1e6:,.12g} million"
    return plain(value)


def digits(row: pd.Series[Any]) -> str:
    """Return the bare number of a figure or derived value, without hedge or unit."""
    if is_derived(row):
        return plain(row["value"], int(row["decimals"]), floor=row["qualifier"] == "at_least")
    return plain(abs(row["value"]) if row["basis"] == "change" else row["value"])


def unit_en(row: pd.Series[Any]) -> str:
    """Return the English unit, singular where the value is one."""
    unit = str(row["unit"])
    if row["value"] != 1:
        return unit
    if unit == "people":
        return "person"
    return unit[:-3] + "y" if unit.endswith("ies") else unit.removesuffix("s")


def reads_en(row: pd.Series[Any], *, unit: bool = True) -> str:
    """Return a value in English: ``at least 731,000 households``, ``33%``."""
    number = digits(row)
    if not is_derived(row) and abs(row["value"]) >= 1e6:
        number = number_en(row["value"])
    hedge = "at least " if row["qualifier"] == "at_least" else ""
    if row["unit"] == "percent":
        return f"{hedge}{number}%"
    return f"{hedge}{number} {unit_en(row)}" if unit else f"{hedge}{number}"


def reads_zh(row: pd.Series[Any], *, unit: bool = True) -> str:
    """Return a value in Chinese: a figure as printed, a derived value with its unit."""
    if not is_derived(row):
        return str(row["numeral"])
    hedge = "至少" if row["qualifier"] == "at_least" else ""
    return f"{hedge}{digits(row)}{row['unit_zh'] if unit else ''}"


def symbol(row: pd.Series[Any]) -> str:
    """Return the reading beside a printed number, as labels have it: ``≥ 731,000``."""
    if row["basis"] == "change":
        return f"−{digits(row)}%"
    sign = "≥ " if row["qualifier"] == "at_least" else ""
    return f"{sign}{plain(row['value'])}"


def split_numeral(row: pd.Series[Any]) -> tuple[str, str]:
    """Return a printed number as (number with hedge, measure word)."""
    reading = read_printed(str(row["numeral"]))
    if reading.unit == "%":
        return str(row["numeral"]), ""
    return reading.number + reading.hedge, reading.unit
