"""Writes the measured table of docs/checking.md: ``python -m tests.docs.checking_page``."""

from __future__ import annotations

import re
from pathlib import Path

from tests.planted import KINDS, TABLE_HEAD, outcomes, table_row

PAGE = Path(__file__).parents[2] / "docs" / "checking.md"
MARKED = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- end -->)", re.DOTALL)


def table() -> str:
    """Measure, and return the table."""
    return "\n".join([TABLE_HEAD, *(table_row(kind, *outcomes(kind)) for kind in KINDS), ""])


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(MARKED.sub(lambda _: table(), text), encoding="utf-8")
