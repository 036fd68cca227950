"""Small changes of an expression: what somebody may have forgotten or exchanged.

May import: ``reading``, ``tree``, ``language``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any, Final

from symconv.proving.language import OPERATORS
from symconv.proving.reading import Reading
from symconv.proving.tree import unfenced
from symconv.syntax.nodes import (
    Add,
    Call,
    Fence,
    Index,
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

__all__ = ["edits", "kind", "left_edits", "scaled"]

ONE: Final = Number(Fraction(1))
MOST: Final = 160


class _Edits:
    """Yields every tree that differs from one by a single change."""

    __slots__ = ("factors", "integers", "real", "signals")

    def __init__(self, reading: Reading) -> None:
        self.signals = frozenset(s.name for s in reading.signals) | {"delta", "step"}
        self.real = all(s.real for s in reading.signals)
        self.factors = tuple(map(Name, reading.positive)) if reading.modulus is None else ()
        self.integers = frozenset(reading.integers) - frozenset(reading.positive)

    def of(self, node: Node) -> Iterator[Node]:
        """Yield changes of the node itself, then of its operands."""
        yield from self._here(node)
        if isinstance(node, Index):
            for signal in self.of(node.signal):
                yield replace(node, signal=signal)
            for i, index in enumerate(node.indices):
                for new in _turned(index):
                    yield replace(node, indices=(*node.indices[:i], new, *node.indices[i + 1 :]))
            return
        for field in fields(node):
            if field.name in ("span", "options"):
                continue
            value: Any = getattr(node, field.name)
            if isinstance(value, Node):
                for new in self.of(value):
                    changed: dict[str, Any] = {field.name: new}
                    yield replace(node, **changed)
            elif isinstance(value, tuple):
                for i, item in enumerate(value):
                    if isinstance(item, Node):
                        for new in self.of(item):
                            changed = {field.name: (*value[:i], new, *value[i + 1 :])}
                            yield replace(node, **changed)

    def _here(self, node: Node) -> Iterator[Node]:
        match node:
            case Name(name) if name in self.signals:
                yield from self._around(node)
            case Name(name) if name in self.integers:
                yield Add((node, ONE))
                yield Add((node, Negative(ONE)))
            case Name(name) if not self.real and name not in ("I", "pi", "omega"):
                yield Call("conj", (node,))
            case Call(function) if function in OPERATORS:
                yield from self._call(node)
                if OPERATORS[function].result in ("signal", "residues"):
                    yield from self._around(node)
                elif OPERATORS[function].result == "line" and not self.real:
                    yield Call("conj", (node,))
            case Index(_, indices):
                if len(indices) > 1 or not isinstance(unfenced(indices[0]), Add):
                    yield replace(node, indices=tuple(map(_negative, indices)))
                for step in (ONE, Negative(ONE)):
                    yield replace(node, indices=(_plus(indices[0], step), *indices[1:]))
                if not self.real:
                    yield Call("conj", (node,))
            case Add((Summation() as left, Summation() as right)):
                yield Product((left, right), "*")
            case Summation(_, Node() as lower, Node() as upper, _):
                for step in (ONE, Negative(ONE)):
                    yield replace(node, upper=_plus(upper, step))
                    yield replace(node, lower=_plus(lower, step))
            case Power(_, exponent):
                yield replace(node, exponent=_negative(exponent))

    def _around(self, node: Node) -> Iterator[Node]:
        if not (isinstance(node, Call) and node.function in ("flip", "conj")):
            yield Call("flip", (node,))
        if not self.real:
            yield Call("conj", (node,))
            yield Call("conj", (Call("flip", (node,)),))
        for factor in self.factors:
            yield Call("up", (node, factor))

    def _call(self, node: Call) -> Iterator[Node]:
        match node.function, node.arguments:
            case (("conv" | "corr"), (f, g)):
                options = dict(node.options)
                if "stride" in options or "dilation" in options:
                    stride, dilation = options.pop("dilation", ONE), options.pop("stride", ONE)
                    swapped = {"stride": stride, "dilation": dilation, **options}
                    yield replace(node, options=tuple((o, v) for o, v in swapped.items() if v != ONE or o == "padding"))
                yield replace(node, arguments=(g, f))
                other = "corr" if node.function == "conv" else "conv"
                yield replace(node, function=other)
                yield replace(node, function=other, arguments=(g, f))
                yield from self._swapped_factors(node, f, g)
            case (("up" | "down"), (f, _)):
                yield replace(node, function="down" if node.function == "up" else "up")
                yield f
                for factor in self.factors:
                    yield replace(node, arguments=(f, factor))
            case (("flip" | "conj"), (f,)):
                yield f
            case "shift", (f, *steps):
                yield f
                yield replace(node, arguments=(f, *map(_negative, steps)))
                for factor in self.factors:
                    yield replace(node, arguments=(f, *(Product((factor, step), "*") for step in steps)))
            case "exp", (angle,):
                yield replace(node, arguments=(_negative(angle),))
            case "ztransform", (f, *rest):
                base = rest[0] if rest else Name("z")
                yield replace(node, arguments=(f, Quotient(ONE, base)))
                if not self.real:
                    yield replace(node, arguments=(f, Call("conj", (base,))))
                    yield Call("conj", (replace(node, arguments=(f, Call("conj", (base,)))),))
            case "dtft", (f, *rest):
                yield replace(node, arguments=(f, _negative(rest[0] if rest else Name("omega"))))
            case "dft", _:
                yield replace(node, function="idft")
            case "idft", _:
                yield replace(node, function="dft")

    @staticmethod
    def _swapped_factors(node: Call, f: Node, g: Node) -> Iterator[Node]:
        left, right = unfenced(f), unfenced(g)
        if isinstance(left, Call) and isinstance(right, Call) and {left.function, right.function} <= {"up", "down"}:
            first, second = left.arguments, right.arguments
            yield replace(
                node,
                arguments=(
                    replace(left, arguments=(first[0], *second[1:])),
                    replace(right, arguments=(second[0], *first[1:])),
                ),
            )


def edits(reading: Reading, right: Node) -> tuple[Node, ...]:
    """Return right sides that differ from one by a single change, the likely ones first."""
    found: list[Node] = [_negative(right)]
    if not reading.whole and not all(s.real for s in reading.signals):
        found.append(Call("conj", (right,)))
    for edit in _Edits(reading).of(right):
        if edit not in found:
            found.append(edit)
        if len(found) >= MOST:
            break
    if reading.whole and reading.dimension == 1 and reading.modulus is None:
        names = [Name(n) for n in reading.integers]
        steps = (ONE, Negative(ONE), *names, *map(Negative, names))
        found += [Call("shift", (right, step)) for step in steps]
    return tuple(found)


def left_edits(left: Node) -> tuple[Node, ...]:
    """Return left sides that may have been meant: up- and downsampling exchanged, a whole turn for a half."""
    match unfenced(left):
        case Call("up" | "down" as outer, (Call("up" | "down" as inner, (f, a)), b)) if outer != inner:
            return (Call(inner, (Call(outer, (f, b)), a)),)
        case Call("dtft", (f, Add((omega, Name("pi"))))):
            return (Call("dtft", (f, Add((omega, Product((Number(Fraction(2)), Name("pi")), "*"))))),)
    return ()


def scaled(reading: Reading, right: Node, ratio: Fraction, names: dict[str, int]) -> tuple[Node, ...]:
    """Return constant multiples of the right side that would give one value of the left side."""
    found: list[Node] = []
    for name, value in names.items():
        if value > 1:
            if ratio == value:
                found.append(Product((Name(name), right), "*"))
            if ratio * value == 1:
                found.append(Quotient(_grouped(right), Name(name)))
            if ratio == value * value:
                found.append(Product((Power(Name(name), Number(Fraction(2))), right), "*"))
    if abs(ratio.numerator) <= 12 and ratio.denominator <= 12 and ratio not in (0, 1, -1):
        constant: Node = Number(Fraction(abs(ratio.numerator)))
        if ratio.denominator > 1:
            constant = Quotient(constant, Number(Fraction(ratio.denominator)))
        product = Product((constant, right), "*")
        found.append(product if ratio > 0 else Negative(product))
    return tuple(found)


def _negative(node: Node) -> Node:
    inner = unfenced(node)
    if isinstance(inner, Negative):
        return inner.operand
    if isinstance(inner, Number) and not inner.value:
        return inner
    return Negative(_grouped(inner))


def _plus(node: Node, step: Node) -> Node:
    """Return node ± 1, with numbers added up."""
    inner = unfenced(node)
    terms = inner.terms if isinstance(inner, Add) else (inner,)
    total, kept = _constant(step), []
    for term in terms:
        value = _constant(term)
        total += value
        if not value:
            kept.append(term)
    if total:
        number = Number(abs(total))
        kept.append(number if total > 0 else Negative(number))
    return Add(tuple(kept)) if len(kept) > 1 else kept[0] if kept else Number(Fraction(0))


def _constant(node: Node) -> Fraction:
    if isinstance(node, Negative):
        return -_constant(node.operand)
    return node.value if isinstance(node, Number) else Fraction(0)


def _turned(index: Node) -> Iterator[Node]:
    """Yield an index with the sign of one of its terms changed."""
    inner = unfenced(index)
    if isinstance(inner, Add):
        for i, term in enumerate(inner.terms):
            yield replace(inner, terms=(*inner.terms[:i], _negative(term), *inner.terms[i + 1 :]))
        yield _negative(inner)


def _grouped(node: Node) -> Node:
    return Fence(node) if isinstance(node, Add) else node


def kind(node: Node) -> str:
    """Return one text for expressions that differ only by the order of a convolution's or a product's factors."""
    inside, wrapped = unfenced(node), set[str]()
    while isinstance(inside, Call) and inside.function in ("flip", "conj"):
        wrapped ^= {inside.function}
        inside = unfenced(inside.arguments[0])
    parts = [kind(child) for child in children(inside)]
    if isinstance(inside, Product) or (isinstance(inside, Call) and inside.function == "conv"):
        parts.sort()
    label = next((str(getattr(inside, a)) for a in ("function", "name", "value") if hasattr(inside, a)), "")
    if isinstance(inside, Call):
        label += " ".join(option for option, _ in inside.options)
    inner = ", ".join(parts)  # the text of a list would double its quotes at every level
    return f"{' '.join(sorted(wrapped))}:{type(inside).__name__} {label}({inner})"
