"""The operators: which arguments they take, the axes of the result, and what a sample of it is.

May import: ``symconv.errors``, the standard library, ``polys``, ``schema``, ``world``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from symconv.proving.recheck.polys import (
    Poly,
    add,
    constant,
    divide,
    mul,
    neg,
    refuse,
    sub,
    variable,
)
from symconv.proving.recheck.schema import Term
from symconv.proving.recheck.world import World

__all__ = ["OPERATORS", "Axes", "Operator", "conj_of", "number_of", "sample_of", "sum_of", "times_of"]

Axes = tuple[Poly, ...]
Index = tuple[Poly, ...]
ONE = constant(1)
TWO_PI: Poly = {(("pi", 1),): 2}


@dataclass(frozen=True, slots=True)
class Operator:
    """One row of the table of definitions."""

    arity: int
    sums: bool
    """Whether the definition is a sum with one binder per axis of the first signal."""
    axes: Callable[[World, tuple[Axes, ...], tuple[Poly, ...]], Axes]
    """The axes of the result; refuses wrong numbers."""
    at: Callable[[tuple[Term, ...], tuple[Axes, ...], tuple[Poly, ...], Index, Index], Term]
    """The sample for (signals, their axes, numbers, index, bound indices)."""
    scalar_number: str = ""
    """``base`` or ``angle`` when the first number is no index."""


def sample_of(signal: Term, index: Index) -> Term:
    """Return signal[index]."""
    return ("sample", (signal,), index, ())


def number_of(p: Poly) -> Term:
    """Return a number."""
    return ("number", (), (p,), ())


def conj_of(t: Term) -> Term:
    """Return a conjugate."""
    return ("conj", (t,), (), ())


def times_of(*parts: Term) -> Term:
    """Return a product."""
    return ("times", parts, (), ())


def sum_of(names: tuple[str, ...], moduli: Axes, body: Term) -> Term:
    """Return a sum."""
    return ("sum", (body,), moduli, names)


def _kronecker(e: Poly, modulus: Poly) -> Term:
    return ("kronecker", (), (e, modulus), ())


def _over(axes: Axes, m: Index, *factors: Term) -> Term:
    bound = tuple(mono[0][0] for p in m for mono in p)
    return sum_of(bound, axes, times_of(*factors))


def _count(numbers: tuple[Poly, ...], wanted: int) -> None:
    if len(numbers) != wanted:
        refuse(f"an operator needs {wanted} numbers, found {len(numbers)}")


def _positive(world: World, numbers: tuple[Poly, ...]) -> None:
    for p in numbers:
        if not world.known_positive(p):
            refuse("strides, dilations and factors must be known to be positive")


def _kept(world: World, axes: tuple[Axes, ...], numbers: tuple[Poly, ...]) -> Axes:
    _count(numbers, 0)
    return axes[0]


def _same(axes: tuple[Axes, ...]) -> Axes:
    if axes[0] != axes[1]:
        refuse("the two signals have different axes")
    return axes[0]


def _layer_axes(world: World, axes: tuple[Axes, ...], numbers: tuple[Poly, ...]) -> Axes:
    kept = _same(axes)
    if numbers:
        _count(numbers, 3 * len(kept))
        _positive(world, numbers[: 2 * len(kept)])
    return kept


def _layer_numbers(numbers: tuple[Poly, ...], d: int) -> tuple[Axes, Axes, Axes]:
    if not numbers:
        return (ONE,) * d, (ONE,) * d, ({},) * d
    return numbers[:d], numbers[d : 2 * d], numbers[2 * d :]


def _layer_index(numbers: tuple[Poly, ...], n: Index, m: Index, direction: int) -> Index:
    strides, dilations, paddings = _layer_numbers(numbers, len(n))
    return tuple(
        sub(add(mul(s, i), mul(a, j), direction), p)
        for s, a, p, i, j in zip(strides, dilations, paddings, n, m, strict=True)
    )


def _conv(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    x, w = parts
    if not numbers:
        differences = tuple(sub(i, j) for i, j in zip(n, m, strict=True))
        return _over(axes[0], m, sample_of(x, m), sample_of(w, differences))
    return _over(axes[0], m, sample_of(x, _layer_index(numbers, n, m, -1)), sample_of(w, m))


def _corr(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    x, w = parts
    return _over(axes[0], m, sample_of(x, _layer_index(numbers, n, m, 1)), conj_of(sample_of(w, m)))


def _flip(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    return sample_of(parts[0], tuple(neg(i) for i in n))


def _shift_axes(world: World, axes: tuple[Axes, ...], numbers: tuple[Poly, ...]) -> Axes:
    _count(numbers, len(axes[0]))
    return axes[0]


def _shift(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    return sample_of(parts[0], tuple(sub(i, k) for i, k in zip(n, numbers, strict=True)))


def _down_axes(world: World, axes: tuple[Axes, ...], numbers: tuple[Poly, ...]) -> Axes:
    _count(numbers, len(axes[0]))
    _positive(world, numbers)
    result = []
    for modulus, s in zip(axes[0], numbers, strict=True):
        quotient = divide(modulus, s)
        if quotient is None:
            refuse("a modulus is not divisible by the factor")
        world.modulus(quotient)
        result.append(quotient)
    return tuple(result)


def _down(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    return sample_of(parts[0], tuple(mul(s, i) for s, i in zip(numbers, n, strict=True)))


def _up_axes(world: World, axes: tuple[Axes, ...], numbers: tuple[Poly, ...]) -> Axes:
    _count(numbers, len(axes[0]))
    _positive(world, numbers)
    return tuple(mul(modulus, s) for modulus, s in zip(axes[0], numbers, strict=True))


def _up(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    atoms = [
        _kronecker(sub(i, mul(s, j)), mul(s, modulus)) for i, j, s, modulus in zip(n, m, numbers, axes[0], strict=True)
    ]
    return _over(axes[0], m, sample_of(parts[0], m), *atoms)


def _outer_axes(world: World, axes: tuple[Axes, ...], numbers: tuple[Poly, ...]) -> Axes:
    _count(numbers, 0)
    return axes[0] + axes[1]


def _outer(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    d = len(axes[0])
    return times_of(sample_of(parts[0], n[:d]), sample_of(parts[1], n[d:]))


def _inner_axes(world: World, axes: tuple[Axes, ...], numbers: tuple[Poly, ...]) -> Axes:
    _count(numbers, 0)
    _same(axes)
    return ()


def _inner(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    return _over(axes[0], m, sample_of(parts[0], m), conj_of(sample_of(parts[1], m)))


def _delta_axes(world: World, axes: tuple[Axes, ...], numbers: tuple[Poly, ...]) -> Axes:
    for modulus in numbers:
        world.modulus(modulus)
    return numbers


def _delta(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    return times_of(number_of(ONE), *(_kronecker(i, modulus) for i, modulus in zip(n, numbers, strict=True)))


def _step_axes(world: World, axes: tuple[Axes, ...], numbers: tuple[Poly, ...]) -> Axes:
    if any(numbers):
        refuse("a step has the axis Z only")
    return numbers


def _step(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    guards: list[Term] = [("guard", (), (i,), ()) for i in n]
    return times_of(number_of(ONE), *guards)


def _dft_axes(world: World, axes: tuple[Axes, ...], numbers: tuple[Poly, ...]) -> Axes:
    _count(numbers, 0)
    if any(len(modulus) != 1 for modulus in axes[0]):
        refuse("a transform needs moduli of one monomial")
    return axes[0]


def _turn(axes: Axes, n: Index, m: Index) -> Poly:
    angle: Poly = {}
    for modulus, i, j in zip(axes, n, m, strict=True):
        angle = add(angle, mul(mul(TWO_PI, mul(i, j)), _inverse(modulus)))
    return angle


def _inverse(modulus: Poly) -> Poly:
    ((mono, c),) = modulus.items()
    return {tuple((s, -e) for s, e in mono): Fraction(1) / c}


def _dft(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    phase: Term = ("phase", (), (neg(_turn(axes[0], n, m)),), ())
    return _over(axes[0], m, sample_of(parts[0], m), phase)


def _idft(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    share = ONE
    for modulus in axes[0]:
        share = mul(share, _inverse(modulus))
    phase: Term = ("phase", (), (_turn(axes[0], n, m),), ())
    return times_of(number_of(share), _over(axes[0], m, sample_of(parts[0], m), phase))


def _series_axes(wanted: int) -> Callable[[World, tuple[Axes, ...], tuple[Poly, ...]], Axes]:
    def axes_of(world: World, axes: tuple[Axes, ...], numbers: tuple[Poly, ...]) -> Axes:
        _count(numbers, wanted)
        if axes[0] != ({},):
            refuse("the transform needs a signal with the single axis Z")
        return ()

    return axes_of


def _z(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    w, s = numbers
    ((mono, c),) = w.items()
    exponent = neg(mul(s, m[0]))
    factors: list[Term] = [sample_of(parts[0], m)]
    if c < 0:
        factors.append(("phase", (), (mul(variable("pi"), exponent),), ()))
    factors.extend(("power", (), (mul(constant(e), exponent),), (base,)) for base, e in mono)
    return _over(axes[0], m, *factors)


def _dtft(parts: tuple[Term, ...], axes: tuple[Axes, ...], numbers: tuple[Poly, ...], n: Index, m: Index) -> Term:
    return _over(axes[0], m, sample_of(parts[0], m), ("phase", (), (neg(mul(numbers[0], m[0])),), ()))


OPERATORS: dict[str, Operator] = {
    "conv": Operator(2, True, _layer_axes, _conv),
    "corr": Operator(2, True, _layer_axes, _corr),
    "flip": Operator(1, False, _kept, _flip),
    "shift": Operator(1, False, _shift_axes, _shift),
    "down": Operator(1, False, _down_axes, _down),
    "up": Operator(1, True, _up_axes, _up),
    "outer": Operator(2, False, _outer_axes, _outer),
    "inner": Operator(2, True, _inner_axes, _inner),
    "delta": Operator(0, False, _delta_axes, _delta),
    "step": Operator(0, False, _step_axes, _step),
    "dft": Operator(1, True, _dft_axes, _dft),
    "idft": Operator(1, True, _dft_axes, _idft),
    "ztransform": Operator(1, True, _series_axes(2), _z, "base"),
    "dtft": Operator(1, True, _series_axes(1), _dtft, "angle"),
}
