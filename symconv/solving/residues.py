"""The transform modulo a prime: an integer of the right order in the place of exp(−2πi/N).

Source: J. M. Pollard, The fast Fourier transform in a finite field, Mathematics of Computation 25 (1971).

May import: ``derivation``, SymPy's integers, ``solving``'s shared parts. Must never use a float.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm

import sympy

from symconv.derivation import Calculation, Display, Grid, Omission, Sentence, Step
from symconv.errors import LimitError
from symconv.signals import Signal
from symconv.solving.affine import integer
from symconv.solving.arithmetic import require_equal
from symconv.solving.circle import Circle, indices
from symconv.solving.indexed_sum import indexed
from symconv.solving.lines import chain, value_node
from symconv.solving.problem import Problem
from symconv.syntax.nodes import Dots, Index, Name, Node, Quotient

__all__ = ["residue_steps", "why_no_residues"]

MAX_PERIOD = 64
MAX_DIGITS = 40
MAX_ROWS = 12

CLEAR = "Multiply {x} by {a} and {h} by {b}, so that all samples are integers; divide by {c} at the end."
PRIME = (
    "No sample of the answer can be larger than {bound} in size. Calculate modulo the prime {p}, which is more than "
    "twice as large: then the residue tells the integer. {p} leaves the remainder 1 when divided by {N}, so there is "
    "a number whose powers repeat after exactly {N} steps: {root}. It plays the part of exp(−2πi/N)."
)
TABLE = "All three columns are residues modulo {p}; the last one is the product of the two before it:"
CONJUGATED = "For correlation the column of {name} is made with the inverse powers."
BACK = "Transform back, modulo {p}, and take the residue that is nearest to 0:"
SCALED = "Divided by {c}, these are the samples."


@dataclass(frozen=True, slots=True)
class Field:
    """Integers modulo a prime with a root of unity of order N."""

    prime: int
    root: int
    bound: int
    scales: tuple[int, int]
    integers: tuple[tuple[int, ...], tuple[int, ...]]
    """Both signals, their denominators cleared."""


def why_no_residues(problem: Problem, length: int) -> str:
    """Return why the samples or the period rule residues out, or an empty text."""
    if length > MAX_PERIOD:
        return f"its period would be {length}, and {MAX_PERIOD} is the most; use definition"
    if not all(signal.samples.domain.is_QQ for signal in problem.signals):
        return "above period 8 it calculates with residues, which stand for rational numbers only"
    return ""


def residue_steps(problem: Problem, circle: Circle, answer: Signal) -> tuple[Step, ...]:
    """Return the choice of the prime, the table of transforms, and the way back."""
    field = _field(circle)
    p, N = field.prime, circle.period
    spectra = []
    for number, samples in enumerate(field.integers):
        direction = -1 if number == circle.inverted else 1
        root = pow(field.root, direction, p)
        spectra.append([sum(v * pow(root, k * n, p) for n, v in enumerate(samples)) % p for k in range(N)])
    products = [a * b % p for a, b in zip(*spectra, strict=True)]
    return (
        _about(problem, circle, field),
        _table(problem, circle, field, [*spectra, products]),
        _back(problem, circle, field, products, answer),
    )


def _field(circle: Circle) -> Field:
    scales = tuple(lcm(*(int(v.q) for v in samples)) for samples in circle.samples)
    integers = tuple(
        tuple(int(v * scale) for v in samples) for samples, scale in zip(circle.samples, scales, strict=True)
    )
    bound = sum(map(abs, integers[0])) * max(map(abs, integers[1]))
    if bound >= 10**MAX_DIGITS:
        raise LimitError(
            "transforming by residues", f"a prime of {len(str(bound))} digits", limit=f"{MAX_DIGITS} digits"
        )
    N = circle.period
    prime = 1 - N * (-2 * bound // N)
    while not sympy.isprime(prime):
        prime += N
    root = next(r for g in range(2, prime) if _has_order(r := pow(g, (prime - 1) // N, prime), N, prime))
    return Field(prime, root, bound, (scales[0], scales[1]), (integers[0], integers[1]))


def _has_order(root: int, order: int, prime: int) -> bool:
    return all(pow(root, order // q, prime) != 1 for q in sympy.primefactors(order))


def _about(problem: Problem, circle: Circle, field: Field) -> Step:
    said = []
    a, b = field.scales
    if a * b > 1:
        names = (("x", Name(circle.names[0])), ("h", Name(circle.names[1])))
        said.append(Sentence(CLEAR, (*names, ("a", str(a)), ("b", str(b)), ("c", str(a * b)))))
    slots = (("bound", str(field.bound)), ("p", str(field.prime)), ("N", str(circle.period)), ("root", str(field.root)))
    return Step("prime", "A prime to calculate with", (*said, Sentence(PRIME, slots)))


def _table(problem: Problem, circle: Circle, field: Field, columns: list[list[int]]) -> Step:
    said = [Sentence(TABLE, (("p", str(field.prime)),))]
    if circle.inverted is not None:
        said.append(Sentence(CONJUGATED, (("name", Name(circle.names[circle.inverted])),)))
    names = (*circle.names, problem.result_name)
    rows: list[tuple[Node | None, ...]] = []
    labels: list[Node] = []
    for k, row in enumerate(zip(*columns, strict=True)):
        if circle.period > MAX_ROWS and MAX_ROWS - 3 <= k < circle.period - 2:
            if labels[-1] != Dots():
                rows.append((Dots(),) * 3)
                labels.append(Dots())
            continue
        rows.append(tuple(map(integer, row)))
        labels.append(integer(k))
    letter = Name(indices(problem)[1])
    heads = tuple(Index(Name(problem.transform_name(name)), (letter,)) for name in names)
    displays: list[Display] = [Grid(tuple(rows), tuple(labels), heads, letter)]
    if circle.period > MAX_ROWS:
        displays.append(Omission(circle.period - MAX_ROWS + 1, "rows"))
    return Step("forward", "", tuple(said), tuple(displays))


def _back(problem: Problem, circle: Circle, field: Field, products: list[int], answer: Signal) -> Step:
    p, N = field.prime, circle.period
    scale = field.scales[0] * field.scales[1]
    inverse_root, inverse_N = pow(field.root, -1, p), pow(N, -1, p)
    lines: list[Display] = []
    for n in range(N):
        residue = sum(v * pow(inverse_root, k * n, p) for k, v in enumerate(products)) * inverse_N % p
        nearest = residue if 2 * residue < p else residue - p
        place = n + circle.shift
        require_equal(
            sympy.Rational(nearest, scale), answer[place], f"{problem.result_name}[{place}] by the method 'dft'"
        )
        left = indexed(problem.result_name, (place,))
        divided = integer(nearest) if scale == 1 else Quotient(integer(nearest), integer(scale))
        lines.append(Calculation(chain(left, divided, value_node(answer[place])), compact=True))
    if N > MAX_ROWS:
        lines = [*lines[: MAX_ROWS - 3], Omission(N - MAX_ROWS + 1, "output samples"), *lines[-2:]]
    said = [Sentence(BACK, (("p", str(p)),))]
    if scale > 1:
        said.append(Sentence(SCALED, (("c", str(scale)),)))
    return Step("back", "", tuple(said), tuple(lines))
