"""Worked texts that are right raise no alarm, damaged ones no exception, and planted faults are found."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import pytest

import symconv

NOTATIONS = ("decimal", "fraction", "latex")
DENOMINATORS = {"decimal": (1, 1, 2, 4), "fraction": (1, 2, 3), "latex": (1, 2, 3, 5)}


@dataclass(frozen=True)
class Worked:
    """A worked example that is right, and the places where a fault can be planted."""

    lines: tuple[str, ...]
    values: tuple[Fraction, ...]
    """What the last side of each line comes to."""
    write: Callable[[Fraction], str]


def literal(value: Fraction, notation: str) -> str:
    """Write a number in a notation."""
    if notation == "decimal":
        return str(float(value)) if value.denominator > 1 else str(value)
    if notation == "latex" and value.denominator > 1:
        return f"{'-' * (value < 0)}\\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"
    return str(value)


def worked_example(seed: int) -> Worked:
    """Write a convolution out, sample by sample, by the definition; nothing of symconv is used."""
    rng = random.Random(seed)
    notation = rng.choice(NOTATIONS)
    latex = notation == "latex" or rng.random() < 0.5
    x = [Fraction(rng.randint(-4, 5), rng.choice(DENOMINATORS[notation])) for _ in range(rng.randint(2, 6))]
    h = [Fraction(rng.randint(-3, 3), rng.choice(DENOMINATORS[notation])) for _ in range(rng.randint(2, 4))]
    full = [
        sum((x[m] * h[n - m] for m in range(len(x)) if 0 <= n - m < len(h)), Fraction(0))
        for n in range(len(x) + len(h) - 1)
    ]
    times = rng.choice((r" \cdot ", r" \times ", " * ") if latex else (" * ", "·", " × "))
    sign = rng.choice((r"\ast", "*") if latex else ("∗", "*"))
    name, kernel = rng.choice("xfa"), rng.choice("hgb")

    def write(value: Fraction) -> str:
        return literal(value, notation)

    def factor(value: Fraction) -> str:
        text = write(value)
        return f"({text})" if text.startswith("-") or "/" in text else text

    def maths(text: str) -> str:
        return f"${text}$" if latex else text

    def vector(values: list[Fraction]) -> str:
        return f"[{', '.join(write(value) for value in values)}]"

    lines = [f"Let {maths(f'{name} = {vector(x)}')} and {maths(f'{kernel} = {vector(h)}')}.", ""]
    if rng.random() < 0.5:
        lines += [f"The convolution is {maths(f'y = {name} {sign} {kernel} = {vector(full)}')}.", ""]
    for n, value in enumerate(full):
        places = [m for m in range(len(x)) if 0 <= n - m < len(h)]
        sides = [f"y[{n}]"]
        if rng.random() < 0.5:
            sides.append(f"\\sum_m {name}[m]{kernel}[{n}-m]" if latex else f"Σ_m {name}[m]·{kernel}[{n}-m]")
        sides.append(" + ".join(factor(x[m]) + times + factor(h[n - m]) for m in places))
        if rng.random() < 0.5 and len(places) > 1:
            sides.append(" + ".join(factor(x[m] * h[n - m]) for m in places))
        start = rng.choice(("", "- ", "So we get ", f"{n + 1}. "))
        lines += [start + maths(" = ".join([*sides, write(value)])) + rng.choice(("", ".", ",")), ""]
    return Worked(tuple(lines), tuple(full), write)


@pytest.mark.parametrize("block", range(10))
def test_right_examples_raise_no_alarm(block):
    """Of 1,000 right examples in mixed notations every claim is read, and every one holds without a note."""
    claims = [
        claim
        for seed in range(block * 100, block * 100 + 100)
        for claim in symconv.audit("\n".join(worked_example(seed).lines)).claims
    ]
    assert len(claims) > 500
    assert [claim for claim in claims if claim.verdict != "holds" or claim.diagnosis] == []


def test_a_wrong_last_side_is_found_where_it_stands():
    """A last value that is off by one fails, on its own line, and the next lines are not blamed."""
    for seed in range(200):
        example = worked_example(seed)
        row = next(i for i, line in enumerate(example.lines) if "y[0] = " in line)
        value = example.values[0]
        before, sign, after = example.lines[row].rpartition(" = ")
        wrong = before + sign + after.replace(example.write(value), example.write(value + 1), 1)
        lines = [*example.lines[:row], wrong, *example.lines[row + 1 :]]
        failing = [claim.line for claim in symconv.audit("\n".join(lines)).claims if claim.verdict == "fails"]
        assert failing == [row + 1], (seed, wrong)


def test_damaged_texts_raise_no_exception():
    """Whatever is left of a text after damage, a report comes back."""
    letters = "$[](){}=+-*/\\_^&,.;:|`#\n 0159abxmn∗Σ≈"
    for seed in range(300):
        rng = random.Random(seed)
        text = list("\n".join(worked_example(seed).lines))
        for _ in range(rng.randint(1, 12)):
            place = rng.randrange(len(text))
            if rng.random() < 0.5:
                del text[place]
            else:
                text.insert(place, rng.choice(letters))
        for syntax in ("markdown", "latex", "text"):
            report = symconv.audit("".join(text), syntax=syntax)
            assert sum(report.summary.values()) == len(report.claims)
