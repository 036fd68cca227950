"""``symconv prove``: what it imports, and what it says to bad input, from the command line."""

from __future__ import annotations

import subprocess
import sys


def test_a_proof_imports_neither_sympy_nor_numpy() -> None:
    """A proof is made of integers, so that the command answers sooner than SymPy is imported."""
    code = (
        "import sys\n"
        "from symconv.cli import main\n"
        "try:\n    main(['prove', 'corr(f, h) = conv(f, flip(h))'])\n"
        "except SystemExit as end:\n    print(end.code, sorted({'sympy', 'numpy'} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "0 []"
