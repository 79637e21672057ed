"""Codes that a scan tears in two (BCH PC TT&TKCN: PCTT&TKCN): the white between their halves is no blank's.

In 327 made scans two runs of capitals that are a code together stood side by side 12 times: six with a blank behind &, all torn,
three torn ones with 0.37 to 0.7 of their line's usual blank between them, three that are two (TT BVTV, UV BTV) with 0.97 and more.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from statistics import median

from schemas.page import Line, Word
from tasks.core.vietnamese.draft import Draft

_HALVES = re.compile(r"(?<![\w&/-])(?P<left>[A-ZĐ]{2,6}&?)(?P<blank> )(?=(?P<right>[A-ZĐ]{2,6}(?:&[A-ZĐ]{2,6})?)(?![\w&/-]))")
_CODE = re.compile(r"(?<![\w&])[A-ZĐ]{2,}(?:&[A-ZĐ]{2,})?(?![\w&])")
_NARROW = 0.75
"""Of the usual blank of the line: wider is one."""
_FEWEST = 3
"""Blanks of a line that say how wide its blanks are."""
_CONFIDENCE = 0.9


def codes_said(texts: Iterable[str]) -> frozenset[str]:
    """The codes that stand anywhere in a letter."""
    return frozenset(code for text in texts for code in _CODE.findall(text))


def mend_torn_codes(draft: Draft, line: Line, known: Collection[str], said: Collection[str]) -> None:
    """Join the halves of codes of one line that are `known`, or `said` elsewhere in the letter; no code ends with &."""
    if line.raw.isupper():
        return
    for match in reversed(list(_HALVES.finditer(draft.text))):
        whole = match["left"] + match["right"]
        is_code = whole in said or whole in known or whole.partition("&")[0] in known
        if match["left"].endswith("&") or (is_code and _is_narrow(draft, line, match.start("blank"))):
            draft.change(match.start("blank"), match.end("blank"), "", "code.torn", _CONFIDENCE)


def _is_narrow(draft: Draft, line: Line, blank: int) -> bool:
    """Whether the white at this place of the draft is narrower than the line's blanks are."""
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(line.words)]
    left, right = _word_at(line.words, draft.raw_place(blank - 1)), _word_at(line.words, draft.raw_place(blank + 1))
    if left is None or right is None or len(gaps) < _FEWEST:
        return False
    return median(gaps) > 0 and right.box[0] - left.box[2] <= _NARROW * median(gaps)


def _word_at(words: Sequence[Word], place: int) -> Word | None:
    return next((word for word in words if word.start <= place < word.end), None)
