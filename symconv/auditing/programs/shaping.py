"""Functions of the array libraries that lay arrays out anew: reshape, flip, roll, pad, join.

May import: this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from symconv.auditing.programs.arrays import (
    ExactArray,
    broadcast,
    check_size,
    concatenated,
    moved_axes,
)
from symconv.auditing.programs.calls import Call, Entry, axes_of, lengths, spread, whole
from symconv.auditing.programs.creating import everywhere
from symconv.auditing.programs.elementwise import as_tensor, cast, promoted
from symconv.auditing.programs.indexing import get_item
from symconv.auditing.programs.objects import Tensor
from symconv.auditing.values import Unread

__all__ = ["SHAPING"]

PADDINGS: Final = {
    **{"constant": "zero", "edge": "edge", "reflect": "reflect", "symmetric": "symmetric", "wrap": "wrap"},
    **{"replicate": "edge", "circular": "wrap", "CONSTANT": "zero", "REFLECT": "reflect", "SYMMETRIC": "symmetric"},
}


def _axis(axis: int, axes: int) -> int:
    if not -axes <= axis < axes:
        raise Unread("it raises here: no such axis")
    return axis % axes


def reshape(call: Call) -> Any:
    """Return the entries in another shape."""
    if call.keywords.get("order", "C") != "C":
        raise Unread("a reshape in another order is not read")
    value, *shape = [*call.arguments, *(v for k, v in call.keywords.items() if k in ("shape", "newshape"))]
    model = call.tensor(value)
    return model.view(model.array.reshaped(lengths(spread(shape))))


def ravel(call: Call) -> Any:
    """Return the entries in one axis."""
    model = call.tensor(call.arguments[0])
    return model.view(model.array.reshaped((-1,)) if model.array.entries else ExactArray((0,), ()))


def expand_dims(call: Call) -> Any:
    """Return an array with one more axis, of length 1."""
    value, axis = call.bind("a, axis" if "axis" in call.keywords else "a, dim")
    model = call.tensor(value)
    shape = list(model.array.shape)
    for at in sorted(_axis(i, len(shape) + len(lengths(axis))) for i in lengths(axis)):
        shape.insert(at, 1)
    return model.view(ExactArray(tuple(shape), model.array.entries))


def squeeze(call: Call) -> Any:
    """Return an array without axes of length 1."""
    value, axis = call.bind("a, dim=None" if "dim" in call.keywords else "a, axis=None")
    model = call.tensor(value)
    shape = model.array.shape
    wanted = {_axis(i, len(shape)) for i in axes_of(axis) or range(len(shape))}
    if axis is not None and call.library != "torch" and any(shape[i] != 1 for i in wanted):
        raise Unread("it raises here: the axis is not of length 1")
    kept = tuple(n for i, n in enumerate(shape) if i not in wanted or n != 1)
    return call.result(model.view(ExactArray(kept, model.array.entries)))


def transpose(call: Call) -> Any:
    """Return an array with its axes in another order, reversed where none is said."""
    value, *axes = [*call.arguments, *(v for k, v in call.keywords.items() if k in ("axes", "perm", "dims"))]
    model = call.tensor(value)
    number = len(model.array.shape)
    order: Sequence[int] = lengths(spread(axes)) if axes and axes != [None] else tuple(reversed(range(number)))
    if call.library == "torch" and call.name.endswith("transpose"):
        i, j = (_axis(axis, number) for axis in order)
        swapped = list(range(number))
        swapped[i], swapped[j] = j, i
        order = swapped
    return model.view(moved_axes(model.array, order))


def swapaxes(call: Call) -> Any:
    """Return an array with two axes exchanged."""
    value, first, second = call.bind("a, axis1, axis2")
    model = call.tensor(value)
    order = list(range(len(model.array.shape)))
    i, j = _axis(whole(first), len(order)), _axis(whole(second), len(order))
    order[i], order[j] = order[j], order[i]
    return model.view(moved_axes(model.array, order))


def moveaxis(call: Call) -> Any:
    """Return an array with one axis moved."""
    value, source, target = call.bind("a, source, destination")
    model = call.tensor(value)
    number = len(model.array.shape)
    order = [i for i in range(number) if i != _axis(whole(source), number)]
    order.insert(_axis(whole(target), number), _axis(whole(source), number))
    return model.view(moved_axes(model.array, order))


def flip(call: Call, axes: tuple[int, ...] | None = None) -> Any:
    """Return an array reversed along some axes, or all."""
    if axes is None:
        value, axis = call.bind("m, dims=None" if "dims" in call.keywords else "m, axis=None")
        axes = axes_of(axis)
    else:
        (value,) = call.bind("m")
    model = call.tensor(value)
    number = len(model.array.shape)
    wanted = {_axis(i, number) for i in (range(number) if axes is None else axes)}
    back, plain = slice(None, None, -1), slice(None)
    turned = get_item(model, tuple(back if i in wanted else plain for i in range(number)))
    return model.like(turned.array) if call.library == "torch" else turned


def rot90(call: Call) -> Any:
    """Return a matrix turned by a quarter, counterclockwise, k times."""
    value, k, axes = call.bind("m, k=1, axes=(0, 1)")
    model = call.tensor(value)
    if len(model.array.shape) != 2 or tuple(axes) != (0, 1):
        raise Unread("a rotation of other axes is not read")
    for _ in range(whole(k) % 4):
        model = get_item(model.view(moved_axes(model.array, (1, 0))), slice(None, None, -1))
    return model


def roll(call: Call) -> Any:
    """Return an array shifted around an axis, or around all entries."""
    value, shift, axis = call.bind("a, shifts, dims=None" if "dims" in call.keywords else "a, shift, axis=None")
    model = call.tensor(value)
    flat = model if axis is not None else model.view(model.array.reshaped((-1,)))
    shifts, axes = lengths(shift), (0,) if axis is None else lengths(axis)
    if len(shifts) not in (1, len(axes)):
        raise Unread("it raises here: shifts and axes differ in number")
    for by, at in zip(shifts * (len(axes) if len(shifts) == 1 else 1), axes, strict=True):
        place = _axis(at, len(flat.array.shape))
        length = flat.array.shape[place]
        order = [(i - by) % length for i in range(length)] if length else []
        flat = get_item(flat, (*[slice(None)] * place, order))
    return model.like(flat.array.reshaped(model.array.shape))


def concatenate(call: Call) -> Any:
    """Return arrays one after the other."""
    values, axis = call.bind("arrays, dim=0" if "dim" in call.keywords else "arrays, axis=0")
    return _joined(call, [call.tensor(v) for v in values], axis)


def _joined(call: Call, parts: list[Tensor], axis: Any) -> Tensor:
    if not parts:
        raise Unread("it raises here: nothing to join")
    if axis is None:
        parts, axis = [part.view(part.array.reshaped((-1,))) for part in parts], 0
    dtype = parts[0].dtype
    for part in parts[1:]:
        dtype = promoted(parts[0].like(parts[0].array, dtype), part)
    call.budget.work(sum(len(part.array.entries) for part in parts))
    joined = concatenated([part.array for part in parts], whole(axis))
    return parts[0].like(ExactArray(joined.shape, cast(joined.entries, dtype)), dtype)


def stack(call: Call) -> Any:
    """Return arrays along a new axis."""
    values, axis = call.bind("arrays, dim=0" if "dim" in call.keywords else "arrays, axis=0")
    parts = [call.tensor(v) for v in values]
    at = whole(axis)
    lifted = []
    for part in parts:
        shape = list(part.array.shape)
        shape.insert(_axis(at, len(shape) + 1), 1)
        lifted.append(part.view(ExactArray(tuple(shape), part.array.entries)))
    return _joined(call, lifted, at)


def hstack(call: Call, least: int, axis: int) -> Any:
    """Return arrays side by side, or one below the other."""
    (values,) = call.bind("arrays")
    parts = []
    for v in values:
        part = call.tensor(v)
        missing = least - len(part.array.shape)
        parts.append(part.view(part.array.reshaped((1,) * max(missing, 0) + part.array.shape)))
    return _joined(call, parts, axis if len(parts[0].array.shape) > 1 else 0)


def _source(index: int, length: int, rule: str) -> int | None:
    if 0 <= index < length:
        return index
    if not length:
        return None
    if rule == "edge":
        return 0 if index < 0 else length - 1
    if rule == "wrap":
        return index % length
    if rule == "symmetric":
        at = index % (2 * length)
        return min(at, 2 * length - 1 - at)
    if rule == "reflect":
        at = index % max(2 * length - 2, 1)
        return min(at, 2 * length - 2 - at) if length > 1 else 0
    return None


def padded(model: Tensor, pairs: Sequence[tuple[int, int]], rule: str, constant: Any) -> Tensor:
    """Return an array with samples added around it, axis by axis."""
    if any(min(pair) < 0 for pair in pairs):
        raise Unread("a negative padding is not read")
    filler = cast((constant,), model.dtype)[0]
    array = model.array
    for axis, (left, right) in enumerate(pairs):
        if not left and not right:
            continue
        check_size(left + right + array.shape[axis])
        turned = moved_axes(array, (axis, *(i for i in range(len(array.shape)) if i != axis)))
        size = len(turned.entries) // turned.shape[0] if turned.shape[0] else 0
        check_size((left + right + turned.shape[0]) * max(size, 1))
        rows: list[Any] = []
        for index in range(-left, turned.shape[0] + right):
            at = _source(index, turned.shape[0], rule)
            rows += (filler,) * size if at is None else turned.entries[at * size : (at + 1) * size]
        turned = ExactArray((left + right + turned.shape[0], *turned.shape[1:]), tuple(rows))
        back = [*range(1, axis + 1), 0, *range(axis + 1, len(array.shape))]
        array = moved_axes(turned, back)
    return model.like(array)


def pad(call: Call) -> Any:
    """``np.pad``, ``tf.pad``: a number, a pair, or a pair for each axis."""
    value, widths, mode, constant, others = call.bind(
        "array, pad_width, mode='constant', constant_values=0, extra=None"
        if not call.name.startswith("tensorflow")
        else "tensor, paddings, mode='CONSTANT', constant_values=0, extra=None"
    )
    model = call.tensor(value)
    number = len(model.array.shape)
    given = as_tensor(widths).array
    pairs = broadcast(given, (number, 2)) if len(given.shape) < 2 or given.shape[0] == 1 else given
    if pairs.shape != (number, 2) or mode not in PADDINGS or others is not None or isinstance(constant, list | tuple):
        raise Unread("a padding that is not read")
    ends = [(whole(pairs.entries[2 * i]), whole(pairs.entries[2 * i + 1])) for i in range(number)]
    return padded(model, ends, PADDINGS[mode], constant)


def torch_pad(call: Call) -> Any:
    """``F.pad(x, (left, right, top, bottom))``: pairs from the last axis on."""
    value, widths, mode, constant = call.bind("input, pad, mode='constant', value=0")
    model, ends = call.tensor(value), lengths(widths)
    number = len(model.array.shape)
    if len(ends) % 2 or len(ends) > 2 * number or mode not in PADDINGS:
        raise Unread("a padding that is not read")
    pairs = [(0, 0)] * number
    for i in range(len(ends) // 2):
        pairs[number - 1 - i] = (ends[2 * i], ends[2 * i + 1])
    return padded(model, pairs, PADDINGS[mode], 0 if constant is None else constant)


def tile(call: Call) -> Any:
    """``np.tile(x, n)`` in one axis."""
    value, times = call.bind("a, reps")
    model, counts = call.tensor(value), lengths(times)
    if len(model.array.shape) != 1 or len(counts) != 1 or counts[0] < 1:
        raise Unread("a tiling of several axes is not read")
    check_size(len(model.array.entries) * counts[0])
    return _joined(call, [model] * counts[0], 0)


def repeat(call: Call) -> Any:
    """``np.repeat(x, n)``: each entry n times."""
    value, times, axis = call.bind("a, repeats, axis=None")
    model, number = call.tensor(value), whole(times)
    if axis is not None or number < 0 or call.library == "torch":
        raise Unread("a repetition that is not read")
    check_size(len(model.array.entries) * number)
    entries = tuple(e for e in model.array.entries for _ in range(number))
    return model.like(ExactArray((len(entries),), entries))


def broadcast_to(call: Call) -> Any:
    """Return an array repeated to a shape."""
    value, shape = call.bind("a, shape")
    model = call.tensor(value)
    return model.like(broadcast(model.array, lengths(shape)))


def at_least(call: Call, axes: int) -> Any:
    """``np.atleast_1d`` and ``np.atleast_2d``."""
    model = call.tensor(call.arguments[0])
    missing = max(axes - len(model.array.shape), 0)
    return model.view(ExactArray((1,) * missing + model.array.shape, model.array.entries))


def windows(call: Call) -> Any:
    """``sliding_window_view(x, K)`` in one axis."""
    value, shape = call.bind("x, window_shape")
    model, (length, *others) = call.tensor(value), lengths(shape)
    if len(model.array.shape) != 1 or others or not 1 <= length <= len(model.array.entries):
        raise Unread("windows over several axes are not read")
    count = len(model.array.entries) - length + 1
    check_size(count * length)
    entries = tuple(model.array.entries[i + j] for i in range(count) for j in range(length))
    return model.like(ExactArray((count, length), entries))


SHAPING: Final[tuple[Entry, ...]] = (
    (everywhere("reshape"), reshape),
    (everywhere("ravel", "flatten"), ravel),
    (everywhere("expand_dims", "unsqueeze"), expand_dims),
    (everywhere("squeeze"), squeeze),
    (everywhere("transpose", "permute"), transpose),
    (everywhere("swapaxes"), swapaxes),
    (everywhere("moveaxis"), moveaxis),
    (everywhere("flip", "reverse"), flip),
    (everywhere("fliplr"), partial(flip, axes=(1,))),
    (everywhere("flipud"), partial(flip, axes=(0,))),
    (everywhere("rot90"), rot90),
    (everywhere("roll"), roll),
    (everywhere("concatenate", "cat", "concat"), concatenate),
    (everywhere("stack"), stack),
    (everywhere("hstack"), partial(hstack, least=1, axis=1)),
    (everywhere("vstack"), partial(hstack, least=2, axis=0)),
    ("numpy.pad jax.numpy.pad tensorflow.pad", pad),
    ("torch.nn.functional.pad", torch_pad),
    ("numpy.tile jax.numpy.tile", tile),
    ("numpy.repeat jax.numpy.repeat", repeat),
    (everywhere("broadcast_to"), broadcast_to),
    (everywhere("atleast_1d"), partial(at_least, axes=1)),
    (everywhere("atleast_2d"), partial(at_least, axes=2)),
    ("numpy.lib.stride_tricks.sliding_window_view", windows),
)
"""Names, and the function that answers."""
