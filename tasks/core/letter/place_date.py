"""Địa danh, ngày tháng năm (ô 4): only the line of the head counts, never an event, a receipt stamp or a signing time."""

import re
from collections.abc import Sequence
from datetime import date

from rapidfuzz.distance import Levenshtein

from schemas.found import Found
from tasks.core.letter.lines import Row
from tasks.core.letter.provinces import place_name
from tasks.core.letter.signs import DATE_LINE, WRITTEN, bare

_FIGURES = str.maketrans({"o": "0", "O": "0", "i": "1", "I": "1", "l": "1", "z": "2", "Z": "2"})
_EARLIEST_YEAR = 1945
"""The first letter of the state of today is of 1945."""


def find_place_date(rows: Sequence[Row]) -> tuple[Found | None, Found | None]:
    """Place and date of issue from the rows of the head; each None where it is not printed or not readable.

    The date's value is ISO. A day or month written by hand that is no number gives no date: nothing is guessed.
    Rules: `place.head`, `issued_on.head` (`….written`: day or month is written by hand or stamped).
    """
    place: Found | None = None
    for row in rows:
        match = DATE_LINE.search(bare(row.text))
        if match is None:
            continue
        if match["place"] and place is None:
            place = _place(row, match)
        issued = _date(row, match)
        if issued or place:
            return place, issued
    return place, None


def _place(row: Row, match: re.Match[str]) -> Found | None:
    start, end = match.span("place")
    text = row.text[start:end]
    stripped = text.rstrip(" .,-'")
    end -= len(text) - len(stripped)
    if not stripped:
        return None
    name, sure = place_name(stripped)
    return row.found(start, end, value=name, rule="place.head", sure=sure)


def agreed_place(place: Found | None, issuer: Found | None) -> Found | None:
    """The place as the issuer's name has it, where it was read a letter or a mark otherwise (Ninh Hỏi; UBND huyện Ninh Hải).

    The letterhead is in capitals and read better than the italics of the date. Rule: `place.head.agreed`.
    """
    if place is None or issuer is None:
        return place
    read, names = bare(place.value), issuer.value.replace(",", " ,").split(" ")
    size = len(read.split())
    for at in range(len(names) - size, 0, -1):
        name = " ".join(names[at : at + size])
        if name == place.value:
            return place
        near = name.istitle() and len(read) >= _LEAST_PLACE and Levenshtein.distance(bare(name), read, score_cutoff=1) <= 1
        if near and names[at - 1] in _KINDS:
            sure = min(place.confidence, 0.85)
            return place.model_copy(update={"value": name, "rule": f"{place.rule}.agreed", "confidence": sure})
    return place


_KINDS = frozenset({"tỉnh", "phố", "huyện", "xã", "quận", "phường", "trấn"})
_LEAST_PLACE = 6


def _figure(text: str) -> str:
    """The digits that the text is; look-alike letters only beside a digit; empty where it is no number."""
    if not text.isascii() or not any(char.isdigit() for char in text):
        return ""
    figure = text.translate(_FIGURES)
    return figure if figure.isdigit() else ""


def _date(row: Row, match: re.Match[str]) -> Found | None:
    printed = {part: row.text[slice(*match.span(part))].strip(" .,:;") for part in ("day", "month", "year")}
    figures = {part: _figure(text) for part, text in printed.items()}
    if not all(figures.values()):
        return None
    year, month, day = (int(figures[part]) for part in ("year", "month", "day"))
    if year < _EARLIEST_YEAR:
        return None
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return None
    changed = figures != printed
    start = match.start() if not match["place"] else match.end("place")
    while start < match.end() and not row.text[start].isalpha():
        start += 1
    stretches = [row.stretch(*match.span(part)) for part in figures]
    rule = "issued_on.head" + (WRITTEN if any(stretch.written for stretch in stretches) else "")
    found = row.found(start, match.end(), value=value, rule=rule, sure=0.99)
    least = min(stretch.least_confidence for stretch in stretches)
    return found.model_copy(update={"confidence": round(min(found.confidence, least) * (0.6 if changed else 1.0), 4)})
