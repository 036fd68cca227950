"""The two sides of a refuted statement, worked out on the counterexample by the operations themselves.

This is a second route to the two values: the refutation found them by its own brute force. It covers what has an
operation of its own: convolution, correlation, flip, shift, conjugate, and what is made of these.

May import: ``operations``, ``signals``, ``proving``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from symconv.errors import CheckError, SymconvError
from symconv.operations import convolve, correlate
from symconv.proving.counterexample import Counterexample, value_node
from symconv.signals import Signal
from symconv.syntax import node_to_sympy, to_text
from symconv.syntax.nodes import Call, Fence, Name, Node, Number

__all__ = ["Side", "work_out"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side as a signal, and the NumPy expression of its samples."""

    node: Node
    signal: Signal
    code: str


def work_out(found: Counterexample) -> tuple[tuple[str, ...], tuple[Side, Side]] | None:
    """Return NumPy lines that define the signals, and both sides; ``None`` where this route does not go.

    Raises
    ------
    CheckError
        If it gives other values than the refutation found.
    """
    if found.integers or found.scalars or not found.at or any(e.period or len(e.first) > 1 for e in found.signals):
        return None
    try:
        signals = {e.name: Signal([node_to_sympy(value_node(v)) for v in e.values], e.first) for e in found.signals}  # type: ignore[arg-type]
        sides = tuple(_side(node, signals) for node in (found.left, found.right))
    except (SymconvError, KeyError):
        return None
    if sides[0] is None or sides[1] is None:
        return None
    place = tuple(value for _, value in found.at)
    for side, value in zip(sides, found.nodes(), strict=True):
        if side is not None and side.signal.at(*place) != node_to_sympy(value):
            raise CheckError(f"working out {to_text(side.node)} on the counterexample: {side.signal.at(*place)} here")
    lines = tuple(
        f"{name} = np.array({_python(signal)})  # n = {signal.first} … {signal.last}"
        for name, signal in signals.items()
    )
    return lines, (sides[0], sides[1])


def _side(node: Node, signals: Mapping[str, Signal]) -> Side | None:
    """Work out one side, from the inside outwards."""
    match node:
        case Fence(inner=inner):
            return _side(inner, signals)
        case Name(name=name):
            return Side(node, signals[name], name)
        case Call(function=function, arguments=arguments, options=()) if function in ("conv", "corr"):
            x, h = (_side(part, signals) for part in arguments)
            return None if x is None or h is None else _combined(node, function, x, h)
        case Call(function="flip" | "conj" | "shift", arguments=(part, *rest)):
            x = _side(part, signals)
            return None if x is None else _moved(node, x, rest)
        case _:
            return None


def _combined(node: Node, function: str, x: Side, h: Side) -> Side:
    if function == "conv":
        return Side(node, convolve(x.signal, h.signal), f"np.convolve({x.code}, {h.code})")
    return Side(node, correlate(x.signal, h.signal), f'np.correlate({x.code}, {h.code}, "full")')


def _moved(node: Call, x: Side, rest: list[Node]) -> Side | None:
    match node.function, rest:
        case "flip", []:
            return Side(node, x.signal.flip(), f"{x.code}[::-1]")
        case "conj", []:
            return Side(node, x.signal.conj(), f"np.conj({x.code})")
        case "shift", [Number(value=k)] if k.denominator == 1:
            return Side(node, x.signal.shift(k.numerator), x.code)
        case _:
            return None


def _python(signal: Signal) -> str:
    return str(signal.to_numpy().tolist()).replace(".0", "")
