"""The definition for unknown signals: from the operation to its formula, line by line, as the prover found it.

Source of the limits: M. Karr, Summation in finite terms, Journal of the ACM 28 (1981), section 1.4: where a range is
empty the sum is 0.

May import: ``derivation``, ``proving``, ``signals``, ``syntax``, SymPy. Must never ask for a sample.
"""

from __future__ import annotations

from typing import Any

import sympy

from symconv.derivation import Calculation, Derivation, Grade, Sentence, Status, Step
from symconv.operations.tasks import Convolution, Correlation, Layer, LayerGradient
from symconv.proving.posing import abbreviations, formula_of, prove_result
from symconv.proving.readable import readable
from symconv.proving.verdict import Link, Verdict
from symconv.signals import Signal
from symconv.signals.content import Formula
from symconv.solving.affine import Affine, integer
from symconv.solving.formula import formula
from symconv.solving.indexed_sum import Factor, IndexedSum
from symconv.solving.problem import Problem
from symconv.syntax.convert import sympy_to_node
from symconv.syntax.nodes import Add, Chain, Index, Name, Negative, Node

__all__ = ["derive_unknown"]

LOSS = (
    "The loss is the sum of all outputs, each times the gradient {g} that arrives at it. It depends on {target} "
    "through every window that reaches this sample:"
)
NAMED = "So the gradient is {name}. As a sum it is"
EXTENDED = "Here {extended} is {x}, continued beyond its ends as the boundary “{boundary}” says."
PADDING = "In what follows {P} is {value}, the padding on the left."
NOWHERE = "Nothing is known about where {name} is zero, so it puts no limit on the sum."
SOMEWHERE = "The signal {name} is zero except where {written}{solved}."
SOLVED = ", that is {solved}"
EMPTY = "Where the upper limit is less than the lower one, the two signals do not meet and the sum is 0."
EQUATION = "That is the answer, for all signals of this kind at once. Put samples in, and it gives their numbers."
WHERE = "It holds for {range}; everywhere else {y} is 0."
UNPROVED = "Why this sum follows from the definition is not shown; it was tested on random signals only."


def derive_unknown(problem: Problem, answer: Signal) -> Derivation:
    """Return the lines of the proof, where the limits come from, and the equation for unknown signals."""
    content = answer.content
    if not isinstance(content, Formula):
        raise TypeError("the answer is known; its definition is worked out sample by sample")
    left = Index(Name(problem.result_name), tuple(Name(symbol.name) for symbol in content.indices))
    right = formula_of(problem.task, answer)
    verdict = prove_result(problem.task, answer)
    proved = verdict is not None and verdict.status is Status.PROVED
    steps = _proof(problem, answer, verdict) if verdict is not None and proved else []
    if isinstance(problem.task, Convolution | Correlation) and problem.periods is None:
        steps += _overlap(formula(problem))
    names = tuple(("=", link.right) for link in verdict.links[:-1]) if verdict is not None and proved else ()
    line = Chain(left, (*names, ("=", right)))
    if not proved:
        steps.append(Step("equation", "The equation", (), (Calculation(line, compact=True),)))
    steps.append(Step("equation", "", (Sentence(EQUATION), *_where(left, content))))
    gaps = () if proved else (Sentence(UNPROVED),)
    return Derivation("definition", "From the definition", tuple(steps), line, gaps)


def _proof(problem: Problem, answer: Signal, verdict: Verdict) -> list[Step]:
    """Return the lines of the proof of every link: to the name of a gradient, and from there to its formula."""
    first, *rest = verdict.links
    task = problem.task
    said = []
    if isinstance(task, LayerGradient):
        target = Name(problem.names[("x", "w", "bias").index(task.wrt)]) if task.wrt != "bias" else "the bias"
        said.append(Sentence(LOSS, (("g", Name(problem.names[-2])), ("target", target))))
    if isinstance(task, Layer) and task.boundary != "zero":
        slots: tuple[tuple[str, Node | str], ...] = (
            ("extended", Name("x_ext")),
            ("x", Name(problem.names[0])),
            ("boundary", task.boundary),
        )
        said.append(Sentence(EXTENDED, slots))
    said += [Sentence(PADDING, (("P", name), ("value", value))) for name, value in abbreviations(task, answer)]
    steps = [_lines(first, "From the loss" if isinstance(task, LayerGradient) else "The derivation", said)]
    for link in rest:
        steps.append(_lines(link, "The sum", [Sentence(NAMED, (("name", link.left),))]))
    return steps


def _lines(link: Link, title: str, said: list[Sentence]) -> Step:
    if link.proof is None:
        raise TypeError("lines of an equality that was not proved")
    proof = readable(link.proof)
    notes = tuple(step.explanation[0] for step in proof.steps)
    shown = Calculation(proof.chain(), notes)
    return Step("proof", title, tuple(said), (shown,), grade=Grade.PROVED, substeps=())


def _where(sample: Index, content: Formula) -> tuple[Sentence, ...]:
    """Say on which indices the equation holds, all axes in one sentence."""
    axes = zip(content.support.lower, sample.indices, content.support.upper, strict=True)
    ranges = [chain for lower, index, upper in axes if (chain := _between(lower, index, upper)) is not None]
    if not ranges:
        return ()
    slots = tuple((f"range{place}", chain) for place, chain in enumerate(ranges))
    listed = " and ".join(f"{{{name}}}" for name, _ in slots)
    return (Sentence(WHERE.replace("{range}", listed), (*slots, ("y", sample))),)


def _overlap(rule: IndexedSum) -> list[Step]:
    """Say what the support of each signal means for the index of summation."""
    said: list[Sentence] = []
    limited = 0
    for axis, bound in enumerate(rule.bound):
        for factor in rule.factors:
            if factor.signal.is_known:
                continue
            lower, upper = factor.signal.support.lower[axis], factor.signal.support.upper[axis]
            affine = factor.indices[axis]
            written = _between(lower, affine.node(), upper)
            if written is None:
                said.append(Sentence(NOWHERE, (("name", Name(factor.name)),)))
                continue
            limited += 1
            ends = (lower, upper) if affine.coefficient(bound) > 0 else (upper, lower)
            first, last = (_solved(affine, bound, end) for end in ends)
            said.append(_support(factor, bound, written, first, last))
    if any(factor.signal.is_known for factor in rule.factors) or not limited:
        return []
    if limited > len(rule.bound):
        said.append(Sentence(EMPTY))
    return [Step("limits", "Which samples overlap", tuple(dict.fromkeys(said)))]


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
    terms = sorted(terms, key=lambda term: isinstance(term, Negative))
    return terms[0] if len(terms) == 1 else Add(tuple(terms)) if terms else integer(0)
