"""Visible electronic signatures (chữ ký số hiển thị): their text on the page (Nghị định 30/2020, Phụ lục I, II.7d, ô 14).

Three faces: labels (Người ký …, Thời gian ký …), three lines of Party offices (body, day, hour), one line with semicolons (ô 14).
"""

import re
from collections.abc import Sequence

from schemas.letter import DigitalSignature
from schemas.page import Page
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.rows.span import Span
from tasks.core.letter.vocabulary.dates import find_dates, make_date

_TIME = re.compile(r"(?<!\d)(?P<h>[01]?\d|2[0-3])\s?:\s?(?P<m>[0-5]\d)(?:\s?:\s?(?P<s>[0-5]\d))?(?!\d)")
_OFFSET = re.compile(r"(?P<sign>[+-])\s?0?(?P<h>\d{1,2})\s?[:'`]\s?(?P<m>\d{2})'?")
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)[./-]([01]?\d)[./-]([0-3]?\d)(?!\d)")
"""2021.09.16 10:11:12 +07'00', as the readers of PDF files put it."""
_SIGNER = re.compile(
    r"(?:nguoi ky|ky boi|duoc ky boi|ky so boi|da ky boi|nguoi ky so|chu ky so cua|digitally signed by|signed by|signer)\s*[:.]?\s*"
)
_LABEL = re.compile(
    r"(?:nguoi ky|ky boi|ky so|ky ngay|thoi gian ky|ngay ky|gio ky|email|e-mail|co quan|to chuc|don vi|date|thoi gian|"
    r"digitally signed|signed by|signature|reason|location|chuc vu|noi dung)\b"
)
_DATED = re.compile(r"(?:thoi gian ky|ngay ky|ky ngay|gio ky|ky so|date|thoi gian)\s*[:.]?")
VIETNAM = "+07:00"
"""One time zone in the whole country; assumed where none is printed."""


def find_digital_signatures(span: Span, pages: Sequence[Page] = ()) -> tuple[DigitalSignature, ...]:
    """Give the signatures whose text shows on the span's pages, in reading order, each once.

    `pages`: where reading has set the signature's text apart as a mark, it is found there.

    A signature needs a day and an hour beside each other; a label or an hour with seconds tells it from the hour of a meeting.
    `signed_at` is ISO 8601 with offset, `valid` null: a text proves nothing.
    """
    body = set(map(id, span.body))
    texts = [[row.text for row in (*span.rows, *span.other) if id(row) not in body and row.text]]
    for page in pages:
        if span.first_page <= page.number <= span.last_page:
            texts.extend((mark.text or "").split("\n") for mark in page.marks if mark.kind == "digital_signature" and mark.text)
    found: dict[str, DigitalSignature] = {}
    for rows in texts:
        for at in range(len(rows)):
            signature = _signature_at(rows, at)
            if signature is not None and signature.signed_at is not None:
                known = found.setdefault(signature.signed_at, signature)
                found[signature.signed_at] = known if known.signer else signature
    return tuple(found.values())


def _signature_at(rows: Sequence[str], at: int) -> DigitalSignature | None:
    """The signature whose hour stands in row `at`."""
    low = bare(rows[at])
    time = _TIME.search(low)
    if time is None:
        return None
    labelled = any(_DATED.search(bare(row)) for row in rows[max(0, at - 1) : at + 1])
    if not labelled and (time["s"] is None or len(low) > 80):
        return None
    first = next((i for i in range(at, max(-1, at - 3), -1) if _day(rows[i]) is not None), None)
    if first is None:
        return None
    day = _day(rows[first])
    offset = _OFFSET.search(low, time.end())
    zone = f"{offset['sign']}{int(offset['h']):02d}:{offset['m']}" if offset else VIETNAM
    stamp = f"{day}T{int(time['h']):02d}:{time['m']}:{time['s'] or '00'}{zone}"
    return DigitalSignature(kind="visible", signer=_signer(rows, first, at), signed_at=stamp)


def _day(row: str) -> str | None:
    first = _YEAR_FIRST.search(row)
    if first is not None:
        day = make_date(*(int(part) for part in first.groups()))
        return day.isoformat() if day else None
    for mention in find_dates(row):
        day = mention.resolve(None)
        if day is not None:
            return day.isoformat()
    return None


def _signer(rows: Sequence[str], first: int, last: int) -> str | None:
    """The labelled name near the hour; else, in the Party's form, the line right above the day."""
    for row in reversed(rows[max(0, first - 5) : last + 1]):
        label = _SIGNER.search(bare(row))
        if label:
            name = row[label.end() :].split("  ")[0]
            cut = _LABEL.search(bare(name))
            return (name[: cut.start()] if cut else name).strip(" .,;:") or None
    head = rows[first]
    if ";" in head:  # ô 14: SAO Y; Văn phòng UBND tỉnh; 05/9/2021 …
        parts = [part.strip() for part in head.split(";") if not re.search(r"\d", part)]
        return parts[-1] if parts else None
    above = rows[first - 1] if first > 0 else ""
    is_name = 2 <= len(above.split()) <= 10 and not re.search(r"\d", above) and not _LABEL.match(bare(above))
    return above.strip(" .,;:*") if is_name else None
