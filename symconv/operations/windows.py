"""Which part of the full result is kept: ``full``, ``same`` in three alignments, ``valid``.

``full`` has N + K − 1 samples per axis, N samples of x against K of h, and a window is an offset
into it and a length. Convolution and correlation share these windows except for one: in
``np.correlate`` the samples of ``same`` start at ⌊N/2⌋ when N < K, in ``np.convolve`` at ⌊(N−1)/2⌋.

May import: ``operations.tasks``.
"""

from __future__ import annotations

from collections.abc import Sequence

from symconv.operations.tasks import Mode, SameAlignment

__all__ = ["axis_window", "box_window"]


def axis_window(n: int, k: int, mode: Mode, same: SameAlignment, *, correlation: bool) -> tuple[int, int]:
    """Return (offset into full, length) for N = ``n`` and K = ``k`` samples.

    Examples
    --------
    >>> axis_window(5, 4, "same", "scipy", correlation=False), axis_window(5, 4, "same", "matlab", correlation=False)
    ((1, 5), (2, 5))
    >>> axis_window(2, 5, "valid", "scipy", correlation=True)
    (1, 4)
    """
    shorter, longer = min(n, k), max(n, k)
    match mode, same:
        case "full", _:
            return 0, n + k - 1
        case "valid", _:
            return shorter - 1, longer - shorter + 1
        case _, "scipy":
            return (k - 1) // 2, n
        case _, "matlab":
            return k // 2, n
        case _:
            return (n // 2 if correlation and n < k else (shorter - 1) // 2), longer


def box_window(
    x_shape: Sequence[int], h_shape: Sequence[int], mode: Mode, same: SameAlignment, *, correlation: bool
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return (offset into full, shape), one entry per axis; see `axis_window`."""
    windows = [axis_window(n, k, mode, same, correlation=correlation) for n, k in zip(x_shape, h_shape, strict=True)]
    return tuple([offset for offset, _ in windows]), tuple([length for _, length in windows])
