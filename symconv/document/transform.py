"""A transform becomes a document: the signal, the definition, the terms, the answer and its check.

May import: ``operations.transforms``, ``checks.report``, ``signals``, ``solving.vectors``, ``syntax``, ``document``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symconv.checks.report import CheckReport
from symconv.derivation import Grade
from symconv.document.blocks import (
    Block,
    Callout,
    CodeBlock,
    Display,
    DisplayRow,
    Document,
    Heading,
    Inline,
    Math,
    Paragraph,
    Strong,
    Text,
)
from symconv.document.typeset import formula
from symconv.operations.transforms import Transform
from symconv.solving.vectors import vector
from symconv.syntax import sympy_to_node
from symconv.syntax.nodes import (
    Add,
    Call,
    Dots,
    Fence,
    Index,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Summation,
)

__all__ = ["transform_document"]

TITLES = {"ztransform": "z-transform", "dtft": "Discrete-time Fourier transform"}
MOST_TERMS = 10
"""Most terms that are written out; from longer sums the middle is left out, with its count."""
EQUALS = Math("=", "=")


def transform_document(found: Transform, conditions: tuple[str, ...], report: CheckReport) -> Document:
    """Return the document of a transform."""
    blocks: list[Block] = []
    name = getattr(found.signal.content, "name", "x")
    if found.signal.is_known:
        first, last = found.signal.first, found.signal.last
        row = DisplayRow(formula(Name(name)), EQUALS, formula(vector(found.signal)), (Text(f"n = {first} … {last}"),))
        blocks += [Paragraph((Text("The signal is"),)), Display((row,))]
    argument = "z" if found.kind == "ztransform" else "omega"
    left = formula(Call("X", (Name(found.variable.name),)))
    rows = [DisplayRow(left, EQUALS, formula(_definition(found, name)), (Text("definition"),))]
    hidden = 0
    if found.signal.is_known:
        written, hidden = _written(found)
        rows.append(DisplayRow(None, EQUALS, formula(written), (Text("the samples that are not 0"),)))
    elif found.signal.support.lower[0].is_finite:
        rows.append(DisplayRow(None, EQUALS, formula(sympy_to_node(found.expression)), (Text("0 outside"),)))
    blocks += [Heading(2, (Text("The work"),)), Display(tuple(rows))]
    if hidden:
        blocks.append(Callout("omitted", (Paragraph((Text(f"{hidden} terms in the middle are not shown."),)),)))
    if conditions:
        blocks.append(Paragraph((Text(f"This holds for {' and '.join(conditions)}.".replace("!=", "≠")),)))
    if found.signal.is_known and _is_even(found):
        circle = "on the unit circle" if argument == "z" else "everywhere"
        blocks.append(Paragraph((Text(f"The signal is real and even, so that its transform is real {circle}."),)))
    if report.items:
        blocks += [Heading(2, (Text("The check"),)), Callout("check", tuple(b for i in report.items for b in _item(i)))]
    return Document(TITLES[found.kind], tuple(blocks))


def _item(item: Any) -> tuple[Block, ...]:
    verdict = "" if item.grade is Grade.PROVED else ", agrees" if item.passed else ", differs"
    largest = "" if item.max_abs_error is None else f" Largest difference: {item.max_abs_error:.3g}."
    said: tuple[Inline, ...] = (Strong((Text(f"{item.grade.value}{verdict}: "),)), Text(item.what + largest))
    return (Paragraph(said), CodeBlock(f"{item.code}\n# {item.shown}")) if item.code else (Paragraph(said),)


def _definition(found: Transform, name: str) -> Node:
    """Return the sum of the definition, over all integers."""
    factors = (Index(Name(name), (Name("n"),)), _factor(found, Name("n"), None))
    return Summation(("n",), None, None, Product(tuple(factor for factor in factors if factor is not None)))


def _written(found: Transform) -> tuple[Node, int]:
    """Return the terms in the order of the samples, and how many are left out."""
    samples = found.samples
    kept = samples if len(samples) <= MOST_TERMS else (*samples[: MOST_TERMS - 4], *samples[-3:])
    terms = [_term(found, n, value) for n, value in kept]
    if len(kept) < len(samples):
        terms.insert(MOST_TERMS - 4, Dots())
    if not terms:
        return Number(Fraction(0)), 0
    return (Add(tuple(terms)) if len(terms) > 1 else terms[0]), len(samples) - len(kept)


def _term(found: Transform, n: int, value: Any) -> Node:
    factor = _factor(found, Number(Fraction(abs(n))), n)
    node = sympy_to_node(value)
    if factor is None:
        return node
    if node == Number(Fraction(1)):
        return factor
    if isinstance(node, Negative):
        inner = node.operand
        return Negative(factor if inner == Number(Fraction(1)) else Product((inner, factor)))
    return Product((Fence(node) if isinstance(node, Add) else node, factor))


def _factor(found: Transform, size: Node, n: int | None) -> Node | None:
    """Return z^(−n) or exp(−Iωn): of a symbol where ``n`` is None, else of a number, which 0 makes nothing."""
    variable = Name(found.variable.name)
    if n == 0:
        return None
    backwards = n is None or n > 0
    if found.kind == "ztransform":
        if size == Number(Fraction(1)) and not backwards:
            return variable
        return Power(variable, Negative(size) if backwards else size)
    product: Node = Product((Name("I"), size, variable))
    if n is None or size == Number(Fraction(1)):
        product = Product((Name("I"), variable) if n is not None else (Name("I"), variable, size))
    return Call("exp", (Negative(product) if backwards else product,))


def _is_even(found: Transform) -> bool:
    values = dict(found.samples)
    return found.signal.is_real and bool(values) and all(values.get(-n) == value for n, value in values.items())
