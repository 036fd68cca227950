"""Functions of the array libraries that calculate: sums, products, extremes, rounding, comparison.

May import: this package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise, product
from math import ceil, floor, prod
from typing import Any, Final

import sympy

from symconv.auditing.programs.arrays import ExactArray, broadcast, common_shape, steps_of
from symconv.auditing.programs.calls import Call, Entry, axes_of, exact_root, whole
from symconv.auditing.programs.creating import everywhere
from symconv.auditing.programs.elementwise import as_tensor, combine, mapped, matmul, promoted, reduced
from symconv.auditing.programs.numbers import conjugate, operate, real, tidy
from symconv.auditing.programs.objects import Tensor
from symconv.auditing.programs.spectra import Spectrum, conjugate_spectrum
from symconv.auditing.values import Unread

__all__ = ["CALCULATING", "all_close", "real_tensor", "rounded"]

EINSUM: Final = re.compile(r"([a-z]{1,6}(?:,[a-z]{1,6}){0,3})->([a-z]{0,6})")


def _folded(call: Call, total: Callable[[Sequence[Any]], Any], dtype: str | None = None) -> Any:
    keywords = {key: value for key, value in call.keywords.items() if key not in ("keepdims", "keepdim")}
    keep = bool(call.keywords.get("keepdims", call.keywords.get("keepdim", False)))
    parameters = "a, dim=None, dtype=None" if "dim" in keywords else "a, axis=None, dtype=None"
    value, axis, _ = Call(call.name, call.arguments, keywords, call.budget).bind(parameters)
    model = call.tensor(value)
    found = reduced(model.array, axes_of(axis), keep, total, call.budget)
    result = model.dtype if dtype is None else dtype
    if dtype is None and result in ("bool", "uint8", "int8", "int16", "int32", "uint16", "uint32"):
        result = "int64"
    return call.result(as_tensor(model.like(found, "object"), model.library, result))


def _sum(entries: Sequence[Any]) -> Any:
    total: Any = 0
    for entry in entries:
        total = operate("+", total, int(entry) if isinstance(entry, bool) else entry)
    return total


def _product(entries: Sequence[Any]) -> Any:
    total: Any = 1
    for entry in entries:
        total = operate("*", total, entry)
    return total


def _extreme(choose: Callable[[Sequence[Any]], Any], entries: Sequence[Any]) -> Any:
    if not entries:
        raise Unread("it raises here: no entries")
    return choose([e if isinstance(e, bool | int) else real(e) for e in entries])


def _mean(entries: Sequence[Any]) -> Any:
    if not entries:
        raise Unread("the mean of nothing")
    return operate("/", _sum(entries), len(entries))


def mean(call: Call) -> Any:
    """Return the mean, a fraction."""
    model = call.tensor(call.arguments[0])
    whole_numbers = model.dtype.startswith(("int", "uint", "bool"))
    return _folded(call, _mean, ("float64" if call.library == "numpy" else "float32") if whole_numbers else None)


def extreme(call: Call, choose: Any, sign: str) -> Any:
    """``x.max()``, ``np.max(x, axis)``; of two torch arrays, entry by entry."""
    if call.library == "torch" and len(call.arguments) == 2 and isinstance(call.arguments[1], Tensor):
        return combine(sign, *call.arguments, call.budget)
    if call.library == "torch" and (len(call.arguments) > 1 or "dim" in call.keywords):
        raise Unread("values together with indices are not read")
    return _folded(call, partial(_extreme, choose))


def position(call: Call, choose: Any) -> Any:
    """``np.argmax(x)`` over all entries."""
    (value,) = call.bind("a")
    model = call.tensor(value)
    entries = [real(e) for e in model.array.entries]
    if not entries:
        raise Unread("it raises here: no entries")
    return call.result(as_tensor(entries.index(choose(entries)), model.library))


def cumulative(call: Call) -> Any:
    """``np.cumsum(x)`` in one axis."""
    value, axis = call.bind("a, dim=None" if "dim" in call.keywords else "a, axis=None")
    model = call.tensor(value)
    if len(model.array.shape) != 1 or axis not in (None, 0, -1):
        raise Unread("a running sum over several axes is not read")
    entries, total = [], 0
    for entry in model.array.entries:
        total = operate("+", total, entry)
        entries.append(total)
    dtype = "int64" if model.dtype == "bool" else model.dtype
    return as_tensor(model.like(ExactArray(model.array.shape, tuple(entries)), "object"), model.library, dtype)


def binary(call: Call, sign: str) -> Any:
    """``np.add(a, b)`` and its like."""
    a, b = (call.tensor(v) if isinstance(v, list | tuple) else v for v in call.bind("a, b"))
    return combine(sign, a, b, call.budget)


def unary(call: Call, function: Callable[[Any], Any], dtype: str | None = None) -> Any:
    """Return a function of each entry."""
    (value,) = call.bind("x")
    if isinstance(value, list | tuple):
        value = call.tensor(value)
    return mapped(value, function, call.budget, dtype)


def conjugated(call: Call) -> Any:
    """``np.conj(x)``, of a spectrum too."""
    (value,) = call.bind("x")
    return conjugate_spectrum(value) if isinstance(value, Spectrum) else unary(call, conjugate)


def real_part(call: Call) -> Any:
    """``np.real(x)``."""
    (value,) = call.bind("x")
    return call.result(real_tensor(call.tensor(value)))


def real_tensor(tensor: Tensor) -> Tensor:
    """Return the real parts of the entries."""
    parts = tuple(tidy(sympy.re(e)) if isinstance(e, sympy.Expr) else e for e in tensor.array.entries)
    dtype = {"complex128": "float64", "complex64": "float32"}.get(tensor.dtype, tensor.dtype)
    return as_tensor(tensor.like(ExactArray(tensor.array.shape, parts), "object"), tensor.library, dtype)


def einsum(call: Call) -> Any:
    """``np.einsum("ij,j->i", a, b)``: sums of products over the indices that the result does not have."""
    rule, *values = call.arguments
    match = EINSUM.fullmatch(rule.replace(" ", "")) if isinstance(rule, str) else None
    arrays = [call.tensor(value) for value in values]
    names = match[1].split(",") if match else []
    if (
        match is None
        or len(names) != len(arrays)
        or any(len(a.array.shape) != len(n) for a, n in zip(arrays, names, strict=True))
    ):
        raise Unread("a sum of products that is not read")
    lengths: dict[str, int] = {}
    for array, letters in zip(arrays, names, strict=True):
        for letter, length in zip(letters, array.array.shape, strict=True):
            if lengths.setdefault(letter, length) != length:
                raise Unread("it raises here: lengths that do not fit together")
    summed = [letter for letter in lengths if letter not in match[2]]
    if set(match[2]) - set(lengths):
        raise Unread("it raises here: an index that no operand has")
    call.budget.work(prod(lengths.values()) * len(arrays))
    entries: list[Any] = []
    for kept in product(*(range(lengths[letter]) for letter in match[2])):
        total: Any = 0
        for inner in product(*(range(lengths[letter]) for letter in summed)):
            place = dict(zip((*match[2], *summed), (*kept, *inner), strict=True))
            factor: Any = 1
            for array, letters in zip(arrays, names, strict=True):
                at = sum(place[n] * step for n, step in zip(letters, steps_of(array.array.shape), strict=True))
                factor = operate("*", factor, array.array.entries[at])
            total = operate("+", total, factor)
        entries.append(total)
    model = arrays[0]
    for array in arrays[1:]:
        model = model.like(model.array, promoted(model, array))
    shape = tuple(lengths[letter] for letter in match[2])
    return call.result(as_tensor(model.like(ExactArray(shape, tuple(entries)), "object"), model.library, model.dtype))


def root(call: Call) -> Any:
    """``np.sqrt(x)`` where it is rational."""
    (value,) = call.bind("x")
    if isinstance(value, list | tuple):
        value = call.tensor(value)
    floating = "float64" if call.library == "numpy" else "float32"
    whole_numbers = isinstance(value, Tensor) and not value.dtype.startswith(("float", "complex"))
    return mapped(value, exact_root, call.budget, floating if whole_numbers else None)


def rounded(value: Any, places: int) -> Any:
    """Return a number rounded to even, as Python and NumPy do; ties of decimals depend on how they are stored."""
    if isinstance(value, int):
        return value
    number = real(value)
    scaled = number * Fraction(10) ** max(min(places, 300), -300)
    if scaled.denominator == 2 and (number.denominator & (number.denominator - 1)):
        raise Unread("how a tie is rounded depends on how the number is stored")
    return Fraction(round(scaled)) / Fraction(10) ** max(min(places, 300), -300)


def round_all(call: Call) -> Any:
    """``np.round(x, places)``."""
    value, places = call.bind("a, decimals=0")
    if isinstance(value, list | tuple):
        value = call.tensor(value)
    return mapped(value, lambda e: rounded(e, whole(places)), call.budget)


def dot(call: Call) -> Any:
    """``np.dot(a, b)``, ``a @ b``."""
    a, b = (call.tensor(v) for v in call.bind("a, b"))
    if not a.array.shape or not b.array.shape:
        return combine("*", a, b, call.budget)
    return call.result(matmul(a, b, call.budget))


def vdot(call: Call) -> Any:
    """``np.vdot(a, b)``: the first conjugated."""
    a, b = (call.tensor(v) for v in call.bind("a, b"))
    flat = [v.view(v.array.reshaped((-1,))) for v in (mapped(a, conjugate, call.budget), b)]
    return call.result(matmul(flat[0], flat[1], call.budget))


def outer(call: Call) -> Any:
    """``np.outer(a, b)``."""
    a, b = (call.tensor(v) for v in call.bind("a, b"))
    column = a.view(ExactArray((len(a.array.entries), 1), a.array.entries))
    return combine("*", column, b.view(ExactArray((1, len(b.array.entries)), b.array.entries)), call.budget)


def difference(call: Call) -> Any:
    """``np.diff(x)`` in one axis."""
    value, times = call.bind("a, n=1")
    model = call.tensor(value)
    if len(model.array.shape) != 1 or whole(times) != 1 or len(model.array.entries) < 2:
        raise Unread("a difference that is not read")
    entries = model.array.entries
    steps = tuple(operate("-", b, a) for a, b in pairwise(entries))
    return model.like(ExactArray((len(steps),), steps))


def where(call: Call) -> Any:
    """``np.where(condition, a, b)``."""
    condition, a, b = (call.tensor(v) for v in call.bind("condition, x, y"))
    shape = common_shape(condition.array.shape, common_shape(a.array.shape, b.array.shape))
    call.budget.work(len(condition.array.entries))
    total = combine("+", a, b, call.budget)  # for the type of the entries
    parts = (broadcast(v.array, shape).entries for v in (condition, a, b))
    chosen = tuple(x if c else y for c, x, y in zip(*parts, strict=True))
    return as_tensor(total.like(ExactArray(shape, chosen), "object"), total.library, total.dtype)


def clip(call: Call) -> Any:
    """``np.clip(x, least, greatest)``."""
    value, least, greatest = call.bind("a, min=None, max=None")
    found = call.tensor(value)
    for bound, sign in ((least, "max"), (greatest, "min")):
        if bound is not None:
            found = combine(sign, found, bound, call.budget)
    return found


def all_close(a: Any, b: Any, relative: Fraction, absolute: Fraction, library: str) -> ExactArray:
    """Return whether entries agree as ``np.isclose`` has it: they differ by at most absolute + relative·b."""
    left, right = (as_tensor(v, library).array for v in (a, b))
    shape = common_shape(left.shape, right.shape)
    pairs = zip(broadcast(left, shape).entries, broadcast(right, shape).entries, strict=True)
    return ExactArray(shape, tuple(_close(x, y, relative, absolute) for x, y in pairs))


def _close(a: Any, b: Any, relative: Fraction, absolute: Fraction) -> bool:
    if isinstance(a, sympy.Expr) or isinstance(b, sympy.Expr):
        if operate("-", a, b) == 0:
            return True
        raise Unread("whether complex numbers are close is not read")
    return abs(Fraction(a) - Fraction(b)) <= absolute + relative * abs(Fraction(b))


def close(call: Call, *, every: bool) -> Any:
    """``np.allclose`` and ``np.isclose``."""
    a, b, relative, absolute, _ = call.bind("a, b, rtol=1e-05, atol=1e-08, equal_nan=False")
    limits = [Fraction(repr(v)) if isinstance(v, float) else Fraction(v) for v in (relative, absolute)]
    found = all_close(a, b, limits[0], limits[1], call.library)
    call.budget.work(len(found.entries))
    return all(found.entries) if every else call.result(Tensor(found, "bool", call.library))


def equal(call: Call) -> Any:
    """``np.array_equal(a, b)``: same shape, same entries."""
    a, b = (call.tensor(v) for v in call.bind("a, b"))
    if a.array.shape != b.array.shape:
        return False
    return all(combine("==", a, b, call.budget).array.entries)


def asserted(call: Call, relative: str, absolute: str) -> Any:
    """``np.testing.assert_allclose(a, b)``: whether it passes."""
    a, b, rtol, atol = call.bind(f"a, b, rtol={relative}, atol={absolute}")
    limits = [Fraction(repr(v)) if isinstance(v, float) else Fraction(v) for v in (rtol, atol)]
    return all(all_close(a, b, limits[0], limits[1], call.library).entries)


def asserted_to_places(call: Call) -> Any:
    """``np.testing.assert_array_almost_equal(a, b, decimal)``: whether it passes."""
    a, b, places = call.bind("a, b, decimal=6")
    limit = Fraction(3, 2) / Fraction(10) ** whole(places)
    return all(all_close(a, b, Fraction(0), limit, call.library).entries)


def truth(call: Call, choose: Callable[[Sequence[Any]], bool]) -> Any:
    """``np.all`` and ``np.any``."""
    return _folded(call, lambda entries: choose([e != 0 for e in entries]), "bool")


def multiply_polynomials(call: Call) -> Any:
    """``np.polymul(a, b)``: the convolution, without zeros in front."""
    a, b = (call.tensor(v) for v in call.bind("a, b"))
    n, k = len(a.array.entries), len(b.array.entries)
    call.budget.work(n * k)
    entries: list[Any] = [0] * (n + k - 1)
    for i, x in enumerate(a.array.entries):
        for j, y in enumerate(b.array.entries):
            entries[i + j] = operate("+", entries[i + j], operate("*", x, y))
    if entries and entries[0] == 0:
        raise Unread("polynomials with zeros in front are not read")
    return as_tensor(entries)


def _sign(value: Any) -> Any:
    number = real(value)
    return type(value)((number > 0) - (number < 0))


CALCULATING: Final[tuple[Entry, ...]] = (
    (everywhere("sum", "reduce_sum"), lambda call: _folded(call, _sum)),
    (everywhere("prod", "reduce_prod"), lambda call: _folded(call, _product)),
    (everywhere("mean", "average", "reduce_mean"), mean),
    (everywhere("max", "amax", "reduce_max"), partial(extreme, choose=max, sign="max")),
    (everywhere("min", "amin", "reduce_min"), partial(extreme, choose=min, sign="min")),
    (everywhere("argmax"), partial(position, choose=max)),
    (everywhere("argmin"), partial(position, choose=min)),
    (everywhere("cumsum"), cumulative),
    (everywhere("add"), partial(binary, sign="+")),
    (everywhere("subtract", "sub"), partial(binary, sign="-")),
    (everywhere("multiply", "mul"), partial(binary, sign="*")),
    (everywhere("divide", "true_divide", "div"), partial(binary, sign="/")),
    (everywhere("power", "pow"), partial(binary, sign="**")),
    (everywhere("maximum"), partial(binary, sign="max")),
    (everywhere("minimum"), partial(binary, sign="min")),
    (everywhere("negative", "neg"), partial(unary, function=lambda e: operate("*", -1, e))),
    (
        everywhere("abs", "absolute", "fabs"),
        partial(unary, function=lambda e: abs(e) if isinstance(e, int) else abs(real(e))),
    ),
    (everywhere("square"), partial(unary, function=lambda e: operate("*", e, e))),
    (everywhere("sqrt"), root),
    (everywhere("conj", "conjugate"), conjugated),
    (everywhere("real"), real_part),
    (everywhere("einsum"), einsum),
    (everywhere("sign"), partial(unary, function=_sign)),
    (everywhere("floor"), partial(unary, function=lambda e: e if isinstance(e, int) else Fraction(floor(real(e))))),
    (everywhere("ceil"), partial(unary, function=lambda e: e if isinstance(e, int) else Fraction(ceil(real(e))))),
    (everywhere("round", "around", "round_"), round_all),
    (everywhere("dot", "matmul", "linalg.matmul", "mm", "mv"), dot),
    (everywhere("vdot"), vdot),
    (everywhere("outer"), outer),
    (everywhere("diff"), difference),
    (everywhere("where"), where),
    (everywhere("clip", "clamp", "clip_by_value"), clip),
    (everywhere("allclose"), partial(close, every=True)),
    (everywhere("isclose"), partial(close, every=False)),
    ("numpy.array_equal jax.numpy.array_equal torch.equal", equal),
    (everywhere("all", "reduce_all"), partial(truth, choose=all)),
    (everywhere("any", "reduce_any"), partial(truth, choose=any)),
    ("numpy.testing.assert_array_equal numpy.testing.assert_equal", equal),
    ("numpy.testing.assert_allclose", partial(asserted, relative="1e-07", absolute="0")),
    ("torch.testing.assert_close", partial(asserted, relative="1.3e-06", absolute="1e-05")),
    ("numpy.testing.assert_array_almost_equal numpy.testing.assert_almost_equal", asserted_to_places),
    ("numpy.polymul", multiply_polynomials),
)
"""Names, and the function that answers."""
