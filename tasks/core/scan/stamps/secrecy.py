"""The secrecy stamp (dấu chỉ độ mật) on the picture: a small net over the page's head at 75 dots an inch, another on what it finds.

MẬT, TỐI MẬT, TUYỆT MẬT are stamped in ô 10a, left of the head (Nghị định 30/2020 Phụ lục I; Thông tư 24/2020/TT-BCA gives the
forms). All hold the syllable MẬT: the first net looks for it, or what is left of its stamp, among urgency stamps (KHẨN, HỎA TỐC),
arrival stamps and text; the second looks at each such place closer. Both were taught on synthetic letters only (infra/training/,
docs/secrecy.md has the figures); their weights are data, handed in by the caller.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.net import convolve

DPI = 75
"""Resolution that the net sees: capitals of a stamp are 8 to 20 pixels high there."""

HEAD = 0.46
"""Share of the page, from its top, that is looked at: stamps stand above 0.4, perspective and cropping move them."""

RIGHT = 0.72
"""Share of the page, from its left, that is looked at: ô 10a lies in the left half; the rest is for skew and margins."""

STRIDE = 8
"""The net gives one value for every 8 x 8 pixels."""

FAR_STRIDES = (2, 2, 2, 1, 1, 1, 1)
"""Strides of the first net's layers."""

NEAR_STRIDES = (2, 2, 2, 1, 2, 1, 1)
"""Strides of the second net's layers."""

SHARES = {"near_": 0.7, "hard_": 0.3}
"""The second net comes twice, from before and after it learnt what it was most wrong about: together they err less."""

CLOSE_DPI = 100
"""Resolution that the second net sees."""

CLOSE = (256, 64)
"""Width and height of what it sees, in pixels: the longest stamp beside MẬT, and a line above and below."""

AROUND = (256, 144)
"""Width and height, in pixels at `DPI`, of what is cut out around a place for the second net."""

SURE = 1.25
"""How much more the ink must follow one direction than the other for it to be the lines' direction."""

UPRIGHT, STRIP = 0.05, 16
"""How much sharper type must fall off than rise to say which way up a page is, looked at in strips of so many pixels."""

PAIR = 2
"""Turns that are left when the lines' direction is known."""

Array = NDArray[np.float32]
Number = TypeVar("Number", bound=np.generic)
Weights = Mapping[str, NDArray[np.float32]]


class Candidate(NamedTuple):
    """A place where MẬT of a stamp may stand: `x`, `y` of its middle as fractions of the page after `turned` quarter turns.

    `score` 0 to 1; turns are counter-clockwise, as numpy.rot90 counts them.
    """

    score: float
    turned: int
    x: float
    y: float


def ink_and_red(image: NDArray[np.uint8]) -> Array:
    """Two maps (2 x height x width, 0 to 1) of an image (height x width x 3, blue green red): ink, and how red it is.

    Ink is what is darker than the paper around it, whatever the paper's colour and light; contrast is stretched to the page's.
    """
    blue, green, redness = cv2.split(image)
    darkest = cv2.min(cv2.min(blue, green), redness)
    paper = cv2.blur(cv2.dilate(darkest, np.ones((11, 11), np.uint8)), (21, 21))
    ink = 1 - darkest.astype(np.float32) / np.maximum(paper, 24)
    strong = float(np.quantile(ink[::3, ::3], 0.985))
    ink = np.clip(ink / max(strong, 0.25), 0, 1)
    red: Array = redness.astype(np.float32) - np.maximum(blue, green)
    red = red - np.asarray(cv2.blur(red, (41, 41)), np.float32)
    return np.stack([ink, np.clip(red / 70, 0, 1)]).astype(np.float32)


def run_net(maps: Array, weights: Weights) -> Array:
    """Chances (0 to 1) that MẬT of a stamp stands at each cell of `STRIDE` pixels, for maps of `ink_and_red`."""
    chances: Array = _chance(_layers(maps, weights, "far_", FAR_STRIDES)[0])
    return chances


def look_close(around: NDArray[np.uint8], weights: Weights) -> float:
    """Chance (0 to 1) that a secrecy stamp stands in the middle of a picture of `AROUND` at `CLOSE_DPI` (blue green red)."""
    maps = ink_and_red(around)
    cut = middle_of(maps, maps.shape[2] / 2, maps.shape[1] / 2, CLOSE)
    return float(_chance(sum(share * _near(cut, weights, prefix) for prefix, share in SHARES.items())))


def _near(cut: Array, weights: Weights, prefix: str) -> Array:
    features = np.maximum(_layers(cut, weights, prefix, NEAR_STRIDES), 0)
    summed = np.concatenate([features[:, 1:3, 4:12].max((1, 2)), features.mean((1, 2))])
    value: Array = np.asarray(summed @ weights[f"{prefix}sum"] + weights[f"{prefix}bias"], np.float32)
    return value


def _chance(value: Array | float) -> Array:
    return np.asarray(1 / (1 + np.exp(-value)), np.float32)


def _layers(maps: Array, weights: Weights, prefix: str, strides: Sequence[int]) -> Array:
    """All layers of a net, the last one without its bend."""
    layer = maps
    for number, stride in enumerate(strides):
        layer = np.maximum(layer, 0) if number else layer
        layer = convolve(layer, weights[f"{prefix}w{number}"], weights[f"{prefix}b{number}"], stride=(stride, stride))
    return layer


def middle_of(maps: NDArray[Number], x: float, y: float, size: tuple[int, int], *, beyond: int = 0) -> NDArray[Number]:
    """A piece (channels x height x width) of maps, `size` wide and high, with x, y in its middle; `beyond` the edge that value."""
    wide, high = size
    left, top = round(x - wide / 2), round(y - high / 2)
    piece = np.full((maps.shape[0], high, wide), beyond, maps.dtype)
    part = maps[:, max(0, top) : max(0, top + high), max(0, left) : max(0, left + wide)]
    down, right = max(0, -top), max(0, -left)
    piece[:, down : down + part.shape[1], right : right + part.shape[2]] = part
    return piece


def find_candidates(
    image: NDArray[np.uint8], weights: Weights, *, bar: float, most: int = 4, turns: Sequence[int] | None = None
) -> list[Candidate]:
    """Places on a page (height x width x 3, blue green red, about `DPI`) that score above `bar`, best first.

    In the given quarter turns, or in every turn that the page's lines allow.
    """
    maps = ink_and_red(image)
    found: list[Candidate] = []
    for turned, head in _heads(maps, _turns(maps[0]) if turns is None else turns):
        height, width = head.shape[1] / HEAD, head.shape[2]
        chances = run_net(head, weights)
        for score, row, column in peaks(chances[:, : int(chances.shape[1] * RIGHT)], bar, most):
            place = ((column + 0.5) * STRIDE / width, (row + 0.5) * STRIDE / height)
            found.append(Candidate(score, turned, *place))
    return sorted(found, reverse=True)[:most]


def peaks(chances: Array, bar: float, most: int) -> Iterator[tuple[float, float, float]]:
    """The highest cells above `bar`, each some way from the ones before; row and column of the middle of what is high there."""
    chances = chances.copy()
    for _ in range(most):
        if not chances.size or float(chances.max()) <= bar:
            return
        row, column = (int(n) for n in np.unravel_index(int(chances.argmax()), chances.shape))
        top, left = max(0, row - 2), max(0, column - 3)
        near = chances[top : row + 3, left : column + 4] ** 2
        rows, columns = np.mgrid[0 : near.shape[0], 0 : near.shape[1]]
        weight = float(near.sum())
        yield float(chances[row, column]), top + float((rows * near).sum()) / weight, left + float((columns * near).sum()) / weight
        chances[max(0, row - 3) : row + 4, max(0, column - 5) : column + 6] = 0


def _heads(maps: Array, turns: Sequence[int]) -> Iterator[tuple[int, Array]]:
    """The head of the page after each of these quarter turns."""
    for turned in turns:
        upright = np.rot90(maps, turned, axes=(1, 2))
        yield turned, np.ascontiguousarray(upright[:, : int(upright.shape[1] * HEAD)])


def turns_of(ink: Array) -> tuple[int, ...]:
    """Quarter turns that may set a page upright: one where its type says so, else two or four. Of ink as `ink_and_red` gives it.

    Type rises from accents and ascenders and falls off sharply beneath its line: that tells head from foot (measured on black
    and white pages: -0.01 to -0.18 upright).
    """
    turns = _turns(ink)
    stands = [_stands(np.rot90(ink, turned)) for turned in turns]
    sure = [turned for turned, value in zip(turns, stands, strict=True) if value <= -UPRIGHT]
    return tuple(sure) if len(turns) == PAIR and len(sure) == 1 else turns


def _stands(ink: Array) -> float:
    """How much sharper ink falls off down the page (below 0) than it rises (above), -1 to 1, in strips two letters wide."""
    strips = ink[:, : ink.shape[1] // STRIP * STRIP].reshape(ink.shape[0], -1, STRIP).mean(2)
    steps = np.diff(strips, axis=0)
    cubes = steps * steps * steps
    return float(cubes.sum() / max(float(np.abs(cubes).sum()), 1e-6))


def _turns(ink: Array) -> tuple[int, ...]:
    """Quarter turns to try: along its lines, type makes long runs when letters are smeared together; across, short ones."""
    height, width = ink.shape
    inner = ink[height // 8 : height - height // 8, width // 8 : width - width // 8]  # without the scanner's dark borders
    typed = (inner > 0.3).astype(np.float32)
    along, across = (float(cv2.blur(typed, size).std()) for size in ((41, 1), (1, 41)))
    if along > SURE * across:
        return (0, 2)
    if across > SURE * along:
        return (1, 3)
    return (0, 1, 2, 3)
