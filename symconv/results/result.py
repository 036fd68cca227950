"""`Result`: an answer whose explanation, check and document are made when they are asked for.

May import: everything below. What only rendering needs is imported inside functions, so that
``values`` costs the operation and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sympy

from symconv.errors import CheckError, UnsupportedProblemError
from symconv.operations import Layer, Task, compute
from symconv.results.printable import Printable
from symconv.signals import Signal
from symconv.signals.content import Formula
from symconv.signals.unknown import substitute

if TYPE_CHECKING:
    from symconv.checks import CheckReport
    from symconv.derivation import Derivation
    from symconv.document.blocks import Document
    from symconv.solving import Problem

__all__ = ["Result"]


@dataclass(frozen=True)
class Result(Printable):
    """An exact answer, with its derivation, its check and its document on demand.

    Examples
    --------
    >>> from symconv.operations import convolution_task
    >>> r = Result(convolution_task(Signal([1, "1/2"]), Signal([2, 4])))
    >>> r.values, r.first
    ((2, 5, 2), 0)
    >>> r.check.passed, r.check.grade.value
    (True, 'exact')
    """

    task: Task
    """The operation, its signals and its options."""
    names: tuple[str, ...] = ()
    """What the signals are called, then the result; made up where missing."""
    title: str = ""
    notes: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    """How the work is shown; empty for the usual way."""

    @cached_property
    def signal(self) -> Signal:
        """The answer."""
        return compute(self.task)

    @cached_property
    def values(self) -> Any:
        """The samples of the answer as nested tuples of SymPy values."""
        return self.signal.values

    @property
    def first(self) -> Any:
        """Index of the first sample: int in 1-D, else a tuple; a SymPy bound where the answer is a formula."""
        return self.signal.first

    @property
    def last(self) -> Any:
        """Index of the last sample, inclusive."""
        return self.signal.last

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of samples per axis."""
        return self.signal.shape

    @cached_property
    def problem(self) -> Problem:
        """The task with names for its signals."""
        from symconv.solving import Problem

        return Problem(self.task, self.names, title=self.title, notes=self.notes, methods=self.methods)

    @cached_property
    def derivations(self) -> tuple[Derivation, ...]:
        """The steps, one derivation per method."""
        from symconv.solving import derive

        return derive(self.problem, self.signal)

    @property
    def derivation(self) -> Derivation:
        """The steps of the first method.

        Raises
        ------
        UnsupportedProblemError
            If the problem is too large for every method that would be shown unasked.
        """
        if not self.derivations:
            raise UnsupportedProblemError("deriving: no usual method applies to a problem of this size; name one")
        return self.derivations[0]

    @cached_property
    def check(self) -> CheckReport:
        """What NumPy and the second exact method say; of a formula of unknown signals also the prover."""
        from symconv.checks import check

        return check(self.task, self.signal)

    @property
    def certificates(self) -> tuple[dict[str, Any], ...]:
        """The certificates of the proof behind a formula of unknown signals, for `symconv.verify`; else none."""
        return self.check.certificates

    @cached_property
    def document(self) -> Document:
        """The worked solution.

        Raises
        ------
        CheckError
            If a check does not agree with the answer; then there is nothing to show.
        """
        from symconv.document.solution import solution_document

        self.require_checked()
        return solution_document(self.problem, self.derivations, self.check, self.signal)

    def require_checked(self) -> None:
        """Raise `CheckError` when a check does not agree with the answer."""
        for item in self.check.items:
            if not item.passed:
                raise CheckError(f"checking the result: {item.what} Nothing is shown; please report this problem")

    def to_sympy(self) -> Any:
        """Return the answer as a SymPy array, or as an expression in its index where signals are unknown."""
        return self.signal.to_sympy()

    @property
    def equation(self) -> sympy.Eq:
        """The answer as a SymPy equation: ``y[n] = Σ …`` for unknown signals, else its name and its array."""
        name = self.problem.result_name
        content = self.signal.content
        left = sympy.IndexedBase(name)[content.indices] if isinstance(content, Formula) else sympy.Symbol(name)
        return sympy.Eq(left, self.to_sympy(), evaluate=False)

    def subs(self, signals: Mapping[Signal | str, Signal]) -> Result:
        """Put signals in for unknown ones, given as signals or by name, and return the result of that problem.

        Examples
        --------
        >>> from symconv.operations import convolution_task
        >>> r = Result(convolution_task(Signal.symbol("f"), Signal.symbol("g")))
        >>> r.subs({"f": Signal([1, 2]), "g": Signal([3, 4])}).values
        (3, 10, 8)
        """
        return replace(self, task=_put_in(self.task, signals))

    @property
    def pieces(self) -> tuple[tuple[Any, Any, sympy.Expr], ...]:
        """Regions ``(first, last, expression)`` of a closed form; none for samples."""
        return ()

    @property
    def conditions(self) -> tuple[sympy.Basic, ...]:
        """Conditions on parameters under which the answer holds."""
        return ()

    def to_dict(self) -> dict[str, Any]:
        """Return the answer, the check and the steps, ready for JSON.

        Raises
        ------
        CheckError
            If a check does not agree with the answer.
        """
        from symconv.results.record import check_record, operation_of, signal_record, steps_record

        self.require_checked()
        operation, mode = operation_of(self.task)
        return {
            "operation": operation,
            "mode": mode,
            **signal_record(self.signal),
            "pieces": [[str(part) for part in piece] for piece in self.pieces],
            "conditions": [str(condition) for condition in self.conditions],
            "check": check_record(self.check),
            "title": self.document.title,
            "names": list(self.problem.names),
            "steps": steps_record(self.derivations),
        }

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {sympy.latex(self.equation)}$"


def _put_in(task: Any, signals: Mapping[Signal | str, Signal]) -> Any:
    """Return the task with signals in place of unknown ones, which determine their lengths together."""
    parts = [part.name for part in fields(task) if isinstance(getattr(task, part.name), Signal)]
    changes: dict[str, Any] = dict(
        zip(parts, substitute([getattr(task, name) for name in parts], signals), strict=True)
    )
    for part in fields(task):
        if isinstance(inner := getattr(task, part.name), Layer):
            changes[part.name] = _put_in(inner, signals)
    return replace(task, **changes)
