"""The second checker of certificates, which shares no code with the first.

It was written from ``docs/certificate-format.md`` alone, as a direct interpreter over plain nested tuples and
dictionaries. From the lowest part to the highest::

    polys         polynomials as dictionaries
    schema        strict decoding of JSON values
    world         what is declared, and what is known about indices
    definitions   the table of operators
    wellformed    which terms mean something
    assumptions   reading the context
    flatten       scalars as sums of products; convergence
    periodic      sums over residues
    linear        refutations by linear arithmetic
    moves         rules for the sums of a product
    factors       rules for its factors
    tidying       the common form of products
    surface       definitions and derivatives
    replay        the interpreter

May import: ``symconv.errors``, the standard library.
"""

from symconv.proving.recheck.replay import recheck

__all__ = ["recheck"]
