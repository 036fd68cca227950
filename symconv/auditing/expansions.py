"""Sums and their expansions, factor by factor: ``c[2] = Σ_m a[m]b[2-m] = 1·1/4 + 1/2·1/2 + …``.

The signals are often in a figure only. Then they are recovered from all expansions of one text together,
and each sum, and each factor, is compared with them.

May import: ``syntax`` and this package's values and recovery. Must never blame a sum where the recovery is not unique.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from symconv.auditing.claims import Note
from symconv.auditing.recovery import Recovered, Row, recover
from symconv.auditing.values import Unread, World, evaluate, index_of
from symconv.syntax import to_text
from symconv.syntax.nodes import Add, Chain, Fence, Index, Name, Negative, Node, Number, Product, Summation

__all__ = ["ExpandedSum", "Finding", "expanded_sum", "findings"]

TERM_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said about one node."""

    node: Node
    verdict: str
    kind: str
    found: str
    expected: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Term:
    node: Node
    pairs: tuple[tuple[Fraction, Fraction], ...]
    """One, or two where a sign of multiplication stands for a plus."""


@dataclass(frozen=True, slots=True)
class ExpandedSum:
    """One row: the label y[k], its sum over two signals, and the terms of the expansion."""

    label: str
    index: int
    sum: Summation
    names: tuple[str, str]
    second: Index
    slope: int
    constant: int
    """Of the written indices: their sum for a convolution, their difference for a correlation."""
    terms: tuple[_Term, ...]

    @property
    def key(self) -> tuple[str, tuple[str, str], int]:
        """Rows with one key belong together."""
        return self.label, self.names, self.slope


def expanded_sum(chain: Chain) -> ExpandedSum | None:
    """Read a chain as a label, a sum of products of two signals, and its expansion."""
    parts = [chain.first, *(part for _, part in chain.links)]
    label = parts[0]
    if not (isinstance(label, Index) and isinstance(label.signal, Name) and len(label.indices) == 1):
        return None
    place = _integer(label.indices[0])
    for total, expansion in pairwise(parts[1:]):
        if place is None or not isinstance(total, Summation) or len(total.indices) != 1:
            continue
        body = total.body
        if not (isinstance(body, Product) and len(body.factors) == 2):
            continue
        lines = [_line(factor, total.indices[0], place) for factor in body.factors]
        terms = _terms(expansion)
        first, second = body.factors
        if None in lines or terms is None or not isinstance(second, Index) or not isinstance(first, Index):
            continue
        (name, (slope, offset)), (other, (other_slope, other_offset)) = [line for line in lines if line]
        if slope != 1:
            continue
        constant = offset + other_offset if other_slope < 0 else offset - other_offset
        return ExpandedSum(label.signal.name, place, total, (name, other), second, other_slope, constant, terms)
    return None


def findings(rows: Sequence[ExpandedSum]) -> tuple[Recovered | None, tuple[tuple[Finding, ...], ...]]:
    """Recover the signals behind rows with one key, and say what each row has right and wrong."""
    data = [Row(row.index, tuple(pair for term in row.terms for pair in term.pairs)) for row in rows]
    recovered = recover(data, rows[0].slope)
    if recovered is None:
        return None, tuple(() for _ in rows)
    offsets = {row.constant - row.index * recovered.lag for row in rows}
    shifted = len(offsets) == 1  # one offset in all rows only says where the signals start
    found = []
    for row, start in zip(rows, recovered.starts, strict=True):
        about_terms = tuple(_term_findings(row, recovered, start))
        found.append((_sum_finding(row, recovered, shifted), *about_terms))
    return recovered, tuple(found)


def _sum_finding(row: ExpandedSum, signals: Recovered, shifted: bool) -> Finding:
    right = signals.total(row.index * signals.lag)
    if shifted or row.constant == row.index * signals.lag:
        return Finding(row.sum, "holds", "inferred", str(right), str(right))
    written = signals.total(row.constant)
    variable = row.sum.indices[0]
    index = f"{row.index} - {variable}" if signals.slope < 0 else f"{variable} - {row.index * signals.lag}"
    mended = f"{row.names[1]}[{index}]"
    if written == right:
        text = (
            f"With {to_text(row.second)} the sum is {written} only by coincidence; "
            f"the terms that follow are those with {mended}."
        )
        return Finding(row.second, "holds", "coincidence", str(written), str(right), (Note("index-in-sum", text),))
    if _expanded(signals, row.constant) != written or _expanded(signals, row.index * signals.lag) != right:
        return Finding(row.sum, "unread", "unread", "", "two routes to the sum disagree")
    text = (
        f"As it is written the sum is {written}, not {right}: {row.index} is missing from the index. "
        f"With {mended} it is {right}, and so in the other rows."
    )
    return Finding(row.second, "fails", "wrong index", str(written), str(right), (Note("index-in-sum", text),))


def _expanded(signals: Recovered, constant: int) -> Fraction:
    """Return the same total by going over all pairs of samples: the second route."""
    total = Fraction(0)
    for i, u in enumerate(signals.a):
        for j, v in enumerate(signals.b, signals.b_first):
            if (i + j if signals.slope < 0 else i - j) == constant:
                total += u * v
    return total


def _term_findings(row: ExpandedSum, signals: Recovered, start: int) -> Iterator[Finding]:
    i = start
    for term in row.terms:
        if len(term.pairs) > 1:
            right = " + ".join(f"{_plain(u)}*{_plain(v)}" for u, v in term.pairs)
            yield _judged(term, sum((u * v for u, v in term.pairs), Fraction(0)), right, "plus-for-times")
        for u, v in term.pairs:
            j = signals.partner(i, row.index * signals.lag)
            true = (signals.a_at(i), signals.b_at(j))
            if true != (u, v) and len(term.pairs) == 1:
                right = f"{_plain(true[0])}*{_plain(true[1])}"
                yield _judged(
                    term, true[0] * true[1], right, "wrong-factor", f"{row.names[0]}[{i}]*{row.names[1]}[{j}]"
                )
            i += 1


def _judged(term: _Term, value: Fraction, right: str, mistake: str, what: str = "") -> Finding:
    written = evaluate(term.node, World())
    found = to_text(term.node)
    if mistake == "wrong-factor":
        text = f"This term is {what}, which the other rows show to be {right}."
    else:
        text = f"A sign of multiplication stands where a plus is meant: {right}."
    if written == value:
        note = Note(mistake, f"{text} The value is the same.")
        return Finding(term.node, "holds", "term", found, right, (note,))
    return Finding(term.node, "fails", "wrong term", found, right, (Note(mistake, text),))


def _line(factor: Node, variable: str, place: int) -> tuple[str, tuple[int, int]] | None:
    """Return the signal of a factor and its index as slope and offset; any other name in it stands for the place."""
    if not (isinstance(factor, Index) and isinstance(factor.signal, Name) and len(factor.indices) == 1):
        return None
    line = index_of(factor.indices[0], variable, {}) or index_of(factor.indices[0], variable, {"n": place, "k": place})
    return (factor.signal.name, line) if line else None


def _terms(node: Node) -> tuple[_Term, ...] | None:
    parts = node.terms if isinstance(node, Add) else (node,)
    found = [_term(part) for part in parts[: TERM_LIMIT + 1]]
    if len(found) > TERM_LIMIT or not isinstance(node, Add):
        return None
    kept = tuple(term for term in found if term is not None)
    return kept if len(kept) == len(found) else None


def _term(node: Node) -> _Term | None:
    inner, sign = node, 1
    while isinstance(inner, Fence | Negative):
        sign = -sign if isinstance(inner, Negative) else sign
        inner = inner.operand if isinstance(inner, Negative) else inner.inner
    if not isinstance(inner, Product) or len(inner.factors) not in (2, 4):
        return None
    values = []
    for factor in inner.factors:
        try:
            value = evaluate(factor, World())
        except Unread:
            return None
        if not isinstance(value, Fraction):
            return None
        values.append(value)
    values[0] *= sign
    return _Term(node, tuple(zip(values[::2], values[1::2], strict=True)))


def _integer(node: Node) -> int | None:
    try:
        value = evaluate(node, World())
    except Unread:
        return None
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else None


def _plain(value: Fraction) -> str:
    text = to_text(Number(abs(value)))
    return f"({'-' * (value < 0)}{text})" if value < 0 or value.denominator > 1 else text
