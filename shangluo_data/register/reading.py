"""Read printed numbers: ``1981.9万余元`` is more than 19,819,000 yuan."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

# 双 (double) counts as a number written in Chinese; 首 (first) and 全 (all) do not.
ARABIC = r"\d+(?:\.\d+)?[万亿]*"
CHINESE = r"[零〇一二三四五六七八九十百千万亿两双]+"
NUMBER = re.compile(f"{ARABIC}|{CHINESE}")
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


@cache
def read_number(number: str) -> float:
    """Return the value of a number in Arabic digits, Chinese characters or both (by cn2an).

    Raises
    ------
    ValueError
        If the words are not a number.
    """
    from cn2an import cn2an

    return float(cn2an(number, "smart"))


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
