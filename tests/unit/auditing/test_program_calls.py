"""Calls and methods one by one: what NumPy and Python print holds, and what is outside the list is unread."""

from __future__ import annotations

import contextlib
import io
import warnings

import numpy as np
import pytest
import scipy.linalg
import scipy.signal

import symconv

SETUP = (
    "import numpy as np\nimport scipy\nx = np.array([3, 1, 2])\ny = np.array([0.5, -1.5, 2.0])\n"
    "A = np.array([[1, 2], [3, 4]])\n"
)
EXACT = (
    *(
        "np.zeros(3)",
        "np.ones((2, 2), int)",
        "np.full(2, 7)",
        "np.full_like(x, 4)",
        "np.ones_like(y)",
        "np.eye(2, 3, 1)",
    ),
    *(
        "np.arange(4)",
        "np.arange(1, 7, 2)",
        "np.arange(0, 1, 0.3)",
        "np.linspace(0, 1, 3)",
        "np.linspace(0, 1, 4, endpoint=False)",
    ),
    *(
        "np.diag([1, 2])",
        "np.diag(A)",
        "np.diag([5], 1)",
        "np.asarray(x)",
        "np.copy(y)",
        "np.float64(3)",
        "np.int64(4)",
    ),
    *(
        "scipy.linalg.toeplitz([1, 2, 3])",
        "scipy.signal.correlation_lags(4, 3)",
        "scipy.signal.correlation_lags(5, 4, 'same')",
    ),
    *(
        "scipy.signal.correlation_lags(3, 5, mode='valid')",
        "np.arange(stop=3, start=1)",
        "np.zeros_like(x, dtype=float)",
    ),
    *(
        "x.reshape(3, 1)",
        "np.ravel(A)",
        "A.flatten()",
        "np.expand_dims(x, 1)",
        "np.squeeze(A[None])",
        "A.T",
        "np.transpose(A)",
    ),
    *(
        "A.transpose(1, 0)",
        "np.swapaxes(A, 0, 1)",
        "np.moveaxis(A[None], 0, 2).shape",
        "np.fliplr(A)",
        "np.flipud(A)",
        "np.rot90(A)",
    ),
    *(
        "np.rot90(A, 2)",
        "np.flip(A, axis=0)",
        "np.roll(A, 1)",
        "np.roll(A, 1, axis=1)",
        "np.stack([x, x], axis=1)",
        "np.hstack([x, y])",
    ),
    *(
        "np.vstack([x, y])",
        "np.concatenate([A, A], axis=1)",
        "np.concatenate((A, A), axis=None)",
        "np.pad(A, ((1, 0), (0, 1)))",
    ),
    *(
        "np.pad(x, 2, mode='wrap')",
        "np.pad(x, (1, 2), 'symmetric')",
        "np.pad(x, 1, constant_values=9)",
        "np.repeat(x, 2)",
    ),
    *(
        "np.broadcast_to(x, (2, 3))",
        "np.atleast_2d(x)",
        "np.r_[x, 0, y]",
        "np.lib.stride_tricks.sliding_window_view(x, 2)",
    ),
    *(
        "A.sum(axis=0)",
        "np.sum(A, axis=1, keepdims=True)",
        "np.prod(x)",
        "A.mean()",
        "np.mean(A, axis=0)",
        "A.max(axis=1)",
        "y.min()",
    ),
    *(
        "x.argmax()",
        "np.argmin(y)",
        "x.cumsum()",
        "np.add(x, y)",
        "np.subtract([1, 2], [3, 4])",
        "np.multiply(x, 2)",
        "np.divide(x, 4)",
    ),
    *(
        "np.power(x, 2)",
        "np.maximum(x, y)",
        "np.minimum(x, 2)",
        "np.negative(y)",
        "np.abs(y)",
        "np.square(y)",
        "np.sqrt([1, 4, 9])",
    ),
    *(
        "np.conj([1 + 2j, 3])",
        "np.real([1 + 2j, 3])",
        "np.sign(y)",
        "np.floor(y)",
        "np.ceil(y)",
        "np.round(y * 1.25, 1)",
        "np.dot(A, A)",
    ),
    *(
        "np.vdot([1j, 2], [3, 4j])",
        "np.outer(x, x)",
        "np.diff(y)",
        "np.where(y > 0, y, 0)",
        "np.clip(y, -1, 1)",
        "np.allclose(x, x)",
    ),
    *(
        "np.isclose(y, [0.5, 0, 2])",
        "np.array_equal(x, y)",
        "np.any(y > 1)",
        "(x > 0).all()",
        "np.polymul([1, 2], [3, 4])",
        "np.einsum('ij,j->i', A, A[0])",
    ),
    *(
        "x.astype(float)",
        "y.astype(int)",
        "x.tolist()",
        "x.ndim",
        "x.size",
        "A.shape[0]",
        "x.copy()",
        "y.round()",
        "x.dot(x)",
        "A @ A[0]",
        "x.item(0) if False else 1",
    ),
    *(
        "x[[0, 2]]",
        "x[x > 1]",
        "A[:, 0]",
        "A[..., 1]",
        "A[1][0]",
        "x[-2:]",
        "A[None, :, 0]",
        "x[np.array([2, 0])]",
        "A[A > 2]",
    ),
    *(
        "len(A)",
        "sum(x)",
        "max(x)",
        "min(3, 1)",
        "abs(-2)",
        "round(2.567, 1)",
        "round(7 / 2)",
        "int(3.7)",
        "float(2)",
        "list(range(3))",
    ),
    *(
        "tuple([1, 2])",
        "sorted([3, 1])",
        "list(reversed([1, 2]))",
        "any([0, 1])",
        "all([1, 0])",
        "divmod(7, 2)",
        "list(zip([1, 2], [3, 4]))",
    ),
    *(
        "list(enumerate([5, 6], 1))",
        "complex(1, 2)",
        "bool(3)",
        "[1] + [2]",
        "[0] * 3",
        "2 ** -1",
        "7 // 2",
        "-7 % 3",
        "1 << 3",
        "3 if 2 > 1 else 4",
    ),
    *(
        "1 < 2 < 3",
        "not True",
        "True and False",
        "0 or 1",
        "[i * j for i in range(2) for j in range(2) if i]",
        "(lambda u, k=2: u * k)(4)",
    ),
    *(
        "(1 + 2j) * (3 - 1j)",
        "(1 + 2j) / (1 - 1j)",
        "abs(-2.5)",
        "(2 + 0j).real",
        "[3, 1].index(1)",
        "np.fft.irfft(np.fft.rfft(x, 4) * 2, 4).round(6)",
    ),
    *(
        "(np.fft.ifft(np.fft.fft(x) + np.fft.fft(x)) / 2).real.round(6)",
        "f'{x[0]} and {y[0]:.2f}'",
        "'%d, %.1f' % (3, 2.5)",
        "'{} {}'.format(1, 2)",
    ),
)
UNREAD = (
    *(
        "np.random.rand(2)[0]",
        "np.sin(x)[0]",
        "np.linalg.norm(x)",
        "x.std()",
        "np.pi",
        "{1: 2}[1]",
        "open('x')",
        "np.sqrt(2)",
        "x.dtype.itemsize",
    ),
    *(
        "x.strides[0]",
        "np.array(['a', 'b']).size",
        "x[5]",
        "A @ x",
        "x + [1, 2]",
        "1 / 0",
        "np.fft.fft(x)[0]",
        "3 & 1",
        "x[1.5]",
        "'a' - 1",
    ),
    *(
        "np.arange(0, 1, 0.1)[0]",
        "np.tile(A, 2)[0, 0]",
        "np.cumsum(A)[0]",
        "np.zeros(-1).size",
        "round(0.15, 1)",
        "0.1 + 0.2 == 0.3",
        "x.nope()",
    ),
)


def shown(expression: str) -> str:
    """Return what a line prints."""
    names: dict = {"np": np, "scipy": scipy}
    output = io.StringIO()
    with contextlib.redirect_stdout(output), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(f"{SETUP}print({expression})", names)  # noqa: S102 - the lines above, and nothing else
    return output.getvalue().rstrip("\n")


@pytest.mark.parametrize("expression", EXACT)
def test_what_is_printed_holds(expression):
    """NumPy's and Python's own output is confirmed."""
    remark = "\n".join(f"# {line}" for line in shown(expression).split("\n"))
    (claim,) = symconv.audit(f"{SETUP}print({expression})\n{remark}\n", syntax="python").claims
    assert (claim.verdict, claim.kind) == ("holds", "output"), claim


@pytest.mark.parametrize("expression", UNREAD)
def test_what_is_not_on_the_list_is_unread(expression):
    """Whatever stands beside it, nothing is called wrong."""
    claims = symconv.audit(f"{SETUP}print({expression})  # 12345\n", syntax="python").claims
    assert [claim.verdict for claim in claims] == ["unread"]
    assert claims[0].expected


@pytest.mark.parametrize(
    ("program", "output"),
    [
        ("x = torch.tensor([1., 2.]); x.add_(1); x.mul_(2); print(x)", "tensor([4., 6.])"),
        ("x = torch.zeros(2, 3); x.fill_(2); print(x.numel(), x.dim(), x.size(1))", "6 2 3"),
        ("x = torch.arange(4).view(2, 2); print(x.permute(1, 0))", "tensor([[0, 2], [1, 3]])"),
        ("x = torch.eye(2).unsqueeze(0); print(x.shape, x.sum().item())", "torch.Size([1, 2, 2]) 2.0"),
        ("print(F.pad(torch.ones(1, 1, 2), (1, 0)))", "tensor([[[0., 1., 1.]]])"),
        (
            "c = nn.Conv1d(1, 1, 2); nn.init.ones_(c.weight); nn.init.constant_(c.bias, 3)\nprint(c(torch.ones(1, 1, 3)))",  # noqa: E501
            "[[[5., 5.]]]",
        ),
        (
            "c = nn.Conv1d(1, 1, 3, padding=1, padding_mode='circular', bias=False); c.weight.data.fill_(1)\n"
            "print(c(torch.tensor([[[1., 2., 4.]]])))",
            "[[[7., 7., 7.]]]",
        ),
        (
            "c = nn.ConvTranspose1d(1, 1, 2, stride=2, bias=False)\nc.weight.data = torch.ones(1, 1, 2)\n"
            "print(c(torch.tensor([[[1., 2.]]])))",
            "[[[1., 1., 2., 2.]]]",
        ),
        ("c = nn.Conv1d(2, 4, 3); print(c.weight.shape, c.bias.shape)", "torch.Size([4, 2, 3]) torch.Size([4])"),
        (
            "x = tf.constant([[1, 2]]); print(tf.transpose(x), tf.cast(x, tf.float32).numpy().ravel())",
            "[[1], [2]] [1. 2.]",
        ),
        (
            "print(tf.reduce_sum(tf.ones([2, 2])).numpy(), tf.reverse(tf.constant([1, 2]), axis=[0]).numpy())",
            "4.0 [2 1]",
        ),
    ],
)
def test_tensors_and_layers(program, output):
    """Worked by hand: sums of neighbours, a circular sum, two samples for each."""
    claims = symconv.audit(f"{program}\n# {output}\n", syntax="python").claims
    assert [claim.verdict for claim in claims] == ["holds"], claims
