"""Every line that a proof shows is a true statement by itself.

The lines of all library proofs are read back from their text and tried on small exact instances by the brute-force
oracle, which knows nothing of rules. A line that is written wrongly, a bound index that escapes its sum, a sign that is
lost on the way to the page would show here, whatever the certificate says.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from symconv.derivation import Status
from symconv.errors import ParseError
from symconv.proving.answer import prove
from symconv.proving.asking import ask
from symconv.proving.identities import GROUPS, Group, Identity
from symconv.proving.readable import readable
from symconv.proving.refute import refute
from symconv.proving.trials import Trials
from symconv.proving.written import written
from symconv.syntax import to_text

TRUE = [group for group in GROUPS if any(identity.holds for identity in group.identities)]
TRIES = 4
FEW = 5


def shown_lines(identity: Identity) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every line of an identity's proof as a statement, with what it is said under."""
    verdict = prove(identity.statement, identity.given, identity.over, complex=identity.complex)
    assert verdict.status is Status.PROVED
    given = (*identity.given, *(f"{name} > 0" for name in verdict.reading.positive))
    for proof, sides in zip(verdict.proofs, written(verdict.statement, verdict.reading), strict=True):
        for step in readable(proof, "normal", sides).steps:
            assert step.before is not None
            assert step.after is not None
            line = f"{to_text(step.before)} = {to_text(step.after)}"
            names = {name for name in verdict.reading.positive if name in line}
            yield line, tuple(g for g in given if g.partition(" >")[0] in names or g in identity.given)


@pytest.mark.parametrize("group", TRUE, ids=lambda group: group.name)
def test_lines_hold_on_small_instances(group: Group) -> None:
    """No instance tells the two sides of a shown line apart."""
    refused = 0
    for identity in group.identities:
        for line, given in shown_lines(identity):
            try:
                reading = ask(line, given, identity.over, complex=identity.complex).read()
            except ParseError:
                refused += 1  # what a name means is not always clear from one line
                continue
            search = refute(reading, Trials(reading, *reading.sides), TRIES)

            assert search.instance is None, f"{identity.name}: {line}"
            assert search.settled, f"{identity.name}: {line}"
    assert refused <= FEW
