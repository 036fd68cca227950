"""From statements, answers and worked texts to verdicts: prove, derive, verify, diagnose, audit.

Each reads its arguments and hands them to the part that decides; nothing is decided here.

May import: everything below. What a command does not need is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Unpack

from symconv.errors import LogicError, ProblemError, nearest
from symconv.results.answer import Answer

if TYPE_CHECKING:
    from symconv.auditing import Asked, Diagnosis
    from symconv.pipeline import Entries
    from symconv.results.emulated import Emulated
    from symconv.results.examined import ExaminedAnswer
    from symconv.results.report import Report
    from symconv.results.steps import CheckedDerivation

__all__ = [
    "audit",
    "check_steps",
    "derive",
    "diagnose",
    "emulate",
    "emulate_call",
    "examine",
    "prove",
    "prove_identity",
    "read_certificates",
    "verify",
]


def prove(
    statement: object,
    given: str | Sequence[str] = (),
    over: str | None = None,
    complex: bool = False,
    detail: str = "normal",
) -> Answer:
    """Prove or refute a statement for signals of every length.

    Parameters
    ----------
    statement : str or sympy.Eq
        ``"corr(f, h) = conv(f, flip(h))"``; docs/statements.md has the language.
    given : str or sequence of str
        Hypotheses: ``"h even"``, ``"f on 0..N-1"``, ``"N >= K"`` …
    over : str, optional
        ``"Z/N"``: every index is modulo N.
    complex : bool
        Signals and scalars are complex; by default they are real.
    detail : {"brief", "normal", "full"}
        How many steps the proof shows.

    Raises
    ------
    ProblemError
        If the statement is not in the language, contradicts its hypotheses, or has no meaning.

    Examples
    --------
    >>> answer = prove("corr(f, h) = conv(f, h)")
    >>> answer.status, answer.repairs[0].hypotheses
    (<Status.REFUTED: 'refuted'>, ('h even',))
    """
    from symconv.proving.answer import prove as prove_statement

    return Answer(prove_statement(statement, given, over, complex=complex), detail)


def derive(
    expression: object,
    given: str | Sequence[str] = (),
    over: str | None = None,
    complex: bool = False,
) -> Answer:
    """Find the shortest name of an expression in the operators of the language, and prove it.

    Examples
    --------
    >>> derive("corr(f, flip(h))").statement
    'corr(f, flip(h)) = conv(f, h)'
    """
    from symconv.proving.derive import derive as derive_name

    return Answer(derive_name(expression, given, over, complex=complex))


def prove_identity(name: str, over: str | None = None) -> Answer:
    """Prove (or refute) an identity of the library, for the indices that it is about or for those of ``over``."""
    from symconv.proving.identities import GROUPS, identity_names, named_identity

    identity = named_identity(name)
    if identity is None:
        near = nearest(name, (*identity_names(), *(group.name for group in GROUPS)))
        hint = f"; did you mean {near!r}?" if near else "; `symconv identities` lists them"
        raise ProblemError(f"looking up an identity: {name[:60]!r} is not in the library{hint}")
    answer = prove(identity.statement, identity.given, over or identity.over, identity.complex)
    return replace(answer, name=identity.name)


def check_steps(
    text: str,
    given: str | Sequence[str] = (),
    over: str | None = None,
    complex: bool = False,
    detail: str = "normal",
    source: str = "the derivation",
) -> CheckedDerivation:
    r"""Check a derivation: a chain of equal expressions, one a line, with or without reasons.

    Parameters
    ----------
    text : str
        Plain text, Markdown or LaTeX; docs/statements.md says how reasons are written.
    given, over, complex, detail
        As for `prove`.
    source : str
        Where the text came from, for messages.

    Raises
    ------
    ParseError
        If a formula is not in the language; it points at its line and column.
    ProblemError
        If there are fewer than two expressions, or for the reasons of `prove`.

    Examples
    --------
    >>> checked = check_steps("corr(f, h)\n= conv(f, flip(h))\n= conv(f, h)   (h is even)")
    >>> [(step.line, step.link.status.value, step.remark) for step in checked.steps]
    [(2, 'proved', ''), (3, 'refuted', 'not among the hypotheses: say given "h even"')]
    """
    from symconv.proving.steps import check_steps as check
    from symconv.results.steps import CheckedDerivation

    return CheckedDerivation.of(check(text, given, over, complex=complex, source=source), detail)


def verify(certificate: object) -> None:
    """Replay a certificate by the trusted core and by the second checker.

    Raises
    ------
    LogicError
        If either refuses it.
    """
    from symconv.proving.verify import verify as verify_certificate

    verify_certificate(certificate)


def read_certificates(text: str, *, source: str = "the certificate") -> tuple[object, ...]:
    """Read the certificates in a JSON text: one, a list, or what an `Answer` or a `Result` writes."""
    from symconv.proving.verify import read_certificate

    try:
        found = read_certificate(text)
    except LogicError as error:
        raise ProblemError(f"reading {source}: {error}") from None
    if isinstance(found, dict) and "certificate" in found:
        found = found["certificate"]
    elif isinstance(found, dict) and "check" in found:
        found = _of_result(found["check"])
    certificates = tuple(found) if isinstance(found, list) else (found,)
    if found is None or not certificates:
        raise ProblemError(f"reading {source}: it has no certificate; only a proved statement has one")
    return certificates


def _of_result(check: object) -> list[object]:
    """Return the certificates in the check of a result, as its JSON record has them."""
    items = check.get("items") if isinstance(check, dict) else None
    listed = [item.get("certificates") for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [certificate for found in listed if isinstance(found, list) for certificate in found]


def diagnose(
    x: Entries,
    h: Entries,
    got: Entries,
    operation: str = "convolve",
    mode: str = "full",
    *,
    anchored: bool = False,
    **options: Unpack[Asked],
) -> tuple[Diagnosis, ...]:
    """Return which mistakes turn x and h into the answer ``got``, those with the fewest faults.

    Each has ``mistake``, ``explanation`` and ``cost``, and unpacks in this order. Empty when the answer is right,
    or when nothing explains it. With ``anchored`` the place of the first sample counts too; the other options are
    those of `correlate` and `layer`.

    Examples
    --------
    >>> [mistake for mistake, _, _ in diagnose([1, 2, 3], [1, 4], [4, 9, 14, 3])]
    ['forgot-flip']
    """
    return examine(x, h, got, operation, mode, anchored=anchored, **options).found.diagnoses


def examine(
    x: Entries,
    h: Entries,
    got: Entries,
    operation: str = "convolve",
    mode: str = "full",
    *,
    anchored: bool = False,
    **options: Unpack[Asked],
) -> ExaminedAnswer:
    """Compare an answer with the right one, and explain it; the options are those of `diagnose`.

    Examples
    --------
    >>> examine([1, 2, 3], [1, 4], [1, 6, 11, 12]).is_right
    True
    """
    from symconv.auditing import examine as compare
    from symconv.pipeline import as_signal
    from symconv.results.examined import ExaminedAnswer

    signals = (as_signal(x), as_signal(h), as_signal(got))
    return ExaminedAnswer(compare(*signals, operation, mode, anchored=anchored, **options))


def emulate(function: str, /, *arguments: Any, **keywords: Any) -> Emulated:
    """Compute a call of a library function exactly; the library is not run.

    Parameters
    ----------
    function : str
        Its name, such as ``"scipy.ndimage.correlate"``; usual aliases such as ``np`` are understood.
    *arguments, **keywords
        The arguments of the library, by position or name; arrays as nested lists, arrays or Signals.

    Returns
    -------
    Emulated
        ``values`` with the shape that the library returns, and ``formula``. Types of entries do not matter:
        nothing overflows, is cut or rounded.

    Raises
    ------
    ConventionError
        If the function, an argument or a word is unknown.
    SupportError
        Where the library raises.
    UnsupportedProblemError
        If an option is not supported.

    Examples
    --------
    >>> emulate("scipy.ndimage.correlate", [1, 2, 3, 4], [1, 0, -1], mode="reflect").values
    (-1, -2, -2, -1)
    """
    from symconv.libraries import emulate as emulated
    from symconv.libraries import full_name
    from symconv.results.emulated import Emulated

    return Emulated(full_name(function), emulated(function, *arguments, **keywords))


def emulate_call(text: str) -> Emulated:
    """Compute a call that is given as text, such as ``"numpy.correlate([1, 2], [1, 2, 3], 'same')"``."""
    from symconv.auditing.programs.single_call import emulate_call as emulated
    from symconv.results.emulated import Emulated

    return Emulated(*emulated(text))


def audit(text: str, syntax: str = "auto", define: str | Sequence[str] = ()) -> Report:
    """Check every equality in a worked text, exactly; nothing in it is run.

    Parameters
    ----------
    text : str
        Markdown, LaTeX, plain text, a Python program, or the JSON of a notebook.
    syntax : {"auto", "markdown", "latex", "text", "python", "ipynb"}
        How it is written; found out from the text by default.
    define : str or sequence of str
        Signals of the text, such as ``"a = 1, 1/2, 1, 1"``; they override what the text says.

    Returns
    -------
    Report
        ``report.claims`` in the order of the text, each with ``line``, ``column``, ``text``, ``verdict``
        (``"holds"``, ``"fails"`` or ``"unread"``), ``kind``, ``found``, ``expected`` and ``diagnosis``.

    Raises
    ------
    ConventionError
        If the syntax is unknown.
    LimitError
        If the text has more than 1,000,000 characters.
    ParseError
        If a definition cannot be read.
    TypeError
        If the text is no string.

    Examples
    --------
    >>> report = audit("With $x = [1, 2]$ and $h = [1, 3]$ we get $x * h = [3, 7, 2]$.")
    >>> [(claim.verdict, claim.expected, claim.diagnosis[0].mistake) for claim in report.claims]
    [('fails', '[1, 5, 6] (convolution, full)', 'forgot-flip')]
    """
    from symconv.auditing.whole_text import audit_whole_text
    from symconv.results.report import Report

    if not isinstance(text, str):
        raise TypeError(f"a worked text is a str, such as path.read_text(), not {type(text).__name__}")
    claims, assumptions = audit_whole_text(text, syntax, (define,) if isinstance(define, str) else tuple(define))
    return Report(claims, assumptions, (("", text),))
