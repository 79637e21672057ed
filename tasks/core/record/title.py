"""A letter in one line: its name in lists, `8604/VP-KGVX · Văn phòng UBND tỉnh Kiên Giang`."""

from schemas.letter import Document
from schemas.record import Record

_SHORT = (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"), ("Ủy ban Mặt trận Tổ quốc", "UBMTTQ"))
"""Abbreviations that every clerk uses (tên viết tắt)."""

LONGEST = 120
"""Characters of a name that a list still shows."""


def title(record: Record) -> str:
    """Number and issuer of the letter's first document; what is not known is said to be so."""
    document = first_document(record)
    number = document.number.value if document and document.number else "(không rõ số)"
    issuer = document.issuer.value if document and document.issuer else "(không rõ cơ quan ban hành)"
    for long, short in _SHORT:
        issuer = issuer.replace(long, short)
    line = " ".join(f"{number} · {issuer}".split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def first_document(record: Record) -> Document | None:
    """The document that names the letter: the cover letter, or the first."""
    return next((one for one in record.documents if one.role != "attachment"), next(iter(record.documents), None))


def doctype(record: Record) -> str | None:
    """ASCII name of the letter's type (`cong_van`), or None."""
    document = first_document(record)
    return document.doctype.value if document and document.doctype else None
