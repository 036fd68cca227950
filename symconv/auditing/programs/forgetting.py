"""What a statement that is not followed may have changed: those names and arrays become unknown.

May import: this package. Must rather forget too much than too little.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, Final

from symconv.auditing.programs.objects import Layer, Tensor
from symconv.auditing.programs.scope import Missing, Scope

__all__ = ["forget", "own_nodes", "spoil"]

HARMLESS_CALLS: Final = ("print", "display", "type", "len", "input", "help")
"""Functions that change none of their arguments."""


def forget(statement: ast.stmt, scope: Scope, reason: str) -> None:
    """Make unknown whatever a statement may have changed."""
    for node in own_nodes(statement):
        match node:
            case ast.Name(ctx=ast.Store() | ast.Del()):
                scope.values[node.id] = Missing(reason)
            case ast.FunctionDef() | ast.ClassDef():
                scope.values[node.name] = Missing(reason)
            case ast.Subscript(ctx=ast.Store() | ast.Del()) | ast.Attribute(ctx=ast.Store() | ast.Del()):
                _spoil_named(node, scope, reason)
            case ast.AugAssign():
                _spoil_named(node.target, scope, reason)
            case ast.Call() if isinstance(statement, ast.Expr) and _function_name(node) not in HARMLESS_CALLS:
                for part in (
                    node.func,
                    *node.args,
                    *(keyword.value for keyword in node.keywords),
                ):  # called for what it does to them
                    _spoil_named(part, scope, reason)
            case ast.Call(func=ast.Attribute(value=owner, attr=name)):
                _spoil_named(owner, scope, reason, methods=not name.endswith("_"))
            case ast.alias():
                scope.values[(node.asname or node.name).split(".")[0]] = Missing(reason)


def _spoil_named(node: ast.expr, scope: Scope, reason: str, *, methods: bool = False) -> None:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    if isinstance(node, ast.Name) and scope.knows(node.id):
        value = scope.find(node.id)
        if methods and not isinstance(value, list | Layer):
            return  # methods of arrays that change them are on the list
        spoil(value, reason)


def own_nodes(statement: ast.stmt) -> Iterator[ast.AST]:
    """Yield the nodes of a statement, without the bodies of functions that it only defines."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        if node is statement or not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                continue
            waiting += ast.iter_child_nodes(node)


def spoil(value: Any, reason: str) -> None:
    """Make the entries of an array, a list or a layer unknown."""
    if isinstance(value, Tensor):
        value.forget()
    elif isinstance(value, list):
        value[:] = [Missing(reason)]
    elif isinstance(value, Layer):
        value.weight = value.bias = None


def _function_name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""
