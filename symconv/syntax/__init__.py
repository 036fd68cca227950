"""The one grammar: signals on the command line and in files, scalar expressions, statements, worked texts.

Text becomes `nodes`, in the order in which it was written; nodes become text, Unicode and LaTeX,
and SymPy expressions when asked for. The limits on what is read are in `limits`.

May import: ``errors``, ``exact``. Must never evaluate; reading and printing need no SymPy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symconv.syntax.formulas import Formula
from symconv.syntax.formulas import formulas as _formulas
from symconv.syntax.nodes import Node
from symconv.syntax.parser import Parser
from symconv.syntax.printing import to_latex, to_text, to_unicode
from symconv.syntax.signals import signal as _signal
from symconv.syntax.statements import Hypothesis, Statement
from symconv.syntax.statements import hypothesis as _hypothesis
from symconv.syntax.statements import modulus as _modulus
from symconv.syntax.statements import statement as _statement
from symconv.syntax.steps import WrittenDerivation, WrittenStep
from symconv.syntax.steps import read_derivation as _read_derivation
from symconv.syntax.tokens import Notation

if TYPE_CHECKING:
    import sympy

__all__ = [
    "Formula",
    "Hypothesis",
    "Notation",
    "Statement",
    "WrittenDerivation",
    "WrittenStep",
    "node_to_sympy",
    "parse_derivation",
    "parse_expression",
    "parse_formulas",
    "parse_hypothesis",
    "parse_modulus",
    "parse_signal",
    "parse_statement",
    "sympy_to_node",
    "to_latex",
    "to_text",
    "to_unicode",
]


def parse_expression(text: str, *, source: str = "", notation: Notation | None = None) -> Node:
    r"""Read one expression.

    Parameters
    ----------
    text : str
        Plain text, Unicode or LaTeX: ``1/2 + a``, ``Σ_m x[m]·h[n−m]``, ``\frac12 f[n]``.
    source : str
        Where the text came from, for messages.
    notation : "text" or "latex", optional
        In LaTeX a letter is a name, in plain text a word is one. Without it, text with LaTeX
        commands is LaTeX.

    Raises
    ------
    ParseError
        If the text is not in the language; it knows the offset.
    LimitError
        If the text is larger than the limits of `symconv.syntax.limits`.

    Examples
    --------
    >>> to_text(parse_expression(r"\frac12 - a_{n-1}"))
    '1/2 - a[n - 1]'
    """
    parser = Parser(text, notation, source=source)
    return parser.finish(parser.expression())


def parse_signal(text: str, *, source: str = "") -> Node:
    """Read a literal signal, a `Vector`; or a closed form, any other node.

    Spellings: ``[2, 1, 3]``, ``-1, 2``, ``1/2, _1, a`` (``_`` marks the sample at n = 0),
    ``{1, _2, 3}``, ``[[1, 2], [3, 4]]``, ``[1, 2; 3, 4]``. A number alone is a closed form.

    Raises
    ------
    ParseError
        If the text is not in the language; it knows the offset.
    LimitError
        If the signal is larger than the limits of `symconv.syntax.limits`.

    Examples
    --------
    >>> parse_signal("1, _2").origin
    (1,)
    """
    return _signal(text, source=source)


def node_to_sympy(node: Node, *, text: str = "") -> sympy.Expr:
    """Return the value of an entry as a SymPy expression.

    Parameters
    ----------
    node : Node
        Numbers, names (plain symbols, but ``pi``, ``E``, ``I``), + − * / **, and the functions
        ``sqrt exp cos sin abs conj Re Im``.
    text : str
        What the node was read from, for messages.

    Raises
    ------
    ParseError
        If anything else is in it, it divides by zero, or a power is out of bounds.

    Examples
    --------
    >>> node_to_sympy(parse_expression("(1 + 2*I)/3"))
    1/3 + 2*I/3
    """
    from symconv.syntax.evaluating import node_to_sympy as convert  # SymPy takes long to import

    return convert(node, text=text)


def sympy_to_node(expression: object) -> Node:
    """Return a SymPy value, expression, sum or equation as nodes.

    Examples
    --------
    >>> import sympy
    >>> to_text(sympy_to_node(sympy.Rational(-3, 4)))
    '-3/4'
    """
    from symconv.syntax.convert import sympy_to_node as convert  # SymPy takes long to import

    return convert(expression)


def parse_statement(text: str, *, source: str = "", notation: Notation | None = None) -> Statement:
    r"""Read a statement: ``let y = …;`` any number of times, then a chain of equalities or one expression.

    The claim is a `Chain` where it has a relation sign. ``∗`` and ``\ast`` are `conv`, ``⋆`` and
    ``\star`` are `corr` here.

    Raises
    ------
    ParseError
        If the text is not in the language; it knows the offset.
    LimitError
        If the text is larger than the limits of `symconv.syntax.limits`.

    Examples
    --------
    >>> statement = parse_statement("let y = x ∗ h; y[n] = sum(m, x[m]*h[n-m])")
    >>> to_text(statement.definitions[0].value), to_text(statement.claim)
    ('conv(x, h)', 'y[n] = sum(m, x[m]*h[n - m])')
    """
    return _statement(text, source=source, notation=notation)


def parse_hypothesis(text: str, *, source: str = "hypothesis") -> Hypothesis:
    """Read one hypothesis: ``h even``, ``f on 0..N-1``, ``f period T``, ``f in Z^2``, ``s > 0``, ``let y = …``.

    Raises
    ------
    ParseError
        If the text is not in the language; it knows the offset.

    Examples
    --------
    >>> parse_hypothesis("h even")
    Property(name=Name(name='h'), word='even')
    """
    return _hypothesis(text, source=source)


def parse_modulus(text: str, *, source: str = "") -> Node | None:
    """Read where indices live: the N of ``Z/N``, or ``None`` for ``Z``.

    Raises
    ------
    ParseError
        If the text is neither.

    Examples
    --------
    >>> parse_modulus("Z/N")
    Name(name='N')
    """
    return _modulus(text, source=source)


def parse_derivation(text: str, *, source: str = "the derivation") -> WrittenDerivation:
    r"""Read a derivation: lines of a chain of equalities, with reasons beside them, in text, Markdown or LaTeX.

    Raises
    ------
    LimitError
        If the text, or the number of steps, is too large.
    ParseError
        If a line begins with an implication: a derivation is a chain of equal expressions.

    Examples
    --------
    >>> found = parse_derivation("corr(f, h)\n= conv(f, flip(h))   # definition\n= conv(f, h)   (h is even)")
    >>> [(step.formula, step.reason) for step in found.steps]
    [('corr(f, h)', ''), ('conv(f, flip(h))', 'definition'), ('conv(f, h)', 'h is even')]
    """
    return _read_derivation(text, source=source)


def parse_formulas(text: str, *, notation: Notation | None = None, source: str = "") -> tuple[Formula, ...]:
    r"""Read every formula in a span of a worked text; what cannot be read comes back with its error.

    Parameters
    ----------
    text : str
        The inside of ``$…$`` or of an ``align``, or a line of plain text.
    notation : "text" or "latex", optional
        Found out from the text if not given.

    Returns
    -------
    tuple of Formula
        In the order of the text; their spans, and those of their nodes, are offsets in it.

    Examples
    --------
    >>> found = parse_formulas(r"x = [1, 2], \quad y[0] = 1 + \foo")
    >>> [formula.node is None for formula in found]
    [True]
    >>> [to_text(formula.node) for formula in parse_formulas("x = [1, 2], y[0] = 1*3")]
    ['x = [1, 2]', 'y[0] = 1*3']
    """
    return _formulas(text, notation=notation, source=source)
