"""What a person decided becomes a new revision of the record: who, when, what, before and after. Pure."""

from collections.abc import Mapping, Sequence

from schemas.decision import Corrected, Decision
from schemas.found import Found
from schemas.letter import Document, NumberParts, Review, System
from schemas.record import Record, Revision
from schemas.routing import Delivery, Role, Routing
from tasks.core.letter.number.number import find_number
from tasks.core.letter.parts.columns import rows_of
from tasks.core.record.answers import first_pages
from tasks.core.record.asked_fields import field_of, with_field
from tasks.core.record.message import TOLD
from tasks.core.record.title import first_document
from tasks.core.routing.message_id import message_id
from tasks.core.vietnamese.text import text_page

PERSON = "person"
"""Rule of a value that a person set: it is as sure as it gets."""

Changes = list[dict[str, str | None]]


def decided(record: Record, decision: Decision, *, at: str) -> Record:
    """The record's next revision, ready to be delivered: `read`, nothing to be asked any more. `at`: ISO time.

    What went out before the question was answered and says the same now stays the very message that was sent.
    """
    number = record.revision + 1
    changes: Changes = []
    documents = tuple(_corrected(one, decision.fields, changes) for one in record.documents)
    routing = _routed(record, decision, number, changes)
    revision = Revision(number=number, at=at, by=decision.by, reason=decision.note or "review", changes=tuple(changes))
    return record.model_copy(
        update={
            "status": "read",
            "revision": number,
            "documents": documents,
            "routing": routing,
            "review": Review(required=False, reasons=(*record.review.reasons, *record.review.afterwards)),
            "revisions": (*record.revisions, revision),
        }
    )


def split_by_hand(record: Record, new: Record, decision: Decision, *, at: str) -> Record:
    """The next revision after a person said where documents begin: `new` is the scan understood so. It is asked about again."""
    before, after = (", ".join(map(str, pages)) for pages in (first_pages(record), decision.first_pages))
    changes = ({"what": "first_pages", "before": before, "after": after},)
    number = record.revision + 1
    revision = Revision(number=number, at=at, by=decision.by, reason=decision.note or "split", changes=changes)
    reasons = tuple(dict.fromkeys(("split.by_hand", *new.review.reasons, *new.review.afterwards)))
    return new.model_copy(
        update={
            "status": "review",
            "source": record.source,
            "revision": number,
            "revisions": (*record.revisions, revision),
            "review": Review(required=True, reasons=reasons),
        }
    )


def _corrected(document: Document, fields: Sequence[Corrected], changes: Changes) -> Document:
    """The document with its fields as the person left them."""
    for one in fields:
        if one.document != document.index:
            continue
        old = field_of(document, one.name)
        changes.append(
            {"what": f"documents[{document.index}].{one.name}", "before": old.value if old else None, "after": one.value}
        )
        document = with_field(document, one.name, _set_right(old, one.value))
        if one.name == "issuer":
            document = document.model_copy(update={"issuer_id": one.issuer_id})
        if one.name == "number":
            parts = number_parts(one.value, document.system) if one.value else None
            document = document.model_copy(update={"number_parts": parts})
    return document


def number_parts(value: str, system: System) -> NumberParts | None:
    """Parts of a number as a person wrote it."""
    return find_number(rows_of([text_page(f"Số: {value}")]), system)[1]


def _set_right(old: Found | None, value: str | None) -> Found | None:
    """The value as a person gave it, with the place and the raw reading of what stood there."""
    if value is None:
        return None
    if old is None:
        return Found(value=value, raw="", confidence=1.0, rule=PERSON)
    return old.model_copy(update={"value": value, "confidence": 1.0, "rule": PERSON})


def _routed(record: Record, decision: Decision, revision: int, changes: Changes) -> Routing:
    """The deliveries that the person kept and added, under the ids of the new revision; resolved names are open no more."""
    added = {one.recipient_id: one for one in reversed(decision.added)}
    kept = [one for one in record.routing.deliveries if one.recipient_id in {*decision.recipients, *added}]
    changes += [
        {"what": "recipient", "before": one.recipient_id, "after": None}
        for one in record.routing.deliveries
        if one.recipient_id not in {*decision.recipients, *added}
    ]
    old = {one.recipient_id: one.role for one in kept}
    by_hand = {one: role for one, role in ((one, added[one].role) for one in added if one in old) if role != old[one]}
    changes += [{"what": f"role of {one}", "before": old[one], "after": role} for one, role in by_hand.items()]
    new = [_delivery(record, decision, one) for one in reversed(added) if one not in old]
    changes += [{"what": "recipient", "before": None, "after": one.recipient_id} for one in new]
    deliveries = [*(one.model_copy(update={"role": by_hand.get(one.recipient_id, one.role)}) for one in kept), *new]
    named = {(one.document, one.raw) for one in decision.resolved}
    same_words = not any(one.name in TOLD for one in decision.fields)
    return record.routing.model_copy(
        update={
            "deliveries": tuple(one if _stands(one, same_words, old) else _under(one, record, revision) for one in deliveries),
            "unresolved": tuple(one for one in record.routing.unresolved if (one.document, one.raw) not in named),
        }
    )


def _delivery(record: Record, decision: Decision, recipient_id: str) -> Delivery:
    one = next(one for one in decision.added if one.recipient_id == recipient_id)
    main = first_document(record)
    return Delivery(
        recipient_id=one.recipient_id,
        name=one.name,
        queue=one.queue,
        role=one.role,
        documents=one.documents or ((main.index,) if main else ()),
        because=one.because,
        message_id="",
        note=f"added by {decision.by}",
    )


def _stands(delivery: Delivery, same_words: bool, roles: Mapping[str, Role]) -> bool:  # noqa: FBT001
    """Whether it was sent already and would say the same again."""
    return delivery.delivered_at is not None and same_words and roles.get(delivery.recipient_id) == delivery.role


def _under(delivery: Delivery, record: Record, revision: int) -> Delivery:
    """The delivery as one of this revision, still to be sent."""
    identifier = message_id(record.letter_id, delivery.recipient_id, revision)
    return delivery.model_copy(update={"message_id": identifier, "delivered_at": None})
