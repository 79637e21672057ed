"""What a person decided becomes a new revision of the record: who, when, what, before and after. Pure."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator

from schemas.decision import FIELDS, Decision
from schemas.found import Found
from schemas.letter import Document, Review
from schemas.record import Record, Revision
from schemas.routing import Delivery, Routing
from tasks.core.record.title import first_document
from tasks.core.routing.message_id import message_id

PERSON = "person"
"""Rule of a value that a person set: it is as sure as it gets."""

Changes = list[dict[str, str | None]]


def faults(decision: Decision, doctypes: Collection[str], today: dt.date) -> Iterator[str]:
    """What is wrong with a decision, for the person who made it: Vietnamese, then English."""
    if decision.action != "deliver":
        return
    day = decision.fields.get("issued_on")
    if day:
        try:
            if dt.date.fromisoformat(day) > today:
                yield f"Ngày ban hành {day} ở tương lai / the date of issue is in the future"
        except ValueError:
            yield f"Ngày ban hành “{day}” phải viết NĂM-THÁNG-NGÀY, như 2021-10-25 / write the date as YEAR-MONTH-DAY"
    kind = decision.fields.get("doctype")
    if kind and kind not in doctypes:
        yield f"Không có loại văn bản “{kind}” / there is no such type of document"
    number = decision.fields.get("number")
    if number and (" " in number or not any(sign.isdigit() for sign in number)):
        yield f"Số, ký hiệu “{number}” phải có chữ số và không có khoảng trắng / a number has digits and no blanks"
    if not (decision.recipients or decision.added or decision.resolved):
        yield "Chưa chọn nơi nhận nào / no recipient is chosen"


def decided(record: Record, decision: Decision, *, at: str) -> Record:
    """The record's next revision, ready to be delivered: `read`, no review any more. `at`: ISO time."""
    number = record.revision + 1
    changes: Changes = []
    documents = tuple(_corrected(one, record, decision, changes) for one in record.documents)
    routing = _routed(record, decision, number, changes)
    revision = Revision(number=number, at=at, by=decision.by, reason=decision.note or "review", changes=tuple(changes))
    return record.model_copy(
        update={
            "status": "read",
            "revision": number,
            "documents": documents,
            "routing": routing,
            "review": Review(required=False, reasons=record.review.reasons),
            "revisions": (*record.revisions, revision),
        }
    )


def _corrected(document: Document, record: Record, decision: Decision, changes: Changes) -> Document:
    """The document that names the letter with its fields as the person left them; every other as it was."""
    main = first_document(record)
    if main is None or document.index != main.index:
        return document
    update: dict[str, object] = {}
    for name in FIELDS:
        old: Found | None = getattr(document, name)
        before, after = (old.value if old else None), decision.fields.get(name)
        if after == before or name not in decision.fields:
            continue
        changes.append({"what": f"documents[{document.index}].{name}", "before": before, "after": after})
        update[name] = _set_right(old, after)
    if "issuer" in update:
        update["issuer_id"] = None  # whom the new name means is for the registry, at the next rerun
    return document.model_copy(update=update)


def _set_right(old: Found | None, value: str | None) -> Found | None:
    """The value as a person gave it, with the place and the raw reading of what stood there."""
    if value is None:
        return None
    if old is None:
        return Found(value=value, raw="", confidence=1.0, rule=PERSON)
    return old.model_copy(update={"value": value, "confidence": 1.0, "rule": PERSON})


def _routed(record: Record, decision: Decision, revision: int, changes: Changes) -> Routing:
    """The deliveries that the person kept and added, under the ids of the new revision; resolved names are open no more."""
    kept = [one for one in record.routing.deliveries if one.recipient_id in decision.recipients]
    dropped = [one for one in record.routing.deliveries if one.recipient_id not in decision.recipients]
    known = {one.recipient_id for one in kept}
    new = list({one.recipient_id: one for one in decision.added if one.recipient_id not in known}.values())
    changes += [{"what": "recipient", "before": one.recipient_id, "after": None} for one in dropped]
    changes += [{"what": "recipient", "before": None, "after": one.recipient_id} for one in new]
    named = {one.raw for one in decision.resolved}
    main = first_document(record)
    added = [
        Delivery(
            recipient_id=one.recipient_id,
            name=one.name,
            queue=one.queue,
            role=one.role,
            documents=(main.index,) if main else (),
            message_id="",
            note=f"added by {decision.by}",
        )
        for one in new
    ]
    ids: Callable[[Delivery], str] = lambda one: message_id(record.letter_id, one.recipient_id, revision)  # noqa: E731
    return record.routing.model_copy(
        update={
            "deliveries": tuple(one.model_copy(update={"message_id": ids(one), "delivered_at": None}) for one in (*kept, *added)),
            "unresolved": tuple(one for one in record.routing.unresolved if one.raw not in named),
        }
    )
