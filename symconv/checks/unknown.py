"""Results with unknown signals: put random signals in, and work the printed formula out at every index.

The formula is evaluated here, sample by sample, by plain loops; the engine takes no part in it.

May import: SymPy, ``layer_definition``, ``operations``' tasks and shapes, ``signals``.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import sympy

from symconv.checks.layer_definition import define_layer
from symconv.errors import SupportError
from symconv.operations.shapes import output_shape
from symconv.operations.tasks import Convolution, Correlation, Deconvolution, Layer, LayerGradient, Task
from symconv.signals import Signal
from symconv.signals.content import Formula, Unknown

__all__ = ["evaluate", "has_unknown", "put_in"]

LONGEST = 40
"""Longest signal that is tried for the operand of a layer."""
REACH = 40
"""Sums without limits run over −40 … 40; samples that were put in, and indices of results, are much nearer."""


def has_unknown(task: Task) -> bool:
    """Return whether a signal of the task is unknown."""
    return any(not signal.is_known for _, signal in _operands(task))


def put_in(task: Task) -> tuple[Task, dict[str, Signal], dict[sympy.Symbol, int]]:
    """Return the task with random signals in place of unknown ones, these signals, and the lengths they have.

    Every signal gets its own length, so that no two are confused; those of a layer fit one another.
    """
    source = random.Random(repr(task))
    on_arrays = isinstance(task, Layer | LayerGradient)
    chosen: dict[str, Signal] = {}
    lengths: dict[sympy.Symbol, int] = {}
    for role, signal in _operands(task):
        for leaf in _leaves(signal):
            content = leaf.content
            if not isinstance(content, Unknown) or content.name in chosen:
                continue
            sizes = _sizes(task, role, len(chosen), chosen)
            shape = []
            for length, size in zip(content.lengths, sizes, strict=True):
                for symbol in sorted(getattr(length, "free_symbols", ()), key=str):
                    lengths.setdefault(symbol, size)
                shape.append(size if length is None else int(length.xreplace(lengths)))
            first = [-1 if length is None and not on_arrays else 0 for length in content.lengths]
            chosen[content.name] = _random_signal(source, shape, first, is_complex=leaf.complex_symbols)
    return _substituted(task, chosen), chosen, lengths


def _sizes(task: Task, role: str, place: int, chosen: Mapping[str, Signal]) -> list[int]:
    """Return a length for each axis of an operand, as far as its own lengths leave them open."""
    match task:
        case Convolution() | Correlation():
            return [max(6 - place, 2)] * task.x.ndim
        case Deconvolution():
            return [max(6 - place, 2)] * task.y.ndim
    layer = task.layer if isinstance(task, LayerGradient) else task
    if role == "upstream":
        return list(define_layer(_substituted(layer, chosen)).shape)
    outputs = 3 if layer.channels else 1
    if role == "bias":
        return [outputs]
    spatial = range(layer.w.ndim - (2 if layer.channels else 0))
    if role == "x":
        return [2] * layer.channels + [_input_length(task, axis, len(spatial)) for axis in spatial]
    channels = [2, outputs] if layer.transposed else [outputs, 2]
    return channels * layer.channels + [_kernel_length(task, axis, chosen) for axis in spatial]


def _input_length(task: Layer | LayerGradient, axis: int, axes: int) -> int:
    """Return a length into which the kernel fits, of 3 samples if nothing is known of it."""
    layer = task.layer if isinstance(task, LayerGradient) else task
    kernel = _number(layer.w, axis - axes) or 3
    preferred = 12 if axes == 1 else 5 + axis
    lengths = (preferred, *range(1, LONGEST))
    return next((n for n in lengths if _fits(task, axis, n, kernel)), preferred)


def _kernel_length(task: Layer | LayerGradient, axis: int, chosen: Mapping[str, Signal]) -> int:
    """Return a length that fits into the input, which is known by now."""
    layer = task.layer if isinstance(task, LayerGradient) else task
    length = _number(_put(layer.x, chosen), axis + layer.channels) or 1
    lengths = (3, 2, 1, *range(4, LONGEST))
    return next((k for k in lengths if _fits(task, axis, length, k)), 1)


def _fits(task: Layer | LayerGradient, axis: int, length: int, kernel: int) -> bool:
    """Tell whether a layer with these lengths exists and has as many outputs as there are samples of dy."""
    layer = task.layer if isinstance(task, LayerGradient) else task
    padding = layer.padding if isinstance(layer.padding, str) else [layer.padding[axis]]
    try:
        (found,) = output_shape(
            length,
            kernel,
            stride=layer.stride[axis],
            padding=padding,
            dilation=layer.dilation[axis],
            transposed=layer.transposed,
            output_padding=layer.output_padding[axis] if layer.output_padding else 0,
        )
    except SupportError:
        return False
    wanted = _number(task.upstream, axis + layer.channels) if isinstance(task, LayerGradient) else None
    return wanted in (None, found)


def _number(signal: Signal, axis: int) -> int | None:
    """Return a length that is known."""
    high = signal.support.upper[axis]
    return int(high) + 1 if high.is_Integer else None


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


def _operands(task: Task) -> list[tuple[str, Signal]]:
    """Return the signals of a task with the names of their fields, those of a layer before what depends on it."""
    nested = _operands(task.layer) if isinstance(task, LayerGradient) else []
    parts = [(part.name, getattr(task, part.name)) for part in fields(task)]
    return nested + [(name, part) for name, part in parts if isinstance(part, Signal)]


def _substituted(task: Any, chosen: Mapping[str, Signal]) -> Any:
    changes: dict[str, Any] = {}
    for part in fields(task):
        value = getattr(task, part.name)
        if isinstance(value, Signal):
            changes[part.name] = _put(value, chosen)
    if isinstance(task, LayerGradient):
        changes["layer"] = _substituted(task.layer, chosen)
    return replace(task, **changes)


def _put(signal: Signal, chosen: Mapping[str, Signal]) -> Signal:
    return signal if signal.is_known else signal.subs({name: chosen[name] for name in chosen})


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
