"""The language of statements: terms, contexts, and the definitions of the operators (trusted).

Everything is immutable. A signal or scalar is a `Term`; its ``head`` says which:

=============  =======================================  ==========================================================
head           parts; polys; names                      meaning
=============  =======================================  ==========================================================
symbol         ; ; (signal,)                            a signal of the context
seq            (scalar,); moduli; names                 the signal names ↦ scalar
an operator    signals; numbers;                        see `DEFINITIONS`
plus times     two or more; ;                           + and ·, of scalars, or of signals sample by sample
conj           (one,); ;                                complex conjugate, of a scalar or of a signal
number         ; (value,);                              polynomial in scalars, integers and I, rational coefficients
sample         (signal,); index;                        signal[index]
sum            (scalar,); moduli; names                 Σ over the names, each in Z (modulus 0) or Z/N
kronecker      ; (index, modulus);                      1 where index = 0 (modulo the modulus), else 0
guard          ; (bound,);                              1 where bound ≥ 0, else 0
power          ; (exponent,); (base,)                   base^exponent, the base a scalar ≠ 0
phase          ; (angle,);                              exp(I·angle) with a real angle, which may contain pi
diff           (scalar,); index; (signal,)              ∂scalar/∂signal[index]
diff_conj      (scalar,); index; (signal,)              ∂scalar/∂conj(signal[index]) (Wirtinger)
=============  =======================================  ==========================================================

Binder names are new: no name of the context, and not bound further out.

May import: ``errors``, ``polynomials`` and the standard library. Must never evaluate or simplify.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Final, NoReturn

from symconv.errors import LogicError
from symconv.polynomials import ONE, TURN, ZERO, Poly, number, polynomial, symbol

__all__ = [
    "DEFINITIONS",
    "LIFTED",
    "Axes",
    "Binder",
    "Context",
    "Definition",
    "Equation",
    "Flat",
    "Goal",
    "Index",
    "Period",
    "Product",
    "Scalar",
    "Signal",
    "State",
    "Support",
    "Symmetry",
    "Term",
    "definitions",
    "is_signal",
    "kronecker",
    "sample",
    "substitute",
    "symbols_of",
]


@dataclass(frozen=True, slots=True)
class Term:
    """A signal, scalar or atom; ``head`` says which. Binders are ``names``, their moduli ``polys``."""

    head: str
    parts: tuple[Term, ...] = ()
    polys: tuple[Poly, ...] = ()
    names: tuple[str, ...] = ()


Index = tuple[Poly, ...]
Binder = tuple[str, Poly]
"""A bound index and the modulus of the set that it runs over."""


@dataclass(frozen=True, slots=True)
class Product:
    """Σ over the binders of coefficient · atoms."""

    coefficient: Poly
    binders: tuple[Binder, ...]
    atoms: tuple[Term, ...]


Flat = tuple[Product, ...]
State = Term | Flat


@dataclass(frozen=True, slots=True)
class Signal:
    """A named signal, one modulus per axis; it is absolutely summable along its Z axes."""

    name: str
    axes: tuple[Poly, ...] = (ZERO,)
    real: bool = True


@dataclass(frozen=True, slots=True)
class Scalar:
    """A named number; ``~name`` is its conjugate when it is not real."""

    name: str
    real: bool = True
    nonzero: bool = False


@dataclass(frozen=True, slots=True)
class Symmetry:
    """signal[e] = sign·signal[e'], conjugated if said; e' is center − e on axes that have a center, else e."""

    signal: str
    center: tuple[Poly | None, ...]
    sign: int = 1
    conjugate: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """The signal has this period along a Z axis (so it is not summable there)."""

    signal: str
    axis: int
    period: Poly


@dataclass(frozen=True, slots=True)
class Support:
    """The signal vanishes along a Z axis before ``first`` and after ``last``."""

    signal: str
    axis: int
    first: Poly | None
    last: Poly | None


@dataclass(frozen=True, slots=True)
class Equation:
    """signal[names] = body for all integers."""

    signal: str
    names: tuple[str, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that a statement assumes: positive integers are ≥ 1; polynomials that are ≥ 0, = 0, ≠ 0."""

    signals: tuple[Signal, ...] = ()
    scalars: tuple[Scalar, ...] = ()
    integers: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()
    symmetries: tuple[Symmetry, ...] = ()
    periods: tuple[Period, ...] = ()
    supports: tuple[Support, ...] = ()
    equations: tuple[Equation, ...] = ()
    nonnegative: tuple[Poly, ...] = ()
    zero: tuple[Poly, ...] = ()
    nonzero: tuple[Poly, ...] = ()
    finite: bool = False
    """Signals have finite support along Z axes (else they are only absolutely summable)."""


@dataclass(frozen=True, slots=True)
class Goal:
    """lhs = rhs for all values of what the context declares."""

    context: Context
    lhs: Term
    rhs: Term


# ------------------------------------------------------------------------------------------------- definitions

Axes = tuple[Poly, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """An operator: the axes of its result, and the scalar that its sample is."""

    text: str
    signals: int
    numbers: tuple[int, ...]
    """Allowed counts of numbers per axis of the first signal (−1: any count)."""
    axes: Callable[[Term, list[Axes]], Axes]
    body: Callable[[Term, Index, tuple[Binder, ...]], Term]
    """Term, index, one binder per axis of the first signal (unnamed unless ``summed``)."""
    summed: bool = False


def sample(signal: Term, index: Iterable[Poly]) -> Term:
    """Return signal[index]."""
    return Term("sample", (signal,), tuple(index))


def _total(binders: tuple[Binder, ...], *factors: Term) -> Term:
    return Term("sum", (Term("times", factors),), tuple(m for _, m in binders), tuple(v for v, _ in binders))


def _point(binders: tuple[Binder, ...]) -> Index:
    return tuple(symbol(v) for v, _ in binders)


def _window(t: Term, n: Index, binders: tuple[Binder, ...]) -> Term:
    (x, w), d, m = t.parts, len(n), _point(binders)
    if not t.polys and t.head == "conv":
        return _total(binders, sample(x, m), sample(w, map(Poly.__sub__, n, m)))
    s, a, p = (t.polys[i * d : i * d + d] or (c,) * d for i, c in enumerate((ONE, ONE, ZERO)))
    steps = [a[i] * m[i] if t.head == "corr" else -(a[i] * m[i]) for i in range(d)]
    kernel = Term("conj", (sample(w, m),)) if t.head == "corr" else sample(w, m)
    return _total(binders, sample(x, (s[i] * n[i] + steps[i] - p[i] for i in range(d))), kernel)


def _move(t: Term, n: Index, binders: tuple[Binder, ...]) -> Term:
    if t.head == "flip":
        return sample(t.parts[0], (-i for i in n))
    return sample(t.parts[0], map(Poly.__mul__ if t.head == "down" else Poly.__sub__, n, t.polys))


def _up(t: Term, n: Index, binders: tuple[Binder, ...]) -> Term:
    rows = zip(n, t.polys, binders, strict=True)
    return _total(
        binders, sample(t.parts[0], _point(binders)), *(kronecker(i - s * symbol(v), s * m) for i, s, (v, m) in rows)
    )


def _unit(t: Term, n: Index, binders: tuple[Binder, ...]) -> Term:
    atoms = map(kronecker, n, t.polys) if t.head == "delta" else (Term("guard", (), (i,)) for i in n)
    return Term("times", (Term("number", (), (ONE,)), *atoms))


def _pair(t: Term, n: Index, binders: tuple[Binder, ...]) -> Term:
    (f, g), d = t.parts, len(binders)
    if t.head == "outer":
        return Term("times", (sample(f, n[:d]), sample(g, n[d:])))
    return _total(binders, sample(f, _point(binders)), Term("conj", (sample(g, _point(binders)),)))


def _fourier(t: Term, k: Index, binders: tuple[Binder, ...]) -> Term:
    inverse = [polynomial({tuple((s, -e) for s, e in m): Fraction(1) / c}) for _, N in binders for m, c in N.terms]
    turns = [TURN * i * v * q for i, v, q in zip(k, _point(binders), inverse, strict=True)]
    angle, f = reduce(Poly.__add__, turns, ZERO), sample(t.parts[0], _point(binders))
    if t.head == "dft":
        return _total(binders, f, Term("phase", (), (-angle,)))
    scale = Term("number", (), (reduce(Poly.__mul__, inverse, ONE),))
    return Term("times", (scale, _total(binders, f, Term("phase", (), (angle,)))))


def _transform(t: Term, n: Index, binders: tuple[Binder, ...]) -> Term:
    (m,), f = _point(binders), sample(t.parts[0], _point(binders))
    if t.head == "dtft":
        return _total(binders, f, Term("phase", (), (-(t.polys[0] * m),)))
    ((base, sign),), exponent = t.polys[0].terms, -(t.polys[1] * m)
    turn = [] if sign == 1 else [Term("phase", (), (symbol("pi") * exponent,))]
    return _total(binders, f, *turn, *(Term("power", (), (number(e) * exponent,), (s,)) for s, e in base))


def kronecker(index: Poly, modulus: Poly = ZERO) -> Term:
    """Return the atom that is 1 where the index is 0 (modulo the modulus), else 0."""
    return Term("kronecker", (), (index, modulus))


def _fit(t: Term, axes: list[Axes]) -> Axes:
    """Axes of the result; refuses signals that do not fit the operator."""
    first = axes[0] if axes else t.polys
    if t.head == "outer":
        return first + axes[1]
    if t.head == "up":
        return tuple(map(Poly.__mul__, t.polys, first))
    if t.head == "down":
        found = [m.divide(s) for m, s in zip(first, t.polys, strict=True)]
        return tuple(m if m is not None else _refuse("down: a factor does not divide N") for m in found)
    if any(a != first for a in axes):
        _refuse(f"{t.head}: the signals have different axes")
    if t.head == "step" and any(m.terms for m in first):
        _refuse("step: over Z only")
    if t.head in ("dft", "idft") and not all(len(m.terms) == 1 for m in first):
        _refuse(f"{t.head}: every axis needs Z/N with N a product of symbols")
    if t.head in ("ztransform", "dtft") and first != (ZERO,):
        _refuse(f"{t.head}: a 1-D signal over Z is needed")
    return () if t.head in ("inner", "ztransform", "dtft") else first


_TABLE: Final = (
    ("conv(x,w)[n] = Σ_m x[m]·w[n−m]; conv(x,w;s,d,p)[n] = Σ_m x[s·n−d·m−p]·w[m]", 2, (0, 3), _window, True),
    ("corr(x,w;s,d,p)[n] = Σ_m x[s·n+d·m−p]·conj(w[m]); s,d,p = 1,1,0 if left out", 2, (0, 3), _window, True),
    ("flip(f)[n] = f[−n]", 1, (0,), _move, False),
    ("shift(f;k)[n] = f[n−k]", 1, (1,), _move, False),
    ("down(f;s)[n] = f[s·n]; an axis Z/sN becomes Z/N", 1, (1,), _move, False),
    ("up(f;s)[n] = Σ_m f[m]·δ[n−s·m]; an axis Z/N becomes Z/sN", 1, (1,), _up, True),
    ("outer(u,v)[n,m] = u[n]·v[m]", 2, (0,), _pair, False),
    ("inner(f,g)[] = Σ_n f[n]·conj(g[n])", 2, (0,), _pair, True),
    ("delta(;N)[n] = δ[n] modulo N, one N per axis (0: Z)", 0, (-1,), _unit, False),
    ("step(;0)[n] = 1[n ≥ 0], one 0 per axis", 0, (-1,), _unit, False),
    ("dft(f)[k] = Σ_n f[n]·exp(−2πI·k·n/N)", 1, (0,), _fourier, True),
    ("idft(f)[n] = 1/N·Σ_k f[k]·exp(2πI·k·n/N)", 1, (0,), _fourier, True),
    ("ztransform(f;w,s)[] = Σ_n f[n]·(w^s)^(−n); w is ± a product of powers", 1, (2,), _transform, True),
    ("dtft(f;t)[] = Σ_n f[n]·exp(−I·t·n)", 1, (1,), _transform, True),
)
DEFINITIONS: Final[Mapping[str, Definition]] = {
    text[: text.index("(")]: Definition(text, signals, numbers, _fit, body, summed)
    for text, signals, numbers, body, summed in _TABLE
}
LIFTED: Final = ("plus", "times", "conj")
"""Heads of scalars that act on signals too, sample by sample."""


def definitions() -> tuple[str, ...]:
    """Return every definition as one line of text; these and the rules are all that a proof rests on."""
    return tuple(d.text for d in DEFINITIONS.values())


def is_signal(t: Term) -> bool:
    """Tell whether a term stands for a signal (else for a scalar)."""
    return t.head in DEFINITIONS or t.head in ("symbol", "seq") or (t.head in LIFTED and any(map(is_signal, t.parts)))


def symbols_of(t: Term) -> frozenset[str]:
    """Return every name in a term: signals, symbols of polynomials, binders."""
    return frozenset(t.names).union(*(p.symbols() for p in t.polys), *map(symbols_of, t.parts))


def substitute(t: Term, values: Mapping[str, Poly]) -> Term:
    """Replace free integers by polynomials; refuses to capture."""
    if t.head in ("sum", "seq") and any(v in values or any(v in p.symbols() for p in values.values()) for v in t.names):
        raise LogicError("a substitution would capture a bound index")
    polys = tuple(p.subst(values) for p in t.polys)
    return Term(t.head, tuple(substitute(part, values) for part in t.parts), polys, t.names)


def _refuse(message: str) -> NoReturn:
    raise LogicError(message)
