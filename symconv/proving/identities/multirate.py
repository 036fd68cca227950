"""Changing the rate: up- and downsampling, strides and dilations, noble identities, polyphase."""

from __future__ import annotations

from typing import Final

from symconv.proving.identities.identity import Group, Identity

VAIDYANATHAN: Final = "Vaidyanathan: Multirate Systems and Filter Banks, section 4.2"
OPPENHEIM: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 4.7"
GUIDE: Final = "Dumoulin, Visin: A guide to convolution arithmetic for deep learning, arXiv:1603.07285"

MULTIRATE: Final = Group(
    "multirate",
    "Changing the rate",
    (
        Identity("down-undoes-up", "down(up(f, s), s) = f", source=VAIDYANATHAN),
        Identity("up-after-up", "up(up(f, s), t) = up(f, s*t)", source=VAIDYANATHAN),
        Identity("down-after-down", "down(down(f, s), t) = down(f, s*t)", source=VAIDYANATHAN),
        Identity("noble-down", "conv(down(f, s), h) = down(conv(f, up(h, s)), s)", source=OPPENHEIM),
        Identity("noble-up", "up(conv(f, h), s) = conv(up(f, s), up(h, s))", source=OPPENHEIM),
        Identity("noble-down-correlation", "corr(down(f, s), h) = down(corr(f, up(h, s)), s)"),
        Identity("noble-up-correlation", "up(corr(f, h), s) = corr(up(f, s), up(h, s))"),
        Identity(
            "coprime-rates-commute", "down(up(f, s), d) = up(down(f, d), s)", ("gcd(s, d) = 1",), source=VAIDYANATHAN
        ),
        Identity("stride-is-downsampling", "corr(x, w, stride=s) = down(corr(x, w), s)", source=GUIDE),
        Identity("stride-is-downsampling-convolution", "conv(x, w, stride=s) = down(conv(x, w), s)"),
        Identity("dilation-is-upsampling", "corr(x, w, dilation=d) = corr(x, up(w, d))", source=GUIDE),
        Identity("dilation-is-upsampling-convolution", "conv(x, w, dilation=d) = conv(x, up(w, d))"),
        Identity("stride-and-dilation", "corr(x, w, stride=s, dilation=d) = down(corr(x, up(w, d)), s)", source=GUIDE),
        Identity("padding-is-a-shift", "corr(x, w, padding=p) = corr(shift(x, p), w)", source=GUIDE),
        Identity("padding-shifts-the-result", "corr(x, w, padding=p) = shift(corr(x, w), p)"),
        Identity("common-stride-and-dilation", "corr(x, w, stride=s, dilation=s) = corr(down(x, s), w)"),
        Identity("shift-of-upsampled", "up(shift(f, k), s) = shift(up(f, s), s*k)"),
        Identity("shift-before-downsampling", "down(shift(f, s*k), s) = shift(down(f, s), k)"),
        Identity("flip-of-upsampled", "flip(up(f, s)) = up(flip(f), s)"),
        Identity("flip-of-downsampled", "flip(down(f, s)) = down(flip(f), s)"),
        Identity("strided-shift-of-input", "corr(shift(x, s*k), w, stride=s) = shift(corr(x, w, stride=s), k)"),
        Identity("dilated-shift-of-kernel", "corr(x, shift(w, k), dilation=d) = shift(corr(x, w, dilation=d), -d*k)"),
        Identity("downsampling-adjoint", "inner(down(f, s), g) = inner(f, up(g, s))", complex=True),
        Identity("strided-layer-adjoint", "inner(corr(x, w, stride=s), g) = inner(x, conv(up(g, s), w))", source=GUIDE),
        Identity("upsampled-sum", "sum(n, up(f, s)[n]) = sum(n, f[n])"),
        Identity("upsampled-impulse", "up(delta, s) = delta"),
        Identity("upsampled-energy", "inner(up(f, s), up(g, s)) = inner(f, g)", complex=True),
        Identity("even-samples-are-even", "down(f, s) = flip(down(f, s))", ("f even",)),
        Identity("polyphase-split", "f = up(down(f, 2), 2) + shift(up(down(shift(f, -1), 2), 2), 1)", source=OPPENHEIM),
        Identity(
            "polyphase-decimator",
            "down(conv(f, h), 2) = conv(down(f, 2), down(h, 2)) + conv(down(shift(f, 1), 2), down(shift(h, -1), 2))",
            source=OPPENHEIM,
        ),
        Identity("polyphase-sum", "sum(n, f[n]) = sum(n, f[2*n]) + sum(n, f[2*n + 1])", source=OPPENHEIM),
        Identity(
            "strides-in-a-row", "corr(corr(x, v, stride=s), w, stride=t) = corr(x, conv(v, up(w, s)), stride=s*t)"
        ),
        Identity("dilations-in-a-row", "corr(corr(x, v, dilation=d), w, dilation=d) = corr(x, conv(v, w), dilation=d)"),
    ),
    background=VAIDYANATHAN,
)

FALSE_MULTIRATE: Final = Group(
    "false-multirate",
    "Tempting, but false: changing the rate",
    (
        Identity("false-up-undoes-down", "up(down(f, s), s) = f", holds=False, note="the samples between are lost"),
        Identity(
            "false-downsampled-convolution",
            "down(conv(f, g), s) = conv(down(f, s), down(g, s))",
            holds=False,
            note="one of the polyphase terms only",
        ),
        Identity("false-noble", "up(conv(f, h), s) = conv(up(f, s), h)", holds=False, note="the kernel is spread too"),
        Identity("false-rates-commute", "down(up(f, s), d) = up(down(f, d), s)", holds=False, note="coprime rates do"),
        Identity(
            "false-noble-down",
            "conv(down(f, s), h) = down(conv(f, h), s)",
            holds=False,
            note="the kernel has to be upsampled",
        ),
        Identity("false-shift-of-upsampled", "up(shift(f, k), s) = shift(up(f, s), k)", holds=False, note="s*k"),
        Identity(
            "false-stride-as-dilation",
            "corr(x, w, stride=s) = corr(x, w, dilation=s)",
            holds=False,
            note="one moves the window, the other spreads it",
        ),
        Identity("false-downsampled-sum", "sum(n, down(f, s)[n]) = sum(n, f[n])", holds=False, note="samples are lost"),
    ),
    background=VAIDYANATHAN,
)
