"""The claims that the programs of a text make: outputs in comments, sessions and notebooks, and assertions.

The programs are followed twice where something fails: once with the operations of this package, once with every
product of a convolution written out. Nothing is said to fail unless both agree.

May import: ``auditing.outcomes``, this package.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from symconv.auditing.claims import Note
from symconv.auditing.outcomes import Outcome, unread
from symconv.auditing.programs.blocks import Block, Comment, comments_of, parse_block
from symconv.auditing.programs.comparing import as_array, compare_shown
from symconv.auditing.programs.conventional import Route
from symconv.auditing.programs.explaining import explained
from symconv.auditing.programs.machine import Machine
from symconv.auditing.programs.objects import Tensor
from symconv.auditing.programs.outputs import output_outcomes
from symconv.auditing.programs.printing import Shown
from symconv.auditing.programs.remarks import Remark, read_remark
from symconv.auditing.programs.written import Entry, Written, read_written

__all__ = ["Assigned", "Found", "Program", "check_programs"]

Span = tuple[int, int]
Found = tuple[Span, Outcome]
SIMPLE: Final = (ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Assert, ast.Return)


@dataclass(frozen=True, slots=True)
class Assigned:
    """A name and the value that a program gives it, at its place."""

    name: str
    value: Any
    span: Span
    is_literal: bool
    """Whether the value is written out."""


@dataclass(frozen=True, slots=True)
class Program:
    """What the programs of a text say."""

    claims: tuple[Found, ...]
    assigned: tuple[Assigned, ...]
    """The values of names, in order; a name may occur several times."""


@dataclass(frozen=True, slots=True)
class _Parsed:
    block: Block
    statements: list[ast.stmt]
    reason: str


def check_programs(blocks: Sequence[Block]) -> Program:
    """Return the claims of blocks that share their names, and what they assign."""
    parsed = [_Parsed(block, *parse_block(block)) for block in blocks]
    walk = _Walk(parsed, "operations")
    claims = list(walk.claims())
    if any(outcome.verdict == "fails" for _, outcome in claims):
        again = dict(_Walk(parsed, "definition").claims())
        claims = [(span, _confirmed(outcome, again.get(span))) for span, outcome in claims]
    return Program(tuple(claims), tuple(walk.assigned))


def _confirmed(outcome: Outcome, again: Outcome | None) -> Outcome:
    if outcome.verdict != "fails":
        return outcome
    if again is not None and (again.verdict, again.expected) == ("fails", outcome.expected):
        return outcome
    return unread("two routes to the value do not agree", outcome.found)


class _Walk:
    """One walk along all blocks."""

    def __init__(self, parsed: Sequence[_Parsed], route: Route) -> None:
        self._parsed = parsed
        self._machine = Machine(route)
        self.assigned: list[Assigned] = []

    def claims(self) -> Iterator[Found]:
        for part in self._parsed:
            block = part.block
            if part.reason:
                yield (block.offset(1, 0), block.stop), Outcome("unread", "code", "", "", part.reason)
                continue
            self._machine.printed.clear()
            self._machine.run(part.statements)
            yield from self._remarks(part)
            yield from self._assertions(part)
            yield from output_outcomes(block, self._printed(part))
            self._keep(part)

    def _printed(self, part: _Parsed) -> list[Shown]:
        printed = [shown for _, shown in self._machine.printed]
        last = part.statements[-1] if part.statements else None
        if part.block.shows_last and isinstance(last, ast.Expr) and not _is_print(last):
            printed += self._machine.shown.get(last, [])[:1]
        return printed

    def _keep(self, part: _Parsed) -> None:
        for statement in part.statements:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    shown = self._machine.shown.get(statement, [])
                    if len(shown) == 1 and not shown[0].reason:
                        literal = _literal(value)
                        span = _span(part.block, literal or value)
                        self.assigned.append(Assigned(name, shown[0].values[0], span, literal is not None))

    def _assertions(self, part: _Parsed) -> Iterator[Found]:
        for statement in _statements(part.statements):
            if not isinstance(statement, ast.Assert) and not _is_assertion(statement):
                continue
            for shown in self._machine.shown.get(statement, [])[:1]:
                tested = statement.test if isinstance(statement, ast.Assert) else statement
                yield _span(part.block, tested), _asserted(shown)

    def _remarks(self, part: _Parsed) -> Iterator[Found]:
        comments = comments_of(part.block)
        ends: dict[int, ast.stmt] = {}
        for statement in _statements(part.statements):
            if isinstance(statement, SIMPLE) and statement.end_lineno is not None:
                ends[statement.end_lineno] = statement
        spoken: set[ast.stmt] = set()
        for comment in comments:
            beside = ends.get(comment.line)
            if comment.is_alone or beside is None:
                continue
            found = self._remark(part.block, beside, comment.text, comment.start, beside=True)
            if found is not None:
                spoken.add(beside)
                yield found
        for group in _groups(comments):
            above = ends.get(group[0].line - 1)
            if isinstance(above, ast.Expr) and above not in spoken:
                yield from self._below(part.block, above, group)

    def _below(self, block: Block, statement: ast.Expr, group: Sequence[Comment]) -> Iterator[Found]:
        """Yield what comments below a line that shows something say about it."""
        text, start = group[0].text, group[0].start
        for number, comment in enumerate(group[1:], 1):
            if text.count("[") <= text.count("]") and (_has_value(text) or number > 1):
                break
            text += "\n" + " " * (comment.start - start - len(text) - 1) + comment.text
        found = self._remark(block, statement, text, start, beside=False)
        if found is not None:
            yield found

    def _remark(self, block: Block, statement: ast.stmt, text: str, start: int, *, beside: bool) -> Found | None:
        shown = self._shown(statement)
        if shown is None:
            return None
        remark = read_remark(text, _labels(statement, shown))
        if remark is None or (not beside and not remark.is_certain):
            return None
        place = _place(remark, start)
        shows = isinstance(statement, ast.Expr)
        if shown.reason:
            sure = remark.is_certain and (shows or remark.is_bare) and bool(remark.values or remark.shape)
            return (place, Outcome("unread", "code", "", "", shown.reason)) if sure else None
        if not shows and isinstance(getattr(statement, "value", None), ast.Constant | ast.UnaryOp):
            return None
        outcome = _judged(shown, remark)
        if outcome is None:
            return None
        if outcome.verdict == "holds" and outcome.kind != "rounded":
            return place, outcome
        certain = remark.is_certain if shows else remark.is_bare and _is_whole(remark)
        if certain and outcome.verdict == "fails":
            return place, explained(outcome, shown, remark.values)
        if certain:
            return place, outcome
        return (place, unread("the comment may say something else")) if shows and remark.is_certain else None

    def _shown(self, statement: ast.stmt) -> Shown | None:
        """Return what a line shows or assigns, if it is carried out once."""
        node: ast.AST = statement
        if isinstance(statement, ast.Expr) and _is_print(statement):
            node = statement.value
        found = self._machine.shown.get(node, [])
        if not found or isinstance(statement, ast.Assert):
            return None
        return found[0] if len(found) == 1 else Shown((), "it is carried out several times")


def _judged(shown: Shown, remark: Remark) -> Outcome | None:
    values = [value for value in shown.values if not isinstance(value, str)]
    outcomes: list[Outcome] = []
    if remark.values:
        written = list(remark.values)
        array = as_array(values[0]) if len(values) == 1 else None
        if array is not None and len(array.shape) == 1 and len(written) > 1 and not any(w.brackets for w in written):
            joined = tuple(w.content for w in written if isinstance(w.content, Entry))
            written = [Written(joined, "", written[0].start, written[-1].stop)]
        if len(written) != len(values):
            return unread("the comment has another number of values than the line shows") if len(values) else None
        outcomes += [compare_shown(value, w) for value, w in zip(values, written, strict=True)]
    if len(values) == 1 and isinstance(values[0], Tensor):
        shape = values[0].array.shape
        if remark.shape is not None:
            outcomes.append(compare_shown(shape, remark.shape))
        if remark.length is not None and shape:
            outcomes.append(compare_shown(shape[0], remark.length))
    elif len(values) == 1 and (remark.shape or remark.length) is not None and not remark.values:
        outcomes.append(compare_shown(values[0], remark.shape or remark.length))  # type: ignore[arg-type]
    for verdict in ("fails", "unread"):
        for outcome in outcomes:
            if outcome.verdict == verdict:
                return outcome
    return next((o for o in outcomes if o.kind in ("axes", "rounded")), outcomes[0] if outcomes else None)


def _is_whole(remark: Remark) -> bool:
    """Whether what is written beside an assignment is an array or a shape, or the only number."""
    return all(w.brackets for w in remark.values) or len(remark.values) == 1


def _place(remark: Remark, start: int) -> Span:
    parts = [w for w in (*remark.values, remark.shape, remark.length) if w is not None]
    return start + min(w.start for w in parts), start + max(w.stop for w in parts)


def _asserted(shown: Shown) -> Outcome:
    value = shown.values[0] if len(shown.values) == 1 else None
    if shown.reason or not isinstance(value, bool):
        return Outcome("unread", "code", "", "", shown.reason or "a condition that is not read")
    if value:
        return Outcome("holds", "assertion", "exact", "True", "True")
    return Outcome("fails", "assertion", "exact", "True", "False", (Note("assertion", "What is asserted is false."),))


def _labels(statement: ast.stmt, shown: Shown) -> list[str]:
    """Return the words that may stand before the value: the names that are given it, and what is printed with it."""
    named: list[ast.expr] = []
    match statement:
        case ast.Assign(targets=targets):
            named = targets
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            named = [target]
        case ast.Expr(value=ast.Call(args=arguments)):
            named = arguments
        case ast.Expr(value=value):
            named = [value]
    texts = " ".join(value for value in shown.values if isinstance(value, str))
    words = [token.text for token in read_written(texts) if not isinstance(token, Written)]
    return [*(node.id for node in named if isinstance(node, ast.Name)), *words]


def _has_value(text: str) -> bool:
    return any(isinstance(token, Written) for token in read_written(text))


def _groups(comments: Sequence[Comment]) -> Iterator[list[Comment]]:
    """Yield comments that stand alone on lines below one another."""
    group: list[Comment] = []
    for comment in comments:
        if not comment.is_alone:
            continue
        if group and comment.line != group[-1].line + 1:
            yield group
            group = []
        group.append(comment)
    if group:
        yield group


def _statements(statements: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    for statement in statements:
        yield statement
        for field in ("body", "orelse", "finalbody"):
            inner = getattr(statement, field, None)
            if isinstance(inner, list):
                yield from _statements(inner)


def _is_print(statement: ast.Expr) -> bool:
    call = statement.value
    if not isinstance(call, ast.Call):
        return False
    return getattr(call.func, "id", "") == "print" or (
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "print"
        and getattr(call.func.value, "id", "") == "tf"
    )


def _is_assertion(statement: ast.stmt) -> bool:
    call = statement.value if isinstance(statement, ast.Expr) else None
    function = call.func if isinstance(call, ast.Call) else None
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return str(name).startswith("assert_")


def _literal(node: ast.expr) -> ast.expr | None:
    """Return the list that a value is written out with, or ``None``."""
    if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute | ast.Name):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        if name in ("array", "asarray", "constant", "tensor", "Tensor", "FloatTensor"):
            node = node.args[0]
    if isinstance(node, ast.List | ast.Tuple) and all(_is_plain(entry) for entry in node.elts):
        return node
    return None


def _is_plain(node: ast.expr) -> bool:
    if isinstance(node, ast.List | ast.Tuple):
        return all(_is_plain(entry) for entry in node.elts)
    if isinstance(node, ast.UnaryOp):
        return _is_plain(node.operand)
    if isinstance(node, ast.BinOp):
        return _is_plain(node.left) and _is_plain(node.right)
    return isinstance(node, ast.Constant)


def _span(block: Block, node: ast.expr | ast.stmt) -> Span:
    stop_line, stop_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
    return block.offset(node.lineno, node.col_offset), block.offset(stop_line, stop_column)
