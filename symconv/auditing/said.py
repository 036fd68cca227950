"""Which window the words just before a result ask for: “the valid convolution of x and h is …”.

Only words that lead straight to the formula count; a result that is right for another window is then mislabelled.

May import: the standard library. Must never read a formula.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["window_said"]

_SAID: Final = re.compile(
    r"\b(?P<window>full|same|valid|circular|cyclic)(?:[- ]mode)?\s+(?:2-?d\s+)?"
    r"(?:cross-?\s?)?(?:convolution|correlation)"
    r"(?P<gap>(?:\s+(?:of|between|with)\b[^.;:!?]{0,80}?)?)"
    r"\s*(?:\b(?:is|are|gives|equals|yields|becomes|reads)\b)?\s*:?[\s$\\(\[]*$"
)
_OTHERWISE: Final = re.compile(
    r"\b(?:not|no|never|unlike|instead|rather|whereas|while|but|compared?|versus|than|contrast|wrong|mistake\w*"
    r"|full|same|valid|circular|cyclic|linear)\b|n[’']t\b"
)
_NEAR: Final = 60


def window_said(words: str) -> str:
    """Return ``"full"``, ``"same"``, ``"valid"`` or ``"circular"``, or ``""`` where the words leave it open.

    Examples
    --------
    >>> window_said("the valid convolution of $x$ and $h$ is $"), window_said("circular convolution with period 4 is: ")
    ('valid', 'circular')
    >>> window_said("unlike the valid convolution, $"), window_said("valid convolution. now $")
    ('', '')
    """
    found = _SAID.search(words)
    if found is None:
        return ""
    before = words[max(0, found.start() - _NEAR) : found.start()]
    if _OTHERWISE.search(before) or _OTHERWISE.search(found["gap"]):
        return ""
    return "circular" if found["window"] == "cyclic" else found["window"]
