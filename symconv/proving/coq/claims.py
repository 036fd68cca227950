"""What a theorem claims: an equality, or that a value is a derivative, or both.

May import: ``terms`` and this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from symconv.proving.coq.derivatives import Derivative, derivation, derivative_claim
from symconv.proving.coq.names import arrow, identifier
from symconv.proving.coq.writing import Writer
from symconv.terms import Goal, Term

__all__ = ["Claim", "claim_of"]

_ANY: Final = "x'"
"""A signal for which a derivative is said."""
_REAL: Final = "x_real'"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a theorem says, and how its proof comes to an equality of numbers."""

    text: str
    start: tuple[str, ...] = ()


def claim_of(writer: Writer, goal: Goal, derivatives: Sequence[Derivative]) -> Claim:
    """Return the claim; from then on the writer writes derivatives as their values."""
    for d in derivatives:
        writer.values.update(dict.fromkeys(d.versions, d.value))
    if not derivatives:
        return Claim(f"{writer.scalar(goal.lhs)} = {writer.scalar(goal.rhs)}")
    if len(derivatives) > 1 or goal.lhs != derivatives[0].node:
        return _existence(writer, goal, {d.node: d for d in derivatives})
    (d,) = derivatives
    name = d.node.names[0]
    text = derivative_claim(writer, d.node, identifier(name), f"({writer.scalar(goal.rhs)})")
    lines = derivation(writer, d, identifier(name), _hypothesis(writer, name))
    return Claim(text, (*lines, f"through ({writer.scalar(goal.lhs)}); first by same."))


def _existence(writer: Writer, goal: Goal, derivatives: dict[Term, Derivative]) -> Claim:
    """Return the claim that there are derivatives, functions of a signal, with which an equality holds."""
    said = replace(writer, named={})
    names, claims, values, proofs = [], [], [], list[str]()
    for j, (t, d) in enumerate(derivatives.items(), 1):
        x, axes = identifier(t.names[0]), len(t.polys)
        is_real = writer.env.signals[t.names[0]].real
        given = f"{_real(axes)} {_ANY} -> " if is_real else ""
        claims.append(f"(forall {_ANY}, {given}{derivative_claim(said, t, _ANY, f'(D{j} {_ANY})')})")
        names.append(f"exists D{j} : ({arrow(axes)}) -> C,")
        values.append(f"exists (fun {x} => {writer.scalar(d.value)}).")
        proofs += ["split.", f"{{ move=> {_ANY}{f' {_REAL}' if is_real else ''}."]
        proofs += [*derivation(writer, d, _ANY, _REAL), "same. }"]
        said.named[t] = f"D{j} {x}"
    equality = f"{said.scalar(goal.lhs)} = {said.scalar(goal.rhs)}"
    text = " ".join(names) + "\n    " + " /\\\n    ".join([*claims, equality])
    return Claim(text, (*values, *proofs, f"through ({writer.scalar(goal.lhs)}); first by []."))


def _real(axes: int) -> str:
    return f"real_{axes}d" if axes > 1 else "real"


def _hypothesis(writer: Writer, name: str) -> str:
    """Return the name of the hypothesis that a signal is real, empty if it is not."""
    context = writer.env.context
    real = [signal.name for signal in context.signals if signal.real]
    return f"given{len(context.symmetries) + real.index(name)}" if name in real else ""
