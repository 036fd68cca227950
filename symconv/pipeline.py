"""From arguments to results: the public functions, on one page.

Each checks its arguments, builds a task and wraps it in a `Result`; nothing is computed before it is asked for.

May import: everything below. What only explanation and rendering need is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict, Unpack

from symconv.operations import (
    Task,
    convolution_task,
    correlation_task,
    deconvolution_task,
    layer_gradient_task,
    layer_task,
)
from symconv.operations import dft as exact_dft
from symconv.operations.transforms import transform
from symconv.results.result import Result
from symconv.results.sheet import Sheet
from symconv.results.transform import TransformResult
from symconv.signals import Signal

__all__ = [
    "Entries",
    "as_signal",
    "convolve",
    "correlate",
    "deconvolve",
    "dft",
    "dtft",
    "layer",
    "layer_gradient",
    "read_problems",
    "read_signal",
    "ztransform",
]

Entries = Any
"""A `Signal`, its text spelling, or what a `Signal` is made of: nested lists, tuples, an array."""
PerAxis = int | Sequence[int]


class Presentation(TypedDict, total=False):
    """How the work is shown."""

    method: str | Sequence[str] | None
    """Names that ``symconv methods`` lists, or ``"all"``; by default the usual one of the task."""
    title: str
    """Heading of the document."""
    names: Sequence[str]
    """What the signals are called, then the result; made up where missing."""
    notes: Sequence[str]
    """Paragraphs that are shown below the problem."""


def convolve(
    x: Entries,
    h: Entries,
    mode: str = "full",
    same: str = "scipy",
    period: int | Sequence[int] | None = None,
    **presentation: Unpack[Presentation],
) -> Result:
    """Return the convolution (x∗h)[n] = Σ_m x[m] h[n−m].

    Parameters
    ----------
    x, h : Signal, nested list, array or str
        With equally many axes; N and K samples on an axis.
    mode : {"full", "same", "valid"}
        ``full`` has N + K − 1 samples and starts at x.first + h.first; ``valid`` is what needs no samples
        from outside; ``same`` is cut as ``same`` says.
    same : {"scipy", "numpy", "matlab"}
        N samples from ⌊(K−1)/2⌋ into full, max(N, K) samples from ⌊(min(N, K)−1)/2⌋, or N samples from ⌊K/2⌋.
    period : int or sequence of int, optional
        Fold the full result modulo this period, by true index.
    method, title, names, notes
        How the work is shown; see `Presentation`.

    Returns
    -------
    Result
        Its signal is computed when it is asked for, its explanation too.

    Raises
    ------
    ConventionError
        If ``mode``, ``same`` or ``method`` is unknown.
    SupportError
        If the axes differ in number, or ``period`` is not positive or stands beside a ``mode``.

    Examples
    --------
    >>> r = convolve([1, "1/2", 1, 1], [1, "1/2", "1/4"])
    >>> r.values
    (1, 1, 3/2, 13/8, 3/4, 1/4)
    """
    task = convolution_task(as_signal(x), as_signal(h), mode=mode, same=same, period=period)
    return _result(task, presentation)


def correlate(
    x: Entries,
    h: Entries,
    mode: str = "full",
    convention: str = "numpy",
    same: str = "scipy",
    period: int | Sequence[int] | None = None,
    **presentation: Unpack[Presentation],
) -> Result:
    """Return the cross-correlation (x⋆h)[n] = Σ_m x[n+m] conj(h[m]), indexed by the lag n.

    Parameters
    ----------
    x, h, mode, period, method, title, names, notes
        As for `convolve`.
    convention : {"numpy", "wikipedia"}
        ``"wikipedia"`` is Σ_m conj(x[m]) h[m+n].
    same : {"scipy", "numpy", "matlab"}
        As `scipy.signal.correlate`, `numpy.correlate` or MATLAB's ``filter2``.

    Raises
    ------
    ConventionError
        If ``mode``, ``convention``, ``same`` or ``method`` is unknown.
    SupportError
        If the axes differ in number, or ``period`` is not positive or stands beside a ``mode``.

    Examples
    --------
    >>> correlate([2, 1, 3, 5, 4], [1, -1], mode="valid").values
    (1, -2, -2, 1)
    """
    task = correlation_task(as_signal(x), as_signal(h), mode=mode, convention=convention, same=same, period=period)
    return _result(task, presentation)


def layer(
    x: Entries,
    w: Entries,
    operation: str = "correlate",
    stride: PerAxis = 1,
    padding: int | str | Sequence[int | Sequence[int]] = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
    bias: Entries = None,
    boundary: str = "zero",
    channels: bool = False,
    *,
    constant: Any = 0,
    transposed: bool = False,
    output_padding: PerAxis = 0,
    **presentation: Unpack[Presentation],
) -> Result:
    """Return the output of a convolutional layer, y[n] = Σ_m w[m] x̃[s·n + d·m − p].

    Parameters
    ----------
    x, w : Signal, nested list, array or str
        Input and kernel.
    operation : {"correlate", "convolve"}
        ``"convolve"`` reverses w on its axes in space, inside the same windows.
    stride, dilation : int or sequence of int
        s and d, one for all axes or one per axis.
    padding : int, sequence, "same" or "valid"
        Samples added: one number, or per axis a number or a (left, right) pair. ``"same"`` gives ⌈N/s⌉ samples.
    groups : int
        Groups of channels that do not see one another.
    bias : number or sequence of numbers, optional
        One per output channel.
    boundary : {"zero", "constant", "reflect", "symmetric", "edge", "wrap"}
        What the padding holds.
    channels : bool
        Whether x is [channel][…], w [output channel][input channel in its group][…], the result [output channel][…].
    constant : number
        Of ``boundary="constant"``.
    transposed, output_padding
        The transposed layer, and samples that it has more on the right.
    method, title, names, notes
        As for `convolve`.

    Raises
    ------
    ConventionError
        If a word is unknown.
    SupportError
        If shapes and options do not fit one another; the message says by how much.

    Examples
    --------
    >>> layer([1, 2, 3, 4, 5], [1, 0, -1], stride=2, padding=1).values
    (-2, -2, 4)
    """
    task = layer_task(
        as_signal(x),
        as_signal(w),
        operation=operation,
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=groups,
        bias=bias,
        boundary=boundary,
        channels=channels,
        constant=constant,
        transposed=transposed,
        output_padding=output_padding,
    )
    return _result(task, presentation)


def layer_gradient(x: Entries, w: Entries, dy: Entries, wrt: str = "x", **options: Any) -> Result:
    """Return the exact gradient of Σ y·dy, y being the output of a layer.

    Parameters
    ----------
    x, w : Signal, nested list, array or str
        Input and kernel of the layer.
    dy : Signal, nested list, array or str
        One number per output sample: the gradient that arrives from above.
    wrt : {"x", "w", "bias"}
        By what to differentiate; the gradient has its shape.
    **options
        As for `layer`.

    Examples
    --------
    >>> layer_gradient([1, 2, 3, 4], [1, -1], [1, 1, 1], wrt="w").values
    (6, 9)
    >>> x, w, dy = Signal.symbol("x"), Signal.symbol("w", "K"), Signal.symbol("g")
    >>> layer_gradient(x, w, dy, padding=1).to_sympy()
    Sum(g[k - m + 1]*w[m], (m, 0, K - 1))
    """
    presentation: Any = {name: options.pop(name) for name in Presentation.__annotations__ if name in options}
    task = layer_gradient_task(as_signal(x), as_signal(w), as_signal(dy), wrt=wrt, **options)
    return _result(task, presentation)


def deconvolve(y: Entries, h: Entries, **presentation: Unpack[Presentation]) -> Result:
    """Return the signal q with q∗h = y, which has len(y) − len(h) + 1 samples.

    Raises
    ------
    SignalError
        If h does not divide y; so the quotient is computed at once.

    Examples
    --------
    >>> deconvolve([1, "5/2", 1], [1, 2]).values
    (1, 1/2)
    """
    result = _result(deconvolution_task(as_signal(y), as_signal(h)), presentation)
    _ = result.signal
    return result


def read_signal(text: str, name: str = "signal", *, is_complex: bool = False) -> Signal:
    """Read the text spelling of a signal, ``"[2, 1, 3]"`` or ``"1/2, _1, a"``; errors begin with its name."""
    return Signal.from_text(text, complex=is_complex or None, source=name)


def read_problems(text: str, *, source: str = "the problem file") -> Sheet:
    """Read a problem file (TOML) and return its results, computed when they are asked for.

    Raises
    ------
    ProblemError
        If the text is not TOML or not as ``symconv schema`` says; the message names the place.
    """
    from symconv.solving.problem_file import read_problem_file

    file = read_problem_file(text, source=source)
    results = [
        Result(problem.task, problem.names, problem.title, problem.notes, problem.methods) for problem in file.problems
    ]
    return Sheet(tuple(results), file.title, file.notes)


def dft(x: Entries, length: int | None = None) -> Signal:
    """Return the exact discrete Fourier transform F[k] = Σ_n x[n] exp(−2πi kn/N), k = 0 … N−1.

    Parameters
    ----------
    x : Signal, list, array or str
        In one dimension; n is its true index.
    length : int, optional
        N; the number of samples of x if not given.

    Raises
    ------
    SupportError
        If x has more than one axis, or N is not positive.

    Examples
    --------
    >>> dft([1, 2, 3, 4]).values
    (10, -2 + 2*I, -2, -2 - 2*I)
    """
    return exact_dft(as_signal(x), length)


def ztransform(x: Entries, variable: Any = "z") -> TransformResult:
    """Return the z-transform X(z) = Σ_n x[n] z^(−n).

    Parameters
    ----------
    x : Signal, list, array or str
        In one dimension; n is its true index. Of an unknown signal the transform is a sum.
    variable : str or Symbol
        What z is called.

    Raises
    ------
    SupportError
        If x has more than one axis, or its samples contain the variable.

    Examples
    --------
    >>> ztransform([1, 2, "a"]).expression
    a/z**2 + 1 + 2/z
    """
    return TransformResult(transform("ztransform", as_signal(x), variable))


def dtft(x: Entries, variable: Any = "omega") -> TransformResult:
    """Return the discrete-time Fourier transform X(ω) = Σ_n x[n] exp(−Iωn).

    Parameters
    ----------
    x, variable
        As for `ztransform`; ω is real.

    Raises
    ------
    SupportError
        If x has more than one axis, or its samples contain the variable.

    Examples
    --------
    >>> dtft(Signal([1, 2, 1], first=-1)).expression
    exp(I*omega) + 2 + exp(-I*omega)
    """
    return TransformResult(transform("dtft", as_signal(x), variable))


def as_signal(entries: Entries) -> Signal:
    """Return a signal as it is, or made of its text or its entries."""
    if isinstance(entries, Signal):
        return entries
    return Signal.from_text(entries) if isinstance(entries, str) else Signal(entries)


def _result(task: Task, presentation: Presentation) -> Result:
    unknown = [name for name in presentation if name not in Presentation.__annotations__]
    if unknown:
        known = ", ".join(Presentation.__annotations__)
        raise TypeError(f"{unknown[0]!r} is no keyword of this function; how the work is shown is said by {known}")
    method = presentation.get("method") or ()
    result = Result(
        task,
        tuple(presentation.get("names", ())),
        presentation.get("title", ""),
        tuple(presentation.get("notes", ())),
        (method,) if isinstance(method, str) else tuple(method),
    )
    if result.methods or result.names:
        from symconv.solving import chosen_methods

        chosen_methods(result.problem)
    return result
