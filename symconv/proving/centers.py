"""About which points ``h[n] = h[N-1-n]`` mirrors a signal, and which of its letters stands for every index.

May import: ``writing``, ``polynomials``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Sequence

from symconv.polynomials import Poly
from symconv.proving.writing import poly_node
from symconv.syntax.nodes import Node

__all__ = ["mirror_of"]


def mirror_of(pairs: Sequence[tuple[Poly, Poly]]) -> tuple[tuple[str, ...], tuple[Node | None, ...]] | None:
    """Return one letter for each axis, and the sum of an index and its mirror; ``None`` for axes that stay.

    Nothing is returned unless the indices run over all integers, each on its own, by letters that are clear.

    Examples
    --------
    >>> from symconv.polynomials import ONE, symbol
    >>> n, length = symbol("n"), symbol("N")
    >>> mirror_of([(n, length - ONE - n)])[0]
    ('n',)
    >>> mirror_of([(length, n)]) is None
    True
    """
    centers = tuple(None if a == b else a + b for a, b in pairs)
    letters: list[str] = []
    for (a, _), center in zip(pairs, centers, strict=True):
        found = [s for s in sorted(a.symbols()) if _runs(a, s) and (center is None or s not in center.symbols())]
        if len(found) != 1:
            return None
        letters += found
    every = set(letters)
    apart = all(a.symbols() & every == {letter} for (a, _), letter in zip(pairs, letters, strict=True))
    fixed = not any(center is not None and center.symbols() & every for center in centers)
    if len(every) < len(pairs) or not apart or not fixed or all(center is None for center in centers):
        return None
    return tuple(letters), tuple(None if center is None else poly_node(center) for center in centers)


def _runs(p: Poly, letter: str) -> bool:
    """Tell whether p is ± a letter and something without it, so that it takes every value once."""
    terms = [(m, c) for m, c in p.terms if letter in dict(m)]
    return len(terms) == 1 and terms[0][0] == ((letter, 1),) and terms[0][1] in (1, -1)
