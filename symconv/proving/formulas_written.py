"""Formulas of the engine in the language of statements, their factors and indices in the order of the definition.

May import: ``tree``, ``syntax``, SymPy.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sympy

from symconv.proving.tree import free_names, rebuilt, unfenced
from symconv.syntax import sympy_to_node
from symconv.syntax.nodes import Add, Call, Index, Name, Negative, Node, Number, Power, Product, Quotient, Summation

__all__ = ["formula_node"]


def formula_node(expression: Any, order: tuple[str, ...] = ()) -> Node:
    """Return an expression of the engine in the language of statements, where a sum over an empty range is 0.

    Parameters
    ----------
    expression : SymPy expression
        What a signal is made of unknown ones.
    order : tuple of str
        Names of signals in the order in which their samples are multiplied.

    Examples
    --------
    >>> from symconv.syntax import to_text
    >>> f, g, m, n, K = sympy.IndexedBase("f"), sympy.IndexedBase("g"), *sympy.symbols("m n K")
    >>> low = sympy.Max(0, n - K + 1)
    >>> total = sympy.Sum(f[n - m] * g[m], (m, low, sympy.Max(low - 1, sympy.Min(n, 2))))
    >>> to_text(formula_node(total, ("g", "f")))
    'sum(m, max(0, n + 1 - K), min(2, n), g[m]*f[n - m])'
    """
    plain = _without_precaution(expression).replace(sympy.KroneckerDelta, _impulse)
    return _arranged(sympy_to_node(plain), (), order)


def _impulse(left: Any, right: Any) -> Any:
    """Return the impulse at the difference of its two indices, one term after the other."""
    return sympy.KroneckerDelta(sympy.expand(left - right), 0)


def _without_precaution(expression: Any) -> Any:
    """Leave out the bound that keeps SymPy from counting an empty range backwards."""
    if not expression.has(sympy.Sum):
        return expression
    if not isinstance(expression, sympy.Sum):
        return expression.func(*map(_without_precaution, expression.args))
    limits = []
    for symbol, low, high in expression.limits:
        ends = [end for end in sympy.Max.make_args(high) if end != low - 1]
        limits.append((symbol, low, sympy.Max(*ends)))
    return sympy.Sum(_without_precaution(expression.function), *limits)


def _arranged(node: Node, bound: tuple[str, ...], order: tuple[str, ...]) -> Node:
    match node:
        case Summation(indices, lower, upper, body):
            lower, upper = (None if end is None else _index(end, bound) for end in (lower, upper))
            return Summation(indices, lower, upper, _arranged(body, (*bound, *indices), order))
        case Index(signal, indices):
            return Index(signal, tuple(_index(i, bound) for i in indices))
        case Product(factors):
            inner = [_arranged(f, bound, order) for f in factors]
            return replace(node, factors=tuple(sorted(inner, key=lambda f: _place(f, order))))
    return rebuilt(node, lambda child: _arranged(child, bound, order))


def _place(factor: Node, order: tuple[str, ...]) -> int:
    """Put what is no sample first, then the samples in their order, then impulses, then sums."""
    inner = unfenced(factor)
    while isinstance(inner, Call) and inner.function == "conj":
        inner = unfenced(inner.arguments[0])
    match inner:
        case Index(Name(name)) if name in order:
            return order.index(name)
        case Index(Name("delta")):
            return len(order) + 1
        case Index() | Summation():
            return len(order)
    return -1


def _index(node: Node, bound: tuple[str, ...]) -> Node:
    """Put what is added before what is taken away, numbers behind names, sizes behind indices: n + 1 - K."""

    def key(term: Node) -> tuple[bool, bool, int, bool]:
        inner = term.operand if isinstance(term, Negative) else term
        name = _name(inner)
        place = bound.index(name) + 1 if name in bound else 0
        return isinstance(term, Negative), isinstance(inner, Number), place, name[:1].isupper()

    inner = rebuilt(node, lambda child: _index(child, bound))
    if isinstance(inner, Call) and inner.function in ("max", "min"):
        return replace(inner, arguments=tuple(sorted(inner.arguments, key=_has_index)))
    return replace(inner, terms=tuple(sorted(inner.terms, key=key))) if isinstance(inner, Add) else inner


def _has_index(node: Node) -> bool:
    return any(name[:1].islower() for name in free_names(node))


def _name(node: Node) -> str:
    """Return the name that a term is a multiple of."""
    match node:
        case Name(name):
            return name
        case Product(factors):
            return next(filter(None, map(_name, factors)), "")
        case Power(base) | Quotient(base):
            return _name(base)
    return ""
