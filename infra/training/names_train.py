"""Teach the net of names (tasks.core.scan.words.name_net) on rows drawn by name_rows.py; writes the weights that reading ships.

`python -m infra.training.names_train OUT.npz [rows] [steps]`. Needs `jax` and `optax` besides (tools of this step only).
"""

# mypy: ignore-errors
# jax is a tool of this step only and is not installed where types are checked

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from infra.training.batches import Params, save, teach
from infra.training.name_rows import draw, samples
from tasks.core.scan.words.name_letters import HEIGHT, WIDTH
from tasks.core.scan.words.name_net import HATS, SIGNS, TONES

LAYERS = ((1, 16, 5), (16, 32, 3), (32, 48, 3))
"""Channels in and out, and size of each kernel; each halves the picture."""
HIDDEN, BATCH = 96, 128


def first_weights(seed: int) -> Params:
    """Random weights of fitting size."""
    gen = np.random.default_rng(seed)
    params = {}
    for number, (channels, out, size) in enumerate(LAYERS):
        params[f"w{number}"] = gen.normal(0, np.sqrt(2 / (channels * size * size)), (out, channels, size, size))
        params[f"b{number}"] = np.zeros(out)
    flat, outs = LAYERS[-1][1] * (HEIGHT // 8) * (WIDTH // 8), len(SIGNS) + len(HATS) + len(TONES)
    params |= {"w3": gen.normal(0, np.sqrt(2 / flat), (flat, HIDDEN)), "b3": np.zeros(HIDDEN)}
    params |= {"w4": gen.normal(0, np.sqrt(1 / HIDDEN), (HIDDEN, outs)), "b4": np.zeros(outs)}
    return {key: jnp.asarray(value, jnp.float32) for key, value in params.items()}


def logits(params: Params, pictures: jax.Array) -> tuple[jax.Array, ...]:
    """The net on a batch (n x height x width); the same sums as tasks.core.scan.words.name_net.chances."""
    layer = pictures[:, None]
    for number, (_, _, size) in enumerate(LAYERS):
        edges = [(size // 2, size // 2 - 1)] * 2
        layer = jax.lax.conv_general_dilated(layer, params[f"w{number}"], (2, 2), edges)
        layer = jax.nn.relu(layer + params[f"b{number}"][:, None, None])
    hidden = jax.nn.relu(layer.reshape(len(layer), -1) @ params["w3"] + params["b3"])
    out = hidden @ params["w4"] + params["b4"]
    return out[:, : len(SIGNS)], out[:, len(SIGNS) : len(SIGNS) + len(HATS)], out[:, len(SIGNS) + len(HATS) :]


def loss(params: Params, pictures: jax.Array, answers: jax.Array) -> jax.Array:
    """Mean of -log(chance of the right letter, hat and tone), marks of vowels only."""
    total = 0.0
    for number, value in enumerate(logits(params, pictures)):
        right = answers[:, number]
        found = jnp.take_along_axis(jax.nn.log_softmax(value), jnp.maximum(right, 0)[:, None], axis=1)[:, 0]
        total -= jnp.mean(jnp.where(right >= 0, found, 0.0))
    return total + 2e-5 * sum(jnp.sum(params[key] ** 2) for key in params if key[0] == "w")


def varied(pictures: NDArray[np.uint8], gen: np.random.Generator) -> NDArray[np.float32]:
    """A batch moved by a pixel at most, with other contrast and noise."""
    batch = np.roll(pictures.astype(np.float32) / 255, gen.integers(-1, 2, 2), axis=(1, 2))
    batch = batch ** gen.uniform(0.7, 1.4, (len(batch), 1, 1)) * gen.uniform(0.8, 1.1, (len(batch), 1, 1))
    return np.clip(batch + gen.normal(0, 0.02, batch.shape), 0, 1).astype(np.float32)


def train(
    pictures: NDArray[np.uint8], answers: NDArray[np.int8], steps: int, *, rate: float = 2e-3, start: Params | None = None
) -> Params:
    """Teach for `steps` batches, drawn at random. `start`: weights to go on from."""
    gen = np.random.default_rng(3)

    def batches() -> Iterator[tuple[NDArray[np.float32], NDArray[np.int32]]]:
        while True:
            chosen = gen.integers(0, len(pictures), BATCH)
            yield varied(pictures[chosen], gen), answers[chosen].astype(np.int32)

    return teach(start or first_weights(1), loss, batches(), steps=steps, rate=rate)


def drawn(rows: int, seed: int) -> tuple[NDArray[np.uint8], NDArray[np.int8]]:
    """Pictures of the letters of many rows (n x height x width) and what each is (n x 3)."""
    rng, gen = random.Random(seed), np.random.default_rng(seed)  # noqa: S311
    pictures, answers = [], []
    for _ in range(rows):
        some, right = samples(draw(rng, gen), rng)
        pictures.extend((255 * picture).astype(np.uint8) for picture in some)
        answers.extend(right)
    return np.stack(pictures), np.array(answers, np.int8)


if __name__ == "__main__":
    rows, steps = (int(value) for value in (*sys.argv[2:4], *("9000", "12000")[len(sys.argv) - 2 :]))
    save(train(*drawn(rows, 11), steps), Path(sys.argv[1]))
