"""Terms and products as Coq text.

May import: ``contexts``, ``polynomials``, ``terms`` and the names of this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from symconv.contexts import Environment
from symconv.polynomials import TURN, Poly, symbol
from symconv.proving.coq.names import (
    APPLICATION,
    OPERATORS,
    PRODUCT,
    SUM,
    arrow,
    fenced,
    identifier,
    outside,
    signed,
)
from symconv.terms import DEFINITIONS, LIFTED, Product, State, Term, is_signal

__all__ = ["Writer"]

_REASONS: Final = {
    "guard": "ranges of indices, because Z/N has no order",
    "step": "ranges of indices, because Z/N has no order",
    "up": "sampling rates, which change N",
    "down": "sampling rates, which change N",
    "power": "powers with an index as exponent",
    "diff": "a derivative that depends on a bound index",
    "diff_conj": "a derivative that depends on a bound index",
}
"""What is not exported, as the error says it."""

_SIGNALS: Final = ("x", "w")
_POINT: Final = ("n", "m", "k")
_BOUND: Final = ("i", "j", "l")
_NUMBERS: Final = ("s", "d", "p")


@dataclass(slots=True)
class Writer:
    """Writes the terms of one context; collects the definitions of the operators that it meets."""

    env: Environment
    modulus: Poly | None
    """The N of Z/N, one letter; ``None`` when the statement has no indices."""
    operators: dict[str, str]
    """Name and definition of each in the file, those that others need first; this adds what is new."""
    used: list[str] = field(default_factory=list)
    """The operators of this context."""
    values: dict[Term, Term] = field(default_factory=dict)
    """What stands for a derivative in a proof: its value."""
    named: dict[Term, str] = field(default_factory=dict)
    """What stands for a derivative in a statement: a name, applied to the signal."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Signals that other text stands for."""

    def renaming(self, name: str, text: str) -> Writer:
        """Return a writer that writes a text for a signal."""
        return replace(self, renamed={**self.renamed, name: text})

    def check_modulus(self, modulus: Poly) -> None:
        """Refuse indices in another set than Z/N."""
        if modulus != self.modulus:
            raise outside("every index must be in Z/N with one N" if modulus.terms else "indices in Z")

    def _is_period(self, name: str) -> bool:
        return self.modulus is not None and name in self.modulus.symbols()

    # ------------------------------------------------------------------------------------------- polynomials

    def index(self, p: Poly) -> str:
        """Return an index as an element of R."""
        return signed([(c, [f for s, e in m for f in [self._integer(s)] * e]) for m, c in p.terms])[0]

    def _integer(self, name: str) -> str:
        return "period%:R" if self._is_period(name) else identifier(name)

    def coefficient(self, p: Poly, level: int = SUM) -> str:
        """Return a coefficient as an element of C."""
        text, found = self._coefficient(p)
        return fenced(text, found, level)

    def _coefficient(self, p: Poly) -> tuple[str, int]:
        terms = []
        for monomial, c in p.terms:
            factors = [f for s, e in monomial for f in [self._factor(s, e < 0)] * abs(e)]
            terms.append((c, factors))
        return signed(terms)

    def _factor(self, name: str, inverse: bool) -> str:
        if self._is_period(name):
            return "period%:R^-1" if inverse else "period%:R"
        bare = name.removeprefix("~")
        if name == "pi":
            raise outside("pi as a factor")
        if name != "I" and bare not in self.env.scalars:
            raise outside(f"{name} as a factor, because indices are in a ring of their own")
        text = "imaginary" if name == "I" else identifier(bare)
        text = f"conj {text}" if name[0] == "~" else text
        return (f"({text})^-1" if " " in text else f"{text}^-1") if inverse else text

    def turns(self, angle: Poly) -> str:
        """Return the k of exp(2πI·k/N)."""
        turns = (angle * self.modulus).divide(TURN) if self.modulus is not None else None
        if turns is None or not turns.is_integral() or turns.symbols() & self.env.scalars.keys():
            raise outside("exponentials that are no powers of exp(2*pi*I/N)")
        return self.index(turns)

    def turns_of(self, phase: Term, v: str) -> tuple[str, str]:
        """Return c and r of exp(2πI·(c·v + r)/N)."""
        slope, rest = phase.polys[0].linear(v)
        return self.turns(slope), self.turns(rest)

    # ------------------------------------------------------------------------------------------------- terms

    def scalar(self, t: Term, level: int = SUM) -> str:
        """Return a scalar, in parentheses where it does not bind as tightly as said."""
        text, found = self._scalar(t)
        return fenced(text, found, level)

    def _scalar(self, t: Term) -> tuple[str, int]:
        match t.head:
            case "number":
                return self._coefficient(t.polys[0])
            case "sample":
                return f"{self.signal(t.parts[0])}{self.point(t.polys)}", APPLICATION
            case "sum":
                for modulus in t.polys:
                    self.check_modulus(modulus)
                return self.sums(t.names, self.scalar(t.parts[0])), APPLICATION
            case "plus" | "times":
                return self._joined(t.head, t.parts)
            case "conj":
                return f"conj {self._argument(t.parts[0])}", APPLICATION
            case "kronecker":
                self.check_modulus(t.polys[1])
                return f"kronecker{self.point(t.polys[:1])}", APPLICATION
            case "phase":
                return f"turn {_argument(self.turns(t.polys[0]))}", APPLICATION
            case "difference":
                self.check_modulus(t.polys[2])
                return f"kronecker ({self.index(t.polys[0])} - {_argument(self.index(t.polys[1]))})", APPLICATION
            case "diff" | "diff_conj" if t in self.named:
                return self.named[t], APPLICATION
            case "diff" | "diff_conj" if t in self.values:
                return self._scalar(self.values[t])
        raise outside(_REASONS.get(t.head, t.head))

    def _joined(self, head: str, parts: Sequence[Term]) -> tuple[str, int]:
        """Return a sum or a product; the first part may be one of the same kind."""
        if len(parts) == 1:
            return self._scalar(parts[0])
        sign, level = (" + ", SUM) if head == "plus" else (" * ", PRODUCT)
        return sign.join([self.scalar(parts[0], level), *(self.scalar(p, level + 1) for p in parts[1:])]), level

    def _argument(self, t: Term) -> str:
        return f"({self.scalar(t)})"

    def sums(self, names: Sequence[str], body: str) -> str:
        """Return nested sums."""
        for v in reversed(names):
            body = f"sum (fun {identifier(v)} => {body})"
        return body

    def bound(self, names: Sequence[str]) -> str:
        """Return bound indices as they stand after ``fun``."""
        return " ".join(map(identifier, names))

    def point(self, index: Sequence[Poly]) -> str:
        """Return indices as arguments."""
        return "".join(f" {_argument(self.index(p))}" for p in index)

    def signal(self, t: Term) -> str:
        """Return a signal, a function of indices, as it stands before its arguments."""
        if t.head == "symbol":
            return self.renamed.get(t.names[0]) or identifier(t.names[0])
        if t.head == "seq":
            for modulus in t.polys:
                self.check_modulus(modulus)
            return f"(fun {' '.join(map(identifier, t.names))} => {self.scalar(t.parts[0])})"
        if t.head in LIFTED:
            return self._lifted(t)
        if t.head not in OPERATORS:
            raise outside(_REASONS.get(t.head, t.head))
        numbers = () if t.head == "delta" else t.polys
        arguments = "".join(f" {_argument(self.signal(p))}" for p in t.parts)
        return f"{self.operator(t)}{arguments}{self.point(numbers)}"

    def _lifted(self, t: Term) -> str:
        """Return a sum, product or conjugate of signals, sample by sample."""
        names = [f"{v}_" for v in _POINT[: len(self.axes(t))]]
        at = "".join(f" {v}" for v in names)
        parts = [f"{self.signal(p)}{at}" if is_signal(p) else self.scalar(p, APPLICATION) for p in t.parts]
        joined = f"conj ({parts[0]})" if t.head == "conj" else (" + " if t.head == "plus" else " * ").join(parts)
        return f"(fun {' '.join(names)} => {joined})"

    def axes(self, t: Term) -> tuple[Poly, ...]:
        """Return the moduli of a signal."""
        if t.head == "symbol":
            return self.env.axes_of(t.names[0])
        if t.head == "seq":
            return t.polys
        parts = [self.axes(p) for p in t.parts if is_signal(p)]
        return parts[0] if t.head in LIFTED else DEFINITIONS[t.head].axes(t, parts)

    def operator(self, t: Term) -> str:
        """Return the name of the operator of a term; its definition is written down where it is new."""
        parts, axes = [self.axes(p) for p in t.parts], self.axes(t)
        for modulus in (m for row in (axes, *parts) for m in row):
            self.check_modulus(modulus)
        ranks = [len(row) for row in parts] or [len(axes)]
        name = t.head if set(ranks) == {1} else f"{t.head}_{'_'.join(map(str, dict.fromkeys(ranks)))}d"
        name += "_with" if t.head in ("conv", "corr") and t.polys else ""
        if name not in self.operators:
            self.operators[name] = self._definition(t, name, parts, axes)
        if name not in self.used:
            self.used.append(name)
        return name

    def _definition(self, t: Term, name: str, parts: list[tuple[Poly, ...]], axes: tuple[Poly, ...]) -> str:
        signals, index = _SIGNALS[: len(parts)], _POINT[: len(axes)]
        bound = tuple(zip(_BOUND, parts[0], strict=False)) if parts else ()
        letters = _NUMBERS if t.head in ("conv", "corr") else ("k",) if len(axes) == 1 else ("a", "b", "c")
        count = 0 if t.head == "delta" else len(t.polys)
        if count > len(letters) or len(index) < len(axes) or len(bound) < len(parts[0] if parts else ()):
            raise outside("strides on several axes, and signals with more than three axes")
        numbers = letters[:count]
        polys = t.polys if t.head == "delta" else tuple(map(symbol, numbers))
        general = Term(t.head, tuple(Term("symbol", (), (), (f,)) for f in signals), polys)
        body = self.scalar(DEFINITIONS[t.head].body(general, tuple(map(symbol, index)), bound))
        kinds = [arrow(len(row)) for row in parts]
        arguments = (
            f" ({' '.join(signals)} : {kinds[0]})"
            if len(set(kinds)) == 1
            else "".join(f" ({f} : {kind})" for f, kind in zip(signals, kinds, strict=True))
        )
        indices = f" ({' '.join((*numbers, *index))} : R)" if numbers or index else ""
        return f"Definition {name}{arguments}{indices} : C :=\n  {body}."

    # ---------------------------------------------------------------------------------------------- products

    def atoms(self, atoms: Sequence[Term], level: int = SUM) -> str:
        """Return a product of atoms; 1 if there are none."""
        text = " * ".join(self.scalar(a, APPLICATION) for a in atoms)
        return fenced(text or "1", PRODUCT if len(atoms) > 1 else APPLICATION, level)

    def summed(self, p: Product) -> str:
        """Return a product without its coefficient, as the last factor of a product."""
        for _, modulus in p.binders:
            self.check_modulus(modulus)
        if not p.binders:
            return self.atoms(p.atoms, APPLICATION)
        return self.sums([v for v, _ in p.binders], self.atoms(p.atoms))

    def product(self, p: Product) -> str:
        """Return coefficient · Σ atoms, also where the coefficient is 1."""
        return f"{self.coefficient(p.coefficient, PRODUCT)} * {self.summed(p)}"

    def state(self, state: State | Sequence[Product]) -> str:
        """Return one line of a proof; sums of products nest to the left."""
        if isinstance(state, Term):
            return self.scalar(state)
        return " + ".join(map(self.product, state)) or "0"


def _argument(text: str) -> str:
    """Return a text as an argument of a function."""
    return text if text.isidentifier() or text in ("0", "1") or _is_fenced(text) else f"({text})"


def _is_fenced(text: str) -> bool:
    """Tell whether a text begins with a parenthesis that its end closes."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return text[0] == "(" and place == len(text) - 1
    return False
