"""``torch.nn.Conv1d`` and its like: layers whose weights a program sets.

Fresh weights are random, so a layer computes nothing until its weights are set.

May import: ``libraries``, this package.
"""

from __future__ import annotations

import re
from math import prod
from typing import Any, Final

from symconv.auditing.programs.arrays import ExactArray, broadcast
from symconv.auditing.programs.budget import Budget
from symconv.auditing.programs.calls import Call, lengths, whole
from symconv.auditing.programs.conventional import Route, call_library
from symconv.auditing.programs.elementwise import as_tensor, cast
from symconv.auditing.programs.objects import Layer, Tensor
from symconv.auditing.programs.shaping import padded
from symconv.auditing.values import Unread
from symconv.libraries import library_function

__all__ = ["INITIAL", "is_layer", "make_layer", "run_layer", "set_parameter"]

LAYER: Final = re.compile(r"torch\.nn\.Conv(Transpose)?([123])d")
INITIAL: Final = {"ones_": 1, "zeros_": 0}
RULES: Final = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}
_PLAIN: Final = (
    "i, o, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', dtype=None"
)
_TRANSPOSED: Final = (
    "i, o, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, "
    "padding_mode='zeros', dtype=None"
)


def is_layer(name: str) -> bool:
    """Whether this is a layer that can be made."""
    return LAYER.fullmatch(name) is not None


def make_layer(call: Call) -> Layer:
    """Return a layer without weights."""
    match = LAYER.fullmatch(call.name)
    if match is None:
        raise Unread("a layer that is not read")
    transposed, axes = bool(match[1]), int(match[2])
    parameters = _TRANSPOSED if transposed else _PLAIN
    names = [part.split("=")[0].strip() for part in parameters.split(",")]
    keywords = {{"in_channels": "i", "out_channels": "o"}.get(key, key): v for key, v in call.keywords.items()}
    bound = dict(zip(names, Call(call.name, call.arguments, keywords, call.budget).bind(parameters), strict=True))
    taps = lengths(bound["kernel_size"])
    taps = taps * axes if len(taps) == 1 else taps
    into, out, groups = whole(bound["i"]), whole(bound["o"]), whole(bound["groups"])
    if min(into, out, groups, *taps) < 1 or into % groups or out % groups or len(taps) != axes:
        raise Unread("it raises here: channels, groups and kernel do not fit together")
    shape = (into, out // groups, *taps) if transposed else (out, into // groups, *taps)
    if prod(shape) > 100_000:
        raise Unread("too long to check: a layer of more than 100000 weights")
    options = {
        name: bound[name] for name in names if name in ("stride", "padding", "dilation", "groups", "padding_mode")
    }
    if transposed:
        options["output_padding"] = bound["output_padding"]
    kind = "conv_transpose" if transposed else "conv"
    return Layer(f"torch.nn.functional.{kind}{axes}d", options, shape, out, has_bias=bool(bound["bias"]))


def set_parameter(layer: Layer, name: str, value: Any) -> None:
    """Set the weight or the bias; a whole number of shapes fits only one."""
    if name == "bias" and value is None:
        layer.has_bias, layer.bias = False, None
        return
    shape = layer.weight_shape if name == "weight" else (layer.outputs,)
    given = as_tensor(value, "torch")
    if given.array.shape != shape:
        raise Unread(f"{name} is given the shape {given.array.shape}, the layer has {shape}")
    setattr(layer, name, Tensor(ExactArray(shape, cast(given.array.entries, "float32")), "float32", "torch"))


def fill_parameter(layer: Layer, name: str, value: Any) -> None:
    """Put a value into the weight or the bias, repeated where it is smaller."""
    shape = layer.weight_shape if name == "weight" else (layer.outputs,)
    given = as_tensor(value, "torch")
    set_parameter(layer, name, given.like(broadcast(given.array, shape)))


def run_layer(layer: Layer, value: Any, budget: Budget, route: Route) -> Tensor:
    """Return what a layer computes."""
    if layer.weight is None or (layer.has_bias and layer.bias is None):
        missing = "weights" if layer.weight is None else "bias"
        raise Unread(f"the {missing} of the layer are random until they are set")
    function = library_function(layer.function)
    if function is None or not isinstance(value, Tensor):
        raise Unread("a layer is applied to something that is no array")
    options = dict(layer.options)
    mode = options.pop("padding_mode")
    if mode != "zeros":
        if mode not in RULES or isinstance(options["padding"], str):
            raise Unread("a padding of a layer that is not read")
        axes = len(layer.weight_shape) - 2
        ends = lengths(options["padding"])
        ends = ends * axes if len(ends) == 1 else ends
        number = len(value.array.shape)
        value = padded(value, [*[(0, 0)] * (number - axes), *((p, p) for p in ends)], RULES[mode], 0)
        options["padding"] = 0
    bias = {"bias": layer.bias} if layer.has_bias else {}
    return call_library(function, (value, layer.weight), {**bias, **options}, budget, route)
