"""`check`: which checks a task gets, in one place.

May import: the rest of ``checks``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from symconv.checks.definition import Definition, define_window
from symconv.checks.exact import check_exactly
from symconv.checks.layer_definition import define_gradient, define_layer
from symconv.checks.numbers import numbers_of, random_point
from symconv.checks.numeric import check_numerically
from symconv.checks.numpy_calls import Call, call_of_window
from symconv.checks.numpy_layers import call_of_gradient, call_of_layer
from symconv.checks.report import CheckItem, CheckReport
from symconv.checks.unknown import evaluate, has_unknown, put_in
from symconv.derivation import Grade, Status
from symconv.errors import UnsupportedProblemError
from symconv.operations.tasks import Convolution, Correlation, Deconvolution, Layer, LayerGradient, Task
from symconv.proving.posing import prove_result
from symconv.proving.verify import verify
from symconv.signals import Signal

__all__ = ["check"]

PROVED = (
    "The formula follows from the definition, for signals of every length: two checkers that share no code have "
    "replayed the certificate of the proof."
)
REFUTED = "The prover has found signals for which the formula does not follow from the definition."


def check(task: Task, result: Signal) -> CheckReport:
    """Work a result out again: by NumPy, and exactly from the definition.

    Parameters
    ----------
    task : Task
        What was asked.
    result : Signal
        What is claimed.

    Returns
    -------
    CheckReport
        A disagreement is data in it, not an exception.

    Examples
    --------
    >>> from symconv.signals import Signal
    >>> report = check(Convolution(Signal([1, 2]), Signal([1, "1/2"])), Signal([1, "5/2", 1]))
    >>> report.passed, [item.code for item in report.items]
    (True, ['np.convolve([1, 2], [1, 1/2])', ''])
    >>> check(Convolution(Signal([1, 2]), Signal([1, "1/2"])), Signal([1, 3, 1])).passed
    False
    """
    if has_unknown(task):
        return _check_instance(task, result)
    match task:
        case Convolution(x=x, h=h) | Correlation(x=x, h=h):
            definition = _define(task)
            return _report(definition, call_of_window(task, definition), {"x": x, "h": h}, result)
        case Layer():
            return _report(define_layer(task), call_of_layer(task), _operands(task), result)
        case LayerGradient(layer=layer, upstream=upstream):
            operands = {"dy": upstream, **_operands(layer)}
            return _report(define_gradient(task), call_of_gradient(task), operands, result)
        case Deconvolution(y=y, h=h):
            back = Convolution(result, h)
            definition = define_window(back)
            report = _report(definition, call_of_window(back, definition), {"x": result, "h": h}, y)
            return CheckReport(tuple([replace(item, what=f"Multiplied back. {item.what}") for item in report.items]))


def _check_instance(task: Task, result: Signal) -> CheckReport:
    """Check a formula on random signals that are put in for the unknown ones."""
    instance, signals, lengths = put_in(task)
    definition = _define(instance)
    values = [evaluate(result, index, signals, lengths) for index in definition.indices]
    array = np.array(values, dtype=object).reshape(definition.shape)
    report = check(instance, Signal(array, first=definition.first))
    said = ", ".join(f"{name} = {_brief(signal)}" for name, signal in signals.items())
    items = [replace(item, what=f"With {said}: {item.what}") for item in report.items]
    return CheckReport((*_check_proof(task, result), *items))


def _check_proof(task: Task, result: Signal) -> tuple[CheckItem, ...]:
    """Say what the prover says about a formula, for signals of every length; nothing where it cannot tell."""
    verdict = prove_result(task, result)
    if verdict is None:
        return ()
    certificates = tuple([proof.certificate for proof in verdict.proofs])
    if verdict.status is not Status.PROVED:
        return (CheckItem(Grade.PROVED, False, REFUTED),)
    for certificate in certificates:
        verify(certificate)
    return (CheckItem(Grade.PROVED, True, PROVED, certificates=certificates),)


def _brief(signal: Signal) -> str:
    origin = f" from {signal.first}" if any(signal.origin) else ""
    return f"{signal.values}".replace("(", "[").replace(",)", "]").replace(")", "]") + origin


def _define(task: Task) -> Definition:
    match task:
        case Convolution() | Correlation():
            return define_window(task)
        case Layer():
            return define_layer(task)
        case LayerGradient():
            return define_gradient(task)
        case Deconvolution():
            raise UnsupportedProblemError("checking a quotient of unknown signals: put signals in with subs")


def _operands(layer: Layer) -> dict[str, Signal]:
    named = {"x": layer.x, "w": layer.w, "b": layer.bias, "c": layer.constant}
    return {name: signal for name, signal in named.items() if signal is not None}


def _report(definition: Definition, call: Call, operands: Mapping[str, Signal], result: Signal) -> CheckReport:
    point = random_point(operands.values())
    sides = numbers_of(definition.left, point), numbers_of(definition.right, point)
    exact = check_exactly(definition, sides, result, point)
    numeric = check_numerically(call, definition, sides, operands, result, point)
    return CheckReport((exact,) if numeric is None else (numeric, exact))
