"""Read printed numbers: ``1981.9万余元`` is more than 19,819,000 yuan."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

# 双 (double) counts as a number written in Chinese; 首 (first) and 全 (all) do not.
ARABIC = r"\d+(?:\.\d+)?[万亿]*"
CHINESE = r"[零〇一二三四五六七八九十百千万亿两双]+"
NUMBER = re.compile(f"{ARABIC}|{CHINESE}")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "双": 2}
_TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_PRINTED = re.compile(f"(?P<number>{ARABIC}|{CHINESE})(?P<hedge>[余多]?)(?P<unit>.*)")


class Reading(NamedTuple):
    """A printed number taken apart.

    Attributes
    ----------
    number, hedge, unit
        The words: ``1981.9万``, ``余`` (or ``多``, or nothing), ``元``.
    value
        The number in base units: 19819000.0.
    """

    number: str
    hedge: str
    unit: str
    value: float

    @property
    def last_digit(self) -> float:
        """One unit of the last printed digit, in base units: 1000.0 for ``1981.9万``."""
        multiplier = self.number.lstrip("0123456789.")
        digits = self.number[: len(self.number) - len(multiplier)]
        if not digits:
            return 10.0 ** (len(str(int(self.value))) - 1)
        scale = read_number("一" + multiplier) if multiplier else 1.0
        decimals = len(digits.partition(".")[2])
        # Trailing zeros of a hedged whole number are round, not counted: 80余 stays under 90.
        zeros = len(digits) - len(digits.rstrip("0")) if not decimals else 0
        return scale * 10.0 ** (zeros - decimals)


def read_number(number: str) -> float:
    """Return the value of a number in Arabic digits, Chinese characters or both.

    Raises
    ------
    ValueError
        If the words are not a number.
    """
    if not NUMBER.fullmatch(number):
        raise ValueError(f"{number!r} is no number")
    arabic = re.match(r"[\d.]+", number)
    if arabic is None:
        return float(_read_chinese(number))
    scale = 10 ** sum(len(str(_TIMES[unit])) - 1 for unit in number[arabic.end() :])
    return float(Decimal(arabic[0]) * scale)


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
    """Take a printed number apart.

    Raises
    ------
    ValueError
        If ``numeral`` does not begin with a number.
    """
    match = _PRINTED.fullmatch(numeral)
    if match is None:
        raise ValueError(f"{numeral!r} does not begin with a number")
    number, hedge, unit = match.group("number", "hedge", "unit")
    return Reading(number, hedge, unit, read_number(number))
