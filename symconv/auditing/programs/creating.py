"""Functions of the array libraries that make arrays.

May import: this package.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, prod
from typing import Any, Final

from symconv.auditing.programs.arrays import ExactArray, check_size
from symconv.auditing.programs.calls import Call, Entry, dtype_named, lengths, spread, whole
from symconv.auditing.programs.elementwise import WHOLE, as_tensor, cast, number_kind, promoted
from symconv.auditing.programs.numbers import is_number, tidy
from symconv.auditing.programs.objects import Tensor
from symconv.auditing.values import Unread

__all__ = ["CREATING"]


def _new(call: Call, array: ExactArray, dtype: str) -> Tensor:
    call.budget.work(len(array.entries))
    return Tensor(ExactArray(array.shape, cast(array.entries, dtype)), dtype, call.library)


def _floating(call: Call) -> str:
    return "float64" if call.library == "numpy" else "float32"


def array(call: Call) -> Any:
    """``np.array([1, 2])`` and its like: a copy."""
    value, dtype, _ = call.bind("value, dtype=None, shape=None")
    found = as_tensor(value, call.library, dtype_named(dtype))
    return found.like(found.array)


def as_array(call: Call) -> Any:
    """``np.asarray(x)``: the same array where it is one."""
    value, dtype, _ = call.bind("value, dtype=None, dtype_hint=None")
    if isinstance(value, Tensor) and dtype_named(dtype) in (None, value.dtype):
        library = call.name.split(".")[0]
        return value if library == value.library else Tensor(value.array, value.dtype, library, value.family)
    return as_tensor(value, call.library, dtype_named(dtype))


def float_tensor(call: Call) -> Any:
    """``torch.Tensor([1, 2])``: always floating-point; lengths alone leave the entries open."""
    if len(call.arguments) == 1 and isinstance(call.arguments[0], list | tuple | Tensor):
        return as_tensor(call.arguments[0], "torch", "float32")
    raise Unread("an array whose entries are not set")


def filled(call: Call, value: Any) -> Any:
    """Return an array of one number."""
    arguments = call.arguments
    if call.name.startswith("torch") and arguments and isinstance(arguments[0], int):
        arguments = (spread(arguments),)
    shape, dtype = Call(call.name, arguments, call.keywords, call.budget).bind("shape, dtype=None")
    found = dtype_named(dtype) or _floating(call)
    size = prod(lengths(shape))
    if any(n < 0 for n in lengths(shape)):
        raise Unread("it raises here: a negative length")
    check_size(size)
    return _new(call, ExactArray(lengths(shape), (value,) * size), found)


def full(call: Call) -> Any:
    """``np.full(shape, value)``."""
    shape, value, dtype = call.bind("shape, fill_value, dtype=None")
    size = prod(lengths(shape))
    if not is_number(value) or any(n < 0 for n in lengths(shape)):
        raise Unread("an array filled with something else than a number")
    check_size(size)
    return _new(call, ExactArray(lengths(shape), (value,) * size), dtype_named(dtype) or number_kind(value))


def filled_like(call: Call, value: Any) -> Any:
    """``np.zeros_like(x)``: the type of entries is that of x."""
    like, dtype = call.bind("like, dtype=None")
    model = call.tensor(like)
    return _new(
        call, ExactArray(model.array.shape, (value,) * len(model.array.entries)), dtype_named(dtype) or model.dtype
    )


def full_like(call: Call) -> Any:
    """``np.full_like(x, value)``."""
    like, value, dtype = call.bind("like, fill_value, dtype=None")
    model = call.tensor(like)
    entries = (value,) * len(model.array.entries)
    return _new(call, ExactArray(model.array.shape, entries), dtype_named(dtype) or model.dtype)


def eye(call: Call) -> Any:
    """``np.eye(n, m, k)``."""
    rows, columns, k, dtype = call.bind("n, m=None, k=0, dtype=None")
    n = whole(rows)
    m = n if columns is None else whole(columns)
    if n < 0 or m < 0:
        raise Unread("it raises here: a negative length")
    check_size(n * m)
    entries = tuple(int(j - i == whole(k)) for i in range(n) for j in range(m))
    return _new(call, ExactArray((n, m), entries), dtype_named(dtype) or _floating(call))


def arange(call: Call) -> Any:
    """``np.arange(start, stop, step)``."""
    dtype = dtype_named(call.keywords.get("dtype"))
    named = {key: value for key, value in call.keywords.items() if key in ("start", "stop", "limit", "end", "step")}
    values = list(call.arguments)
    if len(values) > 3 or (named and values):
        raise Unread("a range that is not read")
    if named:
        values = [named.get("start", 0), named.get("stop", named.get("end")), named.get("step", 1)]
    start, stop, step = (0, values[0], 1) if len(values) == 1 else (*values, 1)[:3]
    if not all(isinstance(v, int | Fraction) for v in (start, stop, step)) or step == 0:
        raise Unread("a range that is not read")
    exact = all(isinstance(v, int) for v in (start, stop, step))
    number = max(ceil(Fraction(stop - start) / Fraction(step)), 0)
    if not exact and (Fraction(stop - start) / Fraction(step)).denominator == 1 and Fraction(step).denominator > 1:
        raise Unread("whether a range of fractions has its last entry depends on rounding")
    check_size(number)
    entries = tuple(start + i * step for i in range(number))
    return _new(call, ExactArray((number,), entries), dtype or ("int64" if exact else _floating(call)))


def linspace(call: Call) -> Any:
    """``np.linspace(start, stop, num)``."""
    start, stop, number, endpoint, dtype = call.bind("start, stop, num=50, endpoint=True, dtype=None")
    count = whole(number)
    check_size(count)
    gaps = max(count - 1 if endpoint else count, 1)
    entries = tuple(tidy(Fraction(start) + (Fraction(stop) - Fraction(start)) * i / gaps) for i in range(count))
    return _new(call, ExactArray((count,), entries), dtype_named(dtype) or _floating(call))


def diag(call: Call) -> Any:
    """``np.diag(x)``: a matrix from its diagonal, or the diagonal of a matrix."""
    value, k = call.bind("v, k=0")
    model, shift = call.tensor(value), whole(k)
    a = model.array
    if len(a.shape) == 1:
        n = a.shape[0] + abs(shift)
        check_size(n * n)
        entries = tuple(
            a.entries[i + min(shift, 0)] if j - i == shift else cast((0,), model.dtype)[0]
            for i in range(n)
            for j in range(n)
        )
        return model.like(ExactArray((n, n), entries))
    if len(a.shape) != 2:
        raise Unread("it raises here: a diagonal needs one axis or two")
    rows, columns = a.shape
    found = tuple(a.entries[i * columns + i + shift] for i in range(rows) if 0 <= i + shift < columns)
    return model.like(ExactArray((len(found),), found))


def toeplitz(call: Call) -> Any:
    """``scipy.linalg.toeplitz(column, row)``: constant along every diagonal."""
    column, row = call.bind("c, r=None")
    left = call.tensor(column)
    top = left if row is None else call.tensor(row)
    n, m = len(left.array.entries), len(top.array.entries)
    check_size(n * m)
    dtype = promoted(left, top)
    entries = tuple(
        left.array.entries[i - j] if i >= j else top.array.entries[j - i] for i in range(n) for j in range(m)
    )
    return _new(call, ExactArray((n, m), entries), dtype)


def correlation_lags(call: Call) -> Any:
    """``scipy.signal.correlation_lags(N, K, mode)``, as SciPy computes it, also where that is one off."""
    n, k, mode = call.bind("in1_len, in2_len, mode='full'")
    n, k = whole(n), whole(k)
    if min(n, k) < 1 or mode not in ("full", "same", "valid"):
        raise Unread("lags that are not read")
    check_size(n + k)
    every = list(range(-k + 1, n))
    if mode == "same":
        middle, half = len(every) // 2, n // 2
        every = every[middle - half : middle + half + n % 2]
    elif mode == "valid":
        every = list(range(n - k + 1)) if n >= k else list(range(n - k, 1))
    return _new(call, ExactArray((len(every),), tuple(every)), "int64")


def converted(call: Call) -> Any:
    """``np.float32(x)``, ``tf.cast(x, tf.float32)``: another type of entries."""
    name = call.name.rsplit(".", 1)[-1]
    value, dtype = call.bind("x, dtype=None") if name == "cast" else (*call.bind("x"), name)
    found = dtype_named(dtype) or "float32"
    if is_number(value) and name != "cast":
        return cast((value,), found)[0]
    return as_tensor(value, call.library, found)


_LIBRARIES: Final = ("numpy", "jax.numpy", "torch", "tensorflow")


def everywhere(*names: str) -> str:
    """Return the names in every library."""
    return " ".join(f"{library}.{name}" for name in names for library in _LIBRARIES)


CREATING: Final[tuple[Entry, ...]] = (
    ("numpy.array jax.numpy.array torch.tensor tensorflow.constant tensorflow.Variable numpy.copy", array),
    ("torch.clone tensorflow.identity jax.numpy.copy", array),
    ("numpy.asarray numpy.asanyarray numpy.ascontiguousarray jax.numpy.asarray torch.as_tensor", as_array),
    ("torch.from_numpy tensorflow.convert_to_tensor torch.asarray torch.nn.Parameter", as_array),
    ("torch.Tensor torch.FloatTensor torch.DoubleTensor", float_tensor),
    (everywhere("zeros"), lambda call: filled(call, 0)),
    (everywhere("ones"), lambda call: filled(call, 1)),
    (everywhere("full") + " tensorflow.fill", full),
    (everywhere("zeros_like"), lambda call: filled_like(call, 0)),
    (everywhere("ones_like"), lambda call: filled_like(call, 1)),
    (everywhere("full_like"), full_like),
    (everywhere("eye", "identity"), eye),
    (everywhere("arange") + " tensorflow.range", arange),
    (everywhere("linspace"), linspace),
    (everywhere("diag"), diag),
    ("scipy.linalg.toeplitz", toeplitz),
    ("scipy.signal.correlation_lags", correlation_lags),
    ("tensorflow.cast", converted),
    (
        everywhere(*(name for name in ("float32", "float64", "int32", "int64", "float16", *WHOLE) if name != "bool")),
        converted,
    ),
)
"""Names, and the function that answers."""
