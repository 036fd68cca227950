"""Signals that are only names: the result is a SymPy sum, into which samples can be put later."""

import symconv as sc

f = sc.Signal.symbol("f")
g = sc.Signal.symbol("g", length="N")

r = sc.convolve(f, g)
print(r.equation)
print(r.subs({"f": sc.Signal([1, 2]), "g": sc.Signal([3, 4])}).values)

a = sc.Signal(["a0", "a1", "a2"])
print(sc.convolve(a, a).to_sympy())
