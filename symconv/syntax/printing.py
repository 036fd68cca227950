"""Nodes to plain text, Unicode and LaTeX, in the order in which they were written.

Parentheses are put where the grammar needs them and where a `Fence` asks for them, nowhere
else; negative factors always get them: ``2·3 + (−4)·5``.

May import: ``syntax.nodes``, ``syntax.levels``, the writers. Must never sort or simplify.
"""

from __future__ import annotations

from symconv.syntax.latex_writer import LatexWriter
from symconv.syntax.nodes import Node
from symconv.syntax.text_writer import TEXT, UNICODE, TextWriter

__all__ = ["to_latex", "to_text", "to_unicode"]

_TEXT = TextWriter(TEXT)
_UNICODE = TextWriter(UNICODE)
_LATEX = LatexWriter()


def to_text(node: Node) -> str:
    """Return a node in the plain-text language, which the parser reads back.

    Examples
    --------
    >>> from symconv.syntax import parse_expression
    >>> to_text(parse_expression("2·3 + (−4)·5 − a/b"))
    '2*3 + (-4)*5 - a/b'
    """
    return _TEXT.write(node)


def to_unicode(node: Node) -> str:
    """Return a node with the signs of mathematics, for plain text that people read.

    Examples
    --------
    >>> from symconv.syntax import parse_expression
    >>> to_unicode(parse_expression("sum(m, x[m]*h[n-m]) + alpha**2"))
    'Σ_m x[m] h[n − m] + α²'
    """
    return _UNICODE.write(node)


def to_latex(node: Node) -> str:
    r"""Return a node as LaTeX for mathematics mode; names of users are escaped.

    Examples
    --------
    >>> from symconv.syntax import parse_expression
    >>> to_latex(parse_expression("conv(f, g)[n]"))
    '(f \\ast g)[n]'
    """
    return _LATEX.write(node)
