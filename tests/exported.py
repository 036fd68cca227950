"""The identity library over Z/N as theorems of Coq, and ``coqc``."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from symconv.derivation import Status
from symconv.errors import ProblemError, UnsupportedProblemError
from symconv.proving.answer import prove
from symconv.proving.coq import coq_file, theorem_name
from symconv.proving.decide import Proof
from symconv.proving.identities import GROUPS


@dataclass(frozen=True)
class Library:
    """What becomes of the true identities when they are meant over Z/N."""

    exported: dict[str, Proof]
    """Proofs that can be exported, by the names of their theorems."""
    refused: dict[str, str]
    """Reasons why a proof cannot be exported, by the names of identities."""
    elsewhere: tuple[str, ...]
    """Identities that are not proved over Z/N: not in the language there, or not true."""


@cache
def library() -> Library:
    """Prove every identity over Z/N and try to export it."""
    exported: dict[str, Proof] = {}
    refused: dict[str, str] = {}
    elsewhere = []
    for identity in (i for group in GROUPS for i in group.identities if i.holds):
        try:
            verdict = prove(identity.statement, identity.given, "Z/N", complex=identity.complex, repair=False)
        except ProblemError:
            verdict = None
        if verdict is None or verdict.status is not Status.PROVED:
            elsewhere.append(identity.name)
            continue
        for number, proof in enumerate(verdict.proofs, 1):
            name = theorem_name(identity.name) + (f"_{number}" if len(verdict.proofs) > 1 else "")
            try:
                coq_file([(name, proof)])
            except UnsupportedProblemError as error:
                refused[identity.name] = str(error).removeprefix("exporting to Coq: ").partition(";")[0]
            else:
                exported[name] = proof
    return Library(exported, refused, tuple(elsewhere))


def coqc(text: str, folder: Path) -> tuple[bool, str]:
    """Have Coq check a file; return whether it accepts it, and what it prints."""
    path = folder / "exported.v"
    path.write_text(text, encoding="utf-8")
    found = subprocess.run(["coqc", "-q", "-w", "none", path.name], cwd=folder, capture_output=True, text=True)
    return found.returncode == 0, found.stdout + found.stderr


def theorem(text: str) -> str:
    """Return the statement of the last theorem in a file, on one line."""
    return " ".join(re.findall(r"^Theorem (.*?)\.\nProof", text, flags=re.MULTILINE | re.DOTALL)[-1].split())
