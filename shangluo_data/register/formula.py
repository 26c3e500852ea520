"""Formulas over figure ids: arithmetic and comparisons, and nothing else."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Collection, Mapping
from typing import Any

from shangluo_data.errors import DataError, did_you_mean

_REMEDY = "Write arithmetic or comparisons over figure ids and numbers, such as 100 * a / b."
_LONGEST, _HIGHEST_POWER = 300, 10
_ARITHMETIC: dict[type, Callable[[Any, Any], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_COMPARISONS: dict[type, Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_Result = tuple[float | bool, bool]
"""A value, and whether the true one lies above it."""


class Formula:
    """A formula as it stands in a hand-made row, computed.

    Attributes
    ----------
    text, names
        As written; the ids in it, in order.
    value
        The result: a finite number, or whether a comparison holds.
    floor
        Whether the result is "more than" the value, because a figure in it is.

    Raises
    ------
    DataError
        If it is more than arithmetic and comparisons, names what is no figure, has no finite value,
        or takes away, divides by, negates or compares a "more than" figure so that it says nothing.
    """

    def __init__(
        self, text: str, values: Mapping[str, float], floors: Collection[str], where: str
    ) -> None:
        self.text, self._where, self._values, self._floors = text, where, values, floors
        try:
            if len(text) > _LONGEST:
                raise ValueError
            self._tree = ast.parse(text, mode="eval").body
            names = (n.id for n in ast.walk(self._tree) if isinstance(n, ast.Name))
            self.names = list(dict.fromkeys(names))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise self._refused("is no formula") from None
        self.value, self.floor = self._of(self._tree)

    def empty(self) -> bool:
        """Tell whether a comparison holds whatever the figures are: each, tried far up and down."""
        known = self._values
        try:
            for name in self.names:
                for other in (-1e9, 1e9):
                    self._values = {**known, name: other}
                    if not self._of(self._tree)[0]:
                        return False
        finally:
            self._values = known
        return bool(self.value)

    def _of(self, node: ast.AST) -> _Result:
        if isinstance(node, ast.Name):
            if node.id not in self._values:
                remedy = did_you_mean(node.id, list(self._values))
                what = f"the formula {self.text!r} names {node.id!r}, which is no figure"
                raise DataError(self._where, what, remedy)
            return self._values[node.id], node.id in self._floors
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            return self._finite(float(str(node.value))), False
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            value, floor = self._of(node.operand)
            if floor or isinstance(value, bool):
                raise self._refused("turns a “more than” figure or a comparison round")
            return -value, False
        if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
            return self._arithmetic(node.op, self._of(node.left), self._of(node.right))
        if isinstance(node, ast.Compare):
            return self._compare(node), False
        both = isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And)
        if both or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd)):
            parts = node.values if isinstance(node, ast.BoolOp) else [node.left, node.right]  # type: ignore[attr-defined]
            results = [self._of(part)[0] for part in parts]
            if all(isinstance(result, bool) for result in results):
                return all(results), False
        raise self._refused("holds more than arithmetic and comparisons")

    def _arithmetic(self, op: ast.AST, left: _Result, right: _Result) -> _Result:
        (a, a_floor), (b, b_floor) = left, right
        if isinstance(a, bool) or isinstance(b, bool):
            raise self._refused("counts with a comparison")
        if b_floor and isinstance(op, ast.Sub | ast.Div | ast.Pow):
            raise self._refused("takes away, divides by or raises to a “more than” figure")
        stays = isinstance(op, ast.Add | ast.Sub) or (a > 0 and b > 0)
        if (a_floor or b_floor) and not stays:
            raise self._refused("multiplies or divides a “more than” figure by what is not above 0")
        if isinstance(op, ast.Pow) and abs(b) > _HIGHEST_POWER:
            raise self._refused(f"raises to a power above {_HIGHEST_POWER}")
        try:
            return self._finite(_ARITHMETIC[type(op)](a, b)), a_floor or b_floor
        except ZeroDivisionError:
            raise self._refused("divides by zero") from None
        except OverflowError:
            raise self._refused("has no finite value") from None

    def _compare(self, node: ast.Compare) -> bool:
        operands = [self._of(n) for n in (node.left, *node.comparators)]
        holds = True
        for op, (a, a_floor), (b, b_floor) in zip(node.ops, operands, operands[1:], strict=False):
            # What is more than a floor may be above anything, and is never equal to it for sure.
            greater, less = isinstance(op, ast.Gt | ast.GtE), isinstance(op, ast.Lt | ast.LtE)
            if (a_floor and not greater) or (b_floor and not less):
                raise self._refused("compares a “more than” figure with what may lie above it")
            if type(op) not in _COMPARISONS or isinstance(a, bool) or isinstance(b, bool):
                raise self._refused("holds more than arithmetic and comparisons")
            holds = holds and _COMPARISONS[type(op)](a, b)
        return holds

    def _finite(self, value: float) -> float:
        if isinstance(value, complex) or not math.isfinite(value):
            raise self._refused("has no finite value")
        return value

    def _refused(self, why: str) -> DataError:
        return DataError(self._where, f"the formula {self.text!r} {why}", _REMEDY)
