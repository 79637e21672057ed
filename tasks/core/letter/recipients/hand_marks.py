"""What a pen set behind the last item of Nơi nhận (ký nháy, chữ ký tắt): no part of it, though the engine makes letters of it."""

import re
from itertools import pairwise
from statistics import median

from schemas.page import Word
from tasks.core.letter.rows.lines import Flow
from tasks.core.letter.rows.signs import LUU, bare
from tasks.core.letter.vocabulary.codes import KNOWN_UNITS, OTHER_UNITS

ROOM = re.compile(r"L[uư]u\s?[:;.]?\s?V[TI1lLEFYÍÌÝ][jýy]?(?!\w)[\s,;.]*")
"""Lưu: VT, whatever its T was read as."""
_DRAFTERS_OWN = re.compile(r"(?:[A-ZĐ]{2,4}|[A-ZĐ]\d{2})[.,;]|[A-ZĐ][a-z]{1,3}\.")  # printed to its own stop: H08., Ng.
_NAMED = re.compile(r"[A-ZĐ][a-zà-ỹ]{1,6}\d{1,2}[.,;]")  # a drafter of several of that name: Hà8.
_SMALL = re.compile(r"[a-zđ]{3,4}\.?")  # a drafter behind a comma that was read as a stop: hnga.
_AFTER_END = re.compile(r"(?<=[.;])\s+\S{1,4}(?:\s\S{1,3})?\s*$")
_AFTER_DRAFTER = re.compile(r"(?<=[a-zđ]{3}[,:;])\s+(?!\()[^\sa-zđ]\S{0,3}$")
"""What stands behind a drafter's mark, the last part of a Lưu item but for the copies in brackets."""
_LAST = re.compile(r"\s(?P<mark>[^\s.,;:()]{1,2})$")
_APART = 1.6
"""How much wider than the item's other blanks the one before initials is: 1.7 to 2.6 in seven of ten faxes with such."""
_LEAST_WORDS = 3


def without_hand_mark(flow: Flow) -> int:
    """Where the item ends before initials that a pen set after it: short, badly read or well apart. Text files have none."""
    end = len(flow.text)
    match = _AFTER_END.search(flow.text) or _AFTER_DRAFTER.search(flow.text)
    if match is not None and ROOM.fullmatch(flow.text[: match.start()].lstrip(" -–")):
        return end  # Lưu: VT; ToC: the comma behind the room was misread
    if not flow.rows[-1].line.words:
        return end
    if match is None:
        return _before_mark_apart(flow)
    if _NAMED.fullmatch(match[0].strip()) or _SMALL.fullmatch(match[0].strip()):
        return end
    sure = min(s.confidence for s in flow.stretches(match.start() + 1, end))
    after_drafter = match.re is _AFTER_DRAFTER
    if after_drafter and not LUU.match(bare(flow.text)):
        return end
    return match.start() if sure < (0.7 if _DRAFTERS_OWN.fullmatch(match[0].strip()) else 0.75 if after_drafter else 0.95) else end


def _before_mark_apart(flow: Flow) -> int:
    """Where a Lưu item ends before one or two signs without an end mark, no unit's code, that stand well apart from it."""
    last = _LAST.search(flow.text)
    if last is None or not LUU.match(bare(flow.text)) or last["mark"] in KNOWN_UNITS or last["mark"] in OTHER_UNITS:
        return len(flow.text)
    if ROOM.fullmatch(flow.text[: last.start()]) and flow.text[: last.start()].endswith(","):
        return len(flow.text)  # a unit comes behind the room
    row = flow.rows[-1]
    start, end = row.stretch(0, len(row.text)).raw_range
    words = sorted((word for word in row.line.words if word.start < end and word.end > start), key=lambda word: word.start)
    return last.start() if len(words) >= _LEAST_WORDS and _is_apart(words) else len(flow.text)


def _is_apart(words: list[Word]) -> bool:
    """Whether the blank before the last word is wider than the others are; boxes that overlap say nothing."""
    blanks = [word.box[0] - before.box[2] for before, word in pairwise(words)]
    return min(blanks) > 0 and blanks[-1] >= _APART * median(blanks[:-1])
