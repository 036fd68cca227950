"""JSON: the tree of the document under stable keys."""

from __future__ import annotations

import json

import jsonschema
import pytest
from documents import EVERY_BLOCK, HOSTILE, NASTY

from symconv.document.blocks import Document
from symconv.rendering import render
from symconv.rendering.json import document_schema, to_tree


@pytest.mark.parametrize("document", [EVERY_BLOCK, HOSTILE, Document("", ())], ids=["every block", "hostile", "empty"])
def test_the_tree_follows_its_schema(document: Document) -> None:
    """What is written is what the schema promises."""
    schema = document_schema()
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(json.loads(render(document, "json")), schema)


def test_keys_are_stable() -> None:
    """Programs rely on these names."""
    tree = to_tree(EVERY_BLOCK)
    display = tree["blocks"][3]

    assert list(tree) == ["document", "title", "language", "blocks"]
    assert tree["document"] == 1
    assert display["type"] == "display"
    assert list(display["rows"][0]) == ["type", "left", "relation", "right", "note", "grade"]
    assert display["rows"][0]["left"] == {"type": "math", "tex": "y[1]", "text": "y[1]"}
    assert tree["blocks"][-1]["drawing"]["type"] == "slide_figure"


def test_text_is_not_escaped_twice() -> None:
    """A program gets what the user wrote."""
    assert json.loads(render(HOSTILE, "json"))["title"] == NASTY


def test_lone_surrogates_are_replaced() -> None:
    """They cannot be written as UTF-8."""
    assert json.loads(render(Document("\ud800", ()), "json"))["title"] == "\ufffd"
