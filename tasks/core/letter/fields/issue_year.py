"""The year of issue where a scan tore it (năm ban hành): one figure of four is wrong, and the letter's own days say which.

A letter cites what came before it and sets days that come after; none of them lies ten years away. The reading is put right only
where it was doubted, and a person sees it.
"""

import re
from collections.abc import Sequence
from datetime import date

from rapidfuzz.distance import Hamming

from schemas.found import Found
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.vocabulary.dates import find_dates, make_date

BY_BODY = ".year"
_DOUBTED = 0.75
_CAP = 0.5
_LEAST = 2
"""Days of the body that have to speak for a year that may be right."""
_LATEST = 2100
_NEAR = 1
"""Years between the letter and most days of its body."""


def with_near_year(issued_on: Found | None, body: Sequence[Row], today: date | None = None) -> Found | None:
    """The day of issue with its year put right, rule `….year`; unchanged where it was read well or a day of the body has its year.

    The one year meant is that of the body's days, which the one read misses by a single figure (2034: 2024). `today`: when the
    letter came, None: not known; a later day is wrong however well it was read, and one day of the body speaks for a year.
    """
    if issued_on is None or issued_on.box is None:
        return issued_on
    year = int(issued_on.value[:4])
    future = today is not None and issued_on.value > today.isoformat()
    if issued_on.confidence >= _DOUBTED and year <= _LATEST and not future:
        return issued_on
    least = 1 if future else _LEAST
    years = [day.year for day in find_dates(" ".join(row.text for row in body)) if day.year is not None]
    if len(years) < least or any(abs(one - year) <= _NEAR for one in years):
        return issued_on
    meant = {one for one in years if years.count(one) >= least and _is_misread(str(one), str(year))}
    if len(meant) != 1:
        return issued_on
    value = re.sub(r"^\d{4}", str(next(iter(meant))), issued_on.value)
    if make_date(*(int(part) for part in value.split("-"))) is None:
        return issued_on
    update = {"value": value, "rule": f"{issued_on.rule}{BY_BODY}", "confidence": min(issued_on.confidence, _CAP)}
    return issued_on.model_copy(update=update)


def _is_misread(meant: str, read: str) -> bool:
    """Whether a figure of the year was read as another: a fax makes a 3 of a 2, and of the next one too (2033: 2022)."""
    others = {(one, other) for one, other in zip(meant, read, strict=True) if one != other}
    return len(others) == 1 and Hamming.distance(meant, read) <= _TWICE


_TWICE = 2
