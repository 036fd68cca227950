"""Rounded values where exact ones were asked."""

from __future__ import annotations

from collections.abc import Iterator

import sympy

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Task
from symconv.signals import Signal

__all__ = ["ROUNDING"]

_PLACES = {0: "whole numbers", 1: "one decimal place"}


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    values = answer.flat_values
    if not all(value.is_Rational for value in values) or all(value.is_Integer for value in values):
        return
    half = sympy.Rational(1, 2)
    for places in range(7):
        unit = sympy.Integer(10) ** places
        nearest = [sympy.sign(value) * sympy.floor(abs(value) * unit + half) / unit for value in values]
        cut = [sympy.sign(value) * sympy.floor(abs(value) * unit) / unit for value in values]
        facts = {"places": _PLACES.get(places, f"{places} decimal places")}
        yield Spoiled(_like(nearest, answer).values, {"how": "rounded", **facts})
        yield Spoiled(_like(cut, answer).values, {"how": "cut off", **facts})


def _like(values: list[sympy.Expr], answer: Signal) -> Signal:
    return Signal(sympy.Array(values, answer.shape).tolist())


ROUNDING = Edit("rounding", "The right values, {how} to {places}.", _spoil)
