"""Derive: from a left side alone to the right side that names it, with the proof.

The left side is unfolded to a sum of products; independent sums are separated, each is given the shortest
name that fits, and the equality is proved like any other statement.
May import: ``answer``, ``naming``, ``writing``, ``normalise``, ``terms``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from symconv.contexts import Environment
from symconv.derivation import Status
from symconv.errors import DivergentSum, LogicError, ProblemError
from symconv.polynomials import ONE, Poly
from symconv.proving.answer import answer
from symconv.proving.asking import ask
from symconv.proving.consistency import refuse_contradictions
from symconv.proving.drafts import Draft, OutOfTime
from symconv.proving.edits import kind
from symconv.proving.goals import index_names, left_term
from symconv.proving.matching import merge
from symconv.proving.naming import Namer
from symconv.proving.normalise import normalise
from symconv.proving.question import Question
from symconv.proving.reading import Reading
from symconv.proving.tree import free_names
from symconv.proving.verdict import Verdict
from symconv.proving.writing import multiplied, poly_node, product_node
from symconv.syntax.nodes import Add, Call, Chain, Index, Name, Negative, Node, Product, Quotient, Summation, children
from symconv.terms import Product as TermProduct
from symconv.terms import Term, symbols_of

__all__ = ["derive", "shortest_name"]

SECONDS: Final = 6.0
ALREADY: Final = "This is as short as it gets: no other name was found in the operators of the language."
SHORTEST: Final = "The left side has no shorter name in the operators of the language; this is another one."
MUCH_LONGER: Final = 3
"""A name with more parts than the left side and so many others is no better than none."""
MOST_TERMS: Final = 24
MOST_FACTORS: Final = 3
"""Longer sums are named term by term only."""


def derive(
    expression: object,
    given: str | Sequence[str] = (),
    over: str | None = None,
    *,
    complex: bool = False,
    seconds: float = SECONDS,
) -> Verdict:
    """Find the right side of a left side: the shortest name in the operators of the language, and prove it.

    Parameters
    ----------
    expression : str or SymPy expression
        One side: ``"diff(sum(n, g[n]*corr(x, w, stride=s)[n]), x[k])"``.
    given, over, complex
        As for `prove`.

    Returns
    -------
    Verdict
        Proved; its statement is ``expression = name``.

    Raises
    ------
    ProblemError
        If the expression is a statement with ``=``, or it cannot be unfolded.
    """
    question = ask(expression, given, over, complex=complex)
    if isinstance(question.statement, Chain):
        raise ProblemError("derive takes one side alone and finds the other; prove takes a statement with '='")
    verdict = _named_verdict(question, seconds)
    if verdict is None:
        raise ProblemError("no right side was found that could be proved; the sum is already as short as it gets")
    return verdict


def shortest_name(question: Question, *, seconds: float = SECONDS) -> Node | None:
    """Return the shortest right side of a question that is an expression alone, ``None`` where none is proved."""
    verdict = _named_verdict(question, seconds)
    return verdict.links[-1].right if verdict is not None else None


def _named_verdict(question: Question, seconds: float) -> Verdict | None:
    reading = question.read()
    refuse_contradictions(reading)
    products = _normal_form(reading, seconds)
    left = reading.sides[0]
    named = not any(map(_is_worked, _parts(left)))
    for right in _right_sides(reading, products):
        whole = _as_signal(reading, right)
        longer = _size(whole) - _size(left) if named and _is_operator(whole) else 0
        if kind(whole) != kind(left) and longer <= MUCH_LONGER:
            remark = SHORTEST if longer > 0 else ""
            verdict = _verdict(question, reading, whole, remark)
            if verdict is not None:
                return verdict
    return _verdict(question, reading, left, ALREADY)


def _verdict(question: Question, reading: Reading, right: Node, remark: str) -> Verdict | None:
    """Return the proof that a name is right; ``None`` without a proof."""
    verdict = answer(question.link(reading.sides[0], right), repair=False)
    if verdict.status is not Status.PROVED:
        return None
    shown = replace(verdict.question, statement=Chain(question.statement, (("=", right),)))
    return replace(verdict, question=shown, remark=remark)


def _is_operator(node: Node) -> bool:
    """Tell whether an expression is one operator applied to others, or a sample of that."""
    inner = node.signal if isinstance(node, Index) else node
    return isinstance(inner, Call) and inner.function != "seq"


def _parts(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _parts(child)


def _is_worked(node: Node) -> bool:
    """Tell whether a part of an expression waits to be worked out: a sum, a derivative."""
    return isinstance(node, Summation) or (isinstance(node, Call) and node.function == "diff")


def _size(node: Node) -> int:
    return sum(1 for _ in _parts(node))


def _normal_form(reading: Reading, seconds: float) -> tuple[TermProduct, ...]:
    context, term = left_term(reading)
    for finite in (False, True):
        env = Environment(replace(context, finite=finite))
        draft = Draft(env, term, time.monotonic() + seconds)
        try:
            normalise(draft)
            merge(draft)
        except OutOfTime as error:
            raise ProblemError("the expression is too large to be unfolded in the time that is allowed") from error
        except LogicError as error:
            if not finite:
                continue
            if "converge" in str(error):
                raise DivergentSum(f"the expression has no meaning for the signals that are meant: {error}") from error
            raise ProblemError(f"the expression cannot be unfolded: {error}") from error
        return draft.products
    return ()


def _right_sides(reading: Reading, products: tuple[TermProduct, ...]) -> Iterator[Node]:
    """Yield right sides: named as a whole, term by term, and at last the plain sums."""
    if not products:
        yield poly_node(Poly(()))
        return
    spread = _distributed(reading.sides[0])
    if spread is not None:
        yield spread
    namer = Namer(reading)
    if len(products) == 1 and _is_one_sum(products[0]):
        bare = replace(products[0], coefficient=ONE)
        yield from (multiplied(products[0].coefficient, name) for name in namer.names(product_node(bare)))
        yield product_node(products[0])
        return
    plain = Add(tuple(product_node(p) for p in products))
    if 1 < len(products) <= MOST_TERMS and all(p.binders for p in products):
        yield from islice(namer.names(plain, once=True), 1)
    if len(products) > 1 and sum(len(p.atoms) for p in products) <= MOST_FACTORS:
        yield from islice(namer.names(plain), 2)
    parts = [_named(namer, p) for p in products[:MOST_TERMS]]
    if len(products) <= MOST_TERMS:
        yield _sum(parts)
    yield _sum([product_node(p) for p in products])


def _distributed(left: Node) -> Node | None:
    """Return what reversing, moving or spreading a convolution is for the two signals in it."""
    match left:
        case Call("flip" | "up" as function, (Call("conv", (f, g), ()), *more)):
            return Call("conv", (Call(function, (f, *more)), Call(function, (g, *more))))
        case Call("shift", (Call("conv", (f, g), ()), *steps)):
            return Call("conv", (Call("shift", (f, *steps)), g))
    return None


def _sum(terms: list[Node]) -> Node:
    flat = [t for term in terms for t in (term.terms if isinstance(term, Add) else (term,))]
    return flat[0] if len(flat) == 1 else Add(tuple(flat))


def _named(namer: Namer, p: TermProduct) -> Node:
    """Name the independent sums of a product one by one."""
    if _weighted(p):
        return product_node(p)
    factors: list[Node] = []
    for component in _components(p):
        plain = product_node(component)
        name = next(namer.names(plain), None) if component.binders else None
        chosen = name if name is not None else plain
        factors += chosen.factors if isinstance(chosen, Product) else (chosen,)
    if not factors:
        return poly_node(p.coefficient)
    return multiplied(p.coefficient, factors[0] if len(factors) == 1 else Product(tuple(factors), "*"))


def _is_one_sum(p: TermProduct) -> bool:
    return bool(p.binders) and len(_components(p)) == 1 and not _weighted(p)


def _weighted(p: TermProduct) -> bool:
    """Tell whether an index is a factor, as in Σ n·f[n]."""
    return bool({v for v, _ in p.binders} & p.coefficient.symbols())


def _components(p: TermProduct) -> list[TermProduct]:
    """Divide a product into factors that share no bound index."""
    names = [v for v, _ in p.binders]
    group = {v: v for v in names}

    def root(v: str) -> str:
        while group[v] != v:
            v = group[v]
        return v

    def bound(atom: Term) -> list[str]:
        return [v for v in names if v in symbols_of(atom)]

    for atom in p.atoms:
        inside = bound(atom)
        for v in inside[1:]:
            group[root(v)] = root(inside[0])
    found = []
    for r in dict.fromkeys(root(v) for v in names):
        binders = tuple(b for b in p.binders if root(b[0]) == r)
        atoms = tuple(a for a in p.atoms if any(root(v) == r for v in bound(a)))
        found.append(TermProduct(ONE, binders, atoms))
    free = tuple(a for a in p.atoms if not bound(a))
    return [*([TermProduct(ONE, (), free)] if free else []), *found]


def _as_signal(reading: Reading, right: Node) -> Node:
    """Drop the index that a signal expression was given, or say ``seq``."""
    if not reading.whole:
        return right
    if right == poly_node(Poly(())) or (isinstance(right, Call) and right.function == "conv"):
        return right
    index = tuple(map(Name, index_names(reading)))
    stripped = _stripped(right, index)
    if stripped is not None:
        return stripped
    return Call("seq", (*index, right))


def _stripped(node: Node, index: tuple[Node, ...]) -> Node | None:
    names = {n.name for n in index if isinstance(n, Name)}
    match node:
        case Index(signal, indices) if indices == index and not free_names(signal) & names:
            return signal
        case Index(signal, (place,)) if not free_names(signal) & names:
            return _moved(signal, place, index)
        case Negative(inner):
            bare = _stripped(inner, index)
            return None if bare is None else Negative(bare)
        case Call("conj", (inner,)):
            bare = _stripped(inner, index)
            return None if bare is None else Call("conj", (bare,))
        case Add(terms):
            bares = [_stripped(t, index) for t in terms]
            return None if None in bares else Add(tuple(b for b in bares if b is not None))
        case Product(factors):
            inside = [i for i, f in enumerate(factors) if free_names(f) & names]
            if len(inside) == 1 and (bare := _stripped(factors[inside[0]], index)) is not None:
                return Product((*factors[: inside[0]], bare, *factors[inside[0] + 1 :]), "*")
        case Quotient(top, bottom) if not free_names(bottom) & names:
            bare = _stripped(top, index)
            return None if bare is None else Quotient(bare, bottom)
    return None


def _moved(signal: Node, place: Node, index: tuple[Node, ...]) -> Node | None:
    """Write f[−n], f[s·n] and f[n − k] as whole signals; an impulse may be reversed."""
    if len(index) != 1:
        return None
    (n,) = index
    match place:
        case Negative(inner) if inner == n:
            return signal if signal == Name("delta") else Call("flip", (signal,))
        case Product(factors) if n in factors:
            rest = tuple(factor for factor in factors if factor != n)
            if len(rest) == len(factors) - 1 and not any(free_names(factor) & free_names(n) for factor in rest):
                return Call("down", (signal, rest[0] if len(rest) == 1 else Product(rest, "*")))
        case Add(terms):
            moving = [term for term in terms if free_names(term) & free_names(n)]
            steps = [term for term in terms if term not in moving]
            if len(moving) == 1 and steps:
                return _shifted(signal, moving[0], steps, n)
    return None


def _shifted(signal: Node, place: Node, steps: list[Node], n: Node) -> Node | None:
    """Write f[n − k], f[k − n] and f[s·n − k] as whole signals."""
    ahead = steps[0] if len(steps) == 1 else Add(tuple(steps))
    back = tuple(step.operand if isinstance(step, Negative) else Negative(step) for step in steps)
    behind = back[0] if len(back) == 1 else Add(back)
    if place == n:
        return Call("shift", (signal, behind))
    if place == Negative(n):
        return Call("shift", (Call("flip", (signal,)), ahead))
    return _moved(Call("shift", (signal, behind)), place, (n,)) if isinstance(place, Product) else None
