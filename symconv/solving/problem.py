"""A problem: a task, the names under which it is written, and what the reader asked to see.

May import: ``errors``, ``operations``, ``signals``. Must never compute the answer.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from symconv.errors import ProblemError
from symconv.operations.convolution import periods
from symconv.operations.tasks import Convolution, Correlation, Deconvolution, Layer, LayerGradient, Task
from symconv.signals import Signal
from symconv.signals.content import names_in

__all__ = ["Problem", "operands"]

RESERVED = frozenset({"E", "I", "N", "conj", "delta", "max", "min", "mod", "oo", "pi", "z", "omega"})


@dataclass(frozen=True, slots=True)
class Problem:
    """A task with names, title, notes and chosen methods.

    Parameters
    ----------
    task : Task
        The operation on its signals.
    names : tuple of str
        What the operands are called, in the order of `operands`, then the result. Missing names
        are chosen so that they meet no symbol among the samples.
    title : str
        Heading of the solution; made from the task when empty.
    notes : tuple of str
        Plain text that is shown below the problem.
    methods : tuple of str
        Names of the methods to show; empty for the usual ones of the task.
    """

    task: Task
    names: tuple[str, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", _complete(self.task, self.names))

    @property
    def signals(self) -> tuple[Signal, ...]:
        """The operands, in the order of ``names``."""
        return tuple(signal for _, signal in operands(self.task))

    @property
    def result_name(self) -> str:
        """What the result is called."""
        return self.names[-1]

    @property
    def ndim(self) -> int:
        """Number of axes over which the kernel slides."""
        task = self.task.layer if isinstance(self.task, LayerGradient) else self.task
        first = operands(task)[0][1]
        return first.ndim - 1 if isinstance(task, Layer) and task.channels else first.ndim

    @property
    def periods(self) -> tuple[int, ...] | None:
        """The period of each axis, or ``None`` when the task is not circular."""
        return periods(self.task) if isinstance(self.task, Convolution | Correlation) else None

    def fresh(self, *preferred: str) -> str:
        """Return the first preferred name that means nothing else in this problem."""
        return _fresh(preferred, self.taken)

    def transform_name(self, name: str) -> str:
        """Return what the transform of a signal is called: ``X`` for ``x``, unless that means something else."""
        capital = name[:1].upper() + name[1:]
        return f"{name}_hat" if capital in self.taken else capital

    @property
    def taken(self) -> set[str]:
        """Every name that means something: signals, and symbols among their samples."""
        return {*self.names, *_symbols(self.signals)}


def operands(task: Task) -> tuple[tuple[str, Signal], ...]:
    """Return the signals of a task with the names they get when nobody names them."""
    match task:
        case Convolution(x=x, h=h) | Correlation(x=x, h=h):
            return (("x", x), ("h", h))
        case Layer(x=x, w=w, bias=bias):
            return (("x", x), ("w", w)) if bias is None else (("x", x), ("w", w), ("b", bias))
        case LayerGradient(layer=layer, upstream=upstream):
            return (*operands(layer), ("g", upstream))
        case Deconvolution(y=y, h=h):
            return (("y", y), ("h", h))


def _result_name(task: Task) -> str:
    match task:
        case LayerGradient(wrt=wrt):
            return {"x": "dx", "w": "dw", "bias": "db"}[wrt]
        case Deconvolution():
            return "q"
        case _:
            return "y"


def _complete(task: Task, names: tuple[str, ...]) -> tuple[str, ...]:
    defaults = [(getattr(signal.content, "name", name), signal) for name, signal in operands(task)]
    wanted = [*(name for name, _ in defaults), _result_name(task)]
    if len(names) > len(wanted):
        raise ProblemError(f"naming the signals: {len(names)} names for {len(wanted)} signals; leave out some")
    taken = _symbols(signal for _, signal in defaults)
    chosen: list[str] = []
    for place, default in enumerate(wanted):
        given = names[place] if place < len(names) else ""
        if _is_repeated(given or default, place, defaults, chosen):
            given = given or default
        elif given:
            _require_name(given, taken | set(chosen))
        elif place < len(defaults) and hasattr(defaults[place][1].content, "name") and default not in chosen:
            given = default
        else:
            given = _fresh((default, *_SPARE.get(default, ())), taken | set(chosen) | set(names))
        chosen.append(given)
    return tuple(chosen)


def _is_repeated(name: str, place: int, defaults: list[tuple[str, Signal]], chosen: list[str]) -> bool:
    """Return whether the same signal stands twice under the same name: the autocorrelation x ⋆ x."""
    if place >= len(defaults) or name not in chosen:
        return False
    return defaults[chosen.index(name)][1] == defaults[place][1]


_SPARE = {"x": ("u", "f"), "h": ("v", "g"), "w": ("v", "h"), "y": ("s", "r"), "b": ("c",), "g": ("p",), "q": ("r",)}


def _require_name(name: str, taken: set[str]) -> None:
    plain = name.replace("_", "a")
    if not plain.isalnum() or name[0].isdigit() or name[0] == "_" or len(name) > 30 or keyword.iskeyword(name):
        raise ProblemError(f"naming a signal: {name[:60]!r} is no name; use a letter, then letters, digits or _")
    if name in RESERVED:
        raise ProblemError(f"naming a signal: {name!r} has a fixed meaning; choose another name")
    if name in taken:
        raise ProblemError(f"naming a signal: {name!r} already names a signal or a symbol; choose another name")


def _fresh(preferred: Iterable[str], taken: set[str]) -> str:
    preferred = tuple(preferred)
    for name in preferred:
        if name not in taken:
            return name
    return next(name for i in count(1) if (name := f"{preferred[0]}_{i}") not in taken)


def _symbols(signals: Iterable[Signal]) -> set[str]:
    """Return the names that occur in the signals' samples or formulas."""
    return set().union(*[names_in(signal.content) for signal in signals])
