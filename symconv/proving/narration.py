"""What each rule of the trusted core does, in the words of a textbook: one sentence forwards, one backwards.

A proof is read from one side to the other, so the lines that were found from the far side are told backwards.

May import: ``changes``, ``reasons``, ``drafts``, ``terms``, ``polynomials``, ``writing``, ``derivation``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from symconv.derivation import Sentence
from symconv.polynomials import ONE, ZERO, Poly, number, symbol
from symconv.proving.changes import collected, expanded, regrouped
from symconv.proving.drafts import Line
from symconv.proving.phrases import RENAMED, listed, together
from symconv.proving.reasons import inequality, reasons
from symconv.proving.term_writing import term_node
from symconv.proving.writing import poly_node
from symconv.syntax.nodes import Add, Call, Chain, Index, Name, Node, Number, Quotient, Vector
from symconv.terms import Context, Product, State, Term, symbols_of

__all__ = ["NARRATIONS", "narrate", "substitution"]

Slots = tuple[tuple[str, Node | str], ...]
Letters = Callable[[Node], Node]
"""Puts the letters of the page for the indices of the trusted core."""


@dataclass(frozen=True, slots=True)
class Narration:
    """The sentences of one rule; ``slots`` finds what fills them."""

    rule: str
    forwards: str
    backwards: str
    slots: Callable[[Line, Context], Slots] | None = None


def narrate(line: Line, context: Context, conjugates: Callable[[Term], bool], *, backwards: bool) -> Sentence:
    """Return the sentence for one line of a proof, in the letters of the trusted core; see also `substitution`.

    ``conjugates`` tells which terms are shown with a conjugate.
    """
    match line.rule:
        case "expand":
            return (regrouped if backwards else expanded)(line, conjugates)
        case "tidy":
            return collected(line, backwards=backwards)
        case "add_guard" | "drop_guard":
            return _limits(line, context, backwards=backwards)
        case "differentiate":
            return _derived(line, context)
        case "reflect":
            return _symmetry(line, context)
    narration = next(n for n in NARRATIONS if n.rule == line.rule)
    template = narration.backwards if backwards else narration.forwards
    return Sentence(template, narration.slots(line, context) if narration.slots else ())


def substitution(line: Line, before: Letters, after: Letters, *, backwards: bool) -> Sentence:
    """Say which index is replaced by what, in the letters of the page before and after a line."""
    _, old, new, there, back = line.arguments
    maps = zip(old, there, strict=True)
    if backwards:
        maps, before, after = zip((v for v, _ in new), back, strict=True), after, before
    chains = [Chain(before(Name(v)), (("→", after(poly_node(e))),)) for v, e in maps]
    slots = tuple((f"map{i}", c) for i, c in enumerate(c for c in chains if c.first != c.links[0][1]))
    if not slots:
        return RENAMED
    if all(isinstance(c.links[0][1], Name) for _, c in slots):
        new_names = tuple((name, c.links[0][1]) for name, c in slots)
        return Sentence(
            f"name the ind{'ex' if len(slots) == 1 else 'ices'} " + listed([f"{{{n}}}" for n, _ in slots]), new_names
        )
    return Sentence("substitute " + listed([f"{{{name}}}" for name, _ in slots]), slots)


def _definition(line: Line, context: Context) -> Slots:
    term = line.before
    for place in line.arguments[0]:
        term = term.parts[place] if isinstance(term, Term) else term
    if not isinstance(term, Term) or not term.parts:
        return (("what", ""),)
    signal = term.parts[0]
    if signal.head == "symbol":
        return (("what", Name(signal.names[0])),)
    if signal.head == "seq":
        written = term_node(signal)
        return (("what", written if isinstance(written, Vector) else WORDS["seq"]),)
    if signal.head in ("conv", "corr") and signal.polys:
        return (("what", f"{_adjectives(signal)} {WORDS[signal.head]}".strip()),)
    return (("what", WORDS.get(signal.head, signal.head)),)


def _adjectives(window: Term) -> str:
    """Return which options of a convolution or correlation are used."""
    axes = len(window.polys) // 3
    used = [
        word
        for i, (word, neutral) in enumerate((("strided", ONE), ("dilated", ONE), ("padded", ZERO)))
        if any(value != neutral for value in window.polys[i * axes : (i + 1) * axes])
    ]
    return listed(used) if used else ""


def _sifted(line: Line, context: Context) -> Slots:
    t, j, name = line.arguments
    slope, rest = _product(line.before, t).atoms[j].polys[0].linear(name)
    return (("what", Chain(Name(name), (("=", poly_node(-rest * slope)),))),)


def _limits(line: Line, context: Context, *, backwards: bool) -> Sentence:
    """Say why limits may be set or left out."""
    widened = (line.rule == "drop_guard") != backwards
    why = reasons(line, context)
    nothing = line.rule == "add_guard" and line.arguments[1].constant() is not None
    outside = "outside these limits all is 0" if any("signal" in dict(said.slots) for said in why) else IMPLIED
    lead = "every term is 0" if nothing else outside if widened else LIMITS
    if lead == IMPLIED and not why:
        return Sentence("this limit follows from the others")
    return together([Sentence(f"{lead}: {said.template}", said.slots) for said in why]) if why else Sentence(lead)


def _symmetry(line: Line, context: Context) -> Sentence:
    symmetry = context.symmetries[line.arguments[2]]
    what: Slots = (("what", Name(symmetry.signal)),)
    if not any(c is None or c.terms for c in symmetry.center):
        hermitian = "Hermitian" if symmetry.sign == 1 else "anti-Hermitian"
        kind = hermitian if symmetry.conjugate else "even" if symmetry.sign == 1 else "odd"
        return Sentence("{what} is {kind}", (*what, ("kind", kind)))
    kind = ("conjugate " if symmetry.conjugate else "") + ("symmetric" if symmetry.sign == 1 else "antisymmetric")
    (center,) = symmetry.center if len(symmetry.center) == 1 else (None,)
    if center is None:
        return Sentence("{what} is " + kind + " about its centre", what)
    return Sentence("{what} is " + kind + " about {about}", (*what, ("about", _middle(center))))


def _middle(center: Poly) -> Node:
    """Return half of what an index and its mirror add up to, with one denominator."""
    half = center * number(Fraction(1, 2))
    return poly_node(half) if half.is_integral() else Quotient(poly_node(center), Number(Fraction(2)))


def _division(line: Line, context: Context) -> Slots:
    _, name, divisor, quotient, rest = line.arguments
    return (("what", Chain(Name(name), (("→", Add((poly_node(divisor * symbol(quotient)), Name(rest)))),))),)


def _condition(line: Line, context: Context) -> Slots:
    return (("what", inequality(line.arguments[1])),)


def _index(line: Line, context: Context) -> Slots:
    return (("what", Name(line.arguments[1])),)


def _index_used(line: Line, context: Context) -> Slots:
    t, j, name = line.arguments
    slope, rest = _product(line.before, t).atoms[j].polys[0].linear(name)
    return (("what", Chain(Name(name), (("=", poly_node(-rest * slope)),))),)


def _derivative(line: Line, context: Context) -> Slots:
    """Return ∂x[i]/∂x[k] = δ[i − k] for the derivative that is taken."""
    term = line.before
    for place in line.arguments[0]:
        term = term.parts[place] if isinstance(term, Term) else term
    if not isinstance(term, Term):
        return (("what", ""),)
    used = symbols_of(term)
    letters = [letter for letter in ("i", "j", "l", "p", "q", "r", "t", "u") if letter not in used][: len(term.polys)]
    by = Index(Name(term.names[0]), tuple(map(poly_node, term.polys)))
    entry = Index(by.signal, tuple(map(Name, letters)))
    gaps = tuple(poly_node(symbol(v) - p) for v, p in zip(letters, term.polys, strict=False))
    delta = Index(Name("delta"), gaps)
    pair = (Call("conj", (entry,)), Call("conj", (by,))) if term.head == "diff_conj" else (entry, by)
    held = Call("conj", (by.signal,)) if term.head == "diff" else by.signal
    return (("what", Chain(Call("diff", pair), (("=", delta),))), ("held", held))


def _derived(line: Line, context: Context) -> Sentence:
    """Say how a derivative is taken; of complex signals, what is held."""
    slots = _derivative(line, context)
    held = slots[-1][1]
    name = held.arguments[0] if isinstance(held, Call) else held
    if all(s.real for s in context.signals if Name(s.name) == name):
        return Sentence("product rule, with {what}", slots[:1])
    return Sentence("product rule, with {what}, where {held} counts as a constant", slots)


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

IMPLIED = "this limit follows from the others"
LIMITS = "the limits leave out only zeros"

NARRATIONS = (
    Narration("unfold", "definition of {what}", "definition of {what}", _definition),
    Narration("differentiate", "product rule", "product rule"),
    Narration("expand", "multiply out", "group the factors"),
    Narration("reindex", "substitute", "substitute"),
    Narration("sift", "the impulse leaves only {what}", "insert an impulse, which leaves only {what}", _sifted),
    Narration("insert", "insert an impulse, summed over: that is a factor 1", "the impulse is summed over: a factor 1"),
    Narration("use", "where the impulse is not 0, {what}", "where the impulse is not 0, {what}", _index_used),
    Narration(
        "lattice",
        "multiples of two numbers without a common factor meet at multiples of both",
        "multiples of two numbers without a common factor meet at multiples of both",
    ),
    Narration("reflect", "{what} is symmetric", "{what} is symmetric"),
    Narration("wrap", "an index counts only up to the period", "an index counts only up to the period"),
    Narration(
        "orthogonality",
        "the N-th roots of unity sum to 0, unless all of them are 1",
        "write the impulse as a sum of roots of unity",
    ),
    Narration("count", "add up over {what}", "write it as a sum over {what}", _index),
    Narration("add_guard", LIMITS, LIMITS),
    Narration("drop_guard", LIMITS, LIMITS),
    Narration("lift", "between these limits, equal modulo N is equal", "between these limits, equal modulo N is equal"),
    Narration("split", "split where {what}", "join the two parts, {what} and the rest", _condition),
    Narration("divide", "divide with remainder: {what}", "put quotient and remainder together: {what}", _division),
    Narration("residues", "a sum over one full period", "a sum over one full period"),
    Narration("share", "write it as two halves", "put the halves together"),
    Narration("tidy", "collect", "collect"),
)
"""One row for each rule of the trusted core; seven of them find their own words."""


def _product(state: State, place: int) -> Product:
    if isinstance(state, Term):
        raise TypeError("a sum of products was expected")
    return state[place]
