"""Worked texts in many styles, made at random: right ones raise no alarm, and a wrong number is found in its line.

The results are worked out here by the sums of the definitions; nothing of symconv is used for them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import symconv

Row = list[int]


@dataclass(frozen=True)
class Example:
    """A text that is right, and where a number can be made wrong: the line, and how often the number stands before."""

    lines: tuple[str, ...]
    places: tuple[tuple[int, str, str], ...]
    """Line from 0, what is written there, and something wrong of the same kind."""


def convolved(x: Sequence[int], h: Sequence[int]) -> Row:
    """Return Σ_m x[m] h[n-m] for every n at which it can differ from zero."""
    return [sum(x[m] * h[n - m] for m in range(len(x)) if 0 <= n - m < len(h)) for n in range(len(x) + len(h) - 1)]


def row(values: Sequence[int]) -> str:
    """Write numbers with commas."""
    return ", ".join(map(str, values))


def in_brackets(value: int) -> str:
    """Write a factor."""
    return f"({value})" if value < 0 else str(value)


def spoiled(values: Sequence[int], rng: random.Random) -> Row:
    """Change one number, by more than any sign or window could."""
    at = rng.randrange(len(values))
    return [value + (50 + rng.randint(1, 9)) * (place == at) for place, value in enumerate(values)]


def signals(rng: random.Random) -> tuple[Row, Row]:
    """Return two short signals without zeros, so that every product counts."""
    numbers = [n for n in range(-4, 6) if n]
    return [rng.choice(numbers) for _ in range(rng.randint(3, 5))], [
        rng.choice(numbers) for _ in range(rng.randint(2, 3))
    ]


def terms(x: Row, h: Row, n: int, write: Callable[[str, int], str]) -> tuple[str, str]:
    """Return the terms of one sample with names, and with numbers."""
    pairs = [(m, n - m) for m in range(len(x)) if 0 <= n - m < len(h)]
    named = " + ".join(f"{write('x', m)} {write('h', k)}" for m, k in pairs)
    return named, " + ".join(rf"{in_brackets(x[m])} \cdot {in_brackets(h[k])}" for m, k in pairs)


def sample_by_sample(rng: random.Random) -> Example:
    """Write lecture notes: an origin in words, every sample worked out, the answer at the end."""
    x, h = signals(rng)
    y = convolved(x, h)
    first = rng.randint(-2, 0)
    origin = rng.choice(
        (f"for $n = {row(range(first, first + len(x)))}$", rf"for ${first} \le n \le {first + len(x) - 1}$")
    )
    lines = [rf"Let $x[n] = \{{{row(x)}\}}$ {origin} and $h[n] = \{{{row(h)}\}}$ for ${0} \le n \le {len(h) - 1}$.", ""]
    places = []
    for n, value in enumerate(y):
        named, numbers = terms(x, h, n, lambda name, k: f"{name}[{k + first * (name == 'x')}]")
        lines += [f"$y[{n + first}] = {named} = {numbers} = {value}$", ""]
        places.append((len(lines) - 2, f"= {value}$", f"= {value + 61}$"))
    lines.append(rf"So $y[n] = x[n] * h[n] = \{{{row(y)}\}}$, and the first sample is at $n = {first}$.")
    places.append((len(lines) - 1, rf"\{{{row(y)}\}}", rf"\{{{row(spoiled(y, rng))}\}}"))
    return Example(tuple(lines), tuple(places))


def table(rng: random.Random) -> Example:
    """Write a README with a table of samples, in rows or columns."""
    x, h = signals(rng)
    y = convolved(x, h)
    size = len(y)
    rows = [list(range(size)), x + [0] * (size - len(x)), h + [0] * (size - len(h)), y]
    names = ["n", "x[n]", "h[n]", "y[n]"]
    at = rng.randrange(size)
    cells = [[name, *map(str, values)] for name, values in zip(names, rows, strict=True)]
    if rng.random() < 0.5:
        cells = [list(column) for column in zip(*cells, strict=True)]
        place = (at + 4, f"| {y[at]} |", f"| {y[at] + 57} |")
    else:
        place = (6, " | ".join(["y[n]", *map(str, y)]), " | ".join(["y[n]", *map(str, spoiled(y, rng))]))
    lines = ["# Samples", "", f"| {' | '.join(cells[0])} |", "|---" * len(cells[0]) + "|"]
    lines += [f"| {' | '.join(cells_of_row)} |" for cells_of_row in cells[1:]]
    lines += ["", "where `y` is the convolution, $y = x * h$."]
    return Example(tuple(lines), (place,) if lines[place[0]].endswith(place[1]) or "y[n]" in place[1] else ())


def circular(rng: random.Random) -> Example:
    """Write an exercise on circular convolution, in plain text."""
    size = rng.randint(3, 5)
    x, h = ([rng.randint(1, 6) for _ in range(size)] for _ in range(2))
    y = [sum(x[m] * h[(n - m) % size] for m in range(size)) for n in range(size)]
    lines = [f"Compute the {size}-point circular convolution of", "", f"x = [{row(x)}]", f"h = [{row(h)}]", ""]
    places = []
    for n in range(size):
        lines.append(" + ".join(f"{x[m]}*{h[(n - m) % size]}" for m in range(size)))
        lines[-1] = f"y[{n}] = {lines[-1]} = {y[n]}"
        places.append((len(lines) - 1, f" = {y[n]}", f" = {y[n] + 71}"))
    lines += ["", f"Answer: y = x ⊛ h = [{row(y)}]"]
    return Example(tuple(lines), tuple(places))


def layer(rng: random.Random) -> Example:
    """Write a tutorial on layers: windows with stride and padding."""
    stride, padding = rng.choice(((1, 0), (2, 0), (2, 1), (1, 1)))
    image = [[rng.randint(0, 9) for _ in range(5)] for _ in range(5)]
    kernel = [[rng.randint(-2, 2) for _ in range(3)] for _ in range(3)]
    kernel[0][0], kernel[2][1] = 3, -3  # no symmetry
    padded = [[0] * (5 + 2 * padding) for _ in range(5 + 2 * padding)]
    for i in range(5):
        padded[i + padding][padding : padding + 5] = image[i]
    size = (5 + 2 * padding - 3) // stride + 1
    out = [
        [
            sum(padded[stride * i + a][stride * j + b] * kernel[a][b] for a in range(3) for b in range(3))
            for j in range(size)
        ]
        for i in range(size)
    ]

    def matrix(rows: Sequence[Sequence[int]]) -> str:
        inner = r" \\ ".join(" & ".join(map(str, values)) for values in rows)
        return rf"\begin{{bmatrix}} {inner} \end{{bmatrix}}"

    lines = [
        "# A convolutional layer",
        "",
        f"The input is $X = {matrix(image)}$ and the filter $K = {matrix(kernel)}$.",
        f"With stride {stride} and {f'padding {padding}' if padding else 'no padding'} the output has "
        rf"$\lfloor (5 + 2 \cdot {padding} - 3)/{stride} \rfloor + 1 = {size}$ rows:",
        f"$$X * K = {matrix(out)}$$",
    ]
    wrong = [*out[:-1], spoiled(out[-1], rng)]
    places = [(4, matrix(out), matrix(wrong)), (3, f"+ 1 = {size}$", f"+ 1 = {size + 1}$")]
    return Example(tuple(lines), tuple(places) if size > 1 else tuple(places[1:]))


def polynomials(rng: random.Random) -> Example:
    """Write a multiplication of polynomials, expanded and as lists."""
    x, h = ([rng.randint(1, 6) for _ in range(rng.randint(2, 3))] for _ in range(2))
    y = convolved(x, h)

    def poly(values: Sequence[int]) -> str:
        return " + ".join(f"{c}{('', 'z', f'z^{k}')[min(k, 2)]}" for k, c in enumerate(values))

    lines = [f"$({poly(x)})({poly(h)}) = {poly(y)}$", "", f"and so $[{row(x)}] * [{row(h)}] = [{row(y)}]$."]
    wrong = spoiled(y, rng)
    return Example(tuple(lines), ((0, f"= {poly(y)}$", f"= {poly(wrong)}$"), (2, f"= [{row(y)}]", f"= [{row(wrong)}]")))


def exercises(rng: random.Random) -> Example:
    """Write homework in plain text: several exercises that use the same names."""
    lines, places = ["Homework", ""], []
    for number in range(1, rng.randint(2, 4)):
        x, h = signals(rng)
        y = convolved(x, h)
        lines.append(f"{number}. x = {{{row(x)}}}, h = {{{row(h)}}}. Find y = x * h.")
        for n, value in enumerate(y):
            lines.append(f"   y({n}) = {terms(x, h, n, lambda name, k: f'{name}({k})')[0]} = {value}")
            places.append((len(lines) - 1, f" = {value}", f" = {value + 83}"))
        lines += [f"   y = {{{row(y)}}}", ""]
        places.append((len(lines) - 2, f"{{{row(y)}}}", f"{{{row(spoiled(y, rng))}}}"))
    return Example(tuple(lines), tuple(places))


def abbreviated(rng: random.Random) -> Example:
    """Write LaTeX with abbreviations of its own and arrows at the origin."""
    x, h = signals(rng)
    y = convolved(x, h)
    at = rng.randrange(len(x))
    marked = [str(value) for value in x]
    marked[at] = rf"\underset{{\uparrow}}{{{x[at]}}}"
    lines = [
        r"\documentclass{article}",
        r"\newcommand{\conv}{\ast}",
        r"\def\sig{x[n]}",
        r"\begin{document}",
        rf"Let $\sig = \{{{', '.join(marked)}\}}$ and $h[n] = \{{\underline{{{h[0]}}}, {row(h[1:])}\}}$. Then",
        r"\begin{align*}",
    ]
    places = []
    for n, value in enumerate(y):
        named, numbers = terms(x, h, n, lambda name, k: f"{name}[{k - at * (name == 'x')}]")
        lines.append(rf"y[{n - at}] &= {named} \\ &= {numbers} = {value} \\")
        places.append((len(lines) - 1, f" = {value} ", f" = {value + 95} "))
    lines += [r"\end{align*}", rf"so $\sig \conv h[n] = \{{{row(y)}\}}$.", r"\end{document}"]
    places.append((len(lines) - 2, rf"\{{{row(y)}\}}", rf"\{{{row(spoiled(y, rng))}\}}"))
    return Example(tuple(lines), tuple(places))


TEXTS = sorted((Path(__file__).parents[1] / "unit" / "auditing" / "texts").iterdir())


def mixed(seed: int) -> str:
    """Put six texts one after another, as on a forum page: they use the same names for other signals."""
    chosen = random.Random(seed).sample([path for path in TEXTS if path.suffix in (".md", ".txt")], 6)
    return "\n\n".join(path.read_text(encoding="utf-8") for path in chosen)


STYLES = (sample_by_sample, table, circular, layer, polynomials, exercises, abbreviated)


@pytest.mark.parametrize("style", STYLES)
def test_right_texts_raise_no_alarm(style):
    """Of 60 texts in each style every claim holds and nothing has a note."""
    for seed in range(60):
        text = "\n".join(style(random.Random(seed)).lines)
        claims = symconv.audit(text).claims
        assert [c for c in claims if c.verdict != "holds" or c.diagnosis] == [], text
        assert len(claims) >= 2


@pytest.mark.parametrize("style", STYLES)
def test_a_wrong_number_is_found_in_its_line(style):
    """One number is made wrong: one claim fails, and its lines have the number."""
    for seed in range(60):
        rng = random.Random(seed)
        example = style(rng)
        if not example.places:
            continue
        line, right, wrong = rng.choice(example.places)
        before, _, after = example.lines[line].rpartition(right)
        lines = [*example.lines[:line], before + wrong + after, *example.lines[line + 1 :]]
        text = "\n".join(lines)
        failing = [c for c in symconv.audit(text).claims if c.verdict == "fails"]
        assert len(failing) == 1, text
        assert failing[0].line <= line + 1 <= failing[0].line + failing[0].text.count("\n"), text


def test_right_texts_raise_no_alarm_together():
    """In 60 pages of six texts each nothing fails, although the texts share names and seldom have headings."""
    for seed in range(60):
        claims = symconv.audit(mixed(seed), syntax="markdown").claims
        assert [c for c in claims if c.verdict == "fails" or c.diagnosis] == [], seed


def test_damaged_texts_raise_no_exception():
    """Whatever is left of a text after damage, a report comes back, and it counts everything."""
    letters = "$[](){}=+-*/\\_^&,.;:|`#\n 0159abxmn∗Σ≈⋆⊛"
    for seed in range(200):
        rng = random.Random(seed)
        text = list(rng.choice(TEXTS).read_text(encoding="utf-8"))
        for _ in range(rng.randint(1, 15)):
            place = rng.randrange(len(text))
            if rng.random() < 0.5:
                del text[place]
            else:
                text.insert(place, rng.choice(letters))
        report = symconv.audit("".join(text), syntax=rng.choice(("markdown", "latex", "text")))
        assert sum(report.summary.values()) == len(report.claims)
