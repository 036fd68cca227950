"""Shared set-up: Hypothesis profiles, and tools that tests need from outside Python."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],  # coverage measures every line, which takes its time
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

TOOLS = {"latex": ("pdflatex", "pdftoppm"), "browser": ("chromium", "chromedriver"), "coq": ("coqc",)}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a missing tool on a developer's machine; in continuous integration it fails."""
    for mark, programs in TOOLS.items():
        missing = [program for program in programs if shutil.which(program) is None]
        if missing and item.get_closest_marker(mark):
            message = f"this test needs {' and '.join(missing)}; install the package that has it"
            if os.environ.get("CI"):
                pytest.fail(message)
            pytest.skip(message)
    for mark in item.iter_markers("frameworks"):
        absent = [name for name in mark.args if find_spec(name) is None]
        if absent:
            pytest.skip(f"this test needs {' and '.join(absent)}; install the dependency group `frameworks`")
