"""Calls to frameworks whose answers are known without them: sums done by hand, and published examples."""

from __future__ import annotations

import pytest

from symconv.errors import SymconvError
from symconv.libraries import emulate

ROW = [1, 2, 3, 4]
TAPS = [1, 10, 100]


@pytest.mark.parametrize(
    ("name", "arguments", "keywords", "values"),
    [
        # y[n] = x[n] + 10 x[n+1] + 100 x[n+2], no flip
        ("F.conv1d", ([[ROW]], [[TAPS]]), {}, (((321, 432),),)),
        ("F.conv1d", ([ROW], [[TAPS]]), {}, ((321, 432),)),
        # padding 1 puts one zero on the left, "SAME" with stride 2 puts none there
        ("F.conv1d", ([[ROW]], [[TAPS]]), {"stride": 2, "padding": 1}, (((210, 432),),)),
        ("tf.nn.conv1d", ([[[1], [2], [3], [4]]], [[[1]], [[10]], [[100]]], 2, "SAME"), {}, (((321,), (43,)),)),
        ("jax.lax.conv", ([[ROW]], [[TAPS]], (2,), "SAME"), {}, (((321, 43),),)),
        ("jax.lax.conv", ([[ROW]], [[TAPS]], (2,), "SAME_LOWER"), {}, (((210, 432),),)),
        # each sample spreads the kernel: 1·[1 10 100] at 0, 2·[1 10 100] at 2
        ("F.conv_transpose1d", ([[[1, 2]]], [[TAPS]]), {"stride": 2}, (((1, 10, 102, 20, 200),),)),
        # channels 1 2 | 3 4 in one pixel, filters 5 6 | 7 8: 5·1 + 7·2, 6·1 + 8·2
        ("tf.nn.conv2d", ([[[[1, 2]]]], [[[[5, 6], [7, 8]]]], 1, "VALID"), {}, ((((19, 22),),),)),
        # each channel has two filters of its own: 5·1, 6·1, 7·2, 8·2
        ("tf.nn.depthwise_conv2d", ([[[[1, 2]]]], [[[[5, 6], [7, 8]]]], [1] * 4, "VALID"), {}, ((((5, 6, 14, 16),),),)),
        # channels first: 3·1 + 4·2 in the only pixel
        ("tf.nn.conv2d", ([[[[1]], [[2]]]], [[[[3], [4]]]], 1, "VALID", "NCHW"), {}, ((((11,),),),)),
    ],
)
def test_layers(name, arguments, keywords, values):
    """The frameworks correlate; where they put zeros depends on the word for the padding."""
    got = emulate(name, *arguments, **keywords)

    assert got.values == values
    assert got.direct() == got.signal.flat_values


@pytest.mark.parametrize(
    ("name", "arguments", "keywords", "message"),
    [
        ("F.conv1d", ([[ROW]], [[TAPS]]), {"padding": "same", "stride": 2}, "not supported for strided"),
        ("F.conv1d", ([[ROW]], [[TAPS]]), {"padding": "full"}, "padding 'full'"),
        ("F.conv1d", (ROW, [[TAPS]]), {}, "1 axes; 3 are needed"),
        ("F.conv1d", ([[ROW]], [[[1, 1, 1, 1, 1]]]), {}, "1 too few"),
        ("F.conv2d", ([[[ROW]]], [[[TAPS]]]), {"stride": (1, 1, 1)}, "3 entries for 2 axes"),
        ("F.conv2d", ([[[ROW]]], [[[TAPS]]]), {"stride": 1.5}, "must be an integer"),
        ("tf.nn.conv1d", ([[[1]]], [[[1]]], 1, "FULL"), {}, "padding 'FULL'"),
        ("tf.nn.conv1d", ([[[1]]], [[[1]]], 1, 3), {}, "a pair for each"),
        ("tf.nn.conv1d", ([[[1, 2, 3]]], [[[1], [1]]], 1, "SAME"), {}, "no multiple"),
        ("tf.nn.conv2d", ([[[[1]]]], [[[[1]]]], [2, 1, 1, 1], "SAME"), {}, "must be 1 for the batch"),
        ("tf.nn.conv2d", ([[[[1]]]], [[[[1]]]], 1, "SAME"), {"data_format": "NWC"}, "data_format 'NWC'"),
        ("tf.nn.depthwise_conv2d", ([[[[1]]]], [[[[1], [2]]]], [1] * 4, "SAME"), {}, "2 channels, the input 1"),
        ("jax.lax.conv", ([[ROW]], [[TAPS]], (1,), "same-ish"), {}, "padding 'same-ish'"),
        ("jax.lax.conv_general_dilated", ([[ROW]], [[TAPS]], (1,), "SAME"), {"lhs_dilation": (2,)}, "lhs_dilation"),
        (
            "jax.lax.conv_general_dilated",
            ([[ROW]], [[TAPS]], (1,), "SAME"),
            {"dimension_numbers": ("NHWC", "HWIO", "NHWC")},
            "do not fit 1 axes",
        ),
    ],
)
def test_refusals(name, arguments, keywords, message):
    """What a framework refuses is refused, with the reason."""
    with pytest.raises(SymconvError, match=message):
        emulate(name, *arguments, **keywords)
