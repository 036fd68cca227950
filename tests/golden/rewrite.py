"""Write the rendered examples anew: ``just golden``. Review the difference like code."""

from __future__ import annotations

from tests.golden.cases import CASES, RENDERED, REPORTS, rendered, reported


def rewrite() -> None:
    """Replace everything below ``examples/rendered``."""
    files = {path: text for name, formats in CASES for path, text in rendered(name, formats)}
    files |= {path: text for name, formats in REPORTS for path, text in reported(name, formats)}
    for path in RENDERED.rglob("*"):
        if path.is_file() and path not in files:
            path.unlink()
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    rewrite()
