"""Checks (kiểm tra): each sees one kind of contradiction and says so with its evidence. Nothing is mended."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from schemas.letter import Document, Finding
from schemas.page import Page
from tasks.core.letter.checks.annexes import check_annexes
from tasks.core.letter.checks.deadlines import check_deadlines
from tasks.core.letter.checks.duplicates import check_duplicates
from tasks.core.letter.checks.enclosures import check_enclosures
from tasks.core.letter.checks.issue_dates import check_dates
from tasks.core.letter.checks.lengths import check_lengths
from tasks.core.letter.checks.numbers import check_number
from tasks.core.letter.checks.page_state import check_pages
from tasks.core.letter.checks.signatures import check_signatures
from tasks.core.letter.checks.signers import check_signers
from tasks.core.letter.rows.span import Span

if TYPE_CHECKING:
    from tasks.core.registry.registry import Registry

__all__ = ["check_letter"]


def check_letter(
    pages: Sequence[Page],
    documents: Sequence[Document],
    spans: Sequence[Span],
    registry: "Registry | None",
    today: date | None,
) -> tuple[Finding, ...]:
    """Give all findings: pages first, then each document, then documents against each other. `today` None: nothing is overdue."""
    return tuple(_findings(pages, documents, spans, registry, today))


def _findings(
    pages: Sequence[Page],
    documents: Sequence[Document],
    spans: Sequence[Span],
    registry: "Registry | None",
    today: date | None,
) -> Iterator[Finding]:
    yield from check_pages(pages, documents)
    for document, span in zip(documents, spans, strict=False):
        yield from check_dates(document, span, today)
        yield from check_number(document, registry, span)
        yield from check_lengths(document)
        yield from check_signatures(document)
        yield from check_signers(document)
        yield from check_deadlines(document, documents, today)
    yield from check_enclosures(documents)
    yield from check_annexes(documents, spans)
    yield from check_duplicates(documents)
