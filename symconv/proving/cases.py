r"""Definitions by cases, ``\begin{cases}`` and SymPy's ``Piecewise``: conditions on indices become steps and impulses.

A value under conditions is the sum of the values, each times 1 where its condition holds and no earlier one does.

May import: ``complaints``, ``syntax``. Must never accept a definition that leaves indices undefined.
"""

from __future__ import annotations

from fractions import Fraction

from symconv.proving.complaints import Source, complain
from symconv.proving.tree import unfenced
from symconv.syntax.nodes import Add, Call, Cases, Chain, Fence, Index, Name, Negative, Node, Number, Product

__all__ = ["without_cases"]

ONE = Number(Fraction(1))
ZERO = Number(Fraction(0))
OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "!=", "!=": "="}


def without_cases(node: Cases, source: Source) -> Node:
    """Return a definition by cases as a sum of products with steps and impulses."""
    *branches, (last, condition) = node.branches
    if condition is not None and not (len(branches) == 1 and _are_opposite(branches[0][1], condition)):
        complain("a definition by cases says what holds otherwise: the last case has no condition", source.at(node))
    terms: list[Node] = []
    earlier: list[Node] = []
    for value, when in branches:
        if when is None:
            complain("only the last case can be without a condition", source.at(node))
        indicator = _indicator(when, source)
        terms.append(_product([*earlier, *indicator, value]))
        earlier.append(Fence(Add((ONE, Negative(_product(indicator))))))
    terms.append(_product([*earlier, last]))
    kept = [term for term in terms if term != ZERO]
    return Fence(Add(tuple(kept))) if len(kept) > 1 else kept[0] if kept else ZERO


def _product(factors: list[Node]) -> Node:
    if ZERO in map(unfenced, factors):
        return ZERO
    kept = [Fence(f) if isinstance(f, Add) else f for f in factors if unfenced(f) != ONE]
    return Product(tuple(kept), "*") if len(kept) > 1 else kept[0] if kept else ONE


def _indicator(condition: Node, source: Source) -> list[Node]:
    """Return factors that are 1 where a condition holds, else 0."""
    inner = unfenced(condition)
    if isinstance(inner, Call) and inner.function == "and":
        return [factor for part in inner.arguments for factor in _indicator(part, source)]
    if not isinstance(inner, Chain):
        complain("a condition compares integers, as in n >= 0", source.at(condition))
    factors: list[Node] = []
    left = inner.first
    for sign, right in inner.links:
        match sign:
            case ">=":
                factors.append(_step(left, right, 0))
            case ">":
                factors.append(_step(left, right, 1))
            case "<=":
                factors.append(_step(right, left, 0))
            case "<":
                factors.append(_step(right, left, 1))
            case "=":
                factors.append(_sample("delta", left, right, 0))
            case "!=":
                factors.append(Fence(Add((ONE, Negative(_sample("delta", left, right, 0))))))
            case _:
                complain("a condition compares integers, as in n >= 0", source.at(condition))
        left = right
    return factors


def _step(larger: Node, smaller: Node, gap: int) -> Node:
    return _sample("step", larger, smaller, gap)


def _sample(signal: str, left: Node, right: Node, gap: int) -> Node:
    """Return signal[left − right − gap]."""
    terms: list[Node] = [left] if left != ZERO else []
    terms += [_negative(right)] if right != ZERO else []
    terms += [Negative(Number(Fraction(gap)))] if gap else []
    index = Add(tuple(terms)) if len(terms) > 1 else terms[0] if terms else ZERO
    return Index(Name(signal), (index,))


def _negative(node: Node) -> Node:
    inner = unfenced(node)
    if isinstance(inner, Negative):
        return inner.operand
    return Negative(Fence(inner) if isinstance(inner, Add) else inner)


def _are_opposite(one: Node | None, other: Node) -> bool:
    match one, other:
        case Chain(first=a, links=((sign, b),)), Chain(first=c, links=((opposite, d),)):
            return (a, b, OPPOSITE.get(sign)) == (c, d, opposite)
    return False
