"""Words in context (theo ngữ cảnh): a noisy channel over syllable counts finds valid words that are the wrong ones.

For every word that may be changed, and every word it may have been, what speaks for the change is weighed (`evidence`). Weights and
bars were learnt on made scans and made errors and are reported on others (docs/cleaning-accuracy.md). The strongest change is made
first; then its neighbours are weighed anew.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.core.vietnamese.channel import Channel, is_damaged
from tasks.core.vietnamese.counts import Model
from tasks.core.vietnamese.evidence import PAD, Rows, figures, is_compound, sides_of, triples_cost
from tasks.core.vietnamese.stream import CAREFUL, NEVER, Stream
from tasks.core.vietnamese.weights import Judgement
from tasks.core.vietnamese.words import plain

_AT_ONCE = 2000  # suspects weighed in one go: bounds the memory of long texts


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of entry `at` of the stream to `word`. `score`: log odds that it is right. `made`: above the bar, else suspected."""

    at: int
    word: str
    score: float
    made: bool


class Context:
    """A stream while its words are weighed and changed."""

    def __init__(self, stream: Stream, doubts: NDArray[np.float32], model: Model, channel: Channel, judgement: Judgement) -> None:
        """`doubts`: for each entry the log odds, against the usual, that the reader was wrong there."""
        bound = [model.number["<s>"]] * PAD
        self.ids = np.array([*bound, *stream.ids, *bound], dtype=np.int64)
        self.stream, self._doubts, self._model, self._channel, self._judgement = stream, doubts, model, channel, judgement
        self._guard = np.array(stream.guard, dtype=np.int64)

    def suspects(self, only: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        """Entries (of `only`) that may be changed and are unusual where they stand."""
        at = np.flatnonzero(self._guard != NEVER) if only is None else only[self._guard[only] != NEVER]
        result: NDArray[np.int64] = at[triples_cost(self._model, self.ids, at + PAD, self.ids[at + PAD]) > self._judgement.screen]
        return result

    def rows(self, suspects: NDArray[np.int64]) -> tuple[Rows, list[str]]:
        """Every word that each of these entries might be."""
        at: list[int] = []
        words: list[str] = []
        costs: list[float] = []
        for entry in suspects.tolist():
            read = plain(self.stream.text[entry])
            letters = is_damaged(read) or float(self._doubts[entry]) > self._judgement.letters
            found = self._channel.candidates(read, letters=letters)
            at += [entry] * len(found)
            words += found
            costs += found.values()
        entries = np.array(at, dtype=np.int64)
        damaged = {entry: is_damaged(plain(self.stream.text[entry])) for entry in suspects.tolist()}
        made = Rows(
            at=entries + PAD,
            ids=np.array([self._model.number[word] for word in words], dtype=np.int64),
            channel=np.array(costs, dtype=np.float32),
            doubt=self._doubts[entries],
            damaged=np.array([damaged[entry] for entry in at], dtype=np.bool_),
            careful=self._guard[entries] == CAREFUL,
        )
        return made, words

    def best(self, only: NDArray[np.int64] | None = None) -> list[Proposal]:
        """The best change of each entry (of `only`) that is at least suspected, strongest first."""
        suspects = self.suspects(only)
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

    def put(self, at: int, word: str) -> None:
        """Change an entry."""
        self.ids[at + PAD] = self._model.number[word]
        self.stream.text[at] = word


def mend_context(context: Context, *, rounds: int = 4) -> tuple[dict[int, Proposal], dict[int, Proposal]]:
    """Change what is above the bar, strongest first; what a change may have made less or more usual is weighed again.

    Gives by entry the changes made and those only suspected.
    """
    made: dict[int, Proposal] = {}
    suspected: dict[int, Proposal] = {}
    only: NDArray[np.int64] | None = None
    for _ in range(rounds):
        touched: set[int] = set()
        for proposal in context.best(only):
            if not proposal.made:
                suspected[proposal.at] = proposal
            elif proposal.at not in touched and proposal.at not in made:
                context.put(proposal.at, proposal.word)
                made[proposal.at] = proposal
                touched.update(range(proposal.at - 2, proposal.at + 3))
        if not touched:
            break
        only = np.array(sorted(i for i in touched if 0 <= i < len(context.stream.ids)), dtype=np.int64)
    return made, {at: proposal for at, proposal in suspected.items() if at not in made}
