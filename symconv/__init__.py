"""Exact convolutions and correlations: solved step by step, proved, and checked."""

__version__ = "0.1.0"
