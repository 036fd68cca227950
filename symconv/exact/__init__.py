"""Exact numbers and coefficients: reading them, the domain they live in, products of them.

May import: ``errors``. Must never round: a float is its decimal text.
"""

from symconv.exact.coefficients import Coefficients, coefficients_of, narrow, unify
from symconv.exact.expressions import to_sympy
from symconv.exact.reading import Reading, read_entry

__all__ = ["Coefficients", "Reading", "coefficients_of", "narrow", "read_entry", "to_sympy", "unify"]
