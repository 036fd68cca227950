"""Whole terms back to expression trees, operators included, for the first lines of a proof.

May import: ``terms``, ``polynomials``, ``syntax``, ``writing``.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symconv.polynomials import ONE, ZERO, Poly
from symconv.proving.writing import atom_node, poly_node, product_node
from symconv.syntax.nodes import Add, Call, Index, Name, Negative, Node, Number, Product, Summation, Vector
from symconv.terms import Product as TermProduct
from symconv.terms import State, Term

__all__ = ["state_node", "term_node"]

OPTIONS = ("stride", "dilation", "padding")
NEUTRAL = (ONE, ONE, ZERO)


def state_node(state: State) -> Node:
    """Return a state of a proof as an expression: a term, or a sum of products."""
    if isinstance(state, Term):
        return term_node(state)
    nodes = tuple(map(product_node, state))
    if not nodes:
        return Number(Fraction(0))
    return nodes[0] if len(nodes) == 1 else Add(nodes)


def term_node(term: Term) -> Node:
    """Return a signal or a scalar as an expression.

    Examples
    --------
    >>> from symconv.polynomials import symbol
    >>> from symconv.syntax import to_text
    >>> f, g = (Term("symbol", (), (), (name,)) for name in "fg")
    >>> to_text(term_node(Term("sample", (Term("conv", (f, Term("flip", (g,)))),), (symbol("n"),))))
    'conv(f, flip(g))[n]'
    """
    match term.head:
        case "symbol":
            return Name(term.names[0])
        case "seq":
            return Call("seq", (*map(Name, term.names), term_node(term.parts[0])))
        case "sample":
            return Index(term_node(term.parts[0]), tuple(map(poly_node, term.polys)))
        case "plus":
            return Add(tuple(map(term_node, term.parts)))
        case "times":
            return _times(term.parts)
        case "conj":
            return Call("conj", (term_node(term.parts[0]),))
        case "number":
            return poly_node(term.polys[0])
        case "sum":
            return _summation(term)
        case "diff" | "diff_conj":
            entry: Node = Index(Name(term.names[0]), tuple(map(poly_node, term.polys)))
            entry = Call("conj", (entry,)) if term.head == "diff_conj" else entry
            return Call("diff", (term_node(term.parts[0]), entry))
        case "kronecker" | "guard" | "power" | "phase":
            return atom_node(term)
        case _:
            return _operator(term)


def _operator(term: Term) -> Node:
    arguments = tuple(map(term_node, term.parts))
    match term.head:
        case "conv" | "corr":
            axes = len(term.polys) // 3
            options = []
            for place, (name, neutral) in enumerate(zip(OPTIONS, NEUTRAL, strict=True)):
                values = term.polys[place * axes : (place + 1) * axes]
                if any(value != neutral for value in values):
                    options.append((name, _one_or_more(values)))
            return Call(term.head, arguments, tuple(options))
        case "up" | "down":
            return Call(term.head, (*arguments, _one_or_more(term.polys)))
        case "shift":
            return Call(term.head, (*arguments, *map(poly_node, term.polys)))
        case "delta" | "step":
            return Name(term.head)
        case _:
            return Call(term.head, arguments)


def _one_or_more(values: Sequence[Poly]) -> Node:
    if all(value == values[0] for value in values):
        return poly_node(values[0])
    return Vector(tuple(map(poly_node, values)))


def _times(parts: Sequence[Term]) -> Node:
    sign = 1
    factors: list[Node] = []
    for part in parts:
        if part.head == "number" and part.polys[0] in (ONE, -ONE):
            sign = sign if part.polys[0] == ONE else -sign
            continue
        factors.append(term_node(part))
    if not factors:
        node: Node = poly_node(ONE)
    else:
        node = factors[0] if len(factors) == 1 else Product(tuple(factors), "*")
    return node if sign == 1 else Negative(node)


def _summation(term: Term) -> Node:
    """Return a sum; two step factors that bound its only index become limits, as one writes them."""
    bare = TermProduct(ONE, tuple(zip(term.names, term.polys, strict=True)), _atoms(term.parts[0]))
    if bare.atoms:
        return product_node(bare)
    return Summation(term.names, None, None, term_node(term.parts[0]))


def _atoms(body: Term) -> tuple[Term, ...]:
    """Return the factors of a body made of atoms only, else nothing."""
    if body.head == "times":
        parts = [_atoms(part) for part in body.parts]
        return tuple(atom for part in parts for atom in part) if all(parts) else ()
    inner = body.parts[0] if body.head == "conj" else body
    sampled = inner.head == "sample" and inner.parts[0].head == "symbol"
    return (body,) if sampled or body.head in ("kronecker", "guard", "power", "phase") else ()
