"""Fuzz target for the grammar: no text may raise anything but a `SymconvError`, and none may take long.

By hand::

    python tests/fuzz/fuzz_parser.py            # with atheris where it is installed, else a plain loop
    python tests/fuzz/fuzz_parser.py --seconds 600 --seed 7
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from symconv.errors import SymconvError
from symconv.syntax import (
    node_to_sympy,
    parse_expression,
    parse_formulas,
    parse_hypothesis,
    parse_modulus,
    parse_signal,
    parse_statement,
    to_latex,
    to_text,
    to_unicode,
)
from tests.damage import SEEDS, damaged

SLOW = 1.0
"""Seconds for one text that are a finding."""


def check(text: str) -> None:
    """Read a text in every way; print and read back what was read."""
    for read in (parse_expression, parse_signal):
        try:
            node = read(text)
            for write in (to_text, to_unicode, to_latex):
                write(node)
            node_to_sympy(node)
        except SymconvError:
            continue
    readers: tuple[Callable[[str], object], ...] = (parse_statement, parse_hypothesis, parse_modulus, parse_formulas)
    for reader in readers:
        try:
            reader(text)
        except SymconvError:
            continue


def loop(seconds: float, seed: int) -> int:
    """Check damaged texts until the time is over; return how many there were."""
    generator = random.Random(seed)
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        text = damaged(generator.choice(SEEDS), generator)
        start = time.monotonic()
        try:
            check(text)
        except Exception:
            sys.stderr.write(f"{text!r}\n")
            raise
        if time.monotonic() - start > SLOW:
            raise TimeoutError(f"{time.monotonic() - start:.1f} s for {text!r}")
        count += 1
    return count


def main() -> None:
    """Run atheris if it is there, else the loop."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--seed", type=int, default=0)
    options, rest = arguments.parse_known_args()
    try:
        import atheris
    except ImportError:
        sys.stdout.write(f"{loop(options.seconds, options.seed)} texts, no finding\n")
        return
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *rest], lambda data: check(data.decode("utf-8", "surrogatepass" if data else "ignore")))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
