"""Signals: exact samples on the integers, with their origin."""

from symconv.signals.content import Content, Formula, Samples, Support, Unknown
from symconv.signals.signal import Signal

__all__ = ["Content", "Formula", "Samples", "Signal", "Support", "Unknown"]
