"""The identity library: named statements in groups, every one proved by the tests, and tempting false ones.

To add one: put an `Identity` into the group where a reader would look for it; the tests do the rest.
May import: nothing of this package but its own modules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symconv.proving.identities.algebra import ALGEBRA, FALSE_ALGEBRA
from symconv.proving.identities.circular import CIRCULAR, DFT, FALSE_CIRCULAR
from symconv.proving.identities.closed_forms import CLOSED_FORMS, FALSE_CLOSED_FORMS
from symconv.proving.identities.correlations import CORRELATION, FALSE_CORRELATION
from symconv.proving.identities.gradients import FALSE_GRADIENTS, GRADIENTS
from symconv.proving.identities.hypotheses import FALSE_HYPOTHESES, HYPOTHESES
from symconv.proving.identities.identity import Group, Identity
from symconv.proving.identities.multirate import FALSE_MULTIRATE, MULTIRATE
from symconv.proving.identities.transforms import FALSE_TRANSFORMS, TRANSFORMS
from symconv.proving.identities.windows import FALSE_WINDOWS, LAYERS, MOMENTS, WINDOWS

__all__ = ["GROUPS", "Group", "Identity", "identities_with", "identity_names", "named_identity"]

GROUPS: Final[tuple[Group, ...]] = (
    ALGEBRA,
    CORRELATION,
    GRADIENTS,
    MULTIRATE,
    WINDOWS,
    MOMENTS,
    CLOSED_FORMS,
    HYPOTHESES,
    LAYERS,
    CIRCULAR,
    DFT,
    TRANSFORMS,
    FALSE_ALGEBRA,
    FALSE_CORRELATION,
    FALSE_GRADIENTS,
    FALSE_MULTIRATE,
    FALSE_WINDOWS,
    FALSE_CLOSED_FORMS,
    FALSE_HYPOTHESES,
    FALSE_CIRCULAR,
    FALSE_TRANSFORMS,
)
"""In the order in which they are shown."""


def identity_names() -> tuple[str, ...]:
    """Return the names of all identities, in the order of the groups."""
    return tuple(identity.name for group in GROUPS for identity in group.identities)


def identities_with(words: Sequence[str]) -> tuple[tuple[Group, tuple[Identity, ...]], ...]:
    """Return the identities in which every word occurs, with their groups; without words all of them.

    Examples
    --------
    >>> [identity.name for _, found in identities_with(["noble", "correlation"]) for identity in found]
    ['noble-down-correlation', 'noble-up-correlation']
    """
    wanted = [word.casefold() for word in words]

    def fits(group: Group, identity: Identity) -> bool:
        texts = (group.name, group.title, identity.name, identity.statement, *identity.given)
        text = " ".join((*texts, identity.over or "", group.source_of(identity), identity.note)).casefold()
        return all(word in text for word in wanted)

    found = [(group, tuple(i for i in group.identities if fits(group, i))) for group in GROUPS]
    return tuple((group, identities) for group, identities in found if identities)


def named_identity(name: str) -> Identity | None:
    """Return the identity with that name, if there is one.

    Examples
    --------
    >>> named_identity("even-kernel").statement
    'corr(f, h) = conv(f, h)'
    """
    return next((i for group in GROUPS for i in group.identities if i.name == name), None)
