"""Teach the recogniser of written numbers on pictures drawn by digits.py; writes the weights that the reading ships.

Needs `jax` and `optax` besides (tools of this step only). The net gives, for every two columns of a picture, the
chance of each digit or of none (connectionist temporal classification), so that no one has to say where a digit ends.
"""

# mypy: ignore-errors
# jax is a tool of this step only and is not installed where types are checked

from collections.abc import Iterator

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from infra.training.batches import Params, teach
from infra.training.digits import WIDTH
from tasks.core.scan.handwriting.digits import COLLAPSE, STRIDES

LAYERS = (
    (1, 16, 3, 3),
    (16, 24, 3, 3),
    (24, 24, 3, 3),
    (24, 32, 3, 3),
    (32, 48, 3, 3),
    (192, 64, 1, 3),
    (64, 64, 1, 5),
    (64, 11, 1, 1),
)
"""Channels in and out, rows and columns of each kernel."""

LONGEST = 6
BATCH = 32


def first_weights(seed: int) -> Params:
    """Random weights of fitting size; at first every column is of no digit."""
    key = jax.random.PRNGKey(seed)
    params: Params = {}
    for number, (channels, out, high, wide) in enumerate(LAYERS):
        key, use = jax.random.split(key)
        size = channels * high * wide
        params[f"w{number}"] = jax.random.normal(use, (out, channels, high, wide)) * np.sqrt(2 / size)
        params[f"b{number}"] = jnp.zeros((out,)).at[0].set(1.0) if number == len(LAYERS) - 1 else jnp.zeros((out,))
    return params


def logits(params: Params, pictures: jax.Array) -> jax.Array:
    """The net on a batch (n x height x width): n x width/2 x 11; the same sums as tasks.core.scan.handwriting.digits.chances."""
    layer = pictures[:, None]
    for number, (_, _, high, wide) in enumerate(LAYERS):
        if number == COLLAPSE:
            layer = layer.reshape(layer.shape[0], -1, 1, layer.shape[3])
        edges = [(high // 2, high // 2), (wide // 2, wide // 2)]
        layer = jax.lax.conv_general_dilated(layer, params[f"w{number}"], STRIDES[number], edges)
        layer = layer + params[f"b{number}"][:, None, None]
        if number < len(LAYERS) - 1:
            layer = jax.nn.relu(layer)
    return layer[:, :, 0].transpose(0, 2, 1)


def _small(params: Params) -> jax.Array:
    return 1e-5 * sum(jnp.sum(params[key] ** 2) for key in params if key[0] == "w")


def place_loss(params: Params, pictures: jax.Array, places: jax.Array) -> jax.Array:
    """Cross entropy over columns whose right answer is known (`places`: 0 none, 1 to 10 a digit, -1 not judged)."""
    value = jax.nn.log_softmax(logits(params, pictures))
    right = jnp.take_along_axis(value, jnp.maximum(places, 0)[..., None], axis=2)[..., 0]
    weight = jnp.where(places < 0, 0.0, jnp.where(places > 0, 3.0, 1.0))
    return -jnp.sum(weight * right) / jnp.sum(weight) + _small(params)


def loss(params: Params, pictures: jax.Array, labels: jax.Array) -> jax.Array:
    """Mean of -log(chance of the right digits), wherever they stand. `labels`: 0 where a place of the table is not used."""
    value = logits(params, pictures)
    unused = (labels == 0).astype(jnp.float32)
    return optax.ctc_loss(value, jnp.zeros(value.shape[:2]), labels, unused).mean() + _small(params)


def labels_of(values: list[str]) -> NDArray[np.int32]:
    """Digits as numbers from 1, filled up with 0."""
    labels = np.zeros((len(values), LONGEST), np.int32)
    for row, value in enumerate(values):
        labels[row, : len(value)] = [int(digit) + 1 for digit in value]
    return labels


def places_of(values: list[str], middles: NDArray[np.float32]) -> NDArray[np.int32]:
    """The right answer of each column: a digit at its middle, none away from digits, -1 between."""
    columns = np.arange(WIDTH // 2) + 0.5
    places = np.zeros((len(values), len(columns)), np.int32)
    for row, value in enumerate(values):
        for place in (1.9, 1.0):  # not judged first, then the digits over it
            for digit, middle in zip(value, middles[row], strict=False):
                near = np.abs(columns - middle / 2) < place
                places[row, near] = -1 if place > 1 else int(digit) + 1
    return places


def varied(pictures: NDArray[np.uint8], gen: np.random.Generator) -> NDArray[np.float32]:
    """A batch moved up or down by up to two pixels, with other contrast and noise, as no two scans are alike."""
    batch = np.roll(pictures.astype(np.float32) / 255, gen.integers(-2, 3), axis=1)
    batch = batch ** gen.uniform(0.7, 1.4, (len(batch), 1, 1)) * gen.uniform(0.75, 1.1, (len(batch), 1, 1))
    return np.clip(batch + gen.normal(0, 0.02, batch.shape), 0, 1).astype(np.float32)


def train(
    pictures: NDArray[np.uint8], answers: NDArray[np.int32], *, steps: int, rate: float, start: Params | None = None
) -> Params:
    """Teach for `steps` batches, each picture once before any comes again.

    `answers`: of `places_of` at first, of `labels_of` to polish. `start`: weights to go on from.
    """
    gen = np.random.default_rng(3)

    def batches() -> Iterator[tuple[NDArray[np.float32], NDArray[np.int32]]]:
        order = gen.permutation(len(pictures))
        while True:
            if len(order) < BATCH:
                order = gen.permutation(len(pictures))
            chosen, order = order[:BATCH], order[BATCH:]
            yield varied(pictures[chosen], gen), answers[chosen]

    judge = place_loss if answers.shape[1] > LONGEST else loss
    return teach(start or first_weights(1), judge, batches(), steps=steps, rate=rate)
