"""Every result is worked out again: by NumPy on floats, and exactly by another route."""

from symconv.checks.report import CheckItem, CheckReport

__all__ = ["CheckItem", "CheckReport"]
