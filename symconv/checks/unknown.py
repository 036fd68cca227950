"""Results with unknown signals: put random signals in, and work the printed formula out at every index.

The formula is evaluated here, sample by sample, by plain loops; the engine takes no part in it.

May import: SymPy, ``definition``, ``operations.tasks``, ``signals``.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import sympy

from symconv.operations.tasks import Layer, LayerGradient, Task
from symconv.signals import Signal
from symconv.signals.content import Formula, Unknown

__all__ = ["evaluate", "has_unknown", "put_in"]

REACH = 40
"""Sums without limits run over −40 … 40; samples that were put in, and indices of results, are much nearer."""


def has_unknown(task: Task) -> bool:
    """Return whether a signal of the task is unknown."""
    return any(not signal.is_known for signal in _signals(task))


def put_in(task: Task) -> tuple[Task, dict[str, Signal], dict[sympy.Symbol, int]]:
    """Return the task with random signals in place of unknown ones, these signals, and the lengths they have.

    Every signal gets its own length, so that no two are confused; the input of a layer is the longest.
    """
    source = random.Random(repr(task))
    on_arrays = isinstance(task, Layer | LayerGradient)
    sizes = iter([12, 3, 2, 4, 5] if on_arrays else [6, 5, 4, 3, 2])
    chosen: dict[str, Signal] = {}
    lengths: dict[sympy.Symbol, int] = {}
    for leaf in [leaf for signal in _signals(task) for leaf in _leaves(signal)]:
        content = leaf.content
        if not isinstance(content, Unknown) or content.name in chosen:
            continue
        size = next(sizes, 2)
        shape = []
        for length in content.lengths:
            for symbol in sorted(getattr(length, "free_symbols", ()), key=str):
                lengths.setdefault(symbol, size)
            shape.append(size if length is None else int(length.xreplace(lengths)))
        first = [-1 if length is None and not on_arrays else 0 for length in content.lengths]
        chosen[content.name] = _random_signal(source, shape, first, is_complex=leaf.complex_symbols)
    return _substituted(task, chosen), chosen, lengths


def evaluate(result: Signal, index: tuple[int, ...], signals: Mapping[str, Signal], lengths: Mapping[Any, int]) -> Any:
    """Return the number that a formula has at an index when signals are put in."""
    content = result.content
    if isinstance(content, Formula):
        table = dict(zip(content.indices, map(sympy.Integer, index), strict=True))
        return _value(content.expression, {**table, **{name: sympy.Integer(n) for name, n in lengths.items()}}, signals)
    if isinstance(content, Unknown):
        return signals[content.name][index]
    return result[index]


def _value(expression: Any, table: dict[Any, Any], signals: Mapping[str, Signal]) -> Any:
    if isinstance(expression, sympy.Sum):
        return _sum(expression, table, signals)
    if isinstance(expression, sympy.Indexed):
        return signals[expression.base.name][tuple([int(_value(i, table, signals)) for i in expression.indices])]
    if expression in table:
        return table[expression]
    if not expression.args:
        return expression
    return expression.func(*[_value(argument, table, signals) for argument in expression.args])


def _sum(total: Any, table: dict[Any, Any], signals: Mapping[str, Signal]) -> Any:
    """Sum over the last limit outermost, as SymPy means it."""
    *inner, (symbol, low, high) = total.limits
    body = sympy.Sum(total.function, *inner) if inner else total.function
    ends = [_value(end, table, signals) for end in (low, high)]
    first, last = [int(end) if end.is_finite else (REACH if end > 0 else -REACH) for end in ends]
    return sympy.Add(*[_value(body, {**table, symbol: sympy.Integer(m)}, signals) for m in range(first, last + 1)])


def _signals(task: Task) -> list[Signal]:
    parts = [getattr(task, part.name) for part in fields(task)]
    nested = _signals(task.layer) if isinstance(task, LayerGradient) else []
    return nested + [part for part in parts if isinstance(part, Signal)]


def _substituted(task: Any, chosen: Mapping[str, Signal]) -> Any:
    changes: dict[str, Any] = {}
    for part in fields(task):
        value = getattr(task, part.name)
        if isinstance(value, Signal) and not value.is_known:
            changes[part.name] = value.subs({name: chosen[name] for name in chosen})
    if isinstance(task, LayerGradient):
        changes["layer"] = _substituted(task.layer, chosen)
    return replace(task, **changes)


def _leaves(signal: Signal) -> list[Signal]:
    if isinstance(signal.content, Formula):
        return [leaf for operand in signal.content.operands for leaf in _leaves(operand)]
    return [signal]


def _random_signal(source: random.Random, shape: list[int], first: list[int], *, is_complex: bool) -> Signal:
    def number() -> Any:
        real = sympy.Rational(source.randint(1, 9) * source.choice((-1, 1)), source.choice((1, 2, 3)))
        return real + sympy.I * source.randint(1, 5) if is_complex else real

    def nested(lengths: list[int]) -> list[Any]:
        return [nested(lengths[1:]) if lengths[1:] else number() for _ in range(lengths[0])]

    return Signal(nested(shape), first=first)
