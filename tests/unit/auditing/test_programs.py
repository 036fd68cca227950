"""Code in worked texts: what it is said to show, against what it computes. Nothing in it is ever run.

Outputs that are right were copied from NumPy 2.4, torch 2.13 and TensorFlow 2.21.
"""

from __future__ import annotations

import time

import pytest

import symconv

NUMPY = "import numpy as np\nx = np.array([1, 2, 3])\nh = np.array([1, 3])\n"


def verdicts(text: str, syntax: str = "python") -> list[tuple[str, str, str]]:
    """Return verdict, kind and first mistake of each claim."""
    return [
        (claim.verdict, claim.kind, claim.diagnosis[0].mistake if claim.diagnosis else "")
        for claim in symconv.audit(text, syntax=syntax).claims
    ]


HOLDS = [("holds", "output", "")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("print(np.convolve(x, h))  # [1 5 9 9]", HOLDS),
        ("print(np.convolve(x, h))  # -> [1, 5, 9, 9]", HOLDS),
        ("print(np.convolve(x, h))\n# Output: [1 5 9 9]", HOLDS),
        ("print(np.convolve(x, h))\n# array([1,\n#        5, 9, 9])", HOLDS),
        ("np.convolve(x, h)  # array([1, 5, 9, 9])", HOLDS),
        ("y = np.convolve(x, h)  # [1, 5, 9, 9]", HOLDS),
        ("y = np.convolve(x, h)  # y = [1, 5, 9, 9]", HOLDS),
        ("print('y =', np.convolve(x, h))  # y = [1 5 9 9]", HOLDS),
        ("print(f'y = {np.convolve(x, h)}')  # y = [1 5 9 9]", HOLDS),
        ("print(np.convolve(x, h) / 7)  # [0.14285714 0.71428571 1.28571429 1.28571429]", HOLDS),
        ("print(x.mean() / 3)  # 0.67", HOLDS),
        ("print(len(np.convolve(x, h)))  # 4", HOLDS),
        ("print(x.shape)  # (3,)", HOLDS),
        ("y = np.convolve(x, h)  # shape (4,)", HOLDS),
        ("y = np.convolve(x, h)  # (4,)", [("holds", "shape", "")]),
        ("print(x[None, :])  # [1 2 3]", [("holds", "axes", "shape")]),
        ("print(np.convolve(x, h))  # [1 5 9 8]", [("fails", "wrong output", "slip")]),
        ("print(np.convolve(x, h))  # [3 7 11 3]", [("fails", "wrong output", "forgot-flip")]),
        ("print(np.correlate(x, h))  # [5 9]", [("fails", "wrong output", "flipped")]),
        ("print(np.correlate(x, h))  # [3 7 11 3]", [("fails", "wrong output", "wrong-mode")]),
        ("print(np.convolve(x, h, 'same'))  # [1 5 9 9]", [("fails", "wrong output", "wrong-mode")]),
        ("print(x.reshape(3, 1))  # (1, 3)", [("fails", "wrong shape", "shape")]),
        ("print(x[::-1] @ x)  # 11", [("fails", "wrong output", "slip")]),
        ("print(x / 2)  # [0 1 2]", [("holds", "rounded", "rounding")]),
        ("assert np.allclose(np.convolve(x, h), [1, 5, 9, 9])", [("holds", "assertion", "")]),
        ("assert (np.convolve(x, h) == [1, 5, 9, 8]).all()", [("fails", "assertion", "assertion")]),
        ("np.testing.assert_array_equal(x[::-1], [3, 2, 1])", [("holds", "assertion", "")]),
        ("print(np.random.rand(3))  # [0.1 0.2 0.3]", [("unread", "code", "")]),
        ("print(x)  # [1 2 ... 3]", [("unread", "unread", "")]),
    ],
)
def test_comments_and_assertions(line, expected):
    """A comment beside or below a line says what it shows; rounding to the places shown is fine."""
    assert verdicts(NUMPY + line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "h = np.array([1, 2, 1])  # n = 0, 1, 2",
        "x = np.array([1, 2, 3])  # 3 samples",
        "y = np.pad(x, 2)  # 2 zeros on both sides",
        "stride = 2  # 1 or 2",
        "k = 3  # 5",
        "y = np.convolve(x, h)  # x has 3 samples, h has 2",
        "y = x[0:2]  # 0, 1",
        "print(np.convolve(x, h))  # x = [1, 2, 3]",
        "print(np.convolve(x, h))  # not [3 7 11 3]",
        "print(np.convolve(x, h))  # flipped kernel [3 1]",
        "print(np.convolve(x, h))  # without the flip it would be [3 7 11 3]",
        "for n in range(3):\n    print(x[n])  # 1",
        "if x.sum() > np.random.rand():\n    x = h\nprint(x)  # [1 2 3]",
        "def f(v):\n    return undefined(v)\nprint(f(x))  # [0 0 0]",
        "y = np.zeros_like(x)\ny[0] = 0.5\nprint(y)  # [0 0 0]",
        "b = x\nb[0] = 7\nprint(x)  # [7 2 3]",
        "b = x[1:]\nb[0] = 7\nprint(x)  # [1 7 3]",
        "print(0.1 + 0.2 == 0.3)  # False",
        "print(int(0.29 * 100))  # 28",
        "a = np.array([200, 100], dtype=np.uint8)\nprint(a * 2)  # [144 200]",
        "print(undefined_name)  # 5",
        "class A:\n    y = 1\nprint(A.y)  # 2",
        "x.foo()\nprint(x)  # [3 2 1]",
        "x = x[::-1].copy()\nx.sort()\nprint(x)  # [1 2 3]",
        "np.random.shuffle(x)\nprint(x)  # [3 1 2]",
        "np.put(x, 0, 7)\nprint(x)  # [7 2 3]",
        "np.copyto(dst=x, src=x[::-1])\nprint(x)  # [3 2 3]",
        "v = [1, 2, 3]\ndel v[0]\nprint(v)  # [2, 3]",
        "k = 1\ndef f():\n    global k\n    k = 2\nf()\nprint(k)  # 2",
        "m = np.matrix([[1, 2], [3, 4]])\nprint(m * m)  # [[7 10] [15 22]]",
        "a = (v := 5)\nprint(v)  # 6",
        "try:\n    x = h\nexcept ValueError:\n    pass\nprint(x)  # [1 2 3]",
    ],
)
def test_what_is_no_claim_or_not_followed_never_fails(line):
    """Remarks about something else, and code that is outside the list."""
    assert "fails" not in [verdict for verdict, _, _ in verdicts(NUMPY + line)]


PROGRAMS = {
    "loops": """
def convolve(x, h):
    N, K = len(x), len(h)
    y = [0] * (N + K - 1)
    for n in range(N):
        for k in range(K):
            y[n + k] += x[n] * h[k]
    return y

print(convolve([1, 2, 3], [0, 1, 0.5]))  # [0, 1, 2.5, 4.0, 1.5]
""",
    "frequency": """
import numpy as np
x, h = [1, 2, 3], [0, 1, 0.5]
N = len(x) + len(h) - 1
y = np.fft.ifft(np.fft.fft(x, N) * np.fft.fft(h, N)).real
print(np.round(y, 6))  # [0.  1.  2.5 4.  1.5]
circular = np.real(np.fft.ifft(np.fft.fft([1, 2, 3, 4]) * np.fft.fft([1, 1, 0, 0])))
""",
    "torch": """
import torch
import torch.nn.functional as F
x = torch.tensor([2., 1., 3., 5., 4.]).view(1, 1, -1)
w = torch.tensor([1., -1.]).reshape(1, 1, 2)
print(F.conv1d(x, w))          # tensor([[[ 1., -2., -2.,  1.]]])
print(F.conv1d(x, w.flip(-1))) # tensor([[[-1.,  2.,  2., -1.]]])
print(F.conv1d(x, w, padding=1).shape)  # torch.Size([1, 1, 6])
""",
    "layer": """
import torch
from torch import nn
conv = nn.Conv2d(1, 1, kernel_size=2, bias=False)
with torch.no_grad():
    conv.weight.copy_(torch.tensor([[[[1., 0.], [0., -1.]]]]))
image = torch.arange(9.).reshape(1, 1, 3, 3)
print(conv(image))
# tensor([[[[-4., -4.],
#           [-4., -4.]]]], grad_fn=<ConvolutionBackward0>)
""",
    "scipy": """
from scipy import signal, ndimage
import numpy as np
image = np.arange(1, 10).reshape(3, 3)
kernel = np.array([[0, 1], [2, 3]])
print(signal.convolve2d(image, kernel, mode="valid"))  # [[11 17] [29 35]]
print(ndimage.correlate(np.array([1, 2, 3, 4]), [1, 0, -1]))  # [-1 -2 -2 -1]
""",
    "matrix": """
import numpy as np
h = np.array([1, 2, 1])
H = np.zeros((5, 3))
for j in range(3):
    H[j:j + 3, j] = h
y = H @ np.array([1, 2, 3])
assert np.array_equal(y, np.convolve(h, [1, 2, 3]))
""",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_programs_that_are_right(name):
    """Loops, transforms, layers and matrices are followed, and every output holds."""
    claims = symconv.audit(PROGRAMS[name], syntax="python").claims
    assert claims
    assert {claim.verdict for claim in claims} == {"holds"}


def test_sessions_and_output_fences():
    """What stands under a prompt or in the fence below is compared in step, and the wrong one is found."""
    session = ">>> import numpy as np\n>>> np.convolve([1, 2], [1, 3])\narray([1, 5, 6])\n>>> len([1, 2])\n3\n"
    assert verdicts(session) == [("holds", "output", ""), ("fails", "wrong output", "slip")]
    fences = (
        "```python\nimport numpy as np\ny = np.convolve([1, 2], [1, 3])\nprint('y:', y)\nprint(y.sum())\n```\n"
        "Output:\n```\ny: [1 5 6]\n13\n```\n"
    )
    claims = symconv.audit(fences).claims
    assert [(c.line, c.verdict, c.found, c.expected) for c in claims] == [
        (9, "holds", "[1, 5, 6]", "[1, 5, 6]"),
        (10, "fails", "13", "12"),
    ]


def test_sessions_in_docstrings():
    """Examples of a function are compared with what the function gives."""
    program = (
        'import numpy as np\n\n\ndef smooth(x):\n    """Return the moving average.\n\n    >>> smooth([3, 6, 9])\n'
        '    array([6.])\n    >>> len(smooth([1, 2, 3, 4]))\n    3\n    """\n'
        "    return np.convolve(x, np.ones(3) / 3, 'valid')\n\n\nprint(smooth([0, 3, 0]))  # [1.]\n"
    )
    claims = symconv.audit(program, syntax="python").claims
    assert [(claim.line, claim.verdict) for claim in claims] == [(8, "holds"), (10, "fails"), (15, "holds")]


def test_code_in_latex_and_plain_text():
    """Listings, and lines that can be nothing but code; prose around them stays prose."""
    listing = "\\begin{lstlisting}[language=Python]\nimport numpy as np\nprint(np.convolve([1], [2]))  # [3]\n"
    latex = "\\documentclass{article}\\begin{document}$1 + 1 = 2$\n" + listing + "\\end{lstlisting}\\end{document}"
    assert verdicts(latex, "auto") == [("holds", "exact", ""), ("fails", "wrong output", "slip")]
    text = "We compute.\n\nimport numpy as np\n\nprint(np.convolve([1], [2]))  # [3]\n\nThen y = 1 + 1 = 2 follows.\n"
    assert verdicts(text, "text") == [("fails", "wrong output", "slip"), ("holds", "exact", "")]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("h = [1, 2, 1]", [("holds", "definition")]),
        ("x = [3, 4, 5]\nh = [1, 2, 2]", [("holds", "definition"), ("fails", "conflict")]),
        ("h = [1, 2, 2]", []),  # nothing shows that it is the same h
        ("x = [3, 4, 5]\nh = [7, 8, 9]", [("holds", "definition")]),
        ("x = [3, 4, 5]\nh = [1, 2]", [("holds", "definition")]),
        ("x = [3, 4, 5]\nh = [1, 2.01, 1]", [("holds", "definition")]),  # rounding, perhaps
    ],
)
def test_definitions_in_text_and_code(code, expected):
    """One wrong sample is a conflict where another signal is the same; other signals are other signals."""
    text = f"Let $x = [3, 4, 5]$ and $h = [1, 2, 1]$.\n\n```python\n{code}\n```\n"
    assert [(claim.verdict, claim.kind) for claim in symconv.audit(text).claims] == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1, 2, 4, 2, 3", [("holds", "computed")]),
        ("1, 2, 4, 2, 5", [("fails", "conflict")]),
        ("3, 2, 4, 2, 1", []),  # the correlation, which the text may mean
        ("9, 9, 9, 9, 9", []),
    ],
)
def test_results_in_the_text_beside_code(row, expected):
    """By hand x ∗ h = 1 2 4 2 3; a row of numbers in the text is compared with what the code computes."""
    text = (
        f"Let $x = [1, 2, 3]$ and $h = [1, 0, 1]$. Then $y = [{row}]$.\n\n```python\nimport numpy as np\n"
        "x = np.array([1, 2, 3])\nh = np.array([1, 0, 1])\ny = np.convolve(x, h)\n```\n"
    )
    claims = symconv.audit(text).claims
    assert [(claim.verdict, claim.kind) for claim in claims if claim.kind != "definition"] == expected


def test_calls_inside_sentences():
    """A call in a sentence with what it is said to give; other code in sentences claims nothing."""
    text = (
        "Then `np.correlate([1,2,3,4],[1,0,-1])` returns `[-2 -2]`, "
        "and `np.convolve([1, 2], [1, 1])` gives `[1, 3, 3]`.\n"
        "The call `np.sum([1, 2])` is what you want, `x` is `[1, 2]`, and y = 1 + 1 = 2.\n\n"
        "    import numpy as np\n    np.convolve([1, 1], [1, 1])\n\ngives `array([1, 2, 1])`.\n\n"
        "```bash\nexport N=5\n```\n```\n$ python x.py --n=3\n```\n"
    )
    assert [(claim.verdict, claim.text) for claim in symconv.audit(text).claims] == [
        ("holds", "[-2 -2]"),
        ("fails", "[1, 3, 3]"),
        ("holds", "y = 1 + 1 = 2"),
        ("holds", "array([1, 2, 1])"),
    ]


@pytest.mark.parametrize(
    "code",
    [
        "x = [0] * 10**9\nprint(x)  # [1]",
        "x = 9**9**9\nprint(x)  # 1",
        "x = 10**1000000\nprint(x)  # 1",
        "while True:\n    pass\nprint(1)  # 1",
        "for i in range(10**12):\n    x = i\nprint(x)  # 1",
        "def f(n):\n    return f(n + 1)\nprint(f(0))  # 1",
        "def f(n):\n    return f(n - 1) + f(n - 2)\nprint(f(40))  # 1",
        "x = " + "(" * 5000 + "1" + ")" * 5000,
        "x = " + "-" * 5000 + "1",
        "x = " + "1+" * 20000 + "1  # 20001",
        "x = " + "9" * 100_000,
        "import numpy as np\nx = np.zeros((10**6, 10**6))\nprint(x)  # [1]",
        "import numpy as np\nx = np.arange(10**12)\nprint(x)  # [1]",
        "import numpy as np\nx = np.convolve(np.ones(99999), np.ones(99999))\nprint(x)  # [1]",
        "x = [1]\nfor i in range(100):\n    x = x + x\nprint(x)  # [1]",
        "x = 'a' * 10**9\nprint(x)  # 1",
        "s = 'a'\nfor i in range(100):\n    s = s + s\nprint(s)  # 1",
        "s = 1\nfor i in range(100):\n    s = f'{s}{s}'\nprint(s)  # 1",
        "s = [1]\nfor i in range(20000):\n    s = s + [1]\nprint(s)  # 1",
        "s = [1]\nfor i in range(20000):\n    s.append(s[:])\nprint(s)  # 1",
        "import numpy as np\nx = np.array([1+1j, 2])\nfor i in range(10000):\n    x = x * x / 3\nprint(x)  # 1",
        "import numpy as np\nx = np.ones((90, 90))\nfor i in range(1000):\n    x = x @ x\nprint(x)  # 1",
        "import numpy as np\nnp.convolve(np, 3)\nnp.sum(len)\nx = -[1]\nx = [1] @ [2, 3]\nprint(x, y=3)  # 1",
        "x = [[[[[[[[[[1]*9]*9]*9]*9]*9]*9]*9]*9]*9]\nprint(x)  # 1",
        "x = 2\nfor i in range(100):\n    x = x * x\nprint(x)  # 1",
        "__import__('os').system('false')\nprint(1)  # 1",
        "eval('1')\nexec('x = 1')\nopen('/etc/passwd').read()\nprint(1)  # 1",
        "x = [1]\nx.append(x)\nprint(x)  # 1",
        "print(f'{1:>1000000000}')  # 1",
        "print('%1000000000d' % 1)  # 1",
        "print(1)  # " + "[" * 20_000,
        "print(1)  # " + "[1 " * 5_000,
        "x = 1 if 1 else 2\n" * 3000,
        "\x00\ud800 = 1",
        "import numpy as np\nx = np.array([1])[::-10**30]\nprint(x)  # 1",
    ],
)
def test_hostile_programs_end(code):
    """Every limit is met in time, and nothing fails that was not computed."""
    started = time.process_time()
    report = symconv.audit(code, syntax="python")
    assert not report.summary["fails"]
    assert time.process_time() - started < 10
