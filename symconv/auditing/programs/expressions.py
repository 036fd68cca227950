"""The value of an expression of a program: a walk over the syntax tree, on a whitelist, every step counted.

May import: ``libraries``, this package. Must never call ``eval``, ``exec`` or ``compile``.
"""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Mapping
from fractions import Fraction
from math import isfinite
from typing import Any, Final

import sympy

from symconv.auditing.programs.budget import Budget
from symconv.auditing.programs.builtin_functions import BUILTINS, Builtin, items
from symconv.auditing.programs.calls import Call
from symconv.auditing.programs.conventional import Route, call_library
from symconv.auditing.programs.elementwise import as_tensor, combine
from symconv.auditing.programs.indexing import get_item
from symconv.auditing.programs.methods import call_method, get_attribute, parameter_attribute
from symconv.auditing.programs.networks import INITIAL, fill_parameter, is_layer, make_layer, run_layer
from symconv.auditing.programs.objects import Layer, Method, Module, Parameter, Tensor, UserFunction
from symconv.auditing.programs.operators import binary, compared, require_numbers
from symconv.auditing.programs.printing import formatted, text_of
from symconv.auditing.programs.scope import Missing, Scope, full_library_name, usable
from symconv.auditing.programs.table import array_function
from symconv.auditing.values import Unread
from symconv.libraries import ALIASES, library_function

__all__ = ["PASSED", "Expressions"]

CONSTANTS: Final[dict[str, Any]] = {"numpy.newaxis": None, "tensorflow.newaxis": None, "jax.numpy.newaxis": None}
PASSED: Final = ("torch.no_grad", "torch.inference_mode")
SILENT: Final = (
    "matplotlib",
    "warnings",
    "torch.manual_seed",
    "numpy.random.seed",
    "numpy.set_printoptions",
    "torch.set_printoptions",
)
"""Calls that change nothing here."""


class Expressions(ABC):
    """The evaluation of expressions; statements are added by `Machine`."""

    def __init__(self, route: Route) -> None:
        self.budget = Budget()
        self.route: Route = route

    @abstractmethod
    def call_user_function(self, function: UserFunction, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Return what a function of the program gives."""

    @abstractmethod
    def write(self, node: ast.Call, values: list[Any]) -> None:
        """Note that something is printed."""

    def evaluate(self, node: ast.expr, scope: Scope) -> Any:
        """Return the value of an expression.

        Raises
        ------
        Unread
            If something in it is unknown, is not on the list, raises, or costs too much.
        """
        self.budget.step()
        self.budget.enter()
        try:
            return self._value(node, scope)
        finally:
            self.budget.leave()

    def known(self, node: ast.expr, scope: Scope) -> Any:
        """Return the value of an expression that must have one."""
        return usable(self.evaluate(node, scope))

    def _value(self, node: ast.expr, scope: Scope) -> Any:
        match node:
            case ast.Constant():
                return self._constant(node.value)
            case ast.Name():
                return self._name(node.id, scope)
            case ast.Attribute():
                return self._attribute(node, scope)
            case ast.BinOp():
                return self._binary(node, scope)
            case ast.UnaryOp():
                return self._unary(node, scope)
            case ast.BoolOp():
                return self._logic(node, scope)
            case ast.Compare():
                return self._comparison(node, scope)
            case ast.Call():
                return self._call(node, scope)
            case ast.Subscript():
                return self._item(node, scope)
            case ast.List():
                return self._row(node.elts, scope)
            case ast.Tuple():
                return tuple(self._row(node.elts, scope))
            case ast.ListComp() | ast.GeneratorExp():
                return self._comprehension(node, scope)
            case ast.IfExp():
                return self.evaluate(node.body if self.truth(node.test, scope) else node.orelse, scope)
            case ast.JoinedStr():
                return text_of(tuple(self._joined(part, scope) for part in node.values))
            case ast.Lambda() if not _is_unusual(node.args):
                defaults = tuple(self.known(default, scope) for default in node.args.defaults)
                return UserFunction("the function", node.args, node.body, defaults, scope)
            case ast.Slice():
                ends = [None if end is None else self._bound(end, scope) for end in (node.lower, node.upper, node.step)]
                if ends[2] == 0:
                    raise Unread("it raises here: a step of zero")
                return slice(*ends)
        raise Unread(f"{type(node).__name__} is not read")

    def _constant(self, value: Any) -> Any:
        if value is None or value is Ellipsis or isinstance(value, bool | str):
            return value
        if isinstance(value, int):
            if value.bit_length() > 400:
                raise Unread("too long to check: a number with so many digits")
            return value
        if isinstance(value, float) and isfinite(value):
            number = Fraction(repr(value))
            self._note(number)
            return number
        if isinstance(value, complex) and isfinite(value.imag):
            return sympy.I * sympy.Rational(Fraction(repr(value.imag)))
        raise Unread("a constant that is not read")

    def _note(self, value: Any) -> None:
        """Notice numbers that a machine rounds."""
        if self.budget.inexact:
            return
        numbers = value.array.entries if isinstance(value, Tensor) else (value,)
        for number in numbers:
            if isinstance(number, Fraction) and number.denominator & (number.denominator - 1):
                self.budget.inexact = True
                return

    def _name(self, name: str, scope: Scope) -> Any:
        if scope.knows(name):
            return scope.find(name)
        if name in BUILTINS or name in ("print", "isinstance", "type"):
            return Builtin(name)
        alias = dict(ALIASES).get(name, name if name in ("torch", "scipy", "numpy", "jax", "tensorflow") else "")
        if alias:
            return Module(alias)
        raise Unread(f"{name} is not defined in the text")

    def _attribute(self, node: ast.Attribute, scope: Scope) -> Any:
        owner = self.evaluate(node.value, scope)
        if isinstance(owner, Parameter):
            return parameter_attribute(owner, node.attr, self.budget)
        found = get_attribute(usable(owner), node.attr, self.budget)
        if isinstance(found, Module) and found.name in CONSTANTS:
            return CONSTANTS[found.name]
        return found

    def _binary(self, node: ast.BinOp, scope: Scope) -> Any:
        left, right = self.known(node.left, scope), self.known(node.right, scope)
        found = binary(node.op, left, right, self.budget)
        self._note(found)
        return found

    def _unary(self, node: ast.UnaryOp, scope: Scope) -> Any:
        if isinstance(node.op, ast.Not):
            return not self.truth(node.operand, scope)
        value = self.known(node.operand, scope)
        require_numbers(value)
        match node.op:
            case ast.USub():
                return combine("*", -1, value, self.budget)
            case ast.UAdd():
                return value
            case ast.Invert() if isinstance(value, Tensor) and value.dtype == "bool":
                return combine("==", value, False, self.budget)
        raise Unread(f"{type(node.op).__name__} is not read")

    def truth(self, node: ast.expr, scope: Scope) -> bool:
        """Return whether a condition is met."""
        value = self.known(node, scope)
        if isinstance(value, Tensor) and len(value.array.entries) == 1:
            value = value.array.entries[0]
        if isinstance(value, bool | int | Fraction | str | list | tuple) or value is None:
            return bool(value)
        raise Unread("a condition that is not read")

    def _logic(self, node: ast.BoolOp, scope: Scope) -> Any:
        value: Any = None
        for part in node.values:
            value = self.known(part, scope)
            if not isinstance(value, bool | int):
                raise Unread("and/or between other things than truth values is not read")
            if bool(value) == isinstance(node.op, ast.Or):
                return value
        return value

    def _comparison(self, node: ast.Compare, scope: Scope) -> Any:
        left = self.known(node.left, scope)
        if len(node.ops) > 1:
            values = [left, *(self.known(part, scope) for part in node.comparators)]
            pairs = zip(node.ops, values, values[1:], strict=False)
            return all(compared(operator, a, b, self.budget) is True for operator, a, b in pairs)
        return compared(node.ops[0], left, self.known(node.comparators[0], scope), self.budget)

    def _row(self, nodes: list[ast.expr], scope: Scope) -> list[Any]:
        found: list[Any] = []
        for node in nodes:
            if isinstance(node, ast.Starred):
                found += items(self.known(node.value, scope), self.budget)
            else:
                found.append(self.known(node, scope))
        self.budget.work(len(found))
        return found

    def _comprehension(self, node: ast.ListComp | ast.GeneratorExp, scope: Scope) -> list[Any]:
        found: list[Any] = []
        inner = Scope(scope)

        def walk(level: int) -> None:
            if level == len(node.generators):
                self.budget.work(1)
                found.append(self.known(node.elt, inner))
                return
            generator = node.generators[level]
            for item in items(self.known(generator.iter, inner), self.budget):
                self.budget.step()
                self.bind(generator.target, item, inner)
                if all(self.truth(condition, inner) for condition in generator.ifs):
                    walk(level + 1)

        walk(0)
        return found

    @abstractmethod
    def bind(self, target: ast.expr, value: Any, scope: Scope) -> None:
        """Give a name, or several, a value."""

    def _joined(self, node: ast.expr, scope: Scope) -> Any:
        if isinstance(node, ast.Constant):
            return node.value
        if not isinstance(node, ast.FormattedValue):
            raise Unread("a format that is not read")
        specifier = ""
        if node.format_spec is not None:
            parts = node.format_spec.values if isinstance(node.format_spec, ast.JoinedStr) else []
            if not all(isinstance(part, ast.Constant) for part in parts):
                raise Unread("a format that is not read")
            specifier = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
        try:
            return formatted(self.known(node.value, scope), specifier)
        except Unread as error:
            return Missing(str(error))

    def _bound(self, node: ast.expr, scope: Scope) -> int | None:
        value = self.known(node, scope)
        if isinstance(value, Tensor) and not value.array.shape:
            value = value.array.entries[0]
        if value is None or isinstance(value, int):
            return value
        raise Unread("it raises here: an index that is no integer")

    def _item(self, node: ast.Subscript, scope: Scope) -> Any:
        owner = self.known(node.value, scope)
        index = self.index(node.slice, scope)
        if isinstance(owner, Module):
            if owner.name in ("numpy.r_", "jax.numpy.r_"):
                parts = index if isinstance(index, tuple) else (index,)
                rows = [as_tensor(v if isinstance(v, list | tuple | Tensor) else [v]) for v in parts]
                concatenate = array_function("numpy.concatenate")
                if concatenate is not None:
                    return concatenate(Call("numpy.concatenate", (rows,), {}, self.budget))
            raise Unread(f"{owner.name}[…] is not read")
        if isinstance(owner, Tensor):
            self.budget.work(1)
            return get_item(owner, index)
        if isinstance(owner, list | tuple | str | range):
            if isinstance(index, int) and not -len(owner) <= index < len(owner):
                raise Unread(f"it raises here: index {index} is outside the list")
            if isinstance(index, slice):
                self.budget.work(len(owner))
            if isinstance(index, int | slice):
                return usable(owner[index])
        raise Unread("an index into something that is not read")

    def index(self, node: ast.expr, scope: Scope) -> Any:
        """Return what stands between the brackets."""
        if isinstance(node, ast.Tuple):
            return tuple(self.known(part, scope) for part in node.elts)
        return self.known(node, scope)

    def _call(self, node: ast.Call, scope: Scope) -> Any:
        function = usable(self.evaluate(node.func, scope))
        if isinstance(function, Module) and function.name.startswith(SILENT):
            return Missing("it has no value")
        arguments: list[Any] = []
        name = function.name if isinstance(function, Module) else ""
        if function == Builtin("print") or name == "tensorflow.print":
            self.write(node, [value for part in node.args for value in self._printed(part, scope)])
            return None
        for part in node.args:
            if isinstance(part, ast.Starred):
                arguments += items(self.known(part.value, scope), self.budget)
            else:
                arguments.append(self.evaluate(part, scope))
        if any(keyword.arg is None for keyword in node.keywords):
            raise Unread("arguments by ** are not read")
        keywords = {str(keyword.arg): self.known(keyword.value, scope) for keyword in node.keywords}
        if name.startswith("torch.nn.init.") and arguments and isinstance(arguments[0], Parameter):
            return _initialised(name, arguments)
        found = self.apply(function, tuple(map(usable, arguments)), keywords)
        self._note(found)
        return found

    def _printed(self, node: ast.expr, scope: Scope) -> list[Any]:
        """Return what an argument of ``print`` shows; where one is unknown, the others are still known."""
        try:
            if isinstance(node, ast.Starred):
                return items(self.known(node.value, scope), self.budget)
            return [self.known(node, scope)]
        except Unread as error:
            if isinstance(node, ast.Starred) or self.budget.is_spent:
                raise
            return [Missing(str(error))]

    def apply(self, function: Any, arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> Any:
        """Return what a call gives."""
        options = dict(keywords)
        match function:
            case Module(name=name):
                return self._library_call(full_library_name(name), arguments, options)
            case Method():
                return call_method(function, arguments, options, self.budget)
            case UserFunction():
                return self.call_user_function(function, arguments, options)
            case Layer():
                if len(arguments) != 1 or options:
                    raise Unread("a layer is applied to something that is not read")
                return run_layer(function, arguments[0], self.budget, self.route)
            case Builtin(name=name) if (name in BUILTINS and not options and arguments) or function == Builtin("list"):
                try:
                    return BUILTINS[function.name](arguments, self.budget)
                except (ValueError, TypeError, IndexError) as error:
                    raise Unread(f"a call of {function.name} that is not read") from error
        raise Unread("a call of something that is not read")

    def _library_call(self, name: str, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
        table = library_function(name)
        if table is not None:
            return call_library(table, arguments, options, self.budget, self.route)
        call = Call(name, arguments, options, self.budget)
        if is_layer(name):
            return make_layer(call)
        function = array_function(name)
        if function is None:
            raise Unread(f"{name} is not read")
        if "out" in options:
            raise Unread("an argument out is not read")
        try:
            return function(call)
        except (ValueError, TypeError, IndexError) as error:
            raise Unread(f"a call of {name} that is not read") from error


def _initialised(name: str, arguments: list[Any]) -> Any:
    parameter, short = arguments[0], name.rsplit(".", 1)[-1]
    value = arguments[1] if short == "constant_" and len(arguments) > 1 else INITIAL.get(short)
    if value is None:
        raise Unread("random weights are not read")
    fill_parameter(parameter.layer, parameter.name, value)
    return parameter


def _is_unusual(arguments: ast.arguments) -> bool:
    return bool(arguments.vararg or arguments.kwarg or arguments.kwonlyargs or arguments.posonlyargs)
