r"""Spellings that have a plain one: ``f(n)``, ``e^{2\pi i k n/N}``, ``x[n] ∗ h[n]``, ``cos(t)``.

Everything is rewritten into the language before it is understood, so that the printed statement shows how it was read.
What could be read in two ways is refused with the two spellings.

May import: ``complaints``, ``language``, ``tree``, ``syntax``. Must never decide what is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from symconv.proving.cases import without_cases
from symconv.proving.complaints import Source, complain
from symconv.proving.language import OPERATORS
from symconv.proving.tree import free_names, rebuilt, unfenced
from symconv.syntax.nodes import (
    Add,
    Call,
    Cases,
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

__all__ = ["Speller", "is_sample", "signal_names"]

IMAGINARY: Final = ("i", "j")
EULER: Final[tuple[Node, ...]] = (Name("e"), Name("E"))
TWO: Final = Number(Fraction(2))


def signal_names(nodes: Iterable[Node]) -> frozenset[str]:
    """Return the names that can only be signals: they are indexed, or stand where an operator needs a signal."""
    found: set[str] = set()

    def walk(node: Node) -> None:
        inner: tuple[Node, ...] = ()
        match node:
            case Index(signal):
                inner = (signal,)
            case Infix(_, left, right):
                inner = (left, right)
            case Call(function, arguments) if function in OPERATORS:
                inner = arguments[: OPERATORS[function].signals]
        found.update(name.name for name in map(unfenced, inner) if isinstance(name, Name))
        if isinstance(node, Infix) or (isinstance(node, Call) and node.function in ("conv", "corr")):
            applied = (part for part in map(unfenced, inner) if isinstance(part, Call))
            found.update(part.function for part in applied if len(part.function) == 1)
        for child in children(node):
            walk(child)

    for node in nodes:
        walk(node)
    return frozenset(found)


def _names(node: Node) -> Iterator[str]:
    """Yield every name outside exponents of e and exp: signals, indices, bound or free."""
    match node:
        case Name(name):
            yield name
        case Call("exp"):
            return
        case Power(base, _) if unfenced(base) in EULER:
            return
        case Summation(indices):
            yield from indices
    for child in children(node):
        yield from _names(child)


@dataclass(frozen=True, slots=True)
class Speller:
    """Rewrites the expressions of one question."""

    source: Source
    signals: frozenset[str]
    """Names that are signals for certain."""
    taken: frozenset[str]
    """Names that are used outside exponentials."""
    modulus: Node | None

    @classmethod
    def of(cls, source: Source, nodes: Iterable[Node], modulus: Node | None, signals: Iterable[str] = ()) -> Speller:
        """Return a speller that knows all expressions of a question, and the signals of its hypotheses."""
        known = tuple(nodes)
        return cls(
            source,
            signal_names(known) | frozenset(signals),
            frozenset(name for node in known for name in _names(node)),
            modulus,
        )

    def plain(self, node: Node) -> Node:
        """Return the expression in the language of statements."""
        changed = rebuilt(node, self.plain)
        form = self._form(changed)
        return changed if form is None else _placed(form, node)

    def _form(self, node: Node) -> Node | None:
        match node:
            case Power(base, exponent) if unfenced(base) in EULER:
                turned = self._exponent(exponent, needed=unfenced(base) == Name("E"))
                return None if turned is None else Call("exp", (turned,))
            case Call("exp", (exponent,)):
                turned = self._exponent(exponent, needed=True)
                return None if turned is None else Call("exp", (turned,))
            case Call("cos" | "sin" as function, (angle,)):
                return _wave(function, angle)
            case Power(Call("abs", (inner,)), exponent) if unfenced(exponent) == TWO:
                return Call("abs2", (inner,))
            case Cases():
                return without_cases(node, self.source)
            case Call("fourier", arguments):
                return Call("dtft" if self.modulus is None else "dft", self._whole(arguments))
            case Call("inverse_fourier", arguments):
                if self.modulus is None:
                    complain("an inverse transform is idft, over Z/N: say over Z/N", self.source.at(node))
                return Call("idft", self._whole(arguments))
            case Call("ztransform" | "dtft" | "dft" | "idft", arguments) if is_sample(arguments[0]):
                return replace(node, arguments=self._whole(arguments))
            case Power(Index(Name("W"), (Name(),)), exponent) if not isinstance(unfenced(exponent), Number):
                complain("a root of unity is written exp(-2*pi*I/N), or with the other sign", self.source.at(node))
            case Call("mod", (inner, modulus)):
                return self._residue(node, inner, modulus)
            case Call(function, arguments) if function not in OPERATORS and function in {
                *self.signals,
                "delta",
                "step",
            }:
                return Index(Name(function), arguments)
            case Call("conv" | "corr" as function, (left, right), ()):
                return self._of_samples(node, function, left, right)
            case Infix("⊛", left, right):
                if self.modulus is None:
                    complain(
                        "⊛ is the circular convolution: say over Z/N; the linear one is conv(f, g), or f ∗ g",
                        self.source.at(node),
                    )
                return self._of_samples(node, "conv", left, right)
        return None

    # ------------------------------------------------------------------------------------------ exponentials

    def _exponent(self, node: Node, *, needed: bool) -> Node | None:
        """Return an exponent with its imaginary unit as I, or ``None`` where there is none."""
        names = free_or_constant(node)
        if "I" in names:
            return node
        units = [name for name in IMAGINARY if name in names]
        if not units:
            return node if needed else None
        free = [name for name in units if name not in self.taken]
        if len(free) != 1:
            complain(
                f"{units[0]} may be the imaginary unit or an index here: write I for the imaginary unit",
                self.source.at(node),
            )
        return _renamed(node, free[0], "I")

    # ------------------------------------------------------------------------------------------ residues, samples

    def _residue(self, node: Node, inner: Node, modulus: Node) -> Node:
        if self.modulus is None:
            complain("indices modulo N are said by over Z/N; leave the mod out then", self.source.at(node))
        if unfenced(modulus) != unfenced(self.modulus):
            complain("every index is modulo the N of over Z/N, and no other modulus can be said", self.source.at(node))
        return inner

    def _whole(self, arguments: tuple[Node, ...]) -> tuple[Node, ...]:
        """Read ``F{x[n-k]}``: the transform runs along n, or along the only index that there is."""
        signal, *others = arguments
        names = _index_names(signal)
        if not is_sample(signal) or not names:
            return arguments
        index = "n" if "n" in names else min(names)
        if len(names) > 1 and index != "n":
            complain(
                "which index the transform runs along is not clear here; write it of a whole signal, or of seq(n, …)",
                self.source.at(signal),
            )
        return (_sequence(signal, index), *others)

    def _of_samples(self, node: Node, function: str, left: Node, right: Node) -> Node | None:
        """Read ``x[n] ∗ h[n]``, by which (x ∗ h)[n] is meant; the index is the one that both sides have."""
        indices = [_index_names(side) for side in (left, right)]
        if not all(is_sample(side) for side in (left, right)):
            return None
        common = sorted(indices[0] & indices[1])
        if len(common) != 1:
            complain(
                f"which index {function} runs along is not clear here; write {function}(f, g)[n] with whole signals",
                self.source.at(node),
            )
        (index,) = common
        return Index(Call(function, (_sequence(left, index), _sequence(right, index))), (Name(index),))


def _placed(node: Node, where: Node) -> Node:
    """Give what was made the place of what it was made from; what was read keeps its own."""
    if node.span is not None:
        return node
    return replace(rebuilt(node, lambda child: _placed(child, where)), span=where.span)


def free_or_constant(node: Node) -> frozenset[str]:
    """Return the free names of an expression, I among them."""
    return free_names(node) | ({"I"} if _mentions_unit(node) else frozenset())


def _mentions_unit(node: Node) -> bool:
    return node == Name("I") or any(map(_mentions_unit, children(node)))


def _renamed(node: Node, old: str, new: str) -> Node:
    if node == Name(old):
        return Name(new, span=node.span)
    return rebuilt(node, lambda child: _renamed(child, old, new))


def _wave(function: str, angle: Node) -> Node:
    """Return Euler's formula."""
    inner = unfenced(angle)
    turned = Product((Name("I"), *(inner.factors if isinstance(inner, Product) else (inner,))), "*")
    forward, backward = Call("exp", (turned,)), Call("exp", (Negative(turned),))
    if function == "cos":
        return Quotient(Add((forward, backward)), TWO)
    return Quotient(Add((forward, Negative(backward))), Product((TWO, Name("I")), "*"))


def is_sample(node: Node) -> bool:
    """Tell whether an expression is a product of samples and numbers, not a whole signal."""
    match unfenced(node):
        case Index():
            return True
        case Call("conj", (inner,)) | Negative(inner) | Quotient(inner):
            return is_sample(inner)
        case Product(factors):
            return any(map(is_sample, factors))
    return False


def _index_names(node: Node) -> frozenset[str]:
    """Return the names in the indices of the samples of an expression."""
    own: frozenset[str] = frozenset()
    if isinstance(node, Index):
        own = own.union(*map(free_names, node.indices))
    return own.union(*map(_index_names, children(node)))


def _sequence(node: Node, index: str) -> Node:
    """Return the signal index ↦ node by its shortest name."""
    inner = unfenced(node)
    if isinstance(inner, Index) and len(inner.indices) == 1:
        match unfenced(inner.indices[0]):
            case Name(name) if name == index:
                return inner.signal
            case Negative(Name(name)) if name == index:
                return Call("flip", (inner.signal,))
            case Add((Name(name), Negative(shift))) if name == index and index not in free_names(shift):
                return Call("shift", (inner.signal, shift))
            case Add((Name(name), shift)) if name == index and index not in free_names(shift):
                return Call("shift", (inner.signal, Negative(shift)))
    return Call("seq", (Name(index), node))
