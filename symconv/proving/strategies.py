"""What is tried, in this order, when the terms of two sides do not match one to one.

Each strategy changes a product that the sides do not share, by rules of the trusted core, and says whether it did.

May import: the modules of this package that hold strategies.
"""

from __future__ import annotations

from symconv.proving.periods import bound_quotients, lift_residues, limit_residues, several_periods, tell_residues_apart
from symconv.proving.shifting import absorb_factors, free_indices
from symconv.proving.splitting import (
    Strategy,
    cut_cells,
    cut_multiples,
    divide_indices,
    enumerate_indices,
    enumerate_ranges,
    meet_bounds,
    order_bounds,
    symmetrise,
)
from symconv.proving.supports import mirror_supports, repeat_supports

__all__ = ["STRATEGIES"]

STRATEGIES: tuple[tuple[str, Strategy], ...] = (
    ("supports carried away by periods", repeat_supports),
    ("ranges written out", enumerate_ranges),
    ("bounds that meet", meet_bounds),
    ("supports carried over by symmetries", mirror_supports),
    ("several periods summed up", several_periods),
    ("factors taken into powers", absorb_factors),
    ("no other multiple near", lift_residues),
    ("indices freed for counting", free_indices),
    ("quotients bounded", bound_quotients),
    ("guards cut by one another", cut_cells),
    ("bounds put in order", order_bounds),
    ("weights averaged over symmetries", symmetrise),
    ("few values of an index written out", enumerate_indices),
    ("indices divided by the strides", divide_indices),
    ("multiples told apart", cut_multiples),
    ("sums over residues cut", limit_residues),
    ("residues told apart", tell_residues_apart),
)
