"""The discrete Fourier transform, exactly: transform, multiply, transform back.

For short periods with the exact roots of unity, for longer ones with residues modulo a prime.

Source: A. V. Oppenheim, R. W. Schafer, Discrete-Time Signal Processing, 3rd edition, sections 8.6 and 8.7.

May import: ``derivation``, ``signals``, ``solving``'s shared parts. Must never use a float.
"""

from __future__ import annotations

import sympy
from sympy.polys.domains import QQ, QQ_I

from symconv.derivation import Calculation, Derivation, Sentence, Step
from symconv.operations.tasks import Convolution, Correlation
from symconv.signals import Signal
from symconv.solving.affine import integer
from symconv.solving.arithmetic import multiply, require_equal
from symconv.solving.circle import Circle, indices, lay_on_circle
from symconv.solving.indexed_sum import indexed
from symconv.solving.lines import chain, fenced, scaled, total, value_node
from symconv.solving.method import Method
from symconv.solving.problem import Problem
from symconv.solving.residues import residue_steps, why_no_residues
from symconv.solving.roots import Element, Roots
from symconv.solving.vectors import vector
from symconv.syntax.nodes import (
    Add,
    Call,
    Chain,
    Index,
    Name,
    Negative,
    Node,
    Power,
    Product,
    Quotient,
    Summation,
)

__all__ = ["METHOD"]

OMEGA = Name("omega")
MAX_SYMBOLIC = 4
MAX_ROOTS = 8
"""Longest period for which the roots of unity are written out; longer ones go by residues."""

TURNS = "Under the discrete Fourier transform a circular {operation} of period {N} becomes a product, index by index:"
PADDED = (
    "Padded with zeros to {N} samples, the length of the full result, nothing can wrap round: then the circular "
    "convolution is the ordinary one."
)
ROOT = "Here {omega} is {root}. We keep it as a letter and use only {relation}, so that every number stays exact."
RATIONAL_ROOT = "Here {omega} is just {root}."
FORWARD = "Transform {name}:"
CORRELATE = "For correlation the transform of {name} is conjugated first: {omega} turns into its inverse."
MULTIPLY = "Multiply, index by index:"
BACK = "Transform back: the same sum with the inverse powers gives {N} times each sample. All {omega} drop out:"
DIVIDE = "Divide by {N}:"


def derive(problem: Problem, answer: Signal) -> Derivation:
    """Return the transforms, their product, and the way back."""
    circle = lay_on_circle(problem)
    steps = (
        _root_steps(problem, circle, answer) if circle.period <= MAX_ROOTS else residue_steps(problem, circle, answer)
    )
    opening = _opening(problem, circle)
    return Derivation(
        METHOD.name, METHOD.title, (opening, *steps), Chain(Name(problem.result_name), (("=", vector(answer)),))
    )


def _opening(problem: Problem, circle: Circle) -> Step:
    N, n, k = integer(circle.period), *map(Name, indices(problem))
    said = []
    if problem.periods is None:
        said.append(Sentence(PADDED, (("N", N),)))
    operation = "convolution" if isinstance(problem.task, Convolution) else "correlation"
    said.append(Sentence(TURNS, (("N", N), ("operation", operation))))
    displays = []
    for number in (0, 1):
        power = Power(OMEGA, Product((k, n)))
        body = Product((Index(Name(circle.names[number]), (n,)), power))
        sum_node = Summation((n.name,), integer(0), integer(circle.period - 1), body)
        displays.append(
            Calculation(Chain(_spectrum(problem, circle.names[number], k), (("=", sum_node),)), compact=True)
        )
    left, right = (_spectrum(problem, name, k) for name in circle.names)
    if circle.inverted is not None:
        left, right = (left, Call("conj", (right,))) if circle.inverted else (Call("conj", (left,)), right)
    result = problem.result_name
    displays.append(
        Calculation(Chain(_spectrum(problem, result, k), (("=", Product((left, right), "*")),)), compact=True)
    )
    back = Summation(
        (k.name,),
        integer(0),
        integer(circle.period - 1),
        Product((_spectrum(problem, result, k), Power(OMEGA, Negative(Product((k, n)))))),
    )
    inverse = Product((Quotient(integer(1), N), back))
    sample = Index(Name(result), (n if not circle.shift else Add((n, integer(circle.shift))),))
    displays.append(Calculation(Chain(sample, (("=", inverse),)), compact=True))
    return Step("transform", "The transform", tuple(said), tuple(displays))


def _spectrum(problem: Problem, name: str, k: Node) -> Node:
    """Return ``X[k]`` for the transform of ``x``."""
    return Index(Name(problem.transform_name(name)), (k,))


def _root_steps(problem: Problem, circle: Circle, answer: Signal) -> tuple[Step, ...]:
    ring = Roots(circle.period)
    steps = [_about_root(ring)]
    spectra: list[list[Element]] = []
    for number, (name, samples) in enumerate(zip(circle.names, circle.samples, strict=True)):
        direction = -1 if number == circle.inverted else 1
        spectrum, lines = [], []
        for k in range(circle.period):
            element = ring.power_sum(list(samples), direction * k)
            left = _spectrum(problem, name, integer(k))
            if direction < 0:
                left = Call("conj", (left,))
            terms = [scaled(v, _root_power(direction * k * n % ring.order)) for n, v in enumerate(samples) if v != 0]
            lines.append(Calculation(chain(left, total(terms), element_node(element))))
            spectrum.append(element)
        spectra.append(spectrum)
        said = [Sentence(FORWARD, (("name", Name(name)),))]
        if direction < 0:
            said.insert(0, Sentence(CORRELATE, (("name", Name(name)), ("omega", OMEGA))))
        steps.append(Step("forward", "", tuple(said), tuple(lines)))
    products = [ring.product(a, b) for a, b in zip(*spectra, strict=True)]
    lines = []
    for k, (a, b, c) in enumerate(zip(*spectra, products, strict=True)):
        written = Product((fenced(element_node(a)), fenced(element_node(b))), "*")
        lines.append(Calculation(chain(_spectrum(problem, problem.result_name, integer(k)), written, element_node(c))))
    steps.append(Step("multiply", "", (Sentence(MULTIPLY),), tuple(lines)))
    steps.append(_way_back(problem, circle, answer, ring, products))
    return tuple(steps)


def _about_root(ring: Roots) -> Step:
    """Say what ω is and how its powers reduce."""
    exponent = Quotient(Negative(Product((integer(2), Name("pi"), Name("I")))), integer(ring.order))
    if ring.order <= 2:
        return Step("root", "", (Sentence(RATIONAL_ROOT, (("omega", OMEGA), ("root", integer(3 - 2 * ring.order)))),))
    minimal = total([scaled(sympy.Integer(c), _root_power(i)) for i, c in enumerate(ring.minimal) if c])
    slots = (("omega", OMEGA), ("root", Call("exp", (exponent,))), ("relation", Chain(minimal, (("=", integer(0)),))))
    return Step("root", "", (Sentence(ROOT, slots),))


def _way_back(problem: Problem, circle: Circle, answer: Signal, ring: Roots, products: list[Element]) -> Step:
    N, sums, values = circle.period, [], []
    for n in range(N):
        place = n + circle.shift
        if not answer.origin[0] <= place <= answer.ends[0]:
            continue
        total_of_n = ring.inverse_sum(products, n)
        left = indexed(problem.result_name, (place,))
        require_equal(
            multiply(total_of_n[0], sympy.Rational(1, N)),
            answer[place],
            f"{problem.result_name}[{place}] by the method 'dft'",
        )
        for rest in total_of_n[1:]:
            require_equal(rest, sympy.S.Zero, f"{problem.result_name}[{place}] by the method 'dft'")
        terms = [_product_with_power(element, -k * n % N) for k, element in enumerate(products)]
        sums.append(Calculation(chain(Product((integer(N), left), "*"), total(terms), element_node(total_of_n))))
        value = value_node(answer[place])
        values.append(Calculation(chain(left, Quotient(element_node(total_of_n), integer(N)), value), compact=True))
    divide = Step("divide", "", (Sentence(DIVIDE, (("N", integer(N)),)),), tuple(values))
    said = (Sentence(BACK, (("N", integer(N)), ("omega", OMEGA))),)
    return Step("back", "", said, tuple(sums), substeps=(divide,))


def _product_with_power(element: Element, power: int) -> Node:
    node = element_node(element)
    factors = _root_power(power)
    return Product((fenced(node), *factors)) if factors else node


def _root_power(power: int) -> list[Node]:
    """Return ω to a power as factors: none for the power 0."""
    return [] if power == 0 else [OMEGA if power == 1 else Power(OMEGA, integer(power))]


def element_node(element: Element) -> Node:
    """Return ``a + bω + cω²`` without its zeros."""
    terms = [scaled(c, _root_power(i)) for i, c in enumerate(element) if c != 0]
    return total(terms)


def _applies(problem: Problem) -> str:
    task = problem.task
    if not isinstance(task, Convolution | Correlation):
        return "it is for the convolution or the correlation of two signals"
    if problem.ndim != 1:
        return f"it is written for 1-D signals, and these have {problem.ndim} axes; use definition"
    if task.period is None and (isinstance(task, Correlation) or task.mode != "full"):
        return "it needs a period, or an ordinary full convolution that it can pad with zeros"
    length = problem.periods[0] if problem.periods else task.x.shape[0] + task.h.shape[0] - 1
    if OMEGA.name in problem.taken:
        return "it needs the letter omega, which means something else here"
    if length > MAX_ROOTS:
        return why_no_residues(problem, length)
    if length > MAX_SYMBOLIC and not all(signal.samples.domain in (QQ, QQ_I) for signal in problem.signals):
        return f"with symbols its lines grow too long above period {MAX_SYMBOLIC}; use definition"
    return ""


METHOD = Method(
    "dft",
    "By the discrete Fourier transform",
    "Transform, multiply, transform back: with exact roots of unity up to period 8, modulo a prime above.",
    _applies,
    derive,
)
