"""Random programs are run by NumPy, and what they print is never called wrong.

The tests run these programs; symconv only reads them.
"""

from __future__ import annotations

import contextlib
import io
import random
import re
import warnings

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal

import symconv

PROGRAMS = 60
"""Programs of each batch."""
EXPRESSIONS = (
    *("{a} + {b}", "{a} - {k}", "{k} * {a}", "{a} / 4", "{a} // 2", "{a} % 3", "{a} ** 2", "-{a}", "{a} * {b}"),
    *("{a}[::-1]", "{a}[1:]", "{a}[:-1]", "{a}[::2]", "{a}[{i}]", "{a}[-1]", "{a}[None, :]", "{a}[:, None]"),
    *("np.convolve({a}, {b})", "np.convolve({a}, {b}, 'same')", "np.convolve({a}, {b}, mode='valid')"),
    *("np.correlate({a}, {b})", "np.correlate({a}, {b}, 'same')", "np.correlate({a}, {b}, 'full')"),
    *(
        "signal.convolve({a}, {b}, mode='same')",
        "signal.correlate({a}, {b}, 'same')",
        "signal.lfilter([1., .5], 1, {a})",
    ),
    *("ndimage.correlate1d({a}, [1, 2, 4])", "ndimage.convolve({a}, [1, 2], mode='wrap')"),
    *("np.pad({a}, 1)", "np.pad({a}, (0, 2), mode='edge')", "np.pad({a}, 1, 'reflect')", "np.roll({a}, {k})"),
    *("np.flip({a})", "np.concatenate([{a}, {b}])", "np.diff({a})", "np.cumsum({a})", "np.outer({a}, {b})"),
    *("{a}.sum()", "{a}.mean()", "{a}.max()", "np.argmax({a})", "np.dot({a}, {a})", "{a} @ {a}", "len({a})"),
    *("{a}.reshape(-1, 1)", "{a}.astype(float)", "({a} / 3).astype(int)", "np.round({a} / 8, 1)", "{a}.shape"),
    *("np.where({a} > {k}, {a}, 0)", "np.clip({a}, 0, {k})", "{a} > {k}", "{a}[{a} > 0]", "np.abs({a})"),
    *("[v * 2 for v in {a}]", "sum({a})", "max({a})", "{a}.tolist()", "np.zeros_like({a})", "np.tile({a}, 2)"),
    *("np.real(np.fft.ifft(np.fft.fft({a}, 8) * np.fft.fft({b}, 8))).round(6)", "np.eye(2) * {k}"),
)
"""What is printed; a and b are arrays, i and k small integers."""
STATEMENTS = (
    *("x = {e}", "h = {e}", "y = {e}", "x[{i}] = {k}", "h += {k}", "y = x", "y = x[1:]", "y = x.copy()", "x = x * 1.0"),
    *("for n in range(len(x)):\n    x[n] = x[n] + n", "y = np.array([int(v) for v in h])", "x, h = h, x"),
    *("def f(u):\n    return u[::-1] * {k}\ny = f(x)", "y[0] = 7", "x[:2] = h[:2]", "x = np.array({r})", "h[::2] = 0"),
)


def numbers(rng: random.Random) -> str:
    """Return a list of integers or of halves."""
    values = [rng.randint(-4, 9) for _ in range(rng.randint(3, 5))]
    return str([v / 2 for v in values] if rng.random() < 0.4 else values)


def filled(template: str, rng: random.Random) -> str:
    """Return a template with names and numbers put in."""
    names = {"a": rng.choice("xhy"), "b": rng.choice("xh"), "i": rng.randint(0, 2), "k": rng.randint(1, 3)}
    inner = rng.choice(EXPRESSIONS).format(**names)
    return template.format(**names, e=inner, r=numbers(rng))


def run(line: str, names: dict) -> str | None:
    """Return what a line prints, ``None`` if it raises."""
    shown = io.StringIO()
    try:
        with contextlib.redirect_stdout(shown), warnings.catch_warnings():
            warnings.simplefilter("error")
            exec(line, names)  # noqa: S102 - the programs are made above
    except Exception:
        return None
    return shown.getvalue()


def program(rng: random.Random) -> tuple[str, int]:
    """Return a program with real outputs beside its prints, and how many there are."""
    names: dict = {"np": np, "signal": scipy.signal, "ndimage": scipy.ndimage}
    lines = ["import numpy as np", "from scipy import signal, ndimage"]
    lines += [f"{name} = np.array({numbers(rng)})" for name in "xhy"]
    for line in lines:
        run(line, names)
    prints = 0
    for _ in range(14):
        if rng.random() < 0.35:
            line, shown = filled(rng.choice(STATEMENTS), rng), None
            before = {name: np.copy(names[name]) for name in "xhy"}
            if run(line, names) is None or any(np.ndim(names[n]) != 1 or np.size(names[n]) == 0 for n in "xhy"):
                names.update(before)
                line = "\n".join(f"{n} = np.array({before[n].tolist()})" for n in "xhy")
                run(line, names)
        else:
            line = f"print({filled(rng.choice(EXPRESSIONS), rng)})"
            shown = run(line, names)
            if shown is None or not re.search(r"\d", shown):
                continue
        lines.append(line)
        if shown:
            lines += [f"# {part}" for part in shown.rstrip("\n").split("\n")]
            prints += 1
    return "\n".join(lines) + "\n", prints


@pytest.mark.parametrize("seed", range(6))
def test_real_outputs_of_random_programs_never_fail(seed):
    """What NumPy printed is not called wrong, and nearly all of it is read."""
    rng = random.Random(seed)
    printed = held = 0
    for _ in range(PROGRAMS):
        text, prints = program(rng)
        claims = symconv.audit(text, syntax="python").claims
        wrong = [claim for claim in claims if claim.verdict == "fails"]
        assert not wrong, (text, wrong)
        printed += prints
        held += sum(claim.verdict == "holds" for claim in claims)

    assert held >= 0.7 * printed, (held, printed)
