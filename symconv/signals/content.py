"""What a signal is made of: exact samples on a box, a name, or a formula made of names.

May import: ``exact``. Must never import NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from math import prod
from typing import Any

import sympy

from symconv.exact.coefficients import Coefficients
from symconv.exact.expressions import equal, has_symbols, to_sympy

__all__ = ["Content", "Formula", "Samples", "Support", "Unknown", "fresh_symbols", "names_in", "substitute_indices"]


@dataclass(frozen=True, slots=True)
class Support:
    """A box outside which a signal is zero: SymPy bounds per axis, both included, possibly infinite or symbolic."""

    lower: tuple[Any, ...]
    upper: tuple[Any, ...]

    def excludes(self, index: Sequence[Any]) -> bool:
        """Whether an index is known to lie outside."""
        return any(
            sympy.true in (place < low, place > high)  # an undecided comparison is neither true nor false
            for place, low, high in zip(index, self.lower, self.upper, strict=True)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Exact samples on a box, the last axis running fastest."""

    coefficients: Coefficients
    """The samples and the SymPy domain that they live in, always the smallest one."""
    shape: tuple[int, ...]

    def __post_init__(self) -> None:
        if prod(self.shape) != len(self.coefficients.elements):
            raise ValueError(f"a box of shape {self.shape} does not hold {len(self.coefficients.elements)} samples")

    @property
    def domain(self) -> Any:
        """SymPy domain of the samples."""
        return self.coefficients.domain

    @property
    def elements(self) -> tuple[Any, ...]:
        """Elements of `domain`, in row-major order."""
        return self.coefficients.elements

    def __eq__(self, other: object) -> bool:
        """Equal shapes and, mathematically, equal samples."""
        if not isinstance(other, Samples):
            return NotImplemented
        return self.shape == other.shape and equal(self.coefficients, other.coefficients)

    def __hash__(self) -> int:
        return hash((self.shape, self.coefficients.hash_key()))


@dataclass(frozen=True, slots=True)
class Unknown:
    """A signal of which only the name is known, and perhaps its lengths: then it stands on 0 … length − 1."""

    name: str
    lengths: tuple[Any, ...]
    """A SymPy integer or symbol per axis, or None where the signal may be infinite in both directions."""

    @property
    def support(self) -> Support:
        """Where the signal may be different from zero."""
        return Support(
            tuple([-sympy.oo if length is None else sympy.S.Zero for length in self.lengths]),
            tuple([sympy.oo if length is None else length - 1 for length in self.lengths]),
        )

    def at(self, index: Sequence[Any]) -> Any:
        """Return the sample at an index: ``f[n]``, or 0 where the index is known to lie outside."""
        return sympy.S.Zero if self.support.excludes(index) else sympy.IndexedBase(self.name)[tuple(index)]


@dataclass(frozen=True, slots=True)
class Formula:
    """A signal given by an expression in its index symbols; it holds unknown signals."""

    expression: Any
    """A SymPy expression, right for every index in the support."""
    indices: tuple[Any, ...]
    """The index symbols of `expression`, one per axis."""
    support: Support
    operands: tuple[Any, ...]
    """The signals that it was computed from."""
    recompute: Callable[..., Any] = field(compare=False, repr=False)
    """Computes it from other operands."""
    is_cut: bool = False
    """Whether the expression may have other values than 0 outside the support, as that of a window has."""

    def at(self, index: Sequence[Any]) -> Any:
        """Return the value at an index; no bound variable captures a symbol of the index.

        Sums with fewer than `MAX_EXPANDED` terms are written out, without the samples that are known to be 0.
        """
        value = self.inside(index)
        if not self.is_cut:
            return value
        bounds = zip(index, self.support.lower, self.support.upper, strict=True)
        inside = sympy.And(*[condition for place, low, high in bounds for condition in (place >= low, place <= high)])
        return value if inside is sympy.true else sympy.Piecewise((value, inside), (sympy.S.Zero, True))

    def inside(self, index: Sequence[Any]) -> Any:
        """Return the value at an index that is known to lie in the support, where it may be outside."""
        if self.support.excludes(index):
            return sympy.S.Zero
        value = substitute_indices(self.expression, dict(zip(self.indices, index, strict=True)))
        value = expand_sums(value)
        supports = {leaf.name: leaf.support for leaf in self.unknowns()}
        outside = {
            sample: sympy.S.Zero
            for sample in value.atoms(sympy.Indexed)
            if supports[sample.base.name].excludes(sample.indices)
        }
        return value.xreplace(outside) if outside else value

    def unknowns(self) -> Iterator[Unknown]:
        """Yield the unknown signals in it."""
        for operand in self.operands:
            if isinstance(operand.content, Unknown):
                yield operand.content
            elif isinstance(operand.content, Formula):
                yield from operand.content.unknowns()


Content = Samples | Unknown | Formula


MAX_EXPANDED = 1_000
"""Sums of more terms stay sums."""


def expand_sums(expression: Any) -> Any:
    """Write out the sums that have integer limits, inner ones first; a sum over an empty range is 0.

    Examples
    --------
    >>> f, m = sympy.IndexedBase("f"), sympy.Symbol("m")
    >>> expand_sums(sympy.Sum(f[m], (m, 0, 1))), expand_sums(sympy.Sum(f[m], (m, 5, 3)))
    (f[0] + f[1], 0)
    """
    if not expression.has(sympy.Sum):
        return expression
    if not isinstance(expression, sympy.Sum):
        return expression.func(*map(expand_sums, expression.args))
    body = expand_sums(expression.function)
    for position, (symbol, low, high) in enumerate(expression.limits):
        if not (low.is_Integer and high.is_Integer and high - low < MAX_EXPANDED):
            return sympy.Sum(body, *expression.limits[position:])
        body = sympy.Add(*[body.xreplace({symbol: sympy.Integer(at)}) for at in range(int(low), int(high) + 1)])
    return body


def substitute_indices(expression: Any, values: dict[Any, Any]) -> Any:
    """Replace symbols by expressions, renaming bound variables first where they would capture.

    Examples
    --------
    >>> f, m, n = sympy.IndexedBase("f"), sympy.Symbol("m"), sympy.Symbol("n")
    >>> substitute_indices(sympy.Sum(f[n - m], (m, 0, 2)), {n: m})
    Sum(f[-k + m], (k, 0, 2))
    """
    arriving = set().union(*[value.free_symbols for value in map(sympy.sympify, values.values())])
    bound = {symbol for total in expression.atoms(sympy.Sum) for symbol in total.bound_symbols}
    captured = sorted(bound & arriving, key=str)
    if captured:
        taken = {symbol.name for symbol in arriving | expression.atoms(sympy.Symbol)}
        fresh = fresh_symbols(("k", "l", "j", "p", "q"), len(captured), taken)
        expression = expression.xreplace(dict(zip(captured, fresh, strict=True)))
    return expression.xreplace(values)


def fresh_symbols(preferred: Sequence[str], number: int, taken: set[str]) -> tuple[Any, ...]:
    """Return plain symbols with names that are not taken, the preferred ones first.

    Examples
    --------
    >>> fresh_symbols(("m", "k"), 3, {"m"})
    (k, m_1, m_2)
    """
    numbered = (f"{preferred[0]}_{place}" for place in count(1))
    free = [name for name in preferred if name not in taken][:number]
    while len(free) < number:
        name = next(numbered)
        if name not in taken:
            free.append(name)
    return tuple([sympy.Symbol(name) for name in free])


def names_in(content: Content) -> set[str]:
    """Return every name that a formula with this content in it must not use for something else."""
    match content:
        case Samples():
            if not has_symbols(content.coefficients):
                return set()
            return {symbol.name for value in to_sympy(content.coefficients) for symbol in value.atoms(sympy.Symbol)}
        case Unknown():
            lengths = [length for length in content.lengths if length is not None]
            return {content.name} | {symbol.name for length in lengths for symbol in length.free_symbols}
        case Formula():
            used = {symbol.name for symbol in content.expression.atoms(sympy.Symbol) - set(content.indices)}
            bounds = (*content.support.lower, *content.support.upper)
            return used | {symbol.name for bound in bounds for symbol in bound.free_symbols}
