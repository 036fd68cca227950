"""Rules in a worked text, such as ``(f * g)[n] = Σ_m f[m] g[n-m]``: they are handed to the prover.

May import: ``errors``, ``syntax``, ``proving`` inside a function. Must never call a rule wrong:
a refuted rule may hold on supports that the text says in words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symconv.auditing.outcomes import Outcome
from symconv.errors import SymconvError
from symconv.syntax import to_text
from symconv.syntax.nodes import Chain, Index, Infix, Name, Node, Product, children

__all__ = ["prove_rule"]

SECONDS: Final = 1.0
MAX_NODES: Final = 60


def prove_rule(chain: Chain, words: str) -> Outcome | None:
    """Return that a rule is proved, or ``None``."""
    if not _is_small(chain) or any(sign != "=" for sign, _ in chain.links):
        return None
    statement = to_text(_with_convolutions(chain))
    from symconv.proving.answer import prove  # the prover takes long to import

    try:
        verdict = prove(statement, seconds=SECONDS, repair=False)
    except SymconvError:
        return None
    return Outcome("holds", "identity", "proved", "", statement) if verdict.status.value == "proved" else None


def _is_small(chain: Chain) -> bool:
    waiting: list[Node] = [chain]
    for _ in range(MAX_NODES):
        if not waiting:
            return True
        waiting += children(waiting.pop())
    return False


def _with_convolutions(chain: Chain) -> Chain:
    """Return the chain with ``*`` between two signals read as the convolution that it is."""
    sides = [chain.first, *(part for _, part in chain.links)]
    first, *others = [_operation(side) for side in sides]
    return Chain(first, tuple(zip([sign for sign, _ in chain.links], others, strict=True)))


def _operation(node: Node) -> Node:
    match node:
        case Index(signal=signal):
            inner = getattr(signal, "inner", signal)
            match inner:
                case Product(factors=(Name() as left, Name() as right), sign="*"):
                    return replace(node, signal=Infix("∗", left, right))
    return node
