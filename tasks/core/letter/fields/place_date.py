"""Địa danh, ngày tháng năm (ô 4): only the line of the head counts, never an event, a receipt stamp or a signing time."""

import re
from collections.abc import Sequence
from datetime import date

from rapidfuzz.distance import Levenshtein

from schemas.found import Found
from tasks.core.letter.rows.lines import Row, found
from tasks.core.letter.rows.signs import DATE_LINE, WRITTEN, bare
from tasks.core.letter.vocabulary.provinces import place_name

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


_OPEN = re.compile(
    r"^\W*(?P<place>[a-z][a-z .\-']{1,40}?)[\s,.;:]*\bngay\s+(?P<day>\d{1,2})\s+thang\s+(?P<month>\d{1,2})(?:\s+(?P<word>nam))?\W*$"
)
"""A date line whose year stands on the next row: a long place (Thành phố Hồ Chí Minh) leaves it no room. Runs on bare text."""
_YEAR = re.compile(r"^\W*(?:nam\s+)?(?P<year>(?:19|20)\d\d)\W*$")


def find_wrapped_date(rows: Sequence[Row]) -> tuple[Found | None, Found | None]:
    """Place and date of issue from a line of the head whose year wrapped onto the next row. Rules as of `find_place_date`."""
    found = (_wrapped(row, rows[at + 1 : at + 4]) for at, row in enumerate(rows))
    return next((one for one in found if one is not None), (None, None))


def _wrapped(row: Row, following: Sequence[Row]) -> tuple[Found | None, Found | None] | None:
    """Place and date of a line whose year, or `năm` and the year, wrapped; None for other rows."""
    match = _OPEN.match(bare(row.text))
    years = ((below, _YEAR.match(bare(below.text))) for below in following if below.page == row.page)
    below, year = next(((below, year) for below, year in years if year is not None and _is_under(row, below)), (None, None))
    if match is None or below is None or year is None or (match["word"] is None) != ("nam" in bare(below.text)):
        return None
    try:
        value = date(int(year["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None
    start = match.end("place")
    while not row.text[start].isalpha():
        start += 1
    stretches = [row.stretch(start, len(row.text)), below.stretch(0, len(below.text))]
    figures = [row.stretch(*match.span("day")), row.stretch(*match.span("month")), below.stretch(*year.span("year"))]
    rule = "issued_on.head" + (WRITTEN if any(one.written for one in figures) else "")
    issued = found(stretches, value=value, rule=rule, sure=0.99)
    least = min(one.least_confidence for one in figures)
    return _place(row, match), issued.model_copy(update={"confidence": round(min(issued.confidence, least), 4)})


def _is_under(row: Row, below: Row) -> bool:
    """Whether a row stands right below another, within its width; in a text file, whether it follows it at all."""
    if row.box is None or below.box is None:
        return row.box is None and below.box is None
    left, _, right, bottom = row.box
    height = bottom - row.box[1]
    return left <= below.box[0] and below.box[2] <= right and 0 <= below.box[1] - bottom + height < 2.5 * height


def _place(row: Row, match: re.Match[str]) -> Found | None:
    start, end = match.span("place")
    text = row.text[start:end]
    stripped = text.rstrip(" .,-'")
    end -= len(text) - len(stripped)
    if not stripped:
        return None
    name, sure = place_name(_KIND_BEFORE.sub("phố ", stripped))
    return row.found(start, end, value=name, rule="place.head", sure=sure)


_KIND_BEFORE = re.compile(r"^ph[oòóọôốồổộ] (?=[A-ZĐÀ-Ỹ])")
"""The kind of place before its name, of which a scan took the marks (phô Phú Quốc)."""


def agreed_place(place: Found | None, issuer: Found | None) -> Found | None:
    """The place as the issuer's name has it, where it was read a letter or a mark otherwise (Ninh Hỏi; UBND huyện Ninh Hải).

    The letterhead is in capitals and read better than the italics of the date. Rule: `place.head.agreed`.
    """
    if place is None or issuer is None:
        return place
    read, names = bare(place.value), issuer.value.replace(",", " ,").split(" ")
    if place.box is not None and _OF_THE_SEAT.match(bare(issuer.value)) and place.value != _SEAT and _is_near(read, bare(_SEAT)):
        return place.model_copy(update={"value": _SEAT, "rule": f"{place.rule}.agreed", "confidence": min(place.confidence, 0.85)})
    size = len(read.split())
    for at in range(len(names) - size, 0, -1):
        name = " ".join(names[at : at + size])
        if name == place.value:
            return _with_its_letter(place, names, at)
        if name.istitle() and names[at - 1] in _KINDS and _is_near(read, bare(name), torn=place.confidence < _TORN):
            sure = min(place.confidence, 0.85)
            return place.model_copy(update={"value": name, "rule": f"{place.rule}.agreed", "confidence": sure})
    return place


def _with_its_letter(place: Found, names: Sequence[str], at: int) -> Found:
    """The place with a first word of a letter or two that the issuer's name has before it (U Minh Thượng) and a scan lost."""
    short = names[at - 1]
    if place.box is None or at < _THIRD or len(short) > _SHORT or not short.istitle() or names[at - 2] not in _KINDS:
        return place
    update = {"value": f"{short} {place.value}", "rule": f"{place.rule}.agreed", "confidence": min(place.confidence, 0.85)}
    return place.model_copy(update=update)


_THIRD, _SHORT = 2, 2
_KINDS = frozenset({"tỉnh", "phố", "huyện", "xã", "quận", "phường", "trấn", "ủy"})
_LEAST_PLACE, _TORN = 6, 0.8
_SEAT = "Hà Nội"
_OF_THE_SEAT = re.compile(r"^(?:van phong chinh phu|thu tuong chinh phu|chinh phu|van phong trung uong|quoc hoi)\b")
"""Bodies that sit in Hà Nội, whose name does not say it."""


def _is_near(read: str, name: str, *, torn: bool = False) -> bool:
    """Whether a place may have been read so: one letter off, on a torn scan one in three."""
    far = max(1, len(name) // 3) if torn else 1
    return len(read) >= _LEAST_PLACE and len(read.split()) == len(name.split()) and Levenshtein.distance(name, read) <= far


def _figure(text: str) -> str:
    """The digits that the text is; look-alike letters only beside a digit; empty where it is no number."""
    if not text.isascii() or not any(char.isdigit() for char in text):
        return ""
    figure = text.translate(_FIGURES)
    return figure if figure.isdigit() else ""


_TORN_FOUR = re.compile(r"\s?-\s?1$")
"""A 4 of which a fax left its bar and its stem (202-1)."""


def _date(row: Row, match: re.Match[str]) -> Found | None:
    printed = {part: row.text[slice(*match.span(part))].strip(" .,:;") for part in ("day", "month", "year")}
    figures = {part: _figure(_TORN_FOUR.sub("4", text) if part == "year" else text) for part, text in printed.items()}
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
