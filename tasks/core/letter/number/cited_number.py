"""The number of an enclosed document that a scan has torn, as another document of the same scan cites it (văn bản kèm theo).

A cover letter prints the number of what it encloses in its own text. Where the enclosure has its own torn,
that citation is the better witness. It is never taken for sure: what a clerk wrote may differ from what the cover says.
"""

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from schemas.letter import Document, Reference
from tasks.core.letter.number.number import parts_of
from tasks.core.letter.number.references import number_key, type_of_number

CITED, CITED_DAY = "number.cited", "issued_on.cited"
_BADLY_READ = 0.85
"""A number read with more confidence stays: what contradicts it is a finding, not an error of reading."""
_WELL_CITED = 0.75
_CAP = 0.5


def with_cited_numbers(documents: Sequence[Document]) -> list[Document]:
    """Give the documents with badly read numbers as the scan's other documents cite them, rule `number.cited`.

    Only where one citation alone fits: the same type, no other day than the one read, a symbol that is not another one, and of the
    figures that were read one may be wrong, missing or too many. With no figures the day must be the same. The confidence is
    0.5 at most: a person looks at it. Of an enclosure whose number line was not read at all, type and day say which it is.
    """
    taken = {number_key(document.number.value) for document in documents if document.number is not None}
    found = []
    for document in documents:
        fitting = {
            number_key(reference.value): reference
            for other in documents
            if other.index != document.index
            for reference in other.references
            if number_key(reference.value) not in taken
            and (
                _fits(document, reference)
                if document.number
                else other.index < document.index and _is_enclosed(document, reference)
            )
        }
        taken |= set(fitting) if len(fitting) == 1 else set()
        found.append(_numbered(document, next(iter(fitting.values()))) if len(fitting) == 1 else document)
    return found


def _fits(document: Document, reference: Reference) -> bool:
    """Whether the badly read document can be the cited one."""
    number, parts = document.number, document.number_parts
    if number is None or parts is None or number.box is None or number.confidence >= _BADLY_READ:
        return False
    kind = reference.doctype or type_of_number(reference.value)
    day = document.issued_on.value if document.issued_on else None
    cited = parts_of(reference.value, document.system)
    lost = day == reference.issued_on and day is not None and _lost_a_figure(parts.number, cited.number if cited else None)
    if document.doctype is None or document.doctype.value != kind or (reference.confidence < _WELL_CITED and not lost):
        return False
    if day is not None and reference.issued_on is not None and day != reference.issued_on:
        return False
    if cited is None or cited.number is None or not _near(parts.symbol, cited.symbol):
        return False
    return day == reference.issued_on and day is not None if parts.number is None else _near(parts.number, cited.number)


def _lost_a_figure(read: str | None, cited: str | None) -> bool:
    """Whether the cited number is the read one with one figure more: a scan loses figures and makes none."""
    return read is not None and cited is not None and read in (cited[:-1], cited[1:])


def _is_enclosed(document: Document, reference: Reference) -> bool:
    """Whether a document of a scan, of whose number nothing was read, can be what a letter before it cites."""
    day = document.issued_on.value if document.issued_on else None
    kind = reference.doctype or type_of_number(reference.value)
    if document.doctype is None or document.doctype.box is None or (day is not None and reference.issued_on not in (None, day)):
        return False
    return (
        document.doctype.value == kind and reference.confidence >= _WELL_CITED and bool(parts_of(reference.value, document.system))
    )


def with_cited_days(documents: Sequence[Document]) -> list[Document]:
    """Give the documents with the day that the scan's others give for their number, rule `issued_on.cited`, at most 0.5 sure.

    Only where no day was read, or one that misses it by one figure and was doubted, or lies in a year after that of who cites it.
    """
    found = []
    for document in documents:
        own, number = document.issued_on, document.number
        days = {
            reference.issued_on
            for other in documents
            if number is not None and other.index != document.index
            for reference in other.references
            if reference.issued_on is not None and number_key(reference.value) == number_key(number.value)
        }
        day = next(iter(days)) if len(days) == 1 else None
        latest = max(
            (other.issued_on.value[:4] for other in documents if other.index < document.index and other.issued_on), default=""
        )
        late = own is not None and "" < latest < own.value[:4]
        near = own is None or ((late or own.confidence < _WELL_CITED) and Levenshtein.distance(own.value, day or "") == 1)
        if day is None or number is None or number.box is None or not near:
            found.append(document)
            continue
        at = own or number
        given = at.model_copy(
            update={"value": day, "raw": own.raw if own else "", "rule": CITED_DAY, "confidence": min(_CAP, at.confidence)}
        )
        found.append(document.model_copy(update={"issued_on": given}))
    return found


def _near(read: str | None, cited: str | None) -> bool:
    """One sign wrong, missing or too many at most."""
    return Levenshtein.distance(number_key(read or ""), number_key(cited or "")) <= 1


def _numbered(document: Document, reference: Reference) -> Document:
    at = document.number or document.doctype
    if at is None:
        return document
    sure = min(at.confidence, _CAP) if document.number else _UNREAD
    update = {"value": reference.value, "raw": at.raw if document.number else "", "rule": CITED, "confidence": round(sure, 4)}
    return document.model_copy(
        update={"number": at.model_copy(update=update), "number_parts": parts_of(reference.value, document.system)}
    )


_UNREAD = 0.4
"""How sure a number is of which the enclosure itself shows nothing."""
