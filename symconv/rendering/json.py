"""Documents as JSON: the tree of blocks as it is, for programs.

The text is one object: ``document`` is the version of this layout (1), then ``title``, ``language``
and ``blocks``. Every block, inline and part of a figure is an object whose ``type`` is the name of
its class in `symconv.document.blocks` in lower case with underscores (``paragraph``, ``display_row``,
``math`` …) and whose other keys are the fields of that class, all of them, in their order.
Keys are not renamed within a version.

May import: ``document``. Must never import SymPy.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from symconv.document.blocks import Document
from symconv.rendering.writer import Options, Rendering

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["VERSION", "to_tree", "write_json"]

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


def _tree(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, tuple):
        return [_tree(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {"type": _type_name(value)} | {f.name: _tree(getattr(value, f.name)) for f in fields(value)}
    return value


def _type_name(value: DataclassInstance) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(value).__name__).lower()
