"""A proof as a theorem of Coq, and theorems as a file.

May import: ``contexts``, ``polynomials``, ``terms``, ``syntax``, ``decide``, ``term_writing``, and this package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from symconv.contexts import Environment
from symconv.polynomials import Poly, symbol
from symconv.proving.coq.claims import claim_of
from symconv.proving.coq.derivatives import with_values
from symconv.proving.coq.lines import line_proof, reordering
from symconv.proving.coq.names import arrow, identifier, outside, prelude
from symconv.proving.coq.writing import Writer
from symconv.proving.decide import Proof
from symconv.proving.drafts import Line
from symconv.proving.term_writing import term_node
from symconv.syntax.printing import to_text
from symconv.terms import Context, Goal, Term

__all__ = ["coq_file", "theorem_name"]

_FUEL: Final = 3_000_000
_COROLLARY: Final = """Definition {name}_modulo (C : numClosedFieldType) (N : nat) (w : C)
  (large : (1 < N)%N) (root : N.-primitive_root w) := {name} (turn_modulo large root).
"""
_KINDS: Final = {1: "real", 2: "real_2d", 3: "real_3d"}


def coq_file(named: Sequence[tuple[str, Proof]]) -> str:
    """Return a file with one theorem for every proof, which ``coqc`` checks.

    Parameters
    ----------
    named : sequence of (str, Proof)
        Names of the theorems, and proofs over Z/N.

    Raises
    ------
    UnsupportedProblemError
        When a proof is outside what can be exported; the message says why.
    """
    operators: dict[str, str] = {}
    theorems = [_theorem(name, proof, operators) for name, proof in named]
    definitions = "\n".join(operators.values())
    begin = prelude() + (prelude("derivatives") if any(theorem.has_derivatives for theorem in theorems) else "")
    bodies = "\n".join(theorem.text for theorem in theorems)
    ends = "\n".join(f"{theorem.corollary}Print Assumptions {theorem.checked}." for theorem in theorems)
    return f"{begin}{definitions}\n\n{bodies}\nEnd Statements.\n\n{ends}\n"


@dataclass(frozen=True, slots=True)
class _Theorem:
    """A theorem, and what is checked of it outside the section."""

    text: str
    checked: str
    has_derivatives: bool
    corollary: str = ""
    """The theorem for the very Z/N and ω, where it is about exponentials."""


def theorem_name(text: str) -> str:
    """Return a name for a theorem.

    Examples
    --------
    >>> theorem_name("even-kernel-2d")
    'even_kernel_2d'
    """
    return identifier(re.sub(r"\W+", "_", text, flags=re.ASCII))


def _theorem(name: str, proof: Proof, operators: dict[str, str]) -> _Theorem:
    context, goal = proof.goal.context, proof.goal
    if context.equations:
        raise outside("signals that are given by equations")
    writer = Writer(Environment(context, _FUEL), _modulus(proof), operators)
    left, by_left = with_values(writer.env, goal.lhs, proof.left)
    right, by_right = with_values(writer.env, goal.rhs, proof.right)
    derivatives = (*by_left, *by_right)
    claim = claim_of(writer, goal, derivatives)
    lines = _chain(writer, goal, left, right)
    said = f"(* {to_text(term_node(goal.lhs))} = {to_text(term_node(goal.rhs))} *)"
    given = _hypotheses(writer, context)
    statement = "".join(f"  {h} ->\n" for h in given) + f"  {claim.text}."
    intro = [f"move=> {' '.join(f'given{j}' for j in range(len(given)))}."] if given else []
    turns = any("turn " in text for text in (claim.text, *(operators[o] for o in writer.used)))
    body = "\n".join(["Proof using turn_primitive." if turns else "Proof.", *intro, *claim.start, *lines, "Qed."])
    text = f"{said}\nTheorem {name}{_variables(writer, context)} :\n{statement}\n{body}\n"
    if turns:
        return _Theorem(text, f"{name}_modulo", bool(derivatives), _COROLLARY.format(name=name))
    return _Theorem(text, name, bool(derivatives))


def _chain(writer: Writer, goal: Goal, left: Sequence[Line], right: Sequence[Line]) -> list[str]:
    """Return the lines of the proof: forwards from the left side, then backwards to the right side."""
    first = left[-1].after if left else goal.lhs
    last = right[-1].after if right else goal.rhs
    steps = [(line.after, partial(line_proof, writer, line)) for line in left]
    steps.append((last, partial(reordering, writer, first, last)))
    steps += [(line.before, partial(_backwards, writer, line)) for line in reversed(right)]
    lines, state = [], writer.scalar(goal.lhs)
    for after, prove in steps:
        text = writer.state(after)
        if text != state:
            lines.append(f"through ({text}).\n  {{ {prove()}. }}")
        state = text
    return [*lines, "reflexivity."]


def _backwards(writer: Writer, line: Line) -> str:
    return f"symmetry; {line_proof(writer, line)}"


def _modulus(proof: Proof) -> Poly | None:
    """Return the one modulus of a proof; refuses others."""
    found = {m for s in proof.goal.context.signals for m in s.axes}

    def walk(t: Term) -> None:
        if t.head in ("sum", "seq", "delta"):
            found.update(t.polys)
        if t.head == "kronecker":
            found.add(t.polys[1])
        for part in t.parts:
            walk(part)

    walk(proof.goal.lhs)
    walk(proof.goal.rhs)
    if Poly(()) in found:
        raise outside("indices in Z" if len(found) == 1 else "sums with limits, which run over Z")
    if len(found) > 1:
        raise outside("indices in two different sets Z/N")
    modulus = next(iter(found), None)
    if modulus is not None and [modulus] != [symbol(s) for s in modulus.symbols()]:
        raise outside("a modulus that is not a single letter")
    return modulus


def _variables(writer: Writer, context: Context) -> str:
    """Return the signals, scalars and integers of a theorem, those of one type together."""
    period = writer.modulus.symbols() if writer.modulus is not None else frozenset()
    kinds: dict[str, list[str]] = {}
    for signal in context.signals:
        kinds.setdefault(arrow(len(signal.axes)), []).append(identifier(signal.name))
    for scalar in context.scalars:
        kinds.setdefault("C", []).append(identifier(scalar.name))
    for name in (*context.integers, *context.positive):
        if name not in period:
            kinds.setdefault("R", []).append(identifier(name))
    return "".join(f" ({' '.join(names)} : {kind})" for kind, names in kinds.items())


def _hypotheses(writer: Writer, context: Context) -> list[str]:
    """Return the hypotheses of a theorem; those on symmetries stand first, in their order."""
    given = []
    for symmetry in context.symmetries:
        index = ("n", "m", "k")[: len(symmetry.center)]
        name = identifier(symmetry.signal)
        mirrored = " ".join(
            at if c is None else f"({writer.index(c)} - {at})" if c.terms else f"(- {at})"
            for at, c in zip(index, symmetry.center, strict=True)
        )
        value = f"conj ({name} {mirrored})" if symmetry.conjugate else f"{name} {mirrored}"
        sign = "- " if symmetry.sign < 0 else ""
        given.append(f"(forall {' '.join(index)}, {name} {' '.join(index)} = {sign}{value})")
    for signal in context.signals:
        if signal.real:
            if len(signal.axes) not in _KINDS:
                raise outside("signals with more than three axes")
            given.append(f"{_KINDS[len(signal.axes)]} {identifier(signal.name)}")
    given += [f"conj {identifier(s.name)} = {identifier(s.name)}" for s in context.scalars if s.real]
    given += [f"{identifier(s.name)} != 0" for s in context.scalars if s.nonzero]
    return given
