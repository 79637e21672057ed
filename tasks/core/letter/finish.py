"""What needs all documents of a scan: signatures, links between documents, calibrated confidence, checks."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from schemas.letter import DigitalSignature, Document, Understanding
from schemas.page import Page
from tasks.core.letter.checks import check_letter
from tasks.core.letter.confidence.agreed_subject import with_agreed_subjects
from tasks.core.letter.confidence.calibration import calibrate
from tasks.core.letter.fields.digital_signatures import find_digital_signatures
from tasks.core.letter.number.cited_number import with_cited_days, with_cited_numbers
from tasks.core.letter.number.links import link_documents
from tasks.core.letter.rows.signs import NOI_NHAN, bare
from tasks.core.letter.rows.span import Span

if TYPE_CHECKING:
    from tasks.core.registry.registry import Registry

_BARE_CODE = re.compile(r"[A-ZĐ]$")
_DOUBT = 0.05
_LETTERS_OF_A_NAME = 6


def finish(
    documents: Sequence[Document],
    spans: Sequence[Span],
    pages: Sequence[Page],
    registry: "Registry | None",
    *,
    today: date | None = None,
    signatures: Sequence[DigitalSignature] = (),
) -> Understanding:
    """Give the understanding of a scan whose documents are read and have their roles; `spans` are theirs, in the same order.

    `signatures`, those that the file's bytes prove, cover the whole file and are noted at its first document.
    """
    linked = calibrate(join(documents, spans, pages, signatures), registry, today=today)
    return Understanding(documents=tuple(linked), findings=check_letter(pages, linked, spans, registry, today))


def join(
    documents: Sequence[Document], spans: Sequence[Span], pages: Sequence[Page], signatures: Sequence[DigitalSignature] = ()
) -> list[Document]:
    """Give the documents with their signatures and with links between them; confidences are still as found."""
    signed = [
        with_doubt(beside_stamp(document, span), span).model_copy(
            update={"digital_signatures": (*find_digital_signatures(span, pages), *(signatures if not at else ()))}
        )
        for at, (document, span) in enumerate(zip(documents, spans, strict=True))
    ]
    return link_documents(with_cited_days(with_cited_numbers(with_agreed_subjects(signed))))


def beside_stamp(document: Document, span: Span) -> Document:
    """Doubt all addressees when a row in their column, from Kính gửi down, became none: a stamp covers that name, most likely."""
    boxes = [item.box for item in document.addressees if item.box is not None]
    label = next((row.box for row in span.head if row.box is not None and "kinh gui" in bare(row.text)), None)
    if not boxes or label is None:
        return document
    left, right, bottom = min(b[0] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    names = [name for item in document.addressees for name in (item.raw, item.value)]
    for row in span.head:
        box, text = row.box, row.text.strip(" -–+;.,:")
        if (
            box is None
            or row.page != document.first_page
            or "kinh gui" in bare(text)
            or any(name in text or text in name for name in names)
        ):
            continue
        inside = label[1] <= (box[1] + box[3]) / 2 <= bottom and left - 0.05 <= box[0] <= right
        if inside and sum(char.isalpha() for char in text) >= _LETTERS_OF_A_NAME:
            doubted = tuple(
                item.model_copy(update={"confidence": round(item.confidence * _DOUBT, 4)}) for item in document.addressees
            )
            return document.model_copy(update={"addressees": doubted})
    return document


def with_doubt(document: Document, span: Span) -> Document:
    """Doubt a Lưu item that stops at a unit's code without a full stop: its copies or drafter were under a stroke, most likely.

    One that is all that is left of a list without its label too: the others were not found.
    """
    last = document.printed_recipients[-1] if document.printed_recipients else None
    if last is None or last.kind != "file":
        return document
    ended = any(
        row.text.rstrip(" ,").endswith(last.value) or row.line.raw.rstrip(" ,").endswith(last.raw) for row in span.recipients
    )
    torn = len(document.printed_recipients) == 1 and not any(NOI_NHAN.match(bare(one.text)) for one in span.recipients)
    if not torn and not (_BARE_CODE.search(last.value) and ended):
        return document
    doubted = last.model_copy(update={"confidence": round(last.confidence * _DOUBT, 4)})
    return document.model_copy(update={"printed_recipients": (*document.printed_recipients[:-1], doubted)})
