"""Terms by name: one small function per head, so that code reads like the formula it builds.

Indices are ints, names or `Poly`. Nothing here is trusted; the core checks what it is given.

May import: ``polynomials``, ``terms``.
"""

from __future__ import annotations

from symconv.polynomials import ONE, ZERO, Poly, number, symbol
from symconv.terms import Term

__all__ = [
    "Entry",
    "apply",
    "conj",
    "constant",
    "delta",
    "diff",
    "guard",
    "kronecker",
    "negative",
    "phase",
    "plus",
    "poly",
    "power",
    "sample",
    "seq",
    "signal",
    "step",
    "summation",
    "times",
]

Entry = Poly | int | str


def poly(value: Entry) -> Poly:
    """Return an int, a name or a polynomial as a polynomial."""
    return symbol(value) if isinstance(value, str) else number(value) if isinstance(value, int) else value


def signal(name: str) -> Term:
    """Return the signal with this name."""
    return Term("symbol", (), (), (name,))


def apply(operator: str, *signals: Term, numbers: tuple[Entry, ...] = ()) -> Term:
    """Return an operator of the table of definitions applied to signals: ``apply("shift", f, numbers=("k",))``."""
    return Term(operator, signals, tuple(map(poly, numbers)))


def delta(dimension: int = 1, modulus: Entry = 0) -> Term:
    """Return the unit impulse."""
    return Term("delta", (), (poly(modulus),) * dimension)


def step(dimension: int = 1) -> Term:
    """Return the unit step, in N-D the product of steps."""
    return Term("step", (), (ZERO,) * dimension)


def seq(binders: tuple[tuple[str, Entry], ...], body: Term) -> Term:
    """Return the signal (names) ↦ body; each name comes with its modulus, 0 for Z."""
    return Term("seq", (body,), tuple(poly(m) for _, m in binders), tuple(v for v, _ in binders))


def summation(binders: tuple[tuple[str, Entry], ...], body: Term) -> Term:
    """Return Σ body; each name comes with its modulus, 0 for Z."""
    return Term("sum", (body,), tuple(poly(m) for _, m in binders), tuple(v for v, _ in binders))


def sample(f: Term | str, *index: Entry) -> Term:
    """Return f[index]."""
    return Term("sample", (signal(f) if isinstance(f, str) else f,), tuple(map(poly, index)))


def plus(*terms: Term) -> Term:
    """Return the sum of scalars, or of signals."""
    return terms[0] if len(terms) == 1 else Term("plus", terms)


def times(*factors: Term) -> Term:
    """Return the product of scalars, or of signals (and scalars) sample by sample."""
    return factors[0] if len(factors) == 1 else Term("times", factors)


def conj(body: Term) -> Term:
    """Return the complex conjugate of a scalar or of a signal."""
    return Term("conj", (body,))


def constant(value: Entry) -> Term:
    """Return a number: a polynomial in scalars, integers and I."""
    return Term("number", (), (poly(value),))


def kronecker(index: Entry, modulus: Entry = 0) -> Term:
    """Return 1 where the index is 0 (modulo the modulus), else 0."""
    return Term("kronecker", (), (poly(index), poly(modulus)))


def guard(bound: Entry) -> Term:
    """Return 1 where bound ≥ 0, else 0."""
    return Term("guard", (), (poly(bound),))


def power(base: str, exponent: Entry) -> Term:
    """Return base^exponent for a scalar base ≠ 0."""
    return Term("power", (), (poly(exponent),), (base,))


def phase(angle: Poly) -> Term:
    """Return exp(I·angle)."""
    return Term("phase", (), (angle,))


def diff(body: Term, name: str, *index: Entry, conjugate: bool = False) -> Term:
    """Return ∂body/∂name[index], or by its conjugate."""
    return Term("diff_conj" if conjugate else "diff", (body,), tuple(map(poly, index)), (name,))


def negative(body: Term) -> Term:
    """Return −body."""
    return times(constant(-ONE), body)
