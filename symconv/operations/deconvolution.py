"""Deconvolution: the signal q with q∗h = y, where it exists.

May import: ``errors``, ``exact``, ``signals``, the rest of ``operations``.
"""

from __future__ import annotations

from math import prod

from symconv.errors import IndivisibleError, SupportError
from symconv.exact.coefficients import Coefficients, unify
from symconv.exact.division import line_quotient
from symconv.operations.convolution import check_operands, convolve
from symconv.operations.tasks import Deconvolution
from symconv.signals import Signal
from symconv.signals.boxes import places_in

__all__ = ["compute_deconvolution", "deconvolution_task", "deconvolve"]


def deconvolve(y: Signal, h: Signal) -> Signal:
    """Return the signal q with (q∗h)[n] = y[n] for all n.

    Parameters
    ----------
    y, h : Signal
        With equally many axes, y at least as long as h on each of them. h may start with zeros.

    Returns
    -------
    Signal
        With len(y) − len(h) + 1 samples per axis, from y.first − h.first.

    Raises
    ------
    IndivisibleError
        If there is no such signal; a SupportError that holds ``quotient`` and ``remainder``.
    SupportError
        If h is zero, or longer than y.

    Examples
    --------
    >>> deconvolve(Signal([1, 1, "3/2", "13/8", "3/4", "1/4"]), Signal([1, "1/2", "1/4"])).values
    (1, 1/2, 1, 1)
    """
    return compute_deconvolution(deconvolution_task(y, h))


def deconvolution_task(y: Signal, h: Signal) -> Deconvolution:
    """Check the signals of `deconvolve` and return the task."""
    check_operands(y, h)
    if not any(h.samples.elements):
        raise SupportError("deconvolving: h is zero, and 0∗q = 0 for every q; give an h with a sample that is not 0")
    for axis, (longer, shorter) in enumerate(zip(y.shape, h.shape, strict=True)):
        if longer < shorter:
            raise SupportError(
                f"deconvolving: y has {longer} samples on axis {axis}, h has {shorter}; "
                "the full convolution with h is never shorter than h"
            )
    return Deconvolution(y, h)


def compute_deconvolution(task: Deconvolution) -> Signal:
    """Divide as power series and check that nothing is left.

    Several axes are divided as one: the rows of both boxes are laid out as wide as those of y,
    so that the product of the lines is the line of the product.
    """
    y, h = task.y, task.h
    shape = tuple([longer - shorter + 1 for longer, shorter in zip(y.shape, h.shape, strict=True)])
    domain, (y_line, h_elements) = unify(y.samples.coefficients, h.samples.coefficients)
    if not domain.is_Field:
        field = domain.get_field()
        y_line, h_elements = (
            tuple([field.convert_from(element, domain) for element in part]) for part in (y_line, h_elements)
        )
        domain = field
    zeros = (0,) * len(shape)
    h_line = [domain.zero] * prod(y.shape)
    for place, element in zip(places_in(h.shape, zeros, y.shape, zeros), h_elements, strict=True):
        h_line[place] = element
    lead = next(place for place, element in enumerate(h_line) if element)
    places = places_in(shape, zeros, y.shape, zeros)
    line = line_quotient(domain, y_line[lead:], h_line[lead:], places[-1] + 1)
    quotient = Signal.from_coefficients(
        Coefficients(domain, tuple([line[place] for place in places])),
        shape,
        tuple([a - b for a, b in zip(y.origin, h.origin, strict=True)]),
        complex_symbols=y.complex_symbols or h.complex_symbols,
    )
    remainder = y - convolve(quotient, h)
    left = next(((index, value) for index, value in remainder.items() if value), None)
    if left is not None:
        index, value = left
        raise IndivisibleError(
            f"deconvolving: h does not divide y; what fits the first samples leaves {value} at "
            f"n = {index[0] if y.ndim == 1 else index}, where 0 is needed; "
            "check the samples, and that y is the whole (full) convolution",
            quotient,
            remainder,
        )
    return quotient
