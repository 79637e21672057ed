"""Review (xét duyệt): what a person is asked about a letter, what the answers mean, and what becomes of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.decision import FIELDS, Decision, Recipient, Resolved
from schemas.errors import Rejected
from schemas.record import Record
from schemas.registry import Entry
from schemas.routing import Role
from schemas.settings import settings
from tasks.core.letter.doctypes import DOC_TYPES
from tasks.core.record.build import rejected_record
from tasks.core.record.decide import decided, faults
from tasks.core.record.layout import ending, original_key, record_key
from tasks.core.record.title import first_document
from tasks.ports import ObjectStore
from tasks.stations.archive import write_record
from tasks.stations.identities import take_identities
from tasks.stations.routing import learn_alias, office_registry

NOBODY = "— không gửi / nobody"
DOCTYPES = tuple(kind.name for kind in DOC_TYPES)

ACTIONS = {"gửi đi / deliver": "deliver", "để sau / defer": "defer", "không nhận / reject": "reject"}
"""What the form offers, and what it means."""


@dataclass(frozen=True, slots=True)
class Questions:
    """What the form asks. Labels are what a person sees; each maps to a registry id.

    `fields`: value of each field as it was read, the doubtful ones first. `unresolved`: printed names with their candidates.
    """

    fields: Mapping[str, str]
    doubtful: frozenset[str]
    recipients: Mapping[str, str]
    unresolved: tuple[tuple[str, Mapping[str, str]], ...]


def questions(record: Record) -> Questions:
    """What is to be asked about this record."""
    main = first_document(record)
    doubtful = frozenset(name for name in FIELDS if any(reason.startswith(f"{name}.") for reason in record.review.reasons))
    fields: dict[str, str] = {}
    for name in sorted(FIELDS, key=lambda name: name not in doubtful):
        found = getattr(main, name) if main else None
        fields[name] = found.value if found else ""
    return Questions(
        fields=fields,
        doubtful=doubtful,
        recipients={f"{one.name} [{one.recipient_id}]": one.recipient_id for one in record.routing.deliveries},
        unresolved=tuple(
            (one.raw, {f"{candidate.name} [{candidate.recipient_id}]": candidate.recipient_id for candidate in one.candidates})
            for one in record.routing.unresolved
        ),
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """The form as it was sent: labels, not ids."""

    action: str
    by: str
    note: str
    fields: Mapping[str, str]
    recipients: Sequence[str]
    who: Mapping[str, str]
    added: Sequence[str]
    words: Sequence[str]


def understand_answers(record: Record, answers: Answers) -> tuple[Decision | None, list[str]]:
    """The decision that the answers make, or what is wrong with them, in the person's words."""
    asked = questions(record)
    wrong: list[str] = []
    added, resolved = _resolved(asked, answers, wrong)
    added += _added(record, answers.added, wrong)
    decision = Decision.model_validate(
        {
            "action": ACTIONS[answers.action],
            "by": " ".join(answers.by.split()),
            "note": answers.note.strip(),
            "fields": {name: value.strip() or None for name, value in answers.fields.items()},
            "recipients": [asked.recipients[label] for label in answers.recipients if label in asked.recipients],
            "added": added,
            "resolved": resolved,
            "words": [" ".join(word.split()) for word in answers.words if word.strip()],
        }
    )
    wrong += faults(decision, DOCTYPES, dt.datetime.now(dt.UTC).date())
    if len(decision.by) < 2:
        wrong.append("Chưa ghi tên người duyệt / say who decides")
    return (None, wrong) if wrong else (decision, [])


def _resolved(asked: Questions, answers: Answers, wrong: list[str]) -> tuple[list[Recipient], list[Resolved]]:
    """Printed names that the person gave a meaning."""
    added: list[Recipient] = []
    resolved: list[Resolved] = []
    for raw, candidates in asked.unresolved:
        label = answers.who.get(raw, NOBODY)
        entry_id = candidates.get(label)
        if entry_id is None:
            continue
        entry = office_registry().get(entry_id)
        if entry is None:
            wrong.append(f"“{label}” không còn trong danh mục / is not in the registry any more")
            continue
        resolved.append(Resolved(raw=raw, recipient_id=entry.id))
        added += _as_recipient(entry, "inform", wrong)
    return added, resolved


def _added(record: Record, names: Sequence[str], wrong: list[str]) -> list[Recipient]:
    """Recipients written by hand: a registry id or a name that means one entry."""
    registry = office_registry()
    main = first_document(record)
    near = main.issuer_id if main else None
    found: list[Recipient] = []
    for name in (" ".join(name.split()) for name in names if name.strip()):
        entry = registry.get(name)
        if entry is None:
            match = registry.best(name, near=near)
            entry = registry.get(match.entry.id) if match else None
        if entry is None:
            guesses = ", ".join(match.entry.name for match in registry.suggest(name, near=near, limit=3))
            wrong.append(f"Danh mục không có “{name}” / not in the registry{f'; gần giống / close: {guesses}' if guesses else ''}")
            continue
        found += _as_recipient(entry, "inform", wrong)
    return found


def _as_recipient(entry: Entry, role: Role, wrong: list[str]) -> list[Recipient]:
    if entry.queue is None:
        wrong.append(f"“{entry.name}” không nhận qua hệ thống này / is known and not served here")
        return []
    return [Recipient(recipient_id=entry.id, name=entry.name, queue=entry.queue, role=role)]


def carry_out(store: ObjectStore, record: Record, decision: Decision) -> Record:
    """Write the revision that the decision makes, and learn from it; or refuse the letter for good.

    Delivering is the next step. Repeating it after a crash changes nothing more.
    """
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    if decision.action == "reject":
        return refuse(store, record, decision)
    learn(record, decision)
    standing = write_record(store, decided(record, decision, at=at))
    take_identities(store, standing)  # under the number that the person set right: a later copy is known by it
    return standing


def refuse(store: ObjectStore, record: Record, decision: Decision) -> Record:
    """Move the letter to quarantine: a person does not take it. Dropped again, it is read anew."""
    refused = rejected_record(source=record.source, rejection=Rejected("review.rejected").rejection)
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    history = {"number": record.revision + 1, "at": at, "by": decision.by, "reason": decision.note or "rejected"}
    refused = Record.model_validate(refused.model_dump() | {"revision": record.revision + 1, "revisions": [history]})
    file_ending = ending(record.source.media_type)
    kept = original_key(record.letter_id, file_ending)
    if store.head(kept) is not None:
        store.copy(kept, original_key(record.letter_id, file_ending, quarantined=True))
    write_record(store, refused)
    store.delete(record_key(record.letter_id))
    store.delete(kept)
    return refused


def learn(record: Record, decision: Decision) -> None:
    """Remember what the person taught: who is meant by a printed name (for this issuer), and words that are right."""
    main = first_document(record)
    for resolved in decision.resolved:
        learn_alias(resolved.recipient_id, resolved.raw, issuer_id=main.issuer_id if main else None)
    if decision.words and settings().wordlist is not None:
        _append_words(settings().wordlist, decision.words)


def _append_words(path: Path | None, words: Sequence[str]) -> None:
    if path is None:
        return
    known = set(path.read_text("utf-8").splitlines()) if path.exists() else set()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{word}\n" for word in words if word not in known and "#" not in word)


def as_answers(record: Record, sent: Mapping[str, Any]) -> Answers:
    """The form's fields, as Prefect gives them, by their meaning. `who_1` … stand for the unresolved names in order."""
    asked = questions(record)
    return Answers(
        action=sent["decision"],
        by=sent["decided_by"],
        note=sent.get("note", ""),
        fields={name: sent.get(name, "") or "" for name in asked.fields},
        recipients=sent.get("recipients", []),
        who={raw: sent.get(f"who_{index}", NOBODY) for index, (raw, _) in enumerate(asked.unresolved, start=1)},
        added=sent.get("added", []),
        words=sent.get("words", []),
    )
