"""On which day a letter's names are to be understood (ngày để hiểu tên gọi)."""

import datetime as dt
import re
from collections.abc import Sequence

from schemas.letter import Document

_LONG = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_SHORT = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d{2})(?!\d)")


def day_of(document: Document, documents: Sequence[Document]) -> dt.date | None:
    """The letter's own date; else its cover's; else that of its signature; else the latest day that its text speaks of.

    The last is no more than near, but names change with years: it says which provinces there were. None when nothing tells.
    """
    own = _iso(document.issued_on.value if document.issued_on else None)
    if own:
        return own
    signed = [_iso((signature.signed_at or "")[:10]) for signature in document.digital_signatures]
    cover = next((other for other in documents if other.index == document.attached_to), None)
    around = [_iso(cover.issued_on.value)] if cover is not None and cover.issued_on else []
    cited = [_iso(reference.issued_on) for reference in document.references]
    for days in (around, signed, [*cited, *_spoken(document.body)]):
        known = [day for day in days if day]
        if known:
            return max(known)
    return None


def _spoken(text: str) -> list[dt.date | None]:
    found = [*_LONG.finditer(text), *_SHORT.finditer(text)]
    return [_day(match.group(3), match.group(2), match.group(1)) for match in found]


def _iso(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
