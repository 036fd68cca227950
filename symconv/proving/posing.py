"""Results of unknown signals as statements: the operation on the left, the formula of the result on the right.

A gradient starts from the derivative of the loss; the name that ``derive`` finds for it stands in between.
May import: ``answer``, ``derive``, ``layer_statements``, ``operands``, ``operations``, ``signals``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy

from symconv.derivation import Status
from symconv.errors import SymconvError, UnsupportedProblemError
from symconv.operations.compute import compute
from symconv.operations.convolution import periods
from symconv.operations.tasks import Convolution, Correlation, Deconvolution, Layer, LayerGradient, Task
from symconv.proving.answer import answer
from symconv.proving.assumptions import Supported
from symconv.proving.complaints import Source
from symconv.proving.derive import shortest_name
from symconv.proving.formulas_written import formula_node
from symconv.proving.language import OPERATORS
from symconv.proving.layer_statements import gradient_node, layer_node, paddings, with_extended_input
from symconv.proving.operands import MOST_SAMPLES, Operands
from symconv.proving.question import Question
from symconv.proving.verdict import Verdict
from symconv.signals import Signal
from symconv.signals.content import Formula, Unknown
from symconv.syntax import to_text
from symconv.syntax.nodes import Add, Call, Chain, Index, Name, Node, Number, children

__all__ = ["abbreviations", "formula_of", "prove_result"]


@lru_cache(maxsize=32)
def prove_result(task: Task, result: Signal) -> Verdict | None:
    """Prove the formula of a result from the definition of its operation, for signals of every length.

    Returns
    -------
    Verdict or None
        Of ``operation = formula``, of a gradient ``derivative = name = formula``; ``None`` where the language of
        statements has no words for the operation or its signals, and where nothing was decided.

    Examples
    --------
    >>> from symconv.operations.convolution import convolution_task
    >>> task = convolution_task(Signal.symbol("f"), Signal.symbol("g", "N"))
    >>> prove_result(task, compute(task)).status
    <Status.PROVED: 'proved'>
    """
    try:
        question = _question(task, result)
        verdict = answer(question, repair=False)
        if verdict.status is Status.OPEN and len(verdict.links) > 1:
            verdict = answer(question.link(verdict.links[0].left, verdict.links[-1].right), repair=False)
    except SymconvError:
        return None
    return verdict if verdict.status is not Status.OPEN else None


def _question(task: Task, result: Signal) -> Question:
    if isinstance(task, Layer) and task.boundary != "zero":
        task = with_extended_input(task)
        result = compute(task)
    content = result.content
    if not isinstance(content, Formula):
        raise UnsupportedProblemError("the result has samples, not a formula")
    words = _words(task, content)
    if words.circular and any(isinstance(p.content, Formula) and p.content.is_cut for p in content.operands):
        raise UnsupportedProblemError("over Z/N there are no windows")
    place = tuple(Name(symbol.name) for symbol in content.indices)
    expression, modulus = content.expression, None
    match task:
        case Convolution() | Correlation():
            left = _pair(task, words, place)
            modulus, expression = _modulus(task, expression)
        case Layer():
            names = paddings(task, words)
            left, expression = layer_node(task, words, place, names), expression.xreplace(names)
        case LayerGradient():
            names = paddings(task.layer, words)
            left, expression = gradient_node(task, words, place, names), expression.xreplace(names)
        case Deconvolution():
            raise UnsupportedProblemError("a quotient is no sum")
    right = formula_node(expression, _order(task)) if expression != content.expression else formula_of(task, result)
    assumptions = tuple(words.assumptions.values())
    text = f"{to_text(left)} = {to_text(right)}"
    over = Source("Z" if modulus is None else f"Z/{to_text(modulus)}", "index set")
    question = Question(Source(text), Chain(left, (("=", right),)), assumptions, modulus, over=over)
    return _named(question, left, right) if isinstance(task, LayerGradient) and not task.layer.channels else question


def _words(task: Task, content: Formula) -> Operands:
    circular = isinstance(task, Convolution | Correlation) and task.period is not None
    words = Operands({symbol.name for symbol in content.indices}, circular=circular)
    words.add(*content.operands)
    return words


def abbreviations(task: Task, result: Signal) -> tuple[tuple[Node, Node], ...]:
    """Return the paddings that have a name in the statement, each with what it stands for."""
    layer = task.layer if isinstance(task, LayerGradient) else task
    if not isinstance(layer, Layer) or not isinstance(result.content, Formula):
        return ()
    found = paddings(layer, _words(task, result.content))
    return tuple((Name(symbol.name), formula_node(padding)) for padding, symbol in found.items())


def formula_of(task: Task, result: Signal) -> Node:
    """Return the formula of a result in the language of statements; sums over known samples in their order."""
    return _in_order(task, result) or formula_node(result.to_sympy(), _order(task))


def _order(task: Task) -> tuple[str, ...]:
    """Return the names of the unknown signals in the order in which their samples are multiplied."""
    match task:
        case Convolution(x=x, h=h):
            signals: tuple[Signal | None, ...] = (x, h)
        case Correlation(x=x, h=h, convention=convention):
            signals = (x, h) if convention == "numpy" else (h, x)
        case Layer(x=x, w=w):
            signals = (w, x)
        case LayerGradient(layer=layer, upstream=dy):
            signals = (dy, layer.x, layer.w)
        case _:
            signals = ()
    contents = [signal.content for signal in signals if signal is not None]
    return tuple(content.name for content in contents if isinstance(content, Unknown))


def _in_order(task: Task, result: Signal) -> Node | None:
    """Return a sum over a few known samples in the order of these, as long as it is that of the result."""
    match task:
        case Convolution(x=x, h=h) | Correlation(x=x, h=h) if x.is_known != h.is_known:
            known = x if x.is_known else h
        case Layer(x=x, w=w) if x.is_known != w.is_known:
            known = x if x.is_known else w
        case _:
            return None
    name = next(part.name for part in fields(task) if getattr(task, part.name) is known)
    changes: list[Any] = [{name: _alone(known, place)} for place, value in known.items() if value]
    terms = [compute(replace(task, **change)).content for change in changes[:MOST_SAMPLES]]
    expressions = [term.expression for term in terms if isinstance(term, Formula)]
    if len(expressions) < 2 or sympy.Add(*expressions) != result.to_sympy():
        return None
    return Add(tuple(map(formula_node, expressions)))


def _alone(signal: Signal, kept: tuple[int, ...]) -> Signal:
    """Return the signal with one of its samples, the others being 0."""
    samples = signal.samples
    elements = [
        element if place == kept else samples.domain.zero
        for (place, _), element in zip(signal.items(), samples.elements, strict=True)
    ]
    coefficients = replace(samples.coefficients, elements=tuple(elements))
    return Signal.from_coefficients(coefficients, signal.shape, signal.origin, complex_symbols=signal.complex_symbols)


def _named(question: Question, left: Node, right: Node) -> Question:
    """Put the name that is found for a gradient before its formula, unless it is a plain sum itself.

    Names need no supports: they hold for signals of every length and origin.
    """
    general = tuple(a for a in question.assumptions if not isinstance(a, Supported))
    name = shortest_name(replace(question, statement=left, assumptions=general))
    if name is None or not _has_operator(name):
        return question
    return replace(question, statement=Chain(left, (("=", name), ("=", right))))


def _has_operator(node: Node) -> bool:
    """Tell whether an expression is more than sums, samples and impulses."""
    return (isinstance(node, Call) and node.function in OPERATORS) or any(map(_has_operator, children(node)))


# ----------------------------------------------------------------------------------- convolution, correlation


def _pair(task: Convolution | Correlation, words: Operands, place: tuple[Node, ...]) -> Node:
    x, h = words.node(task.x), words.node(task.h)
    if isinstance(task, Convolution):
        return Index(Call("conv", (x, h)), place)
    return Index(Call("corr", (x, h) if task.convention == "numpy" else (h, x)), place)


def _modulus(task: Convolution | Correlation, expression: Any) -> tuple[Node | None, Any]:
    """Return N of a circular operation; over Z/N an index needs no Mod."""
    lengths = periods(task)
    if lengths is None:
        return None, expression
    if len(set(lengths)) > 1:
        raise UnsupportedProblemError("statements have one period for all axes")
    period = lengths[0]
    for signal in (task.x, task.h):
        if any(high - low + 1 != period for low, high in zip(signal.support.lower, signal.support.upper, strict=True)):
            raise UnsupportedProblemError("over Z/N there is no support")
    plain = expression.replace(lambda e: isinstance(e, sympy.Mod) and e.args[1] == period, lambda e: e.args[0])
    return Number(Fraction(period)), plain
