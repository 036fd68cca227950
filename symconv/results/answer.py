"""The answer to a statement: its status, and the proof or the counterexample in every format.

May import: ``proving``, ``document``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from symconv.errors import UnsupportedProblemError
from symconv.proving.readable import ReadableProof, readable
from symconv.proving.verdict import Verdict
from symconv.proving.written import written
from symconv.results.printable import Printable
from symconv.syntax import to_latex, to_text

if TYPE_CHECKING:
    from symconv.derivation import Status
    from symconv.document.blocks import Document
    from symconv.proving.counterexample import Counterexample
    from symconv.proving.repairs import Repair
    from symconv.rendering import Rendering

__all__ = ["Answer"]


@dataclass(frozen=True)
class Answer(Printable):
    """What `prove` and `derive` return."""

    verdict: Verdict
    detail: str = "normal"
    """How much a proof shows: ``"brief"``, ``"normal"``, or ``"full"``."""
    name: str = "statement"
    """What the theorem is called in files for proof assistants."""

    @property
    def status(self) -> Status:
        """``"proved"``, ``"refuted"`` or ``"open"``."""
        return self.verdict.status

    @property
    def statement(self) -> str:
        """The statement in plain text; of `derive`, with the right side that was found."""
        return to_text(self.verdict.statement)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Everything that is assumed, one line each."""
        return self.verdict.assumptions

    @cached_property
    def proofs(self) -> tuple[ReadableProof, ...]:
        """One proof for every equality of the chain."""
        if self.verdict.proof is None:
            return ()
        sides = written(self.verdict.statement, self.verdict.reading)
        return tuple(readable(p, self.detail, own) for p, own in zip(self.verdict.proofs, sides, strict=True))

    @property
    def proof(self) -> ReadableProof | None:
        """The proof, of a chain that of its first equality."""
        return self.proofs[0] if self.proofs else None

    @property
    def counterexample(self) -> Counterexample | None:
        """Small exact signals for which the statement fails."""
        return self.verdict.counterexample

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """The nearest statements that hold, each proved."""
        return self.verdict.repairs

    @cached_property
    def document(self) -> Document:
        """The document that people read."""
        from symconv.document.proof import proof_document

        return proof_document(self.verdict, self.detail)

    def render(self, format: str = "markdown", **options: Any) -> Rendering:
        """Return the answer in a format of documents, or as ``"coq"``."""
        if format == "coq":
            from symconv.rendering import Rendering

            return Rendering(self.to_coq())
        if format.startswith("html") and self.proofs:
            from symconv.document.proof import proof_document
            from symconv.rendering import render_files

            return render_files(proof_document(self.verdict, self.detail, folded=True), format, **options)
        return super().render(format, **options)

    def to_coq(self) -> str:
        """Return the proof as a file that ``coqc`` checks; docs/coq.md says which proofs there are.

        Raises
        ------
        UnsupportedProblemError
            If there is no proof, or it is outside what can be exported.
        """
        from symconv.proving.coq import coq_file, theorem_name

        if self.verdict.proof is None:
            raise UnsupportedProblemError(f"exporting to Coq: the statement is {self.status.value}; only proofs can be")
        name, proofs = theorem_name(self.name), self.verdict.proofs
        names = [name] if len(proofs) == 1 else [f"{name}_{j}" for j in range(1, len(proofs) + 1)]
        return coq_file(tuple(zip(names, proofs, strict=True)))

    def __repr__(self) -> str:
        return f"Answer({self.status.value}: {self.statement})"

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {to_latex(self.verdict.statement)}$"

    def to_dict(self) -> dict[str, Any]:
        """Return the record that programs read; its keys are stable."""
        certificates = [proof.certificate for proof in self.proofs]
        return {
            "status": self.status.value,
            "statement": self.statement,
            "assumptions": list(self.assumptions),
            "steps": [step for proof in self.proofs for step in _steps(proof)],
            "counterexample": None if self.counterexample is None else _counterexample(self.counterexample),
            "repairs": [
                {"given": list(repair.hypotheses), "statement": to_text(repair.statement)} for repair in self.repairs
            ],
            "certificate": certificates[0] if len(certificates) == 1 else certificates or None,
        }


def _steps(proof: ReadableProof) -> list[dict[str, Any]]:
    return [
        {
            "rule": step.rule,
            "before": to_text(step.before) if step.before is not None else "",
            "after": to_text(step.after) if step.after is not None else "",
            "note": "".join(
                part if isinstance(part, str) else to_text(part) for said in step.explanation for part in said.parts()
            ),
            "primitive": [
                {"rule": inner.rule, "before": to_text(inner.before), "after": to_text(inner.after)}
                for inner in proof.primitive(number)
                if inner.before is not None and inner.after is not None
            ],
        }
        for number, step in enumerate(proof.steps)
    ]


def _counterexample(found: Counterexample) -> dict[str, Any]:
    from symconv.proving.counterexample import value_node

    def text(value: Any) -> Any:
        return [text(v) for v in value] if isinstance(value, tuple) else to_text(value_node(value))

    lhs, rhs = found.nodes()
    return {
        "signals": {
            example.name: {
                "first": example.first[0] if len(example.first) == 1 else list(example.first),
                "values": text(example.values),
                **({"period": example.period} if example.period else {}),
            }
            for example in found.signals
        },
        "at": dict((*found.integers, *found.at)),
        "scalars": {
            **{name: text(value) for name, value in found.scalars},
            **({"omega": to_text(found.omega)} if found.omega is not None else {}),
        },
        "lhs": to_text(lhs),
        "rhs": to_text(rhs),
    }
