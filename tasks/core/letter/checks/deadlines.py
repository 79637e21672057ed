"""Deadlines that can't be met any more, or that lie before the letter itself."""

from collections.abc import Iterator, Sequence
from datetime import date

from schemas.letter import Document, Finding
from tasks.core.letter.checks.finding import finding


def check_deadlines(document: Document, documents: Sequence[Document], today: date | None) -> Iterator[Finding]:
    """Findings deadline.* of one document. An enclosure is also held against the date of the letter that sends it."""
    cover = next((d for d in documents if document.index in d.attachments), None)
    sent = cover.issued_on if cover is not None else None
    issued = document.issued_on
    for deadline in dict.fromkeys(d.deadline for d in document.directives if d.deadline is not None):
        if issued is not None and deadline.value < issued.value:
            yield finding("deadline.before_issue", "warning", [document.index], [deadline, issued])
        elif cover is not None and sent is not None and deadline.value <= sent.value:
            yield finding("deadline.passed_when_sent", "warning", [cover.index, document.index], [deadline, sent])
        elif today is not None and deadline.value <= today.isoformat():
            yield finding("deadline.passed", "warning", [document.index], [deadline])
