"""Read printed numbers: ``1981.9万余元`` is more than 19,819,000 yuan."""

import re
from decimal import Decimal
from typing import NamedTuple

# 双 (double) counts as a number written in Chinese; 首 (first) and 全 (all) do not.
NUMBER = re.compile(r"\d+(?:\.\d+)?[万亿]*|[零〇一二三四五六七八九十百千万亿两双]+")
# 三四十 is thirty or forty, and no number.
_EITHER = re.compile("(?=.*[十百千万亿]).*[一二三四五六七八九两双]{2}")
_PRINTED = re.compile(f"({NUMBER.pattern})([余多]?)(.*)")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "双": 2}
_ZEROS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


class Reading(NamedTuple):
    """A printed number taken apart: ``1981.9万``, ``余``, ``元``, and 19819000.0 in base units."""

    number: str
    hedge: str
    unit: str
    value: float

    @property
    def last_digit(self) -> float:
        """One unit of the last printed digit, in base units: 1000.0 for ``1981.9万``."""
        exact = _exact(self.number)
        # Trailing zeros of a hedged whole number are round, not counted: 80余 stays under 90.
        counted = exact if "." in self.number else exact.normalize()
        return 10.0 ** int(counted.as_tuple().exponent)


def read_printed(numeral: str) -> Reading:
    """Take a printed number apart; one that does not begin with a number is a ValueError."""
    if not (match := _PRINTED.fullmatch(numeral)):
        raise ValueError(f"{numeral!r} does not begin with a number")
    return Reading(match[1], match[2], match[3], read_number(match[1]))


def read_number(number: str) -> float:
    """Return the value of a number in Arabic or Chinese, or raise ValueError."""
    if not NUMBER.fullmatch(number) or _EITHER.match(number):
        raise ValueError(f"{number!r} is no number")
    return float(_exact(number))


def _exact(number: str) -> Decimal:
    if not number[0].isdecimal():
        return Decimal(_read_chinese(number))
    digits = number.rstrip("万亿")
    return Decimal(digits).scaleb(sum(_ZEROS[unit] for unit in number[len(digits) :]))


def _read_chinese(words: str) -> int:
    for unit in "亿万千百十":
        head, found, tail = words.rpartition(unit)
        if found:  # 十四 is 一十四.
            return (_read_chinese(head) or 1) * int(10 ** _ZEROS[unit]) + _read_chinese(tail)
    return int("".join(str(_DIGITS[digit]) for digit in words) or 0)  # 二〇二四, or none.
