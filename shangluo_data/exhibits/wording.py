"""How a value reads in each language: the hedge stays with the number."""

import re
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from shangluo_data.exhibits.parts import Row
from shangluo_data.register.reading import read_printed

DERIVED = {"zh": "推算", "en": "derived"}
_MILLION = 1e6
_STEPS = {1: ("", ""), 1e4: ("万", "10,000 "), 1e8: ("亿", "100 million ")}


def is_derived(row: Row) -> bool:
    """Tell whether a row is a derived value and not one of the article's figures."""
    return isinstance(row.get("formula"), str)


def is_more_than(row: Row) -> bool:
    """Tell whether the article prints 余 or 多 after the number (or a derived value has it so)."""
    return str(row["qualifier"]) == "more_than"


def is_fall(row: Row) -> bool:
    """Tell whether a row is a change downwards."""
    return str(row.get("basis")) == "change" and float(row["value"]) < 0


def plain(value: float) -> str:
    """Return a number with thousands separators and a true minus."""
    return f"{value:,.15g}".replace("-", "−")


def digits(row: Row) -> str:
    """Return the bare number, no sign of a fall; a derived "more than" is rounded down."""
    if not is_derived(row):
        return plain(abs(row["value"]) if is_fall(row) else row["value"])
    step = Decimal(1).scaleb(-int(row["decimals"]))
    way = ROUND_FLOOR if is_more_than(row) else ROUND_HALF_EVEN
    return f"{Decimal(str(row['value'])).quantize(step, way):,f}".replace("-", "−")


def unit_en(row: Row) -> str:
    """Return the English unit, singular where the value is one."""
    unit = str(row["unit"])
    one = "person" if unit == "people" else re.sub("ies$", "y", unit).removesuffix("s")
    return one if row["value"] == 1 else unit


def said_en(row: Row, *, unit: bool = True) -> str:
    """Return a value inside an English sentence: ``more than 731,000 households``, ``33%``."""
    large = not is_derived(row) and abs(row["value"]) >= _MILLION
    number = f"{plain(abs(row['value']) / _MILLION)} million" if large else digits(row)
    after = "%" if row["unit"] == "percent" else f" {unit_en(row)}" if unit else ""
    return ("more than " if is_more_than(row) else "") + number + after


def said_zh(row: Row, *, unit: bool = True) -> str:
    """Return a value inside a Chinese sentence: a figure as printed, a derived value computed."""
    if is_derived(row):
        number = ("超过" if is_more_than(row) else "") + digits(row).replace(",", "")
        return number + (row["unit_zh"] if unit or row["unit"] == "percent" else "")
    number, measure = split_numeral(row)
    return number + measure if unit else number


def reads_en(row: Row, *, unit: bool = True) -> str:
    """Return a value that stands alone, in English; a fall is read as a fall: ``fell by 33%``."""
    return ("fell by " if is_fall(row) else "") + said_en(row, unit=unit)


def reads_zh(row: Row) -> str:
    """Return a value that stands alone, in Chinese; a fall is read as a fall: ``下降33%``."""
    return ("下降" if is_fall(row) else "") + said_zh(row)


def symbol(row: Row) -> str:
    """Return the value in digits with its sign, as labels have it: ``> 731,000``, ``−33%``."""
    hedge = {"more_than": "> ", "rounded": "≈ "}.get(str(row["qualifier"]), "")
    number = ("−" if is_fall(row) else "") + digits(row)
    return hedge + number + ("%" if row["unit"] == "percent" else "")


def split_numeral(row: Row) -> tuple[str, str]:
    """Return a printed number as (number with hedge, measure word): ``("73.1万余", "户")``."""
    reading = read_printed(str(row["numeral"]))
    if reading.unit == "%":
        return str(row["numeral"]), ""
    return reading.number + reading.hedge, reading.unit


def unit_words(row: Row, per: float = 1) -> dict[str, str]:
    """Return the unit that an axis counts in, where one step is ``per`` units: 10,000 yuan."""
    zh, en = _STEPS.get(per, (f"{per:g}", f"{per:,g} "))
    return {"zh": zh + str(row["unit_zh"]), "en": en + str(row["unit"])}
