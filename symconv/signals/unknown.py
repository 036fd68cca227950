"""Unknown signals: how they are named, added, reversed, and replaced by known ones.

The functions take and return signals; they are the other half of the methods of `Signal`, for
signals that have no samples.

May import: ``errors``, ``exact``, ``signals.content``.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sympy

from symconv.errors import SupportError
from symconv.exact.expressions import conjugate_expression
from symconv.signals.content import Formula, Support, Unknown, fresh_symbols, names_in

if TYPE_CHECKING:
    from symconv.signals.signal import Signal

__all__ = ["add", "conjugated", "flip", "index_symbols", "named", "scale", "shift", "substitute", "sum_symbols"]

_NAME = re.compile(r"[^\W\d_]\w*", re.UNICODE)
_RESERVED = frozenset({"I", "E", "pi", "oo"})


def named(name: str, length: Any, axes: int | None) -> Unknown:
    """Check what `Signal.symbol` was given."""
    if not isinstance(name, str) or not _NAME.fullmatch(name) or len(name) > 60 or name in _RESERVED:
        raise SupportError(
            f"naming a signal: {str(name)[:60]!r} is no name; use a letter, then letters, digits, underscores"
        )
    given = length if isinstance(length, tuple | list) else (length,) * (1 if axes is None else axes)
    if not given or (axes is not None and axes != len(given)):
        raise SupportError(f"naming the signal {name}: {len(given)} lengths for {axes} axes; give one per axis")
    return Unknown(name, tuple([_length(name, one) for one in given]))


def index_symbols(*signals: Signal) -> tuple[Any, ...]:
    """Return symbols for the index of a result of these signals: n; n, m in 2-D; n_1, n_2 … beyond."""
    taken = set().union(*[names_in(signal.content) for signal in signals])
    return _axis_symbols({1: ("n", "k", "l"), 2: ("n", "m")}, "n", signals[0].ndim, taken)


def sum_symbols(indices: tuple[Any, ...], *signals: Signal) -> tuple[Any, ...]:
    """Return symbols to sum over: m; k, l in 2-D; m_1, m_2 … beyond."""
    taken = {symbol.name for symbol in indices}.union(*[names_in(signal.content) for signal in signals])
    return _axis_symbols({1: ("m", "k", "l", "j", "p", "q"), 2: ("k", "l", "p", "q")}, "m", len(indices), taken)


def _axis_symbols(preferred: Mapping[int, tuple[str, ...]], letter: str, axes: int, taken: set[str]) -> tuple[Any, ...]:
    numbered = tuple([f"{letter}_{axis}" for axis in range(1, axes + 1)])
    return fresh_symbols(preferred.get(axes, numbered), axes, taken)


def add(left: Signal, right: Signal) -> Signal:
    """Return the sum, sample by sample."""
    indices = index_symbols(left, right)
    a, b = left.support, right.support
    support = Support(tuple(map(sympy.Min, a.lower, b.lower)), tuple(map(sympy.Max, a.upper, b.upper)))
    return _formula(left.at(*indices) + right.at(*indices), indices, support, (left, right), operator.add)


def scale(signal: Signal, factor: Any) -> Signal:
    """Return the signal times a scalar."""
    indices = index_symbols(signal)
    return _formula(
        factor * signal.at(*indices), indices, signal.support, (signal,), operator.methodcaller("__mul__", factor)
    )


def flip(signal: Signal) -> Signal:
    """Return n ↦ x[−n]."""
    indices = index_symbols(signal)
    support = Support(
        tuple([-bound for bound in signal.support.upper]), tuple([-bound for bound in signal.support.lower])
    )
    value = signal.at(*[-index for index in indices])
    return _formula(value, indices, support, (signal,), operator.methodcaller("flip"))


def shift(signal: Signal, steps: tuple[int, ...]) -> Signal:
    """Return n ↦ x[n−k]."""
    indices = index_symbols(signal)
    support = Support(
        tuple([bound + step for bound, step in zip(signal.support.lower, steps, strict=True)]),
        tuple([bound + step for bound, step in zip(signal.support.upper, steps, strict=True)]),
    )
    value = signal.at(*[index - step for index, step in zip(indices, steps, strict=True)])
    return _formula(value, indices, support, (signal,), operator.methodcaller("shift", *steps))


def conjugated(signal: Signal) -> Signal:
    """Return the complex conjugate."""
    indices = index_symbols(signal)
    value = conjugate_expression(signal.at(*indices), real_symbols=False)
    return _formula(value, indices, signal.support, (signal,), operator.methodcaller("conj"))


def substitute(unknowns: Sequence[Signal], signals: Mapping[Signal | str, Signal]) -> tuple[Signal, ...]:
    """Put signals in for unknown ones, in several signals that share their lengths; see `Signal.subs`."""
    by_name = {key if isinstance(key, str) else _name(key): value for key, value in signals.items()}
    lengths: dict[Any, Any] = {}
    for signal in unknowns:
        for leaf, content in _leaves(signal):
            if content.name in by_name:
                _match_lengths(leaf, content, by_name[content.name], lengths)
    return tuple([_substitute(signal, by_name, lengths) for signal in unknowns])


def _substitute(signal: Signal, by_name: dict[str, Signal], lengths: dict[Any, Any]) -> Signal:
    match signal.content:
        case Unknown(name, known):
            if name in by_name:
                return by_name[name]
            shorter = tuple([None if length is None else length.xreplace(lengths) for length in known])
            return type(signal).symbol(name, shorter, complex=signal.complex_symbols)
        case Formula(operands=operands, recompute=recompute):
            return recompute(*[_substitute(operand, by_name, lengths) for operand in operands])  # type: ignore[no-any-return]
        case _:
            return signal


def _leaves(signal: Signal) -> list[tuple[Signal, Unknown]]:
    if isinstance(signal.content, Formula):
        return [leaf for operand in signal.content.operands for leaf in _leaves(operand)]
    return [(signal, signal.content)] if isinstance(signal.content, Unknown) else []


def _match_lengths(leaf: Signal, content: Unknown, signal: Signal, lengths: dict[Any, Any]) -> None:
    """Record what the lengths of ``signal`` say about the symbols in the lengths of an unknown one."""
    name = content.name
    if leaf.ndim != signal.ndim:
        raise SupportError(f"substituting {name}: it has {leaf.ndim} axes, the signal has {signal.ndim}")
    if leaf.is_real and not signal.is_real:
        raise SupportError(f"substituting {name}: it is real, the signal is not; declare {name} with complex=True")
    for declared, low, high in zip(content.lengths, signal.support.lower, signal.support.upper, strict=True):
        if declared is None:
            continue
        length = high - low + 1
        expected = declared if declared.is_Integer else lengths.setdefault(declared, length)
        if low != 0 or expected != length:
            raise SupportError(
                f"substituting {name}: it stands on 0 … {expected - 1}, the signal on {low} … {high}; "
                "shift it, or declare another length"
            )


def _name(signal: Signal) -> str:
    if not isinstance(signal.content, Unknown):
        raise SupportError("substituting: only an unknown signal, made by Signal.symbol, can be replaced")
    return signal.content.name


def _length(name: str, length: Any) -> Any:
    if length is None:
        return None
    value = sympy.Symbol(length) if isinstance(length, str) and _NAME.fullmatch(length) else length
    if isinstance(value, str) or (not isinstance(value, sympy.Expr) and not hasattr(value, "__index__")):
        raise SupportError(f"naming the signal {name}: length {str(length)[:60]!r} must be an integer or a name")
    value = value if isinstance(value, sympy.Expr) else sympy.Integer(operator.index(value))
    if value.is_number and not (value.is_Integer and value > 0):
        raise SupportError(f"naming the signal {name}: length {value} must be at least 1")
    return value


def _formula(
    expression: Any,
    indices: tuple[Any, ...],
    support: Support,
    operands: tuple[Signal, ...],
    recompute: Callable[..., Any],
) -> Signal:
    kind = type(operands[0])
    complex_symbols = any(not operand.is_real for operand in operands)
    return kind.from_formula(
        Formula(expression, indices, support, operands, recompute), complex_symbols=complex_symbols
    )
