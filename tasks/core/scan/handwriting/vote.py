"""What is written in a gap: the net's chances and the engine's reading of it are two voters, the calendar is the law.

`Reading.confidence` is the share of such readings that is right, as measured on gaps that were not taught (docs/handwriting.md).
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from tasks.core.scan.handwriting.digits import chance_of, chances_of, likely, of_calendar
from tasks.core.scan.handwriting.gaps import Kind
from tasks.core.scan.net import Array

LEAST = 0.3
"""Below this chance nothing is said: a number is not guessed."""

MOST = 0.97
"""Written digits are never surer than this, whoever agrees."""

_SOFT: dict[Kind, float] = {"number": 1.0, "day": 0.85, "month": 0.85}
"""Power that the mean chances are taken to; the calendar's law makes the net surer of a day than it is right (measured)."""

_WORTH: dict[Kind, tuple[tuple[float, float], ...]] = {
    "number": ((0.0, 0.0), (0.5, 0.45), (0.7, 0.65), (0.8, 0.83), (0.88, 0.9), (0.95, 0.94), (1.0, MOST)),
    "day": ((0.0, 0.0), (MOST, MOST), (1.0, MOST)),
    "month": ((0.0, 0.0), (MOST, MOST), (1.0, MOST)),
}
"""(share of the votes, confidence): from a share of 0.8 on one number in sixty was wrong, drawn or scanned."""

_ENGINE = (0.03, 0.95)
"""How sure the engine's digits are at least and at most."""

_WRONG_WAYS = 9
"""A wrong reading of the engine could as well have been any of so many others."""

_STRAY = 0.3
"""How much of the net's chance for strings that are no day or month speaks against every day: it is likely a stroke too many."""

_READ, _LOST_BY_NET = 0.5, 0.1
"""The net loses figures of torn print: where the engine, at least so sure, has more of them, the net gives them this chance."""

_LONGEST = 6
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


def candidates(kind: Kind, views: Sequence[Array], also: str = "") -> dict[str, float]:
    """Values with their mean chance over the views of a gap; `also` is the engine's reading, which is looked at too.

    Days and months are those of the calendar, as they are likelier to be written (05 or 5); numbers have one to six digits.
    """
    if kind == "number":
        values = dict.fromkeys(value for columns in views for value, _ in likely(columns))
        numbers = [value for value in dict.fromkeys((*values, also)) if 1 <= len(value) <= _LONGEST and int(value) > 0]
        by_view = [chances_of(columns, numbers) for columns in views]
        return {value: _mean(chances[place] for chances in by_view) for place, value in enumerate(numbers)}
    calendars = [of_calendar(columns, _DAYS if kind == "day" else _MONTHS) for columns in views]
    by_number = [{int(value): chance for value, chance in calendar} for calendar in calendars]
    return {value: _mean(chances[int(value)] for chances in by_number) for value, _ in calendars[0]}


def _mean(chances: Iterable[float]) -> float:
    return float(np.mean(list(chances)))


def vote(kind: Kind, views: Sequence[Array], engine: EngineReading) -> Reading | None:
    """The digits in the gap; None where neither voter, nor both together, are sure enough to say any."""
    digits, sure = engine_digits(engine)
    digits = digits if digits and _is_possible(kind, digits) else ""
    named = candidates(kind, views, digits)
    digits = digits if kind == "number" or not digits else next(value for value in named if int(value) == int(digits))
    if kind == "number" and sure >= _READ and digits and len(digits) > len(max(named, key=lambda value: named[value])):
        named[digits] = max(named[digits], _LOST_BY_NET)
    rest = _rest(kind, views, sum(named.values()))
    other = (1 - sure) / _WRONG_WAYS if digits else 1.0
    weights = {value: chance ** _SOFT[kind] * (sure if value == digits else other) for value, chance in named.items()}
    total = sum(weights.values()) + rest ** _SOFT[kind] * other
    if not weights or total <= 0:
        return None
    best = max(weights, key=lambda value: weights[value])
    shares, worth = [knot[0] for knot in _WORTH[kind]], [knot[1] for knot in _WORTH[kind]]
    sure = min(MOST, float(np.interp(weights[best] / total, shares, worth)))
    return Reading(best, round(sure, 4)) if sure >= LEAST else None


def _rest(kind: Kind, views: Sequence[Array], named: float) -> float:
    """The chance of what is not among the candidates. A gap for a day or month holds one or is blank, nothing else."""
    if kind == "number":
        return max(0.0, 1 - named)
    return _mean(chance_of(columns, "") for columns in views) + _STRAY * max(0.0, 1 - named)


def _is_possible(kind: Kind, digits: str) -> bool:
    if kind == "number":
        return len(digits) <= _LONGEST and int(digits) > 0
    return int(digits) in (_DAYS if kind == "day" else _MONTHS)
