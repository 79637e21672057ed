"""Upkeep of the archive: adding it up, reading letters again, the sums of a day."""

import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from schemas.record import Record
from tasks.adapters.workshop import workshop
from tasks.core.record.layout import LETTERS, ending, original_key, record_letter
from tasks.core.record.reconcile import Sum, reconcile
from tasks.core.record.redo import redone
from tasks.ports import ObjectStore
from tasks.stations.archive import load_record, write_record
from tasks.stations.identities import with_archive
from tasks.stations.letter import Stopwatch, understand_pages
from tasks.stations.reading import read_scan
from tasks.stations.signatures import file_signatures

PLACES = (LETTERS, "quarantine/", "held/", "inbox/")


def add_up(store: ObjectStore) -> Sum:
    """Prove that everything seen is in exactly one state. Reads every record: minutes for 100,000 letters."""
    keys = [stored.key for place in PLACES for stored in store.list(place)]
    status: dict[str, str] = {}
    for key in keys:
        letter_id = record_letter(key)
        body = store.get(key) if letter_id else None
        if body is not None:
            try:
                status[key] = Record.model_validate_json(body).status
            except ValueError:  # it is named in the sum
                continue
    return reconcile(keys, status)


def letter_ids(store: ObjectStore) -> list[str]:
    """Every letter of the archive, in the order of its keys."""
    found = (record_letter(stored.key) for stored in store.list(LETTERS))
    return [letter_id for letter_id in found if letter_id]


def read_again(store: ObjectStore, letter_id: str, *, reason: str) -> Record | None:
    """Read a letter of the archive anew and write a new revision where something changed; None where nothing did.

    Raises ValueError when a person decided about it, Rejected when its file can't be taken any more.
    """
    old = load_record(store, letter_id)
    if old is None or old.status == "quarantined":
        return None
    with tempfile.TemporaryDirectory(prefix="again-", dir=workshop()) as folder:
        suffix = {"text/plain": ".txt", "text/markdown": ".md"}.get(old.source.media_type, "")
        path = Path(folder) / f"scan{suffix}"
        if store.download(original_key(letter_id, ending(old.source.media_type)), path, limit=max(1, old.source.size)) is None:
            return None
        new = understand_pages(read_scan(path), old.source, Stopwatch(), status="read", signatures=file_signatures(path))
    new = with_archive(store, new)
    new = new.model_copy(update={"status": "review"}) if new.review.required else new
    changed = redone(old, new, at=datetime.now(UTC).isoformat(timespec="seconds"), reason=reason)
    return write_record(store, changed) if changed else None


def day_summary(store: ObjectStore, day: str) -> str:
    """Markdown of one day (ISO date, of receipt): letters, straight through, in review, quarantined, deadlines, seconds a page."""
    states: Counter[str] = Counter()
    by_person = pages = overdue = 0
    seconds = 0.0
    today = datetime.now(UTC).date().isoformat()
    for place in (LETTERS, "quarantine/"):
        for stored in store.list(place):
            body = store.get(stored.key) if record_letter(stored.key) else None
            record = Record.model_validate_json(body) if body else None
            if record is None:
                continue
            overdue += sum(1 for one in record.routing.deliveries if one.deadline and one.deadline < today)
            if not record.source.received_at.startswith(day):
                continue
            states[record.status] += 1
            by_person += bool(record.revisions)
            pages += len(record.pages)
            seconds += sum(step.seconds for step in record.provenance.steps) if record.provenance else 0.0
    straight = states["delivered"] - by_person
    rows = [
        ("Văn bản / letters", states.total()),
        ("Đi thẳng / straight through", max(0, straight)),
        ("Qua người duyệt / decided by a person", by_person),
        ("Đang chờ xem / in review", states["review"]),
        ("Cách ly / quarantined", states["quarantined"]),
        ("Quá hạn (mọi ngày) / overdue deadlines, of all days", overdue),
        ("Giây mỗi trang / seconds a page", f"{seconds / pages:.1f}" if pages else "—"),
    ]
    return f"# {day}\n\n| | |\n| --- | --- |\n" + "\n".join(f"| {name} | {value} |" for name, value in rows)
