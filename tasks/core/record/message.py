"""The message on a recipient's queue (thông báo chuyển văn bản): a CloudEvent that points at the record. Pure.

The same delivery of the same revision always gives the same bytes, so that a repeat after a crash is seen as one.
"""

import hashlib

from schemas.events import LetterRouted, Message, ObjectPointer
from schemas.found import Found
from schemas.letter import Document
from schemas.record import Record
from schemas.routing import Delivery
from tasks.core.record.layout import ending, original_key, record_key

ID_DIGITS = 32
"""128 bits of SHA-256: no two messages ever share an id, and it is a safe part of any key or name."""

TOLD = ("doctype", "number", "issued_on", "issuer", "subject", "urgency")
"""What a message says of its document: who has it already need not get it again while these stand."""


def message_id(letter_id: str, recipient_id: str, revision: int = 1) -> str:
    """Id of the message for one recipient and one revision of a letter: 32 hex digits, the same every time."""
    text = "\n".join((letter_id, recipient_id, str(revision)))
    return hashlib.sha256(text.encode()).hexdigest()[:ID_DIGITS]


def build_message(record: Record, delivery: Delivery, *, bucket: str) -> Message:
    """Make the CloudEvent of one delivery; `bucket` is where the record lies.

    `data` tells of the document that the recipient gets first (its cover letter); `time` is that of the last change of the
    record by a person, or when the scan came.
    """
    return Message(
        id=delivery.message_id,
        source=f"/congvan/{bucket}",
        subject=record.letter_id,
        time=record.revisions[-1].at if record.revisions else record.source.received_at,
        data=LetterRouted(
            letter_id=record.letter_id,
            record=ObjectPointer(bucket=bucket, key=record_key(record.letter_id)),
            original=ObjectPointer(bucket=bucket, key=original_key(record.letter_id, ending(record.source.media_type))),
            recipient_id=delivery.recipient_id,
            role=delivery.role,
            deadline=delivery.deadline,
            **_told(_document(record, delivery)),
        ),
    )


def _document(record: Record, delivery: Delivery) -> Document | None:
    by_index = {document.index: document for document in record.documents}
    named = [by_index[index] for index in delivery.documents if index in by_index]
    return next(iter([*named, *record.documents]), None)


def _told(document: Document | None) -> dict[str, str | None]:
    """What the message says of the document itself, by field name."""
    return {name: _value(getattr(document, name, None)) for name in TOLD}


def _value(found: Found | None) -> str | None:
    return found.value if found else None
