"""What an expression is, a signal or a number, and whether a call fits its operator.

May import: ``complaints``, ``language``, ``tree``, ``syntax``, ``errors``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NoReturn

from symconv.errors import nearest
from symconv.proving.complaints import Place, complain
from symconv.proving.language import ELSEWHERE, OPERATORS, OTHER_NAMES, RESERVED, Operator
from symconv.proving.tree import adds_signals, unfenced
from symconv.syntax.nodes import Add, Call, Infix, Name, Negative, Node, Power, Product, Quotient, Summation, Vector

__all__ = ["Sort", "checked_operator", "sort_of"]

Sort = Literal["signal", "number", "unknown"]


def sort_of(node: Node, name_sort: Callable[[str], Sort]) -> Sort:
    """Tell whether an expression is a signal or a number, as far as its names are known."""
    node = unfenced(node)
    match node:
        case Name(name):
            return "signal" if name in ("delta", "step") else "number" if name in RESERVED else name_sort(name)
        case Call(function, arguments):
            operator = OPERATORS.get(function)
            if operator is None:
                return "unknown"
            if operator.result == "same":
                return sort_of(arguments[0], name_sort) if arguments else "unknown"
            return "signal" if operator.result in ("signal", "residues", "sequence") else "number"
        case Infix() | Vector():
            return "signal"
        case Add(inner) | Product(inner):
            sorts = [sort_of(part, name_sort) for part in inner]
            return "signal" if "signal" in sorts else "unknown" if "unknown" in sorts else "number"
        case Negative(operand) | Quotient(operand) | Power(operand):
            return sort_of(operand, name_sort)
        case Summation(indices, _, _, body) if adds_signals(indices, body):
            inner_sort = sort_of(body, lambda name: "number" if name in indices else name_sort(name))
            return "signal" if inner_sort == "signal" else "number"
    return "number"


def checked_operator(node: Call, place: Place, *, modulus: bool, is_signal: bool) -> Operator:
    """Return the operator of a call after checking its name, its arguments and its options.

    ``modulus`` says whether the statement is over Z/N, ``is_signal`` whether the name is that of a signal.
    """
    name, count = node.function, len(node.arguments)
    known = OPERATORS.get(name)
    if known is None:
        _refuse_unknown(name, place, is_signal=is_signal)
    fewest, most = (known.signals + n for n in known.others)
    if not fewest <= count <= most:
        needed = str(fewest) if fewest == most else f"{fewest} or more" if most > 3 else f"{fewest} to {most}"
        complain(f"{name} takes {needed} argument{'s' * (needed != '1')}, here are {count}", place, known.usage)
    for option, _ in node.options:
        if option not in known.options:
            hint = nearest(option, known.options)
            allowed = ", ".join(known.options) or "none"
            meant = f" (did you mean {hint}?)" if hint else ""
            complain(f"{name} has no option {option!r}{meant}; its options: {allowed}", place)
    if known.result == "residues" and not modulus:
        complain(f"{name} is defined over Z/N only: say over Z/N (on Z there are dtft and ztransform)", place)
    return known


def _refuse_unknown(name: str, place: Place, *, is_signal: bool) -> NoReturn:
    if name in ELSEWHERE:
        complain(ELSEWHERE[name], place)
    if name in RESERVED:
        complain(f"{name} is reserved and is no function; choose another name", place)
    near = OTHER_NAMES.get(name) or nearest(name, (*OPERATORS, "sum"))
    if near:
        samples = f"; samples are written {name}[n]" if is_signal else ""
        complain(f"the operator {name!r} is not known; did you mean {near}?{samples}", place)
    known = () if len(name) == 1 else sorted(OPERATORS)
    complain(
        f"the operator {name!r} is not known: samples are written {name}[n], and a product {name}*(…)", place, *known
    )
