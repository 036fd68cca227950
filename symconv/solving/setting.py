"""What comes before the work: the definition with its convention, the limits of the sum, the output range.

May import: ``derivation``, ``operations.tasks``, ``signals``, ``syntax``. Must never compute a sample.
"""

from __future__ import annotations

from symconv.derivation import Calculation, Sentence, Step
from symconv.errors import CheckError
from symconv.operations.tasks import Convolution, Correlation, Layer
from symconv.signals import Signal
from symconv.solving.affine import integer
from symconv.solving.formula import formula
from symconv.solving.indexed_sum import IndexedSum
from symconv.solving.layer_setting import layer_setting
from symconv.solving.lines import chain
from symconv.solving.problem import Problem
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Add, Call, Chain, Name, Node

__all__ = ["setting"]

CONVOLUTION = (
    "Each output sample {y} adds up products in which {still} runs forwards and {moving} runs backwards, so that the "
    "two indices always add up to the index of {y}."
)
CORRELATION = (
    "Each output sample {y} compares {x} with {h} at one lag, the index of {y}: nothing is reversed, one signal is "
    "only shifted along the other."
)
NUMPY = "This is the convention of NumPy and SciPy: the lag is added to the index of {x}{conjugate}."
WIKIPEDIA = (
    "This is the convention of Wikipedia and Mathematica: the lag is added to the index of {h}{conjugate}. NumPy adds "
    "it to that of {x}, which reverses{turns} the result."
)
CONJUGATE = ", and the other signal is conjugated"
REAL = "; conjugation changes nothing, because both signals are real"
CIRCULAR = "Everything happens modulo {N}: an index that leaves one period at one end comes back in at the other."
FOLDED = (
    "First fold what does not fit into one period: {folded} adds up all samples whose indices differ by a multiple "
    "of {N}."
)
SUPPORT = "The signal {name} has samples only where {written}."
SUPPORT_SOLVED = "The signal {name} has samples only where {written}, that is {solved}."
LIMITS = "A product counts only where both have a sample, so the sum is finite:"
FULL = (
    "The two signals overlap exactly when {full}; so the answer lives on {n}, has {count} samples, and is 0 everywhere "
    "else."
)
VALID = "Mode “valid” keeps the places where the shorter signal lies wholly inside the longer one."
SAME = "Mode “same” keeps a window from the middle of the full result, {alignment}."
WINDOW = "That leaves {n}: {count} samples."
PERIOD = "One period is the whole answer: {n}, {count} samples."
ALIGNMENTS = {
    "scipy": "as long as the first signal and placed as SciPy places it",
    "numpy": "as long as the longer signal and placed as NumPy places it",
    "matlab": "as long as the first signal and placed as MATLAB places it",
}


def setting(problem: Problem, answer: Signal) -> tuple[Step, ...]:
    """Return the steps that come before any method's work."""
    task = problem.task
    if isinstance(task, Layer):
        return layer_setting(problem, answer)
    if not isinstance(task, Convolution | Correlation):
        return ()
    rule = formula(problem)
    limits = (_limits(rule),) if task.period is None else ()
    return (_definition(problem, rule), *limits, _output_range(problem, rule, answer))


def _definition(problem: Problem, rule: IndexedSum) -> Step:
    equation = rule.equation() if problem.periods is None else rule.finite_equation()
    names = {"x": Name(problem.names[0]), "h": Name(problem.names[1]), "y": equation.first}
    if isinstance(problem.task, Convolution):
        first, second = rule.factors
        slots = (("moving", Name(second.name)), ("still", Name(first.name)), ("y", equation.first))
        said = [Sentence(CONVOLUTION, slots)]
    else:
        said = [Sentence(CORRELATION, tuple(names.items()))]
        conjugate = CONJUGATE if any(factor.conjugated for factor in rule.factors) else REAL
        turns = "" if conjugate == REAL else " and conjugates"
        numpy = isinstance(problem.task, Correlation) and problem.task.convention == "numpy"
        said.append(
            Sentence(NUMPY if numpy else WIKIPEDIA, (*names.items(), ("conjugate", conjugate), ("turns", turns)))
        )
    displays = [Calculation(equation, compact=True)]
    if problem.periods is not None:
        period = " × ".join(map(str, problem.periods))
        said.append(Sentence(CIRCULAR, (("N", period),)))
        for factor, name in zip(rule.factors, problem.names, strict=False):
            if factor.name != name:
                said.append(Sentence(FOLDED, (("folded", Name(factor.name)), ("N", period))))
                displays.append(Calculation(Chain(Name(factor.name), (("=", vector(factor.signal)),)), compact=True))
    return Step("definition", "The definition", tuple(said), tuple(displays))


def _limits(rule: IndexedSum) -> Step:
    said: list[Sentence] = []
    limits: list[tuple[Node, Node] | None] = []
    for axis, bound in enumerate(rule.bound):
        lowers, uppers = [], []
        for factor in rule.factors:
            affine, first, last = factor.indices[axis], factor.signal.origin[axis], factor.signal.ends[axis]
            lower, upper = affine.limits(bound, first, last)
            lowers.append(lower.node())
            uppers.append(upper.node())
            written = between(integer(first), affine.node(), integer(last))
            solved = between(lower.node(), Name(bound), upper.node())
            slots = (("name", Name(factor.name)), ("written", written), ("solved", solved))
            said.append(Sentence(SUPPORT if written == solved else SUPPORT_SOLVED, slots))
        limits.append((_extreme("max", lowers), _extreme("min", uppers)))
    said.append(Sentence(LIMITS))
    return Step(
        "limits", "Which samples overlap", tuple(said), (Calculation(rule.equation(tuple(limits)), compact=True),)
    )


def _output_range(problem: Problem, rule: IndexedSum, answer: Signal) -> Step:
    task = problem.task
    if not isinstance(task, Convolution | Correlation):
        raise TypeError(f"no output range is stated for a {type(task).__name__}")
    said: list[Sentence] = []
    if task.mode != "full":
        said.append(
            Sentence(VALID) if task.mode == "valid" else Sentence(SAME, (("alignment", ALIGNMENTS[task.same]),))
        )
    for axis, name in enumerate(rule.free):
        first, last, length = answer.origin[axis], answer.ends[axis], answer.shape[axis]
        slots: list[tuple[str, Node]] = [("n", between(integer(first), Name(name), integer(last)))]
        N, K = problem.signals[0].shape[axis], problem.signals[1].shape[axis]
        if task.period is not None:
            template, count = PERIOD, integer(length)
        elif task.mode == "full":
            template, ends = FULL, _full_range(task, axis)
            _require_range(tuple(sum(pair) for pair in ends), (first, last))
            slots.append(("full", between(_plus(ends[0]), Name(name), _plus(ends[1]))))
            count = chain(_plus((N, K, -1)), integer(N + K - 1))
        else:
            template = WINDOW
            count = (
                chain(_plus((max(N, K), -min(N, K), 1)), integer(length)) if task.mode == "valid" else integer(length)
            )
        said.append(Sentence(template, (*slots, ("count", count))))
    return Step("output-range", "Where the answer lives", tuple(said))


def _full_range(task: Convolution | Correlation, axis: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return first and last index of the full result, each as the two addends that make it."""
    x, h = ((s.origin[axis], s.ends[axis]) for s in (task.x, task.h))
    if isinstance(task, Convolution):
        return (x[0], h[0]), (x[1], h[1])
    if task.convention == "numpy":
        return (x[0], -h[1]), (x[1], -h[0])
    return (h[0], -x[1]), (h[1], -x[0])


def _require_range(own: tuple[int, ...], answer: tuple[int, ...]) -> None:
    if own != answer:
        raise CheckError(
            f"checking the output range: the limits give {own}, the operation gave {answer}; nothing is shown"
        )


def _plus(numbers: tuple[int, ...]) -> Node:
    return Add(tuple(integer(number) for number in numbers))


def between(first: Node, middle: Node, last: Node) -> Chain:
    """Return ``first ≤ middle ≤ last``."""
    return Chain(first, (("<=", middle), ("<=", last)))


def _extreme(which: str, candidates: list[Node]) -> Node:
    different = [node for i, node in enumerate(candidates) if node not in candidates[:i]]
    return different[0] if len(different) == 1 else Call(which, tuple(different))
