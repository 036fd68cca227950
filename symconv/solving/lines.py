"""Lines of worked solutions: symbols → substituted numbers → terms → value, in written order and sign.

Every line is checked before it is handed out: the value at its end is worked out here from its
own terms and compared with the answer.

May import: ``derivation``, ``syntax``, SymPy. Must never import ``operations``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sympy

from symconv.derivation import Calculation, Sentence
from symconv.solving.arithmetic import add, multiply, require_equal
from symconv.solving.indexed_sum import IndexedSum, Term, indexed
from symconv.syntax.convert import sympy_to_node
from symconv.syntax.nodes import Add, Call, Chain, Dots, Fence, Negative, Node, Product
from symconv.syntax.printing import to_text

__all__ = [
    "MAX_TERMS",
    "chain",
    "fenced",
    "product_line",
    "product_node",
    "sample_line",
    "scaled",
    "sum_line",
    "total",
    "value_node",
]

MAX_TERMS = 12
"""Most terms of a sum that are written out; from longer ones the middle is left out, with its count and its sum."""
ONE_ROW = 80
"""Most characters of a line that stands on one row."""

HIDDEN_TERMS = "{count} terms in the middle are not shown; together they give {value}."


def value_node(value: sympy.Expr) -> Node:
    """Return an exact value as a node."""
    return sympy_to_node(value)


def fenced(node: Node) -> Node:
    """Return the node as it stands as a factor: sums and negatives in parentheses."""
    return Fence(node) if isinstance(node, Add | Negative) else node


def total(nodes: Sequence[Node]) -> Node:
    """Return the sum of nodes in written order; sums among them in parentheses, none at all as 0."""
    if len(nodes) == 1:
        return nodes[0]
    return (
        Add(tuple(Fence(node) if isinstance(node, Add) else node for node in nodes))
        if nodes
        else value_node(sympy.S.Zero)
    )


def chain(first: Node, *rights: Node, relation: str = "=") -> Chain:
    """Return ``first = right = right …``, leaving out every right side that reads like the one before."""
    links: list[tuple[str, Node]] = []
    seen = to_text(first)
    for right in rights:
        text = to_text(right)
        if text != seen:
            links.append((relation, right))
            seen = text
    return Chain(first, tuple(links))


def sample_line(rule: IndexedSum, index: tuple[int, ...], answer: sympy.Expr, method: str) -> Calculation:
    """Return the line for one output sample: ``y[2] = x[0]·h[2] + … = 2·3 + (−4)·5 = 6 − 20 = −14``.

    Raises
    ------
    CheckError
        If the terms do not add up to ``answer``.
    """
    terms = list(rule.terms(index))
    writers: list[Callable[[int], Node]] = [lambda i: terms[i].samples()]
    if any(factor.conjugated is not None for factor in rule.factors):
        writers.append(lambda i: _stored(terms[i]))
    writers.append(lambda i: product_node(terms[i].values))
    return sum_line(indexed(rule.output, index), writers, [term.product() for term in terms], answer, method)


def product_line(left: Node, factors: Sequence[Sequence[sympy.Expr]], answer: sympy.Expr, method: str) -> Calculation:
    """Return ``left = 2·3 + (−4)·5 = 6 − 20 = −14`` for terms that are products of known numbers.

    Raises
    ------
    CheckError
        If the products do not add up to ``answer``.
    """
    products = [multiply(*numbers) for numbers in factors]
    return sum_line(left, [lambda i: product_node(factors[i])], products, answer, method)


def sum_line(
    left: Node, writers: Sequence[Callable[[int], Node]], values: Sequence[sympy.Expr], answer: sympy.Expr, method: str
) -> Calculation:
    """Return ``left`` and its sum, written once by each writer, then with the values of its terms, then added up.

    A writer returns the term of a given number. Long sums lose their middle, with a note.
    """
    count = len(values)
    require_equal(add(values), answer, f"{to_text(left)} by the method {method!r}")
    head, tail = _kept(count)
    hidden = count - head - tail

    def row(write: Callable[[int], Node]) -> Node:
        shown = [write(i) for i in range(head)]
        if hidden:
            shown += [Dots(), *(write(i) for i in range(count - tail, count))]
        return total(shown)

    rows = [row(write) for write in (*writers, lambda i: value_node(values[i]))]
    line = chain(left, *rows, value_node(answer))
    notes: tuple[Sentence | None, ...] = ()
    if hidden:
        slots = (("count", str(hidden)), ("value", value_node(add(values[head : count - tail]))))
        notes = (*(None for _ in line.links[:-2]), Sentence(HIDDEN_TERMS, slots), None)
    return Calculation(line, notes, compact=not hidden and len(to_text(line)) <= ONE_ROW)


def product_node(numbers: Sequence[sympy.Expr]) -> Node:
    """Return a product of numbers in written order: ``(-4)·5``; a lone number stays bare."""
    if len(numbers) == 1:
        return value_node(numbers[0])
    return Product(tuple(fenced(value_node(number)) for number in numbers), "*")


def scaled(value: sympy.Expr, factors: Sequence[Node]) -> Node:
    """Return a value before the factors it multiplies: ``2z``, ``-z``, ``(1 + i)z``; 1 is left out."""
    coefficient = value_node(value)
    if not factors:
        return coefficient
    size = coefficient.operand if isinstance(coefficient, Negative) else coefficient
    front = size.factors if isinstance(size, Product) and not size.sign else (fenced(size),)
    written = (*(() if value in (1, -1) else front), *factors)
    node = written[0] if len(written) == 1 else Product(written)
    return Negative(node) if isinstance(coefficient, Negative) else node


def _kept(count: int) -> tuple[int, int]:
    """Return how many terms are shown at the start and at the end."""
    if count <= MAX_TERMS:
        return count, 0
    return MAX_TERMS // 2, MAX_TERMS - 1 - MAX_TERMS // 2


def _stored(term: Term) -> Node:
    """Return the term in numbers, conjugates still to be taken: ``(1 + 2i)·conj(3 − i)``."""
    nodes = []
    for factor, stored, value in zip(term.factors, term.stored(), term.values, strict=True):
        node = value_node(stored)
        conjugated = factor.conjugated is not None and stored != value
        nodes.append(Call("conj", (node,)) if conjugated else fenced(node))
    return nodes[0] if len(nodes) == 1 else Product(tuple(nodes), "*")
