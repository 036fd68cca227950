"""How long proofs take: ``python -m tests.benchmarks.proofs`` prints what docs/proofs.md shows.

Times are those of the processor, the best of some runs; nothing is asserted about them.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

from symconv.derivation import Status
from symconv.logic import replay
from symconv.polynomials import symbol
from symconv.proving.answer import prove
from symconv.proving.asking import ask
from symconv.proving.building import apply, plus, sample, signal
from symconv.proving.decide import Open, Proof, decide
from symconv.proving.goals import goals
from symconv.proving.identities import GROUPS
from symconv.proving.recheck import recheck
from symconv.terms import Context, Goal, Signal, Term

LETTERS = "abcdefgh"
RUNS = 3


def processor_time(function: Callable[[], Any]) -> tuple[float, Any]:
    """Return milliseconds of processor time, the best of some runs, and the result."""
    best, result = float("inf"), None
    for _ in range(RUNS):
        begin = time.process_time()
        result = function()
        best = min(best, time.process_time() - begin)
    return 1000 * best, result


def library() -> Iterator[tuple[float, float, float, int]]:
    """Yield times of deciding, replaying and rechecking each identity that holds, and its certificate's length."""
    for identity in (i for group in GROUPS for i in group.identities if i.holds):
        question = ask(identity.statement, identity.given, identity.over, complex=identity.complex)
        for goal in goals(question.read()):
            found, proof = processor_time(lambda goal=goal: decide(goal))
            certificate = json.loads(json.dumps(proof.certificate))
            replayed, _ = processor_time(lambda certificate=certificate: replay(certificate))
            rechecked, _ = processor_time(lambda certificate=certificate: recheck(certificate))
            yield found, replayed, rechecked, len(json.dumps(certificate))


def conv(x: Term, w: Term) -> Term:
    """Return x∗w."""
    return apply("conv", x, w)


def growth() -> Iterator[tuple[int, float, float, float, float]]:
    """Regrouping 2 to 8 factors: different ones, equal ones, a false variant, and sums of two signals."""
    n = symbol("n")
    context = Context(tuple(Signal(name) for name in LETTERS), integers=("n",))
    for count in range(2, 9):
        different = [signal(name) for name in LETTERS[:count]]
        equal = [signal("a")] * count
        flipped = [*equal[1:], apply("flip", signal("a"))]
        sums = [plus(signal("a"), signal("b"))] * count
        times = []
        for factors, other, expected in (
            (different, different[::-1], Proof),
            (equal, equal, Proof),
            (equal, flipped, Open),
            (sums[:6], sums[:6], Proof),
        ):
            left, right = reduce(conv, factors), reduce(lambda a, b: conv(b, a), other)
            goal = Goal(context, sample(left, n), sample(right, n))
            elapsed, answer = processor_time(lambda goal=goal: decide(goal, seconds=60))
            if not isinstance(answer, expected):
                raise AssertionError(f"{count} factors: {type(answer).__name__}")
            times.append(elapsed)
        yield (count, times[0], times[1], times[2], times[3] if count <= 5 else float("nan"))


def nesting() -> Iterator[tuple[int, float, float]]:
    """Operators inside one another: x ↦ flip(shift(corr(x, h), 1)) up to 8 times, with corr(x, h) as conv(x, flip(h)).

    Milliseconds for a proof, and for the counterexample where one shift is wrong.
    """
    for depth in range(1, 9):
        left = right = "f"
        for letter in "abcdegij"[:depth]:
            left, right = f"flip(shift(corr({left}, {letter}), 1))", f"shift(flip(conv({right}, flip({letter}))), -1)"
        times = []
        for wrong in (False, True):
            claim = f"{left} = {right if not wrong else right.replace('-1', '1', 1)}"
            elapsed, verdict = processor_time(lambda claim=claim: prove(claim, repair=False))
            if (verdict.status is Status.PROVED) is wrong:
                raise AssertionError(f"{claim}: {verdict.status}")
            times.append(elapsed)
        yield (depth, times[0], times[1])


def main() -> None:
    """Print the tables."""
    columns = list(zip(*library(), strict=True))
    lines = [f"{len(columns[0])} goals of the library", "", "| | median | 9 of 10 below | most |", "|---|---|---|---|"]
    for name, values in zip(
        ("proof (ms)", "replay (ms)", "recheck (ms)", "certificate (characters)"), columns, strict=True
    ):
        tenths = statistics.quantiles(values, n=10)
        lines.append(f"| {name} | {statistics.median(values):.3g} | {tenths[8]:.3g} | {max(values):.3g} |")
    lines += ["", "| factors | different | equal | equal, false | sums of two |", "|---|---|---|---|---|"]
    for count, *times in growth():
        cells = " | ".join("" if value != value else f"{value:.3g}" for value in times)
        lines.append(f"| {count} | {cells} |")
    lines += ["", "| times | operators | proved | refuted |", "|---|---|---|---|"]
    lines += [f"| {depth} | {7 * depth} | {proved:.3g} | {refuted:.3g} |" for depth, proved, refuted in nesting()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
