"""The words of a written day (ngày … tháng … năm …): two of the three say what the third is, whatever was read for it."""

import re

from rapidfuzz.distance import Levenshtein

from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.normal import fold
from tasks.core.vietnamese.syllable import is_syllable
from tasks.core.vietnamese.words import same_case

_DAY = re.compile(
    r"(?<![^\W_])(?P<ngay>[^\W\d_]{2,6})\s+\d{1,2}\s+(?P<thang>[^\W\d_]{3,7})\s+\d{1,2}\s+(?P<nam>[^\W\d_]{2,5})\s+(?:19|20)\d\d(?!\d)"
)
_WORDS = {"ngay": "ngày", "thang": "tháng", "nam": "năm"}
_FAR = {"ngay": (1, 0), "thang": (2, 1), "nam": (1, 1)}
"""Letters that may have been misread, marks apart: of what is no Vietnamese syllable, and of what is one."""

_SURE = 0.97


def mend_dates(draft: Draft) -> None:
    """Put right the one word of a written day whose letters were misread (ndày 13 tháng 9 năm 2020); its marks are others' work.

    Between figures nothing but these words makes sense. Before the first figure something may (hôm nay 13 tháng 9): there only
    what is no Vietnamese syllable is changed.
    """
    for match in reversed(list(_DAY.finditer(draft.text))):
        wrong = [name for name in _WORDS if fold(match[name]) != name]
        if len(wrong) == 1 and _may_be(match[wrong[0]], wrong[0]):
            name = wrong[0]
            draft.change(match.start(name), match.end(name), same_case(match[name], _WORDS[name]), "date", _SURE)


def _may_be(read: str, name: str) -> bool:
    far = _FAR[name][is_syllable(read.lower())]
    return Levenshtein.distance(fold(read), name, score_cutoff=far) <= far
