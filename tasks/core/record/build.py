"""Puts the record (hồ sơ) together from what the stations gave. Pure: times and ids come in as arguments."""

from collections.abc import Sequence

from schemas.letter import Document, Finding, Review
from schemas.page import Page, PageRecord
from schemas.record import Provenance, Record, Rejection, Revision, Source, Status
from schemas.routing import Routing


def letter_id(sha256: str) -> str:
    """Identity of a letter: the SHA-256 (hex) of its original bytes."""
    return f"sha256:{sha256}"


def build_record(
    *,
    status: Status,
    source: Source,
    pages: Sequence[Page],
    documents: Sequence[Document],
    findings: Sequence[Finding],
    routing: Routing,
    review: Review,
    provenance: Provenance,
    revision: int = 1,
    revisions: tuple[Revision, ...] = (),
) -> Record:
    """Make the record of a letter that was read: `read`, `review` or `delivered`.

    Raises ValueError for `held` (nothing may be written of such a letter) and `quarantined` (it has no pages: `rejected_record`).
    """
    if status in ("held", "quarantined"):
        raise ValueError(f"a letter that is {status} has no such record")
    return Record(
        letter_id=letter_id(source.sha256),
        status=status,
        revision=revision,
        source=source,
        pages=tuple(page_record(page) for page in pages),
        corrections=tuple(correction for page in pages for correction in page.corrections),
        documents=tuple(documents),
        findings=tuple(findings),
        routing=routing,
        review=review,
        provenance=provenance,
        revisions=revisions,
    )


def rejected_record(*, source: Source, rejection: Rejection, provenance: Provenance | None = None) -> Record:
    """Make the record of a scan that was refused: `quarantined`, with its source, its code and what to do next."""
    return Record(
        letter_id=letter_id(source.sha256),
        status="quarantined",
        source=source,
        rejection=rejection,
        provenance=provenance,
    )


def page_record(page: Page) -> PageRecord:
    """Give what the record keeps of a page: the reading before and after cleaning and the marks; not its lines and words."""
    return PageRecord(**{name: getattr(page, name) for name in PageRecord.model_fields})
