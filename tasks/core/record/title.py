"""A letter in one line: its name in lists, `8604/VP-KGVX · Văn phòng UBND tỉnh Kiên Giang`."""

import re

from schemas.letter import Document
from schemas.record import Record
from tasks.core.record.words import short

_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
"""Characters that a terminal or a browser obeys instead of showing: escapes, marks of direction, invisible ones."""

LONGEST = 120
"""Characters of a name that a list still shows."""


def title(record: Record) -> str:
    """Number and issuer of the letter's first document; what is not known is said to be so, and its file where both are not."""
    document = first_document(record)
    number = document.number.value if document and document.number else "(không rõ số)"
    issuer = document.issuer.value if document and document.issuer else "(không rõ cơ quan ban hành)"
    name = _file_name(record) if document is None or not (document.number or document.issuer) else ""
    line = " ".join(_OBEYED.sub(" ", f"{number} · {short(issuer)}{name}").split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _file_name(record: Record) -> str:
    """The scan's own name, by which a letter of which nothing was read is told from the next."""
    if any(document.secrecy for document in record.documents):
        return ""  # of what may be secret not even the file is named
    name = (record.source.key or "").rpartition("/")[2]
    return f" · {name}" if name else ""


def first_document(record: Record) -> Document | None:
    """The document that names the letter: the cover letter, or the first."""
    return next((one for one in record.documents if one.role != "attachment"), next(iter(record.documents), None))


def doctype(record: Record) -> str | None:
    """ASCII name of the letter's type (`cong_van`), or None."""
    document = first_document(record)
    return document.doctype.value if document and document.doctype else None
