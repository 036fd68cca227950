"""Writes docs/identities.md from the identity library, and the list in docs/coq.md.

``python -m tests.docs.identities_page``
"""

from __future__ import annotations

from pathlib import Path

from symconv.proving.answer import prove
from symconv.proving.counterexample import value_node
from symconv.proving.identities import GROUPS, Group, Identity
from symconv.proving.verdict import Verdict
from symconv.syntax import to_text

PAGE = Path(__file__).parents[2] / "docs" / "identities.md"
HEAD = """# The identity library

Every statement of the first part is proved for signals of every length by `symconv prove`, and its certificate is
replayed; every statement of the second part is tempting and false, and is shown with its counterexample and the
nearest statements that hold. `symconv identities NAME` prints the proof. This page is generated; a test keeps it
current.
"""
BOOKS = {
    "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition": ("OS", "Pearson, 2010"),
    "Proakis, Manolakis: Digital Signal Processing, 4th edition": ("PM", "Pearson, 2007"),
    "Goodfellow, Bengio, Courville: Deep Learning": ("GBC", "MIT Press, 2016"),
    "Vaidyanathan: Multirate Systems and Filter Banks": ("V", "Prentice Hall, 1993"),
    "Graham, Knuth, Patashnik: Concrete Mathematics, 2nd edition": ("GKP", "Addison-Wesley, 1994"),
    "Dumoulin, Visin: A guide to convolution arithmetic for deep learning, arXiv:1603.07285": ("DV", "2016"),
}
"""What the sources are called on the page, and who published them."""


def page() -> str:
    """Return the text of the page."""
    true = [group for group in GROUPS if all(identity.holds for identity in group.identities)]
    false = [group for group in GROUPS if group not in true]
    count = sum(len(group.identities) for group in true)
    tempting = sum(len(group.identities) for group in false)
    parts = [HEAD, f"## {count} identities that hold\n", *map(_true_group, true)]
    parts += [f"## {tempting} tempting statements that do not hold\n", *map(_false_group, false)]
    books = [f"- {short}: {book} ({published})" for book, (short, published) in BOOKS.items()]
    return "\n".join([*parts, "## Sources\n", "After cf. stands what to compare an exercise with.\n", *books, ""])


def _true_group(group: Group) -> str:
    rows = [
        f"| `{i.name}` | `{i.statement}` | {_conditions(i)} | {_cited(group.source_of(i))} |" for i in group.identities
    ]
    return "\n".join([f"### {group.title}\n", "| name | statement | given | source |", "|---|---|---|---|", *rows, ""])


def _cited(source: str) -> str:
    """Return a source in short; the books are listed at the end of the page."""
    for book, (short, _) in BOOKS.items():
        source = source.replace(book, short)
    return source.replace(", section ", " ").replace("exercise; compare", "cf.")


def _false_group(group: Group) -> str:
    lines = [f"### {group.title}\n"]
    for identity in group.identities:
        verdict = prove(identity.statement, identity.given, identity.over, complex=identity.complex)
        given = _conditions(identity)
        lines.append(f"- `{identity.name}`: `{identity.statement}`{f' ({given})' if given else ''}. {identity.note}")
        lines.append(f"  - fails for {_counterexample(verdict)}")
        for repair in verdict.repairs[:2]:
            under = f", given {' and '.join(repair.hypotheses)}" if repair.hypotheses else ""
            lines.append(f"  - holds: `{to_text(repair.statement)}`{under}")
    return "\n".join([*lines, ""])


def _conditions(identity: Identity) -> str:
    conditions = [f"`{given}`" for given in identity.given]
    conditions += [f"over `{identity.over}`"] if identity.over else []
    conditions += ["complex"] if identity.complex else []
    return ", ".join(conditions)


def _counterexample(verdict: Verdict) -> str:
    found = verdict.counterexample
    if found is None:
        raise ValueError(f"{to_text(verdict.statement)} was not refuted")
    signals = [
        f"{e.name} = {_vector(e.values)} from n = {', '.join(map(str, e.first))}"
        + (f" with period {e.period}" if e.period else "")
        for e in found.signals
    ]
    numbers = [f"{name} = {value}" for name, value in (*found.integers, *found.at)]
    numbers += [f"{name} = {to_text(value_node(value))}" for name, value in found.scalars]
    numbers += [f"omega = {to_text(found.omega)}"] if found.omega is not None else []
    lhs, rhs = map(to_text, found.nodes())
    return f"{', '.join([*signals, *numbers])}: {lhs} ≠ {rhs}"


def _vector(values: tuple) -> str:
    shown = [_vector(v) if isinstance(v, tuple) else to_text(value_node(v)) for v in values]
    return f"[{', '.join(shown)}]"


if __name__ == "__main__":
    from tests.docs import coq_page

    PAGE.write_text(page(), encoding="utf-8")
    coq_page.PAGE.write_text(coq_page.page(), encoding="utf-8")
