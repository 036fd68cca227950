"""Certificates that try to cheat, written as JSON by hand: each is one trap, named by what it tries.

Nothing of symconv is used to write them, so that a mistake there cannot hide a mistake here.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

Json = Any
_TERM = re.compile(r"([+-]?)((?:[^+\-^]|\^-?\d+)+)")


def poly(text: str) -> Json:
    """Write a polynomial: ``poly("n - 2*m^2")``."""
    found: dict[tuple[tuple[str, int], ...], Fraction] = {}
    for sign, product in _TERM.findall(text.replace(" ", "")):
        c, exponents = Fraction(-1 if sign == "-" else 1), dict[str, int]()
        for factor in product.split("*"):
            if re.fullmatch(r"\d+(/\d+)?", factor):
                c *= Fraction(factor)
            else:
                base, _, e = factor.partition("^")
                exponents[base] = exponents.get(base, 0) + int(e or 1)
        monomial = tuple(sorted((s, e) for s, e in exponents.items() if e))
        found[monomial] = found.get(monomial, Fraction(0)) + c
    return [[str(c), [list(pair) for pair in monomial]] for monomial, c in sorted(found.items()) if c]


def term(
    head: str, parts: list[Json] | None = None, polys: tuple[str, ...] = (), names: list[str] | None = None
) -> Json:
    """Write a term."""
    return [head, parts or [], [poly(p) for p in polys], names or []]


def signal(name: str) -> Json:
    """Write a declared signal."""
    return term("symbol", names=[name])


def sample(f: Json, *index: str) -> Json:
    """Write f[index]."""
    return term("sample", [signal(f) if isinstance(f, str) else f], index)


def number(text: str) -> Json:
    """Write a number."""
    return term("number", polys=(text,))


def delta(e: str, modulus: str = "") -> Json:
    """Write δ_modulus[e]."""
    return term("kronecker", polys=(e, modulus))


def guard(e: str) -> Json:
    """Write 1[e ≥ 0]."""
    return term("guard", polys=(e,))


def phase(t: str) -> Json:
    """Write exp(I·t)."""
    return term("phase", polys=(t,))


def power(base: str, e: str) -> Json:
    """Write base^e."""
    return term("power", polys=(e,), names=[base])


def times(*parts: Json) -> Json:
    """Write a product."""
    return term("times", list(parts))


def plus(*parts: Json) -> Json:
    """Write a sum of terms."""
    return term("plus", list(parts))


def conj(part: Json) -> Json:
    """Write a conjugate."""
    return term("conj", [part])


def total(name: str, body: Json, modulus: str = "") -> Json:
    """Write Σ over one index."""
    return term("sum", [body], (modulus,), [name])


def declared(name: str, *moduli: str, real: bool = True) -> Json:
    """Declare a signal with these moduli."""
    return [name, [poly(m) for m in moduli], real]


def context(**entries: Json) -> Json:
    """Write a context: real f, g on Z, integers n, k, a positive s, and what is given."""
    return {
        "signals": [declared("f", ""), declared("g", "")],
        "scalars": [],
        "integers": ["n", "k"],
        "positive": ["s"],
        "symmetries": [],
        "periods": [],
        "supports": [],
        "equations": [],
        "nonnegative": [],
        "zero": [],
        "nonzero": [],
        "finite": False,
        **entries,
    }


def claim(where: Json, lhs: Json, rhs: Json, *steps: Json, right: tuple[Json, ...] = ()) -> Json:
    """Write a certificate; both sides are expanded first unless a rule for terms comes before."""
    sides = {"lhs": list(steps), "rhs": list(right)}
    for name, side in sides.items():
        if ["expand"] not in side:
            sides[name] = [["expand"], *side]
    return {"version": 1, "context": where, "lhs": lhs, "rhs": rhs, "steps": sides}


ONE = poly("1")
PLAIN = context()
RESIDUES = context(signals=[declared("f", "N"), declared("g", "N")], positive=["s", "N"], scalars=[["t", True, False]])
COMPLEX = context(
    signals=[declared("f", "", real=False), declared("g", "", real=False)],
    scalars=[["a", False, True], ["b", True, False], ["c", False, False]],
)
PLANE = context(signals=[declared("f", "", "")])
ALL_F = total("m", sample("f", "m"))
RANGE = total("m", times(guard("m"), guard("n - m"), sample("f", "m")))
FN, ZERO = sample("f", "n"), number("")


def conjugated(depth: int) -> Json:
    """Write conj(conj(… 1))."""
    result = number("1")
    for _ in range(depth):
        result = conj(result)
    return result


def swallow(rule: str, *arguments: Json) -> Json:
    """Claim f[n] = 0 by a rule that cannot give it."""
    return claim(PLAIN, FN, ZERO, [rule, *arguments])


def even(sign: int = 1, conjugate: bool = False, **entries: Json) -> Json:
    """Write a context in which f is symmetric about 0."""
    return context(symmetries=[["f", [poly("")], sign, conjugate]], **entries)


def growing(steps: int) -> Json:
    """Split every product again and again."""
    return [["split", 0, poly("n")] for _ in range(steps)]


LINE_FROM_ZERO = [[[[1, ONE]], 1], [[[3, poly("-1")], [0, ONE]], 1]]
HALF_EQUATION = [["f", ["u"], total("m", times(sample("g", "m"), sample("g", "u - m")))]]

TRAPS: dict[str, Json] = {
    # Positions, numbers and shapes.
    "position −1 of a product": swallow("tidy", -1),
    "position −1 of an atom": claim(PLAIN, times(delta("n"), FN), ZERO, ["wrap", 0, -1, 0, 0, ONE]),
    "a position past every limit": swallow("tidy", 10**30),
    "position true": claim(PLAIN, plus(FN, FN), ZERO, ["tidy", True]),
    "position 0.0": swallow("tidy", 0.0),
    "position NaN": swallow("tidy", float("nan")),
    "position infinity": swallow("tidy", float("inf")),
    "a path through a polynomial": claim(PLAIN, FN, FN, ["unfold", [0, 0, 0], []], ["expand"]),
    "a path into a text": claim(PLAIN, FN, FN, ["unfold", "0", []], ["expand"]),
    "names as one text": claim(PLAIN, sample(term("conv", [signal("f"), signal("g")]), "n"), ZERO, ["unfold", [], "m"]),
    "an object where a list is needed": claim({**PLAIN, "signals": {"f": [[], True]}}, FN, FN),
    "a tuple where a list is needed": claim({**PLAIN, "integers": ("n", "k")}, FN, FN),
    "a set of steps": {**claim(PLAIN, FN, FN), "steps": {"lhs": {"expand"}, "rhs": [["expand"]]}},
    "a key too many at the top": {**claim(PLAIN, FN, FN), "trust": True},
    "the ring of the prototype": claim({**PLAIN, "ring": "Q"}, FN, FN),
    "a key too many among the steps": {
        **claim(PLAIN, FN, FN),
        "steps": {"lhs": [["expand"]], "rhs": [["expand"]], "axioms": []},
    },
    "finite as 1": claim(context(finite=1), FN, FN),
    "real as text": claim(context(signals=[["f", [[]], "true"]]), FN, FN),
    "sign true": claim(context(symmetries=[["f", [[]], True, False]]), FN, FN),
    "sign −1.0": claim(context(symmetries=[["f", [[]], -1.0, False]]), FN, FN),
    "axis false": claim(context(supports=[["f", False, [], None]]), FN, FN),
    "version 1.0": {**claim(PLAIN, FN, FN), "version": 1.0},
    "a name that is a list": claim(PLAIN, term("number", polys=()), FN)
    | {"lhs": ["number", [], [[["1", [[["n"], 1]]]]], []]},
    "a coefficient 10^4000": claim(PLAIN, ["number", [], [[["1" + "0" * 4000, []]]], []], FN),
    "an exponent that is NaN": claim(PLAIN, ["number", [], [[["1", [["n", float("nan")]]]]], []], FN),
    "a superscript two": claim(PLAIN, ["number", [], [[["²", []]]], []], FN),
    "a coefficient with a newline": claim(PLAIN, ["number", [], [[["1\n", []]]], []], FN),
    "a coefficient in Arabic digits": claim(PLAIN, ["number", [], [[["٣", []]]], []], FN),
    "conjugates nested 5000 deep": claim(PLAIN, conjugated(300), number("1")),
    "a product of 600 × 600 monomials": claim(
        PLAIN,
        times(*(["number", [], [[["1", [["n", e]]] if e else ["1", []] for e in range(40)]], []] for _ in range(2))),
        ZERO,
    ),
    "powers that pass every exponent": claim(PLAIN, times(*(number("n^40") for _ in range(2))), ZERO),
    "a tower of products": claim(PLAIN, times(*(plus(FN, sample("g", "n")) for _ in range(12))), ZERO),
    "splitting until the fuel is gone": claim(
        context(signals=[declared("f", "")]), times(*(FN for _ in range(300))), ZERO, *growing(990)
    ),
    # Names.
    "a binder that is an integer of the context": claim(PLAIN, total("n", sample("f", "n")), ALL_F),
    "a binder called I": claim(PLAIN, total("I", sample("f", "I")), ALL_F),
    "a binder called ~a": claim(COMPLEX, total("~a", sample("f", "~a")), ALL_F),
    "the conjugate of π": claim(COMPLEX, number("~pi"), number("pi")),
    "the conjugate of I": claim(COMPLEX, number("~I"), number("-I")),
    "the conjugate of a conjugate": claim(COMPLEX, number("~~a"), number("a")),
    "a real scalar with a conjugate": claim(COMPLEX, number("~b"), number("b")),
    "a binder that an assumption uses": claim(context(zero=[poly("n - k")]), total("k", sample("f", "k")), ALL_F),
    "an equation's bound index is captured": claim(
        context(equations=HALF_EQUATION),
        total("m", times(sample("g", "m"), sample("f", "m"))),
        ZERO,
        ["unfold", [0, 1], []],
        ["expand"],
    ),
    "a definition unfolded with a name of the context": claim(
        PLAIN,
        sample(term("conv", [signal("f"), signal("g")]), "n"),
        total("m", times(sample("f", "m"), sample("g", "0"))),
        ["unfold", [], ["n"]],
        ["expand"],
    ),
    "a definition unfolded with a name of an equation": claim(
        context(equations=HALF_EQUATION),
        sample(term("conv", [signal("g"), signal("g")]), "n"),
        ZERO,
        ["unfold", [], ["u"]],
        ["expand"],
    ),
    "two summands of a product share an index": claim(
        PLAIN, times(ALL_F, total("m", sample("g", "m"))), total("m", times(sample("f", "m"), sample("g", "m")))
    ),
    "a new index that is bound already": claim(PLAIN, RANGE, RANGE, ["divide", 0, "m", poly("s"), "m", "r"]),
    "insert an index that defines itself": claim(PLAIN, FN, FN, ["insert", 0, "m", poly("m"), []]),
    # Sums that diverge.
    "Σ (f[n] − f[n])": claim(PLAIN, total("m", plus(FN, times(number("-1"), FN))), ZERO),
    "0 · Σ 1": claim(PLAIN, times(number(""), total("m", number("1"))), ZERO),
    "a divergent sum that a derivative removes": claim(
        PLAIN,
        term("diff", [total("m", sample("g", "n"))], ("k",), ["f"]),
        ZERO,
        ["differentiate", []],
        ["expand"],
    ),
    "Σ f[k·m] with k that may be 0": claim(PLAIN, total("m", sample("f", "k*m")), total("m", sample("f", "k*m"))),
    "Σ f[m, n] over both, one axis periodic": claim(
        {**PLANE, "periods": [["f", 0, poly("s")]]},
        term("sum", [sample("f", "m", "p")], ("", ""), ["m", "p"]),
        term("sum", [sample("f", "m", "p")], ("", ""), ["m", "p"]),
    ),
    "a diagonal of a plane over two indices": claim(
        PLANE,
        term("sum", [sample("f", "m + p", "m + p")], ("", ""), ["m", "p"]),
        term("sum", [sample("f", "m + p", "m + p")], ("", ""), ["m", "p"]),
    ),
    "weights on ℓ¹": claim(
        PLAIN, total("m", times(number("m"), sample("f", "m"))), total("m", times(number("m"), sample("f", "m")))
    ),
    "weights on a causal signal": claim(
        context(supports=[["f", 0, [], None]]),
        total("m", times(number("m"), sample("f", "m"))),
        total("m", times(number("m"), sample("f", "m"))),
    ),
    "weights bounded by another signal's support": claim(
        context(supports=[["g", 0, [], poly("s")]]),
        total("m", times(number("m"), sample("f", "m"))),
        total("m", times(number("m"), sample("f", "m"))),
    ),
    "Σ zᵐ f[m] on ℓ¹": claim(
        COMPLEX,
        total("m", times(power("a", "m"), sample("f", "m"))),
        total("m", times(power("a", "m"), sample("f", "m"))),
    ),
    "guards that bound a sum twice from below": claim(
        PLAIN, total("m", times(guard("m"), guard("m + n"))), total("m", times(guard("m"), guard("m + n")))
    ),
    "guards whose slope may be 0": claim(
        PLAIN, total("m", times(guard("k*m"), guard("n - k*m"))), total("m", times(guard("k*m"), guard("n - k*m")))
    ),
    # Substitutions.
    "m → 2k": claim(
        PLAIN, ALL_F, total("m", sample("f", "2*m")), ["reindex", 0, ["m"], [["m", []]], [poly("2*m")], [poly("1/2*m")]]
    ),
    "m → k + k² and back": claim(
        PLAIN, ALL_F, ALL_F, ["reindex", 0, ["m"], [["p", []]], [poly("p + p^2")], [poly("m - m^2")]]
    ),
    "maps whose composition is not the identity": claim(
        PLAIN, ALL_F, ALL_F, ["reindex", 0, ["m"], [["p", []]], [poly("p + 1")], [poly("m + 1")]]
    ),
    "Z/N onto Z": claim(
        RESIDUES, total("m", sample("f", "m"), "N"), ZERO, ["reindex", 0, ["m"], [["p", []]], [poly("p")], [poly("m")]]
    ),
    "Z/N onto Z/2N": claim(
        RESIDUES,
        total("m", sample("f", "m"), "N"),
        ZERO,
        ["reindex", 0, ["m"], [["p", poly("2*N")]], [poly("p")], [poly("m")]],
    ),
    "an index that is dropped": claim(
        RESIDUES, total("m", sample("f", "0"), "N"), sample("f", "0"), ["reindex", 0, ["m"], [], [[]], []]
    ),
    "Euclid by 3/2": claim(PLAIN, RANGE, RANGE, ["divide", 0, "m", poly("3/2"), "q", "r"]),
    "Euclid by −2": claim(PLAIN, RANGE, RANGE, ["divide", 0, "m", poly("-2"), "q", "r"]),
    "Euclid by s − 1, which may be 0": claim(PLAIN, RANGE, RANGE, ["divide", 0, "m", poly("s - 1"), "q", "r"]),
    "N/2 where N may be odd": claim(
        RESIDUES, total("m", sample("f", "m"), "N"), ZERO, ["divide", 0, "m", poly("2"), "q", "r"]
    ),
    "multiples of 2 and 4 that are coprime": claim(
        PLAIN,
        total("m", times(delta("2*n - 4*m"), sample("f", "m"))),
        ZERO,
        ["lattice", 0, 0, "m", poly("2"), poly("1/2"), []],
    ),
    "coprime by an assumption about others": claim(
        context(zero=[poly("3*n + 2*k - 1")]),
        total("m", times(delta("2*n - 4*m"), sample("f", "m"))),
        ZERO,
        ["lattice", 0, 0, "m", poly("2"), poly("n"), poly("k")],
    ),
    "lattice by 0": claim(
        PLAIN, total("m", times(delta("n - 2*m"), sample("f", "m"))), ZERO, ["lattice", 0, 0, "m", [], [], poly("1")]
    ),
    "sift with slope 2": claim(PLAIN, total("m", times(delta("2*m - n"), sample("f", "m"))), ZERO, ["sift", 0, 0, "m"]),
    "sift with slope s": claim(PLAIN, total("m", times(delta("s*m - n"), sample("f", "m"))), ZERO, ["sift", 0, 0, "m"]),
    "sift m² + m": claim(PLAIN, total("m", times(delta("m^2 + m"), sample("f", "m"))), ZERO, ["sift", 0, 0, "m"]),
    "use δ₂[s − n] in residues modulo s": claim(
        context(signals=[declared("f", "s")]),
        times(delta("s - n", "2"), sample("f", "s^2 - 2*s")),
        times(delta("s - n", "2"), sample("f", "n^2 - 2*n")),
        ["use", 0, 0, "s"],
    ),
    "use δ₂[s − n] under the period s": claim(
        context(periods=[["f", 0, poly("s")]]),
        times(delta("s - n", "2"), sample("f", "s^2 - 2*s")),
        times(delta("s - n", "2"), sample("f", "n^2 - 2*n")),
        ["use", 0, 0, "s"],
    ),
    "use δ modulo N for N itself": claim(
        context(signals=[declared("f", "3*s")]),
        times(delta("s - n", "s"), sample("f", "s^2")),
        times(delta("s - n", "s"), sample("f", "n^2")),
        ["use", 0, 0, "s"],
    ),
    "use δ₃[n − k] on Z": claim(
        PLAIN, times(delta("n - k", "3"), FN), times(delta("n - k", "3"), sample("f", "k")), ["use", 0, 0, "n"]
    ),
    "use δ[s − n] in 1/s": claim(PLAIN, times(delta("s - n"), number("s^-1")), ZERO, ["use", 0, 0, "s"]),
    # Hypotheses.
    "half a period": claim(
        context(periods=[["f", 0, poly("2*s")]]), sample("f", "n + s"), FN, ["wrap", 0, 0, 0, 0, poly("-1/2")]
    ),
    "the period of another signal": claim(
        context(periods=[["g", 0, poly("s")]]), sample("f", "n + s"), FN, ["wrap", 0, 0, 0, 0, poly("-1")]
    ),
    "the period of another axis": claim(
        {**PLANE, "periods": [["f", 0, poly("s")]]},
        sample("f", "n", "k + s"),
        sample("f", "n", "k"),
        ["wrap", 0, 0, 1, 0, poly("-1")],
    ),
    "an odd signal taken as even": claim(even(-1), sample("f", "-n"), FN, ["reflect", 0, 0, 0]),
    "a Hermitian signal without its conjugate": claim(
        even(conjugate=True, signals=[declared("f", "", real=False)]), sample("f", "-n"), FN, ["reflect", 0, 0, 0]
    ),
    "conj of a complex signal dropped": claim(COMPLEX, conj(FN), FN),
    "conj of a complex scalar dropped": claim(COMPLEX, conj(number("a")), number("a")),
    "conj of a phase dropped": claim(COMPLEX, conj(phase("b")), phase("b")),
    "a symmetry about 1/2": claim(context(symmetries=[["f", [poly("1/2")], 1, False]]), FN, FN),
    "two centers for one axis": claim(context(symmetries=[["f", [[], []], 1, False]]), FN, FN),
    "a period n, which may be 0": claim(context(periods=[["f", 0, poly("n")]]), FN, FN),
    "an equation that uses itself": claim(context(equations=[["f", ["u"], sample("f", "u + 1")]]), FN, FN),
    "equations in a circle": claim(
        context(equations=[["f", ["u"], sample("g", "u")], ["g", ["u"], plus(sample("f", "u"), number("1"))]]), FN, FN
    ),
    "two equations that contradict each other": claim(
        context(equations=[["f", ["u"], number("0*u")], ["f", ["u"], number("1")]]), number("1"), ZERO
    ),
    # Linear arithmetic.
    "a guard that justifies itself": claim(
        PLAIN, times(guard("n"), FN), FN, ["drop_guard", 0, 0, [[[[0, ONE], [1, ONE]], 1]]]
    ),
    "a guard that the goal justifies": claim(
        PLAIN, times(guard("n"), FN), FN, ["add_guard", 0, poly("n"), [[[[0, ONE]], 1]]]
    ),
    "an empty refutation": claim(PLAIN, FN, times(guard("n"), FN), ["add_guard", 0, poly("n"), []]),
    "a line without facts": claim(PLAIN, FN, times(guard("n"), FN), ["add_guard", 0, poly("n"), [[[], 1]]]),
    "a line that uses itself": claim(PLAIN, FN, times(guard("n"), FN), ["add_guard", 0, poly("n"), [[[[2, ONE]], 1]]]),
    "a fact times −1": claim(
        PLAIN, FN, times(guard("-s"), FN), ["add_guard", 0, poly("-s"), [[[[1, poly("-1")], [0, ONE]], 1]]]
    ),
    "a fact times an integer": claim(
        PLAIN, FN, times(guard("-s"), FN), ["add_guard", 0, poly("-s"), [[[[1, poly("n")]], 1]]]
    ),
    "a fact times 1/s": claim(
        PLAIN, FN, FN, ["add_guard", 0, poly("s - 1"), [[[[0, poly("s^-1")], [1, poly("s^-1")]], 1]]]
    ),
    "a derived line taken as an equation": claim(
        context(zero=[poly("n")]), FN, times(guard("-2"), FN), ["add_guard", 0, poly("-2"), LINE_FROM_ZERO]
    ),
    "a divisor 0": claim(PLAIN, FN, ZERO, ["add_guard", 0, poly("-1"), [[[[0, ONE]], 0]]]),
    "rounding 3n + 1 by 2": claim(
        context(nonnegative=[poly("3*n + 1")]),
        FN,
        times(guard("n"), FN),
        ["add_guard", 0, poly("n"), [[[[1, ONE]], 2]]],
    ),
    "rounding halves": claim(
        context(nonnegative=[poly("n")]),
        FN,
        times(guard("n - 1"), FN),
        ["add_guard", 0, poly("n - 1"), [[[[1, poly("1/2")], [0, poly("1/2")]], 2]]],
    ),
    "the support of a signal that is not there": claim(
        context(supports=[["g", 0, [], None]]),
        FN,
        times(guard("n"), FN),
        ["add_guard", 0, poly("n"), [[[[0, ONE], [1, ONE]], 1]]],
    ),
    "δ modulo N lifted without bounds": claim(RESIDUES, delta("n", "N"), delta("n"), ["lift", 0, 0, [], []]),
    # Residues and roots of unity.
    "π² turns on residues": claim(
        RESIDUES,
        total("m", times(phase("2*pi^2*m"), sample("f", "m")), "N"),
        total("m", times(phase("2*pi^2*m + 2*pi^2"), sample("f", "m + 1")), "N"),
        ["reindex", 0, ["m"], [["m", poly("N")]], [poly("m + 1")], [poly("m - 1")]],
    ),
    "a real angle on residues": claim(RESIDUES, total("m", phase("2*pi*t*m"), "N"), ZERO, ["tidy", None]),
    "half turns on residues": claim(RESIDUES, total("m", phase("pi*m*N^-1"), "N"), ZERO, ["orthogonality", 0, "m"]),
    "quadratic phases": claim(RESIDUES, total("m", phase("2*pi*m^2*N^-1"), "N"), ZERO, ["orthogonality", 0, "m"]),
    "orthogonality of a phase beside a signal": claim(
        RESIDUES, total("m", times(phase("2*pi*m*N^-1"), sample("f", "m")), "N"), ZERO, ["orthogonality", 0, "m"]
    ),
    "a weight on residues": claim(RESIDUES, total("m", number("m"), "N"), ZERO),
    "a guard on residues": claim(RESIDUES, total("m", guard("m"), "N"), number("N")),
    "a power on residues": claim({**RESIDUES, "scalars": [["a", False, True]]}, total("m", power("a", "m"), "N"), ZERO),
    "δ of Z on residues": claim(RESIDUES, total("m", delta("m - n"), "N"), number("1"), ["sift", 0, 0, "m"]),
    "residues of a longer range": claim(
        RESIDUES,
        total("m", times(guard("m"), guard("N - m"), sample("f", "m"))),
        total("m", sample("f", "m"), "N"),
        ["residues", 0, "m", poly("N")],
    ),
    "a phase 2π·n/N taken as 1": claim(RESIDUES, phase("2*pi*n*N^-1"), number("1"), ["tidy", 0]),
    "a phase 2π·t taken as 1": claim(RESIDUES, phase("2*pi*t"), number("1"), ["tidy", 0]),
    "δ modulo 2s of 2n + 1 taken as 0": claim(PLAIN, plus(delta("2*n + 1", "2*s"), ZERO), ZERO, ["tidy", 0])
    | {"lhs": delta("3*n + 1", "2*s")},
    "δ[k·n] taken as δ[n]": claim(PLAIN, delta("k*n"), delta("n"), ["tidy", 0]),
    "1[k·n ≥ 0] taken as 1[n ≥ 0]": claim(PLAIN, guard("k*n"), guard("n"), ["tidy", 0]),
    "1[−2n + 1 ≥ 0] rounded upwards": claim(PLAIN, guard("-2*n + 1"), guard("-n + 1"), ["tidy", 0]),
    # Counting and sharing.
    "an empty range with a negative count": claim(
        PLAIN, total("m", times(guard("m"), guard("n - m"))), number("n + 1"), ["count", 0, "m", poly("m")]
    ),
    "a count that is one too small": claim(
        PLAIN,
        total("m", times(guard("m"), guard("n - m"))),
        times(number("n"), guard("n")),
        ["count", 0, "m", poly("m")],
    ),
    "the sum of a weight counted without it": claim(
        PLAIN, total("m", times(number("m"), guard("m"), guard("n - m"))), ZERO, ["count", 0, "m", poly("m")]
    ),
    "every second integer counted": claim(
        PLAIN, total("m", times(guard("2*m"), guard("n - 2*m"))), ZERO, ["count", 0, "m", poly("m")]
    ),
    "a geometric sum with one power too few": claim(
        COMPLEX,
        total("m", times(number("1 - b"), guard("m"), guard("n - m"), power("b", "m"))),
        plus(guard("n"), times(number("-1"), guard("n"), power("b", "n"))),
        ["count", 0, "m", poly("-1")],
        ["tidy", None],
    ),
    "an empty geometric sum that is not 0": claim(
        COMPLEX,
        total("m", times(number("1 - b"), guard("m"), guard("n - m"), power("b", "m"))),
        plus(number("1"), times(number("-b"), power("b", "n"))),
        ["count", 0, "m", poly("-1")],
        ["tidy", None],
    ),
    "a geometric sum with a ratio that is only nearly g": claim(
        COMPLEX,
        total("m", times(number("1 - b"), guard("m"), guard("n - m"), power("b", "2*m"))),
        plus(guard("n"), times(number("-b^2"), guard("n"), power("b", "2*n"))),
        ["count", 0, "m", poly("-1")],
        ["tidy", None],
    ),
    "a power of a and one of its conjugate taken for one": claim(
        COMPLEX,
        total("m", times(number("1 - a"), guard("m"), guard("n - m"), power("~a", "m"))),
        plus(guard("n"), times(number("-~a"), guard("n"), power("~a", "n"))),
        ["count", 0, "m", poly("-1")],
        ["tidy", None],
    ),
    "alternating signs added up as equal ones": claim(
        PLAIN,
        total("m", times(guard("m"), guard("n - m"), phase("pi*m"))),
        times(number("n + 1"), guard("n"), phase("pi*n")),
        ["count", 0, "m", poly("m")],
    ),
    "a share of n": claim(PLAIN, FN, ZERO, ["share", 0, poly("n")]),
    "a share of I": claim(PLAIN, FN, ZERO, ["share", 0, poly("I")]),
    # Derivatives.
    "a derivative by an even signal": claim(
        even(), term("diff", [sample("f", "n")], ("k",), ["f"]), delta("n - k"), ["differentiate", []], ["expand"]
    ),
    "∂conj(f)/∂f taken as δ": claim(
        COMPLEX, term("diff", [conj(FN)], ("k",), ["f"]), delta("n - k"), ["differentiate", []], ["expand"]
    ),
    "the product rule without its second half": claim(
        PLAIN,
        term("diff", [times(FN, FN)], ("k",), ["f"]),
        times(FN, delta("n - k")),
        ["differentiate", []],
        ["expand"],
    ),
    "a derivative by an entry that is summed": claim(
        PLAIN,
        total("m", term("diff", [total("p", times(sample("f", "p"), sample("g", "p")))], ("p",), ["f"])),
        ZERO,
        ["differentiate", [0]],
        ["expand"],
    ),
    "a derivative through an equation": claim(
        context(equations=[["g", ["u"], sample("f", "u")]]),
        term("diff", [sample("g", "n")], ("k",), ["f"]),
        ZERO,
        ["differentiate", []],
        ["expand"],
    ),
    # Definitions.
    "correlation without conj": claim(
        COMPLEX,
        sample(term("corr", [signal("f"), signal("g")]), "n"),
        total("m", times(sample("f", "n + m"), sample("g", "m"))),
        ["unfold", [], ["m"]],
        ["expand"],
    ),
    "a down-sampled Z/N": claim(
        RESIDUES, sample(term("down", [signal("f")], ("s",)), "n"), sample("f", "s*n"), ["unfold", [], []], ["expand"]
    ),
    "a unit step on Z/N": claim(
        RESIDUES, sample(term("step", polys=("N",)), "n"), guard("n"), ["unfold", [], []], ["expand"]
    ),
    "a convolution of Z with Z/N": claim(
        context(signals=[declared("f", ""), declared("g", "s")]),
        sample(term("conv", [signal("f"), signal("g")]), "n"),
        ZERO,
        ["unfold", [], ["m"]],
        ["expand"],
    ),
    "a z-transform at 2a": claim(
        COMPLEX, sample(term("ztransform", [signal("f")], ("2*a", "1"))), ZERO, ["unfold", [], ["m"]], ["expand"]
    ),
    "a z-transform at what may be 0": claim(
        {**COMPLEX, "finite": True},
        sample(term("ztransform", [signal("f")], ("c", "1"))),
        ZERO,
        ["unfold", [], ["m"]],
        ["expand"],
    ),
    "a power of what may be 0": claim(COMPLEX, power("c", "n"), power("c", "n")),
    "an angle that is not real": claim(COMPLEX, phase("a*n"), phase("a*n")),
    "1/c where c may be 0": claim(COMPLEX, number("c^-1"), number("c^-1")),
    "1/n where n may be 0": claim(PLAIN, number("n^-1"), number("n^-1")),
    # Sides.
    "a side that is never expanded": {**claim(PLAIN, FN, FN), "steps": {"lhs": [["expand"]], "rhs": []}},
    "a side that is expanded twice": claim(PLAIN, FN, FN, ["expand"], ["expand"]),
    "a different sum": claim(PLAIN, FN, sample("g", "n")),
    "a double": claim(PLAIN, plus(FN, FN), FN, ["tidy", None]),
}

TEXTS: dict[str, str] = {
    "a key twice": '{"version": 1, "version": 1}',
    "a key twice, deep inside": '{"context": {"finite": false, "finite": true}}',
    "NaN": '{"version": NaN}',
    "infinity": '{"version": -Infinity}',
    "a number in floating point": '{"version": 1.0}',
    "a number in scientific notation": '{"version": 1e0}',
    "brackets nested 100000 deep": "[" * 100_000,
    "an integer with 5000 digits": '{"version": ' + "1" * 5000 + "}",
    "text after the object": "{} {}",
}
"""JSON texts that are no certificates."""
