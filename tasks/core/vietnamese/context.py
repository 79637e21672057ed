"""Words in context (theo ngữ cảnh): a noisy channel over syllable counts finds valid words that are the wrong ones.

For every word that may be changed, and every word it may have been, what speaks for the change is weighed (`evidence`). Weights and
bars were learnt on made scans and made errors and are reported on others (docs/cleaning-accuracy.md). The strongest change is made
first; then its neighbours are weighed anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.core.vietnamese.channel import Channel, is_damaged
from tasks.core.vietnamese.counts import Model
from tasks.core.vietnamese.evidence import PAD, Rows, figures, is_compound, sides_of, triples_cost
from tasks.core.vietnamese.pairs import MOST_CANDIDATES, Ground, Half, best_pair
from tasks.core.vietnamese.stream import CAREFUL, DOUBTED, FREE, NEVER, Stream
from tasks.core.vietnamese.weights import Judgement
from tasks.core.vietnamese.words import plain

_BITS = 20  # of a word's number
_AT_ONCE = 2000  # suspects weighed in one go: bounds the memory of long texts


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of entry `at` of the stream to `word`. `score`: log odds that it is right. `made`: above the bar, else suspected."""

    at: int
    word: str
    score: float
    made: bool


class Doubts(NamedTuple):
    """For each entry of a stream the log odds, against the usual, that the reader was wrong: in the word, and on its page."""

    word: NDArray[np.float32]
    page: NDArray[np.float32]


class Context:
    """A stream while its words are weighed and changed."""

    def __init__(self, stream: Stream, doubts: Doubts, model: Model, channel: Channel, judgement: Judgement) -> None:
        """Make the stream ready. `doubts`: how far the reader can be trusted with each entry."""
        bound = [model.number["<s>"]] * PAD
        self.ids = np.array([*bound, *stream.ids, *bound], dtype=np.int64)
        self.stream, self._doubts, self._model, self._channel, self._judgement = stream, doubts, model, channel, judgement
        self._guard = np.array(stream.guard, dtype=np.int64)
        self._guard[self._guard == DOUBTED] = NEVER
        self._guard[(np.array(stream.guard) == DOUBTED) & (doubts.word >= judgement.foreign)] = FREE

        self._look_round()

    def _look_round(self) -> None:
        """Count the pairs of the scan as they stand now."""
        self._seen = np.unique(self.ids[:-1] << _BITS | self.ids[1:], return_counts=True)

    def suspects(self, only: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        """Entries (of `only`) that may be changed and are unusual where they stand, less so the more they were doubted."""
        at = np.flatnonzero(self._guard != NEVER) if only is None else only[self._guard[only] != NEVER]
        cost = triples_cost(self._model, self.ids, at + PAD, self.ids[at + PAD])
        cost += self._judgement.screen_doubt * np.maximum(self._doubts.word[at], 0)
        result: NDArray[np.int64] = at[cost > self._judgement.screen]
        return result

    def rows(self, suspects: NDArray[np.int64]) -> tuple[Rows, list[str]]:
        """Every word that each of these entries might be."""
        at: list[int] = []
        words: list[str] = []
        costs: list[float] = []
        for entry in suspects.tolist():
            read = plain(self.stream.text[entry])
            letters = is_damaged(read) or float(self._doubts.word[entry]) > self._judgement.letters
            found = self._channel.candidates(read, letters=letters)
            at += [entry] * len(found)
            words += found
            costs += found.values()
        entries = np.array(at, dtype=np.int64)
        damaged = {entry: is_damaged(plain(self.stream.text[entry])) for entry in suspects.tolist()}
        ids = np.array([self._model.number[word] for word in words], dtype=np.int64)
        said, kept_said = self._said(entries + PAD, ids)
        made = Rows(
            at=entries + PAD,
            ids=ids,
            channel=np.array(costs, dtype=np.float32),
            doubt=self._doubts.word[entries],
            damaged=np.array([damaged[entry] for entry in at], dtype=np.bool_),
            careful=self._guard[entries] == CAREFUL,
            page=self._doubts.page[entries],
            said=said,
            kept_said=kept_said,
        )
        return made, words

    def _said(self, at: NDArray[np.int64], ids: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """How often the scan has, besides this place, each word beside one of its neighbours; and the same for what was read."""
        here = self.ids[at]
        other = self._pairs_seen(self.ids[at - 1], ids) + self._pairs_seen(ids, self.ids[at + 1])
        kept = self._pairs_seen(self.ids[at - 1], here) + self._pairs_seen(here, self.ids[at + 1])
        own = self._model.is_word(self.ids[at - 1]).astype(np.int64) + self._model.is_word(self.ids[at + 1])
        return np.log1p(other).astype(np.float32), np.log1p(np.maximum(kept - own, 0)).astype(np.float32)

    def _pairs_seen(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int64]:
        """How often the scan has each pair of words."""
        keys, counts = self._seen
        wanted = first << _BITS | second
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        words = self._model.is_word(first) & self._model.is_word(second)
        found: NDArray[np.int64] = np.where(words & (keys[at] == wanted), counts[at], 0)
        return found

    def best(self, only: NDArray[np.int64] | None = None) -> list[Proposal]:
        """The best change of each entry (of `only`) that is at least suspected, strongest first."""
        suspects = self.suspects(only)
        self._look_round()
        found = [proposal for at in range(0, len(suspects), _AT_ONCE) for proposal in self._best(suspects[at : at + _AT_ONCE])]
        return sorted(found, key=lambda proposal: -proposal.score)

    def _best(self, suspects: NDArray[np.int64]) -> list[Proposal]:
        rows, words = self.rows(suspects)
        if not words:
            return []
        judgement = self._judgement
        sides = sides_of(self._model, self.ids, rows)
        score = figures(self._model, self.ids, rows, sides) @ judgement.weights
        compound = (score >= judgement.compound) & is_compound(sides, **judgement.compounds) & ~rows.careful
        made = compound | (score >= judgement.change + judgement.careful * rows.careful)
        order = np.lexsort((-score, ~made, rows.at))
        first = order[np.r_[True, np.diff(rows.at[order]) != 0]]
        return [
            Proposal(int(rows.at[i]) - PAD, words[i], float(score[i]), bool(made[i]))
            for i in first.tolist()
            if made[i] or score[i] >= judgement.suspect
        ]

    def best_pairs(self) -> list[tuple[Proposal, Proposal]]:
        """The changes of two neighbours that make no known pair and may both be changed, strongest first."""
        suspects = self.suspects()
        here, behind = self.ids[suspects + PAD], self.ids[suspects + PAD + 1]
        fits = self._guard[np.minimum(suspects + 1, len(self._guard) - 1)] != NEVER
        fits &= (self._model.pair_log_count(here, behind) == 0) & self._model.is_word(behind)
        ground = Ground(self._model, self.ids, self._judgement.weights)
        pairs = [best_pair(ground, at + PAD, self._half(at), self._half(at + 1)) for at in suspects[fits].tolist()]
        made = [
            (sum(pair.scores), tuple(Proposal(at + n, pair.words[n], pair.scores[n], made=True) for n in (0, 1)))
            for at, pair in zip(suspects[fits].tolist(), pairs, strict=True)
            if pair is not None and sum(pair.scores) >= self._judgement.pair and min(pair.scores) >= 0
        ]
        return [(group[0], group[1]) for _, group in sorted(made, key=lambda item: -item[0])]

    def _half(self, at: int) -> Half:
        read = plain(self.stream.text[at])
        letters = is_damaged(read) or float(self._doubts.word[at]) > self._judgement.letters
        found = sorted(self._channel.candidates(read, letters=letters).items(), key=lambda item: item[1])[:MOST_CANDIDATES]
        careful = bool(self._guard[at] == CAREFUL)
        return Half(found, float(self._doubts.word[at]), is_damaged(read), careful, float(self._doubts.page[at]))

    def put(self, at: int, word: str) -> None:
        """Change an entry."""
        self.ids[at + PAD] = self._model.number[word]
        self.stream.text[at] = word


def mend_context(context: Context, *, rounds: int = 4) -> tuple[dict[int, Proposal], dict[int, Proposal]]:
    """Change what is above the bar, strongest first; what a change may have made less or more usual is weighed again.

    Then two neighbours together, where each alone was not above it. Gives by entry the changes made and those only suspected.
    """
    made: dict[int, Proposal] = {}
    suspected: dict[int, Proposal] = {}

    def mend_single(only: NDArray[np.int64] | None) -> None:
        for _ in range(rounds):
            proposals = context.best(only)
            suspected.update({proposal.at: proposal for proposal in proposals if not proposal.made})
            only = _put(context, [(proposal,) for proposal in proposals if proposal.made], made)
            if not len(only):
                break

    mend_single(None)
    touched = _put(context, context.best_pairs(), made)
    if len(touched):
        mend_single(touched)
    return made, {at: proposal for at, proposal in suspected.items() if at not in made}


def _put(context: Context, groups: Iterable[Sequence[Proposal]], made: dict[int, Proposal]) -> NDArray[np.int64]:
    """Make the changes that no stronger one has touched. Gives the entries whose surroundings are others now."""
    touched: set[int] = set()
    for group in groups:
        if all(proposal.at not in touched and proposal.at not in made for proposal in group):
            for proposal in group:
                context.put(proposal.at, proposal.word)
                made[proposal.at] = proposal
                touched.update(range(proposal.at - 2, proposal.at + 3))
    return np.array(sorted(at for at in touched if 0 <= at < len(context.stream.ids)), dtype=np.int64)
