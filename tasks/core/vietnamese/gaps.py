"""Stops and commas that a bad scan lost but for the room they took: a blank wider than the others of its row."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from schemas.page import Line, Zone
from tasks.core.vietnamese.draft import Draft

_TOKEN = re.compile(r"\S+")
_SHORTENED = frozenset({"TT", "CT", "PCT", "PTT", "TP", "TX"})
"""Short words that lists print with a stop: thường trực, (phó) chủ tịch, thành phố, thị xã."""
_CODE = re.compile(r"[A-ZĐ]{2,5}")
_WIDER, _MORE = (
    1.45,
    0.0026,
)  # times the usual blank, and of the page's width beyond it: a stop takes half a blank (58 rows of faxes)
_LEAST = 3  # blanks of a row of which the usual one is known
_CONFIDENCE = 0.85


def mend_gaps(drafts: Sequence[Draft], lines: Sequence[Line]) -> None:
    """Put back the stop behind a shortened word (TT Tỉnh ủy) and the comma between two codes of a list, in Nơi nhận."""
    for draft, line in zip(drafts, lines, strict=True):
        if line.zone is Zone.FOOT_LEFT and len(line.words) > _LEAST:
            _mend(draft, line)


def _mend(draft: Draft, line: Line) -> None:
    usual = median(right.box[0] - left.box[2] for left, right in pairwise(line.words))
    wide = {
        left.start
        for left, right in pairwise(line.words)
        if right.box[0] - left.box[2] > max(_WIDER * usual, usual + _MORE) and usual > 0
    }
    tokens = list(_TOKEN.finditer(draft.text))
    for before, here, behind in reversed(list(zip([None, *tokens], tokens, tokens[1:], strict=False))):
        if _raw_start(line, draft.raw_place(here.start())) not in wide:
            continue
        if here[0] in _SHORTENED and behind[0][0].isupper():
            draft.change(here.end(), here.end(), ".", "stop.gap", _CONFIDENCE)
        elif (
            before is not None and before[0].endswith(",") and _CODE.fullmatch(here[0]) and _CODE.fullmatch(behind[0].strip(".,;:"))
        ):
            draft.change(here.end(), here.end(), ",", "stop.gap", _CONFIDENCE)


def _raw_start(line: Line, place: int) -> int:
    """Where the word starts that holds a place of the raw line."""
    return next((word.start for word in line.words if word.start <= place < word.end), -1)
