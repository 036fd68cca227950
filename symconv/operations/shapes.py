"""Lengths in a layer: how many samples come out, and how many are added on each side.

Per axis, with N input samples, K kernel samples, stride s, dilation d and l, r samples of padding:

- a layer has ⌊(N + l + r − d(K−1) − 1)/s⌋ + 1 samples;
- a transposed layer has (N−1)s − l − r + d(K−1) + 1 + output_padding samples.

``"same"`` is the rule of TensorFlow and JAX: ⌈N/s⌉ samples, the odd one of the added samples on
the right. It agrees with PyTorch's, which exists for stride 1 only.

May import: ``errors``, ``signals.boxes``, ``operations.tasks``.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from symconv.errors import LimitError, SupportError
from symconv.operations.layer_options import counted, read_output_padding, read_padding, read_per_axis
from symconv.operations.tasks import Boundary, Padding
from symconv.signals.boxes import check_result_size

__all__ = ["LayerShape", "check_layer_size", "layer_shape", "output_shape"]

MAX_WORK = 134_217_728
"""Most samples that all channels together run through (2**27): some minutes of work."""

Shape = tuple[int, ...]
Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class LayerShape:
    """All lengths of a layer; shapes have their channel axes, of length 1 where the user has none.

    A transposed layer exchanges the roles of input and output, so that one index formula,
    s·n + d·m − l, ties ``narrow`` (index n), the kernel (m) and ``wide`` together in both.
    """

    wide: Shape
    """Channels and samples of the input of a layer, of the output of a transposed layer."""
    narrow: Shape
    """Channels and samples of the output of a layer, of the input of a transposed layer."""
    kernel: Shape
    """Channels of ``narrow``, channels of ``wide`` in one group, samples."""
    groups: int
    stride: Shape
    dilation: Shape
    padding: Pairs
    """Samples added to (for a transposed layer: cut from) the left and right of ``wide``."""
    transposed: bool

    @property
    def left(self) -> Shape:
        """Padding on the left, P in the formula."""
        return tuple([left for left, _ in self.padding])

    @property
    def output(self) -> Shape:
        """Channels and samples of the output."""
        return self.wide if self.transposed else self.narrow

    @property
    def padded(self) -> Shape:
        """Channels and samples of ``wide`` with its padding."""
        spatial = [n + left + right for n, (left, right) in zip(self.wide[1:], self.padding, strict=True)]
        return (self.wide[0], *spatial)


def output_shape(
    x: int | Sequence[int],
    w: int | Sequence[int],
    *,
    stride: object = 1,
    padding: object = 0,
    dilation: object = 1,
    groups: int = 1,
    channels: bool = False,
    transposed: bool = False,
    output_padding: object = 0,
) -> tuple[int, ...]:
    """Return the shape of a layer's output, from the shapes of input and kernel alone.

    Parameters
    ----------
    x, w : int or sequence of int
        Shapes, with the channel axes if ``channels``.
    stride, padding, dilation, groups, channels, transposed, output_padding
        As for `layer`.

    Raises
    ------
    SupportError
        If the shapes and options do not fit; the message says by how much.

    Examples
    --------
    >>> output_shape((28, 28), (3, 5), stride=2, padding=1)
    (14, 13)
    >>> output_shape(10, 4, padding="same", stride=3)
    (4,)
    >>> output_shape((4, 14), (4, 2, 3), channels=True, transposed=True, stride=2, output_padding=1)
    (2, 30)
    """
    x, w = _read_shape(x), _read_shape(w)
    axes = len(x) - channels
    shape = layer_shape(
        x,
        w,
        stride=read_per_axis("stride", stride, axes, least=1),
        padding=read_padding(padding, axes),
        dilation=read_per_axis("dilation", dilation, axes, least=1),
        groups=read_per_axis("groups", groups, 1, least=1)[0],
        channels=channels,
        transposed=transposed,
        output_padding=read_output_padding(output_padding, axes, transposed=transposed),
    )
    return shape.output if channels else shape.output[1:]


def check_layer_size(shape: LayerShape) -> None:
    """Refuse a layer that is too large, before it takes time and memory."""
    check_result_size(shape.output)
    work = shape.narrow[0] * shape.kernel[1] * prod(shape.padded[1:])
    if shape.narrow[0] * shape.kernel[1] > 1 and work > MAX_WORK:
        raise LimitError("computing a layer", f"{work} samples over all channels", limit=f"{MAX_WORK} samples")


def layer_shape(
    x: Shape,
    w: Shape,
    *,
    stride: Shape,
    padding: Padding,
    dilation: Shape,
    groups: int,
    channels: bool,
    transposed: bool,
    output_padding: Shape,
    boundary: Boundary = "zero",
) -> LayerShape:
    """Return all lengths of a layer, or say which of them do not fit."""
    x, w = _with_channels(x, w, channels, groups)
    _check_groups(x[0], w, groups, transposed)
    spatial = tuple(zip(x[1:], w[2:], stride, dilation, strict=True))
    if transposed:
        extra = output_padding or (0,) * len(spatial)
        _check_output_padding(extra, stride, dilation)
        pairs, extra = _transposed_padding(padding, spatial, extra)
        out = tuple(
            [_transposed_length(axis, lengths, pairs[axis], extra[axis]) for axis, lengths in enumerate(spatial)]
        )
        return LayerShape((w[1] * groups, *out), x, w, groups, stride, dilation, pairs, transposed)
    pairs = _padding(padding, spatial)
    _check_boundary(boundary, x[1:], pairs)
    out = tuple([_length(axis, lengths, pairs[axis]) for axis, lengths in enumerate(spatial)])
    return LayerShape(x, (w[0], *out), w, groups, stride, dilation, pairs, transposed)


def _with_channels(x: Shape, w: Shape, channels: bool, groups: int) -> tuple[Shape, Shape]:
    if not channels:
        if groups != 1:
            raise SupportError(f"layer: groups={groups} needs channels; give them their axes and say channels=True")
        if len(x) != len(w):
            raise SupportError(
                f"layer: the input has {counted(len(x), 'axis')}, the kernel {len(w)}; "
                "without channels both need equally many"
            )
        return (1, *x), (1, 1, *w)
    if len(x) < 2:
        raise SupportError("layer: with channels the input is [channel][…], at least 2 axes; it has 1")
    if len(w) != len(x) + 1:
        raise SupportError(
            f"layer: the input has {len(x)} axes with its channels, so the kernel must have {len(x) + 1}, "
            f"[output channel][input channel][…]; it has {len(w)}"
        )
    return x, w


def _check_groups(found: int, w: Shape, groups: int, transposed: bool) -> None:
    if groups < 1:
        raise SupportError(f"layer: groups is {groups}; it must be at least 1")
    if w[0] % groups:
        kind = "input" if transposed else "output"
        raise SupportError(f"layer: {groups} groups do not divide the {w[0]} {kind} channels of the kernel")
    if transposed:
        if found != w[0]:
            raise SupportError(
                f"layer: the input has {counted(found, 'channel')}, but the kernel of a transposed layer, "
                f"[input channel][output channel in its group][…], has {w[0]}"
            )
        return
    if found % groups:
        raise SupportError(f"layer: {groups} groups do not divide the {found} input channels")
    if found // groups != w[1]:
        raise SupportError(
            f"layer: {counted(found, 'input channel')} in {counted(groups, 'group')} are {found // groups} per group, "
            f"but the kernel, [output channel][input channel in its group][…], has {w[1]}"
        )


def _length(axis: int, lengths: Shape, pair: tuple[int, int]) -> int:
    n, k, s, d = lengths
    left, right = pair
    reach, padded = d * (k - 1) + 1, n + left + right
    if reach > padded:
        spread = f" spread by dilation {d}" if d > 1 and k > 1 else ""
        raise SupportError(
            f"layer: on axis {axis} the kernel covers {reach} samples{spread}, the padded input has {padded}: "
            f"{reach - padded} too few; add padding, or use a smaller kernel"
        )
    return (padded - reach) // s + 1


def _transposed_length(axis: int, lengths: Shape, pair: tuple[int, int], extra: int) -> int:
    n, k, s, d = lengths
    left, right = pair
    length = (n - 1) * s + d * (k - 1) + 1 - left - right + extra
    if length < 1:
        raise SupportError(
            f"layer: on axis {axis} padding {left} + {right} cuts away all {length + left + right} samples "
            "of the transposed layer; use less padding"
        )
    return length


def _padding(padding: Padding, spatial: tuple[Shape, ...]) -> Pairs:
    if padding == "valid":
        return ((0, 0),) * len(spatial)
    if padding == "same":
        totals = [max(((n - 1) // s) * s + d * (k - 1) + 1 - n, 0) for n, k, s, d in spatial]
        return tuple([(total // 2, total - total // 2) for total in totals])
    return padding


def _transposed_padding(padding: Padding, spatial: tuple[Shape, ...], extra: Shape) -> tuple[Pairs, Shape]:
    """Resolve padding; ``"same"`` gives N·s samples, the input of a layer with ``"same"`` that has N outputs."""
    if padding != "same":
        return _padding(padding, spatial), extra
    if any(extra):
        raise SupportError('layer: padding="same" fixes the output length; leave output_padding out')
    surplus = [d * (k - 1) + 1 - s for _, k, s, d in spatial]
    return (
        tuple([(max(total, 0) // 2, max(total, 0) - max(total, 0) // 2) for total in surplus]),
        tuple([max(-total, 0) for total in surplus]),
    )


def _check_output_padding(extra: Shape, stride: Shape, dilation: Shape) -> None:
    for axis, (found, s, d) in enumerate(zip(extra, stride, dilation, strict=True)):
        if found >= max(s, d):
            raise SupportError(
                f"layer: output_padding is {found} on axis {axis}; it must be less than the stride ({s}) "
                f"or the dilation ({d})"
            )


def _check_boundary(boundary: Boundary, lengths: Shape, pairs: Pairs) -> None:
    if boundary != "reflect":
        return
    for axis, (n, pair) in enumerate(zip(lengths, pairs, strict=True)):
        if max(pair) >= n:
            raise SupportError(
                f"layer: reflect padding of {max(pair)} on axis {axis} needs {max(pair) + 1} input samples, "
                f'there are {n}; use less padding, or boundary="symmetric"'
            )


def _read_shape(shape: int | Sequence[int]) -> Shape:
    try:
        lengths = tuple(map(operator.index, shape if isinstance(shape, Sequence) else (shape,)))
    except TypeError:
        raise SupportError(f"layer: {shape!r:.60} is no shape; a shape is an integer, or a row of integers") from None
    for length in lengths:
        if length < 1:
            raise SupportError(f"layer: a length of the shape {lengths} is {length}; it must be at least 1")
    return lengths
