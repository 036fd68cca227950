"""Damaged texts for fuzzing: formulas and worked texts in every notation, cut, joined and sprinkled by a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.generated_texts import worked_text

__all__ = ["SEEDS", "damaged", "damaged_texts", "damaged_worked_texts"]

SEEDS = (
    "corr(f, h) = conv(f, flip(h))",
    "diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d)[n]), x[k]) = conv(up(g, s), up(w, d))[k]",
    "let y = conv(x, h); y[n] = sum(m, 0, N-1, x[m]*h[n-m])",
    "sum((n, m), f[n]*conj(g[m])) = abs2(f[0])**2 / (1 + z**(-n))",
    "f on 0..N-1",
    "gcd(s, d) = 1",
    "1/2, _1, a, -3.25, 1e-3, 2*I",
    "[[1, 2], [_3, 4]]",
    "{1, _2, 3}",
    "Σ_{m=0}^{N−1} x[m]·h[n − m] + α² − ⌊n/2⌋",
    "(f ∗ g)[n] = (g ⋆ h)[n] ⊛ δ[n−k]",
    "y[2] = 1*0.25 + 0.5*0.5 + 1 * 1 = 1.5",
    r"(f * g)[n] = \sum_{m=-\inf}^{\inf} f[m]g[n-m]",
    r"c[1] = \sum_m a[m]b[-m] = 0 * 0.25 + 1 * 0.5 + 0.5 * 1 = 1",
    r"f \circledast h = g_1 = [(-1)*2 + 1*1, \\ (-1)*1 + 1*3, \\ (-1)*5+1*4] \in \mathbb{R}^{1 \times 4}",
    r"\frac{\partial L}{\partial x[k]} = \overline{\langle f, g \rangle} \frac12",
    r"x[n] = \begin{cases} \left(\frac{1}{2}\right)^n & \text{if } n \ge 0 \\ 0 & \text{otherwise} \end{cases}",
    r"\begin{bmatrix} 1 & \underline{2} \\ 3 & 4 \end{bmatrix} \otimes \begin{array}{cc} a & b \end{array}",
    r"r_{x0} + a_{n-1} + h_2 + x^*[n] + 12{,}5 + |x[n]|^2 + \sqrt{2} \cos\left(\omega n\right)",
    r"\left[ 1, \underset{\uparrow}{2}, \ldots, 3 \right] = \{1, 2\} \ne (n \mapsto n^2)[k] \bmod N",
)
"""Well-formed texts: statements, hypotheses, signals, the formulas of worked examples."""

_SPRINKLES = tuple("()[]{}|,;:._^*/+-=<>&\\$%~'\"#@!? \n\t\0")
_WORDS = (
    *(
        "\\frac",
        "\\sum",
        "\\left",
        "\\right.",
        "\\begin{",
        "\\end{cases}",
        "\\\\",
        "\\text{",
        "\\underset",
        "\\def\\x{\\x\\x}",
    ),
    *(
        "**",
        "..",
        "sum(",
        "let ",
        "∗",
        "⋆",
        "Σ",
        "∂",
        "−",
        "²",
        "₂",
        "∞",
        "∈",
        "↦",
        "⟨",
        "𝐱",
        "\ud800",
        "é",
        "0",
        "9" * 30,
        "1e99",
    ),
)


def damaged(text: str, random: random.Random) -> str:
    """Return a text with a few pieces cut out, doubled, moved or put in."""
    for _ in range(random.randint(1, 4)):
        start, stop = sorted(random.randint(0, len(text)) for _ in range(2))
        stop = min(stop, start + 12)
        piece = text[start:stop]
        match random.randrange(6):
            case 0:
                text = text[:start] + text[stop:]
            case 1:
                text = text[:stop] + piece * random.randint(1, 3) + text[stop:]
            case 2:
                text = text[:start] + random.choice(_SPRINKLES) + text[start:]
            case 3:
                text = text[:start] + random.choice(_WORDS) + text[start:]
            case 4:
                text = text[:start] + random.choice(SEEDS)[:20] + text[stop:]
            case _:
                text = text[:start] + text[start:stop][::-1] + text[stop:]
    return text


def damaged_texts(count: int, seed: int) -> Iterator[str]:
    """Yield damaged texts, always the same ones for a seed."""
    generator = random.Random(seed)
    for _ in range(count):
        yield damaged(generator.choice(SEEDS), generator)


def damaged_worked_texts(count: int, seed: int) -> Iterator[str]:
    """Yield worked texts with some damage, always the same ones for a seed."""
    generator = random.Random(seed)
    for _ in range(count):
        yield damaged(worked_text(generator.randrange(10_000))[0], generator)
