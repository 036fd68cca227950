"""The arrays of ``tf.nn.conv1d``, which wants (batch, width, channels) and (width, in, out), without TensorFlow."""

import numpy as np

import symconv as sc

f = np.array([2, 1, 3, 5, 4]).reshape(1, 5, 1)
h = np.array([1, -1]).reshape(2, 1, 1)

for picture in f:
    r = sc.layer(picture.T, h.transpose(2, 1, 0), channels=True)
    print(np.array(r.values, dtype=int).T)
