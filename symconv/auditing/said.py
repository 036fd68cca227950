"""What the words just before a formula say of it: “the valid convolution of x and h is …”, “a third of 7.5 = 2.5”.

Only words that lead straight to the formula count. A result that is right for another window is mislabelled; an
equality whose left side begins in words is not what it looks like.

May import: the standard library. Must never read a formula.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["acts_on", "window_said"]

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
_WORD: Final = re.compile(r"([^\W\d_]{2,})[ \t]+$")
_ACTING: Final = re.compile(
    r"of|twice|thrice|half|times|mod(?:ulo)?|rem|div|quot|xor|choose|over|plus|minus|by|per|squared|cubed|root"
)
_LEADING: Final = re.compile(
    r"so|then|thus|hence|therefore|and|but|gets?|gives?|that|have|has|is|are|obtains?|finds?|yields?|with|where|since"
    r"|because|also|now|finally|again|check|see|here|indeed|still|write|wrote"
)


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


def acts_on(words: str, *, number: bool) -> str:
    """Return the word just before a formula, if it may be a part of its left side, or ``""``.

    Before a lone number that is every word but those that only lead on.

    Examples
    --------
    >>> acts_on("a third of ", number=True), acts_on("7 rem ", number=True), acts_on("twice ", number=False)
    ('of', 'rem', 'twice')
    >>> acts_on("so we get ", number=True), acts_on("the value ", number=False), acts_on("of $", number=True)
    ('', '', '')
    """
    found = _WORD.search(words)
    if found is None:
        return ""
    acts = _ACTING.fullmatch(found[1]) or (number and not _LEADING.fullmatch(found[1]))
    return found[1] if acts else ""
