"""Every result is worked out again: by NumPy on floats, and exactly by another route.

May import: NumPy, ``derivation``, ``operations.tasks``, ``signals``. Must never import ``solving``
or the engine in ``operations``.
"""

from symconv.checks.checking import check
from symconv.checks.report import CheckItem, CheckReport

__all__ = ["CheckItem", "CheckReport", "check"]
