"""Every primitive rule on the smallest example that shows what it does; what it refuses is in tests/soundness."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symconv.contexts import Environment
from symconv.errors import LogicError
from symconv.logic import apply_rule, encode, replay, rule_table, run
from symconv.polynomials import ONE, TURN, ZERO, Poly, number, symbol
from symconv.products import collect
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
from symconv.terms import Context, Equation, Goal, Period, Product, Scalar, Signal, Support, Symmetry, Term

f, g, x = signal("f"), signal("g"), signal("x")
n, k, m, p, q, r, N, s, a, b = map(symbol, ("n", "k", "m", "p", "q", "r", "N", "s", "a", "b"))
TWO, HALF = number(2), number(Fraction(1, 2))
Z = Environment(
    Context(
        (
            Signal("f"),
            Signal("g"),
            Signal("x"),
            Signal("c", (ZERO,), False),
            Signal("d", (ZERO,), False),
            Signal("y"),
            Signal("t"),
        ),
        (Scalar("z", False, True), Scalar("w")),
        ("n", "k", "a", "b"),
        ("s", "N"),
        (Symmetry("g", (k,), -1), Symmetry("c", (ZERO,), 1, True)),
        (Period("t", 0, N),),
        (Support("x", 0, ZERO, N - ONE),),
        (Equation("y", ("i",), times(sample(f, "i"), sample(g, "i"))),),
        zero=(a * s + b * N - ONE,),
    )
)
R = Environment(Context((Signal("f", (N,), False), Signal("g", (N,), False)), (), ("n", "k"), ("s", "N")))


def entry(name: str, *index: Poly) -> Term:
    """Return an atom f[e]."""
    return sample(name, *index)


def over(*names: str, modulus: Poly = ZERO) -> tuple[tuple[str, Poly], ...]:
    """Return binders."""
    return tuple((name, modulus) for name in names)


def one(*atoms: Term, bound: tuple[tuple[str, Poly], ...] = (), c: Poly = ONE) -> tuple[Product, ...]:
    """Return a sum of a single product."""
    return (Product(c, bound, atoms),)


UNFOLDED: tuple[tuple[str, Term, tuple[str, ...], Term], ...] = (
    ("conv", sample(apply("conv", f, g), n), ("m",), summation((("m", 0),), times(sample(f, m), sample(g, n - m)))),
    (
        "corr",
        sample(apply("corr", f, g), n),
        ("m",),
        summation((("m", 0),), times(sample(f, n + m), conj(sample(g, m)))),
    ),
    (
        "conv with stride, dilation, padding",
        sample(apply("conv", f, g, numbers=("s", 2, "k")), n),
        ("m",),
        summation((("m", 0),), times(sample(f, s * n - TWO * m - k), sample(g, m))),
    ),
    ("flip", sample(apply("flip", f), n), (), sample(f, -n)),
    ("shift", sample(apply("shift", f, numbers=("k",)), n), (), sample(f, n - k)),
    ("down", sample(apply("down", f, numbers=("s",)), n), (), sample(f, s * n)),
    (
        "up",
        sample(apply("up", f, numbers=("s",)), n),
        ("m",),
        summation((("m", 0),), times(sample(f, m), kronecker(n - s * m))),
    ),
    ("outer", sample(apply("outer", f, g), n, k), (), times(sample(f, n), sample(g, k))),
    (
        "inner",
        sample(apply("inner", f, g)),
        ("m",),
        summation((("m", 0),), times(sample(f, m), conj(sample(g, m)))),
    ),
    ("delta", sample(Term("delta", (), (ZERO,)), n), (), Term("times", (constant(1), kronecker(n)))),
    ("step", sample(Term("step", (), (ZERO,)), n), (), Term("times", (constant(1), guard(n)))),
    (
        "ztransform",
        sample(apply("ztransform", f, numbers=("z", 1))),
        ("m",),
        summation((("m", 0),), times(sample(f, m), power("z", -m))),
    ),
    (
        "ztransform at −z²",
        sample(apply("ztransform", f, numbers=(-symbol("z", 2), "s"))),
        ("m",),
        summation((("m", 0),), times(sample(f, m), phase(-symbol("pi") * s * m), power("z", -TWO * s * m))),
    ),
    (
        "dtft",
        sample(apply("dtft", f, numbers=("w",))),
        ("m",),
        summation((("m", 0),), times(sample(f, m), phase(-symbol("w") * m))),
    ),
    ("a sum of signals", sample(plus(f, g), n), (), plus(sample(f, n), sample(g, n))),
    ("a multiple of a signal", sample(times(constant("z"), f), n), (), times(constant("z"), sample(f, n))),
    (
        "a lambda",
        sample(seq((("i", 0),), times(constant("i"), sample(f, "i"))), n + k),
        (),
        times(constant(n + k), sample(f, n + k)),
    ),
    ("an equation", sample("y", n), (), times(sample(f, n), sample(g, n))),
)


@pytest.mark.parametrize(("body", "names", "expected"), [case[1:] for case in UNFOLDED], ids=[c[0] for c in UNFOLDED])
def test_unfold(body: Term, names: tuple[str, ...], expected: Term) -> None:
    """Every operator is its definition in the handbook."""
    assert apply_rule(Z, body, ("unfold", ((), names))) == expected


def test_unfold_the_transforms_of_residues() -> None:
    """DFT and its inverse, with the factor 1/N."""
    turns = TURN * k * m * symbol("N", -1)
    forward = summation((("m", N),), times(sample(f, m), phase(-turns)))
    backward = times(constant(symbol("N", -1)), summation((("m", N),), times(sample(f, m), phase(turns))))

    assert apply_rule(R, sample(apply("dft", f), k), ("unfold", ((), ("m",)))) == forward
    assert apply_rule(R, sample(apply("idft", f), k), ("unfold", ((), ("m",)))) == backward


def test_unfold_renames_the_indices_of_a_lambda() -> None:
    """(i ↦ Σ_p f[p] g[i − p])[n] with p renamed to q."""
    inner = seq((("i", 0),), summation((("p", 0),), times(sample(f, "p"), sample(g, symbol("i") - p))))
    expected = summation((("q", 0),), times(sample(f, "q"), sample(g, n - q)))

    assert apply_rule(Z, sample(inner, n), ("unfold", ((), ("q",)))) == expected


def test_differentiate() -> None:
    """∂/∂f[k] Σ_m f[m]² g[m] has a term for each factor; the conjugate counts as constant."""
    body = summation((("m", 0),), times(sample(f, m), sample(f, m), sample(g, m)))
    term = summation((("m", 0),), Term("times", (constant(1), kronecker(m - k), sample(f, m), sample(g, m))))
    other = summation((("m", 0),), Term("times", (constant(1), sample(f, m), kronecker(m - k), sample(g, m))))
    square = times(sample("d", n), conj(sample("d", n)))

    assert apply_rule(Z, diff(body, "f", k), ("differentiate", ((),))) == plus(term, other)
    assert apply_rule(Z, diff(square, "d", k), ("differentiate", ((),))) == Term(
        "plus", (Term("times", (constant(1), kronecker(n - k), conj(sample("d", n)))),)
    )
    assert apply_rule(Z, diff(square, "d", k, conjugate=True), ("differentiate", ((),))) == Term(
        "plus", (Term("times", (constant(1), sample("d", n), kronecker(n - k))),)
    )
    assert apply_rule(Z, diff(sample(f, n), "f", k), ("differentiate", ((),))) == Term(
        "plus", (Term("times", (constant(1), kronecker(n - k))),)
    )
    assert apply_rule(Z, diff(sample(g, n), "f", k), ("differentiate", ((),))) == constant(0)


def test_expand_distributes_and_conjugates() -> None:
    """conj((1 + I)·c[n]·z^n·e^{Iw}) = (1 − I)·conj(c[n])·z̄^n·e^{−Iw}; products distribute over sums."""
    body = conj(times(constant(ONE + symbol("I")), sample("c", n), power("z", n), phase(symbol("w"))))
    squares = times(plus(sample(f, n), sample(f, k)), plus(sample(f, n), constant("z")))

    assert apply_rule(Z, body, ("expand", ())) == one(
        conj(sample("c", n)), power("~z", n), phase(-symbol("w")), c=ONE - symbol("I")
    )
    assert apply_rule(Z, squares, ("expand", ())) == (
        *one(entry("f", n), entry("f", n)),
        *one(entry("f", n), c=symbol("z")),
        *one(entry("f", k), entry("f", n)),
        *one(entry("f", k), c=symbol("z")),
    )


RULES = (
    ("sift", Z, one(kronecker(n - m), entry("f", m), bound=over("m")), (0, 0, "m"), one(entry("f", n))),
    ("sift", Z, one(entry("f", m), kronecker(m + n), bound=over("m")), (0, 1, "m"), one(entry("f", -n))),
    ("sift", R, one(kronecker(n - m, N), entry("f", m), bound=over("m", modulus=N)), (0, 0, "m"), one(entry("f", n))),
    ("insert", Z, one(entry("f", n)), (0, "m", n, ZERO), one(kronecker(m - n), entry("f", n), bound=over("m"))),
    (
        "use",
        Z,
        one(kronecker(n - TWO * m), entry("f", n), bound=over("m")),
        (0, 0, "n"),
        one(kronecker(n - TWO * m), entry("f", TWO * m), bound=over("m")),
    ),
    ("use", R, one(kronecker(n - k, N), entry("f", n)), (0, 0, "n"), one(kronecker(n - k, N), entry("f", k))),
    # δ[2n − 3m] leaves n = 3q, m = 2q; Bézout: −1·2 + 1·3 = 1.
    (
        "lattice",
        Z,
        one(kronecker(TWO * n - number(3) * m), entry("f", m), bound=over("m")),
        (0, 0, "m", TWO, -ONE, ONE),
        one(entry("f", TWO * m), kronecker(n - number(3) * m), bound=over("m")),
    ),
    (
        "lattice",
        Z,
        one(kronecker(s * n - N * m), entry("f", m), bound=over("m")),
        (0, 0, "m", s, a, b),
        one(entry("f", s * m), kronecker(n - N * m), bound=over("m")),
    ),
    (
        "reindex",
        Z,
        one(entry("f", m), entry("g", n - m), bound=over("m")),
        (0, ("m",), over("p"), (n - p,), (n - m,)),
        one(entry("f", n - p), entry("g", p), bound=over("p")),
    ),
    (
        "reindex",
        Z,
        one(entry("f", m), entry("g", p), bound=over("m", "p")),
        (0, ("m", "p"), over("m", "p"), (TWO * m + p, m + p), (m - p, TWO * p - m)),
        one(entry("f", TWO * m + p), entry("g", m + p), bound=over("m", "p")),
    ),
    (
        "reindex",
        R,
        one(entry("f", m), bound=over("m", modulus=N)),
        (0, ("m",), over("p", modulus=N), (n - p,), (n - m,)),
        one(entry("f", n - p), bound=over("p", modulus=N)),
    ),
    ("reflect", Z, one(entry("g", n)), (0, 0, 0), one(entry("g", k - n), c=-ONE)),
    ("reflect", Z, one(entry("c", n)), (0, 0, 1), one(conj(entry("c", -n)))),
    ("reflect", Z, one(conj(entry("c", n))), (0, 0, 1), one(entry("c", -n))),
    ("wrap", Z, one(entry("t", n + N)), (0, 0, 0, 0, -ONE), one(entry("t", n))),
    ("wrap", R, one(entry("f", n)), (0, 0, 0, 0, k), one(entry("f", n + k * N))),
    ("wrap", R, one(kronecker(n, N)), (0, 0, 0, 0, ONE), one(kronecker(n + N, N))),
    ("wrap", Z, one(guard(n)), (0, 0, 0, 1, n), one(guard(n + n * (a * s + b * N - ONE)))),
    (
        "orthogonality",
        R,
        one(phase(TURN * m * n * symbol("N", -1)), entry("f", k), bound=over("m", modulus=N)),
        (0, "m"),
        one(kronecker(n, N), phase(ZERO), entry("f", k), c=N),
    ),
    (
        "orthogonality",
        R,
        one(entry("f", k), bound=over("m", modulus=N)),
        (0, "m"),
        one(entry("f", k), kronecker(ZERO, N), phase(ZERO), c=N),
    ),
    # 0 + 1 + … + n = n(n + 1)/2, with S(m) = m(m − 1)/2.
    (
        "count",
        Z,
        one(guard(m), guard(n - m), bound=over("m"), c=m),
        (0, "m", HALF * m * (m - ONE)),
        one(guard(n), c=HALF * n * (n + ONE)),
    ),
    (
        "count",
        Z,
        one(guard(m - k), guard(n - m), entry("f", n), bound=over("m")),
        (0, "m", m),
        one(entry("f", n), guard(n - k), c=n - k + ONE),
    ),
    # (z − 1)·(1 + z + … + z^n) = z^(n+1) − 1, with S = 1.
    (
        "count",
        Z,
        one(guard(m), guard(n - m), power("z", m), bound=over("m"), c=symbol("z") - ONE),
        (0, "m", ONE),
        (*one(power("z", n + ONE), guard(n)), *one(power("z", ZERO), guard(n), c=-ONE)),
    ),
    # −1 + 1 − … = ½·((−1)^n − (−1)^k), with S = −½ and the ratio −1.
    (
        "count",
        Z,
        one(phase(symbol("pi") * m), guard(m - k), entry("f", n), guard(n - ONE - m), bound=over("m")),
        (0, "m", -HALF),
        (
            *one(phase(symbol("pi") * n), entry("f", n), guard(n - ONE - k), c=-HALF),
            *one(phase(symbol("pi") * k), entry("f", n), guard(n - ONE - k), c=HALF),
        ),
    ),
    # x[m] ≠ 0 only for 0 ≤ m: the negated goal is fact 0, m ≥ 0 fact 1.
    ("add_guard", Z, one(entry("x", n)), (0, n, ((((0, ONE), (1, ONE)), 1),)), one(entry("x", n), guard(n))),
    ("drop_guard", Z, one(guard(n), entry("x", n)), (0, 0, ((((0, ONE), (1, ONE)), 1),)), one(entry("x", n))),
    (
        "split",
        Z,
        one(entry("f", n)),
        (0, n - k),
        (*one(entry("f", n), guard(n - k)), *one(entry("f", n), guard(k - n - ONE))),
    ),
    (
        "divide",
        Z,
        one(entry("f", m), bound=over("m")),
        (0, "m", s, "q", "r"),
        one(entry("f", s * q + r), guard(r), guard(s - ONE - r), bound=over("q", "r")),
    ),
    (
        "share",
        Z,
        one(entry("f", n), c=n),
        (0, HALF),
        (*one(entry("f", n), c=HALF * n), *one(entry("f", n), c=HALF * n)),
    ),
    (
        "residues",
        Z,
        one(guard(m), entry("t", m), guard(N - ONE - m), bound=over("m")),
        (0, "m", N),
        one(entry("t", m), bound=over("m", modulus=N)),
    ),
    (
        "residues",
        Z,
        one(entry("t", m), bound=over("m", modulus=N)),
        (0, "m", N),
        one(entry("t", m), guard(m), guard(N - ONE - m), bound=over("m")),
    ),
)


@pytest.mark.parametrize(("rule", "env", "before", "arguments", "after"), RULES, ids=[case[0] for case in RULES])
def test_rules(
    rule: str, env: Environment, before: tuple[Product, ...], arguments: tuple[object, ...], after: tuple[Product, ...]
) -> None:
    """Expected products by hand, from the rule's card."""
    assert apply_rule(env, before, (rule, arguments)) == after


def test_lift() -> None:
    """δ_N[m] with 0 ≤ m < N is δ[m]; the facts are the negated goal and the two guards."""
    before = one(kronecker(m, N), guard(m), guard(N - ONE - m), bound=over("m"))
    low = ((((0, ONE), (1, ONE), (3, ONE)), 1),)
    high = ((((0, ONE), (2, ONE)), 1),)
    env = Environment(Context(positive=("N",)))

    assert apply_rule(env, before, ("lift", (0, 0, low, high))) == one(
        kronecker(m), guard(m), guard(N - ONE - m), bound=over("m")
    )


TIDY = (
    ("δ of 0 goes", Z, one(kronecker(ZERO), entry("f", n)), one(entry("f", n))),
    ("δ of 1 vanishes", Z, one(kronecker(ONE)), ()),
    ("δ of a positive parameter vanishes", Z, one(kronecker(s)), ()),
    ("δ[2n + 1] vanishes", Z, one(kronecker(TWO * n + ONE)), ()),
    ("δ[2n − 4k] is δ[n − 2k]", Z, one(kronecker(TWO * n - number(4) * k)), one(kronecker(n - TWO * k))),
    ("δ[s·n] is δ[n]", Z, one(kronecker(s * n)), one(kronecker(n))),
    ("δ stands once", Z, one(kronecker(n - k), kronecker(k - n)), one(kronecker(n - k))),
    ("δ modulo N stays", R, one(kronecker(ONE, N)), one(kronecker(ONE, N))),
    ("δ modulo s·N divides", R, one(kronecker(s * n, s * N)), one(kronecker(n, N))),
    ("δ modulo 1 goes", R, one(kronecker(n, ONE)), one()),
    ("δ modulo 4 of 2n + 1 vanishes", R, one(kronecker(TWO * n + ONE, number(4))), ()),
    ("an index modulo N", R, one(entry("f", n + k * N)), one(entry("f", n))),
    ("a guard that holds goes", Z, one(guard(ZERO), guard(ONE)), one()),
    ("a guard that fails vanishes", Z, one(guard(-ONE), entry("f", n)), ()),
    ("a guard is rounded", Z, one(guard(TWO * n - ONE)), one(guard(n - ONE))),
    ("a guard loses a positive factor", Z, one(guard(s * n)), one(guard(n))),
    ("opposite guards are δ", Z, one(guard(n), entry("f", k), guard(-n)), one(kronecker(-n), entry("f", k))),
    ("phases join and turn", Z, one(phase(symbol("pi") * n), phase(symbol("pi") * n)), one()),
    ("a half turn is −1", Z, one(phase(symbol("pi"))), one(c=-ONE)),
    ("a quarter turn is I", Z, one(phase(HALF * symbol("pi"))), one(c=symbol("I"))),
    ("a free angle stays", Z, one(phase(TURN * symbol("w"))), one(phase(TURN * symbol("w")))),
    ("powers join", Z, one(power("z", n), power("z", ONE - n)), one(c=symbol("z"))),
    ("equal products add up", Z, (*one(entry("f", n)), *one(entry("f", n), c=TWO)), one(entry("f", n), c=number(3))),
    ("opposite products cancel", Z, (*one(entry("f", n)), *one(entry("f", n), c=-ONE)), ()),
    ("equal samples stay twice", Z, one(entry("f", n), entry("f", n)), one(entry("f", n), entry("f", n))),
)


@pytest.mark.parametrize(("env", "before", "after"), [case[1:] for case in TIDY], ids=[case[0] for case in TIDY])
def test_tidy(env: Environment, before: tuple[Product, ...], after: tuple[Product, ...]) -> None:
    """The bookkeeping of section 8 of the format, case by case."""
    assert apply_rule(env, before, ("tidy", (None,))) == after


def test_tidy_one_product_leaves_the_others() -> None:
    """With a position nothing else changes, and nothing is added up."""
    state = (*one(entry("f", n)), *one(entry("f", n), kronecker(ZERO)))

    assert apply_rule(Z, state, ("tidy", (1,))) == (*one(entry("f", n)), *one(entry("f", n)))
    assert apply_rule(Z, (*state, *one(guard(-ONE))), ("tidy", (2,))) == state


def test_rounding_proves_an_integer_gap() -> None:
    """3n ≥ 1 and 3n ≤ 2 have no integer solution, though a rational one."""
    state = one(guard(number(3) * n - ONE), guard(TWO - number(3) * n))
    env = Environment(Context(integers=("n",)))
    lines = ((((1, ONE),), 3), (((2, ONE),), 3), (((3, ONE), (4, ONE)), 1))

    assert apply_rule(env, state, ("add_guard", (0, -ONE, lines)))[0].atoms[-1] == guard(-ONE)
    with pytest.raises(LogicError):
        apply_rule(env, state, ("add_guard", (0, -ONE, ((((1, ONE), (2, ONE)), 1),))))


def test_a_delta_is_a_fact() -> None:
    """Where δ[n − k] is not 0, n ≥ k: the negated goal plus once the equation."""
    env = Environment(Context(integers=("n", "k")))
    proof = ((((0, ONE), (1, ONE)), 1),)

    assert apply_rule(env, one(kronecker(n - k)), ("add_guard", (0, n - k, proof))) == one(
        kronecker(n - k), guard(n - k)
    )


def test_sums_of_a_state() -> None:
    """Products of one kind add up, whatever the order of atoms and binders and the sign inside δ."""
    p1 = one(entry("f", m), kronecker(n - m), bound=over("m", "p"))
    p2 = one(kronecker(m - n), entry("f", m), bound=over("p", "m"), c=-ONE)

    assert collect((*p1, *p2)) == {}
    assert len(collect((*p1, *one(entry("f", m), bound=over("m"))))) == 2


def test_a_proof_by_hand() -> None:
    """f∗g = g∗f: unfold both, substitute k = n − m."""
    goal = Goal(
        Context((Signal("f"), Signal("g")), integers=("n",)),
        sample(apply("conv", f, g), n),
        sample(apply("conv", g, f), n),
    )
    left = (
        ("unfold", ((), ("m",))),
        ("expand", ()),
        ("reindex", (0, ("m",), (("k_", ZERO),), (n - symbol("k_"),), (n - m,))),
    )
    right = (("unfold", ((), ("k_",))), ("expand", ()))
    env = Environment(goal.context)

    assert collect(run(env, goal.lhs, left)) == collect(run(env, goal.rhs, right))  # type: ignore[arg-type]
    assert replay(certificate_of(goal, left, right)).goal == goal


def test_encoding_is_plain_json() -> None:
    """Polynomials and terms become lists of numbers and texts."""
    assert encode(n - m) == [["-1", [["m", 1]]], ["1", [["n", 1]]]]
    assert encode(HALF) == [["1/2", []]]
    assert encode(sample(f, n)) == ["sample", [["symbol", [], [], ["f"]]], [[["1", [["n", 1]]]]], []]
    assert encode(None) is None


def test_the_rule_table_is_complete() -> None:
    """Every rule has a card with more than one line."""
    assert all(len(card.splitlines()) >= 3 for _, card in rule_table())


def test_orthogonality_needs_roots_of_unity() -> None:
    """Σ_m exp(I·w·m) over residues is no sum of N-th roots of unity."""
    state = one(phase(symbol("w") * m), bound=over("m", modulus=N))

    with pytest.raises(LogicError, match="root of unity"):
        apply_rule(Z, state, ("orthogonality", (0, "m")))
