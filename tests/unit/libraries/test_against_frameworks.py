"""Every entry for torch, TensorFlow and JAX gives what the framework gives, and raises where it raises."""

from __future__ import annotations

import itertools
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from symconv.errors import SymconvError
from symconv.libraries import emulate


def numbers(*shape: int, step: int = 1) -> list[Any]:
    """Return integers without any symmetry."""
    flat = [(7 * i * i + step * i + 3) % 23 - 11 for i in range(int(np.prod(shape)))]
    return np.array(flat).reshape(shape).tolist()


def compare(name: str, real: Any, convert: Any, arrays: tuple[Any, ...], *rest: Any, **keywords: Any) -> None:
    """Both give the same array, or both refuse."""
    try:
        found = np.array(real(*map(convert, arrays), *rest, **keywords).tolist(), dtype=float)
    except (AttributeError, Warning):
        raise
    except Exception:  # each framework has its own
        with pytest.raises(SymconvError):
            emulate(name, *arrays, *rest, **keywords)
        return
    got = emulate(name, *arrays, *rest, **keywords)
    assert got.shape == found.shape
    assert np.array_equal(np.array(got.values, dtype=float), found)
    assert got.direct() == got.signal.flat_values


@pytest.mark.frameworks("torch")
@pytest.mark.filterwarnings("ignore:Using padding='same'")  # it says that this may be slow
@pytest.mark.parametrize("axes", [1, 2, 3])
def test_torch_layers(axes: int) -> None:
    """Stride, dilation, padding, groups, bias, with and without a batch."""
    torch = import_module("torch")
    convert = partial(torch.tensor, dtype=torch.float64)
    real = getattr(torch.nn.functional, f"conv{axes}d")
    name = f"torch.nn.functional.conv{axes}d"
    lengths = [(5,), (4, 3), (3, 3, 2)][axes - 1]
    taps = [(2,), (2, 3), (2, 1, 2)][axes - 1]
    x, bias = numbers(2, 2, *lengths), [1, -2, 0, 5]
    for stride, dilation, padding, groups in itertools.product((1, 2), (1, 2), (0, 1), (1, 2)):
        w = numbers(4, 2 // groups, *taps, step=4)
        options = {"stride": stride, "dilation": dilation, "padding": padding, "groups": groups}
        compare(name, real, convert, (x, w, bias), **options)
        compare(name, real, convert, (x[0], w), **options)
    for padding, stride in itertools.product(("same", "valid"), (1, 2)):
        compare(name, real, convert, (x, w), padding=padding, stride=stride, groups=2)
    compare(name, real, convert, (x, numbers(4, 3, *taps)))
    compare(name, real, convert, (x, numbers(1, 2, *[9] * axes)))


@pytest.mark.frameworks("torch")
@pytest.mark.parametrize("axes", [1, 2, 3])
def test_torch_transposed_layers(axes: int) -> None:
    """Output padding too; where torch refuses it, so do we."""
    torch = import_module("torch")
    convert = partial(torch.tensor, dtype=torch.float64)
    real = getattr(torch.nn.functional, f"conv_transpose{axes}d")
    name = f"torch.nn.functional.conv_transpose{axes}d"
    lengths = [(4,), (3, 2), (2, 2, 2)][axes - 1]
    taps = [(3,), (2, 3), (2, 1, 2)][axes - 1]
    x, w = numbers(2, 2, *lengths), numbers(2, 3, *taps, step=4)
    for stride, dilation, padding, extra, groups in itertools.product((1, 2), (1, 2), (0, 1), (0, 1), (1, 2)):
        options = {"stride": stride, "dilation": dilation, "padding": padding, "output_padding": extra}
        compare(name, real, convert, (x, w), groups=groups, **options)
        compare(name, real, convert, (x[0], w), groups=groups, **options)


@pytest.mark.frameworks("jax")
def test_jax_numpy() -> None:
    """``jax.numpy`` and ``jax.scipy.signal`` follow NumPy and SciPy."""
    jnp, signal = import_module("jax.numpy"), import_module("jax.scipy.signal")
    convert = partial(jnp.array, dtype=float)
    for n, k, mode in itertools.product(range(1, 5), range(1, 5), ("full", "same", "valid")):
        pair, pictures = (numbers(n), numbers(k, step=4)), (numbers(4, n), numbers(2, k, step=4))
        for name in ("convolve", "correlate"):
            compare(f"jax.numpy.{name}", getattr(jnp, name), convert, pair, mode)
            compare(f"jax.scipy.signal.{name}", getattr(signal, name), convert, pair, mode, method="direct")
            if n >= k:
                compare(f"jax.scipy.signal.{name}2d", getattr(signal, f"{name}2d"), convert, pictures, mode)


@pytest.mark.frameworks("jax")
def test_jax_layers() -> None:
    """Every padding, strides, dilations, groups, and two layouts."""
    jax = import_module("jax")
    convert = partial(jax.numpy.array, dtype=float)
    real, name = jax.lax.conv_general_dilated, "jax.lax.conv_general_dilated"
    for padding, s, d, k in itertools.product(("SAME", "SAME_LOWER", "VALID", [(0, 1)]), (1, 2, 3), (1, 2), (2, 3)):
        arrays = (numbers(2, 2, 6), numbers(4, 1, k, step=4))
        compare(name, real, convert, arrays, (s,), padding, rhs_dilation=(d,), feature_group_count=2)
    arrays = (numbers(1, 4, 5, 2), numbers(2, 3, 2, 3, step=4))
    compare(name, real, convert, arrays, (1, 2), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
    compare("jax.lax.conv", jax.lax.conv, convert, (numbers(1, 2, 5, 4), numbers(3, 2, 2, 3)), (1, 1), "SAME")


@pytest.mark.frameworks("tensorflow")
def test_tensorflow_layers() -> None:
    """Channels last; ``SAME`` depends on the stride; each channel has its own filters in a depthwise layer."""
    tf = import_module("tensorflow")
    nn = tf.nn

    def convert(value: Any) -> Any:
        return tf.constant(value, dtype=tf.float64)

    def listed(real: Any) -> Any:
        return lambda *arguments, **keywords: real(*arguments, **keywords).numpy()

    for padding, s, k, n in itertools.product(("SAME", "VALID"), (1, 2, 3), (1, 2, 3), (4, 5)):
        row, picture = (numbers(2, n, 2), numbers(k, 2, 3, step=4)), (numbers(1, n, 4, 2), numbers(k, 2, 2, 3, step=4))
        compare("tf.nn.conv1d", listed(nn.conv1d), convert, row, s, padding)
        compare("tf.nn.conv2d", listed(nn.conv2d), convert, picture, [1, s, 1, 1], padding)
        compare("tf.nn.depthwise_conv2d", listed(nn.depthwise_conv2d), convert, picture, [1, s, s, 1], padding)
    cubes = (numbers(1, 3, 3, 3, 1), numbers(2, 2, 1, 1, 2))
    compare("tf.nn.conv3d", listed(nn.conv3d), convert, cubes, [1] * 5, "SAME")
    compare("tf.nn.conv1d", listed(nn.conv1d), convert, (numbers(1, 6, 1), numbers(2, 1, 1)), 1, "VALID", dilations=2)
