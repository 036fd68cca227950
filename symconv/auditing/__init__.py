"""Worked texts and wrong answers: what somebody wrote, what is right, and which mistake lies between.

May import: ``errors``, ``exact``, ``syntax``, ``signals``, ``operations``, ``derivation``, ``proving``.
"""

from symconv.auditing.diagnosis import Diagnosis, asked_task, diagnose

__all__ = ["Diagnosis", "asked_task", "diagnose"]
