"""Verifying a certificate: the trusted core replays it, and the second checker does so on its own.

Only here both are imported.
May import: ``symconv.errors``, ``logic``, ``recheck``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NoReturn

from symconv.errors import LogicError
from symconv.logic import replay
from symconv.proving.recheck import recheck

__all__ = ["Verified", "read_certificate", "verify"]

LONGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Verified:
    """Two checkers that share no code have accepted a certificate."""

    steps: int
    """How many steps were replayed, both sides together."""
    checkers: tuple[str, ...] = ("symconv.logic", "symconv.proving.recheck")
    """Who accepted it, in the order in which they were asked."""


def verify(certificate: object) -> Verified:
    """Have a certificate checked by both checkers.

    Parameters
    ----------
    certificate : object
        The decoded JSON object; see ``docs/certificate-format.md``.

    Raises
    ------
    LogicError
        If one of the checkers refuses it.

    Examples
    --------
    >>> verify({"version": 1})
    Traceback (most recent call last):
    symconv.errors.LogicError: a certificate has the keys version, context, lhs, rhs and steps
    """
    replay(certificate)
    if not isinstance(certificate, dict):  # replay has refused it; this tells the reader and the type checker
        raise LogicError("a certificate is an object")
    recheck(certificate)
    return Verified(sum(len(side) for side in certificate["steps"].values()))


def read_certificate(text: str) -> Any:
    """Decode a JSON text that holds a certificate; no key twice, no number that JSON does not have.

    A text that two readers could read differently must not be verified.

    Raises
    ------
    LogicError
        If the text is not JSON, or says one thing twice.

    Examples
    --------
    >>> read_certificate('{"version": 1, "version": 2}')
    Traceback (most recent call last):
    symconv.errors.LogicError: the key 'version' occurs twice
    """
    if len(text) > LONGEST:
        raise LogicError(f"a certificate has at most {LONGEST} characters, found {len(text)}")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refused)
    except LogicError:
        raise
    except (ValueError, RecursionError) as error:
        raise LogicError(f"this is not JSON: {error}") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise LogicError(f"the key {key[:64]!r} occurs twice")
        result[key] = value
    return result


def _refused(text: str) -> NoReturn:
    raise LogicError(f"this is not JSON: {text} is no number")
