"""Every method against lines worked out by hand for [2, −4] ∗ [5, 3] and its kin."""

from __future__ import annotations

import pytest
from worked import derivation, grids, lines, sentences

from symconv.derivation import Calculation
from symconv.errors import CheckError, ConventionError, UnsupportedProblemError
from symconv.operations import compute, layer_task
from symconv.operations.tasks import Convolution, Correlation, Deconvolution, Layer, LayerGradient, Task
from symconv.signals import Signal
from symconv.solving import METHODS, Problem, chosen_methods, derive
from symconv.syntax import to_text

PAIR = Convolution(Signal([2, -4]), Signal([5, 3]))
SLID = ["y[0] = 2*5 = 10", "y[1] = 2*3 + (-4)*5 = 6 - 20 = -14", "y[2] = (-4)*3 = -12"]
ADDED = ["y[0] = 10", "y[1] = 6 - 20 = -14", "y[2] = -12"]
LAYER = Layer(Signal([1, 2, 3, 4]), Signal([1, -1]), "correlate", (2,), ((1, 0),), (1,), bias=Signal([10]))


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (
            "definition",
            [
                "y[0] = x[0]*h[0] = 2*5 = 10",
                "y[1] = x[0]*h[1] + x[1]*h[0] = 2*3 + (-4)*5 = 6 - 20 = -14",
                "y[2] = x[1]*h[1] = (-4)*3 = -12",
            ],
        ),
        ("flip-and-slide", ["flip(h) = [3, 5]", *SLID]),
        ("table", ADDED),
        ("toeplitz", ["y[0] = 5*2 = 10", "y[1] = 3*2 + 5*(-4) = 6 - 20 = -14", "y[2] = 3*(-4) = -12"]),
        ("polynomial", [*SLID, "Y(z) = 10 - 14*z**(-1) - 12*z**(-2)"]),
        ("impulses", ["x[n] = 2*delta[n] - 4*delta[n - 1]", *ADDED]),
        ("dft", ["y[0] = 30/3 = 10", "y[1] = (-42)/3 = -14", "y[2] = (-36)/3 = -12"]),
    ],
)
def test_each_method_ends_in_these_lines(method: str, expected: list[str]) -> None:
    """Signs and order as a person writes them; all methods come to 10, −14, −12."""
    assert lines(PAIR, method)[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("method", "rows"),
    [
        ("flip-and-slide", [". 2 -4 . .", "3 5 . . 10", ". 3 5 . -14", ". . 3 5 -12"]),
        ("table", ["10 6", "-20 -12"]),
        ("toeplitz", ["5 0", "3 5", "0 3"]),
        ("impulses", ["10 6 .", ". -20 -12", "10 -14 -12"]),
    ],
)
def test_each_table_has_these_rows(method: str, rows: list[str]) -> None:
    """The kernel stands reversed under the input; empty places stay empty."""
    assert grids(PAIR, method) == [rows]


def test_definition_states_sum_limits_and_range() -> None:
    """From 0 ≤ m ≤ 1 and 0 ≤ n − m ≤ 1; the answer lives on 0 … 2."""
    assert lines(PAIR, "definition")[:2] == [
        "y[n] = sum(m, x[m]*h[n - m])",
        "y[n] = sum(m, max(0, n - 1), min(1, n), x[m]*h[n - m])",
    ]
    said = sentences(PAIR, "definition")
    assert "0 <= n - m <= 1, that is n - 1 <= m <= n" in said
    assert "0 <= n <= 2, has 2 + 2 - 1 = 3 samples" in said


def test_conjugates_are_shown_before_they_are_taken() -> None:
    """(1+2i)·conj(2+i) = (1+2i)(2−i) = 4+3i."""
    task = Correlation(Signal([1 + 2j, 3]), Signal([1, 2 + 1j]))
    assert lines(task, "definition")[2] == (
        "y[-1] = x[0]*conj(h[1]) = (1 + 2*I)*conj(2 + I) = (1 + 2*I)*(2 - I) = 4 + 3*I"
    )


def test_the_other_convention_is_named_and_conjugates_the_other_signal() -> None:
    """Wikipedia's correlation: Σ conj(x[m]) h[m+n]."""
    task = Correlation(Signal([1j]), Signal([2]), convention="wikipedia")
    assert lines(task, "definition")[-1] == "y[0] = conj(x[0])*h[0] = conj(I)*2 = (-I)*2 = -2*I"
    assert "Wikipedia" in sentences(task, "definition")


def test_symbols_keep_their_place() -> None:
    """(1/2)·(−b) + a·2, in this order, and then the answer's own order."""
    task = Convolution(Signal(["1/2", "a"]), Signal([2, "-b"]))
    assert lines(task, "definition")[3] == ("y[1] = x[0]*h[1] + x[1]*h[0] = (1/2)*(-b) + a*2 = -b/2 + 2*a = 2*a - b/2")


def test_long_sums_lose_their_middle_but_not_its_value() -> None:
    """1 + 2 + … + 30 = 465; with 6 terms at the start and 5 at the end, 7 + … + 25 = 304 are not shown."""
    task = Convolution(Signal(list(range(1, 31))), Signal([1] * 30), mode="valid")
    (work,) = derivation(task, "definition").steps[-1].displays
    note = next(note for note in work.notes if note is not None)  # type: ignore[union-attr]
    assert dict(note.slots)["count"] == "19"
    assert lines(task, "definition")[-1].endswith("1 + 2 + 3 + 4 + 5 + 6 + ... + 26 + 27 + 28 + 29 + 30 = 465")
    assert "304" in str(note)


def test_circular_problems_fold_what_is_too_long() -> None:
    """[1, 2, 3, 4] modulo 3 is [5, 2, 3]; 5·1 + 2·3 + 3·2 = 17."""
    task = Convolution(Signal([1, 2, 3, 4]), Signal([1, 2, 3]), period=3)
    written = lines(task, "definition")
    assert written[1] == "x_3 = [_5, 2, 3]"
    assert written[2] == "y[0] = x_3[0]*h[0] + x_3[1]*h[2] + x_3[2]*h[1] = 5*1 + 2*3 + 3*2 = 5 + 6 + 6 = 17"


def test_transforms_keep_the_root_as_a_letter() -> None:
    """With ω³ = 1 and 1 + ω + ω² = 0: 2 − 4ω² = 6 + 4ω, and (2 − 4ω)(5 + 3ω) = 22 − 2ω."""
    written = lines(PAIR, "dft")
    assert "X[2] = 2 - 4*omega**2 = 6 + 4*omega" in written
    assert "Y[1] = (2 - 4*omega)*(5 + 3*omega) = 22 - 2*omega" in written


def test_long_periods_go_by_residues() -> None:
    """Nine samples of 1 against [1, −1] on a circle of 9: all zero but nothing else; 19 is 1 modulo 9."""
    task = Convolution(Signal([1] * 9), Signal([1, -1]), period=9)
    assert lines(task, "dft")[-9:] == [f"y[{n}] = 0" for n in range(9)]
    assert "prime 19," in sentences(task, "dft")


def test_windows_are_multiplied_cell_by_cell() -> None:
    """The upper left window of [[1, 2, 3], [4, 5, 6]] under [[1, 0], [0, 1]]: 1 + 0 + 0 + 5 = 6."""
    task = Correlation(Signal([[1, 2, 3], [4, 5, 6]]), Signal([[1, 0], [0, 1]]), mode="valid")
    assert lines(task, "window")[1:] == [
        "y[0, 0] = x[0, 0]*h[0, 0] + x[0, 1]*h[0, 1] + x[1, 0]*h[1, 0] + x[1, 1]*h[1, 1] "
        "= 1*1 + 2*0 + 4*0 + 5*1 = 1 + 0 + 0 + 5 = 6",
        "y[0, 1] = 2*1 + 3*0 + 5*0 + 6*1 = 2 + 0 + 0 + 6 = 8",
    ]
    assert grids(task, "window") == [["1*1 2*0", "4*0 5*1"]]


def test_layers_show_formula_size_and_bias() -> None:
    """N = 4, K = 2, s = 2, one zero on the left: ⌊(4 + 1 + 0 − 1·(2 − 1) − 1)/2⌋ + 1 = 2 samples."""
    written = lines(LAYER, "layer")
    assert written[0] == "y[n] = sum(m, 0, 1, w[m]*x[2*n + m - 1]) + b[0]"
    assert written[1].endswith("floor((4 + 1 + 0 - 1*(2 - 1) - 1)/2) + 1 = floor(3/2) + 1 = 2")
    assert written[2:] == [
        "y[0] = w[1]*x[0] + b[0] = (-1)*1 + 10 = -1 + 10 = 9",
        "y[1] = w[0]*x[1] + w[1]*x[2] + b[0] = 1*2 + (-1)*3 + 10 = 2 - 3 + 10 = 9",
    ]


def test_gradients_are_derived_from_the_sum() -> None:
    """The impulse δ[2n + m − j − 1] leaves m = j − 2n + 1; x[3] is read by no window."""
    written = lines(LayerGradient(LAYER, Signal([1, 2]), "x"), "gradient")
    assert written[2:] == [
        "dx[j] = sum(n, 0, 1, g[n]*sum(m, 0, 1, w[m]*delta[2*n + m - j - 1]))",
        "dx[j] = sum(n, 0, 1, g[n]*w[j - 2*n + 1])",
        "dx[0] = g[0]*w[1] = 1*(-1) = -1",
        "dx[1] = g[1]*w[0] = 2*1 = 2",
        "dx[2] = g[1]*w[1] = 2*(-1) = -2",
        "dx[3] = 0",
    ]
    assert grids(LayerGradient(LAYER, Signal([1, 2]), "x"), "gradient") == [["-1 0 0 0", "0 1 -1 0"]]


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (
            Convolution(Signal([2, 1, 3, 5, 4]), Signal([-1, 2, -1]), mode="valid"),
            "Both hold the same samples, because reversed the kernel is itself again",
        ),
        (Convolution(Signal([2, 1, 3, 5, 4]), Signal([1, -1]), mode="valid"), "with opposite signs"),
        (Convolution(Signal([2, 1, 3, 5, 4]), Signal([1, 2]), mode="valid"), "The answers differ"),
        (Convolution(Signal([1, 2]), Signal([1, 3, 1]), mode="same", same="numpy"), "different windows are cut"),
        (Convolution(Signal([1, 2, 0]), Signal([1, 1]), period=3), "different places of the period"),
    ],
)
def test_comparison_gives_the_reason(task: Convolution, reason: str) -> None:
    """Symmetric, antisymmetric, neither; and symmetric kernels whose answers still differ."""
    assert reason in sentences(task, "compare")


def test_long_division_finds_one_sample_at_a_time() -> None:
    """[10, −14, −12] / [5, 3]: first 10/5 = 2, then (−14 − 3·2)/5 = −4."""
    task = Deconvolution(Signal([10, -14, -12]), Signal([5, 3]))
    assert lines(task, "division")[1:] == [
        "q[0] = y[0]/h[0] = 10/5 = 2",
        "q[1] = (y[1] - h[1]*q[0])/h[0] = (-14 - 3*2)/5 = (-20)/5 = -4",
    ]


def test_unknown_signals_get_limits_from_their_lengths() -> None:
    """0 ≤ m ≤ N − 1 and 0 ≤ n − m ≤ K − 1."""
    task = Convolution(Signal.symbol("f", length="N"), Signal.symbol("g", length="K"))
    steps, conclusion = unknown(task)

    assert steps[0] == "conv(f, g)[n]"
    assert steps[-1] == "sum(m, max(0, n + 1 - K), min(N - 1, n), f[m]*g[n - m])"
    assert conclusion == f"y[n] = {steps[-1]}"


def test_unknown_beside_known_is_written_out() -> None:
    """[1, 2] ∗ g is g[n] + 2g[n − 1]."""
    assert unknown(Convolution(Signal([1, 2]), Signal.symbol("g")))[1] == "y[n] = g[n] + 2*g[n - 1]"


def test_unknown_beside_known_is_conjugated_where_the_convention_says() -> None:
    """Σ u[n+m] conj(h[m]) for h = [1, 2i] is u[n] − 2i u[n+1]; Wikipedia's is conj(u[−n]) + 2i conj(u[1−n])."""
    u, h = Signal.symbol("u", complex=True), Signal([1, 2j])

    assert unknown(Correlation(u, h))[1] == "y[n] = u[n] - 2*I*u[n + 1]"
    assert unknown(Correlation(u, h, convention="wikipedia"))[1] == "y[n] = conj(u[-n]) + 2*I*conj(u[1 - n])"


def test_gradients_of_unknown_signals_are_derived_from_the_loss() -> None:
    """From the derivative of Σ g·y to a convolution with g, and from there to a sum with limits."""
    x, w, g = Signal.symbol("x"), Signal.symbol("w", "K"), Signal.symbol("g")
    steps, conclusion = unknown(LayerGradient(layer_task(x, w), g, "x"))

    assert steps[0] == "diff(sum(n, g[n]*corr(x, w)[n]), x[k])"
    assert "conv(g, w)[k]" in steps
    assert steps[-1] == "sum(m, 0, K - 1, g[k - m]*w[m])"
    assert conclusion == f"dx[k] = conv(g, w)[k] = {steps[-1]}"


def test_the_window_of_all_axes_is_one_sentence() -> None:
    """The output of a layer with two axes stands on a rectangle."""
    x, w = Signal.symbol("x", (5, 6)), Signal.symbol("w", (2, 3))

    said = sentences(layer_task(x, w), "definition")
    assert "It holds for 0 <= n <= 3 and 0 <= m <= 3; everywhere else y[n, m] is 0." in said


def test_paddings_that_depend_on_the_length_get_a_name() -> None:
    """Padding "same" of a kernel of length K is ⌊(K − 1)/2⌋ on the left, called P in the lines of the proof."""
    task = layer_task(Signal.symbol("x", "N"), Signal.symbol("w", "K"), padding="same")

    assert "In what follows P is floor(K/2 - 1/2), the padding on the left." in sentences(task, "definition")
    assert unknown(task)[0][0] == "corr(x, w, padding=P)[n]"


def test_one_signal_as_kernel_and_bias() -> None:
    """The same object may stand in two places."""
    one = Signal([2])

    assert unknown(layer_task(Signal.symbol("x"), one, bias=one))[1] == "y[n] = 2*x[n] + 2"


def test_what_cannot_be_proved_is_said() -> None:
    """Roots are outside the language of statements, so the formula was only tested."""
    task = Convolution(Signal.symbol("f"), Signal(["sqrt(2)", 1]))
    (found,) = derive(Problem(task), compute(task))

    assert [said.template for said in found.gaps] == [
        "Why this sum follows from the definition is not shown; it was tested on random signals only."
    ]


def unknown(task: Task) -> tuple[list[str], str]:
    """Return the formulas of a derivation, one after the other, and what it ends in."""
    (found,) = derive(Problem(task), compute(task))
    chains = [shown.chain for step in found.steps for shown in step.displays if isinstance(shown, Calculation)]
    assert found.conclusion is not None
    return (
        [to_text(node) for chain in chains for node in (chain.first, *(right for _, right in chain.links))],
        to_text(found.conclusion),
    )


def test_every_method_refuses_what_it_cannot_do_with_a_reason() -> None:
    """No method raises anything but UnsupportedProblemError, and its message is the reason."""
    tasks = (PAIR, LAYER, LayerGradient(LAYER, Signal([1, 2]), "w"), Deconvolution(Signal([10, 6]), Signal([5, 3])))
    for task in tasks:
        problem, answer = Problem(task), compute(task)
        for method in METHODS:
            reason = method.applies(problem)
            if reason:
                with pytest.raises(UnsupportedProblemError, match="does not apply"):
                    method.derive(problem, answer)
            else:
                assert method.derive(problem, answer).steps


@pytest.mark.parametrize(
    "method", [m.name for m in METHODS if m.name not in ("layer", "gradient", "window", "division")]
)
def test_a_wrong_answer_is_never_explained(method: str) -> None:
    """Each method works the answer out itself and refuses one that differs."""
    wrong = Signal([10, -14, -11])
    with pytest.raises(CheckError, match=r"-11|y\[2\]|c\[2\]"):
        next(m for m in METHODS if m.name == method).derive(Problem(PAIR), wrong)


def test_methods_are_chosen_by_name() -> None:
    """Without a choice the usual one; ``all`` means all that apply; a wrong name is told the nearest."""
    assert [m.name for m in chosen_methods(Problem(PAIR))] == ["definition", "flip-and-slide"]
    assert [m.name for m in chosen_methods(Problem(LAYER))] == ["layer"]
    assert "window" not in [m.name for m in chosen_methods(Problem(PAIR, methods=("all",)))]
    with pytest.raises(ConventionError, match="did you mean 'table'"):
        chosen_methods(Problem(PAIR, methods=("tabel",)))
    with pytest.raises(UnsupportedProblemError, match="signals with 2 axes"):
        derive(Problem(PAIR, methods=("window",)), compute(PAIR))


def test_letters_of_a_method_give_way_to_names_of_the_problem() -> None:
    """A kernel called H and a sample called n: the transform is H_hat, its indices t and k."""
    task = Convolution(Signal(["n", 1]), Signal([2, 3]), period=2)
    written = lines(task, "dft", names=("x", "H"))

    assert written[1] == "H_hat[k] = sum(t, 0, 1, H[t]*omega**(k*t))"
    assert "H_hat[0] = 2 + 3 = 5" in written


def test_a_gradient_sums_over_no_channel_of_its_own() -> None:
    """The bias of channel o is moved by channel o alone: Σ_n, not Σ_o Σ_n."""
    layer = Layer(Signal([[1, 2]]), Signal([[[1]], [[2]]]), "correlate", (1,), ((0, 0),), (1,), channels=True)
    written = lines(LayerGradient(layer, Signal([[1, 2], [3, 4]]), "w"), "gradient")

    assert written[0] == "dw[o, c, m] = diff(L, w[o, c, m]) = sum(n, g[o, n]*diff(y[o, n], w[o, c, m]))"
    assert written[-2:] == [
        "dw[0, 0, 0] = g[0, 0]*x[0, 0] + g[0, 1]*x[0, 1] = 1*1 + 2*2 = 1 + 4 = 5",
        "dw[1, 0, 0] = g[1, 0]*x[0, 0] + g[1, 1]*x[0, 1] = 3*1 + 4*2 = 3 + 8 = 11",
    ]
