"""The page on Coq says what is exported."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path


def test_page_is_current() -> None:
    """``python -m tests.docs.identities_page`` would change nothing."""
    path = Path(__file__).with_name("coq_page.py")
    spec = spec_from_file_location("coq_page", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)

    assert module.PAGE.read_text(encoding="utf-8") == module.page()
