"""Answers, and the forms in which they can be had: values, steps, check, document, text.

May import: everything below ``pipeline``; what only explanation and rendering need, inside functions.
"""

from symconv.results.answer import Answer
from symconv.results.printable import Printable
from symconv.results.result import Result
from symconv.results.sheet import Sheet

__all__ = ["Answer", "Printable", "Result", "Sheet"]
