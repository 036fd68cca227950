"""Certificates that try to cheat: each is one trap, and both checkers refuse it with a `LogicError`."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from soundness.corpus import N, conv, corr, f, g, h, k, limited, m, minus, n, s, signals, total

from symconv.contexts import Environment
from symconv.errors import LogicError
from symconv.logic import Theorem, apply_rule, replay
from symconv.polynomials import ONE, ZERO, number, symbol
from symconv.proving.building import (
    apply,
    conj,
    constant,
    diff,
    guard,
    kronecker,
    phase,
    plus,
    power,
    sample,
    seq,
    signal,
    summation,
    times,
)
from symconv.proving.certificates import certificate_of
from symconv.proving.recheck import recheck
from symconv.terms import Context, Equation, Goal, Period, Scalar, Signal, Support, Symmetry, Term

Certificate = dict[str, Any]
UNFOLD_M, UNFOLD_K, EXPAND = ("unfold", ((), ("m",))), ("unfold", ((), ("k",))), ("expand", ())
HALF = number(Fraction(1, 2))


def claim(context: Context, lhs: Term, rhs: Term, left: tuple[Any, ...], right: tuple[Any, ...]) -> Certificate:
    """Return a certificate as JSON gives it back."""
    return json.loads(json.dumps(certificate_of(Goal(context, lhs, rhs), left, right)))


def refused_by_both(certificate: object) -> None:
    """Have both checkers refuse."""
    for checker in (replay, recheck):
        with pytest.raises(LogicError):
            checker(deepcopy(certificate))


def commutes() -> Certificate:
    """Return a true certificate: convolution commutes."""
    step = ("reindex", (0, ("m",), (("k", ZERO),), (n - k,), (n - m,)))
    return claim(
        signals("fh"), sample(conv(f, h), n), sample(conv(h, f), n), (UNFOLD_M, EXPAND, step), (UNFOLD_K, EXPAND)
    )


def test_the_untouched_certificate_is_accepted() -> None:
    """The traps below fail for the reason they name, not because the setting is broken."""
    assert isinstance(replay(commutes()), Theorem)


def at(path: str, value: Any) -> Callable[[Certificate], None]:
    """Return a change of one place of the certificate: keys and positions with dots between them."""

    def change(certificate: Certificate) -> None:
        *front, last = [int(p) if p.isdigit() else p for p in path.split(".")]
        place: Any = certificate
        for key in front:
            place = place[key]
        place[last] = value

    return change


MALFORMED: dict[str, Callable[[Certificate], None]] = {
    "another version": at("version", 2),
    "version true, which equals 1": at("version", True),
    "version as text": at("version", "1"),
    "an unknown key": at("ring", "Z"),
    "an unknown key in the context": at("context.ring", "C"),
    "a key of the context is missing": lambda c: c["context"].pop("finite"),
    "a side is missing": lambda c: c["steps"].pop("rhs"),
    "finite as a number": at("context.finite", 1),
    "an unknown rule": at("steps.lhs.1", ["trust"]),
    "a rule that is no text": at("steps.lhs.1", [["expand"]]),
    "an empty step": at("steps.lhs.1", []),
    "one argument too many": at("steps.lhs.1", ["expand", 0]),
    "position −1": at("steps.lhs.2.1", -1),
    "position 0.0": at("steps.lhs.2.1", 0.0),
    "position false": at("steps.lhs.2.1", False),
    "a position beyond the end": at("steps.lhs.2.1", 1),
    "a path beyond the end": at("steps.lhs.0.1", [4]),
    "a coefficient that is a number": at("lhs.2.0.0.0", 1),
    "a coefficient in floating point": at("lhs.2.0.0.0", "1.0"),
    "a coefficient not in lowest terms": at("lhs.2.0.0.0", "2/2"),
    "a coefficient with a zero denominator": at("lhs.2.0.0.0", "1/0"),
    "a coefficient with a plus sign": at("lhs.2.0.0.0", "+1"),
    "a coefficient with an underscore": at("lhs.2.0.0.0", "1_0"),
    "a coefficient in other digits": at("lhs.2.0.0.0", "١"),
    "a zero coefficient": at("lhs.2.0.0.0", "0"),
    "an exponent 0": at("lhs.2.0.0.1.0.1", 0),
    "an exponent true": at("lhs.2.0.0.1.0.1", True),
    "a huge exponent": at("lhs.2.0.0.1.0.1", 10**9),
    "a negative exponent in an index": at("lhs.2.0.0.1.0.1", -1),
    "half an index": at("lhs.2.0.0.0", "1/2"),
    "monomials out of order": at("steps.lhs.2.4.0", [["1", [["n", 1]]], ["-1", [["k", 1]]]]),
    "a monomial twice": at("lhs.2.0", [["1", [["n", 1]]], ["1", [["n", 1]]]]),
    "a symbol twice in a monomial": at("lhs.2.0.0.1", [["n", 1], ["n", 1]]),
    "symbols out of order": at("lhs.2.0.0.1", [["n", 1], ["a", 1]]),
    "an index that is not declared": at("lhs.2.0.0.1.0.0", "q"),
    "a name declared twice": at("context.positive", ["n"]),
    "a signal called I": at("context.signals.0.0", "I"),
    "an integer called pi": at("context.integers", ["n", "pi"]),
    "a name that is no identifier": at("context.integers", ["n", "a b"]),
    "a signal that is not declared": at("lhs.1.0.1.0.3.0", "q"),
    "two signals of different dimensions": at("context.signals.0.1", [[], []]),
    "a modulus that may be 0": at("context.signals.0.1", [[["1", [["n", 1]]]]]),
    "an operator that does not exist": at("lhs.1.0.0", "convolve"),
    "an operator with one argument": lambda c: c["lhs"][1][0][1].pop(),
    "a term without its names": lambda c: c["lhs"].pop(),
    "a name in use for the new index": at("steps.lhs.0.2", ["n"]),
    "a signal's name for the new index": at("steps.lhs.0.2", ["f"]),
    "no name for the new index": at("steps.lhs.0.2", []),
    "two names for one new index": at("steps.lhs.0.2", ["m", "q"]),
    "the map m → 2k": at("steps.lhs.2.4.0", [["2", [["k", 1]]]]),
    "the map m → k/2": at("steps.lhs.2.4.0", [["1/2", [["k", 1]]]]),
    "the map m → n − k + 1, not inverse": at("steps.lhs.2.4.0", [["1", []], ["-1", [["k", 1]]], ["1", [["n", 1]]]]),
    "the new index captures n": at("steps.lhs.2.3", [["n", []]]),
    "the new index runs over Z/1": at("steps.lhs.2.3", [["k", [["1", []]]]]),
    "no steps at all": at("steps", {"lhs": [], "rhs": []}),
    "the other side is not expanded": at("steps.rhs", [["unfold", [], ["k"]]]),
    "the last step is left out": lambda c: c["steps"]["lhs"].pop(),
    "the two sides swap one signal": at("rhs.1.0.1.0.3.0", "f"),
}


@pytest.mark.parametrize("trap", MALFORMED)
def test_malformed_certificates_are_refused(trap: str) -> None:
    """One change to a true certificate, and it is none."""
    certificate = commutes()
    MALFORMED[trap](certificate)

    refused_by_both(certificate)


@pytest.mark.parametrize("value", [None, 1, "certificate", [], {}, {"version": 1}, float("nan")])
def test_what_is_no_certificate_is_refused(value: object) -> None:
    """Anything at all may be handed in."""
    refused_by_both(value)


def test_terms_nested_too_deeply_are_refused() -> None:
    """A depth that would overflow the stack is refused before."""
    certificate = commutes()
    for _ in range(300):
        certificate["lhs"] = ["conj", [certificate["lhs"]], [], []]

    with pytest.raises(LogicError, match="deep"):
        replay(certificate)


RESIDUES = signals("fg", "nk", "N", axes=(N,))
INTEGERS = signals("fg", "nk", "s")
ZZ = Scalar("z", False, True)
FALSE_CONTEXTS: dict[str, Context] = {
    "a support along an axis of residues": replace(RESIDUES, supports=(Support("f", 0, ZERO, None),)),
    "a support along an axis that is not there": replace(INTEGERS, supports=(Support("f", 1, ZERO, None),)),
    "a period that may be 0": replace(INTEGERS, periods=(Period("f", 0, n),)),
    "a period −1": replace(INTEGERS, periods=(Period("f", 0, -ONE),)),
    "two periods": replace(INTEGERS, periods=(Period("f", 0, s), Period("f", 0, ONE))),
    "a symmetry without center": replace(INTEGERS, symmetries=(Symmetry("f", ()),)),
    "a symmetry about a half": replace(INTEGERS, symmetries=(Symmetry("f", (HALF,)),)),
    "a symmetry with sign 2": replace(INTEGERS, symmetries=(Symmetry("f", (ZERO,), 2),)),
    "an equation that defines itself": replace(INTEGERS, equations=(Equation("f", ("a",), sample(f, "a")),)),
    "equations in a circle": replace(
        INTEGERS, equations=(Equation("f", ("a",), sample(g, "a")), Equation("g", ("a",), sample(f, "a")))
    ),
    "two equations": replace(
        INTEGERS, equations=(Equation("f", ("a",), constant(0)), Equation("f", ("a",), constant(1)))
    ),
    "an equation that captures n": replace(INTEGERS, equations=(Equation("f", ("n",), sample(g, "n")),)),
    "an assumption about an unknown name": replace(INTEGERS, nonnegative=(symbol("q"),)),
    "an assumption about a half": replace(INTEGERS, zero=(HALF,)),
    "a scalar and a signal of one name": replace(INTEGERS, scalars=(Scalar("f"),)),
}


@pytest.mark.parametrize("trap", FALSE_CONTEXTS)
def test_contexts_without_meaning_are_refused(trap: str) -> None:
    """What a statement assumes must make sense before anything is proved from it."""
    refused_by_both(claim(FALSE_CONTEXTS[trap], constant(0), constant(0), (EXPAND,), (EXPAND,)))


def over(name: str, modulus: Any, body: Term) -> Term:
    """Return Σ over one index."""
    return summation(((name, modulus),), body)


def nested(depth: int) -> Term:
    """Return conj(conj(… 1))."""
    return constant(1) if not depth else conj(nested(depth - 1))


SHADOWED = total("m", body=times(sample(f, "m"), total("m", body=sample(g, "m"))))
MEANINGLESS: dict[str, tuple[Context, Term]] = {
    "a sum of f[n] − f[n] over all m": (INTEGERS, total("m", body=plus(sample(f, n), minus(sample(f, n))))),
    "0 times a divergent sum": (INTEGERS, times(constant(0), total("m", body=constant(1)))),
    "an empty sum times a divergent one": (INTEGERS, times(Term("plus"), total("m", body=constant(1)))),
    "a sum of f[k·m], where k may be 0": (INTEGERS, total("m", body=sample(f, k * m))),
    "a sum of f[m²]": (INTEGERS, total("m", body=sample(f, m * m))),
    "two indices on one signal": (INTEGERS, total("m", "p", body=sample(f, m + symbol("p")))),
    "dependent rows": (
        INTEGERS,
        total("m", "p", body=times(sample(f, m + symbol("p")), sample(g, m + m + symbol("p") + symbol("p")))),
    ),
    "a half-line without a signal": (INTEGERS, total("m", body=guard(m))),
    "two guards that leave a half-line": (INTEGERS, total("m", body=times(guard(m), guard(m + n)))),
    "a triangle whose outer index is free": (
        INTEGERS,
        total("m", "p", body=times(guard(m), guard(symbol("p") - m))),
    ),
    "a periodic signal alone": (
        replace(INTEGERS, periods=(Period("f", 0, s),)),
        total("m", body=sample(f, m)),
    ),
    "a signal that only has an equation": (
        replace(INTEGERS, equations=(Equation("f", ("a",), constant("a")),)),
        total("m", body=times(sample(f, m), sample(g, m))),
    ),
    "weights on summable signals": (INTEGERS, total("m", body=times(constant("m"), sample(f, m)))),
    "powers of z on summable signals": (
        replace(INTEGERS, scalars=(ZZ,)),
        total("m", body=times(power("z", m), sample(f, m))),
    ),
    "a weight on residues": (RESIDUES, over("m", N, times(constant("m"), sample(f, m)))),
    "a guard on residues": (RESIDUES, over("m", N, times(guard(m), sample(f, m)))),
    "an index of Z modulo N, summed over Z/(N + 1)": (RESIDUES, over("m", N + ONE, sample(f, m))),
    "a phase that is no function modulo N": (
        RESIDUES,
        over("m", N, times(phase(symbol("pi") * m * symbol("N", -1)), sample(f, m))),
    ),
    "a phase with a free angle on residues": (
        replace(RESIDUES, scalars=(Scalar("t"),)),
        over("m", N, times(phase(symbol("pi") * symbol("t") * m * number(2)), sample(f, m))),
    ),
    "one index bound twice": (INTEGERS, SHADOWED),
    "two factors that bind one name": (
        INTEGERS,
        times(total("m", body=sample(f, "m")), total("m", body=sample(g, "m"))),
    ),
    "an index bound by the context": (INTEGERS, total("n", body=sample(f, "n"))),
    "a power of a scalar that may be 0": (replace(INTEGERS, scalars=(Scalar("a"),)), power("a", n)),
    "a scalar that may be 0 in a denominator": (
        replace(INTEGERS, scalars=(Scalar("a"),)),
        constant(symbol("a", -1)),
    ),
    "an integer that may be 0 in a denominator": (INTEGERS, constant(symbol("n", -1))),
    "a power of I that is not reduced": (INTEGERS, constant(symbol("I", -1))),
    "an angle that is not real": (replace(INTEGERS, scalars=(ZZ,)), phase(symbol("z") * n)),
    "the conjugate of a real scalar": (replace(INTEGERS, scalars=(Scalar("a"),)), constant(symbol("~a"))),
    "a stride that may be 0": (INTEGERS, sample(corr(f, g, k, 1, 0), n)),
    "up-sampling by an integer that may be negative": (INTEGERS, sample(apply("up", f, numbers=("k",)), n)),
    "a DFT over Z": (INTEGERS, sample(apply("dft", f), k)),
    "a z-transform over Z/N": (
        replace(RESIDUES, scalars=(ZZ,)),
        sample(apply("ztransform", f, numbers=("z", 1))),
    ),
    "a z-transform at a + b": (
        replace(INTEGERS, scalars=(ZZ,)),
        sample(apply("ztransform", f, numbers=(symbol("z") + ONE, 1))),
    ),
    "a unit step on residues": (RESIDUES, sample(Term("step", (), (N,)), n)),
    "down-sampling of Z/4 by 3": (
        Context((Signal("f", (number(4),)),), integers=("n",)),
        sample(apply("down", f, numbers=(3,)), n),
    ),
    "down-sampling by what does not divide N": (RESIDUES, sample(apply("down", f, numbers=(2,)), n)),
    "an operator that is not unfolded": (INTEGERS, sample(conv(f, g), n)),
    "a derivative that is not taken": (INTEGERS, diff(sample(f, n), "f", k)),
    "a product of too many sums": (
        INTEGERS,
        Term("times", (Term("plus", (constant(1),) * 40),) * 2),
    ),
    "a sum of signals and a number": (INTEGERS, sample(Term("plus", (f, constant(1))), n)),
    "signals of different axes": (
        replace(INTEGERS, signals=(Signal("f"), Signal("g", (s,)))),
        sample(plus(f, g), n),
    ),
    "a sample in two dimensions": (INTEGERS, sample(f, n, n)),
    "a signal without a definition": (INTEGERS, sample(apply("flip", f), n)),
    "forty conjugates too many": (INTEGERS, nested(60)),
    "a signal where a number is needed": (INTEGERS, times(constant(2), f)),
    "a sum without indices": (INTEGERS, Term("sum", (constant(1),))),
    "a modulus that may be 0": (INTEGERS, kronecker(n, k)),
}


@pytest.mark.parametrize("trap", MEANINGLESS)
def test_terms_without_meaning_are_refused(trap: str) -> None:
    """A term that has no value, or a sum that is not known to converge, is never expanded."""
    context, body = MEANINGLESS[trap]

    refused_by_both(claim(context, body, body, (EXPAND,), (EXPAND,)))


FACTS = replace(INTEGERS, nonnegative=(n,))
GUARDED = limited("m", ZERO, n, sample(f, m))
EQUAL = total("m", body=times(kronecker(m + m - n), sample(f, m)))
POWERS = replace(INTEGERS, scalars=(ZZ,))
GEOMETRIC = total("m", body=times(constant(ONE - symbol("z")), guard(m), guard(n - m), power("z", m)))
UNJUSTIFIED: dict[str, tuple[Context, Term, tuple[str, tuple[Any, ...]]]] = {
    "sift with slope 2": (INTEGERS, EQUAL, ("sift", (0, 0, "m"))),
    "sift an index that is not bound": (INTEGERS, EQUAL, ("sift", (0, 0, "n"))),
    "sift δ modulo N over Z": (
        RESIDUES,
        total("m", body=times(kronecker(m - n, N), kronecker(m), sample(f, m))),
        ("sift", (0, 0, "m")),
    ),
    "sift an atom that is no δ": (INTEGERS, EQUAL, ("sift", (0, 1, "m"))),
    "insert a name in use": (INTEGERS, EQUAL, ("insert", (0, "m", n, ZERO))),
    "insert modulo what may be 0": (INTEGERS, EQUAL, ("insert", (0, "q", n, k))),
    "use δ modulo N on an index of Z": (
        replace(RESIDUES, signals=(Signal("f"),)),
        times(kronecker(n - k, N), sample(f, n)),
        ("use", (0, 0, "n")),
    ),
    "use δ modulo N on a weight": (RESIDUES, times(kronecker(n - k, N), constant("n")), ("use", (0, 0, "n"))),
    "use δ modulo N for N": (RESIDUES, times(kronecker(N - k, N), sample(f, N)), ("use", (0, 0, "N"))),
    # δ₂[s − n]·f[s² − 2s] = δ₂[s − n]·f[n² − 2n] is false for s = 3, n = 1; s → s + 2 adds 4s.
    "use δ for a symbol of another modulus": (
        Context((Signal("f", (s,)),), integers=("n",), positive=("s",)),
        times(kronecker(s - n, number(2)), sample(f, s * s - s - s)),
        ("use", (0, 0, "s")),
    ),
    "use δ for a period": (
        Context((Signal("f"),), integers=("n",), positive=("s",), periods=(Period("f", 0, s),)),
        times(kronecker(s - n, number(2)), sample(f, s * s - s - s)),
        ("use", (0, 0, "s")),
    ),
    "use δ with slope 2": (INTEGERS, times(kronecker(n + n - k), sample(f, n)), ("use", (0, 0, "n"))),
    "lattice with factors 2 and 4": (
        INTEGERS,
        total("m", body=times(kronecker(number(2) * n - number(4) * m), sample(f, m))),
        ("lattice", (0, 0, "m", number(2), ONE, ZERO)),
    ),
    "lattice with a false Bézout equation": (
        INTEGERS,
        total("m", body=times(kronecker(number(2) * n - number(3) * m), sample(f, m))),
        ("lattice", (0, 0, "m", number(2), ONE, ONE)),
    ),
    "lattice with halves": (
        INTEGERS,
        total("m", body=times(kronecker(number(2) * n - number(3) * m), sample(f, m))),
        ("lattice", (0, 0, "m", number(2), HALF, ZERO)),
    ),
    "reindex Z by residues": (
        RESIDUES,
        total("m", body=times(kronecker(m), sample(f, m))),
        ("reindex", (0, ("m",), (("q", N),), (symbol("q"),), (m,))),
    ),
    "reindex one index twice": (
        INTEGERS,
        total("m", body=sample(f, m)),
        ("reindex", (0, ("m", "m"), (("q", ZERO), ("r", ZERO)), (symbol("q"), symbol("r")), (m, m))),
    ),
    "reindex one index by two": (
        INTEGERS,
        total("m", body=sample(f, m)),
        ("reindex", (0, ("m",), (("q", ZERO), ("r", ZERO)), (symbol("q"),), (m, ZERO))),
    ),
    "lattice over residues": (
        RESIDUES,
        over("m", N, times(kronecker(number(2) * n - number(3) * m, N), sample(f, m))),
        ("lattice", (0, 0, "m", number(2), -ONE, ONE)),
    ),
    "orthogonality with half the angle": (
        RESIDUES,
        over("m", N, phase(symbol("pi") * number(2) * m * m * symbol("N", -1))),
        ("orthogonality", (0, "m")),
    ),
    "lift over Z": (INTEGERS, times(kronecker(n), sample(f, n)), ("lift", (0, 0, (), ()))),
    "residues modulo 0": (INTEGERS, GUARDED, ("residues", (0, "m", ZERO))),
    "a multiplier of a δ that is not declared": (
        INTEGERS,
        times(kronecker(n), sample(f, n)),
        ("add_guard", (0, n, ((((0, ONE), (1, symbol("q"))), 1),))),
    ),
    "reindex away an index": (
        INTEGERS,
        total("m", body=sample(f, m)),
        ("reindex", (0, ("m",), (), (ZERO,), ())),
    ),
    "reflect without a symmetry": (INTEGERS, sample(f, n), ("reflect", (0, 0, 0))),
    "reflect another signal": (
        replace(INTEGERS, symmetries=(Symmetry("g", (ZERO,)),)),
        sample(f, n),
        ("reflect", (0, 0, 0)),
    ),
    "wrap by half a period": (
        replace(INTEGERS, periods=(Period("f", 0, s),)),
        sample(f, n),
        ("wrap", (0, 0, 0, 0, HALF)),
    ),
    "wrap by an equation that is not assumed": (INTEGERS, sample(f, n), ("wrap", (0, 0, 0, 1, ONE))),
    "wrap a phase": (INTEGERS, phase(symbol("pi") * n), ("wrap", (0, 0, 0, 0, ONE))),
    "orthogonality over Z": (INTEGERS, EQUAL, ("orthogonality", (0, "m"))),
    "orthogonality with a signal": (RESIDUES, over("m", N, sample(f, m)), ("orthogonality", (0, "m"))),
    "count an index of a signal": (INTEGERS, GUARDED, ("count", (0, "m", m))),
    "count multiples of two": (
        INTEGERS,
        total("m", body=times(guard(number(2) * m), guard(n - number(2) * m))),
        ("count", (0, "m", m)),
    ),
    "count a weighted index": (
        INTEGERS,
        times(total("m", body=times(constant("m"), guard(m), guard(n - m)))),
        ("count", (0, "m", m)),
    ),
    "a guard without a proof": (FACTS, sample(f, n), ("add_guard", (0, n, ()))),
    "a guard that does not follow": (FACTS, sample(f, n), ("add_guard", (0, n - ONE, ((((0, ONE), (1, ONE)), 1),)))),
    "a negative multiplier": (FACTS, sample(f, n), ("add_guard", (0, n - ONE, ((((1, -ONE),), 1),)))),
    "a multiplier that may be negative": (FACTS, sample(f, n), ("add_guard", (0, n - ONE, ((((1, k),), 1),)))),
    "a fact that is not there": (FACTS, sample(f, n), ("add_guard", (0, -ONE, ((((9, ONE),), 1),)))),
    "a fact divided by 0": (FACTS, sample(f, n), ("add_guard", (0, -ONE, ((((0, ONE),), 0),)))),
    "rounding what is not divisible": (FACTS, sample(f, n), ("add_guard", (0, -n, ((((1, ONE),), 2),)))),
    "a guard that proves itself": (
        INTEGERS,
        times(guard(n), sample(f, n)),
        ("drop_guard", (0, 0, ((((0, ONE), (1, ONE)), 1),))),
    ),
    "dropping a signal": (INTEGERS, times(guard(n), sample(f, n)), ("drop_guard", (0, 1, ()))),
    "lift without a range": (RESIDUES, kronecker(n, N), ("lift", (0, 0, (), ()))),
    "split at a half": (INTEGERS, sample(f, n), ("split", (0, HALF * n))),
    "split residues": (RESIDUES, over("m", N, sample(f, m)), ("split", (0, m))),
    "divide by 0": (INTEGERS, GUARDED, ("divide", (0, "m", ZERO, "q", "r"))),
    "divide by 3/2": (INTEGERS, GUARDED, ("divide", (0, "m", number(Fraction(3, 2)), "q", "r"))),
    "divide by what may be negative": (INTEGERS, GUARDED, ("divide", (0, "m", k, "q", "r"))),
    "divide with one name for both": (INTEGERS, GUARDED, ("divide", (0, "m", s, "q", "q"))),
    "divide residues by what does not divide N": (
        RESIDUES,
        over("m", N, sample(f, m)),
        ("divide", (0, "m", number(2), "q", "r")),
    ),
    "residues of what is no function modulo N": (
        signals("f", "n", "N"),
        limited("m", ZERO, N - ONE, sample(f, m)),
        ("residues", (0, "m", N)),
    ),
    "residues without the guards": (
        replace(RESIDUES, finite=True),
        total("m", body=times(kronecker(m), sample(f, m))),
        ("residues", (0, "m", N)),
    ),
    "count with a false antidifference": (
        INTEGERS,
        total("m", body=times(guard(m), guard(n - m))),
        ("count", (0, "m", m + m)),
    ),
    "count with what is not declared": (
        INTEGERS,
        total("m", body=times(guard(m), guard(n - m))),
        ("count", (0, "m", m + symbol("q"))),
    ),
    "count powers as if they were 1": (POWERS, GEOMETRIC, ("count", (0, "m", m))),
    "count powers with another ratio": (POWERS, GEOMETRIC, ("count", (0, "m", -ONE - symbol("z")))),
    "count powers with a denominator": (POWERS, GEOMETRIC, ("count", (0, "m", ONE - symbol("m", -1)))),
    "count powers whose ratio changes": (
        POWERS,
        total("m", body=times(constant(ONE - symbol("z")), guard(m), guard(n - m), power("z", m * m))),
        ("count", (0, "m", -ONE)),
    ),
    "count powers whose ratio is a power": (
        POWERS,
        total("m", body=times(constant(ONE - symbol("z")), guard(m), guard(n - m), power("z", k * m))),
        ("count", (0, "m", -ONE)),
    ),
    "count powers beside a sample": (
        POWERS,
        total("m", body=times(constant(ONE - symbol("z")), guard(m), guard(n - m), power("z", m), sample(f, m))),
        ("count", (0, "m", -ONE)),
    ),
    "count powers without an end": (
        replace(POWERS, supports=(Support("f", 0, ZERO, n),)),
        total("m", body=times(constant(ONE - symbol("z")), guard(m), power("z", m), kronecker(m - n))),
        ("count", (0, "m", -ONE)),
    ),
    "count phases that turn by any angle": (
        replace(INTEGERS, scalars=(Scalar("t"),)),
        total("m", body=times(guard(m), guard(n - m), phase(symbol("t") * m))),
        ("count", (0, "m", m)),
    ),
    "count half turns with the wrong sign": (
        INTEGERS,
        total("m", body=times(guard(m), guard(n - m), phase(symbol("pi") * m))),
        ("count", (0, "m", HALF)),
    ),
    "count thirds of a turn": (
        INTEGERS,
        total("m", body=times(guard(m), guard(n - m), phase(number(Fraction(2, 3)) * symbol("pi") * m))),
        ("count", (0, "m", -HALF)),
    ),
    "count squares of quarter turns": (
        INTEGERS,
        total("m", body=times(guard(m), guard(n - m), phase(HALF * symbol("pi") * m * m))),
        ("count", (0, "m", -HALF)),
    ),
    "share by an index": (INTEGERS, sample(f, n), ("share", (0, n))),
    "share by a scalar": (replace(INTEGERS, scalars=(Scalar("a"),)), sample(f, n), ("share", (0, symbol("a")))),
    "a product that is not there": (INTEGERS, sample(f, n), ("tidy", (1,))),
    "expanding twice": (INTEGERS, sample(f, n), ("expand", ())),
}


@pytest.mark.parametrize("trap", UNJUSTIFIED)
def test_steps_without_justification_are_refused(trap: str) -> None:
    """The body expands, but the step is not allowed, and the trap is sprung at that step."""
    context, body, step = UNJUSTIFIED[trap]
    env = Environment(context)
    state = apply_rule(env, body, EXPAND)

    with pytest.raises(LogicError):
        apply_rule(env, state, step)
    refused_by_both(claim(context, body, body, (EXPAND, step), (EXPAND, step)))


DERIVATIVES: dict[str, tuple[Context, Term]] = {
    "of an even signal": (replace(INTEGERS, symmetries=(Symmetry("f", (ZERO,)),)), diff(sample(f, n), "f", k)),
    "of a causal signal": (replace(INTEGERS, supports=(Support("f", 0, ZERO, None),)), diff(sample(f, n), "f", k)),
    "of a periodic signal": (replace(INTEGERS, periods=(Period("f", 0, s),)), diff(sample(f, n), "f", k)),
    "through an equation": (
        replace(INTEGERS, equations=(Equation("g", ("a",), sample(f, "a")),)),
        diff(sample(g, n), "f", k),
    ),
    "of a divergent sum": (INTEGERS, diff(total("m", body=sample(f, n)), "f", k)),
    "by a bound index": (INTEGERS, diff(total("m", body=sample(f, m)), "f", m)),
    "in another dimension": (INTEGERS, diff(sample(f, n), "f", k, k)),
    "of an operator": (INTEGERS, diff(sample(conv(f, g), n), "f", k)),
}


@pytest.mark.parametrize("trap", DERIVATIVES)
def test_derivatives_without_meaning_are_refused(trap: str) -> None:
    """Entries must be independent variables, definitions unfolded, sums convergent."""
    context, body = DERIVATIVES[trap]
    step = ("differentiate", ((),))

    refused_by_both(claim(context, body, body, (step, EXPAND), (step, EXPAND)))


def test_unfolding_never_captures() -> None:
    """(n ↦ Σ_m f[n + m])[m], under a sum over m: the inner index must be renamed first."""
    inner = seq((("a", 0),), total("b", body=times(sample(f, "b"), sample(g, symbol("a") - symbol("b")))))
    body = total("m", body=times(sample(f, "m"), sample(inner, m)))
    captured = Term("sum", (Term("times", (sample(f, "b"), sample(inner, "b"))),), (ZERO,), ("b",))
    env = Environment(INTEGERS)

    apply_rule(env, body, ("unfold", ((0, 1), ())))
    with pytest.raises(LogicError, match="capture"):
        apply_rule(env, captured, ("unfold", ((0, 1), ())))
    with pytest.raises(LogicError, match="not new"):
        apply_rule(env, body, ("unfold", ((0, 1), ("m",))))


def test_a_negative_position_cannot_duplicate_a_product() -> None:
    """f[n] = 2·½f[−n] + f[n] was once accepted through position −1."""
    lhs, rhs = sample(f, n), plus(sample(f, -n), sample(f, n))
    for position in (-1, -2):
        certificate = claim(INTEGERS, lhs, rhs, (EXPAND,), (EXPAND,))
        certificate["steps"]["rhs"].append(["tidy", position])
        with pytest.raises(LogicError):
            replay(certificate)


def test_a_true_conclusion_needs_true_steps() -> None:
    """The correct equation with a wrong substitution is refused too."""
    certificate = commutes()
    certificate["steps"]["lhs"][2][4], certificate["steps"]["lhs"][2][5] = (
        certificate["steps"]["lhs"][2][5],
        certificate["steps"]["lhs"][2][4],
    )

    with pytest.raises(LogicError):
        replay(certificate)


def test_a_named_signal_is_not_unfolded() -> None:
    """Only operators, lambdas and signals with an equation have a definition."""
    env = Environment(INTEGERS)
    with pytest.raises(LogicError, match="no definition"):
        apply_rule(env, sample(f, n), ("unfold", ((), ())))
    with pytest.raises(LogicError, match="no sample"):
        apply_rule(env, constant(1), ("unfold", ((), ())))
    with pytest.raises(LogicError, match="expand first"):
        apply_rule(env, sample(f, n), ("tidy", (None,)))


def test_products_do_not_multiply_without_bound() -> None:
    """Splitting a thousand products is refused before it costs anything."""
    env = Environment(INTEGERS)
    state = apply_rule(env, sample(f, n), EXPAND)
    with pytest.raises(LogicError, match="too many"):
        apply_rule(env, state * 1000, ("split", (0, n)))


def test_theorems_are_made_by_replaying_only() -> None:
    """The constructor and `dataclasses.replace` refuse."""
    goal = Goal(INTEGERS, sample(f, n), sample(g, n))
    theorem = replay(commutes())

    with pytest.raises(LogicError):
        Theorem(goal)
    with pytest.raises((LogicError, ValueError, TypeError)):
        replace(theorem, goal=goal)


def test_complex_signals_are_not_conjugated_for_free() -> None:
    """corr(f, h) = conv(f, flip(h)) holds for real h; for complex h the same steps do not end alike."""
    real, q = signals("fh"), symbol("q")
    left = (UNFOLD_M, EXPAND, ("reindex", (0, ("m",), (("q", ZERO),), (-q,), (-m,))))
    right = (UNFOLD_K, ("unfold", ((0, 1), ())), EXPAND, ("reindex", (0, ("k",), (("q", ZERO),), (n - q,), (n - k,))))
    lhs, rhs = sample(corr(f, h), n), sample(conv(f, apply("flip", h)), n)

    assert isinstance(replay(claim(real, lhs, rhs, left, right)), Theorem)
    with pytest.raises(LogicError, match="different sums"):
        replay(claim(signals("fh", real=False), lhs, rhs, left, right))


def test_conj_of_a_number_is_not_forgotten() -> None:
    """conj(I) = −I, conj(z^n) is a power of the conjugate."""
    context = replace(INTEGERS, scalars=(ZZ,))
    for body in (constant("I"), constant("z"), power("z", n), phase(symbol("pi") * n * number(Fraction(1, 3)))):
        with pytest.raises(LogicError, match="different sums"):
            replay(claim(context, conj(body), body, (EXPAND,), (EXPAND,)))


def test_fuel_runs_out() -> None:
    """A certificate that splits again and again is refused."""
    certificate = claim(INTEGERS, sample(f, n), sample(f, n), (EXPAND,), (EXPAND,))
    certificate["steps"]["lhs"] += [["split", 0, [["1", [["n", 1]]]]]] * 2000

    with pytest.raises(LogicError, match=r"fuel|too many"):
        replay(certificate)


def test_replaying_changes_nothing() -> None:
    """The certificate handed in is left as it was."""
    certificate = commutes()
    before = deepcopy(certificate)
    replay(certificate)

    assert certificate == before


def test_a_signal_by_any_name() -> None:
    """The names of signals do not matter to rules; a Cyrillic f is another name than f."""
    certificate = commutes()
    certificate["rhs"][1][0][1][1] = ["symbol", [], [], ["\N{CYRILLIC SMALL LETTER EF}"]]

    with pytest.raises(LogicError, match="no signal"):
        replay(certificate)
    assert signal("f") != signal("\N{CYRILLIC SMALL LETTER EF}")
