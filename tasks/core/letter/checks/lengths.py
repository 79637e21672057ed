"""Widths of the metadata fields of Nghị định 30/2020, Phụ lục VI, Phần II: what is longer can't be registered as it stands."""

from collections.abc import Iterator

from schemas.found import Found
from schemas.letter import Document, Finding
from tasks.core.letter.checks.finding import finding

NUMBER, SYMBOL, ISSUER, SUBJECT, TITLE, NAME, RECIPIENTS = 11, 30, 200, 500, 100, 50, 1000
"""CodeNumber, CodeNotation, OrganName, Subject, Position, FullName, ToPlaces: characters."""


def check_lengths(document: Document) -> Iterator[Finding]:
    """Findings field.too_long of one document."""
    for found, length, limit in _fields(document):
        if found is not None and length > limit:
            yield finding("field.too_long", "warning", [document.index], [found])


def _fields(document: Document) -> Iterator[tuple[Found | None, int, int]]:
    parts = document.number_parts
    if parts is not None:
        yield document.number, len(parts.number or ""), NUMBER
        yield document.number, len(parts.symbol or ""), SYMBOL
    for found, limit in ((document.issuer, ISSUER), (document.subject, SUBJECT)):
        yield found, len(found.value) if found else 0, limit
    for signer in document.signers:
        yield signer.title, len(signer.title.value) if signer.title else 0, TITLE
        yield signer.name, len(signer.name.value) if signer.name else 0, NAME
    recipients = document.printed_recipients
    yield (recipients[0] if recipients else None), len("; ".join(r.value for r in recipients)), RECIPIENTS
