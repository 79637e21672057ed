"""Review (xét duyệt): what a person is asked about a letter, and what becomes of the decision."""

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schemas.decision import Decision
from schemas.errors import Rejected, UsageError
from schemas.record import Record
from schemas.settings import settings
from tasks.adapters.vocabulary_files import add_office_words
from tasks.adapters.workshop import workshop
from tasks.core.record.answers import Answers, understand_answers
from tasks.core.record.build import rejected_record
from tasks.core.record.decide import decided, split_by_hand
from tasks.core.record.layout import ending, folder, is_revision, original_key
from tasks.core.record.questions import Questions, questions
from tasks.core.record.title import first_document
from tasks.ports import ObjectStore
from tasks.stations.archive import write_record
from tasks.stations.copies import redraw_pictures
from tasks.stations.identities import take_identities, with_archive
from tasks.stations.letter import Stopwatch, understand_pages
from tasks.stations.reading import read_scan
from tasks.stations.routing import learn_alias, office_registry
from tasks.stations.signatures import file_signatures


def asked_about(record: Record) -> Questions:
    """What is to be asked about this record, by the bar of this office."""
    return questions(record, bar=settings().review_bar)


def judge(record: Record, sent: Mapping[str, Any]) -> tuple[Decision | None, list[str]]:
    """The decision that a sent form makes, or what is wrong with it in the person's words."""
    asked = asked_about(record)
    return understand_answers(record, asked, as_answers(asked, sent), office_registry(), today=dt.datetime.now(dt.UTC).date())


def as_answers(asked: Questions, sent: Mapping[str, Any]) -> Answers:
    """The form's fields, as Prefect gives them, by their meaning. `who_1` … stand for the unresolved names in order."""
    return Answers(
        action=sent["decision"],
        by=sent["decided_by"],
        note=sent.get("note") or "",
        fields={one.key: sent.get(one.key, one.value) or "" for one in asked.fields},
        recipients=sent.get("recipients") or [],
        who=[sent.get(f"who_{number}") or "" for number in range(1, len(asked.unresolved) + 1)],
        added=sent.get("added") or [],
        words=sent.get("words") or [],
        first_pages=sent.get("first_pages") or "",
    )


def carry_out(store: ObjectStore, record: Record, decision: Decision) -> Record:
    """Write the revision that the decision makes, and learn from it; or refuse the letter for good.

    Delivering is the next step; after a split the letter is asked about again. Repeating it after a crash changes nothing more.
    """
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    if decision.action == "reject":
        return refuse(store, record, decision)
    if decision.action == "split":
        return split_again(store, record, decision, at=at)
    learn(record, decision)
    standing = write_record(store, decided(record, decision, at=at))
    take_identities(store, standing)  # under the number that the person set right: a later copy is known by it
    return standing


def refuse(store: ObjectStore, record: Record, decision: Decision) -> Record:
    """Move the letter to quarantine: a person does not take it. Dropped again, it is read anew.

    Its records go with it, its copies go away, and nothing of it stays in the archive: a letter is in one place.
    """
    refused = rejected_record(source=record.source, rejection=Rejected("review.rejected").rejection)
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    history = {"number": record.revision + 1, "at": at, "by": decision.by, "reason": decision.note or "rejected"}
    revisions = [*(one.model_dump() for one in record.revisions), history]
    refused = Record.model_validate(refused.model_dump() | {"revision": record.revision + 1, "revisions": revisions})
    file_ending = ending(record.source.media_type)
    kept = original_key(record.letter_id, file_ending)
    if store.head(kept) is not None:
        store.copy(kept, original_key(record.letter_id, file_ending, quarantined=True))
    here, there = folder(record.letter_id), folder(record.letter_id, quarantined=True)
    left = [stored.key for stored in store.list(here)]
    for key in filter(is_revision, left):
        store.copy(key, there + key.removeprefix(here))
    write_record(store, refused)
    for key in sorted(left, key=lambda key: key.startswith(f"{here}record.")):  # while a record is here, this is done again
        store.delete(key)
    return refused


def split_again(store: ObjectStore, record: Record, decision: Decision, *, at: str) -> Record:
    """Read the scan anew with documents beginning where the person says (tách bằng tay); it stays in review.

    Raises UsageError when the original is gone, Rejected when it can't be read any more.
    """
    suffix = {"text/plain": ".txt", "text/markdown": ".md"}.get(record.source.media_type, "")
    with tempfile.TemporaryDirectory(prefix="congvan-split-", dir=workshop()) as place:
        path = Path(place) / f"scan{suffix}"
        key = original_key(record.letter_id, ending(record.source.media_type))
        if store.download(key, path, limit=max(1, record.source.size)) is None:
            raise UsageError(f"the original of {record.letter_id} is not in the archive")
        new = understand_pages(
            read_scan(path),
            record.source,
            Stopwatch(),
            status="read",
            signatures=file_signatures(path),
            first_pages=decision.first_pages,
        )
    standing = write_record(store, split_by_hand(record, with_archive(store, new), decision, at=at))
    redraw_pictures(store, standing)
    return standing


def learn(record: Record, decision: Decision) -> None:
    """Remember what the person taught: who is meant by a printed name (for this issuer), and words that are right."""
    main = first_document(record)
    for resolved in decision.resolved:
        learn_alias(resolved.recipient_id, resolved.raw, issuer_id=main.issuer_id if main else None)
    if decision.words:
        add_office_words(settings().learnt_words, decision.words)
