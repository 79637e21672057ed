"""Annexes against their letter (phụ lục): each says under its title which document it belongs to, by number and day.

Nghị định 30/2020, Phụ lục I, III.1: "(Kèm theo Quyết định số 15/QĐ-UBND ngày 24 tháng 9 năm 2021 của …)".
"""

import re
from collections.abc import Iterator, Sequence

from schemas.letter import Document, Finding
from tasks.core.letter.checks.finding import Severity, finding
from tasks.core.letter.number.citation import Citation, find_citations
from tasks.core.letter.number.references import number_key, type_of_number
from tasks.core.letter.rows.lines import Flow, Row
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.rows.span import Span

_BELONGS = re.compile(r"\bkem theo\b")
_REACH = 40
"""Characters from `kèm theo` to the number: Quyết định số, Văn bản số, Công văn hỏa tốc số."""


def check_annexes(documents: Sequence[Document], spans: Sequence[Span]) -> Iterator[Finding]:
    """Findings enclosure.number_mismatch and enclosure.date_mismatch between annexes and the letter that they stand behind.

    Only what names a document of the letter's own type and issuer is compared: a letter also encloses the forms of others (biểu
    mẫu ban hành kèm theo Thông tư số …). An annex with a title of its own (quy chế) holds the letter, as nothing else joins the
    two; a phụ lục on the letter's own last pages is told.
    """
    by_index = {document.index: document for document in documents}
    for document, span in zip(documents, spans, strict=False):
        yield from _compare(document, document, span.annexes, "warning")
        letter = by_index.get(document.attached_to) if document.attached_to is not None else None
        if letter is not None and document.number is None:
            yield from _compare(letter, document, span.rows, "error")


def _compare(letter: Document, annex: Document, rows: Sequence[Row], severity: Severity) -> Iterator[Finding]:
    flow = Flow(rows)
    for citation in _belonging(flow.text):
        if not _of_the_same_kind(letter, citation):
            continue
        indexes = dict.fromkeys((letter.index, annex.index))
        shown = flow.found(citation.start, citation.end, rule="annex.belongs", value=citation.number)
        if letter.number is not None and number_key(letter.number.value) != number_key(citation.number):
            yield finding("enclosure.number_mismatch", severity, indexes, [shown, letter.number])
        elif letter.issued_on is not None and citation.issued_on not in (None, letter.issued_on.value) and annex is letter:
            yield finding("enclosure.date_mismatch", severity, indexes, [shown, letter.issued_on])
        return  # the first says it; what follows repeats it or speaks of others


def _belonging(text: str) -> Iterator[Citation]:
    """Citations in full right after `kèm theo`."""
    ends = [match.end() for match in _BELONGS.finditer(bare(text))]
    for citation in find_citations(text) if ends else ():
        if not citation.is_short and not citation.is_torn and any(end <= citation.start <= end + _REACH for end in ends):
            yield citation


def _of_the_same_kind(letter: Document, citation: Citation) -> bool:
    """Whether what is cited carries the letter's own symbol; without one, whether it is of its type."""
    if letter.number_parts is not None and letter.number_parts.symbol:
        return number_key(citation.number).endswith(number_key(letter.number_parts.symbol))
    kind = citation.doctype or type_of_number(citation.number)
    return letter.doctype is not None and letter.doctype.value == kind
