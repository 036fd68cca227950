"""``symconv emulate``: a library call, computed exactly, never run.

May import: click; ``statements`` only inside functions, because it imports SymPy.
"""

from __future__ import annotations

import click

from symconv.cli.frame import ExampleCommand
from symconv.cli.options import FORMATS

__all__ = ["emulate"]


@click.command(
    cls=ExampleCommand,
    examples=(
        "symconv emulate \"numpy.correlate([1, 2], [1, 2, 3], 'same')\"",
        "symconv emulate \"scipy.ndimage.convolve([1, 2, 3], [1, 1], mode='nearest')\" --format json",
        'symconv emulate "F.conv1d(torch.arange(5).view(1, 1, -1), torch.ones(1, 1, 3), padding=1)"',
    ),
)
@click.argument("call")
@click.option("--format", metavar="|".join(FORMATS), help="The default is markdown, or what the output file ends in.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; .md, .tex, .html or .json decides.")
def emulate(call: str, format: str | None, output: str | None) -> None:
    """Compute a library CALL exactly, without the library.

    CALL is of NumPy, SciPy, PyTorch, TensorFlow or JAX; it is read, and never run.
    """
    from symconv import statements
    from symconv.cli.output import Output, write

    target = Output.from_options(format, output, None)
    write(statements.emulate_call(call), target)
