"""A derivation that somebody wrote, checked step by step: what follows, what does not, and whether the end is right.

The reason that is given for a step is compared with what its proof uses. That is a remark, never a verdict:
there are many proofs of a true equality.

May import: ``answer``, ``asking``, ``verdict``, ``syntax``, ``errors``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from symconv.derivation import Status
from symconv.errors import ParseError, ProblemError
from symconv.proving.answer import SECONDS, answer
from symconv.proving.asking import ask
from symconv.proving.assumptions import Assumption, Declared, Periodic, Supported, Symmetric
from symconv.proving.language import OUTSIDE
from symconv.proving.verdict import Link, Verdict
from symconv.syntax import parse_derivation, parse_statement
from symconv.syntax.nodes import Chain
from symconv.syntax.steps import WrittenDerivation, WrittenStep

__all__ = ["CheckedStep", "CheckedSteps", "check_steps"]


@dataclass(frozen=True, slots=True)
class CheckedStep:
    """One equality of a derivation: where its right side stands, and what became of it."""

    line: int
    column: int
    link: Link
    reason: str
    """What was written beside it."""
    remark: str = ""
    """How that compares with the proof."""


@dataclass(frozen=True, slots=True)
class CheckedSteps:
    """A derivation, its verdict as a chain of equalities, and its steps."""

    verdict: Verdict
    steps: tuple[CheckedStep, ...]
    ends: Status | None = None
    """Whether the last expression equals the first; known where a step does not follow."""

    @property
    def first_wrong(self) -> CheckedStep | None:
        """The first step that does not follow."""
        return next((step for step in self.steps if step.link.status is Status.REFUTED), None)


def check_steps(
    text: str,
    given: str | Sequence[str] = (),
    over: str | None = None,
    *,
    complex: bool = False,
    seconds: float = SECONDS,
    source: str = "the derivation",
) -> CheckedSteps:
    r"""Check a derivation step by step.

    Raises
    ------
    ParseError
        If a formula is not in the language; it points at the line of the derivation.

    Examples
    --------
    >>> checked = check_steps("corr(f, h)\n= conv(f, flip(h))\n= conv(f, h)  # h is even")
    >>> [(step.line, step.link.status.value) for step in checked.steps]
    [(2, 'proved'), (3, 'refuted')]
    """
    written = parse_derivation(text, source=source)
    chain, places = written.joined()
    if not written.steps or "=" not in chain:
        raise ProblemError(
            f"checking a derivation: {len(written.steps)} expressions found; it needs at least two, one a line"
        )
    hypotheses = [given] if isinstance(given, str) else list(given)
    hypotheses += [line.formula for line in written.given]
    try:
        _refuse_other_relations(chain)
        question = ask(chain, hypotheses, over, complex=complex)
        verdict = answer(question, seconds=seconds)
    except ParseError as error:
        if error.text != chain:
            raise
        place = _place(error.offset, places)
        raise ParseError(error.reason, text, place, expected=error.expected, source=source) from error
    ends = None
    if verdict.status is Status.REFUTED and len(verdict.links) > 1:
        whole = question.link(verdict.links[0].left, verdict.links[-1].right)
        ends = answer(whole, seconds=seconds, repair=False).status
    steps = tuple(_checked(link, written, places, verdict) for link in verdict.links)
    return CheckedSteps(verdict, steps, ends)


def _refuse_other_relations(chain: str) -> None:
    claim = parse_statement(chain).claim
    for sign, right in claim.links if isinstance(claim, Chain) else ():
        if sign in OUTSIDE and right.span is not None:
            raise ParseError(OUTSIDE[sign], chain, right.span[0], expected=("= …",))


def _place(offset: int, places: tuple[tuple[int, int], ...]) -> int:
    """Return where an offset of the joined chain is in the text."""
    start, there = max((pair for pair in places if pair[0] <= offset), default=places[0])
    return there + offset - start


def _checked(
    link: Link, written: WrittenDerivation, places: tuple[tuple[int, int], ...], verdict: Verdict
) -> CheckedStep:
    offset = _place(link.right.span[0] if link.right.span else 0, places)
    step = max((s for s in written.steps if s.offset <= offset), key=lambda s: s.offset)
    before = written.text[:offset]
    line, column = before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
    return CheckedStep(line, column, link, step.reason, _remark(step, link, verdict))


# ---------------------------------------------------------------------------------------------------- reasons

RULES: Final[Mapping[str, tuple[str, ...]]] = {
    r"substitut|chang\w* (?:of|the) (?:variable|ind)|re-?index|renam|(?:→|->|↦)|\b[a-z]\s*=\s*[a-z]\s*[-+−]": (
        "reindex",
    ),
    r"\bdef(?:inition|ined|\.)?(?!\w)": ("unfold",),
    r"\blinear|distribut|expand|multipl": ("expand",),
    r"sift|impulse|\bdelta|δ": ("sift", "use", "lattice"),
    r"orthogonal|roots? of unity|geometric": ("orthogonality",),
    r"differentia|derivative|product rule|chain rule": ("differentiate",),
    r"\bsplit|polyphase": ("split", "euclid"),
}
"""Words in a reason, and the rules of the trusted core that are meant."""
SYMMETRIES: Final = {
    "even": "even",
    "odd": "odd",
    "hermitian": "hermitian",
    "symmetric": "even",
    "antisymmetric": "odd",
}
OTHERS: Final = {"real": "real", "causal": "causal", "periodic": "periodic"}
_ABOUT: Final = re.compile(
    rf"\b([A-Za-z]\w*)\s+(?:(?:is|was|are|being)\s+)?({'|'.join([*SYMMETRIES, *OTHERS])})\b", re.IGNORECASE
)
TOO: Final = "the proof uses it too"
WITHOUT: Final = "the proof does without it"


def _remark(step: WrittenStep, link: Link, verdict: Verdict) -> str:
    """Compare a reason with the proof, as far as its words are known."""
    about = _ABOUT.search(step.reason)
    if about:
        return _about_hypothesis(about.group(1), about.group(2).lower(), link, verdict)
    if link.proof is None:
        return ""
    for words, rules in RULES.items():
        if re.search(words, step.reason, re.IGNORECASE):
            return TOO if _rules(link) & set(rules) else WITHOUT
    return ""


def _rules(link: Link) -> frozenset[str]:
    if link.proof is None:
        return frozenset()
    sides = link.proof.certificate["steps"]
    return frozenset(str(step[0]) for side in sides.values() for step in side)


def _about_hypothesis(name: str, word: str, link: Link, verdict: Verdict) -> str:
    said = SYMMETRIES.get(word) or OTHERS[word]
    if not any(_says(a, name, said) for a in verdict.question.assumptions):
        if said == "real" and any(s.name == name and s.real for s in verdict.reading.signals):
            return ""
        hint = f'given "{name} {said}"' if said != "periodic" else f'given "{name} period T"'
        missing = "not among the hypotheses"
        return f"{missing}: say {hint}" if link.status is Status.REFUTED else f"{missing}, and not needed"
    if word in SYMMETRIES and link.proof is not None:
        return TOO if "reflect" in _rules(link) else WITHOUT
    return ""


def _says(a: Assumption, name: str, word: str) -> bool:
    match a:
        case Symmetric(_, about, symmetry):
            return about == name and symmetry == word
        case Supported(_, about):
            return about == name and word == "causal"
        case Periodic(_, about):
            return about == name and word == "periodic"
        case Declared(_, about, kind):
            return about == name and kind == word
    return False
