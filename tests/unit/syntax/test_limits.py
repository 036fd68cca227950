"""Hostile texts: each ends in one clear error, before much work is done."""

from __future__ import annotations

import pytest

from symconv.errors import LimitError, ParseError, SymconvError
from symconv.syntax import (
    node_to_sympy,
    parse_expression,
    parse_formulas,
    parse_signal,
    parse_statement,
    to_latex,
    to_text,
)

TOO_LARGE = {
    "a number of a million digits": "7" * 10**6,
    "a number of 61 digits": "7" * 61,
    "ten million digits": "7" * 10**7,
    "twenty thousand parentheses": "(" * 20_000,
    "closed parentheses": "(" * 20_000 + "1" + ")" * 20_000,
    "41 parentheses": "(" * 41 + "1" + ")" * 41,
    "a million brackets": "[" * 10**6,
    "3000 fractions": "\\frac{" * 3_000 + "1" + "}{2}" * 3_000,
    "3000 fractions without braces": "\\frac" * 3_000,
    "a hundred thousand terms": "1" + "+1" * 10**5,
    "a hundred thousand dollars": "$" * 10**5,
    "minus signs": "-" * 3_000 + "1",
    "quotients": "a" + "/a" * 1_500,
    "convolutions": "f" + " ∗ f" * 1_500,
    "indices": "x" + "[n]" * 1_000,
    "calls": "f(" * 1_500,
    "sums": "Σ_m " * 900,
    "bars": "|" * 3_000,
    "raised digits": "x" + "²" * 10_000,
    "a power of ten": "1e999999999",
    "an exponent of 401": "1e401",
}


@pytest.mark.parametrize("text", TOO_LARGE.values(), ids=TOO_LARGE.keys())
def test_large_texts_are_refused(text):
    """Each text is over a limit, for expressions and statements alike."""
    for read in (parse_expression, parse_statement):
        with pytest.raises(LimitError, match="is more than the limit of"):
            read(text)
    assert [formula.node for formula in parse_formulas(text)][:1] == [None]


REFUSED = [
    "\\def\\x{\\x\\x}\\x",
    "9^9^9^9",
    '__import__("os").system("x")',
    "lambda x: x",
    "x.__class__",
    "`ls`",
    "1;2",
]


@pytest.mark.parametrize("text", REFUSED)
def test_code_and_macros_are_refused(text):
    """Code is no expression, and macros are never expanded."""
    with pytest.raises(ParseError):
        parse_expression(text)


UNVALUED = {
    "9^{9^{9^9}}": "exponent",
    "10^-99999999": "exponent",
    "(a+b)**65": "exponent",
    "((2**64)**32)**4": "bits",
    "(a+b)**abs(65)": "exponent",
    "2**abs(10**9)": "exponent",
    f"((({10**59}*I)**63*a)**63*a)**63": "bits",
    "2**(10**9 + sqrt(2) - sqrt(2))": "exponent",
    "2**(-I*I*10**9)": "exponent",
    "1/0": "division by zero",
    "1/(I*I + 1)": "division by zero",
    "1/(a-a)": "division by zero",
    "0**(-1)": "division by zero",
    "[0]*10**9": "exponent|cannot be the value",
    "sum(m, 0, 10**9, m)": "cannot be the value",
    "f[n]": "cannot be the value",
    "oo": "infinity",
    "eval(1)": "eval is no function",
    "a(b+1)": r"write a\*",
    "exp(1, 2)": "one argument",
}


@pytest.mark.parametrize(("text", "message"), UNVALUED.items())
def test_entries_without_a_small_value_are_refused(text, message):
    """What has no exact value within bounds is refused when the value is asked for."""
    with pytest.raises(ParseError, match=message):
        node_to_sympy(parse_expression(text), text=text)


HEAVY = [
    "abs(1+" + "*".join(f"(sqrt({i})+I)" for i in range(2, 100)) + ")",
    "conj(" + "*".join(f"(a{i}+I)" for i in range(200)) + ")",
    "1/(" + "+".join(f"sqrt({i})" for i in range(2, 100)) + ")",
    "((a+b)**64+(c+d)**64)**64",
    f"sqrt({10**59 + 7})",
    "cos(pi/9973)*exp(I*pi*10000000000000/7)",
]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", HEAVY)
def test_values_are_not_multiplied_out(text):
    """Entries that would explode when expanded stay as they are written."""
    from symconv.syntax import sympy_to_node

    assert to_latex(sympy_to_node(node_to_sympy(parse_expression(text))))


SIGNALS = [
    "[" * 10**6,
    "7" * 10**7,
    "1," * (1 << 21),
    "[" + " " * 10**6 + "x x",
    "{" * 10**5,
    "a" * 20_000_000,
    "1" + "+1" * 10**6,
]


@pytest.mark.parametrize("text", SIGNALS, ids=lambda text: f"{text[:3]} × {len(text)}")
def test_large_signals_are_refused(text):
    """Signals have larger limits, and limits all the same."""
    with pytest.raises(SymconvError):
        parse_signal(text)


def test_long_lists_of_numbers_are_read():
    """A hundred thousand samples are no attack."""
    node = parse_signal(", ".join(f"-{i}/{i + 1}" for i in range(100_000)))
    assert to_text(node).endswith("-99999/100000]")
