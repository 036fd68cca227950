"""The certificates that the soundness tests work on, as JSON gives them back; each is made once a session."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from soundness.corpus import CASES

from symconv.proving.answer import prove
from symconv.proving.decide import Proof, decide
from symconv.proving.identities import GROUPS, Identity
from symconv.proving.verdict import Verdict

IDENTITIES: tuple[Identity, ...] = tuple(i for group in GROUPS for i in group.identities if i.holds)
"""The true statements of the library."""


def through_json(certificate: object) -> Any:
    """Return a certificate as it comes out of a file."""
    return json.loads(json.dumps(certificate))


@cache
def proved(identity: Identity) -> Verdict:
    """Return the verdict on a statement of the library."""
    return prove(identity.statement, identity.given, identity.over, complex=identity.complex)


@cache
def of_corpus() -> tuple[tuple[str, Any], ...]:
    """Return (name, certificate) for the corpus."""
    proofs = [(case.name, decide(case.goal, seconds=30)) for case in CASES]
    return tuple((name, through_json(proof.certificate)) for name, proof in proofs if isinstance(proof, Proof))


@cache
def of_library() -> tuple[tuple[str, Any], ...]:
    """Return (name, certificate) for every link of every statement of the library."""
    return tuple(
        (identity.name, through_json(proof.certificate)) for identity in IDENTITIES for proof in proved(identity).proofs
    )
