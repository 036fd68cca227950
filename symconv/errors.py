"""Every error that symconv raises on purpose.

The tree::

    SymconvError (a ValueError)
    ├── ProblemError              the question cannot be answered as it was put
    │   ├── ParseError            text that is not in the language; knows line and column
    │   ├── LimitError            larger than the stated limits; nothing was computed
    │   └── UnsupportedProblemError   meaningful, but outside what symconv does (yet, or ever)
    ├── SignalError               signals that do not fit the operation
    │   ├── SupportError          lengths, dimensions, origins, windows
    │   │   └── IndivisibleError  a deconvolution that leaves a remainder
    │   ├── ConventionError       an unknown mode, alignment, convention, method, boundary …
    │   └── DivergentSum          a sum that converges for no value of its parameters
    ├── LogicError                a proof step or a certificate that the trusted core refuses
    ├── CheckError                two independent routes disagree: the result is withheld
    └── RenderError               a document that could not be written

A message says what was being done, what was found against what was needed, and what to do.
Facts are attributes too, so that callers never parse a message.
May import: the standard library. Must never print.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "CheckError",
    "ConventionError",
    "DivergentSum",
    "IndivisibleError",
    "LimitError",
    "LogicError",
    "ParseError",
    "ProblemError",
    "RenderError",
    "SignalError",
    "SupportError",
    "SymconvError",
    "UnsupportedProblemError",
    "nearest",
]


class SymconvError(ValueError):
    """Root of all errors that symconv raises on purpose."""


class ProblemError(SymconvError):
    """The question cannot be answered as it was put."""


class ParseError(ProblemError):
    """Text that is not in the language.

    Parameters
    ----------
    message : str
        What was found against what was needed.
    text : str
        The whole text that was being read.
    offset : int
        Where in ``text`` the trouble starts (0-based, in characters).
    expected : tuple of str
        What could have stood there.
    source : str
        Where the text came from: a file name, ``"x"`` …

    Examples
    --------
    >>> error = ParseError("a number is missing", "1 + ", 4, expected=("a number",))
    >>> error.line, error.column
    (1, 5)
    >>> print(error)
    line 1, column 5: a number is missing; expected a number
      1 +
          ^
    """

    def __init__(
        self,
        message: str,
        text: str = "",
        offset: int = 0,
        *,
        expected: tuple[str, ...] = (),
        source: str = "",
    ) -> None:
        self.reason = message
        self.text = text
        self.offset = min(max(offset, 0), len(text))
        self.expected = expected
        self.source = source
        before = text[: self.offset]
        self.line = before.count("\n") + 1
        self.column = self.offset - (before.rfind("\n") + 1) + 1
        super().__init__(self._describe())

    def _describe(self) -> str:
        place = f"{self.source}: " if self.source else ""
        wanted = f"; expected {_alternatives(self.expected)}" if self.expected else ""
        message = f"{place}line {self.line}, column {self.column}: {self.reason}{wanted}"
        lines = self.text.split("\n")
        row = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in lines[self.line - 1])
        first = max(0, self.column - 60)
        shown = row[first : first + 100].rstrip()
        if not shown:
            return message
        return f"{message}\n  {shown}\n  {' ' * (self.column - 1 - first)}^"


class LimitError(ProblemError):
    """Larger than the stated limits; nothing was computed.

    Examples
    --------
    >>> error = LimitError("reading a signal", "10000000 samples", limit="1000000 samples")
    >>> print(error)
    reading a signal: 10000000 samples is more than the limit of 1000000 samples
    """

    def __init__(self, doing: str, found: str, *, limit: str) -> None:
        self.doing, self.found, self.limit = doing, found, limit
        super().__init__(f"{doing}: {found} is more than the limit of {limit}")


class UnsupportedProblemError(ProblemError):
    """Meaningful, but outside what symconv does."""


class SignalError(SymconvError):
    """Signals that do not fit the operation."""


class SupportError(SignalError):
    """Lengths, dimensions, origins or windows that do not fit."""


class IndivisibleError(SupportError):
    """A deconvolution that leaves a remainder: ``quotient`` explains the first samples, ``remainder`` is the rest."""

    def __init__(self, message: str, quotient: object, remainder: object) -> None:
        self.quotient, self.remainder = quotient, remainder
        super().__init__(message)


class ConventionError(SignalError):
    """A name that is none of the allowed ones.

    Examples
    --------
    >>> print(ConventionError("mode", "sane", ("full", "same", "valid")))
    mode 'sane' is not known; use one of full, same, valid (did you mean 'same'?)
    """

    def __init__(self, option: str, found: object, allowed: Iterable[str]) -> None:
        self.option, self.found, self.allowed = option, found, tuple(allowed)
        self.suggestion = nearest(str(found), self.allowed)
        shown = str(found)
        shown = repr(shown if len(shown) <= 60 else shown[:57] + "...")
        hint = f" (did you mean {self.suggestion!r}?)" if self.suggestion else ""
        super().__init__(f"{option} {shown} is not known; use one of {', '.join(self.allowed)}{hint}")


class DivergentSum(SignalError):  # noqa: N818 - it says what the sum does
    """A sum that converges for no value of its parameters."""


class LogicError(SymconvError):
    """A proof step or a certificate that the trusted core refuses."""


class CheckError(SymconvError):
    """Two independent routes to a result disagree, so the result is withheld."""


class RenderError(SymconvError):
    """A document that could not be written.

    Parameters
    ----------
    message : str
        What was being done, what was found, what to do.
    template : str
        The user's template, where it is at fault.
    line : int or None
        The line of the template (1-based), where it is known.

    Examples
    --------
    >>> error = RenderError("'titel' is undefined", template="page.md", line=3)
    >>> print(error)
    template page.md, line 3: 'titel' is undefined
    """

    def __init__(self, message: str, *, template: str = "", line: int | None = None) -> None:
        self.reason, self.template, self.line = message, template, line
        place = f"template {template}" if template else ""
        if place and line is not None:
            place += f", line {line}"
        super().__init__(f"{place}: {message}" if place else message)


def nearest(found: str, allowed: Iterable[str]) -> str:
    """Return the allowed name most like ``found``, or ``""`` when none is near.

    Examples
    --------
    >>> nearest("ful", ("full", "same"))
    'full'
    >>> nearest("xyz", ("full", "same"))
    ''
    """
    import difflib  # only for a misspelt word; the command line answers sooner without it

    matches = difflib.get_close_matches(found[:100], list(allowed), n=1, cutoff=0.6)
    return matches[0] if matches else ""


def _alternatives(words: tuple[str, ...]) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} or {words[-1]}"
