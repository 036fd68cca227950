"""Which expressions say the same in other words: the flip of the kernel, flips and conjugates pushed inwards.

Of several repairs in one family only the first is worth showing. This decides nothing: it compares spellings.

May import: ``language``, ``reading``, ``tree``, ``syntax``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from symconv.proving.language import SIGNS
from symconv.proving.reading import Reading
from symconv.syntax.nodes import (
    Add,
    Call,
    Fence,
    Index,
    Infix,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Summation,
    children,
)
from symconv.syntax.printing import to_text

__all__ = ["family"]

INVERSE: Final = {"ztransform": "1/z", "dtft": "-omega"}


def family(reading: Reading, node: Node) -> str:
    """Return one text for all spellings of an expression that differ by flips, conjugates and order.

    Examples
    --------
    >>> from symconv.proving.asking import ask
    >>> reading = ask("corr(f, h) = conv(f, flip(h))").read()
    >>> len({family(reading, side) for side in reading.sides})
    1
    """
    real = frozenset(s.name for s in reading.signals if s.real) | {s.name for s in reading.scalars if s.real}
    signals = frozenset(s.name for s in reading.signals) | {"delta", "step"}
    spelling = _Spelling(real, signals)
    text = spelling.signal(node, flipped=False, conjugated=False) if reading.whole else spelling.number(node)
    return text.replace("N·", "", 1).replace("/N", "", 1) if "N·" in text and "/N" in text else text


class _Spelling:
    __slots__ = ("real", "signals")

    def __init__(self, real: frozenset[str], signals: frozenset[str]) -> None:
        self.real, self.signals = real, signals

    def signal(self, node: Node, *, flipped: bool, conjugated: bool) -> str:
        """Return the text of a signal that is flipped or conjugated on top."""

        def inner(part: Node, *, flip: bool = flipped, conjugate: bool = conjugated) -> str:
            return self.signal(part, flipped=flip, conjugated=conjugate)

        match node:
            case Fence(part):
                return inner(part)
            case Name("delta"):
                return "delta"
            case Name(name):
                return f"{name}{'~' * flipped}{'*' * (conjugated and name not in self.real)}"
            case Infix(sign, left, right):
                return inner(Call(SIGNS[sign], (left, right)))
            case Call("flip", (part,)):
                return inner(part, flip=not flipped)
            case Call("conj", (part,)):
                return inner(part, conjugate=not conjugated)
            case Call("conv", (a, b), ()):
                return f"conv({','.join(sorted((inner(a), inner(b))))})"
            case Call("corr", (a, b), ()):
                turned = inner(b, flip=not flipped, conjugate=not conjugated)
                return f"conv({','.join(sorted((inner(a), turned)))})"
            case Call("dft" | "idft" as function, (part,)):
                return (
                    f"dft({inner(part, flip=flipped ^ conjugated ^ (function == 'idft'))}){'/N' * (function == 'idft')}"
                )
            case Call("shift", (part, *steps)):
                signed = [_sum(Negative(step) if flipped else step) for step in steps]
                return f"shift({inner(part)},{','.join(signed)})"
            case Call("up" | "down" as function, (part, *factors)):
                return f"{function}({inner(part)},{','.join(map(to_text, factors))})"
            case Negative(part):
                return f"-{inner(part)}"
            case Add(terms):
                return "+".join(sorted(map(inner, terms)))
            case Product(factors):
                parts = [inner(f) if self._is_signal(f) else self.number(f, conjugated=conjugated) for f in factors]
                return "·".join(sorted(parts))
            case Quotient(top, bottom):
                return f"{inner(top)}/{to_text(bottom)}"
        return f"{'~' * flipped}{'*' * conjugated}{to_text(node)}"

    def number(self, node: Node, *, conjugated: bool = False) -> str:
        """Return the text of a number that is conjugated on top."""

        def inner(part: Node) -> str:
            return self.number(part, conjugated=conjugated)

        match node:
            case Fence(part):
                return inner(part)
            case Name(name):
                return f"{name}{'*' * (conjugated and name not in self.real)}"
            case Call("conj", (part,)):
                return self.number(part, conjugated=not conjugated)
            case Index(signal, indices):
                spellings = [
                    f"{self.signal(signal, flipped=turn, conjugated=conjugated)}"
                    f"[{','.join(_sum(Negative(i) if turn else i) for i in indices)}]"
                    for turn in (False, True)
                ]
                return min(spellings)
            case Call("ztransform" | "dtft" as function, (part, *rest)):
                point = to_text(rest[0]) if rest else ""
                known = point in ("", INVERSE[function])
                turned = known and bool(point)
                spelled = self.signal(part, flipped=turned, conjugated=conjugated)
                return f"{function}({spelled},{'' if known else point}){'*' * conjugated}"
            case Call("inner", (f, g)):
                texts = (self.signal(part, flipped=False, conjugated=conjugated) for part in (f, g))
                return f"inner({','.join(texts)})"
            case Summation(indices, lower, upper, body):
                ends = [_sum(e) if e is not None else "" for e in (lower, upper)]
                return f"sum({','.join(indices)},{','.join(ends)},{inner(body)})"
            case Negative(part):
                return f"-{inner(part)}"
            case Add(terms):
                return "+".join(sorted(map(inner, terms)))
            case Product(factors):
                return "·".join(sorted(map(inner, factors)))
            case Quotient(top, bottom):
                return f"{inner(top)}/{inner(bottom)}"
            case Power(base, exponent):
                return f"{inner(base)}^{_sum(exponent)}"
        return f"{'*' * conjugated}{to_text(node)}"

    def _is_signal(self, node: Node) -> bool:
        if isinstance(node, Name):
            return node.name in self.signals
        if isinstance(node, Call):
            return node.function not in ("inner", "ztransform", "dtft", "exp") and any(
                map(self._is_signal, children(node))
            )
        return isinstance(node, Add | Negative | Product | Fence) and any(map(self._is_signal, children(node)))


def _sum(node: Node) -> str:
    """Return an index with its terms in order and its numbers added up."""
    terms: dict[str, Fraction] = {}

    def walk(part: Node, sign: int) -> None:
        match part:
            case Fence(inner):
                walk(inner, sign)
            case Negative(inner):
                walk(inner, -sign)
            case Add(parts):
                for one in parts:
                    walk(one, sign)
            case Number(value=value):
                terms["1"] = terms.get("1", Fraction(0)) + sign * value
            case _:
                terms[to_text(part)] = terms.get(to_text(part), Fraction(0)) + sign

    walk(node, 1)
    return " ".join(f"{value}·{text}" for text, value in sorted(terms.items()) if value) or "0"
