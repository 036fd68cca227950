"""Several documents as one: what a problem file becomes.

May import: ``document.blocks``. Must never change what a solution says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symconv.document.blocks import Block, Document, Heading, Paragraph, Text

__all__ = ["sheet_document"]


def sheet_document(title: str, notes: Sequence[str], documents: Sequence[Document]) -> Document:
    """Put documents below one title, each under its own as a heading.

    Examples
    --------
    >>> part = Document("First", (Heading(2, (Text("The answer"),)),))
    >>> [(block.level, block.inlines[0].text) for block in sheet_document("Sheet", (), [part, part]).blocks]
    [(2, '1. First'), (3, 'The answer'), (2, '2. First'), (3, 'The answer')]
    """
    if len(documents) == 1 and not title and not notes:
        return documents[0]
    blocks: list[Block] = [Paragraph((Text(note),)) for note in notes]
    for number, document in enumerate(documents, 1):
        heading = f"{number}. {document.title}" if len(documents) > 1 else document.title
        blocks.append(Heading(2, (Text(heading),)))
        blocks.extend(
            replace(block, level=block.level + 1) if isinstance(block, Heading) else block for block in document.blocks
        )
    return Document(title or "Solutions", tuple(blocks))
