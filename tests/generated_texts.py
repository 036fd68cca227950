r"""Worked texts that are right, in the notations that people use; nothing of symconv computes them.

Markdown with ``$`` and ``$$``, LaTeX files with ``align``, plain text and Unicode; decimals, fractions, ``\frac``;
chains, expansions, tables, pictures; convolution and correlation, full, valid, same, circular, with their words.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["NOTATIONS", "Notation", "worked_text"]

Values = list[Fraction]


@dataclass(frozen=True)
class Notation:
    """How formulas are written in one text."""

    name: str
    times: str
    convolve: str
    correlate: str
    inline: Callable[[str], str]
    sum: str
    number: Callable[[Fraction], str]
    denominators: tuple[int, ...]

    def factor(self, value: Fraction) -> str:
        """Write a number that stands beside a sign."""
        text = self.number(value)
        return f"({text})" if text.startswith("-") or "/" in text else text

    def vector(self, values: Values) -> str:
        """Write a signal."""
        return f"[{', '.join(map(self.number, values))}]"


def _decimal(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def _slash(value: Fraction) -> str:
    return str(value)


def _frac(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{'-' * (value < 0)}\\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def _unicode(value: Fraction) -> str:
    return _slash(value).replace("-", "−")


def _dollars(text: str) -> str:
    return f"${text}$"


def _brackets(text: str) -> str:
    return rf"\({text}\)"


def _plain(text: str) -> str:
    return text


NOTATIONS = (
    Notation("markdown", r" \cdot ", r"\ast", r"\star", _dollars, r"\sum_m", _decimal, (1, 1, 2, 4)),
    Notation("frac", r" \times ", "*", r"\star", _dollars, r"\sum_{m}", _frac, (1, 2, 3, 5)),
    Notation("brackets", r"\cdot ", r"\ast", r"\star", _brackets, r"\sum_m", _frac, (1, 2, 3)),
    Notation("plain", " * ", "*", "⋆", _plain, "Σ_m", _decimal, (1, 2, 4)),
    Notation("slashes", "*", "∗", "⋆", _plain, "Σ_m", _slash, (1, 2, 3, 7)),
    Notation("unicode", "·", "∗", "⋆", _plain, "Σ_m", _unicode, (1, 1, 1, 2)),
)


def worked_text(seed: int) -> tuple[str, str]:
    """Return a worked text that is right, and its syntax."""
    rng = random.Random(seed)
    notation = NOTATIONS[seed % len(NOTATIONS)]
    parts = [rng.choice(SECTIONS)(rng, notation) for _ in range(rng.randint(1, 2))]
    body = "\n\n".join(f"## Exercise {number}\n\n{part}" for number, part in enumerate(parts, 1))
    if notation.name in ("frac", "brackets") and rng.random() < 0.5:
        body = body.replace("## Exercise", r"\section*{Exercise").replace("}\n\n", "}\n\n")
        body = "\n".join(line + "}" if line.startswith(r"\section*") else line for line in body.split("\n"))
        return f"\\documentclass{{article}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n", "latex"
    return body + "\n", "markdown"


def _signal(rng: random.Random, notation: Notation, least: int, most: int) -> Values:
    values = [Fraction(rng.randint(-4, 6), rng.choice(notation.denominators)) for _ in range(rng.randint(least, most))]
    return values if any(values) else [Fraction(1), *values[1:]]


def _convolved(x: Values, h: Values) -> Values:
    return [
        sum((x[m] * h[n - m] for m in range(len(x)) if 0 <= n - m < len(h)), Fraction(0))
        for n in range(len(x) + len(h) - 1)
    ]


def _correlated(x: Values, h: Values) -> Values:
    """Return Σ_m x[n+m] h[m] for every lag from 1 − K to N − 1."""
    return _convolved(x, h[::-1])


def _given(rng: random.Random, notation: Notation, x: Values, h: Values) -> str:
    said = notation.inline(f"x = {notation.vector(x)}"), notation.inline(f"h = {notation.vector(h)}")
    return rng.choice(("Let {} and {}.", "Given {} and {}:", "- {}\n- {}", "Take {}, and {}.")).format(*said)


def _samples(rng: random.Random, notation: Notation) -> str:
    """Write a convolution out sample by sample, with the sum, its terms, their values, and the result."""
    x, h = _signal(rng, notation, 2, 5), _signal(rng, notation, 2, 4)
    lines = [_given(rng, notation, x, h), ""]
    for n, value in enumerate(_convolved(x, h)):
        places = [m for m in range(len(x)) if 0 <= n - m < len(h)]
        sides = [f"y[{n}]"]
        if rng.random() < 0.4:
            sides.append(f"{notation.sum} x[m]{rng.choice(('', notation.times))}h[{n}-m]")
        sides.append(" + ".join(notation.factor(x[m]) + notation.times + notation.factor(h[n - m]) for m in places))
        if len(places) > 1 and rng.random() < 0.5:
            sides.append(" + ".join(notation.factor(x[m] * h[n - m]) for m in places))
        chain = " = ".join([*sides, notation.number(value)])
        lines += [
            rng.choice(("", "- ", "So we get ", f"{n + 1}. ")) + notation.inline(chain) + rng.choice(("", ".")),
            "",
        ]
    return "\n".join(lines)


def _aligned(rng: random.Random, notation: Notation) -> str:
    """Write the same as rows of one display; in plain text as lines that go on with a sign of equality."""
    x, h = _signal(rng, notation, 2, 4), _signal(rng, notation, 2, 3)
    rows = []
    for n, value in enumerate(_convolved(x, h)):
        places = [m for m in range(len(x)) if 0 <= n - m < len(h)]
        terms = " + ".join(notation.factor(x[m]) + notation.times + notation.factor(h[n - m]) for m in places)
        rows.append((f"y[{n}]", terms, notation.number(value)))
    if notation.inline is _plain:
        body = "\n\n".join(f"{label} = {terms}\n  = {value}" for label, terms, value in rows)
    else:
        inner = " \\\\\n".join(f"{label} &= {terms} = {value}" for label, terms, value in rows)
        body = f"\\begin{{align*}}\n{inner}\n\\end{{align*}}"
    return f"{_given(rng, notation, x, h)}\n\n{body}\n"


def _results(rng: random.Random, notation: Notation) -> str:
    """State whole results: every operation and mode, named in words."""
    x, h = _signal(rng, notation, 3, 7), _signal(rng, notation, 2, 3)
    both = (
        ("convolution", notation.convolve, _convolved(x, h)),
        ("cross-correlation", notation.correlate, _correlated(x, h)),
    )
    lines = [_given(rng, notation, x, h), ""]
    for word, sign, full in both:
        K = len(h)
        cut = {
            "full ": full,
            "valid ": full[K - 1 : len(x)],
            "": full,
        }
        mode = rng.choice(list(cut))
        lines += [f"The {mode}{word} is {notation.inline(f'x {sign} h = {notation.vector(cut[mode])}')}.", ""]
    period = rng.randint(len(x), len(x) + 1)
    folded = [sum(_convolved(x, h)[n::period], Fraction(0)) for n in range(period)]
    sign = "⊛" if notation.inline is _plain else r"\circledast"
    lines += [
        f"The circular convolution with period {period} is "
        + notation.inline(f"x {sign} h = {notation.vector(folded)}")
        + ".",
    ]
    return "\n".join(lines)


def _table(rng: random.Random, notation: Notation) -> str:
    """Tabulate the samples; beside the table stands the result."""
    x, h = _signal(rng, notation, 2, 5), _signal(rng, notation, 2, 3)
    full = _convolved(x, h)
    head = "| n | " + " | ".join(str(n) for n in range(len(full))) + " |"
    rule = "|---" * (len(full) + 1) + "|"
    row = f"| {notation.inline('y[n]')} | " + " | ".join(notation.inline(notation.number(v)) for v in full) + " |"
    said = notation.inline(f"y = x {notation.convolve} h = {notation.vector(full)}")
    return "\n".join([_given(rng, notation, x, h), "", head, rule, row, "", f"Hence {said}."])


def _picture(rng: random.Random, notation: Notation) -> str:
    """Slide a 2 by 2 kernel over a picture: one entry written out, and the whole result."""
    rows, columns = rng.randint(2, 4), rng.randint(2, 4)
    picture = [[Fraction(rng.randint(-3, 5)) for _ in range(columns)] for _ in range(rows)]
    kernel = [[Fraction(rng.randint(-2, 3)) for _ in range(2)] for _ in range(2)]
    if rng.random() < 0.5:
        result, word, sign = _slid(picture, kernel), "cross-correlation", notation.correlate
    else:
        turned = [row[::-1] for row in kernel[::-1]]
        result, word, sign = _slid(picture, turned), "convolution", notation.convolve

    def matrix(values: list[Values]) -> str:
        if notation.inline is _plain:
            return f"[{', '.join(notation.vector(row) for row in values)}]"
        inner = r" \\ ".join(" & ".join(map(notation.number, row)) for row in values)
        return rf"\begin{{{style}}} {inner} \end{{{style}}}"

    style = rng.choice(("bmatrix", "pmatrix"))
    given = f"Let {notation.inline(f'F = {matrix(picture)}')} and {notation.inline(f'G = {matrix(kernel)}')}."
    return f"{given}\n\nTheir valid {word} is {notation.inline(f'F {sign} G = {matrix(result)}')}.\n"


def _slid(picture: list[Values], kernel: list[Values]) -> list[Values]:
    return [
        [
            sum((picture[i + p][j + q] * kernel[p][q] for p in range(2) for q in range(2)), Fraction(0))
            for j in range(len(picture[0]) - 1)
        ]
        for i in range(len(picture) - 1)
    ]


def _arithmetic(rng: random.Random, notation: Notation) -> str:
    """Write chains of arithmetic without any signal: brackets, powers, differences."""
    lines = []
    for _ in range(rng.randint(2, 5)):
        a, b, c = (Fraction(rng.randint(-5, 9), rng.choice(notation.denominators)) for _ in range(3))
        first = f"{notation.factor(a)}{notation.times}{notation.factor(b)} + {notation.factor(c)}"
        second = f"{notation.factor(a * b)} + {notation.factor(c)}"
        lines.append(notation.inline(f"{first} = {second} = {notation.number(a * b + c)}"))
        k = rng.randint(1, 4)
        lines.append(notation.inline(f"{rng.choice('abst')} = {k}^2 - {k} = {k * k - k}"))
    return "\n\n".join(lines)


SECTIONS = (_samples, _samples, _aligned, _results, _results, _table, _picture, _arithmetic)
