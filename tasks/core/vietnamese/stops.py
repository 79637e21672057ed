"""Full stops inside sentences, on scans: commas whose tail was lost, or specks. The counts say which."""

import re
from collections.abc import Sequence

import numpy as np

from schemas.page import Line, Zone
from tasks.core.vietnamese.counts import Model
from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.syllable import is_syllable
from tasks.core.vietnamese.words import plain, words

_STOP = re.compile(r"(?<=[^\W\d_])\.(?= [^\W\d_])")


_CHUNK = re.compile(r"\S+")
_LONG = 14  # words before a colon that is none
_ANNOUNCING_WORDS = (
    "sau gồm là tâm thể dung yếu đề tiêu vụ đây rằng như gian hiện định nghĩa dụ hình chí mục thức đó số thành kiện lục"
)
_TOLD_WORDS = "từ trước sau đến ngày dự gồm các những là như số một hai ba tại trang"
_ANNOUNCING, _TOLD = frozenset(_ANNOUNCING_WORDS.split()), frozenset(_TOLD_WORDS.split())


def mend_stops(drafts: Sequence[Draft], lines: Sequence[Line], model: Model) -> None:
    """A stop between two words in small letters is no end of a sentence: a comma, or nothing where the words belong together."""
    for at, (draft, line) in enumerate(zip(drafts, lines, strict=True)):
        below = drafts[at + 1].text if at + 1 < len(drafts) and lines[at + 1].block == line.block else ""
        for match in reversed(list(_STOP.finditer(draft.text))):
            _mend(draft, match.start(), f"{draft.text[match.end() :]} {below}", model)
        if below and draft.text.endswith("."):
            _mend(draft, len(draft.text) - 1, below, model)


def mend_colons(drafts: Sequence[Draft], lines: Sequence[Line]) -> None:
    """A colon far into a sentence that goes on in small letters is a semicolon without its tail, unless it announces something.

    Of 40 such colons of made scans none was printed; on real scans those that were stand behind few words, or before a time.
    """
    clause = 0
    for at, (draft, line) in enumerate(zip(drafts, lines, strict=True)):
        if line.zone is not Zone.BODY:
            continue
        if at == 0 or lines[at - 1].block != line.block:
            clause = 0
        found = list(_CHUNK.finditer(draft.text))
        for n, chunk in enumerate(found):
            clause += 1
            follows = found[n + 1][0] if n + 1 < len(found) else ""
            if clause >= _LONG and chunk[0].endswith(":") and follows and _is_clause(chunk[0][:-1], follows):
                draft.change(chunk.end() - 1, chunk.end(), ";", "stop", 0.8)
            clause = 0 if chunk[0][-1] in ".;:" else clause


def _is_clause(left: str, right: str) -> bool:
    return _goes_on(left, right.strip(",.;:")) and plain(left) not in _ANNOUNCING and plain(right) not in _TOLD


def _mend(draft: Draft, place: int, behind: str, model: Model) -> None:
    # a single word behind it is a speck beside the paragraph's end
    left = words(draft.text[:place])[-2:]
    right = words(behind)[:2]
    if not left or len(right) < 2 or left[-1].end != place or behind[: right[0].start].strip():
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
