"""How a value reads in each language: the hedge stays with the number."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from shangluo_data.register.reading import read_printed

if TYPE_CHECKING:
    import pandas as pd

DERIVED = {"zh": "推算", "en": "derived"}
ATTRIBUTE = {"zh": "（推算）", "en": " (derived)"}
_SCALES = {
    1: ("", ""),
    1e3: ("千", "1,000 "),
    1e4: ("万", "10,000 "),
    1e6: ("百万", "million "),
    1e8: ("亿", "100 million "),
}


def is_derived(row: pd.Series[Any]) -> bool:
    """Tell whether a row is a derived value and not one of the article's figures."""
    return isinstance(row.get("formula"), str)


def is_more_than(row: pd.Series[Any]) -> bool:
    """Tell whether the article prints 余 or 多 after the number (or a derived value has it so)."""
    return str(row["qualifier"]) == "more_than"


def is_fall(row: pd.Series[Any]) -> bool:
    """Tell whether a row is a change downwards."""
    return str(row.get("basis")) == "change" and float(row["value"]) < 0


def plain(value: float, decimals: int | None = None, *, down: bool = False) -> str:
    """Return a number with thousands separators and a true minus; ``down`` rounds down."""
    if decimals is None:
        text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    else:
        step = 10.0**decimals
        value = math.floor(value * step + 1e-9) / step if down else round(value, decimals)
        text = f"{value:,.{max(decimals, 0)}f}"
    return text.replace("-", "−")


def number_en(value: float) -> str:
    """Return a number as English running text has it: ``57 million``, ``2,396``."""
    return f"{value / 1e6:,.12g} million" if abs(value) >= 1e6 else plain(value)


def digits(row: pd.Series[Any]) -> str:
    """Return the bare number of a figure or derived value: no hedge, no unit, no sign of a fall."""
    if is_derived(row):
        return plain(row["value"], int(row["decimals"]), down=is_more_than(row))
    return plain(abs(row["value"]) if is_fall(row) else row["value"])


def unit_en(row: pd.Series[Any]) -> str:
    """Return the English unit, singular where the value is one."""
    unit = str(row["unit"])
    if row["value"] != 1:
        return unit
    if unit == "people":
        return "person"
    return unit[:-3] + "y" if unit.endswith("ies") else unit.removesuffix("s")


def said_en(row: pd.Series[Any], *, unit: bool = True) -> str:
    """Return a value inside an English sentence: ``more than 731,000 households``, ``33%``."""
    large = not is_derived(row) and abs(row["value"]) >= 1e6
    number = number_en(abs(row["value"])) if large else digits(row)
    hedge = "more than " if is_more_than(row) else ""
    if row["unit"] == "percent":
        return f"{hedge}{number}%"
    return f"{hedge}{number} {unit_en(row)}" if unit else f"{hedge}{number}"


def said_zh(row: pd.Series[Any], *, unit: bool = True) -> str:
    """Return a value inside a Chinese sentence: a figure as printed, a derived value computed."""
    if not is_derived(row):
        number, measure = split_numeral(row)
        return number + measure if unit else number
    more = "超过" if is_more_than(row) else ""
    return f"{more}{digits(row)}{row['unit_zh'] if unit or row['unit'] == 'percent' else ''}"


def reads_en(row: pd.Series[Any], *, unit: bool = True) -> str:
    """Return a value that stands alone, in English; a fall is read as a fall: ``fell by 33%``."""
    return ("fell by " if is_fall(row) else "") + said_en(row, unit=unit)


def reads_zh(row: pd.Series[Any], *, unit: bool = True) -> str:
    """Return a value that stands alone, in Chinese; a fall is read as a fall: ``下降33%``."""
    return ("下降" if is_fall(row) else "") + said_zh(row, unit=unit)


def symbol(row: pd.Series[Any]) -> str:
    """Return the value in digits with its sign, as labels have it: ``> 731,000``, ``−33%``."""
    sign = "> " if is_more_than(row) else "≈ " if str(row["qualifier"]) == "rounded" else ""
    number = "−" + digits(row) if is_fall(row) else digits(row)
    return sign + number + ("%" if row["unit"] == "percent" else "")


def split_numeral(row: pd.Series[Any]) -> tuple[str, str]:
    """Return a printed number as (number with hedge, measure word): ``("73.1万余", "户")``."""
    reading = read_printed(str(row["numeral"]))
    if reading.unit == "%":
        return str(row["numeral"]), ""
    return reading.number + reading.hedge, reading.unit


def unit_words(row: pd.Series[Any], per: float = 1) -> dict[str, str]:
    """Return the unit that an axis counts in, where one step is ``per`` units: 10,000 yuan."""
    zh, en = _SCALES.get(per, (f"{per:g}", f"{per:,g} "))
    return {"zh": zh + str(row["unit_zh"]), "en": en + str(row["unit"])}
