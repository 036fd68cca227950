"""Operators between the values of a program: numbers, arrays, lists, texts and spectra.

May import: this package.
"""

from __future__ import annotations

import ast
from typing import Any, Final

from symconv.auditing.programs.arrays import check_size
from symconv.auditing.programs.budget import Budget
from symconv.auditing.programs.calls import Call
from symconv.auditing.programs.elementwise import as_tensor, combine, matmul
from symconv.auditing.programs.numbers import is_number
from symconv.auditing.programs.objects import Module, Tensor
from symconv.auditing.programs.printing import MOST_CHARACTERS, Formatted, percent, text_of
from symconv.auditing.programs.spectra import Spectrum, combine_spectra
from symconv.auditing.values import Unread

__all__ = ["binary", "compared", "require_numbers"]

SIGNS: Final[dict[type[ast.AST], str]] = {
    **{ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**"},
    **{ast.LShift: "<<", ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="},
}


def binary(operator: ast.operator, left: Any, right: Any, budget: Budget) -> Any:
    """Return two values combined by an operator."""
    if isinstance(operator, ast.MatMult):
        pair = [as_tensor(v) for v in (left, right)]
        return Call("", (), {}, budget).result(matmul(pair[0], pair[1], budget))
    sign = SIGNS.get(type(operator))
    if sign is None:
        raise Unread(f"{type(operator).__name__} is not read")
    if isinstance(left, Spectrum) or isinstance(right, Spectrum):
        return combine_spectra(sign, left, right, budget)
    if isinstance(left, str | Formatted) or isinstance(right, str | Formatted):
        return _texts(sign, left, right)
    plain = not isinstance(left, Tensor) and not isinstance(right, Tensor)
    if plain and (isinstance(left, list | tuple) or isinstance(right, list | tuple)):
        return _rows(sign, left, right, budget)
    require_numbers(left, right)
    return combine(sign, left, right, budget)


def compared(operator: ast.cmpop, left: Any, right: Any, budget: Budget) -> Any:
    """Return whether two values are related as an operator says."""
    sign = SIGNS.get(type(operator))
    if isinstance(operator, ast.Is | ast.IsNot) and (left is None or right is None):
        return (left is right) == isinstance(operator, ast.Is)
    if isinstance(left, str) and isinstance(right, str) and sign in ("==", "!="):
        return (left == right) == (sign == "==")
    if (
        sign in ("==", "!=")
        and isinstance(left, list | tuple)
        and isinstance(right, list | tuple)
        and all(is_number(v) for v in (*left, *right))
    ):
        same = type(left) is type(right) and len(left) == len(right)
        pairs = zip(left, right, strict=True) if same else ()
        return (same and all(combine("==", a, b, budget) for a, b in pairs)) == (sign == "==")
    if sign is None:
        raise Unread(f"{type(operator).__name__} is not read")
    require_numbers(left, right)
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        raise Unread("a comparison of lists that is not read")
    return combine(sign, left, right, budget)


def _texts(sign: str, left: Any, right: Any) -> Any:
    if any(isinstance(side, str) and len(side) > MOST_CHARACTERS for side in (left, right)):
        raise Unread(f"too long to check: a text of more than {MOST_CHARACTERS} characters")
    if sign == "%" and isinstance(left, str):
        return percent(left, right)
    if sign == "+":
        return left + right if isinstance(left, str) and isinstance(right, str) else text_of((left, right))
    if sign == "*" and isinstance(left, str) and isinstance(right, int) and right * len(left) <= MOST_CHARACTERS:
        return left * right
    raise Unread("arithmetic on texts is not read")


def _rows(sign: str, left: Any, right: Any, budget: Budget) -> Any:
    if sign == "+" and type(left) is type(right):
        check_size(len(left) + len(right))
        budget.work(len(left) + len(right))
        return left + right
    if isinstance(left, int):
        left, right = right, left
    if sign == "*" and isinstance(right, int):
        check_size(len(left) * max(int(right), 0))
        budget.work(len(left) * max(int(right), 0))
        return left * int(right)
    raise Unread("it raises here: arithmetic on lists")


def require_numbers(*values: Any) -> None:
    """Refuse to calculate with anything else than numbers and arrays."""
    for value in values:
        if isinstance(value, Module):
            raise Unread(f"{value.name} is not a rational number")
        if not (is_number(value) or isinstance(value, Tensor | list | tuple)):
            raise Unread("arithmetic on something that is not read")
