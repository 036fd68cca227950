"""The statements of a program, carried out on exact values; whatever is not understood is forgotten, with a reason.

A statement that cannot be followed makes the names that it may have changed unknown, and the walk goes on.

May import: this package. Must never run a line of the program.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any, Final

from symconv.auditing.programs.arrays import check_size, size_of
from symconv.auditing.programs.builtin_functions import items
from symconv.auditing.programs.conventional import Route
from symconv.auditing.programs.elementwise import as_tensor
from symconv.auditing.programs.expressions import PASSED, Expressions
from symconv.auditing.programs.forgetting import forget, own_nodes, spoil
from symconv.auditing.programs.indexing import set_item
from symconv.auditing.programs.networks import fill_parameter, set_parameter
from symconv.auditing.programs.objects import Layer, Module, Parameter, Tensor, UserFunction
from symconv.auditing.programs.operators import binary
from symconv.auditing.programs.printing import Shown, pieces
from symconv.auditing.programs.scope import Missing, Scope, usable
from symconv.auditing.values import Unread

__all__ = ["Machine"]

ENOUGH: Final = 2
"""How often a statement is watched; a comment beside it counts only if it is carried out once."""
MOST_SHOWN: Final = 5_000
"""Most values that one text prints."""
HARMLESS: Final = ("jit", "njit", "function", "no_grad")
"""Decorators that do not change what a function gives."""


class _Return(Exception):  # noqa: N818 - it is the program's, not an error
    def __init__(self, value: Any) -> None:
        self.value = value


class _Break(Exception):  # noqa: N818
    pass


class _Continue(Exception):  # noqa: N818
    pass


class Machine(Expressions):
    """A program in the course of being followed."""

    def __init__(self, route: Route = "operations") -> None:
        super().__init__(route)
        self.scope = Scope()
        self.shown: dict[ast.AST, list[Shown]] = {}
        """What each statement showed or assigned, each time that it was carried out."""
        self.printed: list[tuple[ast.AST, Shown]] = []
        """What was printed, in order."""
        self._level = 0
        self._tainted: set[str] = set()
        """Names that functions declare as global."""

    def run(self, statements: list[ast.stmt]) -> None:
        """Carry out statements one after the other."""
        for statement in statements:
            try:
                self._carry_out(statement, self.scope)
            except (_Return, _Break, _Continue):
                forget(statement, self.scope, "it stands outside a function or a loop")
            except Unread:
                pass  # what it may have changed is forgotten already

    def _carry_out(self, statement: ast.stmt, scope: Scope) -> None:
        try:
            self.budget.step()
            self._statement(statement, scope)
        except (Unread, RecursionError, TypeError, ValueError, LookupError, ArithmeticError) as error:
            reason = _reason(error)
            forget(statement, scope, reason)
            self._note_shown(statement, Shown((), reason))
            if self._leaves(statement) or self.budget.is_spent:
                raise Unread(reason) from error

    def _statement(self, statement: ast.stmt, scope: Scope) -> None:
        match statement:
            case ast.Expr():
                self._expression(statement, scope)
            case ast.Assign():
                value = self.known(statement.value, scope)
                for target in statement.targets:
                    self.bind(target, value, scope)
                self._note_value(statement, (value,))
            case ast.AnnAssign() if statement.value is not None:
                value = self.known(statement.value, scope)
                self.bind(statement.target, value, scope)
                self._note_value(statement, (value,))
            case ast.AugAssign():
                self._augment(statement, scope)
            case ast.If():
                self._block(statement.body if self.truth(statement.test, scope) else statement.orelse, scope)
            case ast.For():
                self._loop(statement, scope)
            case ast.While():
                self._while(statement, scope)
            case ast.FunctionDef():
                scope.values[statement.name] = self._function(statement, scope)
            case ast.Return():
                value = None if statement.value is None else self.known(statement.value, scope)
                self._note_value(statement, (value,))
                raise _Return(value)
            case ast.Import() | ast.ImportFrom():
                self._imported(statement, scope)
            case ast.Assert():
                self._note_value(statement, (self.truth(statement.test, scope),))
            case ast.With():
                if not all(self._is_passed(item.context_expr, scope) for item in statement.items):
                    raise Unread("a with block is not read")
                self._block(statement.body, scope)
            case ast.Break():
                raise _Break
            case ast.Continue():
                raise _Continue
            case ast.Pass():
                pass
            case _:
                raise Unread(f"{type(statement).__name__} is not read")

    def _block(self, statements: list[ast.stmt], scope: Scope) -> None:
        for statement in statements:
            self._carry_out(statement, scope)

    def _expression(self, statement: ast.Expr, scope: Scope) -> None:
        node = statement.value
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return
        value = self.evaluate(node, scope)
        if isinstance(node, ast.Call) and _called(node) == "print":
            return
        if not isinstance(value, Missing):
            self._note_value(statement, pieces(usable(value)))

    def write(self, node: ast.Call, values: list[Any]) -> None:
        """Note what is printed."""
        if len(self.printed) < MOST_SHOWN:
            shown = Shown(tuple(self._frozen(piece) for value in values for piece in pieces(value)))
            self._note_shown(node, shown)
            self.printed.append((node, shown))

    def _note_value(self, node: ast.AST, values: Sequence[Any]) -> None:
        """Note what a statement shows or assigns; the first times are enough to see whether it is once."""
        if len(self.shown.get(node, ())) < ENOUGH:
            self._note_shown(node, Shown(tuple(self._frozen(value) for value in values)))

    def _frozen(self, value: Any) -> Any:
        """Return a value as it is now; what changes later is copied."""
        size = size_of(value)
        check_size(size)
        self.budget.work(size)
        return _copied(value)

    def _note_shown(self, node: ast.AST, shown: Shown) -> None:
        found = self.shown.setdefault(node, [])
        if len(found) < ENOUGH:
            found.append(shown)
        if shown.reason and isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            self._note_shown(node.value, shown)
            if _called(node.value) == "print" and len(self.printed) < MOST_SHOWN:
                self.printed.append((node.value, shown))

    def bind(self, target: ast.expr, value: Any, scope: Scope) -> None:
        """Give a name, or several, a value; or change an entry."""
        match target:
            case ast.Name() if target.id in self._tainted:
                scope.values[target.id] = Missing("a function of the program may change it")
            case ast.Name():
                scope.values[target.id] = value
            case ast.Tuple() | ast.List():
                values = items(usable(value), self.budget)
                if len(values) != len(target.elts) or any(isinstance(t, ast.Starred) for t in target.elts):
                    raise Unread("it raises here: names and values differ in number")
                for part, entry in zip(target.elts, values, strict=True):
                    self.bind(part, entry, scope)
            case ast.Subscript():
                owner = self.evaluate(target.value, scope)
                self._put(owner, self.index(target.slice, scope), usable(value))
            case ast.Attribute():
                self._set_attribute(target, usable(value), scope)
            case _:
                raise Unread("an assignment that is not read")

    def _put(self, owner: Any, index: Any, value: Any) -> None:
        if isinstance(owner, Parameter):
            if index not in (slice(None), Ellipsis):
                raise Unread("single weights of a layer that are set are not read")
            fill_parameter(owner.layer, owner.name, value)
            return
        owner = usable(owner)
        if isinstance(owner, list) and isinstance(index, int) and -len(owner) <= index < len(owner):
            owner[index] = value
        elif isinstance(owner, Tensor):
            self.budget.work(len(owner.array.entries))
            set_item(owner, index, value)
        else:
            raise Unread("an entry of something that is not read")

    def _set_attribute(self, target: ast.Attribute, value: Any, scope: Scope) -> None:
        owner = self.evaluate(target.value, scope)
        if isinstance(owner, Parameter) and target.attr == "data":
            set_parameter(owner.layer, owner.name, value)
        elif isinstance(owner, Layer) and target.attr in ("weight", "bias"):
            set_parameter(owner, target.attr, value)
        else:
            raise Unread("an attribute that is set is not read")

    def _augment(self, statement: ast.AugAssign, scope: Scope) -> None:
        target = statement.target
        right = self.known(statement.value, scope)
        if isinstance(target, ast.Name):
            old = usable(self.evaluate(target, scope))
            new = binary(statement.op, old, right, self.budget)
            if isinstance(old, Tensor) and old.library in ("numpy", "torch"):
                if new.array.shape != old.array.shape or (new.dtype != old.dtype and old.library == "numpy"):
                    raise Unread("it raises here: the result does not fit the array")
                old.change(as_tensor(new, new.library, old.dtype).array)
                new = old
            elif isinstance(old, list) and isinstance(new, list):
                old[:] = new
                new = old
            scope.values[target.id] = new
        elif isinstance(target, ast.Subscript):
            owner, index = self.evaluate(target.value, scope), self.index(target.slice, scope)
            old = self.evaluate(target, scope)
            self._put(owner, index, binary(statement.op, usable(old), right, self.budget))
        else:
            raise Unread("an assignment that is not read")

    def _loop(self, statement: ast.For, scope: Scope) -> None:
        for item in items(self.known(statement.iter, scope), self.budget):
            self.budget.step()
            self.bind(statement.target, item, scope)
            try:
                self._block(statement.body, scope)
            except _Break:
                return
            except _Continue:
                continue
        self._block(statement.orelse, scope)

    def _while(self, statement: ast.While, scope: Scope) -> None:
        while self.truth(statement.test, scope):
            self.budget.step()
            try:
                self._block(statement.body, scope)
            except _Break:
                return
            except _Continue:
                continue

    def _function(self, statement: ast.FunctionDef, scope: Scope) -> Any:
        arguments = statement.args
        for node in ast.walk(statement):
            if isinstance(node, ast.Global | ast.Nonlocal):
                self._tainted.update(node.names)
                for name in node.names:
                    scope.values[name] = Missing("a function of the program may change it")
        names = {
            node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
            for node in (
                decorator.func if isinstance(decorator, ast.Call) else decorator
                for decorator in statement.decorator_list
            )
        }
        if names - set(HARMLESS) or arguments.vararg or arguments.kwarg or arguments.posonlyargs:
            return Missing(f"the function {statement.name} is not read")
        if arguments.kwonlyargs or any(
            isinstance(n, ast.Global | ast.Nonlocal | ast.Yield | ast.YieldFrom) for n in ast.walk(statement)
        ):
            return Missing(f"the function {statement.name} is not read")
        defaults = tuple(self.known(default, scope) for default in arguments.defaults)
        return UserFunction(statement.name, arguments, statement.body, defaults, scope)

    def call_user_function(self, function: UserFunction, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Return what a function of the program gives."""
        names = [argument.arg for argument in function.arguments.args]
        scope = Scope(function.closure)
        bound = dict(zip(names, arguments, strict=False))
        bound.update(keywords)
        defaults = dict(zip(names[len(names) - len(function.defaults) :], function.defaults, strict=True))
        if len(arguments) > len(names) or set(keywords) - set(names):
            raise Unread(f"it raises here: {function.name} has no such arguments")
        scope.values = {**defaults, **bound}
        if len(scope.values) != len(names):
            raise Unread(f"it raises here: an argument of {function.name} is missing")
        if isinstance(function.body, ast.expr):
            return self.evaluate(function.body, scope)
        self.budget.enter()
        self._level += 1
        try:
            if self._level > 12:
                raise Unread("too long to check: calls nested too deeply")
            self._block(function.body, scope)
        except _Return as result:
            return result.value
        except Unread:
            for value in bound.values():
                spoil(value, f"{function.name} may have changed it")
            raise
        finally:
            self._level -= 1
            self.budget.leave()
        return None

    def _imported(self, statement: ast.Import | ast.ImportFrom, scope: Scope) -> None:
        for alias in statement.names:
            if isinstance(statement, ast.Import):
                name = alias.asname or alias.name.split(".")[0]
                scope.values[name] = Module(alias.name if alias.asname else name)
            elif alias.name == "*" or statement.level or statement.module is None:
                continue
            elif statement.module != "__future__":
                scope.values[alias.asname or alias.name] = Module(f"{statement.module}.{alias.name}")

    def _is_passed(self, node: ast.expr, scope: Scope) -> bool:
        called = node.func if isinstance(node, ast.Call) else node
        found = self.evaluate(called, scope)
        return isinstance(found, Module) and found.name in PASSED

    def _leaves(self, statement: ast.stmt) -> bool:
        """Whether what follows is not reached in every case."""
        return any(isinstance(n, ast.Return | ast.Break | ast.Continue | ast.Raise) for n in own_nodes(statement))


def _reason(error: Exception) -> str:
    if isinstance(error, Unread):
        return str(error)
    if isinstance(error, RecursionError):
        return "too long to check: nested too deeply"
    return "values of a kind that is not read"  # what Python refuses here, it would refuse in the program


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _copied(value: Any) -> Any:
    if isinstance(value, Tensor):
        return Tensor(value.array, value.dtype, value.library, provenance=value.provenance)
    if isinstance(value, list | tuple):
        return type(value)(_copied(entry) for entry in value)
    return value
