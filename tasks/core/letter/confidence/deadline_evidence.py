"""Independent evidence for a deadline (thời hạn) read from a scan: its year against the letter's own."""

from datetime import date

from schemas.letter import Deadline
from tasks.core.letter.confidence.evidence import AGAINST

_NEAR = 0.7
"""What a year that is the letter's or the next one is worth, in log-odds."""
_FAR = 2
"""Years from the letter's: a torn figure made 2029 of 2020 and 2011 of 2021 as often as somebody set so late a day."""
_PLAIN = 0.81
"""Confidence of a deadline whose every word was read as clean print is."""


def of_deadline(deadline: Deadline, issued_on: date | None) -> float:
    """What the letter's day says of a deadline printed with its year; nothing in text files and of computed ones.

    Of some 700 deadlines of scans nine were wrong: seven by a year far from the letter's; the two near it were read below 0.55.
    """
    if deadline.box is None or deadline.relative or issued_on is None:
        return 0.0
    day = date.fromisoformat(deadline.value)
    if day < issued_on and day.year != issued_on.year:
        return AGAINST
    if day.year - issued_on.year < _FAR:
        return _NEAR
    return AGAINST if deadline.confidence < _PLAIN else 0.0
