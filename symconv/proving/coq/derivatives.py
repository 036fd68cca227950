"""Derivatives in Coq: each is proved to be the derivative of the function itself, before the proof uses its value.

May import: ``contexts``, ``logic``, ``polynomials``, ``products``, ``terms``, ``drafts`` and this package.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from symconv.contexts import Environment
from symconv.logic import apply_rule
from symconv.polynomials import ZERO
from symconv.products import entry_of, flatten
from symconv.proving.coq.expanding import chained, expansion, flat
from symconv.proving.coq.names import arrow, identifier, outside
from symconv.proving.coq.writing import Writer
from symconv.proving.drafts import Line
from symconv.terms import Product, State, Term, kronecker

__all__ = ["Derivative", "derivation", "derivative_claim", "with_values"]


@dataclass(frozen=True, slots=True)
class Derivative:
    """A derivative of a statement."""

    versions: tuple[Term, ...]
    """As it stands in the statement, and then with more and more of what is differentiated unfolded."""
    value: Term
    """The product rule."""
    written: Term
    """The same with ∂x[e]/∂x[k] written as δ[(e) − (k)]."""

    @property
    def node(self) -> Term:
        """The derivative as it stands in the statement."""
        return self.versions[0]


def with_values(env: Environment, start: Term, lines: Sequence[Line]) -> tuple[list[Line], list[Derivative]]:
    """Return the lines of one side with derivatives in the form that is proved here, and these derivatives."""
    found, derivatives = list[Line](), list[Derivative]()
    state: State = start
    for line in lines:
        after = line.after
        if isinstance(line.before, Term) and isinstance(state, Term):
            if line.rule == "differentiate":
                (path,) = line.arguments
                versions = [_part(old.before, path) for old in found] + [_part(state, path)]
                derivatives.append(_derivative(env, versions))
                after = _replaced(state, path, derivatives[-1].value)
            else:
                after = apply_rule(env, state, (line.rule, line.arguments))
        found.append(Line(line.rule, line.arguments, state, after))
        state = after
    return found, derivatives


def _part(state: object, path: Iterable[int]) -> Term | None:
    t = state
    for i in path:
        t = t.parts[i] if isinstance(t, Term) and i < len(t.parts) else None
    return t if isinstance(t, Term) else None


def _replaced(t: Term, path: tuple[int, ...], new: Term) -> Term:
    if not path:
        return new
    i = path[0]
    return Term(t.head, (*t.parts[:i], _replaced(t.parts[i], path[1:], new), *t.parts[i + 1 :]), t.polys, t.names)


def _derivative(env: Environment, versions: Sequence[Term | None]) -> Derivative:
    known = [t for t in versions if t is not None and t.head in ("diff", "diff_conj")]
    if len(known) != len(versions):
        raise outside("a derivative inside of an operator")
    return Derivative(tuple(dict.fromkeys(known)), _value(env, known[-1], raw=False), _value(env, known[-1], raw=True))


def _value(env: Environment, t: Term, *, raw: bool) -> Term:
    """Return the derivative of a sum of products: each coefficient · Σ (the product rule)."""
    parts = []
    for p in flatten(env, t.parts[0]):
        terms = [
            Term("times", (*p.atoms[:j], *_slope(env, t, a, raw=raw), *p.atoms[j + 1 :]))
            for j, a in enumerate(p.atoms)
            if _depends(env, t, a)
        ]
        body = Term("plus", tuple(terms)) if terms else Term("number", (), (ZERO,))
        names, moduli = tuple(v for v, _ in p.binders), tuple(m for _, m in p.binders)
        body = Term("sum", (body,), moduli, names) if names else body
        parts.append(Term("times", (Term("number", (), (p.coefficient,)), body)))
    return Term("plus", tuple(parts)) if parts else Term("number", (), (ZERO,))


def _depends(env: Environment, t: Term, atom: Term) -> bool:
    inner = entry_of(atom)
    if inner is None or inner.parts[0].names[0] != t.names[0]:
        return False
    return env.signals[t.names[0]].real or (atom.head == "conj") == (t.head == "diff_conj")


def _slope(env: Environment, t: Term, atom: Term, *, raw: bool) -> list[Term]:
    inner = entry_of(atom) or atom
    rows = zip(inner.polys, t.polys, env.axes_of(t.names[0]), strict=True)
    return [Term("difference", (), (e, k, m)) if raw else kronecker(e - k, m) for e, k, m in rows]


# ---------------------------------------------------------------------------------------------------------- text


def _kind(writer: Writer, t: Term) -> str:
    real = writer.env.signals[t.names[0]].real
    return "derivative" if real else "wirtinger" if t.head == "diff" else "wirtinger_conj"


def _axes(t: Term) -> str:
    if len(t.polys) > 3:
        raise outside("signals with more than three axes")
    return f"_{len(t.polys)}d" if len(t.polys) > 1 else ""


def derivative_claim(writer: Writer, t: Term, at: str, value: str) -> str:
    """Return that a value is the derivative at a signal, by the sample that the term says."""
    x = identifier(t.names[0])
    function = f"(fun {x} : {arrow(len(t.polys))} => {writer.scalar(t.parts[0])})"
    return f"{_kind(writer, t)} {function} (moved{_axes(t)} {at}{writer.point(t.polys)}) {value}"


def derivation(writer: Writer, derivative: Derivative, at: str, real: str) -> list[str]:
    """Return the proof, up to the goal that the value as written is the value in the claim.

    ``at`` names the signal, and ``real`` the hypothesis that it is real.
    """
    node, last = derivative.versions[0], derivative.versions[-1]
    name, kind, axes, k = node.names[0], _kind(writer, node), _axes(node), writer.point(node.polys)
    here, there = writer.renaming(name, at), writer.renaming(name, f"(moved{axes} {at}{k} t')")
    products = flat(writer, last.parts[0])
    written = here.scalar(derivative.written)
    value = f"_ ({written})" if kind == "wirtinger_conj" else f"({written})"
    lemma = f"apply: (@{kind}_by _ _ _ (fun t' => {there.state(products)}) {value})"
    moved = f"have moved_real' := real_moved{axes}{k} {real} t_real'. " if kind == "derivative" else ""
    unfold = f"cbv beta delta [{' '.join(writer.used)}]; same" if writer.used else "same"
    body = f"through ({there.scalar(last.parts[0])}); [{unfold} | {expansion(there, last.parts[0])}]"
    lines = [f"{lemma}.", f"{{ move=> t' t_real'. {moved}{body}. }}"]
    return [*lines, f"{{ {_closure(writer, kind, products)}. }}"]


def _closure(writer: Writer, kind: str, products: Sequence[Product]) -> str:
    """Return the proof of the sum rule and the product rule."""
    zero = "0" if kind == "derivative" else ""
    ends = {"derivative": "at_start | at_start", "wirtinger": "at_start | reflexivity"}
    leaf = f"eapply expands_value; [expanding | {ends.get(kind, 'reflexivity | at_start')}]"
    each = []
    for p in products:
        sums = "".join(f"eapply expands_sum{zero}; move=> {writer.bound([v])}; " for v, _ in p.binders)
        each.append(f"eapply expands_scale{zero}; {sums}{leaf}")
    return chained(f"expands_add{zero}", each) if each else "apply: expands_const"
