"""Exact sums and products of sample values, and the comparison of two routes to one value.

Methods compute with these, not with ``operations``, so that agreement means something.

May import: ``errors``, SymPy. Must never approximate.
"""

from __future__ import annotations

from collections.abc import Iterable

import sympy

from symconv.errors import CheckError

__all__ = ["add", "equal", "multiply", "require_equal"]


def multiply(*factors: sympy.Expr) -> sympy.Expr:
    """Return the product, multiplied out.

    Examples
    --------
    >>> multiply(sympy.Rational(1, 2), sympy.Integer(4))
    2
    >>> multiply(1 + sympy.I, 1 - sympy.I)
    2
    """
    product = sympy.S.One
    for factor in factors:
        product = product * factor
    return product if product.is_Rational else sympy.expand(product)


def add(values: Iterable[sympy.Expr]) -> sympy.Expr:
    """Return the sum, like terms collected.

    Examples
    --------
    >>> add([])
    0
    """
    values = tuple(values)
    if all(value.is_Rational for value in values):
        return sum(values, sympy.S.Zero)  # `sympy.Add` would first import SymPy's tensors and permutations
    return sympy.expand(sympy.Add(*values))


def equal(left: sympy.Expr, right: sympy.Expr) -> bool:
    """Tell whether two exact values are the same, however they are written."""
    return bool(left == right) or add((left, -right)) == 0 or sympy.simplify(left - right) == 0


def require_equal(own: sympy.Expr, answer: sympy.Expr, what: str) -> None:
    """Refuse to go on when a method's own value differs from the answer.

    Raises
    ------
    CheckError
        If the two differ; ``what`` names the place, ``"y[2] by the table"``.
    """
    if not equal(own, answer):
        raise CheckError(f"checking {what}: this route gives {own}, the operation gave {answer}; nothing is shown")
