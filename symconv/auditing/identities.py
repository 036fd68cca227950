"""Rules in a worked text, such as ``(f * g)[n] = Σ_m f[m] g[n-m]``: they are handed to the prover.

A rule that is refuted fails only where nothing else can be meant: no premise is near it, it does not say what
a sign means, its sums have no limits, and no signal in it was written out.

May import: ``errors``, ``syntax``, ``proving`` inside a function, and this package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from symconv.auditing.claims import Note
from symconv.auditing.labels import names_in
from symconv.auditing.outcomes import Outcome
from symconv.auditing.readings import readings
from symconv.auditing.values import Array, Operation, Unread, World, evaluate
from symconv.errors import SymconvError
from symconv.proving.tree import rebuilt
from symconv.syntax import to_text
from symconv.syntax.nodes import Call, Chain, Fence, Index, Infix, Name, Node, Product, Summation, children

if TYPE_CHECKING:
    from symconv.proving.verdict import Verdict

__all__ = ["judge_rule"]

SECONDS: Final = 1.0
MAX_NODES: Final = 60
_PREMISE: Final = re.compile(
    r"\b(?:if|when|whenever|unless|only|suppose|assum|provided|symmetric|even|odd|hermitian|real|causal|periodic"
    r"|circular|cyclic|modulo|mod|period|not|n't|cannot|false|wrong|incorrect|never|fails?|except|mistake|careful"
    r"|question|true or|does|neither|either|claim|conjectur|autocorrel|unit|impulse|delta|constant|same)\b|\?",
    re.IGNORECASE,
)


def judge_rule(chain: Chain, words: str, known: Collection[str]) -> Outcome | None:
    """Return that a rule is proved or refuted, or ``None``; ``known`` are the signals that the text writes out."""
    if not _is_small(chain) or any(sign != "=" for sign, _ in chain.links):
        return None
    from symconv.proving.answer import prove  # the prover takes long to import

    refuted: list[tuple[Chain, Verdict]] = []
    statements = list(_statements(chain))
    for statement in statements:
        text = to_text(statement)
        try:
            verdict = prove(text, seconds=SECONDS, repair=False)
        except SymconvError:
            continue
        if verdict.status.value == "proved":
            return Outcome("holds", "identity", "proved", "", text)
        if verdict.status.value == "refuted":
            refuted.append((statement, verdict))
    if len(refuted) < len(statements) or not _is_plain(chain, words, known):
        return None
    return _refuted(*refuted[0])


def _refuted(statement: Chain, verdict: Verdict) -> Outcome | None:
    """Return that a rule fails, if the two sides of it differ where the prover says so."""
    example = verdict.counterexample
    if example is None or example.omega is not None or example.scalars:
        return None
    signals = {}
    for signal in example.signals:
        if signal.period or len(signal.first) != 1:
            return None
        signals[signal.name] = Array(tuple(Fraction(str(value)) for value in signal.values), signal.first[0])
    places = {name: int(value) for name, value in (*example.integers, *example.at)}
    sides = [_at(side, World(signals), places) for side in (example.left, example.right)]
    if sides[0] is None or sides[1] is None or sides[0] == sides[1]:
        return None
    written = ", ".join(f"{name} = [{', '.join(map(str, a.rows))}] from {a.first}" for name, a in signals.items())
    where = "".join(f", {name} = {value}" for name, value in places.items())
    text = f"With {written}{where} the left side is {sides[0]} and the right side {sides[1]}."
    repair = _repair(statement)
    notes = (Note("refuted", text), *([Note("repair", repair)] if repair else []))
    return Outcome("fails", "refuted", "exact", to_text(statement), repair or "no such rule", notes)


def _repair(statement: Chain) -> str:
    from symconv.proving.answer import prove

    try:
        found = prove(to_text(statement), seconds=SECONDS).repairs
    except SymconvError:
        return ""
    if not found:
        return ""
    best = min(found, key=lambda repair: len(repair.hypotheses))
    premises = f" if {', '.join(map(str, best.hypotheses))}" if best.hypotheses else ""
    return f"{to_text(best.statement)}{premises}"


def _at(side: Node, world: World, places: dict[str, int]) -> Fraction | None:
    """Return a side at the indices of a counterexample, by the sums of the definitions."""
    try:
        value = evaluate(side, world, places)
    except Unread:
        return None
    if isinstance(value, Operation):
        full = next((r for r in readings(value) if r.operation == value.sign and r.mode == "full"), None)
        if full is None or len(places) != 1:
            return None
        position = next(iter(places.values())) - (full.result.first or 0)
        return full.result.rows[position] if 0 <= position < len(full.result.rows) else Fraction(0)
    return value if isinstance(value, Fraction) else None


def _is_plain(chain: Chain, words: str, known: Collection[str]) -> bool:
    """Whether a rule is a statement about all signals, and nothing near it says otherwise."""
    sides = [chain.first, *(part for _, part in chain.links)]
    names = [frozenset(names_in(side)) for side in sides]
    if _PREMISE.search(words) or any(name in known for group in names for name in group):
        return False
    sums = [sum(isinstance(part, Summation) for part in _parts(side)) for side in sides]
    signs = [sum(_is_sign(part) for part in _parts(side)) for side in sides]
    defines = any(sums) and any(signs)
    limited = any(isinstance(part, Summation) and part.lower is not None for side in sides for part in _parts(side))
    signals = [frozenset(_signals(side)) for side in sides]
    return not defines and not limited and (all(sums) or all(signs)) and len(set(signals)) == 1


def _is_sign(node: Node) -> bool:
    return isinstance(node, Infix) or (isinstance(node, Call) and node.function in ("conv", "corr"))


def _signals(node: Node) -> Iterator[str]:
    for part in _parts(node):
        if isinstance(part, Index) and isinstance(part.signal, Name):
            yield part.signal.name
        elif _is_sign(part):
            yield from (child.name for child in children(part) if isinstance(child, Name))


def _parts(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += children(part)


def _is_small(chain: Chain) -> bool:
    return sum(1 for _, _ in zip(range(MAX_NODES + 1), _parts(chain), strict=False)) <= MAX_NODES


def _statements(chain: Chain) -> Iterator[Chain]:
    """Yield what a rule may mean: ``*`` between two signals is a convolution; between two samples it may be one."""
    starred = _changed(chain, _operation)
    yield starred
    indexed = _changed(starred, _between_samples)
    if indexed != starred:
        yield indexed


def _changed(chain: Chain, change: Callable[[Node], Node]) -> Chain:
    def everywhere(node: Node) -> Node:
        return change(rebuilt(node, everywhere))

    first, *others = [everywhere(side) for side in (chain.first, *(part for _, part in chain.links))]
    return Chain(first, tuple(zip([sign for sign, _ in chain.links], others, strict=True)))


def _operation(node: Node) -> Node:
    match node:
        case Product(factors=(left, right), sign="*") if _is_signal(left) and _is_signal(right):
            return Infix("∗", left, right)
        case Index(signal=Fence(inner=Infix() as inner)):
            return replace(node, signal=inner)
    return node


def _is_signal(node: Node) -> bool:
    """Whether a node can only be a signal: a name, an operation, or a sum of names, as in ``f * (g + h)``."""
    match node:
        case Name() | Infix():
            return True
        case Fence(inner=inner):
            return _is_signal(inner) or all(_is_signal(child) for child in children(inner))
    return False


def _between_samples(node: Node) -> Node:
    match node:
        case Product(factors=(Index() as left, Index() as right), sign="*"):
            return Infix("∗", left, right)
    return node
