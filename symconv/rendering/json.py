"""Documents as JSON: the tree of blocks as it is, for programs.

The text is one object: ``document`` is the version of this layout (1), then ``title``, ``language``
and ``blocks``. Every block, inline and part of a figure is an object whose ``type`` is the name of
its class in `symconv.document.blocks` in lower case with underscores (``paragraph``, ``display_row``,
``math`` …) and whose other keys are the fields of that class, all of them, in their order.
Keys are not renamed within a version. `document_schema` says the same as a JSON Schema.

May import: ``document``. Must never import SymPy.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from symconv.document.blocks import Document
from symconv.rendering.writer import Options, Rendering

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["VERSION", "document_schema", "to_tree", "write_json"]

VERSION = 1
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_json(document: Document, options: Options) -> Rendering:
    """Write a document as JSON."""
    return Rendering(json.dumps(to_tree(document), ensure_ascii=False, indent=1) + "\n")


def to_tree(document: Document) -> dict[str, Any]:
    """Return a document as dictionaries, lists, strings and numbers.

    Examples
    --------
    >>> from symconv.document.blocks import Document, Paragraph, Text
    >>> to_tree(Document("A title", (Paragraph((Text("words"),)),)))["blocks"]
    [{'type': 'paragraph', 'inlines': [{'type': 'text', 'text': 'words'}]}]
    """
    tree = _tree(document)
    return {"document": VERSION, "title": tree["title"], "language": tree["language"], "blocks": tree["blocks"]}


def document_schema() -> dict[str, Any]:
    """Return the JSON Schema of the tree, made from the classes of the document.

    Examples
    --------
    >>> document_schema()["$defs"]["math"]["required"]
    ['type', 'tex', 'text']
    """
    schema = _Schema()
    document = schema.properties(Document)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A document of symconv",
        "type": "object",
        "properties": {"document": {"const": VERSION}} | document,
        "required": ["document", *document],
        "additionalProperties": False,
        "$defs": dict(sorted(schema.definitions.items())),
    }


class _Schema:
    """Collects one definition for each class that a document reaches."""

    def __init__(self) -> None:
        self.definitions: dict[str, Any] = {}

    def properties(self, kind: type[DataclassInstance]) -> dict[str, Any]:
        hints = get_type_hints(kind)
        return {field.name: self.of(hints[field.name]) for field in fields(kind)}

    def of(self, hint: Any) -> dict[str, Any]:
        arguments = get_args(hint)
        if get_origin(hint) is Literal:
            return {"enum": list(arguments)}
        if get_origin(hint) is tuple:
            if arguments[-1] is Ellipsis:
                return {"type": "array", "items": self.of(arguments[0])}
            items = [self.of(argument) for argument in arguments]
            return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
        if arguments:
            return {"anyOf": [self.of(argument) for argument in arguments]}
        return {"type": _PRIMITIVES[hint]} if hint in _PRIMITIVES else self.reference(hint)

    def reference(self, kind: type[DataclassInstance]) -> dict[str, Any]:
        name = _type_name(kind)
        if name not in self.definitions:
            self.definitions[name] = {}  # a list holds blocks, a block may be a list
            properties = {"type": {"const": name}} | self.properties(kind)
            self.definitions[name] = {
                "type": "object",
                "properties": properties,
                "required": list(properties),
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{name}"}


_PRIMITIVES = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def _tree(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, tuple):
        return [_tree(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {"type": _type_name(type(value))} | {f.name: _tree(getattr(value, f.name)) for f in fields(value)}
    return value


def _type_name(kind: type[DataclassInstance]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
