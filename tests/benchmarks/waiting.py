"""What a user waits for: a worked solution, and the command."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import symconv
from tests.benchmarks.engine import fractions
from tests.benchmarks.measure import best_of

__all__ = ["waits"]

COMMAND = str(Path(sys.executable).with_name("symconv"))
LIBRARIES = "import sympy, numpy, jinja2"
TWO_LIBRARIES = "import sympy, numpy"


def waits() -> Iterator[tuple[str, str, str]]:
    """Yield (what, measured, wanted)."""
    short, text = best_of(5, lambda: symconv.convolve([2, 1, 3, 5, 4], [1, -1]).to_markdown())
    if "conv" not in text:
        raise AssertionError("the solution does not say what was computed")
    yield "Markdown solution, 5 by 2", f"{1000 * short:.1f} ms", "at most 20 ms"
    generator = random.Random(3)
    x, h = fractions(generator, 1_000), fractions(generator, 1_000)
    long, text = best_of(1, lambda: symconv.convolve(x, h).to_markdown())
    yield "Markdown solution, 1000 by 1000", f"{long:.2f} s, {len(text.encode()) / 1000:.0f} kB", "under 1 s and 200 kB"
    nothing = _run(sys.executable, "-c", "pass")
    yield "`symconv --help`", f"{_run(COMMAND, '--help') / nothing:.1f} × `python -c pass`", "at most 6"
    libraries = _run(sys.executable, "-c", LIBRARIES)
    correlate = _run(COMMAND, "correlate", "[2, 1, 3, 5, 4]", "[1, -1]")
    yield "`symconv correlate …`", f"{correlate / libraries:.2f} × `{LIBRARIES}`", "at most 1.6"
    libraries = _run(sys.executable, "-c", TWO_LIBRARIES)
    for what, statement in (("proved", "corr(f, h) = conv(f, flip(h))"), ("refuted", "corr(f, h) = conv(f, h)")):
        prove = _run(COMMAND, "prove", statement, accepted=(0, 1))
        yield f"`symconv prove …`, {what}", f"{prove / libraries:.2f} × `{TWO_LIBRARIES}`", "at most 2"


def _run(*command: str, accepted: tuple[int, ...] = (0,)) -> float:
    compiled = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # as an installed package is

    def run() -> None:
        status = subprocess.run(command, check=False, capture_output=True, env=compiled).returncode
        if status not in accepted:
            raise AssertionError(f"{command} ended with {status}")

    return best_of(8, run)[0]
