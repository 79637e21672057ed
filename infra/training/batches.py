"""Teaching a small net batch by batch: what the trainers that need `jax` and `optax` share."""

# mypy: ignore-errors
# jax is a tool of this step only and is not installed where types are checked

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import jax
import numpy as np
import optax
from numpy.typing import NDArray

Params = dict[str, jax.Array]
Loss = Callable[[Params, jax.Array, jax.Array], jax.Array]
"""Of weights, pictures (n x height x width, 0 to 1) and their right answers (n rows of whole numbers)."""

_TOLD = 100
"""Batches between two lines of progress."""


def teach(
    params: Params, loss: Loss, batches: Iterable[tuple[NDArray[np.float32], NDArray[np.int32]]], *, steps: int, rate: float
) -> Params:
    """Go `steps` batches down the slope of `loss` from `params`; the rate rises for 50 of them, then falls to nothing."""
    rule = optax.chain(optax.clip_by_global_norm(5.0), optax.adam(optax.warmup_cosine_decay_schedule(1e-4, rate, 50, steps, 1e-5)))
    state = rule.init(params)

    @jax.jit
    def step(params: Params, state: tuple, batch: jax.Array, right: jax.Array) -> tuple[Params, tuple, jax.Array]:
        value, slope = jax.value_and_grad(loss)(params, batch, right)
        change, state = rule.update(slope, state)
        return optax.apply_updates(params, change), state, value

    mean, began = 0.0, time.monotonic()
    for turn, (batch, right) in zip(range(1, steps + 1), batches, strict=False):  # the batches have no end
        params, state, value = step(params, state, batch, right)
        mean = 0.98 * mean + 0.02 * float(value) if turn > 1 else float(value)
        if turn % _TOLD == 0:
            sys.stderr.write(f"{turn} {mean:.3f} {time.monotonic() - began:.0f} s\n")
    return params


def save(params: Params, path: Path) -> None:
    """Weights in half precision: a third of the file and the same answers."""
    np.savez_compressed(path, **{key: np.asarray(value, np.float16) for key, value in params.items()})
