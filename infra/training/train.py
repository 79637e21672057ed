"""Teach the secrecy gate's net on heads drawn by stamps.py; writes the weights that the gate ships.

Needs `jax` besides (a tool of this step only). Several rounds: examples of `make_example`, then crops without a stamp that the
net of the round before took for one (`hard`). Some ten minutes of one core a round.
"""

# mypy: ignore-errors
# jax is a tool of this step only and is not installed where types are checked

import sys
from collections.abc import Iterator

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.secrecy import STRIDE

LAYERS = ((2, 8, 5, 2), (8, 16, 3, 2), (16, 24, 3, 2), (24, 24, 3, 1), (24, 24, 3, 1), (24, 24, 3, 1), (24, 1, 1, 1))
"""Channels in, channels out, size, stride. A cell sees 65 pixels across: MẬT and the frame around it."""

CROP = (14, 8)
"""Cells across and down of what is taught at a time: around a stamp, or anywhere."""

Params = dict[str, jax.Array]


def first_weights(seed: int) -> Params:
    """Random weights of fitting size; the last bias says that a stamp is rare."""
    key = jax.random.PRNGKey(seed)
    params: Params = {}
    for number, (channels, out, size, _) in enumerate(LAYERS):
        key, use = jax.random.split(key)
        params[f"w{number}"] = jax.random.normal(use, (out, channels, size, size)) * np.sqrt(2 / (channels * size * size))
        params[f"b{number}"] = jnp.full((out,), -4.0 if number == len(LAYERS) - 1 else 0.0)
    return params


def logits(params: Params, maps: jax.Array) -> jax.Array:
    """The net on a batch (n x height x width x 2); the same sums as tasks.core.scan.secrecy.run_net."""
    layer = maps
    for number, (_, _, size, stride) in enumerate(LAYERS):
        edge = [(size // 2, size // 2)] * 2
        kernel = jnp.transpose(params[f"w{number}"], (2, 3, 1, 0))
        layer = jax.lax.conv_general_dilated(layer, kernel, (stride, stride), edge, dimension_numbers=("NHWC", "HWIO", "NHWC"))
        layer = layer + params[f"b{number}"]
        if number < len(LAYERS) - 1:
            layer = jax.nn.relu(layer)
    return layer[..., 0]


def loss(params: Params, maps: jax.Array, truth: jax.Array) -> jax.Array:
    """Cross entropy over judged cells, hard ones weighing more; cells with a stamp weigh eight times."""
    value = logits(params, maps)
    chance = jax.nn.sigmoid(value)
    right = jnp.where(truth == 1, chance, 1 - chance)
    entropy = jax.nn.softplus(jnp.where(truth == 1, -value, value))
    weight = jnp.where(truth == -1, 0.0, jnp.where(truth == 1, 8.0, 1.0)) * ((1 - right) ** 1.0 + 0.02)
    return jnp.sum(weight * entropy) / truth.shape[0] + 2e-5 * sum(jnp.sum(params[k] ** 2) for k in params if k[0] == "w")


@jax.jit
def step(  # noqa: PLR0917 - jax traces them by place
    params: Params, first: Params, second: Params, turn: float, rate: float, maps: jax.Array, truth: jax.Array
) -> tuple[Params, Params, Params, jax.Array]:
    """One step of Adam."""
    value, slope = jax.value_and_grad(loss)(params, maps, truth)
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, slope)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, slope)
    scale = rate * jnp.sqrt(1 - 0.999**turn) / (1 - 0.9**turn)
    return jax.tree.map(lambda p, m, v: p - scale * m / (jnp.sqrt(v) + 1e-7), params, first, second), first, second, value


def batches(
    maps: NDArray[np.uint8], truth: NDArray[np.int8], size: int, seed: int
) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Batches in random order, for ever; place, contrast and colour vary."""
    gen = np.random.default_rng(seed)
    while True:
        for chosen in np.array_split(gen.permutation(len(maps)), max(1, len(maps) // size)):
            cuts = [_crop(maps[one], truth[one], gen) for one in chosen]
            batch = np.stack([cut for cut, _ in cuts]).astype(np.float32).transpose(0, 2, 3, 1) / 255
            batch[..., 0] = np.clip(batch[..., 0] * gen.uniform(0.7, 1.2, (len(chosen), 1, 1)), 0, 1)
            batch[..., 1] *= gen.choice((0, 1, 1), (len(chosen), 1, 1))
            yield batch, np.stack([right for _, right in cuts]).astype(np.float32)


def with_hard(
    batch: NDArray[np.float32], right: NDArray[np.float32], hard: NDArray[np.uint8], gen: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The batch with as many of the hard crops, in which no cell has a stamp."""
    more = hard[gen.integers(len(hard), size=len(batch))].astype(np.float32).transpose(0, 2, 3, 1) / 255
    more[..., 0] = np.clip(more[..., 0] * gen.uniform(0.8, 1.15, (len(more), 1, 1)), 0, 1)
    return np.concatenate([batch, more]), np.concatenate([right, np.zeros_like(right)])


def _crop(maps: NDArray[np.uint8], truth: NDArray[np.int8], gen: np.random.Generator) -> tuple[NDArray[np.uint8], NDArray[np.int8]]:
    """A part of an example; some upside down, as pages lie in scanners: there stamps are not judged."""
    wide, high = CROP
    if gen.random() < 0.35:
        maps, truth = np.rot90(maps, 2, axes=(1, 2)), np.where(np.rot90(truth, 2) == 0, 0, -1).astype(np.int8)
    rows, columns = truth.shape
    hits = np.argwhere(truth == 1)
    if len(hits) and gen.random() < 0.8:
        row, column = hits[gen.integers(len(hits))] - (gen.integers(1, high - 1), gen.integers(2, wide - 2))
    else:
        row, column = gen.integers(rows), gen.integers(columns)
    row, column = min(max(int(row), 0), rows - high), min(max(int(column), 0), columns - wide)
    cut = maps[:, row * STRIDE : (row + high) * STRIDE, column * STRIDE : (column + wide) * STRIDE]
    return cut, truth[row : row + high, column : column + wide]


def train(
    maps: NDArray[np.uint8],
    truth: NDArray[np.int8],
    *,
    steps: int,
    start: Params | None = None,
    rate: float = 2e-3,
    hard: NDArray[np.uint8] | None = None,
) -> Params:
    """Teach on examples; the rate falls to nothing over `steps`. `hard`: crops without a stamp that an earlier net took for one."""
    params = start or first_weights(1)
    first = jax.tree.map(jnp.zeros_like, params)
    second = jax.tree.map(jnp.zeros_like, params)
    source = batches(maps, truth, 20, 7)
    gen = np.random.default_rng(11)
    mean = 0.0
    for turn in range(1, steps + 1):
        batch, right = next(source)
        if hard is not None:
            batch, right = with_hard(batch, right, hard, gen)
        now = rate * min(1, turn / 200) * 0.5 * (1 + np.cos(np.pi * turn / steps))
        params, first, second, value = step(params, first, second, turn, now, batch, right)
        mean = 0.98 * mean + 0.02 * float(value)
        if turn % 100 == 0:
            sys.stderr.write(f"{turn} {mean:.3f}\n")
    return params
