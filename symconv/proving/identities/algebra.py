"""The algebra of convolution: it commutes, associates, distributes, shifts; δ is its identity element."""

from __future__ import annotations

from typing import Final

from symconv.proving.identities.identity import Group, Identity

OPPENHEIM: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 2.4"
SEQUENCES: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 2.1"

ALGEBRA: Final = Group(
    "algebra",
    "Convolution as a product",
    (
        Identity("convolution-commutes", "conv(f, g) = conv(g, f)", source=OPPENHEIM),
        Identity("convolution-associates", "conv(conv(f, g), h) = conv(f, conv(g, h))", source=OPPENHEIM),
        Identity("convolution-distributes", "conv(f, g + h) = conv(f, g) + conv(f, h)", source=OPPENHEIM),
        Identity("convolution-is-homogeneous", "conv(a*f, g) = a*conv(f, g)", complex=True),
        Identity(
            "convolution-is-bilinear",
            "conv(a*f + b*g, h) = a*conv(f, h) + b*conv(g, h)",
            complex=True,
            source=OPPENHEIM,
        ),
        Identity("impulse-is-identity", "conv(f, delta) = f", source=OPPENHEIM),
        Identity("impulse-is-identity-2d", "conv(f, delta) = f", ("f in Z^2",)),
        Identity("delayed-impulse-delays", "conv(f, shift(delta, k)) = shift(f, k)", source=OPPENHEIM),
        Identity("shift-of-convolution-left", "shift(conv(f, g), k) = conv(shift(f, k), g)"),
        Identity("shift-of-convolution-right", "shift(conv(f, g), k) = conv(f, shift(g, k))"),
        Identity("shifts-add", "conv(shift(f, k), shift(g, l)) = shift(conv(f, g), k + l)"),
        Identity("shift-of-shift", "shift(shift(f, k), l) = shift(f, k + l)"),
        Identity("convolution-flipped-sum", "conv(f, g)[n] = sum(m, f[n-m]*g[m])", source=OPPENHEIM),
        Identity("sifting", "f[n] = sum(m, f[m]*delta[n-m])", source=SEQUENCES),
        Identity("sampling-by-impulse", "f[n]*delta[n-k] = f[k]*delta[n-k]"),
        Identity("impulse-is-even", "delta = flip(delta)"),
        Identity("flip-of-convolution", "flip(conv(f, g)) = conv(flip(f), flip(g))"),
        Identity("flip-is-involution", "flip(flip(f)) = f"),
        Identity("flip-of-shift", "flip(shift(f, k)) = shift(flip(f), -k)"),
        Identity("conjugate-of-convolution", "conj(conv(f, g)) = conv(conj(f), conj(g))", complex=True),
        Identity("real-part-of-convolution", "Re(conv(f, h)) = conv(Re(f), h)", ("h real",), complex=True),
        Identity("convolution-2d-commutes", "conv(F, G)[n,m] = conv(G, F)[n,m]"),
        Identity(
            "four-factors-regroup",
            "conv(conv(f, g), conv(h, e)) = conv(conv(f, h), conv(g, e))",
        ),
        Identity("square-of-sum", "conv(f + g, f + g) = conv(f, f) + 2*conv(f, g) + conv(g, g)", source=OPPENHEIM),
        Identity("difference-of-squares", "conv(f + g, f - g) = conv(f, f) - conv(g, g)"),
        Identity(
            "difference-by-kernel",
            "conv(f, delta - shift(delta, 1))[n] = f[n] - f[n-1]",
            source=OPPENHEIM,
        ),
        Identity(
            "difference-moves",
            "conv(f, g)[n] - conv(f, g)[n-1] = sum(m, (f[m] - f[m-1])*g[n-m])",
        ),
        Identity("second-difference", "conv(f, [1, _-2, 1])[n] = f[n+1] - 2*f[n] + f[n-1]", source=OPPENHEIM),
        Identity("summation-by-parts", "sum(n, (f[n+1] - f[n])*g[n]) = -sum(n, f[n]*(g[n] - g[n-1]))"),
        Identity("binomial-kernel", "conv([1, 1], [1, 1]) = [1, 2, 1]"),
        Identity("difference-and-sum-kernel", "conv([1, -1], [1, 1]) = [1, 0, -1]"),
        Identity("modulation", "seq(n, a**n*conv(f, g)[n]) = conv(seq(n, a**n*f[n]), seq(n, a**n*g[n]))"),
        Identity("step-by-impulses", "step[n] = sum(m, 0, n, delta[m])", source=SEQUENCES),
        Identity("impulse-from-step", "delta[n] = step[n] - step[n-1]", source=SEQUENCES),
        Identity("cumulative-sum", "conv(f, step)[n] - conv(f, step)[n-1] = f[n]", source=OPPENHEIM),
        Identity("step-with-step", "conv(step, step)[n] = (n + 1)*step[n]"),
        Identity(
            "box-with-box",
            "conv(box, box)[n] = (n + 1)*step[n] - 2*(n - 3)*step[n-4] + (n - 7)*step[n-8]",
            ("let box = step - shift(step, 4)",),
            source=OPPENHEIM,
        ),
    ),
    background=OPPENHEIM,
)

FALSE_ALGEBRA: Final = Group(
    "false-algebra",
    "Tempting, but false: convolution",
    (
        Identity(
            "false-shift-both",
            "shift(conv(f, g), k) = conv(shift(f, k), shift(g, k))",
            holds=False,
            note="a shift of one factor already shifts the result",
        ),
        Identity("false-flip-one", "flip(conv(f, g)) = conv(f, flip(g))", holds=False, note="both factors turn"),
        Identity("false-pointwise", "conv(f, g)[n] = f[n]*g[n]", holds=False, note="that is the transform's side"),
        Identity("false-idempotent", "conv(f, f) = f", holds=False, note="only the impulse does that"),
        Identity(
            "false-associates-pointwise",
            "conv(f, g)[n]*h[n] = conv(f, seq(m, g[m]*h[m]))[n]",
            holds=False,
            note="the pointwise product does not associate with the convolution",
        ),
        Identity("false-square", "conv(f + g, f + g) = conv(f, f) + conv(g, g)", holds=False, note="2*conv(f, g)"),
        Identity("false-step-with-step", "conv(step, step)[n] = n*step[n]", holds=False, note="there are n + 1 terms"),
        Identity(
            "false-inner-of-convolution",
            "sum(n, conv(f, g)[n]*h[n]) = sum(n, f[n]*conv(g, h)[n])",
            holds=False,
            note="the adjoint needs a flip",
        ),
        Identity("false-zero-divisor", "conv(f, g) = conv(f, h)", holds=False, note="g and h are different signals"),
    ),
    background=OPPENHEIM,
)
