"""Exact values, the steps, the check, and a document in one format after the other."""

from pathlib import Path

import symconv as sc

x = sc.Signal([2, 1, 3, 5, 4])
h = sc.Signal([1, -1])

r = sc.correlate(x, h, mode="valid")
print(r.values, "from lag", r.first)
print(r.check.passed, r.check.grade.value, r.check.items[0].code)

for step in r.derivation.steps:
    print("-", step.title)

Path("solution.md").write_text(r.to_markdown(), encoding="utf-8")
Path("solution.html").write_text(r.to_html(), encoding="utf-8")
