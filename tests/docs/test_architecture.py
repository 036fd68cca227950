"""The one-page architecture must stay true."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_table_lists_the_enforced_layers() -> None:
    """The table of parts is the list of layers that the import linter enforces, in its order."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contract = configuration["tool"]["importlinter"]["contracts"][0]
    layers = [name.strip(" ()") for layer in contract["layers"] for name in re.split(r"[|:]", layer)]
    text = (ROOT / "ARCHITECTURE.md").read_text()
    parts = re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE)

    assert parts == layers


def test_every_module_stands_in_a_layer() -> None:
    """No file or folder of the package escapes the layers."""
    text = (ROOT / "ARCHITECTURE.md").read_text()
    parts = set(re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE))
    found = {
        path.stem
        for path in (ROOT / "symconv").iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists()) and path.stem != "__init__"
    }

    assert found == parts


def test_modules_stay_small() -> None:
    """No module passes 400 lines; the trusted core may have 700."""
    too_long = {
        str(path.relative_to(ROOT)): length
        for path in (ROOT / "symconv").rglob("*.py")
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > (700 if path.name == "logic.py" else 400)
    }

    assert too_long == {}
