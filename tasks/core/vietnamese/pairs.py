"""Two neighbours misread together (phân đầu → phấn đấu): each looks right beside the other, so that both are weighed at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.core.vietnamese.counts import Model
from tasks.core.vietnamese.evidence import Rows, figures, sides_of

LEAST_COUNT = 2.8  # log count of the pair that is put there
MOST_CANDIDATES = 12  # of each of the two, the likeliest confusions


class Pair(NamedTuple):
    """The words that two neighbours may be, and the log odds of each where the other is right."""

    words: tuple[str, str]
    scores: tuple[float, float]


class Ground(NamedTuple):
    """What two neighbours are weighed on: the counts, the padded numbers of all words, the weights of `evidence.FIGURES`."""

    model: Model
    ids: NDArray[np.int64]
    weights: NDArray[np.float32]


class Half(NamedTuple):
    """One of two neighbours: the words that it may be with their costs, and what speaks for a misreading."""

    candidates: Sequence[tuple[str, float]]
    doubt: float
    damaged: bool
    careful: bool
    page: float


def best_pair(ground: Ground, place: int, left: Half, right: Half) -> Pair | None:
    """The best two words for `place` of the padded `ids` and the next."""
    model = ground.model
    ways = [(a, b, x, y) for a, x in left.candidates for b, y in right.candidates]
    if not ways:
        return None
    first = np.array([model.number[a] for a, _, _, _ in ways], dtype=np.int64)
    second = np.array([model.number[b] for _, b, _, _ in ways], dtype=np.int64)
    known = model.pair_log_count(first, second) >= LEAST_COUNT
    known &= ~_breaks(ground, place - 1, place, first) & ~_breaks(ground, place + 2, place + 1, second)
    if not known.any():
        return None
    ways = [way for way, is_known in zip(ways, known, strict=True) if is_known]
    first, second = first[known], second[known]
    one = _scores(ground, place, left, (first, [way[2] for way in ways]), beside=(place + 1, second))
    other = _scores(ground, place + 1, right, (second, [way[3] for way in ways]), beside=(place, first))
    best = int(np.argmax(one + other))
    return Pair((ways[best][0], ways[best][1]), (float(one[best]), float(other[best])))


def _breaks(ground: Ground, outer: int, inner: int, words: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each of the `words` at `inner` parts a known pair with the `outer` neighbour (không lơ là → khổng lồ là)."""
    model, ids = ground.model, ground.ids
    if not model.is_word(ids[outer : outer + 1])[0]:
        return np.zeros(len(words), dtype=np.bool_)
    beside = np.full(len(words), ids[outer], dtype=np.int64)

    def counted(word: NDArray[np.int64]) -> NDArray[np.float32]:
        return model.pair_log_count(*((beside, word) if outer < inner else (word, beside)))

    result: NDArray[np.bool_] = (counted(np.full(len(words), ids[inner], dtype=np.int64)) > 0) & (counted(words) == 0)
    return result


def _scores(
    ground: Ground,
    place: int,
    half: Half,
    tried: tuple[NDArray[np.int64], Sequence[float]],
    *,
    beside: tuple[int, NDArray[np.int64]],
) -> NDArray[np.float32]:
    """Log odds of each of the `tried` words, with their costs, at `place`, as if the words of `beside` stood where it says."""
    words, costs = tried
    size = len(words)
    around = np.tile(ground.ids[place - 2 : place + 3], (size, 1))
    around[:, 2 + beside[0] - place] = beside[1]
    filled = np.full(size, 0, dtype=np.float32)
    rows = Rows(
        at=np.arange(size, dtype=np.int64) * 5 + 2,
        ids=words,
        channel=np.array(costs, dtype=np.float32),
        doubt=filled + half.doubt,
        damaged=np.full(size, half.damaged),
        careful=np.full(size, half.careful),
        page=filled + half.page,
        said=filled,
        kept_said=filled,
    )
    flat = around.reshape(-1)
    result: NDArray[np.float32] = figures(ground.model, flat, rows, sides_of(ground.model, flat, rows)) @ ground.weights
    return result
