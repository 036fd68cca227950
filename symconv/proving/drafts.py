"""One side of a proof while it is being found: its state, the steps that led there, and the limits.

Every step goes through the trusted core, so whatever the search does, a draft is a derivation.

May import: ``logic``, ``products``, ``terms``, ``errors``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from symconv.contexts import Environment
from symconv.errors import LogicError
from symconv.logic import Steps, apply_rule
from symconv.polynomials import Poly
from symconv.products import collect
from symconv.terms import Flat, Product, State, Term, symbols_of

__all__ = ["Draft", "Line", "OutOfTime", "fresh_names"]

_NAMES = ("m", "k", "j", "l", "i", "p", "q", "r", "t", "u", "v", "a", "b", "c", "d", "e")


class OutOfTime(Exception):  # noqa: N818 - it is a signal to the search, not an error
    """The search has used up its time."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a proof: the rule, its arguments, and what it turned into what."""

    rule: str
    arguments: tuple[Any, ...]
    before: State
    after: State


class Draft:
    """A side of a statement on its way to normal form.

    Parameters
    ----------
    env : Environment
        The checked context; its fuel bounds the search.
    state : Term or tuple of Product
        Where to start.
    deadline : float
        `time.monotonic` value after which `OutOfTime` is raised.
    """

    def __init__(self, env: Environment, state: State, deadline: float) -> None:
        self.env, self.state, self.deadline = env, state, deadline
        self.start = state
        self.lines: list[Line] = []

    @property
    def products(self) -> Flat:
        """The products of an expanded state."""
        return () if isinstance(self.state, Term) else self.state

    def hurry(self) -> None:
        """Raise `OutOfTime` when the deadline has passed."""
        if time.monotonic() > self.deadline:
            raise OutOfTime

    def do(self, rule: str, *arguments: Any) -> None:
        """Apply a rule; raises `LogicError` when it does not apply."""
        self.hurry()
        after = apply_rule(self.env, self.state, (rule, arguments))
        if rule != "tidy" or after != self.state:
            self.lines.append(Line(rule, arguments, self.state, after))
            self.state = after

    def attempt(self, rule: str, *arguments: Any) -> bool:
        """Apply a rule where it applies, and tell whether it did."""
        try:
            self.do(rule, *arguments)
        except LogicError:
            return False
        return True

    def mark(self) -> tuple[State, int]:
        """Return a place to come back to."""
        return self.state, len(self.lines)

    def back(self, mark: tuple[State, int]) -> None:
        """Forget everything after a mark."""
        self.state = mark[0]
        del self.lines[mark[1] :]

    def steps(self) -> Steps:
        """Return the steps for a certificate."""
        return tuple((line.rule, line.arguments) for line in self.lines)

    def sums(self) -> dict[object, Poly]:
        """Return the coefficient of every kind of product."""
        return collect(self.products)

    def names(self) -> frozenset[str]:
        """Return every name in use."""
        if isinstance(self.state, Term):
            return symbols_of(self.state) | self.env.names
        return self.env.names.union(*(names_of(p) for p in self.state))


def names_of(p: Product) -> frozenset[str]:
    """Return every name in a product."""
    return p.coefficient.symbols().union((v for v, _ in p.binders), *(symbols_of(a) for a in p.atoms))


def fresh_names(count: int, used: frozenset[str]) -> tuple[str, ...]:
    """Return new names for bound indices, the usual letters first."""

    def pool() -> Iterator[str]:
        yield from _NAMES
        yield from (f"{v}{i}" for i in range(1, 1000) for v in _NAMES[:4])

    found: list[str] = []
    for name in pool():
        if len(found) == count:
            break
        if name not in used:
            found.append(name)
    return tuple(found)
