"""The definition for unknown signals: the sum, the limits that their supports imply, the equation.

May import: ``derivation``, ``signals``, ``syntax``, SymPy. Must never ask for a sample.
"""

from __future__ import annotations

from math import prod
from typing import Any

import sympy

from symconv.derivation import Calculation, Derivation, Sentence, Step
from symconv.errors import CheckError
from symconv.operations.tasks import Convolution, Correlation
from symconv.signals import Signal
from symconv.signals.content import Formula
from symconv.solving.affine import Affine, integer
from symconv.solving.arithmetic import add
from symconv.solving.formula import formula, index_names
from symconv.solving.indexed_sum import Factor, IndexedSum
from symconv.solving.lines import scaled, total
from symconv.solving.problem import Problem
from symconv.syntax.convert import sympy_to_node
from symconv.syntax.nodes import Add, Call, Chain, Index, Name, Negative, Node

__all__ = ["derive_unknown"]

MAX_WRITTEN = 12
"""Most known samples that are written out in their own order."""

NOWHERE = "Nothing is known about where {name} is zero, so it puts no limit on the sum."
SOMEWHERE = "The signal {name} is zero except where {written}{solved}."
SOLVED = ", that is {solved}"
LIMITS = "Products outside these limits are zero, so the sum needs to run over no more than"
EMPTY = "Where the upper limit is less than the lower one, the two signals do not meet and the sum is 0."
EQUATION = "That is the answer, for all signals of this kind at once. Put samples in, and it gives their numbers."
WHERE = "It holds for {range}; everywhere else {y} is 0."
WRITTEN_OUT = "One of the signals is known, so the sum can be written out:"


def derive_unknown(problem: Problem, answer: Signal) -> Derivation:
    """Return the definition, the limits, and the equation for unknown signals."""
    content = answer.content
    if not isinstance(content, Formula):
        raise TypeError("the answer is known; its definition is worked out sample by sample")
    steps: list[Step] = []
    task = problem.task
    if isinstance(task, Convolution | Correlation):
        rule = formula(problem)
        equation = rule.equation() if problem.periods is None else rule.finite_equation()
        steps.append(Step("definition", "The definition", (), (Calculation(equation, compact=True),)))
        if problem.periods is None:
            steps.append(_limits(rule))
    left = _sample(problem, content)
    line = Chain(left, (("=", _expression(problem, content)),))
    written = tuple(display for step in steps for display in step.displays if isinstance(display, Calculation))
    if any(signal.is_known for signal in problem.signals) or not written:
        said = (Sentence(WRITTEN_OUT),) if written else ()
        steps.append(Step("equation", "The equation", said, (Calculation(line, compact=True),)))
    else:
        line = written[-1].chain
    steps.append(Step("equation", "", (Sentence(EQUATION), *_where(left, content))))
    return Derivation("definition", "From the definition", tuple(steps), line)


def _sample(problem: Problem, content: Formula) -> Index:
    """Return ``y[n]`` with the index letters that the equation uses."""
    written = isinstance(problem.task, Convolution | Correlation)
    names = index_names(problem)[0] if written else tuple(symbol.name for symbol in content.indices)
    return Index(Name(problem.result_name), tuple(map(Name, names)))


def _expression(problem: Problem, content: Formula) -> Node:
    """Return the answer as a node; a sum over a few known samples in the order of these."""
    task = problem.task
    expression = content.expression
    if not isinstance(task, Convolution | Correlation) or problem.periods is not None:
        return sympy_to_node(expression)
    rule = formula(problem)
    known = [factor for factor in rule.factors if factor.signal.is_known]
    if len(known) != 1 or prod(known[0].signal.shape) > MAX_WRITTEN:
        return sympy_to_node(expression)
    (other,) = (factor for factor in rule.factors if not factor.signal.is_known)
    terms = [_term(rule, known[0], other, place) for place, value in known[0].signal.items() if value != 0]
    renamed = {symbol: sympy.Symbol(name) for symbol, name in zip(content.indices, rule.free, strict=True)}
    if add((*(value for _, value in terms), -expression.xreplace(renamed))) != 0:
        raise CheckError(f"writing {problem.result_name} out: the terms do not add up to {expression}")
    return total([node for node, _ in terms])


def _term(rule: IndexedSum, known: Factor, other: Factor, place: tuple[int, ...]) -> tuple[Node, Any]:
    """Return a known sample times the unknown one that it meets, as a node and as an expression."""
    indices = []
    for bound, index, affine, at in zip(rule.bound, known.indices, other.indices, place, strict=True):
        slope, rest = index.coefficient(bound), index.without(bound)
        solved = Affine(tuple((name, -slope * c) for name, c in rest.terms), slope * (at - rest.constant))
        indices.append(affine.replaced(bound, solved))
    sample: Node = Index(Name(other.name), tuple(index.node() for index in indices))
    meaning = sympy.IndexedBase(other.name)[tuple(index.expression() for index in indices)]
    if other.conjugated is not None:
        sample, meaning = Call("conj", (sample,)), sympy.conjugate(meaning)
    value = known.value(place)
    return scaled(value, [sample]), value * meaning


def _where(sample: Index, content: Formula) -> tuple[Sentence, ...]:
    """Say on which indices the equation holds, axis by axis."""
    axes = zip(content.support.lower, sample.indices, content.support.upper, strict=True)
    ranges = [chain for lower, index, upper in axes if (chain := _between(lower, index, upper)) is not None]
    return tuple(Sentence(WHERE, (("range", chain), ("y", sample))) for chain in ranges)


def _limits(rule: IndexedSum) -> Step:
    said: list[Sentence] = []
    limits: list[tuple[Node, Node] | None] = []
    for axis, bound in enumerate(rule.bound):
        lowers, uppers = [], []
        for factor in rule.factors:
            lower, upper = factor.signal.support.lower[axis], factor.signal.support.upper[axis]
            affine = factor.indices[axis]
            written = _between(lower, affine.node(), upper)
            if written is None:
                said.append(Sentence(NOWHERE, (("name", Name(factor.name)),)))
                continue
            ends = (lower, upper) if affine.coefficient(bound) > 0 else (upper, lower)
            first, last = (_solved(affine, bound, end) for end in ends)
            lowers += [] if first is None else [first]
            uppers += [] if last is None else [last]
            said.append(_support(factor, bound, written, first, last))
        limits.append((_extreme("max", lowers), _extreme("min", uppers)) if lowers and uppers else None)
    if not any(limits):
        return Step("limits", "Which samples overlap", tuple(said))
    said.append(Sentence(LIMITS))
    line = Calculation(rule.equation(tuple(limits)), compact=True)
    return Step(
        "limits", "Which samples overlap", tuple(said), (line,), substeps=(Step("limits", "", (Sentence(EMPTY),)),)
    )


def _support(factor: Factor, bound: str, written: Chain, first: Node | None, last: Node | None) -> Sentence:
    slots: list[tuple[str, Node | str]] = [("name", Name(factor.name)), ("written", written)]
    if any(affine.node() == Name(bound) for affine in factor.indices) or first is None or last is None:
        return Sentence(SOMEWHERE, (*slots, ("solved", "")))
    solved = Chain(first, (("<=", Name(bound)), ("<=", last)))
    return Sentence(SOMEWHERE.replace("{solved}", SOLVED), (*slots, ("solved", solved)))


def _between(lower: Any, middle: Node, upper: Any) -> Chain | None:
    """Return ``lower ≤ middle ≤ upper`` without infinite ends, or ``None`` when nothing is left."""
    if lower.is_infinite and upper.is_infinite:
        return None
    if lower.is_infinite:
        return Chain(middle, (("<=", _sum_node(upper, 1)),))
    if upper.is_infinite:
        return Chain(_sum_node(lower, 1), (("<=", middle),))
    return Chain(_sum_node(lower, 1), (("<=", middle), ("<=", _sum_node(upper, 1))))


def _solved(affine: Affine, bound: str, end: Any) -> Node | None:
    """Return the value of ``bound`` for which the index reaches ``end``; its coefficient is 1 or −1."""
    if end.is_infinite:
        return None
    slope = affine.coefficient(bound)
    rest = affine.without(bound)
    terms: list[Node] = []
    for name, coefficient in rest.terms:
        terms.append(Name(name) if coefficient * slope < 0 else Negative(Name(name)))
    return _joined([*terms, *_terms(end - rest.constant, slope)])


def _terms(expression: Any, sign: int) -> list[Node]:
    """Return the terms of an expression, symbols before numbers; none for 0."""
    parts = sorted(sympy.Add.make_args(sympy.expand(sign * expression)), key=lambda part: (part.is_number, str(part)))
    return [sympy_to_node(part) for part in parts if part != 0]


def _sum_node(expression: Any, sign: int) -> Node:
    return _joined(_terms(expression, sign))


def _joined(terms: list[Node]) -> Node:
    if len(terms) > 1 and isinstance(terms[0], Negative):
        terms = sorted(terms, key=lambda term: isinstance(term, Negative))
    return terms[0] if len(terms) == 1 else Add(tuple(terms)) if terms else integer(0)


def _extreme(which: str, candidates: list[Node]) -> Node:
    different = [node for i, node in enumerate(candidates) if node not in candidates[:i]]
    return different[0] if len(different) == 1 else Call(which, tuple(different))
