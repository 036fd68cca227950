# Every task of the project; `just` alone lists them.

export PATH := justfile_directory() / ".venv/bin:" + env_var("PATH")

default:
    @just --list

# Everything that must hold before a commit lands
check: format-check lint types imports test

format-check:
    ruff format --check .

lint:
    ruff check .

types:
    mypy

imports:
    lint-imports

# Tests with coverage: 94 % overall, 100 % for the parts that everything rests on
test *arguments:
    pytest -n auto --cov --cov-report= {{ arguments }}
    coverage report --fail-under=94 --skip-covered --skip-empty
    coverage report --fail-under=100 --include='symconv/logic.py,symconv/errors.py'

# Format and mend what can be mended
fix:
    ruff format .
    ruff check --fix .

# Rewrite the rendered examples and golden files; review the difference like code
golden:
    python -m tests.golden.rewrite
    python -m tests.docs.identities_page
    python -m tests.docs.checking_page

# Ratios against named alternatives, in one run
bench:
    python -m tests.benchmarks.table

wheel:
    python -m build --wheel
