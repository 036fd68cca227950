"""Checked contexts: which statements are well formed, and what is known about their symbols (trusted).

May import: ``errors``, ``polynomials``, ``terms`` and the standard library. Must never use floats or ``assert``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NoReturn

from symconv.errors import LogicError
from symconv.polynomials import ONE, ZERO, Poly
from symconv.terms import (
    DEFINITIONS,
    LIFTED,
    Axes,
    Context,
    Term,
    is_signal,
    symbols_of,
)

RESERVED: Final = frozenset({"I", "pi"})
LIMITS: Final[Mapping[str, int]] = {"products": 1000, "depth": 50, "fuel": 100_000}


def refuse(message: str) -> NoReturn:
    """Raise the error of the trusted core."""
    raise LogicError(message)


class Environment:
    """A checked context with its tables and the fuel that is left."""

    __slots__ = ("context", "equations", "fuel", "integers", "names", "periods", "positive", "scalars", "signals")

    def __init__(self, context: Context, fuel: int = LIMITS["fuel"]) -> None:
        c = self.context = context
        self.fuel = fuel
        self.signals = {s.name: s for s in c.signals}
        self.scalars = {s.name: s for s in c.scalars}
        self.positive = frozenset(c.positive)
        self.integers = self.positive | frozenset(c.integers)
        self.names = RESERVED | self.integers | self.signals.keys() | self.scalars.keys()
        self.periods = {(p.signal, p.axis): p.period for p in c.periods}
        self.equations = {e.signal: e for e in c.equations}
        if len(self.names) != 2 + len(c.signals) + len(c.scalars) + len(c.integers) + len(c.positive):
            refuse("context: a name is declared twice or reserved")
        if not all(name.isidentifier() for name in self.names):
            refuse("context: a name is no identifier")
        self._check()

    def _check(self) -> None:
        c = self.context
        if len(self.periods) != len(c.periods) or len(self.equations) != len(c.equations):
            refuse("context: two periods or two equations for one signal")
        for modulus in (m for s in c.signals for m in s.axes):
            self.modulus(modulus, frozenset())
        for s in c.symmetries:
            if len(self.axes_of(s.signal)) != len(s.center) or s.sign not in (1, -1):
                refuse("context: a symmetry needs a sign ±1 and one center per axis")
            _ = [e is None or self.index(e) for e in s.center]
        for name, axis in [(p.signal, p.axis) for p in c.periods] + [(s.signal, s.axis) for s in c.supports]:
            if self.axes_of(name)[axis : axis + 1] != (ZERO,):
                refuse("context: periods and supports belong to Z axes")
        for e in (e for s in c.supports for e in (s.first, s.last) if e is not None):
            self.index(e)
        if not all(self.index(p.period) and self.sign(p.period) == 1 for p in c.periods):
            refuse("context: a period is not known to be positive")
        for e in (*c.nonnegative, *c.zero, *c.nonzero):
            self.index(e)
        for i, q in enumerate(c.equations):
            later = {e.signal for e in c.equations[i:]}
            if len(q.names) != len(self.axes_of(q.signal)) or later & symbols_of(q.body):
                refuse("context: an equation needs one name per axis and a body without circularity")
            self.scalar(q.body, self.fresh(q.names, frozenset()))

    def axes_of(self, name: str) -> Axes:
        """Return the axes of a named signal."""
        return self.signals[name].axes if name in self.signals else refuse(f"{name} is no signal")

    def burn(self, amount: int) -> None:
        """Use up fuel."""
        self.fuel -= amount
        if self.fuel < 0:
            refuse("out of fuel: the proof is too long")

    def enter(self, depth: int) -> None:
        """Refuse terms that are nested too deeply."""
        self.burn(1)
        if depth > LIMITS["depth"]:
            refuse("a term is nested too deeply")

    def fresh(self, names: tuple[str, ...], used: frozenset[str]) -> frozenset[str]:
        """Return the names after checking that they are new."""
        new = frozenset(names)
        if len(new) != len(names) or new & self.names or new & used or not all(v.isidentifier() for v in names):
            refuse(f"the names {', '.join(names)} are not new")
        return new

    def index(self, p: Poly, bound: frozenset[str] = frozenset()) -> bool:
        """Refuse what is no integer polynomial in integers and bound indices."""
        return (p.is_integral() and p.symbols() <= self.integers | bound) or refuse("an index is no integer polynomial")

    def modulus(self, p: Poly, bound: frozenset[str] = frozenset()) -> bool:
        """Refuse what is neither 0 nor a positive integer for all parameters."""
        return p == ZERO or (self.index(p) and self.sign(p) == 1) or refuse("a modulus is not known to be positive")

    def sign(self, p: Poly) -> int:
        """Return ±1 when all monomials have that sign and only positive symbols, else 0."""
        if not p.terms or not p.symbols() <= self.positive:
            return 0
        return 1 if all(c > 0 for _, c in p.terms) else -1 if all(c < 0 for _, c in p.terms) else 0

    def nonzero(self, p: Poly) -> bool:
        """Tell whether p ≠ 0 is known for all parameters."""
        return self.sign(p) != 0 or p in self.context.nonzero or -p in self.context.nonzero

    def coefficient(self, p: Poly, bound: frozenset[str], *, real: bool = False) -> bool:
        """Refuse a coefficient (or, if real, an angle) with unknown symbols or powers of what may be zero."""
        for s, e in (pair for m, _ in p.terms for pair in m):
            known = self.scalars.get(s.removeprefix("~"))
            if s == "I" and e != 1:
                refuse("a power of I is not reduced")
            complex_ = s == "I" or (known is not None and not known.real)
            if (known is None and s not in self.integers | bound | RESERVED) or (s[0] == "~" and not complex_):
                refuse(f"{s} is not declared")
            if (e < 0 and not (s in self.positive or s in RESERVED or (known and known.nonzero))) or (
                real and complex_
            ):
                refuse(f"{s} may not stand there (in a denominator, or in an angle)")
        return True

    def scalar(self, t: Term, bound: frozenset[str], depth: int = 0) -> bool:
        """Refuse what is no scalar term over the context and the bound indices."""
        self.enter(depth)
        match t.head, (len(t.parts), len(t.polys), len(t.names)):
            case "number", (0, 1, 0):
                self.coefficient(t.polys[0], bound)
            case "phase", (0, 1, 0):
                self.coefficient(t.polys[0], bound, real=True)
            case "power", (0, 1, 1):
                base = self.scalars.get(t.names[0].removeprefix("~"))
                if base is None or not base.nonzero or (t.names[0][0] == "~" and base.real):
                    refuse(f"{t.names[0]} is not known to be a nonzero scalar")
                self.index(t.polys[0], bound)
            case "guard", (0, 1, 0):
                self.index(t.polys[0], bound)
            case "kronecker", (0, 2, 0):
                _ = self.index(t.polys[0], bound) and self.modulus(t.polys[1])
            case "sample", (1, _, 0):
                if len(self.axes(t.parts[0], bound, depth + 1)) != len(t.polys):
                    refuse("a signal is indexed in another dimension than it has")
                _ = [self.index(e, bound) for e in t.polys]
            case ("sum", (1, k, j)) if k == j > 0:
                _ = [self.modulus(m) for m in t.polys]
                self.scalar(t.parts[0], bound | self.fresh(t.names, bound), depth + 1)
            case (("plus" | "times"), (k, 0, 0)) if k > 0:
                _ = [self.scalar(part, bound, depth + 1) for part in t.parts]
            case "conj", (1, 0, 0):
                self.scalar(t.parts[0], bound, depth + 1)
            case (("diff" | "diff_conj"), (1, k, 1)):
                if len(self.axes_of(t.names[0])) != k:
                    refuse("a derivative by a sample in another dimension than the signal has")
                _ = [self.index(e, bound) for e in t.polys]
                self.scalar(t.parts[0], bound, depth + 1)
            case _:
                refuse(f"{t.head} is no scalar term of this shape")
        return True

    def axes(self, t: Term, bound: frozenset[str], depth: int = 0) -> Axes:
        """Return the axes of a signal term, refusing what is none."""
        self.enter(depth)
        counts = (len(t.parts), len(t.polys), len(t.names))
        if t.head == "symbol" and counts == (0, 0, 1):
            return self.axes_of(t.names[0])
        if t.head == "seq" and counts[0] == 1 and counts[1] == counts[2] > 0:
            _ = [self.modulus(m) for m in t.polys]
            self.scalar(t.parts[0], bound | self.fresh(t.names, bound), depth + 1)
            return t.polys
        if t.head in LIFTED and counts[1:] == (0, 0) and (counts[0] == 1 or (counts[0] and t.head != "conj")):
            signals = [part for part in t.parts if is_signal(part)]
            _ = [self.scalar(part, bound, depth + 1) for part in t.parts if not is_signal(part)]
            found = {self.axes(part, bound, depth + 1) for part in signals}
            if len(found) != 1 or (t.head == "plus" and len(signals) < counts[0]):
                refuse(f"{t.head}: the signals have different axes")
            return found.pop()
        known = DEFINITIONS.get(t.head) or refuse(f"{t.head} is no signal")
        axes = [self.axes(part, bound, depth + 1) for part in t.parts]
        d = len(axes[0]) if axes else 0
        if (
            counts[0] != known.signals
            or counts[2]
            or counts[1] not in [k * d if k >= 0 else counts[1] for k in known.numbers]
        ):
            refuse(f"{t.head}: wrong number of arguments")
        self._numbers(t, d, bound)
        found_axes = known.axes(t, axes)
        _ = [self.modulus(m) for m in found_axes]
        return found_axes

    def _numbers(self, t: Term, d: int, bound: frozenset[str]) -> None:
        """Strides, dilations and factors are positive; shifts and paddings any integers; a base is a monomial."""
        if t.head in ("dtft", "ztransform"):
            self.coefficient(t.polys[0], bound, real=t.head == "dtft")
            if t.head == "ztransform":
                self.index(t.polys[1], bound)
                if [c for _, c in t.polys[0].terms] not in ([1], [-1]):
                    refuse("ztransform: the second argument is ± a product of powers")
                for s, _ in t.polys[0].terms[0][0]:
                    self.scalar(Term("power", (), (ONE,), (s,)), bound)
            return
        for i, p in enumerate(t.polys):
            self.index(p, bound)
            if t.head in ("delta", "step"):
                self.modulus(p)
            elif (t.head in ("up", "down") or (t.head in ("conv", "corr") and i < 2 * d)) and self.sign(p) != 1:
                refuse(f"{t.head}: a stride, dilation or factor is not known to be positive")
