"""Full stops inside sentences, on scans: commas whose tail was lost, or specks. The counts say which."""

import re
from collections.abc import Sequence

import numpy as np

from schemas.page import Line
from tasks.core.vietnamese.counts import Model
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.syllable import is_syllable
from tasks.core.vietnamese.words import plain, words

_STOP = re.compile(r"(?<=[^\W\d_])\.(?= [^\W\d_])")


def mend_stops(drafts: Sequence[Draft], lines: Sequence[Line], model: Model) -> None:
    """A stop between two words in small letters is no end of a sentence: a comma, or nothing where the words belong together."""
    for at, (draft, line) in enumerate(zip(drafts, lines, strict=True)):
        for match in reversed(list(_STOP.finditer(draft.text))):
            _mend(draft, match.start(), draft.text[match.end() :], model)
        if at + 1 < len(drafts) and lines[at + 1].block == line.block and draft.text.endswith("."):
            _mend(draft, len(draft.text) - 1, drafts[at + 1].text, model)


def _mend(draft: Draft, place: int, behind: str, model: Model) -> None:
    left = words(draft.text[:place])[-2:]
    right = words(behind)[:2]
    if not left or not right or left[-1].end != place or behind[: right[0].start].strip():
        return
    if not _goes_on(left[-1].text, right[0].text):
        return
    after = "," if _comma_is_likelier([w.text for w in left], [w.text for w in right], model) else ""
    draft.change(place, place + 1, after, "stop", 0.85)


def _goes_on(left: str, right: str) -> bool:
    return left.islower() and right.islower() and min(len(left), len(right)) > 1 and is_syllable(left) and is_syllable(right)


def _comma_is_likelier(left: Sequence[str], right: Sequence[str], model: Model) -> bool:
    """Whether the counts rather expect a comma between the words than nothing."""
    ids = [model.number.get(plain(word), model.unknown) for word in [*left, *right]]
    if len(left) == 1:
        ids.insert(0, model.number["<s>"])
    if len(right) == 1:
        ids.append(model.number["<s>"])
    before, last, first, then = ids
    comma = model.number[","]
    triples = np.array(
        [(before, last, first), (last, first, then), (before, last, comma), (last, comma, first), (comma, first, then)]
    )
    cost = model.cost(triples[:, 0], triples[:, 1], triples[:, 2])
    return float(cost[2:].sum()) < float(cost[:2].sum())
