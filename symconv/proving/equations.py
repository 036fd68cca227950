"""Hypotheses that are written as equations: ``h = flip(h)``, ``f[-n] = f[n]``, ``f[n+T] = f[n]``, ``y[n] = …``.

May import: ``assumptions``, ``centers``, ``complaints``, ``language``, ``tree``, ``polynomials``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass

from symconv.polynomials import ONE, ZERO, Poly, number, symbol
from symconv.proving.assumptions import (
    Assumption,
    Coprime,
    Declared,
    Defined,
    Periodic,
    Related,
    Supported,
    Symmetric,
    Symmetry,
)
from symconv.proving.centers import mirror_of
from symconv.proving.complaints import Source, complain
from symconv.proving.language import OPERATORS
from symconv.proving.tree import bound_names, free_names, unfenced
from symconv.syntax.nodes import (
    Add,
    Call,
    Index,
    Infix,
    Name,
    Negative,
    Node,
    Number,
    Product,
    Quotient,
    Summation,
    Vector,
    children,
)

__all__ = ["definition", "has_samples", "is_signal", "refuse_fixed_letters", "sample_equation", "signal_equation"]

SYMMETRIES = {(1, False): "even", (-1, False): "odd", (1, True): "hermitian"}


def signal_equation(source: Source, left: Node, right: Node) -> Assumption | None:
    """Read an equation between signals: a symmetry, ``f = conj(f)``, or a definition; ``None`` for other equations."""
    for one, other in ((left, right), (right, left)):
        name = unfenced(one)
        if isinstance(name, Name) and name.name in free_names(other):
            moved = _moved(name.name, other)
            if moved is not None and (moved[1] or moved[2]):
                return _symmetry(source, name.name, *moved, place=other)
    name = unfenced(left)
    if isinstance(name, Name) and is_signal(right):
        return definition(source, name.name, right)
    name = unfenced(right)
    if isinstance(name, Name) and is_signal(left):
        return definition(source, name.name, left)
    return None


def definition(source: Source, name: str, value: Node, *, let: bool = False) -> Defined:
    """Return what introduces a name; refuses one that is defined by itself."""
    if name in free_names(value):
        complain(
            f"{name} is defined by itself; even, odd, hermitian, real and period are hypotheses of their own",
            source.at(value),
        )
    return Defined(source, name, value, let=let)


def _moved(name: str, node: Node) -> tuple[int, bool, bool] | None:
    """Return (sign, conjugated, reversed) for ±conj(flip(name)) and its like."""
    match unfenced(node):
        case Name(found) if found == name:
            return 1, False, False
        case Negative(inner):
            moved = _moved(name, inner)
            return moved and (-moved[0], moved[1], moved[2])
        case Call("conj", (inner,)):
            moved = _moved(name, inner)
            return moved and (moved[0], not moved[1], moved[2])
        case Call("flip", (inner,)):
            moved = _moved(name, inner)
            return moved and (moved[0], moved[1], not moved[2])
    return None


def _symmetry(
    source: Source,
    name: str,
    sign: int,
    conjugated: bool,
    mirrored: bool,
    place: Node,
    letters: tuple[str, ...] = (),
) -> Assumption:
    if mirrored and (sign, conjugated) in SYMMETRIES:
        found: Symmetry = SYMMETRIES[sign, conjugated]  # type: ignore[assignment]  # its values are symmetries
        return Symmetric(source, name, found, letters)
    if not mirrored and (sign, conjugated) == (1, True):
        return Declared(source, name, "real")
    return complain(
        "this symmetry is not in the language; even, odd, hermitian and real are, and period", source.at(place)
    )


@dataclass(frozen=True, slots=True)
class _Sample:
    """±conj(name[indices])."""

    name: str
    indices: tuple[Node, ...]
    sign: int = 1
    conjugated: bool = False


def _sample(node: Node) -> _Sample | None:
    match unfenced(node):
        case Index(signal, indices) if isinstance(name := unfenced(signal), Name):
            return _Sample(name.name, indices)
        case Index(Call("conj", (inner,)), indices) if isinstance(name := unfenced(inner), Name):
            return _Sample(name.name, indices, conjugated=True)
        case Negative(inner):
            found = _sample(inner)
            return found and _Sample(found.name, found.indices, -found.sign, found.conjugated)
        case Call("conj", (inner,)):
            found = _sample(inner)
            return found and _Sample(found.name, found.indices, found.sign, not found.conjugated)
    return None


def sample_equation(source: Source, left: Node, right: Node) -> Assumption | None:
    """Read ``h[n] = h[-n]`` and its like, and ``y[n] = …`` as the definition of y; ``None`` for other equations."""
    one, other = _sample(left), _sample(right)
    if one is not None and other is not None and one.name == other.name:
        return _invariance(source, one, other, left)
    for entry, value in ((unfenced(left), right), (unfenced(right), left)):
        if isinstance(entry, Index) and all(isinstance(i, Name) for i in entry.indices):
            name = unfenced(entry.signal)
            if isinstance(name, Name):
                definition(source, name.name, value)
                names = tuple(i.name for i in entry.indices if isinstance(i, Name))
                return Defined(source, name.name, Call("seq", (*entry.indices, value), span=value.span), indices=names)
    return None


def _invariance(source: Source, one: _Sample, other: _Sample, place: Node) -> Assumption:
    """Read f[…] = ±conj(f[…]): the indices differ by a sign, by a period, or not at all."""
    pairs = [(_polynomial(a), _polynomial(b)) for a, b in zip(one.indices, other.indices, strict=False)]
    sign, conjugated = one.sign * other.sign, one.conjugated != other.conjugated
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    if len(one.indices) == len(other.indices) == len(known):
        names = _letters(known)
        if names and all(not (a + b).terms for a, b in known):
            return _symmetry(source, one.name, sign, conjugated, True, place, names)
        if names and all(a == b for a, b in known):
            return _symmetry(source, one.name, sign, conjugated, False, place, names)
        if (mirror := mirror_of(known)) is not None and (sign, conjugated) in SYMMETRIES:
            found: Symmetry = SYMMETRIES[sign, conjugated]  # type: ignore[assignment]  # its values are symmetries
            return Symmetric(source, one.name, found, *mirror)
        if len(known) == 1 and (sign, conjugated) == (1, False):
            (a, b), (left, right) = known[0], (one.indices[0], other.indices[0])
            for index, moved, gap in ((right, left, a - b), (left, right, b - a)):
                inner = unfenced(index)
                if isinstance(inner, Name) and inner.name not in gap.symbols():
                    return Periodic(source, one.name, _period(source, unfenced(moved), inner, gap), (inner.name,))
    return complain(
        "this equation between samples of one signal is not in the language; h[-n] = h[n], -h[n] or conj(h[n]) are, "
        "h[N - 1 - n] for h[-n] too, and f[n + T] = f[n]",
        source.at(place),
    )


def _letters(pairs: list[tuple[Poly, Poly]]) -> tuple[str, ...]:
    """Return the letters of indices ±n, one per axis; nothing where the indices do not run over all integers."""
    names = tuple(name for a, _ in pairs for name in a.symbols() if a in (symbol(name), -symbol(name)))
    return names if len(names) == len(set(names)) == len(pairs) else ()


def _period(source: Source, moved: Node, index: Name, gap: Poly) -> Node:
    """Return T of f[n ± T] = f[n]."""
    terms = moved.terms if isinstance(moved, Add) else ()
    rest = [term for term in terms if unfenced(term) != index]
    if len(rest) != 1 or len(terms) != 2:
        complain("a period is written f[n + T] = f[n]", source.at(moved))
    period = rest[0]
    return period.operand if isinstance(period, Negative) else period


def _polynomial(node: Node) -> Poly | None:
    """Return an index as a polynomial, or ``None`` where it is none."""
    match unfenced(node):
        case Number(value) if value.denominator == 1:
            return number(int(value))
        case Name(name):
            return symbol(name)
        case Negative(inner):
            found = _polynomial(inner)
            return None if found is None else -found
        case Add(terms):
            parts = [_polynomial(term) for term in terms]
            total = ZERO
            for part in parts:
                if part is None:
                    return None
                total = total + part
            return total
        case Product(factors):
            product = ONE
            for part in map(_polynomial, factors):
                if part is None:
                    return None
                product = product * part
            return product
    return None


def refuse_fixed_letters(sides: tuple[Node, ...], assumptions: tuple[Assumption, ...], modulus: Node | None) -> None:
    """Refuse ``x[N] = 0`` where N is one number: an equation between samples is meant for every index."""
    fixed = free_names(modulus) if modulus is not None else frozenset()
    fixed |= frozenset().union(*map(_limits, sides), *map(_fixed_by, assumptions))
    for a in assumptions:
        if isinstance(a, Symmetric | Periodic | Defined):
            for letter in sorted(fixed & set(a.indices)):
                complain(
                    f"an equation between samples holds for every index, and {letter} is a length, a limit or compared "
                    f"elsewhere, so {a.name}[{letter}] may be meant as one sample: use another letter for the index",
                    a.source.at(Name(letter)),
                )


def _fixed_by(a: Assumption) -> frozenset[str]:
    match a:
        case Related(_, _, left, right) | Coprime(_, left, right):
            return free_names(left) | free_names(right)
        case Supported(_, _, first, last):
            return frozenset().union(*(free_names(end) for end in (first, last) if end is not None))
        case Periodic(_, _, period):
            return free_names(period)
        case Symmetric():
            return frozenset().union(*(free_names(center) for center in a.center if center is not None))
        case Defined(_, _, value) if not a.indices:
            return _limits(value)
    return frozenset()


def _limits(node: Node) -> frozenset[str]:
    """Return the names in limits of sums and in options such as a stride."""
    found = frozenset().union(*map(_limits, children(node)))
    if isinstance(node, Summation):
        found |= frozenset().union(*(free_names(end) for end in (node.lower, node.upper) if end is not None))
        return found - frozenset(node.indices)
    if isinstance(node, Call):
        found |= frozenset().union(*(free_names(value) for _, value in node.options))
    return found - bound_names(node)


def has_samples(node: Node) -> bool:
    """Tell whether samples or sums occur in an expression."""
    return isinstance(node, Index | Summation) or any(map(has_samples, children(node)))


def is_signal(node: Node) -> bool:
    """Tell whether an expression can only be a signal."""
    match unfenced(node):
        case Name(name):
            return name in ("delta", "step")
        case Infix() | Vector():
            return True
        case Call(function, arguments):
            result = OPERATORS[function].result if function in OPERATORS else "number"
            return result in ("signal", "residues", "sequence") or (result == "same" and is_signal(arguments[0]))
        case Add(inner) | Product(inner):
            return any(map(is_signal, inner))
        case Negative(operand) | Quotient(operand):
            return is_signal(operand)
    return False
