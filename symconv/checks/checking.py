"""`check`: which checks a task gets, in one place.

May import: the rest of ``checks``.
"""

from __future__ import annotations

from symconv.checks.definition import define_window
from symconv.checks.exact import check_exactly
from symconv.checks.numbers import numbers_of, random_point
from symconv.checks.numeric import check_numerically
from symconv.checks.numpy_calls import call_of_window
from symconv.checks.report import CheckReport
from symconv.operations.tasks import Convolution, Correlation, Task
from symconv.signals import Signal

__all__ = ["check"]


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
    match task:
        case Convolution() | Correlation():
            return _check_window(task, result)
        case _:
            raise NotImplementedError


def _check_window(task: Convolution | Correlation, result: Signal) -> CheckReport:
    definition = define_window(task)
    point = random_point((task.x, task.h))
    exact = check_exactly(definition, result, point)
    x, h, found = [(numbers_of(signal.flat_values, point), signal.shape) for signal in (task.x, task.h, result)]
    numeric = check_numerically(call_of_window(task, definition), (x, h), found, point)
    return CheckReport((numeric, exact))
