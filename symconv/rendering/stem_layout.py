"""Where the stems of a 1-D signal lie, and where its values find room.

May import: ``document``, ``layout``. Must never import SymPy.
"""

from __future__ import annotations

from dataclasses import dataclass

from symconv.document.blocks import Stem, StemPlot
from symconv.rendering.layout import Label, px, text_width, words

__all__ = ["StemLayout", "StemMark", "lay_out_stems"]

_WIDEST = 800
"""Pixels between the first and the last stem; a wider plot could not be read on a page."""
_UNIT = 64
"""Pixels of the highest stem."""
_LINE = 15
"""Pixels that a line of text needs."""
_LONGEST_TURNED = 170
"""Pixels of the longest value that is written upwards."""
_NEAR = 5
"""Samples from the support to n = 0 that are still drawn."""


@dataclass(frozen=True, slots=True)
class StemMark:
    """One stem, from the axis to ``y``; without its value where there is no room."""

    x: float
    y: float
    value: Label | None


@dataclass(frozen=True, slots=True)
class StemLayout:
    """A stem plot; with ``known=False`` only places and names are drawn, no heights."""

    width: float
    height: float
    axis: float
    name: Label
    stems: tuple[StemMark, ...]
    indices: tuple[Label, ...]
    origin: Label | None
    """The mark below the index 0."""
    note: Label | None
    """Says what is not drawn: the values, or where n = 0 is."""
    known: bool
    dot: float
    """Radius of the dots."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Places of the samples along the axis, and how values are written there."""

    first: int
    last: int
    has_origin: bool
    pitch: float
    """Pixels from one sample to the next."""
    values: str
    """``level``, ``turned`` or ``none``."""
    every: int
    """Indices are written at multiples of this."""
    room: float
    """Pixels that values need beyond the stems."""

    def place(self, index: int) -> float:
        return px(30 + self.pitch / 2 + (index - self.first) * self.pitch)

    def indices(self) -> range:
        """Return the indices that are written, 0 among them when it is drawn."""
        start = -(-self.first // self.every) * self.every if self.has_origin else self.first
        return range(start, self.last + 1, self.every)


def lay_out_stems(plot: StemPlot) -> StemLayout:
    """Place the stems of a 1-D signal so that no two values overlap."""
    scale = _scale(plot)
    heights = [max(-1.0, min(stem.height, 1.0)) if plot.known else 0.0 for stem in plot.stems]
    up, down = max([0.0, *heights]), -min([0.0, *heights])
    axis = px(42 + scale.room + _UNIT * up)
    below = axis + _UNIT * down + 6 + (scale.room if down else 0)
    width = px(max(scale.place(scale.last) + scale.pitch / 2 + 30, 60 + text_width(plot.name.text), 150))
    notes = _notes(scale)
    return StemLayout(
        width,
        px(below + (52 if notes else 40)),
        axis,
        Label(px(12 + text_width(plot.name.text) / 2), 16, (plot.name,)),
        tuple(_mark(stem, height, axis, scale) for stem, height in zip(plot.stems, heights, strict=True)),
        tuple(Label(scale.place(i), px(below + 12), words(str(i)), i == 0) for i in scale.indices()),
        Label(scale.place(0), px(below + 24), ()) if scale.has_origin else None,
        Label(px(width / 2), px(below + 40), words("; ".join(notes))) if notes else None,
        plot.known,
        px(max(1.2, min(3.5, scale.pitch / 3))),
    )


def _scale(plot: StemPlot) -> _Scale:
    indices = [stem.index for stem in plot.stems]
    first, last = min(indices, default=0), max(indices, default=0)
    has_origin = first - _NEAR <= 0 <= last + _NEAR
    if has_origin:
        first, last = min(first, 0), max(last, 0)
    widest = max((text_width(stem.label.text) for stem in plot.stems), default=0)
    index_width = max(36, text_width(str(first)) + 10, text_width(str(last)) + 10)
    needed = max(index_width, widest + 12)
    pitch = min(needed, _WIDEST / (last - first + 1))
    if pitch == needed:
        values, room = "level", _LINE + 1
    elif pitch >= _LINE and widest <= _LONGEST_TURNED:
        values, room = "turned", widest + 4
    else:
        values, room = "none", 0
    return _Scale(first, last, has_origin, pitch, values, -int(-index_width // pitch), room)


def _mark(stem: Stem, height: float, axis: float, scale: _Scale) -> StemMark:
    x, y = scale.place(stem.index), px(axis - _UNIT * height)
    above = height >= 0
    match scale.values:
        case "level":
            return StemMark(x, y, Label(x, px(y - 13 if above else y + 14), (stem.label,)))
        case "turned":
            beyond = px(y - 7 if above else y + 7)
            return StemMark(x, y, Label(x, beyond, (stem.label,), turned="up" if above else "down"))
        case _:
            return StemMark(x, y, None)


def _notes(scale: _Scale) -> list[str]:
    notes = []
    if not scale.has_origin:
        notes.append("n = 0 lies to the left" if scale.first > 0 else "n = 0 lies to the right")
    if scale.values == "none":
        notes.append("no room for the values")
    return notes
