"""A small net that says of the picture of a letter of a name which it is, which hat it has and which tone mark.

Taught on rows drawn here (infra/training/name_rows.py); its weights are data, handed in by the caller.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.net import Array

SIGNS = "abcdefghijklmnopqrstuvwxyzđABCDEFGHIJKLMNOPQRSTUVWXYZĐ"
"""Letters without hats and tones."""
HATS = ("", "\u0302", "\u0306", "\u031b")
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
"""Marks as they are parted from letters (NFD): no hat, circumflex, breve, horn; level, huyền, sắc, ngã, hỏi, nặng."""
_VOWELS = frozenset("aeiouyAEIOUY")
NO_MARKS = -1

Weights = Mapping[str, NDArray[np.float32]]


class Chances(NamedTuple):
    """Logarithms of the chances of each letter (n x 54), hat (n x 4) and tone (n x 6)."""

    signs: Array
    hats: Array
    tones: Array


@lru_cache(maxsize=4096)
def answers(word: str) -> tuple[tuple[int, int, int], ...]:
    """Number of the letter, hat and tone of each letter of a word; NO_MARKS for what a consonant has none of."""
    found = []
    for letter in unicodedata.normalize("NFC", word):
        base, *marks = tuple(unicodedata.normalize("NFD", letter))
        if base not in _VOWELS:
            found.append((SIGNS.find(base), NO_MARKS, NO_MARKS))
            continue
        hat = next((HATS.index(mark) for mark in marks if mark in HATS), 0)
        tone = next((TONES.index(mark) for mark in marks if mark in TONES), 0)
        found.append((SIGNS.find(base), hat, tone))
    return tuple(found)


def chances(pictures: Array, weights: Weights) -> Chances:
    """What the net says of pictures (n x HEIGHT x WIDTH, ink 1, paper 0)."""
    layer = pictures[:, None].astype(np.float32)
    for number in range(_CONVOLUTIONS):
        layer = np.maximum(_convolved(layer, weights[f"w{number}"], weights[f"b{number}"]), 0)
    flat = layer.reshape(len(layer), -1)
    hidden = np.maximum(flat @ weights["w3"] + weights["b3"], 0)
    out = hidden @ weights["w4"] + weights["b4"]
    first, second = len(SIGNS), len(SIGNS) + len(HATS)
    return Chances(*(_logs(part) for part in (out[:, :first], out[:, first:second], out[:, second:])))


def together(some: Sequence[Chances]) -> Chances:
    """What several looks at the same letters say: the mean of their chances."""
    if len(some) == 1:
        return some[0]
    return Chances(
        *(np.logaddexp.reduce(parts) - np.log(np.float32(len(parts))) for parts in map(np.stack, zip(*some, strict=True)))
    )


_CONVOLUTIONS = 3


def _convolved(layer: Array, kernel: Array, bias: Array) -> Array:
    """Pictures (n x in x height x width) by a kernel (out x in x rows x columns, odd), zeros around, every second place."""
    out, channels, high, wide = kernel.shape
    rows, columns = layer.shape[2] // 2, layer.shape[3] // 2
    padded = np.pad(layer, ((0, 0), (0, 0), (high // 2, high // 2), (wide // 2, wide // 2)))
    views = [padded[:, :, y : y + 2 * rows : 2, x : x + 2 * columns : 2] for y in range(high) for x in range(wide)]
    patches = np.stack(views, axis=2).reshape(len(layer), channels * high * wide, rows * columns)
    done: Array = (kernel.reshape(out, -1) @ patches + bias[:, None]).reshape(len(layer), out, rows, columns)
    return done


def _logs(values: Array) -> Array:
    shifted = values - values.max(axis=1, keepdims=True)
    logs: Array = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logs
