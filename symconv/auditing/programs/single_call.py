"""One call of a library function, given as text: its arguments are evaluated on the whitelist, nothing is run.

May import: ``libraries``, this package.
"""

from __future__ import annotations

import ast
from typing import Any

from symconv.auditing.programs.blocks import Block, parse_block
from symconv.auditing.programs.conventional import plain_operand
from symconv.auditing.programs.machine import Machine
from symconv.auditing.programs.objects import Module
from symconv.auditing.programs.scope import full_library_name
from symconv.auditing.values import Unread
from symconv.errors import ConventionError, LimitError, ParseError, UnsupportedProblemError
from symconv.libraries import FUNCTIONS, Emulation, library_function

__all__ = ["emulate_call"]

MOST_CHARACTERS = 20_000


def emulate_call(text: str) -> tuple[str, Emulation]:
    """Return the full name of the function that a call names, and what the call gives.

    Raises
    ------
    LimitError
        If the text is too long.
    ParseError
        If it is no call.
    ConventionError
        If the function is unknown.
    UnsupportedProblemError
        If an argument cannot be evaluated.
    SignalError
        Where the library raises.

    Examples
    --------
    >>> name, result = emulate_call("np.correlate([1, 2], [1, 2, 3][::-1], 'same')")
    >>> name, result.values
    ('numpy.correlate', (4, 7, 6))
    """
    if len(text) > MOST_CHARACTERS:
        raise LimitError("reading a call", f"{len(text)} characters", limit=f"{MOST_CHARACTERS} characters")
    statements, reason = parse_block(Block(((text.strip(), 0),)))
    call = statements[0].value if len(statements) == 1 and isinstance(statements[0], ast.Expr) else None
    if not isinstance(call, ast.Call):
        raise ParseError(reason or "this is no call of a function, such as numpy.convolve([1, 2], [1, 3])", text)
    machine = Machine()
    try:
        found = machine.known(call.func, machine.scope)
        name = full_library_name(found.name) if isinstance(found, Module) else ""
        function = library_function(name)
        if function is None:
            raise ConventionError("function", ast.unparse(call.func)[:80], [f.names[0] for f in FUNCTIONS])
        arguments = [plain_operand(machine.known(argument, machine.scope)) for argument in call.args]
        keywords: dict[str, Any] = {
            str(keyword.arg): plain_operand(machine.known(keyword.value, machine.scope)) for keyword in call.keywords
        }
    except Unread as error:
        raise UnsupportedProblemError(f"reading the arguments of a call: {error}") from error
    return name, function(*arguments, **keywords)
