"""The published JSON Schema of problem files, and the reader's way of applying it.

``problem.schema.json`` is the only place that says which keys and words there are: it is printed by
``symconv schema``, and `conform` refuses what it refuses. Only the words of JSON Schema that the file
uses are known here.

May import: ``errors``.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from importlib import resources
from math import isfinite
from typing import Any

from symconv.errors import ConventionError, ProblemError

__all__ = ["conform", "schema_text", "task_options"]

Schema = dict[str, Any]

_LARGEST = 10**18
"""No stride, period or index is larger; ``1e999999999`` has a gigabyte of digits."""


def schema_text() -> str:
    """Return the JSON Schema of problem files."""
    return resources.files("symconv.solving").joinpath("problem.schema.json").read_text(encoding="utf-8")


@cache
def _schema() -> Schema:
    return dict(json.loads(schema_text()))


def task_options(task: str) -> frozenset[str]:
    """Return the keys that a task of this kind may have."""
    return frozenset(_schema()["$defs"][task]["properties"])


def conform(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document as the schema wants it, with whole numbers as int.

    Raises
    ------
    ProblemError
        If a key, a type or a value is not as the schema says; the message names the place and,
        for a misspelt word, the nearest known one.
    """
    return dict(_conform(document, _schema(), ()))


def _conform(value: Any, schema: Schema, path: tuple[str, ...]) -> Any:
    schema = _resolve(schema)
    if "const" in schema:
        if value != schema["const"] or isinstance(value, bool):
            raise _refusal(path, f"must be {schema['const']!r}, not {_show(value)}")
        return value
    if "enum" in schema:
        return _word(value, schema["enum"], path)
    if "oneOf" in schema:
        return _conform(value, _branch(value, schema, path), path)
    if not _fits(value, schema["type"]):
        raise _refusal(path, f"must be {_KINDS[schema['type']]}, not {_show(value)}")
    match schema["type"]:
        case "object":
            return _object(value, schema, path)
        case "array":
            return _array(value, schema, path)
        case "integer":
            if value < schema.get("minimum", value):
                raise _refusal(path, f"must be at least {schema['minimum']}, not {_show(value)}")
            return int(value)
        case "string" if not re.search(schema.get("pattern", ""), value):
            raise _refusal(
                path, f"{_show(value)} is no name; use {schema['description'][0].lower()}{schema['description'][1:-1]}"
            )
        case _:
            return value


def _resolve(schema: Schema) -> Schema:
    while "$ref" in schema:
        schema = dict(_schema()["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    return schema


def _branch(value: Any, schema: Schema, path: tuple[str, ...]) -> Schema:
    """Return the only alternative that ``value`` can belong to."""
    branches = [_resolve(branch) for branch in schema["oneOf"]]
    if "discriminator" in schema:
        key = schema["discriminator"]["propertyName"]
        if not isinstance(value, dict):
            raise _refusal(path, f"must be a table, not {_show(value)}")
        if key not in value:
            raise _refusal(path, f"the key {key!r} is missing")
        words = [branch["properties"][key]["const"] for branch in branches]
        return branches[words.index(_word(value[key], words, (*path, key)))]
    for branch in branches:
        if _fits(value, branch.get("type", "string")):
            return branch
    kinds = [
        _KINDS[branch["type"]] if "type" in branch else " or ".join(map(repr, branch["enum"])) for branch in branches
    ]
    raise _refusal(path, f"must be {', '.join(kinds[:-1])} or {kinds[-1]}, not {_show(value)}")


def _object(value: dict[str, Any], schema: Schema, path: tuple[str, ...]) -> dict[str, Any]:
    if len(value) < schema.get("minProperties", 0):
        raise _refusal(path, "must not be empty")
    known, others = schema.get("properties", {}), schema["additionalProperties"]
    for key in value:
        if "propertyNames" in schema:
            _conform(key, schema["propertyNames"], path)
        elif key not in known:
            raise _refusal(path, str(ConventionError("key", key, known)))
    for key in schema.get("required", ()):
        if key not in value:
            raise _refusal(path, f"the key {key!r} is missing")
    return {key: _conform(entry, known.get(key, others), (*path, key)) for key, entry in value.items()}


def _array(value: list[Any], schema: Schema, path: tuple[str, ...]) -> list[Any]:
    if len(value) < schema.get("minItems", 0):
        raise _refusal(path, f"needs at least {schema['minItems']} of them, not {len(value)}")
    if len(value) > schema.get("maxItems", len(value)):
        raise _refusal(path, f"must not have more than {schema['maxItems']} of them, not {len(value)}")
    return [_conform(entry, schema["items"], (*path, str(place))) for place, entry in enumerate(value, 1)]


def _word(value: Any, allowed: list[str], path: tuple[str, ...]) -> Any:
    if value in allowed and isinstance(value, str):
        return value
    raise _refusal(path[:-1], str(ConventionError(path[-1] if path else "word", value, allowed)))


_KINDS = {
    "object": "a table",
    "array": "a list",
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}


def _fits(value: Any, kind: str) -> bool:
    match kind:
        case "object":
            return isinstance(value, dict)
        case "array":
            return isinstance(value, list)
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return _is_number(value) and -_LARGEST < value < _LARGEST and value == int(value)
        case _:
            return _is_number(value)


def _is_number(value: Any) -> bool:
    match value:
        case bool():
            return False
        case float():
            return isfinite(value)
        case Decimal():
            return value.is_finite()
        case _:
            return isinstance(value, int)


def _show(value: Any) -> str:
    match value:
        case dict():
            return "a table"
        case list():
            return "a list"
        case bool():
            return "true" if value else "false"
        case str():
            return repr(value if len(value) <= 60 else value[:57] + "...")
        case _:
            return str(value)[:60]


def _refusal(path: tuple[str, ...], message: str) -> ProblemError:
    """Put the place before the message: ``task 2, padding, 1: must be …``."""
    words = list(path)
    if words[:1] == ["tasks"] and len(words) > 1:
        words[:2] = [f"task {words[1]}"]
    return ProblemError(f"{', '.join(words)}: {message}" if words else message)
