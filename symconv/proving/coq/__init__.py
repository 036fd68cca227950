"""Proofs over Z/N as files for Coq with the Mathematical Components library; docs/coq.md says which.

Nothing here is trusted: what ``coqc`` accepts is a proof that Coq has checked.
"""

from __future__ import annotations

from symconv.proving.coq.theorems import coq_file, theorem_name

__all__ = ["coq_file", "theorem_name"]
