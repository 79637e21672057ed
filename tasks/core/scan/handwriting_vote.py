"""What is written in a gap: the net's chances and the engine's reading of it are two voters, the calendar is the law.

`Reading.confidence` is the share of such readings that is right, as measured on gaps that were not taught (docs/handwriting.md).
"""

import re
from typing import NamedTuple

from tasks.core.scan import handwriting
from tasks.core.scan.handwriting_gaps import Kind
from tasks.core.scan.net import Array

LEAST = 0.3
"""Below this chance nothing is said: a number is not guessed."""

MOST = 0.97
"""Written digits are never surer than this, whoever agrees."""

_SOFT: dict[Kind, float] = {"number": 0.55, "day": 0.7, "month": 0.7}
"""Power that the net's chances are taken to: it is surer of itself than it is right, most of all of long numbers (measured)."""

_ENGINE = (0.03, 0.95)
"""How sure the engine's digits are at least and at most."""

_WRONG_WAYS = 9
"""A wrong reading of the engine could as well have been any of so many others."""

_STRAY = 0.3
"""How much of the net's chance for strings that are no day or month speaks against every day: it is likely a stroke too many."""

_DAYS, _MONTHS = range(1, 32), range(1, 13)
_LOOKALIKE = str.maketrans("OolIiZzSB|", "0011122581")


class Reading(NamedTuple):
    """Digits that stand in a gap, and how sure they are (0 to 1)."""

    value: str
    confidence: float


class EngineReading(NamedTuple):
    """What the engine made of the gap: its signs and its own confidence (0 to 1)."""

    text: str
    confidence: float


def engine_digits(reading: EngineReading) -> tuple[str, float]:
    """The digits in what the engine read and how sure they are; "" and 0 where it is no number."""
    text = reading.text.strip(" .,:;'’-_")
    if not re.search(r"\d", text):
        return "", 0.0
    digits = text.translate(_LOOKALIKE)
    if not digits.isascii() or not digits.isdigit():
        return "", 0.0
    least, most = _ENGINE
    return digits, min(most, max(least, reading.confidence)) * (1.0 if digits == text else 0.6)


def candidates(kind: Kind, columns: Array) -> list[tuple[str, float]]:
    """Values with the net's chances, best first. Days and months are those of the calendar; numbers have one to six digits."""
    if kind == "number":
        return [(value, chance) for value, chance in handwriting.likely(columns) if 1 <= len(value) <= 6 and int(value) > 0]
    return handwriting.of_calendar(columns, _DAYS if kind == "day" else _MONTHS)


def vote(kind: Kind, columns: Array, engine: EngineReading) -> Reading | None:
    """The digits in the gap; None where neither voter, nor both together, are sure enough to say any."""
    named = dict(candidates(kind, columns))
    digits, sure = engine_digits(engine)
    if digits and _is_possible(kind, digits):
        same = next((value for value in named if int(value) == int(digits)), None) if kind != "number" else digits
        if same is not None and same not in named:
            named[same] = handwriting.chance_of(columns, same)
        digits = same or ""
    else:
        digits = ""
    rest = _rest(kind, columns, sum(named.values()))
    other = (1 - sure) / _WRONG_WAYS if digits else 1.0
    weights = {value: chance ** _SOFT[kind] * (sure if value == digits else other) for value, chance in named.items()}
    total = sum(weights.values()) + rest ** _SOFT[kind] * other
    if not weights or total <= 0:
        return None
    best = max(weights, key=lambda value: weights[value])
    share = weights[best] / total
    return Reading(best, round(min(MOST, share), 4)) if share >= LEAST else None


def _rest(kind: Kind, columns: Array, named: float) -> float:
    """The chance of what is not among the candidates. A gap for a day or month holds one or is blank, nothing else."""
    if kind == "number":
        return max(0.0, 1 - named)
    return handwriting.chance_of(columns, "") + _STRAY * max(0.0, 1 - named)


def _is_possible(kind: Kind, digits: str) -> bool:
    if kind == "number":
        return len(digits) <= 6 and int(digits) > 0
    return int(digits) in (_DAYS if kind == "day" else _MONTHS)
