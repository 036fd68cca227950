"""The rendered examples: which problem file or worked text in which formats, and what stands in the files now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import symconv
from symconv.pipeline import read_problems
from symconv.results.report import merged

EXAMPLES = Path(__file__).parents[2] / "examples"
RENDERED = EXAMPLES / "rendered"

CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("fractions", ("markdown", "latex", "json")),  # every method on one problem
    ("differences", ("markdown", "latex", "html")),  # both operations side by side
    ("image", ("markdown", "latex", "html")),  # a kernel that slides over a picture
    ("channels", ("markdown",)),  # shapes as in TensorFlow
    ("gaussian", ("markdown", "latex")),  # two dimensions, sixteenths
    ("symbols", ("markdown", "latex")),  # nothing but letters
    ("layer", ("markdown", "latex")),  # stride, channels, both gradients
    ("circular", ("markdown", "latex")),  # roots of unity
    ("complex", ("markdown", "latex")),  # conjugates in two conventions
)
"""Each with the reason why it is kept."""

REPORTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("course-notes", ("markdown", "html")),  # signals from the expansions, an index, a flip
)
"""Worked texts that are checked."""

SUFFIXES = {"markdown": ".md", "latex": ".tex", "html": ".html", "json": ".json"}


def rendered(name: str, formats: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Yield every file that a problem file becomes, with its text."""
    source = EXAMPLES / f"{name}.toml"
    sheet = read_problems(source.read_text(encoding="utf-8"), source=source.name)
    for format in formats:
        rendering = sheet.render(format, figures="files")
        yield RENDERED / name / f"solution{SUFFIXES[format]}", rendering.text
        for extra in rendering.files:
            yield RENDERED / name / extra.name, extra.text


def reported(name: str, formats: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Yield every file that the check of a worked text becomes, with its text."""
    source = EXAMPLES / f"{name}.md"
    report = merged({source.name: symconv.audit(source.read_text(encoding="utf-8"), syntax="markdown")})
    for format in formats:
        yield RENDERED / name / f"report{SUFFIXES[format]}", report.render(format).text
