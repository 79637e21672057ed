"""A convolution in numpy: what the small nets of this package (secrecy stamps, written digits) are run with."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


def convolve(layer: Array, kernel: Array, bias: Array, *, stride: tuple[int, int]) -> Array:
    """A convolution of a layer (channels x height x width) with a kernel (out x in x rows x columns, both odd), zeros around.

    `stride` is how many rows and columns one step takes; the size is divided by it and rounded up.
    """
    channels, height, width = layer.shape
    high, wide = kernel.shape[2:]
    down, across = stride
    rows, columns = -(-height // down), -(-width // across)
    top, left = high // 2, wide // 2
    padded = np.zeros((channels, rows * down + 2 * top, columns * across + 2 * left), np.float32)
    padded[:, top : top + height, left : left + width] = layer
    patches = np.stack(
        [padded[:, y : y + rows * down : down, x : x + columns * across : across] for y in range(high) for x in range(wide)],
        axis=1,
    ).reshape(channels * high * wide, rows * columns)
    flat = kernel.reshape(kernel.shape[0], -1)
    out: Array = (flat @ patches + bias[:, None]).reshape(-1, rows, columns)
    return out
