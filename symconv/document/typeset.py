"""From steps to blocks: nodes become formulas, displays become displayed rows, tables and figures.

May import: ``derivation``, ``syntax``, ``document.blocks``. Must never know a particular method.
"""

from __future__ import annotations

from collections.abc import Iterable

from symconv.derivation import (
    Calculation,
    Grid,
    Omission,
    Picture,
    Sentence,
    SignalPlot,
    Slide,
    Snippet,
    Step,
)
from symconv.derivation import Display as StepDisplay
from symconv.document.blocks import (
    Block,
    Callout,
    Cell,
    CellGrid,
    CodeBlock,
    Display,
    DisplayRow,
    Figure,
    Heading,
    Inline,
    Math,
    Paragraph,
    SlideFigure,
    SlidePosition,
    Stem,
    StemPlot,
    Table,
    Text,
)
from symconv.syntax.nodes import Add, Chain, Negative, Node
from symconv.syntax.printing import to_latex, to_unicode

__all__ = ["display_blocks", "formula", "sentence", "step_blocks"]

ROW_WIDTH = 78
"""Most characters of a row; longer sums go on in the next one."""

RELATIONS = {
    "=": ("=", "="),
    "<=": (r"\le", "≤"),
    ">=": (r"\ge", "≥"),
    "<": ("<", "<"),
    ">": (">", ">"),
    "!=": (r"\ne", "≠"),
}


def formula(node: Node) -> Math:
    """Return a node as LaTeX and as plain text."""
    return Math(to_latex(node), to_unicode(node))


def sentence(said: Sentence) -> tuple[Inline, ...]:
    """Return a sentence as inlines, its formulas typeset."""
    inlines: list[Inline] = []
    for part in said.parts():
        last = inlines[-1] if inlines else None
        if isinstance(part, Node):
            inlines.append(formula(part))
        elif isinstance(last, Text):
            inlines[-1] = Text(last.text + part)
        else:
            inlines.append(Text(part))
    return tuple(inlines)


def sentences(said: Iterable[Sentence]) -> tuple[Inline, ...]:
    """Return several sentences as one paragraph's inlines."""
    inlines: list[Inline] = []
    for one in said:
        if inlines:
            inlines.append(Text(" "))
        inlines.extend(sentence(one))
    return tuple(inlines)


def step_blocks(step: Step, level: int) -> tuple[Block, ...]:
    """Return a step and its substeps; ``level`` is that of its heading."""
    blocks: list[Block] = []
    if step.title:
        blocks.append(Heading(level, (Text(step.title),)))
    if step.explanation:
        blocks.append(Paragraph(sentences(step.explanation)))
    for display in step.displays:
        blocks.extend(display_blocks(display))
    if step.conditions:
        blocks.append(Paragraph((Text("Provided that "), *sentences(step.conditions))))
    for substep in step.substeps:
        blocks.extend(step_blocks(substep, level + 1 if step.title else level))
    return tuple(blocks)


def display_blocks(display: StepDisplay) -> tuple[Block, ...]:
    """Return what a display looks like in a document."""
    match display:
        case Calculation():
            return (Display(_rows(display)),)
        case Grid():
            return (_table(display),)
        case Omission(count=count, what=what):
            return (Callout("omitted", (Paragraph((Text(f"{count:,} {what} are not shown.".replace(",", " ")),)),)),)
        case Snippet(text=text, language=language):
            return (CodeBlock(text, language),)
        case SignalPlot():
            return (_stem_plot(display),)
        case Picture():
            return (_picture(display),)
        case Slide():
            return (_slide(display),)


def _rows(calculation: Calculation) -> tuple[DisplayRow, ...]:
    chain = calculation.chain
    if not chain.links:
        return (DisplayRow(None, None, formula(chain.first)),)
    left: Math | None = formula(chain.first)
    if calculation.compact and not _is_wide(chain):
        (relation, second), *rest = chain.links
        right = Chain(second, tuple(rest)) if rest else second
        note = next((sentence(said) for said in calculation.notes if said), ())
        return (DisplayRow(left, _relation(relation), formula(right), note),)
    rows: list[DisplayRow] = []
    if not calculation.notes:
        chain = _closed(chain)
    notes = calculation.notes or (None,) * len(chain.links)
    for (relation, right), said in zip(chain.links, notes, strict=True):
        pieces = _broken(right)
        rows.append(DisplayRow(left, _relation(relation), pieces[0], sentence(said) if said else ()))
        rows.extend(DisplayRow(None, None, piece) for piece in pieces[1:])
        left = None
    return tuple(rows)


def _closed(chain: Chain) -> Chain:
    """Let the last side share the row of the one before, where both fit: ``= 6 − 20 = −14``."""
    if len(chain.links) < 3:
        return chain
    *links, (relation, side), last = chain.links
    closing = Chain(side, (last,))
    if len(to_unicode(closing)) > ROW_WIDTH:
        return chain
    return Chain(chain.first, (*links, (relation, closing)))


def _is_wide(chain: Chain) -> bool:
    """Tell whether a chain of one link is a sum that needs more than one row."""
    right = chain.links[0][1]
    return len(chain.links) == 1 and isinstance(right, Add) and len(to_unicode(right)) > ROW_WIDTH


def _broken(node: Node) -> list[Math]:
    """Return a sum in pieces that fit a row each; the later ones start with their sign."""
    whole = formula(node)
    if not isinstance(node, Add) or len(whole.text) <= ROW_WIDTH:
        return [whole]
    rows: list[list[Node]] = [[]]
    width = 0
    for term in node.terms:
        length = len(to_unicode(term)) + 3
        if rows[-1] and width + length > ROW_WIDTH:
            rows.append([])
            width = 0
        rows[-1].append(term)
        width += length
    return [_continued(terms, first=number == 0) for number, terms in enumerate(rows)]


def _continued(terms: list[Node], *, first: bool) -> Math:
    math = formula(Add(tuple(terms)) if len(terms) > 1 else terms[0])
    if first:
        return math
    sign = "" if isinstance(terms[0], Negative) else "+ "
    return Math(rf"\quad {{}}{sign}{math.tex}", f"{sign}{math.text}")


def _relation(sign: str) -> Math:
    return Math(*RELATIONS.get(sign, (sign, sign)))


def _cell(node: Node | None, kind: str = "", group: int = 0) -> Cell:
    return Cell(() if node is None else (formula(node),), kind, group)  # type: ignore[arg-type]


def _table(grid: Grid) -> Table:
    marks = {(mark.row, mark.column): mark for mark in grid.marks}
    rows = []
    for i, cells in enumerate(grid.cells):
        row = [_cell(grid.row_labels[i])] if grid.row_labels else []
        for j, node in enumerate(cells):
            mark = marks.get((i, j))
            row.append(_cell(node, mark.kind, mark.group) if mark else _cell(node))
        rows.append(tuple(row))
    head = tuple(_cell(label) for label in grid.column_labels)
    if head and grid.row_labels:
        head = (_cell(grid.corner), *head)
    return Table(head, tuple(rows), bool(grid.row_labels), sentence(grid.caption) if grid.caption else ())


def _stem_plot(plot: SignalPlot) -> Figure:
    name = formula(plot.name)
    known = plot.heights is not None
    heights = plot.heights or (1.0,) * len(plot.labels)
    largest = max(map(abs, heights), default=0.0) or 1.0
    stems = tuple(
        Stem(plot.first + i, height / largest, formula(label))
        for i, (height, label) in enumerate(zip(heights, plot.labels, strict=True))
    )
    values = ", ".join(f"{name.text}[{stem.index}] = {stem.label.text}" for stem in stems)
    return Figure(StemPlot(name, stems, known), (Text("The signal "), name, Text(".")), f"Stem plot: {values}.")


def _picture(picture: Picture) -> Figure:
    name = formula(picture.name)
    marks = {(mark.row, mark.column): mark for mark in picture.marks}
    cells = []
    for i, row in enumerate(picture.cells):
        found = [(node, marks.get((i, j))) for j, node in enumerate(row)]
        cells.append(tuple(_cell(node, mark.kind, mark.group) if mark else _cell(node) for node, mark in found))
    words = "; ".join(", ".join(to_unicode(node) for node in row) for row in picture.cells)
    corner = ", ".join(map(str, picture.first))
    description = (
        f"Grid of {len(cells)} by {len(cells[0])} cells, the upper left one at index ({corner}). Rows: {words}."
    )
    return Figure(
        CellGrid(name, picture.first, tuple(cells), picture.shades or ()),
        sentence(picture.caption) if picture.caption else (Text("The signal "), name, Text(".")),
        description,
    )


def _numbers_only(calculation: Chain) -> tuple[tuple[str, Node], ...]:
    """Return the links without the first one where that names samples: beside a drawing it says nothing new."""
    links = calculation.links
    return links[1:] if len(links) > 1 and "[" in to_unicode(links[0][1]) else links


def _slide(slide: Slide) -> Figure:
    flat = len(slide.input_first) == 1
    rows, columns = (0, slide.input_first[0]) if flat else slide.input_first
    down, right = (1, slide.dilation[0]) if flat else slide.dilation
    positions = []
    for frame in slide.frames:
        row, column = (0, frame.offset[0]) if flat else frame.offset
        label = formula(frame.calculation.first)
        links = _numbers_only(frame.calculation)
        result = Chain(links[0][1], links[1:])
        positions.append(SlidePosition(label, (row - rows, column - columns), formula(result)))
    input_name, kernel_name = formula(slide.input_name), formula(slide.kernel_name)
    labels = tuple(Math(str(columns + j), str(columns + j)) for j in range(len(slide.input_cells[0])))
    drawing = SlideFigure(
        input_name,
        kernel_name,
        tuple(tuple(map(formula, row)) for row in slide.input_cells),
        tuple(tuple(map(formula, row)) for row in slide.kernel_cells),
        labels,
        (down, right),
        tuple(positions),
        () if flat else tuple(Math(str(rows + i), str(rows + i)) for i in range(len(slide.input_cells))),
    )
    caption = (
        Text("The kernel "),
        kernel_name,
        Text(" moves along "),
        input_name,
        Text("; every stop gives one sample."),
    )
    sums = ", ".join(to_unicode(frame.calculation.links[-1][1]) for frame in slide.frames)
    description = f"The kernel stops at {len(positions)} places; in this order the sums there are {sums}."
    return Figure(drawing, caption, description)
