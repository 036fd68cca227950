"""An independent meaning of terms: brute force over a finite field that behaves like the complex numbers.

Let p be a prime with p ≡ −1 modulo 5040. Then F_p[I] with I² = −1 is a field, Frobenius x ↦ x^p is its
conjugation (a + bI ↦ a − bI), and it has primitive roots of unity of every order that divides p + 1, all of
"absolute value" 1. So identities can be evaluated exactly, roots of unity included, with small integers.
A sum over Z runs over a box; an instance counts when a larger box gives the same value.

This file shares nothing with the rules: it reads terms and evaluates them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from symconv.polynomials import Poly
from symconv.terms import Context, Product, State, Symmetry, Term

P = 1_043_279
Value = tuple[int, int]
Point = tuple[int, ...]
LARGEST_ORDER = 5040


class Unsettled(Exception):  # noqa: N818 - not an error: the instance says nothing
    """The instance cannot be evaluated."""


def add(x: Value, y: Value) -> Value:
    """Return x + y."""
    return (x[0] + y[0]) % P, (x[1] + y[1]) % P


def mul(x: Value, y: Value) -> Value:
    """Return x · y."""
    return (x[0] * y[0] - x[1] * y[1]) % P, (x[0] * y[1] + x[1] * y[0]) % P


def conj(x: Value) -> Value:
    """Return the conjugate."""
    return x[0], -x[1] % P


def power(x: Value, n: int) -> Value:
    """Return x to the n, for any integer n."""
    if n < 0:
        norm = pow((x[0] * x[0] + x[1] * x[1]) % P, -1, P)
        return power((x[0] * norm % P, -x[1] * norm % P), -n)
    result: Value = (1, 0)
    while n:
        if n & 1:
            result = mul(result, x)
        x, n = mul(x, x), n >> 1
    return result


def rational(c: int | Fraction) -> Value:
    """Return a rational number as an element of the field."""
    return c.numerator * pow(c.denominator, -1, P) % P, 0


def _generator_of_the_circle() -> Value:
    """Return an element of order p + 1 whose quarter turn is I, found by trial: x^(p − 1) for random x."""
    source = random.Random(1)
    while True:
        x = source.randrange(P), source.randrange(1, P)
        unit = power(x, P - 1)
        if all(power(unit, (P + 1) // q) != (1, 0) for q in _prime_factors(P + 1)):
            return unit if power(unit, (P + 1) // 4) == (0, 1) else conj(unit)


def _prime_factors(n: int) -> list[int]:
    factors = []
    for q in range(2, n + 1):
        if q * q > n:
            break
        while n % q == 0:
            factors.append(q)
            n //= q
    return sorted({*factors, *([n] if n > 1 else [])})


CIRCLE = _generator_of_the_circle()


def root_of_unity(turns: Fraction) -> Value:
    """Return exp(2πI·turns)."""
    if LARGEST_ORDER % turns.denominator:
        raise Unsettled
    return power(CIRCLE, (P + 1) // turns.denominator * turns.numerator)


@dataclass(frozen=True)
class Instance:
    """Values for everything that a context declares."""

    context: Context
    integers: dict[str, int]
    scalars: dict[str, Value]
    circle: dict[str, Value]
    """exp(I·a) for every real scalar a."""
    samples: dict[str, dict[Point, Value]]
    shifts: dict[tuple[str, Point], Value] = field(default_factory=dict)
    """Added to samples: how derivatives are taken."""
    box: int = 5

    def index(self, p: Poly, bound: dict[str, int]) -> int:
        """Return an index as an integer."""
        total = Fraction(0)
        for monomial, c in p.terms:
            value = Fraction(c)
            for s, e in monomial:
                value *= Fraction(bound[s] if s in bound else self.integers[s]) ** e
            total += value
        if total.denominator != 1:
            raise Unsettled
        return total.numerator

    def number(self, p: Poly, bound: dict[str, int]) -> Value:
        """Return a coefficient."""
        total: Value = (0, 0)
        for monomial, c in p.terms:
            value = rational(c)
            for s, e in monomial:
                value = mul(value, power(self._symbol(s, bound), e))
            total = add(total, value)
        return total

    def _symbol(self, s: str, bound: dict[str, int]) -> Value:
        if s == "I":
            return 0, 1
        if s in bound or s in self.integers:
            return (bound[s] if s in bound else self.integers[s]) % P, 0
        if s.startswith("~"):
            return conj(self.scalars[s[1:]])
        if s == "pi":
            raise Unsettled
        return self.scalars[s]

    def phase(self, p: Poly, bound: dict[str, int]) -> Value:
        """Return exp(I·angle)."""
        result: Value = (1, 0)
        for monomial, c in p.terms:
            others = [(s, e) for s, e in monomial if s not in bound and s not in self.integers]
            value = Fraction(c)
            for s, e in monomial:
                if (s, e) not in others:
                    base = Fraction(bound[s] if s in bound else self.integers[s])
                    if not base and e < 0:
                        raise Unsettled
                    value *= base**e
            if others == [("pi", 1)]:
                result = mul(result, root_of_unity(value / 2))
            elif len(others) == 1 and others[0][1] == 1 and value.denominator == 1:
                result = mul(result, power(self.circle[others[0][0]], value.numerator))
            else:
                raise Unsettled
        return result

    def sample(self, name: str, point: Point) -> Value:
        """Return one sample of a named signal."""
        signal = next(s for s in self.context.signals if s.name == name)
        moduli = [self.index(m, {}) for m in signal.axes]
        point = tuple(n % m if m else n for n, m in zip(point, moduli, strict=True))
        for equation in self.context.equations:
            if equation.signal == name:
                return self.scalar(equation.body, dict(zip(equation.names, point, strict=True)))
        for period in self.context.periods:
            if period.signal == name:
                t = self.index(period.period, {})
                point = (*point[: period.axis], point[period.axis] % t, *point[period.axis + 1 :])
        value = self.samples[name].get(point, (0, 0))
        return add(value, self.shifts.get((name, point), (0, 0)))

    def scalar(self, t: Term, bound: dict[str, int]) -> Value:
        """Return a scalar term."""
        match t.head:
            case "number":
                return self.number(t.polys[0], bound)
            case "sample":
                return self.signal(t.parts[0], tuple(self.index(e, bound) for e in t.polys), bound)
            case "sum":
                return self.sum(tuple(zip(t.names, t.polys, strict=True)), bound, lambda b: self.scalar(t.parts[0], b))
            case "plus":
                return self.fold(add, (0, 0), t, bound)
            case "times":
                return self.fold(mul, (1, 0), t, bound)
            case "conj":
                return conj(self.scalar(t.parts[0], bound))
            case "kronecker":
                n, m = self.index(t.polys[0], bound), self.index(t.polys[1], bound)
                return (int(n % m == 0 if m else n == 0), 0)
            case "guard":
                return (int(self.index(t.polys[0], bound) >= 0), 0)
            case "power":
                return power(self._symbol(t.names[0], bound), self.index(t.polys[0], bound))
            case "phase":
                return self.phase(t.polys[0], bound)
            case "diff" | "diff_conj":
                return self.derivative(t, bound)
        raise Unsettled

    def fold(self, operation: Callable[[Value, Value], Value], start: Value, t: Term, bound: dict[str, int]) -> Value:
        """Return a sum or a product."""
        for part in t.parts:
            start = operation(start, self.scalar(part, bound))
            if operation is mul and start == (0, 0):
                break
        return start

    def sum(
        self, binders: tuple[tuple[str, Poly], ...], bound: dict[str, int], body: Callable[[dict[str, int]], Value]
    ) -> Value:
        """Return a sum over a box (or over all residues)."""
        moduli = [self.index(m, {}) for _, m in binders]
        ranges = [range(m) if m else range(-self.box, self.box + 1) for m in moduli]
        total: Value = (0, 0)
        for point in product(*ranges):
            total = add(total, body({**bound, **{v: i for (v, _), i in zip(binders, point, strict=True)}}))
        return total

    def derivative(self, t: Term, bound: dict[str, int]) -> Value:
        """Differentiate along 1 and I, exactly up to degree 4: 12 f'(0) = f(−2) − 8 f(−1) + 8 f(1) − f(2)."""
        name = t.names[0]
        signal = next(s for s in self.context.signals if s.name == name)
        moduli = [self.index(m, {}) for m in signal.axes]
        point = tuple(n % m if m else n for n, m in zip((self.index(e, bound) for e in t.polys), moduli, strict=True))

        def along(direction: Value) -> Value:
            total: Value = (0, 0)
            for step, weight in ((-2, 1), (-1, -8), (1, 8), (2, -1)):
                old = self.shifts.get((name, point), (0, 0))
                moved = {**self.shifts, (name, point): add(old, mul((step % P, 0), direction))}
                value = replace(self, shifts=moved).scalar(t.parts[0], bound)
                total = add(total, mul(value, rational(Fraction(weight, 12))))
            return total

        real = along((1, 0))
        if signal.real:
            return real
        turned = mul(along((0, 1)), (0, 1 if t.head == "diff_conj" else P - 1))
        return mul(add(real, turned), rational(Fraction(1, 2)))

    def signal(self, t: Term, n: Point, bound: dict[str, int]) -> Value:
        """Return a sample of a signal term."""
        if t.head == "symbol":
            return self.sample(t.names[0], n)
        if t.head == "seq":
            return self.scalar(t.parts[0], {**bound, **dict(zip(t.names, n, strict=True))})
        if t.head in ("plus", "times", "conj"):
            values = [self.signal(p, n, bound) if _is_signal(p) else self.scalar(p, bound) for p in t.parts]
            total = values[0]
            for value in values[1:]:
                total = add(total, value) if t.head == "plus" else mul(total, value)
            return conj(total) if t.head == "conj" else total
        return self.operator(t, n, bound)

    def operator(self, t: Term, n: Point, bound: dict[str, int]) -> Value:
        """Evaluate every operator from its definition in the handbook, not from the table of the core."""
        f = (lambda m: self.signal(t.parts[0], m, bound)) if t.parts else None
        g = (lambda m: self.signal(t.parts[1], m, bound)) if len(t.parts) > 1 else None
        if t.head in ("delta", "step"):
            moduli = [self.index(m, bound) for m in t.polys]
            if t.head == "step":
                return (int(all(i >= 0 for i in n)), 0)
            return (int(all(i % m == 0 if m else i == 0 for i, m in zip(n, moduli, strict=True))), 0)
        axes = self.axes(t.parts[0])
        d = len(axes)
        ranges = [range(m) if m else range(-self.box, self.box + 1) for m in axes]
        numbers = [self.index(p, bound) for p in t.polys] if t.head not in ("ztransform", "dtft") else []
        if t.head in ("conv", "corr"):
            s, a, p = numbers[:d] or [1] * d, numbers[d : 2 * d] or [1] * d, numbers[2 * d :] or [0] * d
            sign = 1 if t.head == "corr" else -1
            total: Value = (0, 0)
            for m in product(*ranges):
                kernel = g(m)
                if kernel != (0, 0):
                    where = tuple(s[i] * n[i] + sign * a[i] * m[i] - p[i] for i in range(d))
                    total = add(total, mul(f(where), conj(kernel) if sign == 1 else kernel))
            return total
        if t.head == "flip":
            return f(tuple(-i for i in n))
        if t.head == "shift":
            return f(tuple(i - k for i, k in zip(n, numbers, strict=True)))
        if t.head == "down":
            return f(tuple(i * k for i, k in zip(n, numbers, strict=True)))
        if t.head == "up":
            reduced = tuple(i % (m * k) if m else i for i, k, m in zip(n, numbers, axes, strict=True))
            inside = all(i % k == 0 for i, k in zip(reduced, numbers, strict=True))
            return f(tuple(i // k for i, k in zip(reduced, numbers, strict=True))) if inside else (0, 0)
        if t.head == "outer":
            return mul(f(n[:d]), g(n[d:]))
        total = (0, 0)
        for m in product(*ranges):
            value = f(m)
            if value == (0, 0):
                continue
            if t.head == "inner":
                value = mul(value, conj(g(m)))
            elif t.head in ("dft", "idft"):
                turns = sum((Fraction(k * i, N) for k, i, N in zip(n, m, axes, strict=True)), Fraction(0))
                value = mul(value, root_of_unity(-turns if t.head == "dft" else turns))
                for N in axes if t.head == "idft" else ():
                    value = mul(value, rational(Fraction(1, N)))
            elif t.head == "ztransform":
                value = mul(value, power(self.number(t.polys[0], bound), -self.index(t.polys[1], bound) * m[0]))
            else:
                value = mul(value, power(self.phase(t.polys[0], bound), -m[0]))
            total = add(total, value)
        return total

    def axes(self, t: Term) -> list[int]:
        """Return the moduli of the axes of a signal term."""
        if t.head == "symbol":
            signal = next(s for s in self.context.signals if s.name == t.names[0])
            return [self.index(m, {}) for m in signal.axes]
        if t.head in ("seq", "delta", "step"):
            return [self.index(m, {}) for m in t.polys]
        first = self.axes(next(p for p in t.parts if _is_signal(p)))
        if t.head == "up":
            return [m * self.index(s, {}) for m, s in zip(first, t.polys, strict=True)]
        if t.head == "down":
            return [m // self.index(s, {}) for m, s in zip(first, t.polys, strict=True)]
        if t.head == "outer":
            return first + self.axes(t.parts[1])
        return [] if t.head in ("inner", "ztransform", "dtft") else first

    def products(self, state: tuple[Product, ...]) -> Value:
        """Return a sum of products."""
        total: Value = (0, 0)
        for p in state:
            body = Term("times", (Term("number", (), (p.coefficient,)), *sorted(p.atoms, key=_cheap_first)))
            total = add(total, self.sum(p.binders, {}, lambda b, body=body: self.scalar(body, b)))
        return total

    def value(self, state: State) -> Value:
        """Return the value of a state, if a larger box does not change it."""
        found = [
            i.scalar(state, {}) if isinstance(state, Term) else i.products(state)
            for i in (self, replace(self, box=self.box + 3))
        ]
        if found[0] != found[1]:
            raise Unsettled
        return found[0]


def _cheap_first(atom: Term) -> int:
    return 0 if atom.head in ("kronecker", "guard") else 1


def _is_signal(t: Term) -> bool:
    scalars = ("number", "sample", "sum", "kronecker", "guard", "power", "phase", "diff", "diff_conj")
    return t.head not in scalars and (t.head not in ("plus", "times", "conj") or any(map(_is_signal, t.parts)))


def random_instance(context: Context, source: random.Random, box: int = 5, width: int = 1) -> Instance | None:
    """Return an instance that satisfies the hypotheses, samples from −width to width; ``None`` if none is found."""
    for _ in range(60):
        integers = {v: source.randint(-2, 3) for v in context.integers} | {
            v: source.choice((1, 1, 2, 2, 3)) for v in context.positive
        }
        scalars = {
            s.name: (source.randint(1 if s.nonzero else 0, 5), 0 if s.real else source.randint(0, 5))
            for s in context.scalars
        }
        circle = {s.name: root_of_unity(Fraction(source.randrange(7), 7)) for s in context.scalars}
        instance = Instance(context, integers, scalars, circle, {}, {}, box)
        if (
            all(instance.index(p, {}) >= 0 for p in context.nonnegative)
            and all(instance.index(p, {}) == 0 for p in context.zero)
            and all(instance.index(p, {}) != 0 for p in context.nonzero)
        ):
            full = replace(
                instance, samples={s.name: _samples(instance, s.name, source, width) for s in context.signals}
            )
            if all(_holds(full, s) for s in context.symmetries):
                return full
    return None


def _holds(instance: Instance, s: Symmetry) -> bool:
    for point in product(range(-8, 9), repeat=len(s.center)):
        mirror = tuple(n if c is None else instance.index(c, {}) - n for n, c in zip(point, s.center, strict=True))
        other = instance.sample(s.signal, mirror)
        if instance.sample(s.signal, point) != mul((s.sign % P, 0), conj(other) if s.conjugate else other):
            return False
    return True


def _samples(instance: Instance, name: str, source: random.Random, width: int) -> dict[Point, Value]:
    context = instance.context
    signal = next(s for s in context.signals if s.name == name)
    moduli = [instance.index(m, {}) for m in signal.axes]
    ranges = [range(m) if m else range(-width, width + 1) for m in moduli]
    for period in context.periods:
        if period.signal == name:
            ranges[period.axis] = range(instance.index(period.period, {}))
    symmetries = [s for s in context.symmetries if s.signal == name]
    supports = [s for s in context.supports if s.signal == name]

    def reduced(point: Point) -> Point:
        folded = [n % m if m else n for n, m in zip(point, moduli, strict=True)]
        for period in context.periods:
            if period.signal == name:
                folded[period.axis] %= instance.index(period.period, {})
        return tuple(folded)

    points = {
        reduced(p): (source.randint(-3, 3) % P, 0 if signal.real else source.randint(-3, 3) % P)
        for p in product(*ranges)
    }
    for _ in symmetries * 3:
        for s in symmetries:
            new: dict[Point, Value] = {}
            for point in [*points]:
                mirror = reduced(
                    tuple(n if c is None else instance.index(c, {}) - n for n, c in zip(point, s.center, strict=True))
                )
                other = points.get(mirror, (0, 0))
                other = conj(other) if s.conjugate else other
                value = add(points[point], mul((s.sign % P, 0), other))
                new[point] = value
                new[mirror] = mul((s.sign % P, 0), conj(value) if s.conjugate else value)
            points = new
    for s in supports:
        first = instance.index(s.first, {}) if s.first is not None else None
        last = instance.index(s.last, {}) if s.last is not None else None
        points = {
            p: v
            for p, v in points.items()
            if (first is None or p[s.axis] >= first) and (last is None or p[s.axis] <= last)
        }
    return points
