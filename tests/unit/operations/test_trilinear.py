"""The three partial derivatives of a trilinear form belong together."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from sympy import ZZ

from symconv.operations.trilinear import TrilinearForm


@st.composite
def forms(draw: st.DrawFn) -> TrilinearForm:
    """Forms in which some windows reach beyond x, and some samples of x are in no window."""
    axes = draw(st.integers(1, 2))

    def lengths(low: int, high: int) -> tuple[int, ...]:
        return tuple([draw(st.integers(low, high)) for _ in range(axes)])

    groups, a, b = draw(st.integers(1, 2)), draw(st.integers(1, 2)), draw(st.integers(1, 2))
    return TrilinearForm(
        x_shape=(groups * a, *lengths(1, 5)),
        w_shape=(groups * b, a, *lengths(1, 3)),
        y_shape=(groups * b, *lengths(1, 4)),
        groups=groups,
        stride=lengths(1, 3),
        dilation=lengths(1, 3),
        padding=lengths(-1, 3),
    )


@given(forms(), st.randoms(use_true_random=False))
def test_each_partial_derivative_gives_the_form_back(form: TrilinearForm, random: object) -> None:
    """T is linear in each operand, so ⟨∂T/∂x, x⟩, ⟨∂T/∂w, w⟩ and ⟨∂T/∂y, y⟩ are all T, summed here term by term."""
    x, w, y = (
        {index: ZZ(random.randint(-9, 9)) for index in product(*map(range, shape))}  # type: ignore[attr-defined]
        for shape in (form.x_shape, form.w_shape, form.y_shape)
    )
    total = 0
    for (b, *n), (o, c, *m) in product(y, w):
        channel = b // (form.y_shape[0] // form.groups) * form.w_shape[1] + c
        axes = zip(form.stride, n, form.dilation, m, form.padding, strict=True)
        if o == b:
            total += y[(b, *n)] * w[(o, c, *m)] * x.get((channel, *[s * i + d * j - p for s, i, d, j, p in axes]), 0)

    xs, ws, ys = (list(operand.values()) for operand in (x, w, y))

    assert sum(a * b for a, b in zip(form.by_x(ZZ, ws, ys), xs, strict=True)) == total
    assert sum(a * b for a, b in zip(form.by_w(ZZ, xs, ys), ws, strict=True)) == total
    assert sum(a * b for a, b in zip(form.by_y(ZZ, xs, ws), ys, strict=True)) == total
