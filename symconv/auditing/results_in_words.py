"""The verdict on a result that a sentence announces: of the signals that it names, or of the only two of its section.

May import: ``errors``, ``syntax`` and this package. Must never guess which signals are meant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import prod
from typing import Final

from symconv.auditing.announced import Announced
from symconv.auditing.judging import Judge
from symconv.auditing.knowledge import Knowledge
from symconv.auditing.labels import name_of
from symconv.auditing.outcomes import Outcome, unread
from symconv.auditing.readings import CLOSE, Meaning, wrong_entries
from symconv.auditing.spelled import respelled
from symconv.auditing.values import Array, Operation, Unread, World, evaluate
from symconv.auditing.worked_text import Sentence
from symconv.syntax import parse_formulas
from symconv.syntax.nodes import Name, Node

__all__ = ["announced_outcome"]

NEAR: Final = 600
"""How far before a result its signals may be given where the sentence does not name them."""
_LAYERED: Final = ("kernel", "filter", "stride", "padding", "image", "feature map", "channel", "pixel")
"""Words of a text in which a correlation may be called a convolution."""


def announced_outcome(
    announced: Announced, sentence: Sentence, known: Knowledge, judge: Judge, given_at: Callable[[str], int]
) -> Outcome:
    """Compare an announced result with the operation; ``given_at`` says where a signal was written out.

    What is wrong becomes known under the name of the result with the right samples.
    """
    claim = _array(announced.written)
    label = _node(announced.name)
    if claim is None:
        return unread("its answer is not read")
    if not announced.complete:
        return unread("the sentence says more of the operation than its signals and usual options")
    named = name_of(label) if label is not None else ""
    if announced.operands:
        found = _named_signals(announced, sentence, known)
    else:
        found = _signals_of_section(claim, named, sentence, known, itself=announced.itself)
    if isinstance(found, str):
        return unread(found)
    left, right = found
    if len(left.shape) != len(right.shape) or len(left.shape) != len(claim.shape):
        return unread("its signals and its answer have different dimensions")
    if announced.operation == "corr" and not announced.operands and prod(left.shape) < prod(right.shape):
        left, right = right, left
    operation = Operation(announced.operation, left, right)
    outcome = judge.result(operation, claim, sentence, named, _meaning(announced, claim, sentence, judge))
    if (
        outcome.verdict == "fails"
        and not announced.operands
        and not _is_plain(outcome, claim, sentence, known, given_at)
    ):
        return unread("it may be the result of other signals than the two of its section", outcome.found)
    if label is not None and named and outcome.verdict != "unread":
        known.define(Name(named), outcome.right or claim, sentence.section)
        if outcome.verdict == "fails":
            known.mistaken(Name(named), claim, judge.line(sentence.start))
    return outcome


def _meaning(announced: Announced, claim: Array, sentence: Sentence, judge: Judge) -> Meaning:
    """Return what the sentence asks for; for pictures and layers a correlation may be called a convolution."""
    meaning = judge.meaning(announced.operation, sentence)
    setting = meaning.setting
    open_ = setting.network or setting.unflipped or len(claim.shape) > 1
    open_ = open_ or any(word in sentence.before for word in _LAYERED)
    if announced.operation == "conv" and open_ and not setting.flipped:
        return replace(meaning, operation="", supposed="")
    return meaning


def _named_signals(announced: Announced, sentence: Sentence, known: Knowledge) -> tuple[Array, Array] | str:
    """Return the signals that the sentence names, or why they are not known."""
    if len(announced.operands) != (1 if announced.itself else 2):
        return "which signals it is the result of is not said"
    world, found = known.worlds()[0], []
    for written in announced.operands:
        node = _node(written)
        name = name_of(node) if node is not None else ""
        if name and not known.is_current(name, sentence.section):
            return f"{name} was given for another example; it may be another {name}"
        array = world.signal(name) if name else _array(written)
        if array is None:
            return f"it depends on {name or written}, which is not known"
        found.append(array)
    return found[0], found[-1]


def _signals_of_section(
    claim: Array, named: str, sentence: Sentence, known: Knowledge, *, itself: bool
) -> tuple[Array, Array] | str:
    """Return the only signals of the section that have the dimensions of the answer."""
    arrays = [known.signals[name] for name in known.stated_in(sentence.section) if name != named]
    arrays = [array for array in arrays if len(array.shape) == len(claim.shape)]
    if len(arrays) != (1 if itself else 2):
        return "which signals it is the result of is not said"
    return arrays[0], arrays[-1]


def _is_plain(
    outcome: Outcome, claim: Array, sentence: Sentence, known: Knowledge, given_at: Callable[[str], int]
) -> bool:
    """Whether a wrong result of signals that the sentence does not name is plainly about them."""
    right = outcome.right
    if right is None or right.shape != claim.shape:
        return False
    if outcome.kind == "mislabelled" or wrong_entries(right, claim) * CLOSE <= prod(claim.shape):
        return True
    return all(sentence.start - given_at(name) <= NEAR for name in known.stated_in(sentence.section))


def _node(written: str) -> Node | None:
    """Return the one formula that is written, or ``None``."""
    latex = "\\" in written
    formulas = parse_formulas(respelled(written, latex=latex), notation="latex" if latex else None) if written else ()
    return formulas[0].node if len(formulas) == 1 else None


def _array(written: str) -> Array | None:
    """Return the numbers of a list or a matrix, or ``None``."""
    node = _node(written)
    if node is None:
        return None
    try:
        value = evaluate(node, World())
    except Unread:
        return None
    return value if isinstance(value, Array) else None
