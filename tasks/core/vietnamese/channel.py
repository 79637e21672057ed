"""What a reader may have made of a word: the words that it could be, each with the cost of that confusion.

A wrong word is mostly the right letters with one mark wrong. So the words that share a word's letters are weighed first; for what
is no word, or was read with doubt, also those one letter away.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from schemas.vocabulary import Vocabulary
from tasks.core.vietnamese.normal import canonical_tone
from tasks.core.vietnamese.syllable import syllables
from tasks.core.vietnamese.words import folded

NONE = "-"  # in the error model: no letter, one that was lost or one too many
_UNSEEN = 6.5  # nats for a confusion of marks that was never seen
_LETTER = 8.5  # nats for another letter, a lost one or one too many
_LEAST_RANK = 5200  # words rarer than this (some 20 in 29 million) are no candidates


class Channel:
    """The error model and the words it may lead to."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Group the usual syllables by their letters without marks."""
        self._confusions = vocabulary.confusions
        self._groups: dict[str, list[str]] = defaultdict(list)
        usual = syllables()
        for word in vocabulary.counts.words[:_LEAST_RANK]:
            if word in usual:
                self._groups[folded(word)].append(word)
        self._folds = list(self._groups)
        self._kept: dict[tuple[str, bool], dict[str, float]] = {}

    def candidates(self, word: str, *, letters: bool) -> Mapping[str, float]:
        """Words that may have been printed where `word` (lower case, older tone placement) was read, with their costs in nats.

        `letters`: also words with one other letter.
        """
        key = (word, letters)
        if key not in self._kept:
            if len(self._kept) > 50_000:
                self._kept.clear()
            self._kept[key] = self._weigh(word, letters=letters)
        return self._kept[key]

    def _weigh(self, word: str, *, letters: bool) -> dict[str, float]:
        fold = folded(word)
        found = {true: self._mark_cost(true, word) for true in self._groups.get(fold, ()) if true != word}
        if letters and len(fold) > 1:
            near = process.extract(fold, self._folds, scorer=Levenshtein.distance, score_cutoff=1, limit=40)
            for other, distance, _ in near:
                if distance:
                    for true in self._groups[other]:
                        found.setdefault(true, self._letter_cost(true, word))
        return found

    def _mark_cost(self, true: str, read: str) -> float:
        """Cost of reading these marks for those, letter by letter."""
        return sum(self._confusions.get((a, b), _UNSEEN) for a, b in zip(true, read, strict=True) if a != b)

    def _letter_cost(self, true: str, read: str) -> float:
        """Cost of one other letter and of the marks that differ besides."""
        cost = 0.0
        for step in Levenshtein.opcodes(true, read):
            if step.tag == "equal":
                continue
            printed, seen = true[step.src_start : step.src_end], read[step.dest_start : step.dest_end]
            pairs = zip(printed, seen, strict=True) if len(printed) == len(seen) else [(printed or NONE, seen or NONE)]
            for left, right in pairs:
                known = self._confusions.get((left, right))
                cost += known if known is not None else _UNSEEN if folded(left) == folded(right) else _LETTER
        return cost


@lru_cache(maxsize=4)
def channel_of(vocabulary: Vocabulary) -> Channel:
    """Make the channel ready, once for each vocabulary."""
    return Channel(vocabulary)


def is_damaged(word: str) -> bool:
    """Whether the word (lower case) is no syllable of the language."""
    return canonical_tone(word) not in syllables()
