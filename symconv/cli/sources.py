"""The worked texts that arguments name: files, folders, patterns, standard input.

May import: click, ``cli.frame``, ``errors``. Must never import SymPy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from symconv.cli.frame import read_input
from symconv.errors import ProblemError

__all__ = ["DOCUMENTS", "files_of", "read_text", "syntax_of_file"]

DOCUMENTS: Final = (".md", ".markdown", ".tex", ".ltx", ".txt", ".ipynb")
"""What is read in a folder; a file that is named is read whatever it is called."""
SYNTAX_OF_SUFFIX: Final = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".tex": "latex",
    ".ltx": "latex",
    ".ipynb": "ipynb",
    ".py": "python",
}


def files_of(arguments: Iterable[str]) -> tuple[str, ...]:
    """Return every file once, in the order of the arguments; folders and patterns in alphabetical order.

    Folders are searched to the bottom, except in what is hidden.
    """
    return tuple(dict.fromkeys(file for argument in arguments for file in _files(argument)))


def _files(argument: str) -> Iterator[str]:
    path = Path(argument)
    if argument != "-" and path.is_dir():
        yield from sorted(_inside(path))
    elif argument != "-" and not path.exists() and any(sign in argument for sign in "*?["):
        yield from _matching(argument)
    else:
        yield argument


def _inside(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in DOCUMENTS and path.is_file():
            yield str(path)


def _matching(pattern: str) -> Iterator[str]:
    """Yield what a pattern matches, which a shell has left as it is; the pattern itself where nothing does."""
    path = Path(pattern)
    found = Path(path.anchor).glob(str(path.relative_to(path.anchor)))
    yield from sorted(str(path) for path in found if path.is_file()) or [pattern]


def read_text(file: str) -> str:
    """Return the text of a file, or of standard input for ``-``; refuse what is no text."""
    text = read_input(file)
    if "\0" in text:
        raise ProblemError("this is not a text: it has bytes that are zero")
    return text


def syntax_of_file(file: str, known: Iterable[str]) -> str:
    """Return the syntax that the name of a file tells, where it is known; else ``"auto"``."""
    syntax = SYNTAX_OF_SUFFIX.get(Path(file).suffix.lower(), "auto")
    return syntax if syntax in tuple(known) else "auto"
