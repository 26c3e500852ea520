"""Read printed numbers: ``1981.9万余元`` is more than 19,819,000 yuan."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import NamedTuple

# 双 (double) counts as a number written in Chinese; 首 (first) and 全 (all) do not.
ARABIC = r"\d+(?:\.\d+)?[万亿]*"
CHINESE = r"[零〇一二三四五六七八九十百千万亿两双]+"
NUMBER = re.compile(f"{ARABIC}|{CHINESE}")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "双": 2}
_TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_PRINTED = re.compile(f"({ARABIC}|{CHINESE})([余多]?)(.*)")


class Reading(NamedTuple):
    """A printed number taken apart: ``1981.9万``, ``余``, ``元``, and 19819000.0 in base units."""

    number: str
    hedge: str
    unit: str
    value: float

    @property
    def last_digit(self) -> float:
        """One unit of the last printed digit, in base units: 1000.0 for ``1981.9万``."""
        digits, scale = _scaled(self.number)
        if "." in digits:
            return scale * 10.0 ** -len(digits.partition(".")[2])
        # Trailing zeros of a hedged whole number are round, not counted: 80余 stays under 90.
        return 10.0 ** int(Decimal(self.value).normalize().as_tuple().exponent)


def _scaled(number: str) -> tuple[str, int]:
    """Return the digits of an Arabic number, and what 万 and 亿 multiply them by."""
    digits = number.rstrip("万亿")
    return digits, math.prod(_TIMES[unit] for unit in number[len(digits) :])


def read_number(number: str) -> float:
    """Return the value of a number in Arabic or Chinese, or raise ValueError."""
    if not NUMBER.fullmatch(number):
        raise ValueError(f"{number!r} is no number")
    if not number[0].isdecimal():
        return float(_read_chinese(number))
    digits, scale = _scaled(number)
    return float(Decimal(digits) * scale)


def _read_chinese(words: str) -> int:
    if all(character in _DIGITS for character in words):  # 二〇二四 is read digit by digit.
        return int("".join(str(_DIGITS[character]) for character in words) or 0)
    for unit in ("亿", "万"):
        head, found, tail = words.rpartition(unit)
        if found:
            return (_read_chinese(head) or 1) * _TIMES[unit] + _read_chinese(tail)
    total = digit = 0
    for character in words:
        if digit and character in _DIGITS:
            raise ValueError(f"{words!r} is no number")
        if character in _TIMES:
            total, digit = total + (digit or 1) * _TIMES[character], 0  # 十四 is 一十四.
        else:
            digit = _DIGITS[character]
    return total + digit


def read_printed(numeral: str) -> Reading:
    """Take a printed number apart; one that does not begin with a number is a ValueError."""
    match = _PRINTED.fullmatch(numeral)
    if match is None:
        raise ValueError(f"{numeral!r} does not begin with a number")
    number, hedge, unit = match.groups()
    return Reading(number, hedge, unit, read_number(number))
