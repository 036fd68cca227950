"""What a worked solution contains: everything that section 6 of the design asks for."""

from __future__ import annotations

from symconv.checks import check
from symconv.document.blocks import Callout, CodeBlock, Document, Figure, Heading, SlideFigure, StemPlot
from symconv.document.solution import solution_document
from symconv.operations import compute
from symconv.operations.tasks import Convolution, Correlation, Layer, Task
from symconv.signals import Signal
from symconv.solving import Problem, derive


def document(task: Task, **details: object) -> Document:
    """Return the document of a task, worked and checked."""
    problem, answer = Problem(task, **details), compute(task)  # type: ignore[arg-type]
    return solution_document(problem, derive(problem, answer), check(task, answer), answer)


def headings(found: Document) -> list[str]:
    """Return the headings of the second level."""
    return [block.inlines[0].text for block in found.blocks if isinstance(block, Heading) and block.level == 2]  # type: ignore[union-attr]


def remark(found: Document) -> str:
    """Return the remark as the text of its first paragraph."""
    (callout,) = (block for block in found.blocks if isinstance(block, Callout) and block.kind == "remark")
    return "".join(getattr(inline, "text", "") for inline in callout.blocks[0].inlines)  # type: ignore[union-attr]


def test_a_solution_has_its_parts_in_order() -> None:
    """Signals, definition, work, answer, check; drawn signals and a slide; a line of NumPy; one remark."""
    found = document(Convolution(Signal([2, -4]), Signal([5, 3])))
    drawings = [type(block.drawing) for block in found.blocks if isinstance(block, Figure)]
    (checked,) = (block for block in found.blocks if isinstance(block, Callout) and block.kind == "check")

    assert found.title == "Convolution of x and h"
    assert headings(found) == [
        "The signals",
        "Definition and limits",
        "From the definition",
        "Flip and slide",
        "The answer",
        "The check",
    ]
    assert drawings == [StemPlot, StemPlot, StemPlot, SlideFigure]
    assert any(isinstance(block, CodeBlock) and "np.convolve" in block.text for block in checked.blocks)


def test_remarks_tell_what_the_other_operation_gives() -> None:
    """Symmetric, antisymmetric, neither, and a layer."""
    x = Signal([2, 1, 3, 5, 4])

    assert "same samples" in remark(document(Convolution(x, Signal([-1, 2, -1]), mode="valid")))
    assert "opposite sign" in remark(document(Correlation(x, Signal([1, -1]), mode="valid")))
    assert "kernel left as it is" in remark(document(Convolution(x, Signal([1, 2]))))
    assert "the layer correlates" in remark(document(Layer(x, Signal([1, 2]), "correlate", (1,), "valid", (1,))))


def test_there_is_no_remark_beside_the_comparison_that_says_the_same() -> None:
    """``compare`` is the long form of the remark."""
    found = document(Convolution(Signal([1, 2]), Signal([1, 3])), methods=("compare",))

    assert not [block for block in found.blocks if isinstance(block, Callout) and block.kind == "remark"]


def test_titles_notes_and_read_decimals_are_told() -> None:
    """What the user wrote stands as it was written; 0.1 was read as a decimal."""
    found = document(Convolution(Signal([0.1]), Signal([1])), title="A <b>", notes=("See & think.",))
    texts = [getattr(inline, "text", "") for block in found.blocks for inline in getattr(block, "inlines", ())]

    assert found.title == "A <b>"
    assert "See & think." in texts
    assert any("1/10" in text for text in texts)


def test_unknown_signals_are_described_by_their_supports() -> None:
    """The answer is the sum with its limits, and nothing is drawn."""
    found = document(Convolution(Signal.symbol("f", length="N"), Signal.symbol("g")))
    texts = "".join(getattr(inline, "text", "") for block in found.blocks for inline in getattr(block, "inlines", ()))

    assert "The signal f is any signal that is zero outside 0 … N − 1." in texts
    assert "The signal g is any signal." in texts
    assert not [block for block in found.blocks if isinstance(block, Figure)]
