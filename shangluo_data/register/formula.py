"""Formulas over figure ids: arithmetic and comparisons, and nothing else."""

import ast
import math
from collections.abc import Mapping
from itertools import pairwise
from operator import add, eq, ge, gt, le, lt, mul, ne, pow, sub, truediv
from typing import Any

from shangluo_data.errors import DataError, did_you_mean

_ARITHMETIC = {ast.Add: add, ast.Sub: sub, ast.Mult: mul, ast.Div: truediv, ast.Pow: pow}
_COMPARISONS = {ast.Lt: lt, ast.LtE: le, ast.Gt: gt, ast.GtE: ge, ast.Eq: eq, ast.NotEq: ne}
Number = tuple[float, bool]  # A value, and whether the true one lies above it.


class Formula:
    """A formula of a hand-made row, computed: its ``text``, the ``names`` in it, its ``value``.

    ``floor`` tells whether the result is "more than" the value, because a figure in it is. What is
    no formula, has no finite value, or takes from a "more than" figure what it says, is refused.
    """

    def __init__(self, text: str, known: Mapping[Any, Number], where: str) -> None:
        self.text, self._known, self._where = text, known, where
        try:
            tree = ast.parse(text if len(text) <= 300 else "", mode="eval").body
            self.names = [*dict.fromkeys(n.id for n in ast.walk(tree) if isinstance(n, ast.Name))]
            self.value, self.floor = self._of(tree, top=True)
        except (SyntaxError, RecursionError, MemoryError):
            raise self._refused("is no formula") from None
        except ArithmeticError as error:
            zero = isinstance(error, ZeroDivisionError)
            raise self._refused("divides by zero" if zero else "has no finite value") from None

    def empty(self) -> bool:
        """Tell whether a comparison holds whatever the figures are: each, tried far up and down."""
        tried = [(n, (far, self._known[n][1])) for n in self.names for far in (-1e9, 1e9)]
        others = (Formula(self.text, {**self._known, n: to}, self._where) for n, to in tried)
        return bool(self.value) and all(other.value for other in others)

    def _of(self, node: ast.AST, top: bool = False) -> Number:
        match node:
            case ast.Compare(ops=ops) if top and all(type(op) in _COMPARISONS for op in ops):
                sides = pairwise([self._of(n) for n in (node.left, *node.comparators)])
                return all([self._holds(*one) for one in zip(ops, sides, strict=True)]), False
            case ast.BoolOp(op=ast.And(), values=parts) if top:
                held = [self._of(part, top)[0] for part in parts]
                if all(isinstance(one, bool) for one in held):
                    return all(held), False
            case ast.Name(id=name) if name in self._known:
                return self._known[name]
            case ast.Name(id=name):
                what = f"the formula {self.text!r} names {name!r}, which is no figure"
                raise DataError(self._where, what, did_you_mean(name, list(self._known)))
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return float(value), False
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._computed(ast.Sub(), (0.0, False), self._of(operand))
            case ast.BinOp(op=op) if type(op) in _ARITHMETIC:
                return self._computed(op, self._of(node.left), self._of(node.right))
        raise self._refused("holds more than arithmetic and comparisons")

    def _computed(self, op: ast.operator, left: Number, right: Number) -> Number:
        (a, a_floor), (b, b_floor) = left, right
        if b_floor and isinstance(op, ast.Sub | ast.Div | ast.Pow):
            raise self._refused("takes away, divides by or raises to a “more than” figure")
        if (a_floor or b_floor) and not (isinstance(op, ast.Add | ast.Sub) or (a > 0 and b > 0)):
            raise self._refused("multiplies or divides a “more than” figure by what is not above 0")
        if isinstance(op, ast.Pow) and abs(b) > 10:
            raise self._refused("raises to a power above 10")
        value = _ARITHMETIC[type(op)](a, b)
        if isinstance(value, complex) or not math.isfinite(value):
            raise self._refused("has no finite value")
        return value, a_floor or b_floor

    def _holds(self, op: ast.cmpop, sides: tuple[Number, Number]) -> bool:
        (a, a_floor), (b, b_floor) = sides
        # What is more than a floor may be above anything, and is never equal to it for sure.
        greater, less = isinstance(op, ast.Gt | ast.GtE), isinstance(op, ast.Lt | ast.LtE)
        if (a_floor and not greater) or (b_floor and not less):
            raise self._refused("compares a “more than” figure with what may lie above it")
        return bool(_COMPARISONS[type(op)](a, b))

    def _refused(self, why: str) -> DataError:
        remedy = "Write arithmetic or comparisons over figure ids and numbers, as in 100 * a / b."
        return DataError(self._where, f"the formula {self.text!r} {why}", remedy)
