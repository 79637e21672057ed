"""How usual a word is after two others: the back-off model over syllable counts, looked up many at a time.

Costs are negative log probabilities in nats. Words are numbered; `unknown` is the number of every word that was not counted.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from schemas.vocabulary import Counts

Ids = NDArray[np.int64]
Costs = NDArray[np.float32]

_BITS = 15
_UNKNOWN_COST = 19.0  # below the rarest word that was counted (17.2 nats)


class Model:
    """The counts made ready for looking up: sorted keys of pairs and triples, searched by halving."""

    def __init__(self, counts: Counts) -> None:
        """Unfold the compiled counts; some 20 MB and 30 ms."""
        size = len(counts.words)
        self.number = {word: i for i, word in enumerate(counts.words)}
        self.unknown = size
        scale = np.float32(1 / counts.step)
        self._one = np.append(counts.one * scale, np.float32(_UNKNOWN_COST)).astype(np.float32)
        self._one_left = np.append(counts.one_left * scale, np.float32(0)).astype(np.float32)
        self._one_count = np.append(counts.one_count * scale, np.float32(0)).astype(np.float32)
        self._all = float(np.log(np.exp(self._one_count, dtype=np.float64).sum()))
        self._pairs = _keys(counts.two_of_one, counts.two_last)
        self._two, self._two_left, self._two_count = counts.two, counts.two_left, counts.two_count
        self._triples = _keys(counts.three_of_two, counts.three_last)
        self._three = counts.three
        self._scale = scale
        self._is_word = np.ones(size + 1, dtype=np.bool_)
        self._is_word[[i for word, i in self.number.items() if not word[0].isalpha()]] = False
        self._is_word[size] = False

    def _find(self, keys: Ids, wanted: Ids) -> tuple[Ids, NDArray[np.bool_]]:
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return at, keys[at] == wanted

    def cost(self, first: Ids, second: Ids, third: Ids) -> Costs:
        """Cost of each `third` word behind `first` and `second`; arrays of one length."""
        tail, tail_known = self._find(self._pairs, second << _BITS | third)
        shorter = np.where(tail_known, self._two[tail] * self._scale, self._one_left[second] + self._one[third])
        head, head_known = self._find(self._pairs, first << _BITS | second)
        triple, known = self._find(self._triples, head << _BITS | third)
        known &= head_known
        longer = np.where(head_known, self._two_left[head] * self._scale, np.float32(0)) + shorter
        result: Costs = np.where(known, self._three[triple] * self._scale, longer).astype(np.float32)
        return result

    def word_cost(self, word: Ids) -> Costs:
        """Cost of each word by itself."""
        result: Costs = self._one[word]
        return result

    def is_word(self, word: Ids) -> NDArray[np.bool_]:
        """Which of these are counted words: neither marks, numbers nor unknown."""
        result: NDArray[np.bool_] = self._is_word[word]
        return result

    def pair_log_count(self, first: Ids, second: Ids) -> Costs:
        """Log of how often the pair was counted; 0 where it was not (pairs below 3 were not kept)."""
        at, known = self._find(self._pairs, first << _BITS | second)
        result: Costs = np.where(known, self._two_count[at] * self._scale, np.float32(0)).astype(np.float32)
        return result

    def expected_log_count(self, first: Ids, second: Ids) -> Costs:
        """Log of how often the pair would stand together by chance."""
        result: Costs = (self._one_count[first] + self._one_count[second] - self._all).astype(np.float32)
        return result


def _keys(of_each: NDArray[np.uint16], last: NDArray[np.uint16]) -> Ids:
    """Sorted keys: the number of the context, then the last word; made in place, since they are most of the memory."""
    keys = np.repeat(np.arange(len(of_each), dtype=np.int64), of_each)
    keys <<= _BITS
    keys |= last
    return keys


@lru_cache(maxsize=4)
def model_of(counts: Counts) -> Model:
    """Make the model ready, once for each set of counts."""
    return Model(counts)
