"""Teach the secrecy gate's two nets on scenes drawn by scenes.py and write the weights that the gate ships.

`python -m infra.training.train OUT.npz [--scenes N]` draws the scenes, teaches the first net, lets it look at the scenes, and
teaches the second net on the places where the first one sees a stamp. Everything follows from the seeds below; nothing else goes
in. Needs `jax` besides (a tool of this step only).
"""

# mypy: ignore-errors
# jax is a tool of this step only and is not installed where types are checked

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2
import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from infra.training.scenes import HEIGHT, WIDTH, Place, make_scene
from tasks.core.scan.stamps.secrecy import (
    CLOSE,
    CLOSE_DPI,
    DPI,
    FAR_STRIDES,
    NEAR_STRIDES,
    STRIDE,
    Weights,
    ink_and_red,
    middle_of,
    peaks,
    run_net,
)

FIRST_SEED = 1_000_000
"""Seed of the first scene; the others follow it."""

FAR = ((2, 8, 5), (8, 16, 3), (16, 24, 3), (24, 24, 3), (24, 24, 3), (24, 24, 3), (24, 1, 1))
"""Channels in, channels out, size of the first net's layers. A cell sees 65 pixels across: MẬT and the frame around it."""

NEAR = ((2, 8, 5), (8, 16, 3), (16, 24, 3), (24, 24, 3), (24, 32, 3), (32, 32, 3), (32, 48, 3))
"""The same of the second net, before what it sees is summed up."""

CROP = (14, 8)
"""Cells across and down of what the first net is taught at a time."""

FADED = 0.025
"""Mean ink around MẬT, or in the whole frame, below which nobody could say what stands there (a whole one has some 0.35)."""

Params = dict[str, jax.Array]
Bytes = NDArray[np.uint8]
Batches = Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]
Loss = Callable[[Params, jax.Array, jax.Array], jax.Array]
Step = tuple[Params, Params, Params, jax.Array]


def first_weights(layers: Sequence[tuple[int, int, int]], seed: int, prefix: str) -> Params:
    """Random weights of fitting size."""
    key = jax.random.PRNGKey(seed)
    params: Params = {}
    for number, (channels, out, size) in enumerate(layers):
        key, use = jax.random.split(key)
        params[f"{prefix}w{number}"] = jax.random.normal(use, (out, channels, size, size)) * np.sqrt(2 / (channels * size * size))
        params[f"{prefix}b{number}"] = jnp.zeros((out,))
    return params


def convolve(params: Params, prefix: str, strides: Sequence[int], maps: jax.Array) -> jax.Array:
    """The net on a batch (n x height x width x 2), the last layer without its bend; the sums of tasks.core.scan.stamps.secrecy."""
    layer = maps
    for number, stride in enumerate(strides):
        kernel = jnp.transpose(params[f"{prefix}w{number}"], (2, 3, 1, 0))
        edge = [(kernel.shape[0] // 2, kernel.shape[0] // 2)] * 2
        layer = jax.nn.relu(layer) if number else layer
        layer = jax.lax.conv_general_dilated(layer, kernel, (stride, stride), edge, dimension_numbers=("NHWC", "HWIO", "NHWC"))
        layer = layer + params[f"{prefix}b{number}"]
    return layer


def far_loss(params: Params, maps: jax.Array, truth: jax.Array) -> jax.Array:
    """Cross entropy over judged cells, hard ones weighing more; cells with a stamp weigh eight times."""
    value = convolve(params, "far_", FAR_STRIDES, maps)[..., 0]
    chance = jax.nn.sigmoid(value)
    right = jnp.where(truth == 1, chance, 1 - chance)
    entropy = jax.nn.softplus(jnp.where(truth == 1, -value, value))
    weight = jnp.where(truth == -1, 0.0, jnp.where(truth == 1, 8.0, 1.0)) * ((1 - right) ** 1.0 + 0.02)
    return jnp.sum(weight * entropy) / truth.shape[0] + _size(params)


def near_loss(params: Params, maps: jax.Array, truth: jax.Array) -> jax.Array:
    """Cross entropy of whole crops (truth: 1 or 0 for each)."""
    value = near_value(params, maps)
    return jnp.mean(jax.nn.softplus(jnp.where(truth == 1, -value, value))) + _size(params)


def near_value(params: Params, maps: jax.Array) -> jax.Array:
    """What the second net says of each crop, before it is made a chance."""
    features = jax.nn.relu(convolve(params, "near_", NEAR_STRIDES, maps))
    middle = features[:, 1:3, 4:12]
    summed = jnp.concatenate([middle.max((1, 2)), features.mean((1, 2))], axis=1)
    return summed @ params["near_sum"] + params["near_bias"]


def _size(params: Params) -> jax.Array:
    return 2e-5 * sum(jnp.sum(value**2) for name, value in params.items() if "w" in name)


def teach(loss: Loss, params: Params, batches: Batches, steps: int, rate: float) -> Params:
    """Adam; the rate rises for 200 steps and falls to nothing at the end."""

    @jax.jit
    def step(  # noqa: PLR0917 - jax traces them by place
        params: Params, first: Params, second: Params, turn: float, rate: float, maps: jax.Array, truth: jax.Array
    ) -> Step:
        value, slope = jax.value_and_grad(loss)(params, maps, truth)
        first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, slope)
        second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, slope)
        scale = rate * jnp.sqrt(1 - 0.999**turn) / (1 - 0.9**turn)
        return jax.tree.map(lambda p, m, v: p - scale * m / (jnp.sqrt(v) + 1e-7), params, first, second), first, second, value

    first = jax.tree.map(jnp.zeros_like, params)
    second = jax.tree.map(jnp.zeros_like, params)
    mean = None
    for turn in range(1, steps + 1):
        now = rate * min(1, turn / 200) * 0.5 * (1 + np.cos(np.pi * turn / steps))
        params, first, second, value = step(params, first, second, float(turn), float(now), *next(batches))
        mean = float(value) if mean is None else 0.99 * mean + 0.01 * float(value)
        if turn % 200 == 0:
            sys.stderr.write(f"{turn} {mean:.4f}\n")
    return params


def draw(seed: int) -> tuple[Bytes, Bytes, NDArray[np.int8], list[Place]]:
    """One scene as the nets see it: maps of the first, maps of the second, cells of the first, stamps that can be seen."""
    scene = make_scene(seed)
    far = ink_and_red(cv2.resize(scene.picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA))
    scale = CLOSE_DPI / DPI
    near = ink_and_red(cv2.resize(scene.picture, (round(WIDTH * scale), round(HEIGHT * scale)), interpolation=cv2.INTER_AREA))
    return (far * 255).astype(np.uint8), (near * 255).astype(np.uint8), cells(scene.places, far[0]), scene.places


def cells(places: Sequence[Place], ink: NDArray[np.float32]) -> NDArray[np.int8]:
    """1 around the middle of MẬT, or of what is left of its stamp; -1 (not judged) in the rest of the stamp; 0 elsewhere."""
    truth = np.zeros((HEIGHT // STRIDE, WIDTH // STRIDE), np.int8)
    rows, columns = np.mgrid[0 : truth.shape[0], 0 : truth.shape[1]]
    x, y = columns * STRIDE + STRIDE / 2, rows * STRIDE + STRIDE / 2
    local = cv2.blur(ink, (33, 15))
    for place in places:
        around = (abs(x - place.frame_x) < place.half_width + 10) & (abs(y - place.frame_y) < place.half_height + 10)
        truth[(around | ((abs(x - place.x) < 4 * STRIDE) & (abs(y - place.y) < 2.5 * STRIDE))) & (truth == 0)] = -1
        at_x, at_y = place.x, place.y
        if not _is_seen(local, at_x, at_y):
            left = max(0, int(place.frame_x - place.half_width)), max(0, int(place.frame_y) - 2)
            part = local[left[1] : int(place.frame_y) + 3, left[0] : max(0, int(place.frame_x + place.half_width))]
            if not part.size:
                continue
            row, column = np.unravel_index(int(part.argmax()), part.shape)
            at_x, at_y = left[0] + column, left[1] + row
        if _is_seen(local, at_x, at_y):
            truth[(abs(x - at_x) < 1.05 * STRIDE) & (abs(y - at_y) < 1.05 * STRIDE)] = 1
    return truth


def _is_seen(local: NDArray[np.float32], x: float, y: float) -> bool:
    return bool(14 <= x <= WIDTH - 14 and 6 <= y <= HEIGHT - 6 and local[int(y), int(x)] > FADED)


def far_batches(maps: Bytes, truth: NDArray[np.int8], size: int, seed: int) -> Batches:
    """Batches in random order, for ever; place, contrast and colour vary; some upside down, where nothing is a stamp."""
    gen = np.random.default_rng(seed)
    while True:
        for chosen in np.array_split(gen.permutation(len(maps)), max(1, len(maps) // size)):
            cuts = [_crop(maps[one], truth[one], gen) for one in chosen]
            batch = _varied(np.stack([cut for cut, _ in cuts]), gen)
            yield batch, np.stack([right for _, right in cuts]).astype(np.float32)


def _varied(cuts: Bytes, gen: np.random.Generator) -> NDArray[np.float32]:
    batch = cuts.astype(np.float32).transpose(0, 2, 3, 1) / 255
    batch[..., 0] = np.clip(batch[..., 0] * gen.uniform(0.7, 1.2, (len(cuts), 1, 1)), 0, 1)
    batch[..., 1] *= gen.choice((0, 1, 1), (len(cuts), 1, 1))
    return batch


def _crop(maps: Bytes, truth: NDArray[np.int8], gen: np.random.Generator) -> tuple[Bytes, NDArray[np.int8]]:
    wide, high = CROP
    if gen.random() < 0.3:
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


def candidates(far: Bytes, near: Bytes, truth: NDArray[np.int8], weights: Weights, turned: int) -> list[tuple[Bytes, int]]:
    """What the first net takes for a stamp in a scene after quarter turns: crops for the second net; whether each is one."""
    maps = np.ascontiguousarray(np.rot90(far, turned, axes=(1, 2))).astype(np.float32) / 255
    close = np.rot90(near, turned, axes=(1, 2))
    right = np.rot90(truth, turned)
    found = []
    for _, row, column in peaks(run_net(maps, weights), 0.03, 3):
        cell = right[min(int(row + 0.5), right.shape[0] - 1), min(int(column + 0.5), right.shape[1] - 1)]
        if cell == 0 or (cell == 1 and turned == 0):
            scale = STRIDE * CLOSE_DPI / DPI
            cut = middle_of(close, (column + 0.5) * scale, (row + 0.5) * scale, (CLOSE[0] + 16, CLOSE[1] + 8))
            found.append((cut, int(cell == 1)))
        elif cell == -1 and turned == 0 and (truth == 1).any():
            scale = STRIDE * CLOSE_DPI / DPI
            found.append((middle_of(close, (column + 0.5) * scale, (row + 0.5) * scale, (CLOSE[0] + 16, CLOSE[1] + 8)), 1))
    return found


def near_batches(cuts: Bytes, kinds: Sequence[NDArray[np.int64]], size: int, seed: int) -> Batches:
    """Batches for ever, as many of each kind in each (indices into cuts; stamps last); place, contrast and colour vary."""
    gen = np.random.default_rng(seed)
    while True:
        chosen = np.concatenate([kind[gen.integers(len(kind), size=size // len(kinds))] for kind in kinds])
        shifted = []
        for one in chosen:
            x, y = gen.integers(17), gen.integers(9)
            shifted.append(cuts[one][:, y : y + CLOSE[1], x : x + CLOSE[0]])
        truth = np.arange(len(chosen)) >= len(chosen) - size // len(kinds)
        yield _varied(np.stack(shifted), gen), truth.astype(np.float32)


def teach_near(cuts: Bytes, stamps: NDArray[np.bool_], steps: int, hard_steps: int) -> tuple[Params, Params]:
    """The second net after two rounds: all that is no stamp alike; then half of it from what the first round was wrong about."""
    params = first_weights(NEAR, 2, "near_")
    params["near_sum"], params["near_bias"] = jnp.zeros((2 * NEAR[-1][1],)), jnp.zeros(())
    others, right = np.flatnonzero(~stamps), np.flatnonzero(stamps)
    params = teach(near_loss, params, near_batches(cuts, (others, right), 40, 8), steps, 1.5e-3)
    value = jax.jit(near_value)
    middle = cuts[:, :, 4 : 4 + CLOSE[1], 8 : 8 + CLOSE[0]]
    parts = np.array_split(others, max(1, len(others) // 200))
    said = np.concatenate(
        [np.asarray(value(params, middle[part].astype(np.float32).transpose(0, 2, 3, 1) / 255)) for part in parts]
    )
    hard = others[np.argsort(-said)[: max(1, len(others) // 8)]]
    return params, teach(near_loss, params, near_batches(cuts, (others, hard, right), 60, 9), hard_steps, 1e-3)


def main() -> None:
    """Draw, teach, look, teach, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scenes", type=int, default=5000)
    parser.add_argument("--far-steps", type=int, default=2500)
    parser.add_argument("--near-steps", type=int, default=1200)
    parser.add_argument("--hard-steps", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    with ProcessPoolExecutor(args.jobs) as pool:
        scenes = list(pool.map(draw, range(FIRST_SEED, FIRST_SEED + args.scenes), chunksize=50))
    far, near, truth = (np.stack([scene[k] for scene in scenes]) for k in range(3))
    sys.stderr.write(f"{len(far)} scenes, {int((truth == 1).any((1, 2)).sum())} with a stamp to be seen\n")
    start = first_weights(FAR, 1, "far_")
    start["far_b6"] = jnp.full((1,), -4.0)  # a stamp is rare
    params = teach(far_loss, start, far_batches(far, truth, 24, 7), args.far_steps, 2e-3)
    weights = {name: np.asarray(value, np.float32) for name, value in params.items()}
    np.savez(args.out.with_suffix(".far.npz"), **weights)
    found = [
        one
        for k in range(len(far))
        for turned in (0, *((2,) if k % 3 == 0 else ()), *((1 + 2 * (k % 2),) if k % 7 == 0 else ()))
        for one in candidates(far[k], near[k], truth[k], weights, turned)
    ]
    cuts, kinds = np.stack([cut for cut, _ in found]), np.array([kind for _, kind in found], np.int8)
    sys.stderr.write(f"{len(cuts)} places, {int(kinds.sum())} of them stamps\n")
    first, second = teach_near(cuts, kinds == 1, args.near_steps, args.hard_steps)
    weights |= {name: np.asarray(value, np.float32) for name, value in first.items()}
    weights |= {name.replace("near_", "hard_"): np.asarray(value, np.float32) for name, value in second.items()}
    np.savez_compressed(args.out, **{name: value.astype(np.float16) for name, value in weights.items()})


if __name__ == "__main__":
    main()
