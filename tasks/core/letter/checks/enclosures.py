"""The cover letter against what it encloses (văn bản kèm theo): number and date as the cover gives them."""

from collections.abc import Iterator, Sequence

from schemas.letter import Document, Finding, Reference
from tasks.core.letter.checks.finding import finding
from tasks.core.letter.number.links import enclosed_references
from tasks.core.letter.number.references import number_key, type_of_number


def check_enclosures(documents: Sequence[Document]) -> Iterator[Finding]:
    """Findings enclosure.* of all documents of one scan."""
    by_index = {document.index: document for document in documents}
    for document in documents:
        for reference in document.references:
            cited = by_index.get(reference.document) if reference.document is not None else None
            if cited is not None:
                yield from _date(document, reference, cited)
    for cover in documents:
        if cover.role != "attachment":
            yield from _missing(cover, [by_index[index] for index in cover.attachments if index in by_index])


def _date(document: Document, reference: Reference, cited: Document) -> Iterator[Finding]:
    """The same number with another date."""
    issued = cited.issued_on
    if issued is not None and reference.issued_on is not None and issued.value != reference.issued_on:
        yield finding("enclosure.date_mismatch", "error", [document.index, cited.index], [reference, issued])


def _missing(cover: Document, attached: Sequence[Document]) -> Iterator[Finding]:
    """What the cover says it encloses and what lies behind it."""
    announced = enclosed_references(cover)
    absent = [reference for reference in announced if reference.document is None]
    unannounced = [
        document
        for document in attached
        if document.number is not None and all(reference.document != document.index for reference in cover.references)
    ]
    for reference in absent:
        other = next((document for document in unannounced if _may_be(reference, document)), None)
        if other is not None:
            unannounced.remove(other)
            yield finding("enclosure.number_mismatch", "error", [cover.index, other.index], [reference, other.number])
        elif not any(_without_number(reference, document) for document in attached):
            yield finding("enclosure.missing", "warning", [cover.index], [reference])


def _may_be(reference: Reference, document: Document) -> bool:
    """Whether the attached document is the announced one misnumbered: the same type, or the same number under another symbol."""
    if document.number is None:
        return False
    kind = reference.doctype or type_of_number(reference.value)
    same_type = kind is not None and document.doctype is not None and document.doctype.value == kind
    return (
        same_type
        or number_key(document.number.value).split("/", maxsplit=1)[0] == number_key(reference.value).split("/", maxsplit=1)[0]
    )


def _without_number(reference: Reference, document: Document) -> bool:
    """An attachment that lost its head may well be the announced one."""
    kind = reference.doctype or type_of_number(reference.value)
    return document.number is None and (document.doctype is None or kind is None or document.doctype.value == kind)
