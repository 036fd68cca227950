"""Attributes and methods of the values of a program.

May import: this package.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import sympy

from symconv.auditing.programs.arrays import broadcast, moved_axes, nested
from symconv.auditing.programs.budget import Budget
from symconv.auditing.programs.calculating import real_tensor
from symconv.auditing.programs.calls import Call, dtype_named
from symconv.auditing.programs.elementwise import as_tensor, cast, combine
from symconv.auditing.programs.networks import fill_parameter
from symconv.auditing.programs.numbers import conjugate, is_number, real, tidy
from symconv.auditing.programs.objects import Layer, Method, Module, Parameter, Tensor, UserFunction
from symconv.auditing.programs.printing import braces, text_of
from symconv.auditing.programs.spectra import Spectrum, conjugate_spectrum
from symconv.auditing.programs.table import array_function
from symconv.auditing.values import Unread

__all__ = ["call_method", "get_attribute", "parameter_attribute"]

SAME: Final = ("detach", "cpu", "cuda", "to", "contiguous", "double", "float", "requires_grad_", "eval", "train")
"""Methods that return their owner, with other entries at most in type."""
TYPES: Final = {"double": "float64", "float": "float32", "int": "int32", "long": "int64", "half": "float16"}
AS_FUNCTIONS: Final = frozenset(
    (
        *("reshape", "view", "ravel", "flatten", "squeeze", "unsqueeze", "transpose", "permute", "swapaxes", "flip"),
        *("sum", "prod", "mean", "max", "min", "argmax", "argmin", "cumsum", "dot", "matmul", "mm", "round", "all"),
        *(
            "any",
            "clip",
            "clamp",
            "abs",
            "conj",
            "conjugate",
            "sqrt",
            "repeat",
            "roll",
            "fliplr",
            "flipud",
            "expand_dims",
        ),
        *("add", "sub", "mul", "div", "pow", "neg", "square", "allclose", "equal"),
    )
)
"""Methods that a function of the library does too."""


def get_attribute(value: Any, name: str, budget: Budget) -> Any:
    """Return an attribute: a value at once, a method to be called."""
    if isinstance(value, Module):
        return Module(f"{value.name}.{name}")
    if name.startswith("__"):
        raise Unread(f"the attribute {name} is not read")
    if isinstance(value, Tensor):
        found = _tensor_attribute(value, name, budget)
        return Method(value, name) if found is None else found
    if isinstance(value, Layer):
        return _layer_attribute(value, name)
    if isinstance(value, Spectrum) and name in ("shape", "size", "real", "imag"):
        raise Unread("values of a spectrum are not read")
    if is_number(value) and name in ("real", "imag"):
        return tidy(getattr(sympy, "re" if name == "real" else "im")(value)) if isinstance(value, sympy.Expr) else value
    if is_number(value) and name == "shape":
        return ()
    if isinstance(value, UserFunction):
        raise Unread(f"the attribute {name} of a function is not read")
    return Method(value, name)


def _tensor_attribute(tensor: Tensor, name: str, budget: Budget) -> Any:
    array = tensor.array
    match name:
        case "shape":
            return array.shape
        case "ndim" | "rank":
            return len(array.shape)
        case "size" if tensor.library != "torch":
            return len(array.entries)
        case "T":
            return tensor.view(moved_axes(array, tuple(reversed(range(len(array.shape))))))
        case "data" | "values":
            return tensor
        case "real":
            return real_tensor(tensor)
        case "dtype" | "device" | "grad" | "nbytes" | "strides" | "imag" | "flat" | "base":
            raise Unread(f"{name} is not read")
    return None


def _layer_attribute(layer: Layer, name: str) -> Any:
    if name not in ("weight", "bias"):
        return Method(layer, name)
    return Parameter(layer, name)


def parameter_attribute(parameter: Parameter, name: str, budget: Budget) -> Any:
    """Return an attribute of a weight."""
    if name == "shape":
        return parameter.shape
    if name == "data":
        return parameter
    if name in ("copy_", "fill_", "zero_", "requires_grad_"):
        return Method(parameter, name)
    return get_attribute(parameter.value(), name, budget)


def call_method(method: Method, arguments: tuple[Any, ...], keywords: dict[str, Any], budget: Budget) -> Any:
    """Return what a method computes.

    Raises
    ------
    Unread
        If the method is not on the list.
    """
    owner, name = method.owner, method.name
    if isinstance(owner, Tensor):
        return _tensor_method(owner, name, arguments, keywords, budget)
    if isinstance(owner, Parameter):
        return _parameter_method(owner, name, arguments)
    if isinstance(owner, Layer) and name in ("eval", "train", "double", "float", "to", "requires_grad_"):
        return owner
    if isinstance(owner, Spectrum) and name in ("conj", "conjugate"):
        return conjugate_spectrum(owner)
    if isinstance(owner, list):
        return _list_method(owner, name, arguments)
    if isinstance(owner, str):
        if name == "format" and not keywords:
            return braces(owner, arguments)
        if name == "join" and len(arguments) == 1 and isinstance(arguments[0], list | tuple):
            return text_of(tuple(part for value in arguments[0] for part in (value, owner)))
    if is_number(owner):
        return _number_method(owner, name, arguments)
    if isinstance(owner, list | tuple) and name in ("index", "count") and all(is_number(v) for v in owner):
        if name == "index" and arguments[0] not in owner:
            raise Unread("it raises here: not in the list")
        return getattr(owner, name)(arguments[0])
    raise Unread(f"the method {name} is not read")


def _tensor_method(
    tensor: Tensor, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any], budget: Budget
) -> Any:
    if name in SAME or name in TYPES:
        dtype = TYPES.get(name) or next((d for d in map(_dtype, (*arguments, *keywords.values())) if d), None)
        return as_tensor(tensor, tensor.library, dtype)
    if name in ("astype", "type"):
        return as_tensor(tensor, tensor.library, dtype_named((*arguments, *keywords.values())[0])).like(
            type(tensor.array)(
                tensor.array.shape, cast(tensor.array.entries, dtype_named(arguments[0]) or tensor.dtype)
            ),
            dtype_named(arguments[0]),
        )
    if name in ("copy", "clone"):
        return tensor.like(tensor.array)
    if name == "numpy":
        return Tensor(tensor.array, tensor.dtype, "numpy", tensor.family)
    if name == "tolist":
        return nested(tensor.array)
    if name == "item":
        if len(tensor.array.entries) != 1:
            raise Unread("it raises here: more than one entry")
        return tensor.array.entries[0]
    if name == "size" and tensor.library == "torch":
        return tensor.array.shape[arguments[0]] if arguments else tensor.array.shape
    if name in ("dim", "ndimension"):
        return len(tensor.array.shape)
    if name == "numel":
        return len(tensor.array.entries)
    if name in ("fill", "fill_", "zero_"):
        value = as_tensor(0 if name == "zero_" else arguments[0])
        filled = broadcast(value.array, tensor.array.shape)
        tensor.change(type(filled)(filled.shape, cast(filled.entries, tensor.dtype)))
        return tensor
    if name in ("add_", "sub_", "mul_", "div_"):
        sign = {"add_": "+", "sub_": "-", "mul_": "*", "div_": "/"}[name]
        tensor.change(as_tensor(combine(sign, tensor, arguments[0], budget), tensor.library, tensor.dtype).array)
        return tensor
    if name == "backward" or name not in AS_FUNCTIONS or (name == "repeat" and tensor.library == "torch"):
        raise Unread(f"the method {name} is not read")
    head = {"jax": "jax.numpy"}.get(tensor.library, tensor.library)
    function = array_function(f"{head}.{'reshape' if name == 'view' else name}")
    if function is None:
        raise Unread(f"the method {name} is not read")
    if name in ("permute", "transpose", "flip") and len(arguments) > 1:
        arguments = (tuple(arguments),) if name != "transpose" or tensor.library != "torch" else arguments
    found = function(Call(f"{head}.{name}", (tensor, *arguments), keywords, budget))
    return found.like(found.array) if name == "flatten" and isinstance(found, Tensor) else found


def _dtype(value: Any) -> str | None:
    try:
        return dtype_named(value)
    except Unread:
        return None


def _parameter_method(parameter: Parameter, name: str, arguments: tuple[Any, ...]) -> Any:
    if name in ("copy_", "fill_", "zero_"):
        fill_parameter(parameter.layer, parameter.name, arguments[0] if arguments else 0)
        return parameter
    if name == "requires_grad_":
        return parameter
    raise Unread(f"the method {name} is not read")


def _list_method(owner: list[Any], name: str, arguments: tuple[Any, ...]) -> Any:
    match name, arguments:
        case "append", (value,):
            owner.append(value)
        case "extend", (list() | tuple() as values,):
            owner.extend(values)
        case "insert", (int() as place, value):
            owner.insert(place, value)
        case "pop", () | (int(),) if owner and (not arguments or -len(owner) <= arguments[0] < len(owner)):
            return owner.pop(*arguments)
        case "reverse", ():
            owner.reverse()
        case "copy", ():
            return list(owner)
        case "index" | "count", (value,) if is_number(value) and all(is_number(v) for v in owner) and value in owner:
            return getattr(owner, name)(value)
        case _:
            raise Unread(f"the method {name} of a list is not read")
    return None


def _number_method(owner: Any, name: str, arguments: tuple[Any, ...]) -> Any:
    match name:
        case "item" | "tolist" | "numpy" | "copy" | "squeeze":
            return owner
        case "conjugate" | "conj":
            return conjugate(owner)
        case "astype":
            return cast((owner,), dtype_named(arguments[0]) or "float64")[0]
        case "is_integer":
            return Fraction(real(owner)).denominator == 1
    raise Unread(f"the method {name} of a number is not read")
