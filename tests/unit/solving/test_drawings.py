"""Drawings and slides: what is shown where, and what is too large to show."""

from __future__ import annotations

import pytest

from symconv.derivation import Picture, SignalPlot, Slide
from symconv.operations import compute
from symconv.operations.tasks import Convolution, Correlation, Layer, Task
from symconv.signals import Signal
from symconv.solving import Problem
from symconv.solving.figures import drawings
from symconv.solving.slides import slide
from symconv.syntax import to_text


def slide_of(task: Task) -> Slide:
    """Return the slide of a task that has one."""
    found = slide(Problem(task), compute(task))
    assert found is not None
    return found


def texts(cells: tuple[tuple[object, ...], ...]) -> list[list[str]]:
    """Return cells as plain text."""
    return [[to_text(cell) for cell in row] for row in cells]  # type: ignore[arg-type]


def test_convolution_slides_the_reversed_kernel_over_zeros_too() -> None:
    """[5, 3] reversed is [3, 5]; it starts one place before [2, −4] and ends one after."""
    found = slide_of(Convolution(Signal([2, -4]), Signal([5, 3])))

    assert texts(found.input_cells) == [["0", "2", "-4", "0"]]
    assert texts(found.kernel_cells) == [["3", "5"]]
    assert found.input_first == (-1,)
    assert [frame.offset for frame in found.frames] == [(-1,), (0,), (1,)]


def test_correlation_slides_the_conjugate_and_wikipedia_slides_backwards() -> None:
    """NumPy's lag moves the kernel forwards, Wikipedia's moves it back."""
    numpy = slide_of(Correlation(Signal([1, 2, 3]), Signal([1j, 1]), mode="valid"))
    other = slide_of(Correlation(Signal([1, 2]), Signal([1, 2, 3]), mode="valid", convention="wikipedia"))

    assert texts(numpy.kernel_cells) == [["-I", "1"]]
    assert [frame.offset for frame in numpy.frames] == [(0,), (1,)]
    assert [(frame.index, frame.offset) for frame in other.frames] == [((0,), (0,)), ((1,), (-1,))]


def test_layers_slide_by_their_stride_over_their_border() -> None:
    """Stride 2, dilation 2, one mirrored sample on the left."""
    layer = Layer(Signal([1, 2, 3, 4]), Signal([1, 1]), "correlate", (2,), ((1, 0),), (2,), boundary="reflect")
    found = slide_of(layer)

    assert texts(found.input_cells) == [["2", "1", "2", "3", "4"]]
    assert found.dilation == (2,)
    assert [frame.offset for frame in found.frames] == [(-1,), (1,)]


@pytest.mark.parametrize(
    "task",
    [
        Convolution(Signal([1] * 30), Signal([1, 2])),
        Convolution(Signal([1, 2]), Signal([1, 2]), period=2),
        Convolution(Signal([[[1]]]), Signal([[[1]]])),
        Correlation(Signal([1j]), Signal([1]), convention="wikipedia"),
    ],
)
def test_there_is_no_slide_where_it_would_be_too_large_or_wrong(task: Task) -> None:
    """Too wide, circular, three axes, and a conjugated input."""
    assert slide(Problem(task), compute(task)) is None


def test_signals_are_drawn_by_their_kind() -> None:
    """Stems for one axis, two plots for complex numbers, cells for two axes, symbols without heights."""
    (stems,) = drawings("x", Signal([1, -2], first=-1))
    real, imaginary = drawings("z", Signal([1 + 2j, 3]))
    (cells,) = drawings("p", Signal([[0, 1], [2, 4]]))
    (symbols,) = drawings("s", Signal(["a", 1]))

    assert isinstance(stems, SignalPlot)
    assert (stems.first, stems.heights) == (-1, (1.0, -2.0))
    assert (real.heights, imaginary.heights) == ((1.0, 3.0), (2.0, 0.0))  # type: ignore[union-attr]
    assert to_text(imaginary.name) == "Im(z)"  # type: ignore[union-attr]
    assert isinstance(cells, Picture)
    assert cells.shades == ((0.0, 0.25), (0.5, 1.0))
    assert symbols.heights is None  # type: ignore[union-attr]


@pytest.mark.parametrize("signal", [Signal([5]), Signal([1] * 65), Signal([[1] * 13]), Signal([[[1, 2]]])])
def test_some_signals_are_not_drawn(signal: Signal) -> None:
    """A single sample, too many of them, too wide a picture, three axes."""
    assert drawings("x", signal) == ()
