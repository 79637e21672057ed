"""A letter read again after a change of rules: a new revision only where something changed. Pure."""

from schemas.record import Record, Revision
from schemas.routing import Delivery
from tasks.core.record.message import TOLD
from tasks.core.record.title import first_document
from tasks.core.routing.message_id import message_id

BY = "reprocess_letters"


def redone(old: Record, new: Record, *, at: str, reason: str) -> Record | None:
    """The next revision of `old` as `new` reads it, or None when nothing of it changed.

    A delivery that says the same as before stays the very one that was sent; others go out under the ids of the new revision.
    Raises ValueError when a person had a hand in `old`: what people decided is not overwritten.
    """
    if any(revision.by != BY for revision in old.revisions):
        raise ValueError("a person decided about this letter")
    changes = _changes(old, new)
    if not changes:
        return None
    number = old.revision + 1
    same_words = all(_told(old, name) == _told(new, name) for name in TOLD)
    sent = {one.recipient_id: one for one in old.routing.deliveries}
    deliveries = tuple(_kept(one, sent.get(one.recipient_id), same_words, old.letter_id, number) for one in new.routing.deliveries)
    revision = Revision(number=number, at=at, by=BY, reason=reason, changes=tuple(changes))
    return new.model_copy(
        update={
            "source": old.source,
            "revision": number,
            "revisions": (*old.revisions, revision),
            "routing": new.routing.model_copy(update={"deliveries": deliveries}),
        }
    )


def _kept(new: Delivery, old: Delivery | None, same_words: bool, letter_id: str, revision: int) -> Delivery:  # noqa: FBT001
    if old is not None and same_words and (old.role, old.deadline, old.queue) == (new.role, new.deadline, new.queue):
        return new.model_copy(update={"message_id": old.message_id, "delivered_at": old.delivered_at})
    return new.model_copy(update={"message_id": message_id(letter_id, new.recipient_id, revision), "delivered_at": None})


def _told(record: Record, name: str) -> str | None:
    main = first_document(record)
    found = getattr(main, name) if main else None
    return found.value if found else None


def _changes(old: Record, new: Record) -> list[dict[str, str | None]]:
    """What a person would see: fields, recipients and their roles, the number of documents, whether it needs a person."""
    changes: list[dict[str, str | None]] = []

    def note(what: str, before: object, after: object) -> None:
        if before != after:
            changes.append({"what": what, "before": _text(before), "after": _text(after)})

    note("documents", len(old.documents), len(new.documents))
    for name in TOLD:
        note(f"documents[0].{name}", _told(old, name), _told(new, name))
    before = {one.recipient_id: (one.role, one.deadline) for one in old.routing.deliveries}
    after = {one.recipient_id: (one.role, one.deadline) for one in new.routing.deliveries}
    for recipient in sorted(before.keys() | after.keys()):
        note(f"recipient {recipient}", before.get(recipient), after.get(recipient))
    note("review", ", ".join(old.review.reasons) or None, ", ".join(new.review.reasons) or None)
    note("afterwards", ", ".join(old.review.afterwards) or None, ", ".join(new.review.afterwards) or None)
    return changes


def _text(value: object) -> str | None:
    return None if value is None else str(value)
