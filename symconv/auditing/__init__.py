"""Worked texts and wrong answers: what somebody wrote, what is right, and which mistake lies between.

May import: ``errors``, ``exact``, ``syntax``, ``signals``, ``operations``, ``derivation``, ``proving``.
"""

from symconv.auditing.asked import Asked
from symconv.auditing.diagnosis import Diagnosis, Examination, examine

__all__ = ["Asked", "Diagnosis", "Examination", "examine"]
