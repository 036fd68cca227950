"""Calls of convolutions and correlations: the table of `symconv.libraries`, on the arrays of a program.

May import: ``libraries``, ``signals``, this package.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import Any, Literal

import sympy

from symconv.auditing.programs.arrays import ExactArray, nested
from symconv.auditing.programs.budget import Budget
from symconv.auditing.programs.elementwise import WHOLE, as_tensor, cast, promoted
from symconv.auditing.programs.objects import Provenance, Tensor
from symconv.auditing.values import Unread
from symconv.errors import SymconvError
from symconv.libraries import LibraryFunction
from symconv.signals import Signal

__all__ = ["Route", "call_library", "plain_operand"]

Route = Literal["operations", "definition"]
"""How results are computed: by the operations of this package, or product by product."""
MOST_PRODUCTS = 200_000


def call_library(
    function: LibraryFunction, arguments: tuple[Any, ...], keywords: dict[str, Any], budget: Budget, route: Route
) -> Tensor:
    """Return what a library call gives, as an array of that library.

    Raises
    ------
    Unread
        Where the library raises, and where an option is not supported.
    """
    library = "numpy" if function.names[0].startswith("scipy") else function.names[0].split(".")[0]
    given = [*arguments[:2], *keywords.values()]
    operands = [v if isinstance(v, Tensor) else as_tensor(v, library) for v in given if _is_array(v)][:2]
    work = prod(prod(v.array.shape) for v in operands) if operands else 1
    if work > MOST_PRODUCTS:
        raise Unread(f"too long to check: more than {MOST_PRODUCTS} products in one call")
    budget.work(work)
    try:
        found = function(
            *map(plain_operand, arguments), **{key: plain_operand(value) for key, value in keywords.items()}
        )
        flat = found.signal.flat_values if route == "operations" else found.direct()
    except SymconvError as error:
        raise Unread(f"it raises here, or is not supported: {str(error).splitlines()[0]}") from error
    except (TypeError, AttributeError) as error:  # an option of a kind that the library refuses, too
        raise Unread(f"a call of {function.names[0]} that is not read") from error
    entries = tuple(_number(value) for value in flat)
    dtype = _result_type(function, operands, entries)
    provenance = None
    if len(operands) == 2:
        provenance = Provenance(function.names[0], (operands[0].array, operands[1].array))
    return Tensor(ExactArray(found.shape, cast(entries, dtype)), dtype, library, provenance=provenance)


def _is_array(value: Any) -> bool:
    return isinstance(value, Tensor | list | tuple)


def plain_operand(value: Any) -> Any:
    """Return an argument as the table takes it."""
    if isinstance(value, Tensor):
        if not value.array.shape:
            return value.array.entries[0]
        if not value.array.entries:
            raise Unread("it raises here: an empty array")
        return Signal(nested(value.array))
    return value


def _number(value: Any) -> Any:
    if value.is_Rational:
        return Fraction(int(value.p), int(value.q))
    if not isinstance(value, sympy.Expr):
        raise Unread("a result that is no number")
    return value


def _result_type(function: LibraryFunction, operands: list[Tensor], entries: tuple[Any, ...]) -> str:
    if not operands:
        return "float64"
    dtype = operands[0].dtype
    if "ndimage" in function.names[0]:
        if dtype in WHOLE and any(Fraction(e).denominator != 1 for e in entries if not isinstance(e, sympy.Expr)):
            raise Unread("the result is cut to the integers of the input, which is not followed")
        return dtype
    for other in operands[1:]:
        dtype = promoted(operands[0].like(operands[0].array, dtype), other)
    if dtype == "bool":
        raise Unread("a convolution of truth values is not read")
    if function.names[0] == "scipy.signal.lfilter" and dtype in WHOLE:
        return "float64"
    return dtype
