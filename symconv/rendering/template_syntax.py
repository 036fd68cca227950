"""How templates are spelled, ours and those of users.

May import: Jinja2.
"""

from __future__ import annotations

from typing import Any

from jinja2 import StrictUndefined

__all__ = ["SYNTAX"]

SYNTAX: dict[str, Any] = {
    "block_start_string": "<%",
    "block_end_string": "%>",
    "variable_start_string": "<<",
    "variable_end_string": ">>",
    "comment_start_string": "<#",
    "comment_end_string": "#>",
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}
"""Braces belong to LaTeX and to CSS, so templates use angle brackets; a name that is missing is an error."""
