"""``symconv convolve``, ``correlate`` and ``layer``: one operation on signals given as arguments.

May import: click; ``pipeline`` only inside functions, because it imports SymPy.
"""

from __future__ import annotations

from typing import Any

import click

from symconv.cli.frame import SignalCommand, SignalText
from symconv.cli.layer_options import layer_options, read_layer_options
from symconv.cli.options import presentation_options, window_options

__all__ = ["convolve", "correlate", "layer"]

SIGNAL = SignalText()


@click.command(
    cls=SignalCommand,
    examples=(
        'symconv convolve "1, 1/2, 1, 1" "1, 1/2, 1/4"',
        'symconv convolve "2, _1, 3" "-1, 2, -1" --mode same',
        'symconv convolve "1, 2, 3, 4" "1, 1" --period 4 --method dft',
        'symconv convolve "[[1, 2], [3, 4]]" "[[1, 0], [0, 1]]" -o picture.html',
        'symconv convolve "a0, a1, a2" "b0, b1" --format latex',
    ),
)
@click.argument("x", type=SIGNAL)
@click.argument("h", type=SIGNAL)
@window_options
@presentation_options
def convolve(
    x: str,
    h: str,
    mode: str,
    same: str,
    period: int | None,
    method: tuple[str, ...],
    title: str,
    is_complex: bool,
    format: str | None,
    output: str | None,
    template: str | None,
) -> None:
    """Convolve X with H: (x∗h)[n] = Σ x[m] h[n−m]."""
    from symconv import pipeline
    from symconv.cli.output import Output, write

    target = Output.from_options(format, output, template)
    left, right = [pipeline.read_signal(text, name, is_complex=is_complex) for name, text in (("x", x), ("h", h))]
    result = pipeline.convolve(left, right, mode=mode, same=same, period=period, method=method or None, title=title)
    write(result, target)


@click.command(
    cls=SignalCommand,
    examples=(
        'symconv correlate "2, 1, 3, 5, 4" "1, -1" --mode valid',
        'symconv correlate "1+I, 2" "1, -I" --convention wikipedia',
        'symconv correlate "2, 1, 3, 5, 4" "1, -1" --mode valid --method compare',
    ),
)
@click.argument("x", type=SIGNAL)
@click.argument("h", type=SIGNAL)
@window_options
@click.option(
    "--convention",
    default="numpy",
    metavar="numpy|wikipedia",
    help="numpy: Σ x[n+m] conj(h[m]); wikipedia: Σ conj(x[m]) h[m+n].",
)
@presentation_options
def correlate(
    x: str,
    h: str,
    mode: str,
    same: str,
    period: int | None,
    convention: str,
    method: tuple[str, ...],
    title: str,
    is_complex: bool,
    format: str | None,
    output: str | None,
    template: str | None,
) -> None:
    """Cross-correlate X with H: (x⋆h)[n] = Σ x[n+m] conj(h[m])."""
    from symconv import pipeline
    from symconv.cli.output import Output, write

    target = Output.from_options(format, output, template)
    left, right = [pipeline.read_signal(text, name, is_complex=is_complex) for name, text in (("x", x), ("h", h))]
    result = pipeline.correlate(
        left, right, mode=mode, convention=convention, same=same, period=period, method=method or None, title=title
    )
    write(result, target)


@click.command(
    cls=SignalCommand,
    examples=(
        'symconv layer "1, 2, 3, 4, 5" "1, 0, -1" --stride 2 --padding 1',
        'symconv layer "[[1, 2], [3, 4]]" "[[1, 1]]" --padding same --boundary reflect',
        'symconv layer "1, 2, 3, 4" "1, -1" --gradient w --upstream "1, 1, 1"',
    ),
)
@click.argument("x", type=SIGNAL)
@click.argument("w", type=SIGNAL)
@click.option(
    "--operation", default="correlate", metavar="correlate|convolve", help="'convolve' reverses W in its windows."
)
@layer_options
@click.option("--gradient", metavar="x|w|bias", help="The gradient of Σ y·DY by this input, instead of y.")
@click.option("--upstream", type=SIGNAL, metavar="DY", help="The DY of --gradient.")
@presentation_options
def layer(
    x: str,
    w: str,
    gradient: str | None,
    upstream: str | None,
    is_complex: bool,
    method: tuple[str, ...],
    title: str,
    format: str | None,
    output: str | None,
    template: str | None,
    **options: Any,
) -> None:
    """Apply a convolutional layer with kernel W to X.

    y[n] = Σ w[m] x[s·n + d·m − p], with x beyond its ends as --boundary says.
    """
    if (gradient is None) != (upstream is None):
        raise click.UsageError("--gradient and --upstream belong together")
    from symconv import pipeline
    from symconv.cli.output import Output, write

    target = Output.from_options(format, output, template)
    options = read_layer_options(options, is_complex=is_complex) | {"method": method or None, "title": title}
    input_signal = pipeline.read_signal(x, "x", is_complex=is_complex)
    kernel = pipeline.read_signal(w, "w", is_complex=is_complex)
    if upstream is None or gradient is None:
        write(pipeline.layer(input_signal, kernel, **options), target)
    else:
        dy = pipeline.read_signal(upstream, "dy", is_complex=is_complex)
        write(pipeline.layer_gradient(input_signal, kernel, dy, wrt=gradient, **options), target)
