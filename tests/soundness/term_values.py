"""What a term of the trusted core's language means on one instance, evaluated from the table in ``symconv.terms``.

It shares nothing with the elaborator: the tests compare it with the value of the expression tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from symconv.polynomials import Poly
from symconv.proving.oracle import samples as operators
from symconv.proving.oracle.numbers import IMAGINARY_UNIT, PI, Value, conjugate, reciprocal, root_of_unity
from symconv.proving.oracle.samples import Axes, Samples, Unmeasurable
from symconv.proving.oracle.situation import Situation
from symconv.terms import Term

BOX = 9


def coefficient(p: Poly, s: Situation) -> Value:
    """Return the value of a polynomial in scalars, integers and I."""
    total: Value = 0
    for monomial, c in p.terms:
        part: Value = c
        for name, exponent in monomial:
            if name == "I":
                value: Value = IMAGINARY_UNIT
            elif name == "pi":
                value = PI
            elif name in s.integers:
                value = s.integers[name]
            elif name.startswith("~"):
                value = conjugate(s.scalars[name[1:]])
            else:
                value = s.scalars[name]
            part = part * (value**exponent if exponent >= 0 else reciprocal(value) ** -exponent)
        total = total + part
    return total


def integer(p: Poly, s: Situation) -> int:
    """Return the value of an index."""
    value = coefficient(p, s)
    if not isinstance(value, int):
        raise Unmeasurable("an index is no integer")
    return value


def turns(p: Poly, s: Situation) -> Fraction:
    """Return angle/2π for an angle that is a rational multiple of π (omega is one)."""
    total = Fraction(0)
    for monomial, c in p.terms:
        part, circles = Fraction(c), 0
        for name, exponent in monomial:
            if name in ("pi", "omega"):
                circles += exponent
                part = part * (Fraction(1, 2) if name == "pi" else s.omega)
            else:
                part = part * Fraction(s.integers[name]) ** exponent
        if circles != 1:
            raise Unmeasurable("an angle is no multiple of pi")
        total += part
    return total % 1


def scalar(t: Term, s: Situation) -> Value:
    """Return the value of a scalar term."""
    match t.head:
        case "number":
            return coefficient(t.polys[0], s)
        case "sample" if t.parts[0].head in ("inner", "ztransform", "dtft"):
            return functional(t.parts[0], s)
        case "sample":
            return signal(t.parts[0], s).at(tuple(integer(p, s) for p in t.polys))
        case "plus":
            total: Value = 0
            for part in t.parts:
                total = total + scalar(part, s)
            return total
        case "times":
            found: Value = 1
            for part in t.parts:
                found = found * scalar(part, s)
                if not found:
                    return 0
            return found
        case "conj":
            return conjugate(scalar(t.parts[0], s))
        case "sum":
            return summed(t, s)
        case "kronecker":
            index, modulus = integer(t.polys[0], s), integer(t.polys[1], s)
            return int(index % modulus == 0 if modulus else index == 0)
        case "guard":
            return int(integer(t.polys[0], s) >= 0)
        case "power":
            base = s.scalars[t.names[0].removeprefix("~")]
            base = conjugate(base) if t.names[0].startswith("~") else base
            exponent = integer(t.polys[0], s)
            return base**exponent if exponent >= 0 else reciprocal(base) ** -exponent
        case "phase":
            return root_of_unity(turns(t.polys[0], s))
        case "diff" | "diff_conj":
            return derivative(t, s)
    raise AssertionError(t.head)


def indices(t: Term, s: Situation) -> Iterator[tuple[int, ...]]:
    """Yield the values of the bound indices of a sum."""
    sizes = [integer(m, s) for m in t.polys]
    return product(*(range(N) if N else range(-BOX, BOX + 1) for N in sizes))


def summed(t: Term, s: Situation) -> Value:
    """Return a sum over residues or over the box."""
    total: Value = 0
    inner = s.frozen()
    for values in indices(t, s):
        inner.integers.update(zip(t.names, values, strict=True))
        total = total + scalar(t.parts[0], inner)
    return total


def functional(t: Term, s: Situation) -> Value:
    """Return an inner product or a transform."""
    f = signal(t.parts[0], s)
    if t.head == "inner":
        return operators.inner(f, signal(t.parts[1], s))
    if t.head == "dtft":
        angle = turns(t.polys[0], s)
        return operators.transform(f, lambda n: root_of_unity(-angle * n % 1))
    base, power = coefficient(t.polys[0], s), integer(t.polys[1], s)
    return operators.transform(
        f, lambda n: base ** (-n * power) if -n * power >= 0 else reciprocal(base) ** (n * power)
    )


def derivative(t: Term, s: Situation) -> Value:
    """Return a derivative of a polynomial of degree at most 4 by exact differences, Wirtinger by two directions."""
    (name,) = t.names
    x, point = s.signals[name], tuple(integer(p, s) for p in t.polys)
    place = x.axes.reduce(point)

    def along(direction: Value) -> Value:
        total: Value = 0
        for step, weight in ((-2, Fraction(1, 12)), (-1, Fraction(-2, 3)), (1, Fraction(2, 3)), (2, Fraction(-1, 12))):
            moved = Samples(x.axes, {**(x.values or {}), place: x.at(place) + step * direction})
            total = total + scalar(t.parts[0], s.with_signal(name, moved)) * weight
        return total

    if name in s.real:
        return along(1)
    sign = 1 if t.head == "diff_conj" else -1
    return (along(1) + along(IMAGINARY_UNIT) * IMAGINARY_UNIT * sign) * Fraction(1, 2)


def signal(t: Term, s: Situation) -> Samples:
    """Return the samples of a signal term."""
    numbers = tuple(integer(p, s) for p in t.polys) if t.head not in ("ztransform", "dtft") else ()
    match t.head:
        case "symbol":
            return s.signals[t.names[0]]
        case "seq":
            inner = s.frozen()

            def value(n: tuple[int, ...]) -> Value:
                inner.integers.update(zip(t.names, n, strict=True))
                return scalar(t.parts[0], inner)

            return operators.lazily(s.axes(len(t.names)), value)
        case "delta":
            return operators.delta(s.axes(len(t.polys)))
        case "step":
            return operators.step(s.axes(len(t.polys)))
        case "plus":
            return operators.combined(signal(part, s) for part in t.parts)
        case "times":
            return multiplied(t, s)
        case "conj":
            return signal(t.parts[0], s).map(conjugate)
    f = signal(t.parts[0], s)
    if t.head in ("conv", "corr"):
        d = f.axes.dimension
        options = tuple(numbers[i * d : i * d + d] or (c,) * d for i, c in enumerate((1, 1, 0)))
        sign = 1 if t.head == "corr" else -1
        return operators.window(f, signal(t.parts[1], s), sign, t.head == "corr", options)  # type: ignore[arg-type]
    if t.head == "flip":
        return operators.flip(f)
    if t.head in ("shift", "up", "down"):
        return {"shift": operators.shift, "up": operators.up, "down": operators.down}[t.head](f, numbers)
    if t.head == "outer":
        return operators.outer(f, signal(t.parts[1], s))
    return operators.fourier(f, -1 if t.head == "dft" else 1)


def multiplied(t: Term, s: Situation) -> Samples:
    """Return a product of scalars and signals, sample by sample."""
    from symconv.terms import is_signal

    factor: Value = 1
    signals: list[Samples] = []
    for part in t.parts:
        if is_signal(part):
            signals.append(signal(part, s))
        else:
            factor = factor * scalar(part, s)

    def value(n: tuple[int, ...]) -> Value:
        found = factor
        for f in signals:
            found = found * f.at(n)
        return found

    first = signals[0]
    if first.values is not None:
        return Samples(first.axes, {n: value(n) for n in first.values})
    return operators.lazily(Axes(first.axes.dimension, s.modulus, s.box), value)
