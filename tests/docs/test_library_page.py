"""The page of identities is what the library and the prover say today."""

from __future__ import annotations

from docs.library_page import PAGE, page


def test_the_page_is_current() -> None:
    """Run ``just golden`` after a change of the library."""
    assert PAGE.read_text(encoding="utf-8") == page()
