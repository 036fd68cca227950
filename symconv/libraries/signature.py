"""How a library function takes its arguments: a parameter list as Python writes it, read once.

May import: ``errors``. Must never evaluate more than literals.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from symconv.errors import ConventionError, SupportError

__all__ = ["REQUIRED", "Parameter", "Signature", "signature"]

REQUIRED: Final = object()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter."""

    name: str
    default: Any
    """`REQUIRED` where there is none."""
    keyword_only: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """The parameters in their order."""

    function: str
    parameters: tuple[Parameter, ...]

    def bind(self, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> dict[str, Any]:
        """Return the value of every parameter.

        Raises
        ------
        ConventionError
            If a keyword is unknown.
        SupportError
            If there are too many arguments, one is given twice, or a required one is missing.

        Examples
        --------
        >>> signature("numpy.correlate", "a, v, mode='valid'").bind(([1], [2]), {})
        {'a': [1], 'v': [2], 'mode': 'valid'}
        """
        names = [parameter.name for parameter in self.parameters]
        places = [parameter.name for parameter in self.parameters if not parameter.keyword_only]
        if len(arguments) > len(places):
            raise SupportError(f"{self.function}: {len(arguments)} arguments given, it takes {len(places)}")
        bound = dict(zip(places, arguments, strict=False))
        for name, value in keywords.items():
            if name not in names:
                raise ConventionError(f"{self.function}: argument", name, names)
            if name in bound:
                raise SupportError(f"{self.function}: argument {name} is given twice")
            bound[name] = value
        for parameter in self.parameters:
            if bound.setdefault(parameter.name, parameter.default) is REQUIRED:
                raise SupportError(f"{self.function}: argument {parameter.name} is missing")
        return {name: bound[name] for name in names}


@cache
def signature(function: str, text: str) -> Signature:
    """Read a parameter list such as ``"a, v, mode='full', *, precision=None"``."""
    arguments = ast.parse(f"lambda {text}: 0", mode="eval").body
    if not isinstance(arguments, ast.Lambda):
        raise TypeError(f"{text!r} is no parameter list")
    listed = arguments.args
    defaults = [REQUIRED] * (len(listed.args) - len(listed.defaults)) + [ast.literal_eval(d) for d in listed.defaults]
    parameters = [Parameter(a.arg, d, False) for a, d in zip(listed.args, defaults, strict=True)]
    parameters += [
        Parameter(a.arg, REQUIRED if d is None else ast.literal_eval(d), True)
        for a, d in zip(listed.kwonlyargs, listed.kw_defaults, strict=True)
    ]
    return Signature(function, tuple(parameters))
