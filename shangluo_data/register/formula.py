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
    **{ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul},
    **{ast.Div: operator.truediv, ast.Pow: operator.pow},
}
_COMPARISONS: dict[type, Callable[[Any, Any], bool]] = {
    **{ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge},
    **{ast.Eq: operator.eq, ast.NotEq: operator.ne},
}
_Result = tuple[float | bool, bool]
"""A value, and whether the true one lies above it."""


class Formula:
    """A formula of a hand-made row, computed: its ``text``, the ``names`` in it, its ``value``.

    ``floor`` tells whether the result is "more than" the value, because a figure in it is.

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
            self._tree = ast.parse(text if len(text) <= _LONGEST else "", mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise self._refused("is no formula") from None
        names = (n.id for n in ast.walk(self._tree) if isinstance(n, ast.Name))
        self.names = list(dict.fromkeys(names))
        self.value, self.floor = self._of(self._tree)

    def empty(self) -> bool:
        """Tell whether a comparison holds whatever the figures are: each, tried far up and down."""
        known, held = self._values, [self.value]
        for name, other in ((name, other) for name in self.names for other in (-1e9, 1e9)):
            self._values = {**known, name: other}
            held.append(self._of(self._tree)[0])
        self._values = known
        return all(held)

    def _of(self, node: ast.AST) -> _Result:
        match node:
            case ast.Name(id=name):
                if name not in self._values:
                    what = f"the formula {self.text!r} names {name!r}, which is no figure"
                    raise DataError(self._where, what, did_you_mean(name, list(self._values)))
                return self._values[name], name in self._floors
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return self._finite(float(value)), False
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._arithmetic(ast.Sub(), (0.0, False), self._of(operand))
            case ast.BinOp(op=op) if type(op) in _ARITHMETIC:
                return self._arithmetic(op, self._of(node.left), self._of(node.right))
            case ast.Compare(ops=ops) if all(type(op) in _COMPARISONS for op in ops):
                results = [self._of(n) for n in (node.left, *node.comparators)]
                pairs = zip(ops, results, results[1:], strict=False)
                return all([self._compare(*pair) for pair in pairs]), False
            case ast.BoolOp(op=ast.And(), values=parts):
                held = [self._of(part)[0] for part in parts]
                if all(isinstance(one, bool) for one in held):
                    return all(held), False
        raise self._refused("holds more than arithmetic and comparisons")

    def _arithmetic(self, op: ast.AST, left: _Result, right: _Result) -> _Result:
        (a, a_floor), (b, b_floor) = left, right
        if isinstance(a, bool) or isinstance(b, bool):
            raise self._refused("counts with a comparison")
        if b_floor and isinstance(op, ast.Sub | ast.Div | ast.Pow):
            raise self._refused("takes away, divides by or raises to a “more than” figure")
        if (a_floor or b_floor) and not (isinstance(op, ast.Add | ast.Sub) or (a > 0 and b > 0)):
            raise self._refused("multiplies or divides a “more than” figure by what is not above 0")
        if isinstance(op, ast.Pow) and abs(b) > _HIGHEST_POWER:
            raise self._refused(f"raises to a power above {_HIGHEST_POWER}")
        try:
            return self._finite(_ARITHMETIC[type(op)](a, b)), a_floor or b_floor
        except ZeroDivisionError:
            raise self._refused("divides by zero") from None
        except OverflowError:
            raise self._refused("has no finite value") from None

    def _compare(self, op: ast.AST, left: _Result, right: _Result) -> bool:
        (a, a_floor), (b, b_floor) = left, right
        if isinstance(a, bool) or isinstance(b, bool):
            raise self._refused("holds more than arithmetic and comparisons")
        # What is more than a floor may be above anything, and is never equal to it for sure.
        greater, less = isinstance(op, ast.Gt | ast.GtE), isinstance(op, ast.Lt | ast.LtE)
        if (a_floor and not greater) or (b_floor and not less):
            raise self._refused("compares a “more than” figure with what may lie above it")
        return _COMPARISONS[type(op)](a, b)

    def _finite(self, value: float) -> float:
        if isinstance(value, complex) or not math.isfinite(value):
            raise self._refused("has no finite value")
        return value

    def _refused(self, why: str) -> DataError:
        return DataError(self._where, f"the formula {self.text!r} {why}", _REMEDY)
