"""Signals: exact samples on the integers, with their origin."""

from symconv.signals.content import Content, Samples
from symconv.signals.signal import Signal

__all__ = ["Content", "Samples", "Signal"]
