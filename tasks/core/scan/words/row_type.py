"""Whether the net of rows knows the type (kiểu chữ) of a page's print, by what it makes of rows that the engine read well.

Where letters set their marks otherwise than any that it was taught on, the net loses one of two (vê for về, kiễm for kiểm), surely.
"""

import unicodedata
from collections.abc import Iterable

from tasks.core.scan.words.row_weigh import Place

ROWS, WELL = 9, 0.9
"""Rows that are asked about at most, the longest; confidence of the least sure word of one that the engine read well."""
_USUAL = 0.99
"""Share of such words that are read alike on a page of a known type."""
_WEIGHT, _KNOWN = 5.0, 0.93
_TORN_WEIGHT, _TORN_KNOWN = 15.0, 0.9
"""For how many words that counts, and the least share of a page; of torn print, where the engine loses marks too, others.

Of 106 pages of an office scanner two had less, of 39 of a telephone three, of 89 of a fax one; of 31 pages of real scans 21 had.
"""
_AROUND = ".,;:()\"'“”"


def marked_words(found: Iterable[Place]) -> tuple[int, int]:
    """How many places have a word with a vowel with two marks (hat or hook, and tone), and in how many both read it alike."""
    asked = alike = 0
    for place in found:
        engine = " ".join(token.text for token in place.engine).strip(_AROUND)
        if any(map(_has_two_marks, engine)):
            asked += 1
            alike += engine == " ".join(word.text for word in place.net).strip(_AROUND)
    return asked, alike


def is_known(asked: int, alike: int, *, torn: bool = False) -> bool:
    """Whether the net knows a page's type, of whose words with two marks it had so many alike; without words it does."""
    weight, least = (_TORN_WEIGHT, _TORN_KNOWN) if torn else (_WEIGHT, _KNOWN)
    return (alike + _USUAL * weight) / (asked + weight) >= least


def _has_two_marks(letter: str) -> bool:
    return sum(map(bool, map(unicodedata.combining, unicodedata.normalize("NFD", letter)))) > 1
