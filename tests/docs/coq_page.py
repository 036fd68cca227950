"""What docs/coq.md says of the identity library; ``python -m tests.docs.identities_page`` writes it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.exported import library

PAGE = Path(__file__).parents[2] / "docs" / "coq.md"
BLOCK = re.compile(r"(<!-- library -->\n).*?(<!-- end of library -->)", flags=re.DOTALL)
HEAD = """Meant over Z/N, the [library](identities.md) gives more than {} theorems. These identities are proved over
Z/N, but not exported:

| identity | why not |
|---|---|
"""


def page() -> str:
    """Return the text of the page."""
    return BLOCK.sub(lambda match: match[1] + block() + match[2], PAGE.read_text(encoding="utf-8"))


def block() -> str:
    """Return how much of the library is exported, and what is not."""
    found = library()
    rows = [f"| `{name}` | {reason} |" for name, reason in found.refused.items()]
    return HEAD.format(len(found.exported) // 10 * 10) + "\n".join([*rows, ""])
