"""Two checkers that share no code: both accept every certificate of ours, both refuse every trap."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from soundness import test_hostile as hostile
from soundness.certificates import IDENTITIES, of_corpus, proved, through_json
from soundness.traps import TEXTS, TRAPS

import symconv
from symconv.errors import LogicError
from symconv.logic import replay
from symconv.proving.identities import Identity
from symconv.proving.instances import random_instance
from symconv.proving.recheck import recheck
from symconv.proving.trials import Trials
from symconv.proving.verify import Verified, read_certificate, verify

CHECKERS: tuple[Callable[..., object], ...] = (replay, recheck)
INSTANCES = 3


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda identity: identity.name)
def test_both_accept_the_library(identity: Identity) -> None:
    """Every statement of the library is accepted twice, and brute force finds no instance against it."""
    verdict = proved(identity)

    assert verdict.proofs
    for proof in verdict.proofs:
        report = verify(through_json(proof.certificate))
        assert isinstance(report, Verified)
        assert report.checkers == ("symconv.logic", "symconv.proving.recheck")
    random = Random(identity.name)
    for link in verdict.links:
        trials = Trials(verdict.reading, link.left, link.right)
        for _ in range(INSTANCES):
            instance = random_instance(verdict.reading, random)
            assert instance is None or trials.outcome(instance).difference is None


def test_both_accept_the_corpus() -> None:
    """The statements that the other soundness tests work on are accepted twice, too."""
    assert len(of_corpus()) >= 40
    for _, certificate in of_corpus():
        verify(certificate)


@pytest.mark.parametrize("checker", CHECKERS, ids=("core", "second"))
@pytest.mark.parametrize("trap", TRAPS)
def test_traps_are_refused(trap: str, checker: Callable[..., object]) -> None:
    """Each trap is refused by either checker alone."""
    with pytest.raises(LogicError):
        checker(TRAPS[trap])


def test_there_are_enough_traps() -> None:
    """Every one has a name of its own; fewer would mean that one was lost."""
    assert len(TRAPS) >= 140


@pytest.mark.parametrize("text", TEXTS)
def test_ambiguous_texts_are_refused(text: str) -> None:
    """What two readers could read differently is refused while it is read, the rest when it is verified."""
    with pytest.raises(LogicError):
        verify(read_certificate(TEXTS[text]))


def test_a_certificate_is_read_as_it_was_written() -> None:
    """Strict reading changes nothing in a proper certificate."""
    assert read_certificate('{"version": 1, "lhs": ["plus", [], [], []]}') == {
        "version": 1,
        "lhs": ["plus", [], [], []],
    }


@pytest.mark.parametrize("trap", hostile.MALFORMED)
def test_malformed_certificates_are_refused_by_the_second(trap: str) -> None:
    """One change to a true certificate, and it is none."""
    certificate = hostile.commutes()
    recheck(certificate)
    hostile.MALFORMED[trap](certificate)

    with pytest.raises(LogicError, match="second check"):
        recheck(certificate)


@pytest.mark.parametrize("trap", hostile.FALSE_CONTEXTS)
def test_false_contexts_are_refused_by_the_second(trap: str) -> None:
    """What a statement assumes must make sense before anything is proved from it."""
    one, zero = hostile.constant(1), hostile.constant(0)

    for side in (one, zero):
        with pytest.raises(LogicError, match="second check"):
            recheck(hostile.claim(hostile.FALSE_CONTEXTS[trap], side, side, (hostile.EXPAND,), (hostile.EXPAND,)))


@pytest.mark.parametrize("trap", hostile.MEANINGLESS)
def test_meaningless_terms_are_refused_by_the_second(trap: str) -> None:
    """A term that has no value, or a sum that is not known to converge, is never expanded."""
    context, body = hostile.MEANINGLESS[trap]

    with pytest.raises(LogicError, match="second check"):
        recheck(hostile.claim(context, body, body, (hostile.EXPAND,), (hostile.EXPAND,)))


@pytest.mark.parametrize("trap", hostile.UNJUSTIFIED)
def test_unjustified_steps_are_refused_by_the_second(trap: str) -> None:
    """The same step on both sides, so that only the step can be what is refused."""
    context, body, step = hostile.UNJUSTIFIED[trap]
    steps = (hostile.EXPAND, step)

    with pytest.raises(LogicError, match="second check") as refused:
        recheck(hostile.claim(context, body, body, steps, steps))
    assert "different sums" not in str(refused.value)


@pytest.mark.parametrize("trap", hostile.DERIVATIVES)
def test_meaningless_derivatives_are_refused_by_the_second(trap: str) -> None:
    """Entries must be independent variables, definitions unfolded, sums convergent."""
    context, body = hostile.DERIVATIVES[trap]
    steps = (("differentiate", ((),)), hostile.EXPAND)

    with pytest.raises(LogicError, match="second check"):
        recheck(hostile.claim(context, body, body, steps, steps))


@pytest.mark.parametrize("value", [None, 1, "certificate", [], {}, {"version": 1}, float("nan"), {1: 2}])
def test_what_is_no_certificate_is_refused(value: object) -> None:
    """Anything at all may be handed in."""
    for checker in (*CHECKERS, verify):
        with pytest.raises(LogicError):
            checker(value)


FILES = sorted((Path(symconv.__file__).parent / "proving" / "recheck").glob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_second_checker_stands_alone(path: Path) -> None:
    """No line of the first checker, no assert, no floats, nothing but the standard library and the errors."""
    allowed = ("symconv.errors", "symconv.proving.recheck")
    tree = ast.parse(path.read_text(encoding="utf-8"))

    for node in ast.walk(tree):
        assert not isinstance(node, ast.Assert | ast.Global)
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        assert not (isinstance(node, ast.Name) and node.id in ("float", "eval", "exec", "complex"))
        modules = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        modules += [node.module or "."] if isinstance(node, ast.ImportFrom) else []
        for module in modules:
            assert module.startswith(allowed) or module.partition(".")[0] in sys.stdlib_module_names
