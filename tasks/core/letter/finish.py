"""What needs all documents of a scan: signatures, links between documents, calibrated confidence, checks."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from schemas.letter import DigitalSignature, Document, Understanding
from schemas.page import Page
from tasks.core.letter.calibration import calibrate
from tasks.core.letter.checks import check_letter
from tasks.core.letter.digital_signatures import find_digital_signatures
from tasks.core.letter.links import link_documents
from tasks.core.letter.span import Span

if TYPE_CHECKING:
    from tasks.core.registry.registry import Registry


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
        document.model_copy(update={"digital_signatures": (*find_digital_signatures(span, pages), *(signatures if not at else ()))})
        for at, (document, span) in enumerate(zip(documents, spans, strict=True))
    ]
    return link_documents(signed)
