"""What speaks for another word in a place, as numbers: one row of figures for each word that might stand there instead.

The figures are weighed by `Weights`, which infra/language/fit_context.py learns from made scans and from texts with made errors.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.core.vietnamese.counts import Model

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]

PAD = 2  # bounds put before and behind a stream so that every entry has neighbours

OFTENER = 2.5
"""Nats by which the other word's pair is more frequent from which the scan's own repetition is no witness for what was read.

The engine misreads a word in its pair alike each time: `chi trả` as `chỉ trả` throughout a letter.
"""

FIGURES = (
    "gain",  # how much less the three triples round the place cost with the other word
    "channel",  # cost of the confusion
    "doubt",  # log odds that the reader was wrong
    "damaged",  # what was read is no syllable
    "unknown",  # what was read was never counted
    "careful",  # a capital inside a sentence, or quoted
    "bond",  # how much oftener than by chance the other word stands beside a neighbour that what was read never does
    "surprise",  # how often, by chance, that pair as read should have been counted
    "kept_bond",  # the strongest bond that what was read has with a neighbour
    "kept_count",  # log count of its best pair
    "count",  # log count of the other word's best pair
    "word",  # cost of what was read by itself
    "other",  # cost of the other word by itself
    "page",  # log odds, against the usual, that the reader was wrong on this page
    "said",  # how often the other word stands beside the same neighbour elsewhere in the scan (log of one more)
    "kept_said",  # how often what was read does
    "one",
)
"""Names of the figures, all in nats or 0 and 1."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Places (`at`, indices into the padded ids) and the words that might stand there (`ids`), row by row."""

    at: Ids
    ids: Ids
    channel: Floats
    doubt: Floats
    damaged: NDArray[np.bool_]
    careful: NDArray[np.bool_]
    page: Floats
    said: Floats
    kept_said: Floats


@dataclass(frozen=True, slots=True)
class Sides:
    """Pairs with the left and the right neighbour: log counts as read, with the other word, by chance. -inf: no word there."""

    read: tuple[Floats, Floats]
    read_chance: tuple[Floats, Floats]
    other: tuple[Floats, Floats]
    other_chance: tuple[Floats, Floats]


def triples_cost(model: Model, ids: Ids, at: Ids, word: Ids) -> Floats:
    """Cost of the three triples that hold each place, with `word` there."""
    left, before, after, right = ids[at - 2], ids[at - 1], ids[at + 1], ids[np.minimum(at + 2, len(ids) - 1)]
    return model.cost(left, before, word) + model.cost(before, word, after) + model.cost(word, after, right)


def sides_of(model: Model, ids: Ids, rows: Rows) -> Sides:
    """Look up the pairs that each row's words make."""
    read: list[Floats] = []
    read_chance: list[Floats] = []
    other: list[Floats] = []
    other_chance: list[Floats] = []
    here = ids[rows.at]
    for step in (-1, 1):
        beside = ids[rows.at + step]
        words = model.is_word(beside)
        pairs = ((beside, here), (beside, rows.ids)) if step < 0 else ((here, beside), (rows.ids, beside))
        read.append(np.where(words, model.pair_log_count(*pairs[0]), -np.inf).astype(np.float32))
        other.append(np.where(words, model.pair_log_count(*pairs[1]), -np.inf).astype(np.float32))
        read_chance.append(np.where(words, model.expected_log_count(*pairs[0]), 0).astype(np.float32))
        other_chance.append(np.where(words, model.expected_log_count(*pairs[1]), 0).astype(np.float32))
    return Sides((read[0], read[1]), (read_chance[0], read_chance[1]), (other[0], other[1]), (other_chance[0], other_chance[1]))


def figures(model: Model, ids: Ids, rows: Rows, sides: Sides) -> Floats:
    """The figures of every row, in the order of `FIGURES`."""
    here = ids[rows.at]
    gain = triples_cost(model, ids, rows.at, here) - triples_cost(model, ids, rows.at, rows.ids)
    bond, surprise = _new_bond(sides)
    kept = [np.where(read > 0, read - chance, 0) for read, chance in zip(sides.read, sides.read_chance, strict=True)]
    kept_count, count = (np.maximum(np.maximum(*pairs), 0) for pairs in (sides.read, sides.other))
    columns = (
        gain,
        rows.channel,
        rows.doubt,
        rows.damaged,
        here == model.unknown,
        rows.careful,
        bond,
        surprise,
        np.maximum(np.maximum(*kept), 0),
        kept_count,
        count,
        model.word_cost(here),
        model.word_cost(rows.ids),
        rows.page,
        rows.said,
        np.where(count - kept_count >= OFTENER, 0, rows.kept_said),
        np.ones(len(rows.at)),
    )
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _new_bond(sides: Sides) -> tuple[Floats, Floats]:
    """Bond and surprise on the side where the other word makes a known pair and what was read makes none."""
    best = np.zeros(len(sides.read[0]), dtype=np.float32)
    surprise = best.copy()
    for read, chance, other, other_chance in zip(sides.read, sides.read_chance, sides.other, sides.other_chance, strict=True):
        new = (read == 0) & (other > 0)
        bond = np.where(new, other - other_chance, 0).astype(np.float32)
        unseen = np.where(new, np.maximum(chance, 0), 0).astype(np.float32)
        better = bond + unseen > best + surprise
        best, surprise = np.where(better, bond, best), np.where(better, unseen, surprise)
    return np.maximum(best, 0), surprise


def is_compound(sides: Sides, *, least_count: float, least_bond: float, most_kept: float, least_sum: float) -> NDArray[np.bool_]:
    """Rows where the other word makes a known compound (từ ghép) with a neighbour and what was read makes none.

    And the neighbour on the far side does not speak for what was read: `trung dụng`, never counted, is `trưng dụng`.
    """
    found = np.zeros(len(sides.read[0]), dtype=np.bool_)
    for side in (0, 1):
        bond = sides.other[side] - sides.other_chance[side]
        far = np.where(sides.read[1 - side] > 0, sides.read[1 - side] - sides.read_chance[1 - side], 0)
        proof = bond + np.maximum(sides.read_chance[side], 0)
        known = (sides.read[side] == 0) & (sides.other[side] >= least_count) & (bond >= least_bond)
        found |= known & (far <= most_kept) & (proof >= least_sum)
    return found
