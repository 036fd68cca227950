"""Random products and random steps: both checkers take the same steps, and each keeps the value of the sum.

Mutants of real proofs seldom meet the side conditions at their edges; products that are made for a rule do.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from soundness.test_mutants_of_both import accepts, brute_force
from soundness.test_mutations import mutate
from soundness.traps import context, delta, guard, number, phase, poly, power, sample, term, times

from symconv.logic import replay
from symconv.proving.recheck import recheck
from symconv.proving.recheck.flatten import atom_term, term_of
from symconv.proving.recheck.polys import Poly
from symconv.proving.recheck.replay import carried_out
from symconv.proving.recheck.schema import Term

ROUNDS = 240 if os.environ.get("CI") else 60
Json = Any


@dataclass(frozen=True)
class Setting:
    """What the products of a round are made of."""

    random: Random
    binders: tuple[tuple[str, str], ...]
    """Names and moduli."""

    def index(self, *others: str) -> str:
        """Return a random index over free and bound names, without some."""
        names = [v for v in ("n", "k", "s", "N", *(v for v, _ in self.binders)) if v not in others]
        choose = self.random.choice
        terms = [f"{choose('+-')}{choose('1123')}*{choose(names)}" for _ in range(choose((0, 1, 1, 2)))]
        if choose((0, 0, 0, 1)):
            terms.append(f"{choose('+-')}{choose(names)}*{choose(names)}")
        return f"{choose('0123')}{''.join(terms)}"

    def modulus(self) -> str:
        """Return a random modulus, 0 as often as not."""
        return self.random.choice(("", "", "", "", "N", "N", "s", "2", "3"))

    def atom(self) -> Json:
        """Return a random factor."""
        choose = self.random.choice
        makers: tuple[Callable[[], Json], ...] = (
            lambda: sample(choose("fg"), self.index()),
            lambda: sample(choose("fg"), self.index()),
            lambda: delta(self.index(), self.modulus()),
            lambda: guard(self.index()),
            lambda: phase(f"2*pi*{choose(('n', 'k', *(v for v, _ in self.binders)))}{choose(('', '*N^-1', '*s'))}"),
            lambda: power("a", self.index()),
        )
        return choose(makers)()


def world(random: Random) -> Json:
    """Return a random context with two signals on one axis each."""
    choose = random.choice
    moduli = {name: choose(("", "", "N", "s", "2")) for name in "fg"}
    on_z = [name for name in "fg" if not moduli[name]]
    return context(
        signals=[[name, [poly(modulus)], choose((True, False))] for name, modulus in moduli.items()],
        scalars=[["a", choose((True, False)), True]],
        positive=["s", "N"],
        symmetries=[
            [name, [choose(([], poly("n"), poly("1")))], choose((1, -1)), choose((True, False))] for name in "fg"
        ],
        periods=[[name, 0, poly(choose(("s", "N", "2")))] for name in on_z if choose((0, 0, 1))],
        supports=[[name, 0, choose((None, [])), choose((None, poly("s - 1")))] for name in on_z if choose((0, 1))],
        nonnegative=choose(([], [poly("n")])),
        zero=choose(([], [poly("n - 2*k")])),
        nonzero=choose(([], [poly("k")])),
        finite=choose((True, True, False)),
    )


ONE = poly("1")
COPRIME = (
    ("2", "3", "-1", "1"),
    ("3", "2", "1", "-1"),
    ("-1", "2", "1", "1"),
    ("2", "4", "1", "0"),
    ("s", "1", "0", "1"),
)
LINES = (
    [[[[0, ONE], [1, ONE], [2, ONE]], 1]],
    [[[[0, ONE], [1, ONE]], 1]],
    [[[[1, ONE], [2, poly("s")]], 2], [[[0, ONE]], 1]],
)


def prepared(rule: str, at: Setting) -> tuple[list[Json], Json]:
    """Return factors that a rule wants to see first, and the step."""
    choose = at.random.choice
    v, modulus = at.binders[0]
    any_name = choose(("n", "k", "s", v, v))
    sign = choose("+-")
    a, b, x, y = choose(COPRIME)
    free = at.index(*(name for name, _ in at.binders))
    bounds = [guard(f"{v} - {choose(('0', 'n', '1'))}"), guard(f"{choose(('s', 'n', '3'))} - {v}")]
    window = [guard(v), guard(f"N - 1 - {v}")]
    table: dict[str, tuple[list[Json], list[Json]]] = {
        "sift": ([delta(f"{sign}{v} + {at.index(v)}", modulus)], [0, v]),
        "insert": ([], ["q", poly(at.index()), poly(at.modulus())]),
        "use": ([delta(f"{sign}{any_name} + {at.index(any_name)}", at.modulus())], [0, any_name]),
        "lattice": ([delta(f"{a}*n - {b}*{v}")], [0, v, poly(a), poly(x), poly(y)]),
        "reindex": (
            [],
            [
                [v],
                [[choose(("q", v)), poly(choose((modulus, modulus, at.modulus())))]],
                [poly(f"{free} + q")],
                [poly(f"{v}")],
            ],
        ),
        "reflect": ([sample(choose("fg"), at.index())], [0, choose((0, 1))]),
        "wrap": (
            [choose((sample("f", at.index()), delta(at.index(), "N")))],
            [0, 0, choose((0, 0, 1)), poly(at.index())],
        ),
        "orthogonality": ([phase(f"2*pi*{choose(('n', '2', 'k*s'))}*{v}*N^-1")], [v]),
        "count": choose(
            (
                (bounds, [v, poly(v)]),
                ([*bounds, number("a - 1"), power("a", f"{v}{sign}{free}")], [v, poly("1")]),
                ([*bounds, number("a^-2 - 1"), power("a", f"n - 2*{v}")], [v, poly("1")]),
                ([*bounds, number(f"a^2*{v} - 2*a*{v} + {v} + a^2 - a"), power("a", v)], [v, poly(f"a*{v} - {v}")]),
                ([*bounds, phase(f"pi*{v}{sign}pi*n*k")], [v, poly("-1/2")]),
                ([*bounds, phase(f"{choose(('', '1/2*'))}pi*{v}*{choose((v, 'n'))}")], [v, poly("-1/2")]),
                ([*bounds, number("I - 1"), phase(f"1/2*pi*{v}")], [v, poly("1")]),
            )
        ),
        "add_guard": ([guard("n - k"), guard("k")], [poly(choose(("n", "n + 1", "k"))), choose(LINES)]),
        "drop_guard": ([guard("n"), guard("n - k"), guard("k")], [0, choose(LINES)]),
        "lift": (window, [2, [[[[0, ONE], [1, poly("2")], [2, ONE]], 1]], [[[[0, ONE], [2, ONE]], 1]]]),
        "split": ([], [poly(at.index())]),
        "divide": ([], [v, poly(choose(("s", "2", "N", "1"))), "q", "r"]),
        "residues": (choose((window, window, [])), [v, poly(choose(("N", "N", modulus or "N")))]),
        "share": ([], [poly(choose(("1/2", "-3", "0")))]),
        "tidy": ([], []),
    }
    factors, arguments = table[rule]
    if rule == "lift":
        factors = [*factors, delta(v, "N")]
    if rule == "reindex":
        off = poly(f"-{v} + {free}") if sign == "-" else poly(f"{v} - 1")
        new = arguments[1][0][0]
        arguments[2:] = [[poly(f"-{new} + {free}") if sign == "-" else poly(f"{new} + 1")], [off]]
    return factors, [rule, 0, *arguments]


RULES = (
    *("sift", "insert", "use", "lattice", "reindex", "reflect", "wrap", "orthogonality", "count"),
    *("add_guard", "drop_guard", "lift", "split", "divide", "residues", "share", "tidy"),
)


def round_of(rule: str, random: Random) -> Json:
    """Return a certificate that takes the same steps on the same sum on both sides."""
    choose = random.choice
    free = Setting(random, ())
    names = ("m", "p")[: choose((1, 1, 2))]
    fits = {"orthogonality": "N", "lattice": "", "count": "", "lift": ""}
    binders = tuple((v, fits[rule] if rule in fits and v == "m" else free.modulus()) for v in names)
    at = Setting(random, binders)
    factors, step = prepared(rule, at)
    factors += [at.atom() for _ in range(choose((0, 1, 1, 2)))]
    if rule not in ("count", "lift"):
        factors += [f for v, m in binders if not m for f in choose(([guard(v), guard(f"2 - {v}")], [sample("f", v)]))]
    body = term(
        "sum",
        [times(number(choose(("1", "1", "a", "I", "n", "N^-1"))), *factors)],
        tuple(m for _, m in binders),
        list(names),
    )
    steps = [["expand"], step, *([["tidy", None]] if choose((0, 1)) else [])]
    return {"version": 1, "context": world(random), "lhs": body, "rhs": body, "steps": {"lhs": steps, "rhs": steps}}


def written(p: Poly) -> Json:
    """Write a polynomial of the second checker as JSON."""
    return [[str(c), [list(pair) for pair in mono]] for mono, c in sorted(p.items())]


def encoded(t: Term) -> Json:
    """Write a term of the second checker as JSON."""
    head, parts, polys, names = t
    return [head, [encoded(part) for part in parts], [written(p) for p in polys], list(names)]


def end_of(certificate: Json) -> Json:
    """Return what the left side ends in, as a term."""
    _, (products, _) = carried_out(certificate)
    terms = [encoded(term_of(p, tuple(atom_term(atom) for atom in p.atoms))) for p in products]
    return ["plus", terms, [], []] if terms else number("")


@pytest.mark.parametrize("rule", RULES)
def test_steps_keep_the_value(rule: str, record_testsuite_property: Callable[[str, object], None]) -> None:
    """Both checkers take the same steps to the same end, and brute force finds the same value there."""
    random = Random(rule)
    found: Counter[str] = Counter()
    for _ in range(ROUNDS):
        certificate = round_of(rule, random)
        if random.choice((0, 0, 1)):
            step = deepcopy(certificate["steps"]["lhs"][1])
            mutate(step, [step], random)
            certificate["steps"]["lhs"][1] = step
        accepted = [accepts(checker, certificate) for checker in (replay, recheck)]
        assert accepted[0] == accepted[1], f"core: {accepted[0]}, second: {accepted[1]}: {json.dumps(certificate)}"
        if not accepted[0]:
            found["refused"] += 1
            continue
        certificate["rhs"], certificate["steps"]["rhs"] = end_of(certificate), [["expand"]]
        if not accepts(recheck, certificate):  # the page lets a checker see no more than that sums converged before
            found["not seen to converge"] += 1
            continue
        goal = replay(certificate).goal
        found[brute_force(goal, random)] += 1
        assert not found["false"], json.dumps(certificate)
    record_testsuite_property(f"steps: {rule}", dict(found))

    assert found["agrees"] >= ROUNDS // 30
