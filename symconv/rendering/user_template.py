"""A template that a user wrote: it may lay a document out, and nothing else.

Three fences, each enough for most attacks. Before anything runs the template is read as a tree,
and only what laying out needs is let through: text, values, attributes without underscore, ``if``,
``for``, ``set`` of one value, ``range``, some filters and tests; no calls, no macros, no files.
It then runs in Jinja's immutable sandbox. While it runs, every turn of a loop and every character
written is counted, so that time and memory are bounded.

May import: Jinja2, ``errors``. Must never print.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from traceback import walk_tb
from typing import Any

from jinja2 import Template, TemplateError, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from symconv.errors import RenderError
from symconv.rendering.template_syntax import SYNTAX

__all__ = ["FILTERS", "LONGEST_OUTPUT", "LONGEST_SECONDS", "LONGEST_TEMPLATE", "MOST_TURNS", "fill_user_template"]

LONGEST_TEMPLATE = 200_000
"""Characters of a template."""
LONGEST_OUTPUT = 20_000_000
"""Characters that a template may write."""
MOST_TURNS = 200_000
"""Turns of all loops together."""
LONGEST_SECONDS = 10.0
"""Time that a template may take."""
_MOST_NODES = 5_000
_DEEPEST = 12
"""Loops and conditions inside one another; Python compiles no more than 20."""
_LARGEST_NUMBER = 10**12

FILTERS = (
    *("capitalize", "count", "d", "default", "e", "escape", "first", "indent", "join", "last", "length"),
    *("list", "lower", "max", "min", "rejectattr", "replace", "reverse", "selectattr", "title", "trim"),
    *("truncate", "upper", "wordcount"),
)
_TESTS = (
    *("defined", "undefined", "none", "string", "number", "odd", "even", "divisibleby", "in", "eq", "ne", "lt", "le"),
    *("gt", "ge", "equalto", "true", "false"),
)
_ALLOWED: tuple[type[nodes.Node], ...] = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.For, nodes.Assign),
    *(
        nodes.Getattr,
        nodes.Getitem,
        nodes.Slice,
        nodes.Filter,
        nodes.Test,
        nodes.Compare,
        nodes.Operand,
        nodes.CondExpr,
    ),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Neg),
    *(nodes.Pos, nodes.Tuple, nodes.List, nodes.Call, nodes.Keyword),
)
_REASONS: dict[type[nodes.Node], str] = {
    nodes.Include: "templates cannot read files",
    nodes.Import: "templates cannot read files",
    nodes.FromImport: "templates cannot read files",
    nodes.Extends: "templates cannot read files",
    nodes.Macro: "macros are not allowed in a user's template",
    nodes.Concat: "~ is not allowed: write the parts one after another",
    nodes.AssignBlock: "only one value can be set: write <% set name = value %>",
}


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        for value in (left, right):
            if not isinstance(value, int | float) or abs(value) > _LARGEST_NUMBER:
                raise _RefusedError(f"{operator} is only for numbers up to {_LARGEST_NUMBER}")
        return super().call_binop(context, operator, left, right)


class _RefusedError(TemplateError):
    """Something that a user's template may not do."""


def fill_user_template(text: str, name: str, context: dict[str, object], *, is_markup: bool) -> str:
    """Fill a user's template.

    Parameters
    ----------
    text : str
        The template; delimiters are those of our own ones.
    name : str
        What errors call it.
    context : dict
        The names that it may use.
    is_markup : bool
        Escape what it writes for HTML, unless it is markup already.

    Raises
    ------
    RenderError
        For whatever goes wrong, with the line of the template.
    """
    if len(text) > LONGEST_TEMPLATE:
        raise RenderError(f"{len(text)} characters are more than the limit of {LONGEST_TEMPLATE}", template=name)
    meter = _Meter()
    environment = _Sandbox(autoescape=is_markup, finalize=_printable_value, **SYNTAX)
    environment.globals = {"range": meter.range}
    bounded = {"join": _bounded_join, "replace": _bounded_replace, "indent": _bounded_indent}
    environment.filters = {key: meter.timed(bounded.get(key, environment.filters[key])) for key in FILTERS}
    environment.filters["metered"] = meter.count
    environment.tests = {key: environment.tests[key] for key in _TESTS}
    try:
        tree = environment.parse(text, name)
        _meter_loops(_checked(tree))
        code = environment.compile(tree, name, name)
        template = Template.from_code(environment, code, environment.globals)
        return _written(meter.count(template.generate(context), turns=0))
    except TemplateSyntaxError as error:
        raise RenderError(error.message or "cannot be read", template=name, line=error.lineno) from error
    except (RecursionError, MemoryError, SyntaxError) as error:
        raise RenderError("it is nested too deeply", template=name) from error
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError) as error:
        raise RenderError(str(error) or type(error).__name__, template=name, line=_line(error, name)) from error


class _Meter:
    """Counts the turns of all loops of one run, and its time."""

    def __init__(self) -> None:
        self.turns = 0
        self.deadline = time.monotonic() + LONGEST_SECONDS

    def check_time(self) -> None:
        if time.monotonic() > self.deadline:
            raise _RefusedError(f"it takes longer than the limit of {LONGEST_SECONDS:g} seconds")

    def count(self, items: Iterable[Any], *, turns: int = 1) -> Iterator[Any]:
        for item in items:
            self.turns += turns
            if self.turns > MOST_TURNS:
                raise _RefusedError(f"more than {MOST_TURNS} turns of loops")
            self.check_time()
            yield item

    def timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def checked(*arguments: Any, **options: Any) -> Any:
            self.check_time()
            return function(*arguments, **options)

        return checked

    def range(self, *bounds: int) -> range:
        found = range(*bounds)
        if len(found) > MOST_TURNS:
            raise _RefusedError(f"range of {len(found)}: more than {MOST_TURNS} turns of loops")
        return found


def _checked(tree: nodes.Template) -> nodes.Template:
    """Let only what laying out needs through."""
    for number, node in enumerate(tree.find_all(nodes.Node)):
        if number > _MOST_NODES:
            raise _refused(node, f"more than {_MOST_NODES} parts")
        if not isinstance(node, _ALLOWED):
            reason = _REASONS.get(type(node), f"{type(node).__name__} is not allowed in a user's template")
            raise _refused(node, reason)
        _check_details(node)
    _check_depth(tree, 0)
    return tree


def _check_depth(node: nodes.Node, depth: int) -> None:
    if depth > _DEEPEST:
        raise _refused(node, f"more than {_DEEPEST} loops and conditions inside one another")
    for child in node.iter_child_nodes():
        _check_depth(child, depth + isinstance(child, nodes.For | nodes.If | nodes.CondExpr))


def _check_details(node: nodes.Node) -> None:
    match node:
        case (
            nodes.Name(name=str(name)) | nodes.Getattr(attr=str(name)) | nodes.Getitem(arg=nodes.Const(value=str(name)))
        ):
            if name.startswith("_"):
                raise _refused(node, f"access to {name!r} is not allowed: names with an underscore are internal")
        case nodes.Getitem(arg=arg) if not isinstance(arg, nodes.Const | nodes.Slice | nodes.Name | nodes.Neg):
            raise _refused(node, "an item is chosen by a number or a name")
        case nodes.Filter(name=name) if name not in FILTERS:
            raise _refused(node, f"the filter {name!r} is not allowed")
        case nodes.Test(name=name) if name not in _TESTS:
            raise _refused(node, f"the test {name!r} is not allowed")
        case nodes.Call(node=called) if not (isinstance(called, nodes.Name) and called.name == "range"):
            raise _refused(node, "only range can be called")
        case nodes.For(recursive=True):
            raise _refused(node, "recursive loops are not allowed")
        case nodes.Tuple(items=items, ctx="load") | nodes.List(items=items):
            if not all(isinstance(item, nodes.Const) for item in items):
                raise _refused(node, "lists may hold only numbers and strings")
        case _:
            pass


def _refused(node: nodes.Node, reason: str) -> TemplateSyntaxError:
    return TemplateSyntaxError(reason, node.lineno)


def _meter_loops(tree: nodes.Template) -> None:
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, "metered", [], [], None, None, lineno=loop.lineno)


def _written(chunks: Iterator[str]) -> str:
    parts: list[str] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > LONGEST_OUTPUT:
            raise _RefusedError(f"it writes more than the limit of {LONGEST_OUTPUT} characters")
        parts.append(chunk)
    return "".join(parts)


def _printable_value(value: Any) -> Any:
    """Let only text and numbers be written."""
    if isinstance(value, Undefined):
        return str(value)  # raises, and says what is missing
    if isinstance(value, str | int | float) or value is None:
        return "" if value is None else value
    raise _RefusedError(f"a value of kind {type(value).__name__} cannot be written; write one of its attributes")


def _bounded_join(items: Iterable[Any], separator: str = "", attribute: str | None = None) -> str:
    parts = [_printable_value(item if attribute is None else getattr(item, _public(attribute))) for item in items]
    texts = [part if isinstance(part, str) else str(part) for part in parts]
    _bound(sum(len(text) + len(separator) for text in texts))
    markup = any(hasattr(text, "__html__") for text in texts)
    return Markup(separator).join(texts) if markup else separator.join(texts)


def _bounded_replace(text: str, old: str, new: str, count: int = -1) -> str:
    _bound(len(text) + (text.count(old) if old else len(text) + 1) * len(new))
    return text.replace(old, new, count)


def _bounded_indent(text: str, width: int = 4, first: bool = False) -> str:
    if not 0 <= width <= 100:
        raise _RefusedError("indent takes a width from 0 to 100")
    _bound(len(text) + width * (text.count("\n") + 1))
    blank = " " * width
    lines = [blank + line if line and (place or first) else line for place, line in enumerate(text.split("\n"))]
    return type(text)("\n".join(lines))


def _public(attribute: str) -> str:
    if attribute.startswith("_") or "." in attribute:
        raise _RefusedError(f"access to {attribute!r} is not allowed")
    return attribute


def _bound(size: int) -> None:
    if size > LONGEST_OUTPUT:
        raise _RefusedError(f"a text of {size} characters is longer than the limit of {LONGEST_OUTPUT}")


def _line(error: BaseException, name: str) -> int | None:
    """Return the line of the template where an error came up."""
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == name]
    return lines[-1] if lines else None
