"""True statements, built as terms: what the soundness tests prove, replay, mutate and evaluate."""

from __future__ import annotations

from dataclasses import dataclass

from symconv.polynomials import ONE, ZERO, Poly, number, symbol
from symconv.proving.building import (
    apply,
    conj,
    constant,
    delta,
    diff,
    guard,
    kronecker,
    plus,
    sample,
    seq,
    signal,
    step,
    summation,
    times,
)
from symconv.terms import Context, Equation, Goal, Period, Scalar, Signal, Support, Symmetry, Term


@dataclass(frozen=True)
class Case:
    """A true statement."""

    name: str
    goal: Goal


f, g, h, x, w, u, v, F, W = map(signal, "fghxwuvFW")
n, m, k, K, L, N, M, s, d, T = map(symbol, ("n", "m", "k", "K", "L", "N", "M", "s", "d", "T"))
TWO = number(2)


def conv(a: Term, b: Term, *numbers: Poly | int | str) -> Term:
    """Convolution."""
    return apply("conv", a, b, numbers=numbers)


def corr(a: Term, b: Term, *numbers: Poly | int | str) -> Term:
    """Correlation."""
    return apply("corr", a, b, numbers=numbers)


def flip(a: Term) -> Term:
    """Time reversal."""
    return apply("flip", a)


def shift(a: Term, by: Poly | int | str) -> Term:
    """Shift a signal."""
    return apply("shift", a, numbers=(by,))


def up(a: Term, by: Poly | int | str = "s") -> Term:
    """Up-sampling."""
    return apply("up", a, numbers=(by,))


def down(a: Term, by: Poly | int | str = "s") -> Term:
    """Down-sampling."""
    return apply("down", a, numbers=(by,))


def inner(a: Term, b: Term) -> Term:
    """Return the inner product."""
    return sample(apply("inner", a, b))


def dft(a: Term) -> Term:
    """Return the discrete Fourier transform."""
    return apply("dft", a)


def minus(a: Term) -> Term:
    """Return the negative."""
    return times(constant(-1), a)


def limited(name: str, first: Poly, last: Poly, body: Term) -> Term:
    """Return Σ over first ≤ name ≤ last."""
    return summation(((name, 0),), times(guard(symbol(name) - first), guard(last - symbol(name)), body))


def total(*names: str, body: Term) -> Term:
    """Return Σ over all integers."""
    return summation(tuple((name, 0) for name in names), body)


def signals(
    names: str,
    integers: str = "n",
    positive: str = "",
    *,
    real: bool = True,
    axes: tuple[Poly, ...] = (ZERO,),
    **more: object,
) -> Context:
    """Return a context with one-letter names."""
    declared = tuple(Signal(name, axes, real) for name in names)
    return Context(declared, integers=tuple(integers), positive=tuple(positive), **more)  # type: ignore[arg-type]


EVEN = (Symmetry("h", (ZERO,)),)
ODD = (Symmetry("h", (ZERO,), -1),)
HERMITIAN = (Symmetry("h", (ZERO,), 1, True),)
RESIDUES = signals("fg", "nk", "N", real=False, axes=(N,))
FOLDED = Context((Signal("f", (s * M,), False), Signal("g", (M,), False)), integers=("k", "n"), positive=("s", "M"))
Z = Context((Signal("f"), Signal("g")), (Scalar("z", False, True),))
OMEGA = Context((Signal("f"), Signal("g")), (Scalar("t"),))
SEPARABLE = Context(
    (Signal("F", (ZERO, ZERO)), Signal("u"), Signal("v"), Signal("W", (ZERO, ZERO))),
    integers=("n", "k"),
    equations=(Equation("W", ("a", "b"), times(sample(u, "a"), sample(v, "b"))),),
)
WINDOW = Context(
    (Signal("f"), Signal("h")),
    integers=("n", "K", "L"),
    supports=(Support("h", 0, ZERO, K - ONE), Support("f", 0, ZERO, L - ONE)),
)
CAUSAL = signals("fh", supports=(Support("h", 0, ZERO, None), Support("f", 0, ZERO, None)))
VALID = Context(
    (Signal("x"), Signal("w")),
    integers=("n", "K", "L", "M"),
    positive=("s",),
    supports=(Support("w", 0, ZERO, K - ONE),),
    nonnegative=(L - s * (M - ONE) - K, n, M - ONE - n),
)
BEZOUT = Context(
    (Signal("f"),), integers=("n", "x", "y"), positive=("s", "d"), zero=(symbol("x") * s + symbol("y") * d - ONE,)
)
BOX = limited("m", ZERO, L - ONE, times(guard(n - m), guard(L - ONE - n + m)))
TRIANGLE = plus(
    times(constant(n + ONE), guard(n), guard(L - ONE - n)),
    times(constant(TWO * L - ONE - n), guard(n - L), guard(TWO * L - ONE - n)),
)
MOMENT = plus(
    times(total("m", body=times(constant("m"), sample(f, "m"))), total("p", body=sample(g, "p"))),
    times(total("q", body=sample(f, "q")), total("r", body=times(constant("r"), sample(g, "r")))),
)
LOSS = total("n", body=times(sample(corr(x, w), "n"), sample(corr(x, w), "n")))
CHECKERBOARD = plus(
    total("c", "e", body=times(sample(f, TWO * symbol("c")), sample(f, TWO * symbol("e")))),
    total("i", "j", body=times(sample(f, TWO * symbol("i") + ONE), sample(f, TWO * symbol("j") + ONE))),
)
ROTATED = total("a", "b", body=times(sample(f, symbol("a") + symbol("b")), sample(f, symbol("a") - symbol("b"))))
FOLD = limited(
    "m",
    ZERO,
    N - ONE,
    times(total("q", body=sample(f, m + N * symbol("q"))), total("p", body=sample(g, n - m + N * symbol("p")))),
)


def _case(name: str, context: Context, lhs: Term, rhs: Term) -> Case:
    return Case(name, Goal(context, lhs, rhs))


CASES: tuple[Case, ...] = (
    _case(
        "correlation is convolution with the flipped signal",
        signals("fh"),
        sample(corr(f, h), n),
        sample(conv(f, flip(h)), n),
    ),
    _case(
        "the same for complex signals",
        signals("fh", real=False),
        sample(corr(f, h), n),
        sample(conv(f, flip(conj(h))), n),
    ),
    _case("convolution commutes", signals("fh"), sample(conv(f, h), n), sample(conv(h, f), n)),
    _case("convolution associates", signals("fgh"), sample(conv(conv(f, g), h), n), sample(conv(f, conv(g, h)), n)),
    _case(
        "convolution distributes",
        signals("fgh"),
        sample(conv(plus(f, g), h), n),
        sample(plus(conv(f, h), conv(g, h)), n),
    ),
    _case("the unit impulse is neutral", signals("f"), sample(conv(f, delta()), n), sample(f, n)),
    _case(
        "convolution commutes with shifts",
        signals("fg", "nk"),
        sample(conv(shift(f, k), g), n),
        sample(shift(conv(f, g), k), n),
    ),
    _case("an even kernel", signals("fh", symmetries=EVEN), sample(corr(f, h), n), sample(conv(f, h), n)),
    _case("an odd kernel", signals("fh", symmetries=ODD), sample(corr(f, h), n), sample(minus(conv(f, h)), n)),
    _case(
        "a Hermitian kernel",
        signals("fh", real=False, symmetries=HERMITIAN),
        sample(corr(f, h), n),
        sample(conv(f, h), n),
    ),
    _case(
        "a kernel with linear phase",
        signals("fh", "nc", symmetries=(Symmetry("h", (symbol("c"),)),)),
        sample(corr(f, h), n),
        sample(conv(f, h), n + symbol("c")),
    ),
    _case("correlation reversed", signals("fh", real=False), sample(corr(f, h), n), sample(flip(conj(corr(h, f))), n)),
    _case("the adjoint of convolution", signals("fgh", "", real=False), inner(conv(f, h), g), inner(f, corr(g, h))),
    _case(
        "even and odd are orthogonal",
        signals("fh", "", symmetries=(Symmetry("f", (ZERO,)), *ODD)),
        inner(f, h),
        constant(0),
    ),
    _case(
        "the gradient by the input",
        signals("xwg", "k", "sd"),
        diff(total("n", body=times(sample(g, "n"), sample(corr(x, w, s, d, 0), "n"))), "x", k),
        sample(conv(up(g), up(w, d)), k),
    ),
    _case(
        "the gradient by the kernel",
        signals("xwg", "kp", "sd"),
        diff(total("n", body=times(sample(g, "n"), sample(corr(x, w, s, d, "p"), "n"))), "w", k),
        sample(corr(x, g, d, s, "p"), k),
    ),
    _case(
        "the gradient through two layers",
        signals("xwgv", "k"),
        diff(inner(g, corr(corr(x, w), v)), "w", k),
        sample(corr(x, conv(g, v)), k),
    ),
    _case(
        "a Hessian",
        signals("xw", "kl"),
        diff(diff(LOSS, "w", k), "w", "l"),
        times(constant(2), sample(corr(x, x), k - symbol("l"))),
    ),
    _case("up then down", signals("f", "n", "s"), sample(down(up(f)), n), sample(f, n)),
    _case(
        "down then up",
        signals("f", "n", "s"),
        sample(up(down(f)), n),
        times(sample(f, n), total("m", body=kronecker(n - s * m))),
    ),
    _case(
        "the first noble identity",
        signals("fg", "n", "s"),
        sample(down(conv(f, up(g))), n),
        sample(conv(down(f), g), n),
    ),
    _case(
        "the second noble identity", signals("fg", "n", "s"), sample(up(conv(f, g)), n), sample(conv(up(f), up(g)), n)
    ),
    _case("up by 3 and down by 2 commute", signals("f"), sample(down(up(f, 3), 2), n), sample(up(down(f, 2), 3), n)),
    _case("coprime factors commute", BEZOUT, sample(down(up(f), d), n), sample(up(down(f, d)), n)),
    _case(
        "two phases",
        signals("fg"),
        sample(down(conv(f, g), 2), n),
        plus(sample(conv(down(f, 2), down(g, 2)), n), sample(conv(down(shift(f, -1), 2), down(shift(g, 1), 2)), n)),
    ),
    _case(
        "s phases",
        signals("fg", "n", "s"),
        sample(down(conv(f, g)), n),
        limited("r", ZERO, s - ONE, sample(conv(down(shift(f, -symbol("r"))), down(shift(g, "r"))), n)),
    ),
    _case(
        "a signal from its s phases",
        signals("f", "n", "s"),
        sample(f, n),
        limited("r", ZERO, s - ONE, sample(shift(up(down(shift(f, -symbol("r")))), "r"), n)),
    ),
    _case("rotated coordinates", signals("f", ""), ROTATED, CHECKERBOARD),
    _case("the convolution theorem", RESIDUES, sample(dft(conv(f, g)), k), times(sample(dft(f), k), sample(dft(g), k))),
    _case(
        "the DFT of a product",
        RESIDUES,
        sample(dft(times(f, g)), k),
        times(constant(symbol("N", -1)), sample(conv(dft(f), dft(g)), k)),
    ),
    _case("the inverse DFT", RESIDUES, sample(apply("idft", dft(f)), n), sample(f, n)),
    _case("Parseval's theorem", RESIDUES, inner(f, g), times(constant(symbol("N", -1)), inner(dft(f), dft(g)))),
    _case("the DFT of an upsampled signal", FOLDED, sample(dft(up(g)), k), sample(dft(g), k)),
    _case(
        "aliasing",
        FOLDED,
        sample(dft(down(f)), k),
        times(constant(symbol("s", -1)), limited("j", ZERO, s - ONE, sample(dft(f), k + symbol("j") * M))),
    ),
    _case(
        "circular convolution is folded",
        signals("fg", "n", "N"),
        FOLD,
        total("r", body=sample(conv(f, g), n + N * symbol("r"))),
    ),
    _case(
        "the z-transform of a convolution",
        Z,
        sample(apply("ztransform", conv(f, g), numbers=("z", 1))),
        times(sample(apply("ztransform", f, numbers=("z", 1))), sample(apply("ztransform", g, numbers=("z", 1)))),
    ),
    _case(
        "the spectrum of a convolution",
        OMEGA,
        sample(apply("dtft", conv(f, g), numbers=("t",))),
        times(sample(apply("dtft", f, numbers=("t",))), sample(apply("dtft", g, numbers=("t",)))),
    ),
    _case(
        "the first moment", signals("fg", ""), total("n", body=times(constant("n"), sample(conv(f, g), "n"))), MOMENT
    ),
    _case(
        "correlation in 2-D",
        signals("FW", "nm", axes=(ZERO, ZERO)),
        sample(corr(F, W), n, m),
        sample(conv(F, flip(W)), n, m),
    ),
    _case(
        "a separable kernel",
        SEPARABLE,
        sample(conv(F, W), n, k),
        sample(conv(conv(F, apply("outer", u, delta())), apply("outer", delta(), v)), n, k),
    ),
    _case(
        "a finite kernel",
        WINDOW,
        sample(conv(f, h), n),
        limited("m", ZERO, K - ONE, times(sample(h, m), sample(f, n - m))),
    ),
    _case(
        "causal signals", CAUSAL, sample(conv(f, h), n), limited("m", ZERO, n, times(sample(f, m), sample(h, n - m)))
    ),
    _case("beyond the last sample", WINDOW, times(sample(conv(f, h), n), guard(n - L - K + ONE)), constant(0)),
    _case(
        "strided windows inside the input",
        VALID,
        sample(corr(times(x, seq((("j", 0),), times(guard("j"), guard(L - ONE - symbol("j"))))), w, s, 1, 0), n),
        sample(corr(x, w, s, 1, 0), n),
    ),
    _case("a box with itself is a triangle", signals("f", "nL"), BOX, TRIANGLE),
    _case(
        "the running sum", signals("f"), sample(conv(f, step()), n), total("m", body=times(guard(n - m), sample(f, m)))
    ),
    _case(
        "the difference of the running sum",
        signals("f"),
        plus(sample(conv(f, step()), n), minus(sample(conv(f, step()), n - ONE))),
        sample(f, n),
    ),
    _case(
        "a sum of three",
        signals("f"),
        limited("m", ZERO, TWO, sample(f, n - m)),
        plus(sample(f, n), sample(f, n - ONE), sample(f, n - TWO)),
    ),
    _case(
        "no integer between 1/3 and 2/3",
        signals("f", ""),
        limited("m", ZERO, TWO, times(guard(number(3) * m - ONE), guard(TWO - number(3) * m), sample(f, m))),
        constant(0),
    ),
    _case(
        "a periodic signal stays periodic",
        signals("fh", "n", "T", periods=(Period("f", 0, T),)),
        sample(conv(f, h), n + T),
        sample(conv(f, h), n),
    ),
)
