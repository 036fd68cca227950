"""The states of a proof as the formulas that people read: letters, order of indices, no conjugates of real numbers.

May import: ``letters``, ``term_writing``, ``tree``, ``terms``, ``syntax``. Nothing here is part of a proof: what is
shown has the value of the state, written with care.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from symconv.polynomials import ONE, ZERO, symbol
from symconv.proving.drafts import fresh_names, names_of
from symconv.proving.term_writing import state_node
from symconv.proving.tree import bound_names, rebuilt
from symconv.syntax.nodes import Add, Call, Index, Name, Negative, Node, Number, Power, Product, Summation, children
from symconv.terms import Context, State, Term, kronecker
from symconv.terms import Product as TermProduct

__all__ = ["NOTHING", "Paper", "renamed"]

COMPLEX_VALUES = frozenset({"dft", "idft", "ztransform", "dtft"})
NOTHING = Number(Fraction(0))


@dataclass(frozen=True, slots=True)
class Paper:
    """Writes the states of proofs in one context."""

    context: Context
    exact: bool = False
    """Write what the trusted core has: samples of sums of signals, conjugates of real numbers."""
    circle: bool = False
    """The statement is about residues, so that sums without limits run over these."""

    def state(self, state: State, letters: Mapping[str, str]) -> Node:
        """Return a state with its bound indices renamed."""
        return self.node(renamed(state_node(state, pointwise=not self.exact), letters))

    def products(self, state: State, letters: tuple[Mapping[str, str], ...]) -> Node:
        """Return a sum of products, each with letters of its own."""
        if isinstance(state, Term):
            return self.state(state, letters[0])
        shown = [p if self.circle else _over_one_period(p, own) for p, own in zip(state, letters, strict=True)]
        nodes = [renamed(state_node((p,)), own) for p, own in zip(shown, letters, strict=True)]
        kept = tuple(node for node in nodes if node != NOTHING)
        return self.node(Add(kept) if len(kept) > 1 else kept[0] if kept else NOTHING)

    def node(self, node: Node, *, plain: bool = True) -> Node:
        """Return an expression with its indices in order, and (if ``plain``) without conjugates of real numbers."""
        c = self.context
        if plain and not self.exact:
            others = {s.name for s in c.signals if not s.real} | {s.name for s in c.scalars if not s.real}
            node = _without_conjugates(node, frozenset({"I"}) | others)
        return _arranged(node, frozenset(c.positive), ())

    def index(self, node: Node, bound: tuple[str, ...]) -> Node:
        """Return an index by itself with its terms in order; ``bound`` are the letters of bound indices."""
        return _index(node, frozenset(self.context.positive), bound)


def _over_one_period(p: TermProduct, letters: Mapping[str, str]) -> TermProduct:
    """Write residues modulo T as integers: sums have the limits 0 … T−1, and δ modulo T is Σ_j δ[e − T·j]."""
    if all(m == ZERO for _, m in p.binders) and all(a.head != "kronecker" or a.polys[1] == ZERO for a in p.atoms):
        return p
    binders, atoms = [(v, ZERO) for v, _ in p.binders], list[Term]()
    used = names_of(p).union(letters, letters.values())
    for a in p.atoms:
        if a.head == "kronecker" and a.polys[1] != ZERO:
            (turn,) = fresh_names(1, used)
            used |= {turn}
            binders.append((turn, ZERO))
            atoms.append(kronecker(a.polys[0] - a.polys[1] * symbol(turn)))
        else:
            atoms.append(a)
    for v, modulus in p.binders:
        if modulus != ZERO:
            atoms += [Term("guard", (), (bound,)) for bound in (symbol(v), modulus - ONE - symbol(v))]
    return TermProduct(p.coefficient, tuple(binders), tuple(atoms))


def renamed(node: Node, letters: Mapping[str, str]) -> Node:
    """Return a node with its bound indices renamed."""
    match node:
        case Name(name):
            return Name(letters[name]) if name in letters else node
        case Number():
            return node
        case Summation(indices):
            inner = rebuilt(node, lambda child: renamed(child, letters))
            return replace(inner, indices=tuple(letters.get(v, v) for v in indices))  # type: ignore[call-arg]
    return rebuilt(node, lambda child: renamed(child, letters)) if letters else node


def _without_conjugates(node: Node, complex_names: frozenset[str]) -> Node:
    if isinstance(node, Name | Number):
        return node
    if isinstance(node, Call) and node.function == "conj" and not _mentions(node, complex_names):
        return _without_conjugates(node.arguments[0], complex_names)
    return rebuilt(node, lambda child: _without_conjugates(child, complex_names))


def _mentions(node: Node, names: frozenset[str]) -> bool:
    if isinstance(node, Name):
        return node.name in names
    if isinstance(node, Call) and node.function in COMPLEX_VALUES:
        return True
    return any(_mentions(child, names) for child in children(node))


# ------------------------------------------------------------------------------------------------- order of indices


def _arranged(node: Node, positive: frozenset[str], bound: tuple[str, ...]) -> Node:
    """Put the terms and factors of indices in the order of a definition, x[s*n + d*m - p]; squares are powers."""

    def index(part: Node) -> Node:
        return _index(part, positive, bound)

    match node:
        case Name() | Number():
            return node
        case Summation(indices, lower, upper, body):
            first, last = (None if limit is None else index(limit) for limit in (lower, upper))
            return Summation(indices, first, last, _arranged(body, positive, (*bound, *indices)))
        case Index(signal, indices):
            return Index(_arranged(signal, positive, bound), tuple(map(index, indices)))
        case Power(base, exponent):
            return Power(_arranged(base, positive, bound), index(exponent))
        case Call("exp", (angle,)):
            return Call("exp", (index(angle),))
        case Call(function, (signal, *others), options) if function in ("shift", "up", "down"):
            return Call(function, (_arranged(signal, positive, bound), *map(index, others)), options)
    inner = (*bound, *sorted(bound_names(node)))
    arranged = rebuilt(node, lambda child: _arranged(child, positive, inner))
    return _with_powers(arranged.factors) if isinstance(arranged, Product) else arranged


def _with_powers(factors: tuple[Node, ...]) -> Node:
    """Return a product, equal factors as a power."""
    flat = [f for factor in factors for f in (factor.factors if isinstance(factor, Product) else (factor,))]
    counts = {factor: flat.count(factor) for factor in flat}
    powers = tuple(f if count == 1 else Power(f, Number(Fraction(count))) for f, count in counts.items())
    return Product(powers, "*") if len(powers) > 1 else powers[0]


def _index(node: Node, positive: frozenset[str], bound: tuple[str, ...]) -> Node:
    def rank(part: Node) -> tuple[int, bool, int]:
        """Numbers, constants, positive numbers, free indices (n first, sizes last), bound indices (outer first)."""
        match part:
            case Number():
                return (0, False, 0)
            case Name("pi" | "I" | "omega" as name):
                return (1, False, ("pi", "I", "omega").index(name))
            case Name(name) if name in positive:
                return (2, False, 0)
            case Name(name):
                return (4, False, bound.index(name)) if name in bound else (3, name[0].isupper(), name != "n")
        return max((rank(child) for child in children(part)), default=(3, False, 0))

    def place(term: Node) -> tuple[bool, bool, tuple[int, bool, int]]:
        inside = term.operand if isinstance(term, Negative) else term
        return isinstance(term, Negative), isinstance(inside, Number), rank(inside)

    if isinstance(node, Name | Number):
        return node
    inner = rebuilt(node, lambda child: _index(child, positive, bound))
    if isinstance(inner, Add):
        return replace(inner, terms=tuple(sorted(inner.terms, key=place)))
    if isinstance(inner, Product):
        return replace(inner, factors=tuple(sorted(inner.factors, key=rank)))
    return inner
