"""Print all comparisons of one run as tables: ``just bench``.

Results are asserted, times are only shown. The last tables are measured in a process in which
SymPy uses Python's own integers, as it does where python-flint is not installed.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from dataclasses import asdict

from sympy.external.gmpy import GROUND_TYPES

from tests.benchmarks import engine
from tests.benchmarks.measure import Row
from tests.benchmarks.waiting import waits

LENGTHS = (100, 1_000, 10_000, 100_000)


def main() -> None:
    """Measure here, then once more without python-flint."""
    if "--json" in sys.argv:
        sys.stdout.write(json.dumps([[asdict(row) for row in engine.rows()], list(engine.growth(LENGTHS))]))
        return
    sys.stdout.write("| what | measured | wanted |\n|---|---|---|\n")
    sys.stdout.writelines(f"| {what} | {measured} | {wanted} |\n" for what, measured, wanted in waits())
    sys.stdout.write("\n")
    sys.stdout.write(_report(GROUND_TYPES, list(engine.rows()), list(engine.growth(LENGTHS))))
    if GROUND_TYPES != "python":
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.table", "--json"],
            env={**os.environ, "SYMPY_GROUND_TYPES": "python"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        rows, growth = json.loads(done.stdout)
        sys.stdout.write(_report("python", [Row(**row) for row in rows], growth))


def _report(ground_types: str, rows: list[Row], growth: list[tuple[int, float]]) -> str:
    lines = [
        f"## SymPy ground types: {ground_types}",
        "",
        "| what | time | against | its time | ratio | wanted |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.what} | {_seconds(row.ours)} | {row.against} | {_seconds(row.theirs)} "
        f"| {row.ratio:.2f} | {row.wanted} |"
        for row in rows
    ]
    lines += ["", "| N = K | time | exponent |", "|---|---|---|"]
    for place, (length, seconds) in enumerate(growth):
        exponent = ""
        if place:
            shorter, before = growth[place - 1]
            exponent = f"{math.log(seconds / before) / math.log(length / shorter):.2f}"
        lines.append(f"| {length} | {_seconds(seconds)} | {exponent} |")
    return "\n".join([*lines, "", ""])


def _seconds(seconds: float) -> str:
    return f"{1000 * seconds:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


if __name__ == "__main__":
    main()
