"""Written numbers (chữ số viết tay): a small net reads the digits in a gap of a head's line (`Số:      /UBND`, `ngày    tháng`).

The net gives, for every two columns of a picture of the gap, the chance of each digit or of none; from them follows the chance
of every string of digits (connectionist temporal classification). It was taught on drawn gaps only (infra/training/digits.py);
docs/handwriting.md has the figures. Its weights are data, handed in by the caller.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.net import Array, convolve

HEIGHT = 32
"""Rows of the picture that the net sees."""

CAPITAL = 11.0
"""Height of a printed capital in that picture; written digits are up to twice as high."""

BASELINE = 21.5
"""Row of the printed line's baseline in that picture."""

STRIDES = ((2, 2), (1, 1), (2, 1), (1, 1), (2, 1), (1, 1), (1, 1), (1, 1))
"""Rows and columns that a step of each layer takes."""

COLLAPSE = 5
"""Before this layer the rows are laid side by side as channels: from here on there are only columns."""

NONE = 0
"""The column of "no digit" in what `chances` gives; digit d is column d + 1."""

_LEAST = 1e-9
_BEAM = 12

Weights = Mapping[str, NDArray[np.float32]]


def chances(picture: NDArray[np.float32], weights: Weights) -> Array:
    """For each pair of columns of a picture (HEIGHT x width, ink 1, paper 0): the chance of none and of each digit (n x 11)."""
    layer: Array = picture[None].astype(np.float32)
    last = len(weights) // 2 - 1
    for number in range(last + 1):
        if number == COLLAPSE:
            layer = layer.reshape(-1, 1, layer.shape[2])
        layer = convolve(layer, weights[f"w{number}"], weights[f"b{number}"], stride=STRIDES[number])
        if number < last:
            layer = np.maximum(layer, 0)
    values = layer[:, 0].T
    powers = np.exp(values - values.max(axis=1, keepdims=True))
    out: Array = powers / powers.sum(axis=1, keepdims=True)
    return out


def within(columns: Array, first: float, last: float) -> Array:
    """The same chances with no digit before column `first` or after `last`: what stands there is print around the gap."""
    places = np.arange(len(columns))
    kept = columns.copy()
    outside = (places < first) | (places > last)
    kept[outside] = 0
    kept[outside, NONE] = 1
    return kept


def chance_of(columns: Array, value: str) -> float:
    """The chance (0 to 1) that exactly these digits, or with "" none, are written."""
    return chances_of(columns, [value])[0]


def chances_of(columns: Array, values: Sequence[str]) -> list[float]:
    """The same for many strings at once: a calendar's 62 cost little more than one."""
    size = 2 * max((len(value) for value in values), default=0) + 1
    states = np.zeros((len(values), size), np.intp)  # none, digit, none, digit, … none; what is left over at the end is never asked
    for row, value in enumerate(values):
        states[row, 1 : 2 * len(value) : 2] = [int(digit) + 1 for digit in value]
    may_skip = np.zeros(states.shape, bool)
    may_skip[:, 3::2] = states[:, 3::2] != states[:, 1:-2:2]
    ways = np.zeros(states.shape)
    ways[:, 0] = 1.0
    for column in _inner(columns):
        before = ways.copy()
        ways[:, 1:] += before[:, :-1]
        ways[:, 2:] += np.where(may_skip[:, 2:], before[:, :-2], 0)
        ways *= column[states]
    ends = [2 * len(value) for value in values]
    return [float(ways[row, max(0, end - 1) : end + 1].sum()) for row, end in enumerate(ends)]


def _inner(columns: Array) -> Array:
    """The columns without those around the gap that are surely none, but one on each side."""
    maybe = np.flatnonzero(columns[:, NONE] < 1)
    return columns[max(0, maybe[0] - 1) : maybe[-1] + 2] if len(maybe) else columns[:1]


def likely(columns: Array, most: int = 5) -> list[tuple[str, float]]:
    """The likeliest strings of digits with their chances, best first; they are of any length, also empty."""
    beam: dict[str, tuple[float, float]] = {"": (1.0, 0.0)}  # chance of ending in none, in the last digit
    for column in columns:
        if column[NONE] > 1 - _LEAST:
            beam = {value: (none + digit, 0.0) for value, (none, digit) in beam.items()}
            continue
        grown: dict[str, tuple[float, float]] = {}
        for value, (none, digit) in beam.items():
            last = int(value[-1]) + 1 if value else NONE
            stays = digit * float(column[last]) if value else 0.0
            _add(grown, value, (none + digit) * float(column[NONE]), stays)
            for place in np.flatnonzero(column[1:] > 1e-3) + 1:
                before = none if place == last else none + digit
                _add(grown, value + str(place - 1), 0.0, before * float(column[place]))
        beam = dict(sorted(grown.items(), key=lambda item: -sum(item[1]))[:_BEAM])
    best = sorted(beam, key=lambda value: -sum(beam[value]))[:most]
    return sorted(zip(best, chances_of(columns, best), strict=True), key=lambda pair: -pair[1])


def _add(beam: dict[str, tuple[float, float]], value: str, none: float, digit: float) -> None:
    before = beam.get(value, (0.0, 0.0))
    beam[value] = (before[0] + none, before[1] + digit)


def span_of(columns: Array) -> tuple[int, int] | None:
    """First and last column in which a digit is likelier than none; None where nothing is written."""
    written = np.flatnonzero(columns[:, NONE] < 0.5)
    return (int(written[0]), int(written[-1])) if len(written) else None


def of_calendar(columns: Array, values: Sequence[int]) -> list[tuple[str, float]]:
    """Chances of the numbers `values` (days 1 to 31, months 1 to 12), with or without a leading zero, best first.

    A value is given as it is likelier to be written (05 or 5); its chance is that of both.
    """
    forms = [tuple(dict.fromkeys((f"{number:02d}", str(number)))) for number in values]
    chances = iter(chances_of(columns, [form for pair in forms for form in pair]))
    found = []
    for pair in forms:
        of_pair = [(form, next(chances)) for form in pair]
        found.append((max(of_pair, key=lambda one: one[1])[0], sum(chance for _, chance in of_pair)))
    return sorted(found, key=lambda pair: -pair[1])
