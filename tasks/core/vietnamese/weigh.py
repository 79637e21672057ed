"""Bring the drafts of a scan before the counts, and the counts' changes back into the drafts."""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas.page import Line, Zone
from schemas.vocabulary import Vocabulary
from tasks.core.vietnamese.channel import channel_of
from tasks.core.vietnamese.context import Context, Doubts, Proposal, mend_context
from tasks.core.vietnamese.counts import model_of
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.stream import Stream, is_capitals, stream_of
from tasks.core.vietnamese.weights import Judgement
from tasks.core.vietnamese.words import same_case

_PART = 40_000  # characters weighed together, and the rest of the paragraph: more than any letter has
UNKNOWN_CONFIDENCE = 1.0  # a word without one is taken for well read: what isn't known is no reason to change it


class Suspicion(NamedTuple):
    """A change that was not made: line, place in its text, what stands there and what might."""

    line: int
    start: int
    word: str
    other: str
    confidence: float


def mend_words(lines: Sequence[Line], drafts: Sequence[Draft], vocabulary: Vocabulary, judgement: Judgement) -> list[Suspicion]:
    """Change the words of the drafts that their context shows to be wrong; give what is only suspected."""
    suspected: list[Suspicion] = []
    for start, end in _parts(lines):
        found = _mend_part(lines[start:end], drafts[start:end], vocabulary, judgement)
        suspected += [suspicion._replace(line=suspicion.line + start) for suspicion in found]
    return suspected


def _parts(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Parts of a long text that are weighed one after another, so that its length costs no memory; cut between paragraphs."""
    start = letters = 0
    for at, line in enumerate(lines):
        begins = at > 0 and (line.block, line.page) != (lines[at - 1].block, lines[at - 1].page)
        if letters > _PART and begins:
            yield start, at
            start, letters = at, 0
        letters += len(line.raw)
    yield start, len(lines)


def _mend_part(lines: Sequence[Line], drafts: Sequence[Draft], vocabulary: Vocabulary, judgement: Judgement) -> list[Suspicion]:
    model = model_of(vocabulary.counts)
    stream = stream_of(lines, [draft.text for draft in drafts], model, vocabulary)
    read = list(stream.text)
    context = Context(stream, doubts_of(stream, lines, drafts, vocabulary), model, channel_of(vocabulary), judgement)
    made, suspected = mend_context(context)
    for at in sorted(made, reverse=True):
        if _confidence_of(made[at].score) < _SURE_OF_NAMES and _is_letterhead(lines[stream.line[at]]):
            continue
        _change(drafts[stream.line[at]], stream.start[at], read[at], made[at])
    return [
        Suspicion(stream.line[at], stream.start[at], read[at], same_case(read[at], proposal.word), _confidence_of(proposal.score))
        for at, proposal in suspected.items()
    ]


_SURE_OF_NAMES = 0.9
"""A letterhead is a name, and no sentence: of 36 changes above this all were right, of two below (NẬM CẢN: NẬM CẮN) none."""


def _is_letterhead(line: Line) -> bool:
    return line.zone is Zone.HEAD_LEFT and is_capitals(line.raw)


def _change(draft: Draft, start: int, word: str, proposal: Proposal) -> None:
    draft.change(start, start + len(word), same_case(word, proposal.word), "context", _confidence_of(max(proposal.score, 1.0)))


def _confidence_of(score: float) -> float:
    """A share of right ones, 0 to 0.99, for log odds."""
    return min(0.99, round(1 / (1 + math.exp(-score)), 2))


def doubts_of(stream: Stream, lines: Sequence[Line], drafts: Sequence[Draft], vocabulary: Vocabulary) -> Doubts:
    """How far the reader can be trusted with each entry, from its own confidence in the word and in all words of the page."""
    steps = [step for step, _ in vocabulary.doubts]
    odds = [value for _, value in vocabulary.doubts]
    word = np.full(len(stream.ids), odds[-1], dtype=np.float32)
    for at, line in enumerate(stream.line):
        if line >= 0 and lines[line].words:
            confidence = _confidence(lines[line], drafts[line].raw_place(stream.start[at]))
            word[at] = odds[min(bisect_right(steps, confidence - 1e-9), len(odds) - 1)]
    return Doubts(word, _page_doubts(stream, lines, word))


def _page_doubts(stream: Stream, lines: Sequence[Line], word: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each entry the log of the mean odds of all words on its page; that of a good page where there is no word."""
    pages = np.array([lines[line].page if line >= 0 else 0 for line in stream.line], dtype=np.int64)
    known = np.array([line >= 0 and bool(text) for line, text in zip(stream.line, stream.text, strict=True)], dtype=np.bool_)
    count = np.bincount(pages[known], minlength=pages.max() + 1)
    total = np.bincount(pages[known], np.exp(word[known]), minlength=pages.max() + 1)
    mean = np.log(np.where(count > 0, total, 1) / np.maximum(count, 1))
    result: NDArray[np.float32] = np.where(count > 0, mean, word.min())[pages].astype(np.float32)
    return result


def _confidence(line: Line, place: int) -> float:
    """The reader's confidence in the word at this place of the raw line."""
    return next((word.confidence for word in line.words if word.start <= place < word.end), UNKNOWN_CONFIDENCE)
