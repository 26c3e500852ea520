"""Formulas over figure ids: arithmetic and comparisons, and nothing else."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Collection, Mapping
from typing import Any

from shangluo_data.errors import DataError, did_you_mean

_REMEDY = "Write arithmetic or comparisons over figure ids and numbers, such as 100 * a / b."
_LONGEST = 300
_OPERATIONS: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.BitAnd: lambda a, b: a is True and b is True,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


class Formula:
    """A formula as it stands in a curated row.

    Attributes
    ----------
    text
        As written.
    names
        The ids in it, in order.

    Raises
    ------
    DataError
        If it is no formula, is too long, or names something that is no figure.
    """

    def __init__(self, text: str, known: Collection[str], where: str) -> None:
        self.text, self.where = text, where
        try:
            if len(text) > _LONGEST:
                raise ValueError
            self._tree = ast.parse(text, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise self._refused("is no formula") from None
        self.names = list(
            dict.fromkeys(n.id for n in ast.walk(self._tree) if isinstance(n, ast.Name))
        )
        for name in self.names:
            if name not in known:
                raise DataError(
                    where,
                    f"the formula {text!r} names {name!r}, which is no figure",
                    did_you_mean(name, list(known)),
                )

    def value(self, values: Mapping[str, float]) -> float | bool:
        """Return the result: a finite number, or whether a comparison holds.

        Raises
        ------
        DataError
            If it holds anything but arithmetic and comparisons, divides by zero, or is not finite.
        """
        result: float | bool = self._value(self._tree, values)
        if not math.isfinite(result):
            raise self._refused("has no finite value")
        return result

    def is_floor(self, floors: Collection[str]) -> bool:
        """Tell whether the result is "more than" its value because an input is.

        Raises
        ------
        DataError
            If a figure that is "more than" is taken away, divided by, or multiplied by what may
            be negative: the result would be no floor.
        """
        return self._floor(self._tree, set(floors))

    def _floor(self, node: ast.AST, floors: set[str]) -> bool:
        if isinstance(node, ast.Name):
            return node.id in floors
        if isinstance(node, ast.UnaryOp):
            if self._floor(node.operand, floors):
                raise self._refused("turns a “more than” figure round")
            return False
        if isinstance(node, ast.BinOp):
            left, right = self._floor(node.left, floors), self._floor(node.right, floors)
            if right and isinstance(node.op, ast.Sub | ast.Div):
                raise self._refused("takes away or divides by a “more than” figure")
            factors = [n for n, floor in ((node.left, right), (node.right, left)) if floor]
            if isinstance(node.op, ast.Mult | ast.Div) and any(map(_may_be_negative, factors)):
                raise self._refused("multiplies a “more than” figure by what may be negative")
            return left or right
        if isinstance(node, ast.Compare):
            return any(self._floor(n, floors) for n in (node.left, *node.comparators))
        return False

    def _value(self, node: ast.AST, values: Mapping[str, float]) -> Any:
        if isinstance(node, ast.Name):
            return float(values[node.id])
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            return node.value
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -self._value(node.operand, values)
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
            operands = self._value(node.left, values), self._value(node.right, values)
            try:
                return _OPERATIONS[type(node.op)](*operands)
            except (ZeroDivisionError, OverflowError):
                raise self._refused("divides by zero or grows too large") from None
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            operands = self._value(node.left, values), self._value(node.comparators[0], values)
            return bool(_OPERATIONS[type(node.ops[0])](*operands))
        raise self._refused("holds more than arithmetic and comparisons")

    def _refused(self, why: str) -> DataError:
        return DataError(self.where, f"the formula {self.text!r} {why}", _REMEDY)


def _may_be_negative(node: ast.AST) -> bool:
    return any(isinstance(n, ast.UnaryOp | ast.Sub) for n in ast.walk(node))
