"""What each rule of the trusted core does, in the words of a textbook: one sentence forwards, one backwards.

A proof is read from the left side to the right side, so the lines that were found from the right are told backwards.

May import: ``drafts``, ``terms``, ``polynomials``, ``writing``, ``derivation``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symconv.derivation import Sentence
from symconv.polynomials import Poly
from symconv.proving.drafts import Line
from symconv.proving.writing import poly_node
from symconv.syntax.nodes import Add, Chain, Name, Node
from symconv.terms import Context, Product, State, Term

__all__ = ["narrate"]

Slots = tuple[tuple[str, Node | str], ...]


@dataclass(frozen=True, slots=True)
class Narration:
    """The sentences of one rule; ``slots`` finds what fills them, ``None`` asks for the plain sentence."""

    rule: str
    forwards: str
    backwards: str
    slots: Callable[[Line, Context], Slots] | None = None


def narrate(line: Line, context: Context, *, backwards: bool) -> Sentence:
    """Return the sentence for one line of a proof."""
    if line.rule == "expand" and _conjugates(line.before) > _conjugates(line.after):
        return Sentence("the signals are real, so conjugation changes nothing")
    if line.rule == "reindex" and _is_renaming(line):
        return Sentence("name the indices anew")
    if line.rule == "reindex":
        return _substitution(line, backwards=backwards)
    for narration in NARRATIONS:
        if narration.rule == line.rule:
            template = narration.backwards if backwards else narration.forwards
            return Sentence(template, narration.slots(line, context) if narration.slots else ())
    return Sentence(line.rule)


def _definition(line: Line, context: Context) -> Slots:
    term = line.before
    for place in line.arguments[0]:
        term = term.parts[place] if isinstance(term, Term) else term
    head = term.parts[0].head if isinstance(term, Term) and term.parts else ""
    if head == "symbol" and isinstance(term, Term):
        return (("what", Name(term.parts[0].names[0])),)
    return (("what", WORDS.get(head, head)),)


def _sifted(line: Line, context: Context) -> Slots:
    t, j, name = line.arguments
    product = _product(line.before, t)
    slope, rest = product.atoms[j].polys[0].linear(name)
    return (("what", Chain(Name(name), (("=", poly_node(-rest * slope)),))),)


def _substitution(line: Line, *, backwards: bool) -> Sentence:
    _, old, _, there, _ = line.arguments
    changed = [(v, e) for v, e in zip(old, there, strict=True) if e != Poly(((((v, 1),), 1),))]
    slots = tuple((f"map{i}", Chain(Name(v), (("→", poly_node(e)),))) for i, (v, e) in enumerate(changed))
    maps = " and ".join(f"{{{name}}}" for name, _ in slots)
    return Sentence(f"substitute {maps}{', backwards' if backwards else ''}", slots)


def _symmetry(line: Line, context: Context) -> Slots:
    symmetry = context.symmetries[line.arguments[2]]
    if symmetry.conjugate:
        kind = "Hermitian" if symmetry.sign == 1 else "anti-Hermitian"
    else:
        kind = "even" if symmetry.sign == 1 else "odd"
    if any(c is not None and c.terms for c in symmetry.center):
        kind = "symmetric about its centre" if symmetry.sign == 1 else "antisymmetric about its centre"
    return (("what", Name(symmetry.signal)), ("kind", kind))


def _division(line: Line, context: Context) -> Slots:
    _, name, divisor, quotient, rest = line.arguments
    product = poly_node(divisor * Poly(((((quotient, 1),), 1),)))
    return (("what", Chain(Name(name), (("=", Add((product, Name(rest)))),))),)


def _condition(line: Line, context: Context) -> Slots:
    return (("what", Chain(poly_node(line.arguments[1]), ((">=", poly_node(Poly(()))),))),)


def _index(line: Line, context: Context) -> Slots:
    return (("what", Name(line.arguments[1])),)


def _index_used(line: Line, context: Context) -> Slots:
    return (("what", Name(line.arguments[2])),)


WORDS = {
    "conv": "convolution",
    "corr": "correlation",
    "flip": "flip",
    "shift": "shift",
    "up": "upsampling",
    "down": "downsampling",
    "inner": "the inner product",
    "outer": "the outer product",
    "dft": "the DFT",
    "idft": "the inverse DFT",
    "ztransform": "the z-transform",
    "dtft": "the DTFT",
    "delta": "the unit impulse",
    "step": "the unit step",
    "seq": "the sequence",
    "plus": "the sum of signals",
    "times": "the product of signals",
    "conj": "the conjugate signal",
}

NARRATIONS = (
    Narration("unfold", "definition of {what}", "definition of {what}", _definition),
    Narration(
        "differentiate",
        "product rule: the derivative of one sample by another is 1 where the indices agree, else 0",
        "product rule, backwards",
    ),
    Narration("expand", "multiply out and put the sums in front", "put each sum back to its factors"),
    Narration("sift", "the impulse leaves only {what}", "an impulse at {what}, summed over", _sifted),
    Narration("insert", "an impulse, summed over, changes nothing", "the impulse is summed away"),
    Narration("use", "where the impulse is 1, {what} is known", "where the impulse is 1, {what} is known", _index_used),
    Narration(
        "lattice",
        "multiples of two numbers without a common factor meet at multiples of both",
        "multiples of two numbers without a common factor meet at multiples of both",
    ),
    Narration("reflect", "{what} is {kind}", "{what} is {kind}", _symmetry),
    Narration("wrap", "an index counts only up to the period", "an index counts only up to the period"),
    Narration(
        "orthogonality",
        "a full turn of roots of unity sums to zero unless every one of them is 1",
        "write the impulse as a sum of roots of unity",
    ),
    Narration("count", "count the values of {what}, on which nothing depends", "spread over {what}", _index),
    Narration("add_guard", "outside this range there are only zeros", "the limits cut off only zeros"),
    Narration("drop_guard", "the limits cut off only zeros", "outside this range there are only zeros"),
    Narration("lift", "the range is not empty, so the limits change nothing", "the range is not empty"),
    Narration("split", "split the sum where {what}", "join the two parts", _condition),
    Narration("divide", "divide with remainder: {what}", "put quotient and remainder together", _division),
    Narration(
        "residues", "a full range of residues, written the other way", "a full range of residues, written the other way"
    ),
    Narration("share", "write it as two halves", "put the halves together"),
    Narration("tidy", "collect", "collect"),
)
"""One row for each rule of the trusted core but ``reindex``, which may change several indices."""


def _product(state: State, place: int) -> Product:
    if isinstance(state, Term):
        raise TypeError("a sum of products was expected")
    return state[place]


def _is_renaming(line: Line) -> bool:
    _, _, new, there, _ = line.arguments
    names = {v for v, _ in new}
    return all(len(e.terms) == 1 and e.terms[0][1] == 1 and e.symbols() <= names for e in there)


def _conjugates(state: State) -> int:
    def count(term: Term) -> int:
        return (term.head == "conj") + sum(map(count, term.parts))

    if isinstance(state, Term):
        return count(state)
    return sum(count(atom) for product in state for atom in product.atoms)
