"""What the names of a program stand for, besides numbers, texts and lists.

Arrays can be changed, and several names can stand for one array or for views of it. A view shares its `Family`
with the array; when one member is changed, the others are forgotten rather than followed.

May import: this package's arrays.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

import sympy

from symconv.auditing.programs.arrays import ExactArray
from symconv.auditing.values import Unread

__all__ = [
    "DTYPES",
    "Family",
    "Layer",
    "Method",
    "Module",
    "Parameter",
    "Provenance",
    "Tensor",
    "UserFunction",
    "dtype_of",
]

DTYPES: Final = {
    **dict.fromkeys(("bool", "bool_"), "bool"),
    **dict.fromkeys(("int", "int_", "int64", "long", "intp"), "int64"),
    **dict.fromkeys(("float", "float_", "float64", "double", "Float64", "d", "f8"), "float64"),
    **dict.fromkeys(("float32", "single", "f", "f4"), "float32"),
    **dict.fromkeys(("int32", "i4"), "int32"),
    **dict.fromkeys(("complex", "complex128", "complex_", "cdouble"), "complex128"),
    **{name: name for name in ("uint8", "int8", "int16", "uint16", "uint32", "uint64", "float16", "complex64")},
    **{"half": "float16", "bfloat16": "float16", "short": "int16", "cfloat": "complex64", "object": "object"},
}
"""Names of types of entries, and which type they are."""


class Family:
    """The arrays that share memory."""

    __slots__ = ("members",)

    def __init__(self) -> None:
        self.members: list[Tensor] = []


@dataclass(frozen=True, slots=True)
class Provenance:
    """The library call that an array came from, for explaining an output that differs."""

    function: str
    operands: tuple[ExactArray, ExactArray]


class Tensor:
    """An array of a program; its entries can be changed."""

    __slots__ = ("_array", "dtype", "family", "library", "provenance")

    def __init__(
        self,
        array: ExactArray,
        dtype: str,
        library: str = "numpy",
        family: Family | None = None,
        provenance: Provenance | None = None,
    ) -> None:
        self._array: ExactArray | None = array
        self.dtype, self.library, self.provenance = dtype, library, provenance
        self.family = family or Family()
        self.family.members.append(self)

    @property
    def array(self) -> ExactArray:
        """The entries.

        Raises
        ------
        Unread
            If an array that shares memory with it was changed.
        """
        if self._array is None:
            raise Unread("it shares memory with an array that was changed, which is not followed")
        return self._array

    def view(self, array: ExactArray) -> Tensor:
        """Return a view; for libraries whose arrays never change, it is an array of its own."""
        return Tensor(array, self.dtype, self.library, self.family)

    def like(self, array: ExactArray, dtype: str | None = None) -> Tensor:
        """Return another array of the same library."""
        return Tensor(array, dtype or self.dtype, self.library)

    def change(self, array: ExactArray) -> None:
        """Change the entries; whoever shares them is forgotten."""
        self.array  # noqa: B018 - refuses an array that is forgotten
        if self.library in ("tensorflow", "jax"):
            raise Unread("it raises here: these arrays cannot be changed")
        for member in self.family.members:
            if member is not self:
                member._array = None
        self.family.members = [self]
        self._array, self.provenance = array, None

    def forget(self) -> None:
        """Give up on the entries."""
        for member in self.family.members:
            member._array = None


@dataclass(frozen=True, slots=True)
class Module:
    """A library, or something in one: its full name."""

    name: str


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a value, before it is called."""

    owner: Any
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class UserFunction:
    """A function that the program defines."""

    name: str
    arguments: ast.arguments
    body: list[ast.stmt] | ast.expr
    defaults: tuple[Any, ...]
    closure: Any = field(repr=False)
    """The names around it."""


@dataclass(slots=True, eq=False)
class Layer:
    """A layer of ``torch.nn``; its weights are unknown until the program sets them."""

    function: str
    options: dict[str, Any]
    weight_shape: tuple[int, ...]
    outputs: int
    weight: Tensor | None = None
    bias: Tensor | None = None
    has_bias: bool = True


class Parameter:
    """The weight or the bias of a layer, as something that can be set."""

    __slots__ = ("layer", "name")

    def __init__(self, layer: Layer, name: str) -> None:
        self.layer, self.name = layer, name

    def value(self) -> Any:
        """Return its entries."""
        found = self.layer.weight if self.name == "weight" else self.layer.bias
        if found is None:
            if self.name == "bias" and not self.layer.has_bias:
                return None
            raise Unread("the weights of the layer are random until they are set")
        return found

    @property
    def shape(self) -> tuple[int, ...]:
        """Its lengths."""
        return self.layer.weight_shape if self.name == "weight" else (self.layer.outputs,)


def dtype_of(entries: tuple[Any, ...]) -> str:
    """Return the type that NumPy gives these entries."""
    if any(isinstance(e, sympy.Expr) for e in entries):
        return "complex128"
    if any(isinstance(e, Fraction) for e in entries):
        return "float64"
    if entries and all(isinstance(e, bool) for e in entries):
        return "bool"
    if not all(isinstance(e, int) for e in entries):
        raise Unread("an array of something other than numbers")
    return "int64" if entries else "float64"
