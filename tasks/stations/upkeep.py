"""Upkeep of the archive: adding it up, reading letters again, the sums of a day."""

import logging
import os
import re
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from schemas.record import HeldRecord, Record
from tasks.adapters.workshop import workshop
from tasks.core.record.day import Day
from tasks.core.record.layout import HELD, LETTERS, ending, letter_hash, original_key, record_letter
from tasks.core.record.reconcile import Sum, reconcile
from tasks.core.record.redo import redone
from tasks.core.record.seal import unsealed
from tasks.core.record.words import VIETNAM
from tasks.ports import ObjectStore
from tasks.stations.archive import load_record, write_record
from tasks.stations.identities import with_archive
from tasks.stations.letter import Stopwatch, understand_pages
from tasks.stations.reading import read_scan
from tasks.stations.signatures import file_signatures

log = logging.getLogger(__name__)

PLACES = (LETTERS, "quarantine/", "held/", "inbox/")


def add_up(store: ObjectStore) -> Sum:
    """Prove that everything seen is in exactly one state, and that record and original of each letter are as they were written.

    Reads the whole archive but its copies for people: half an hour for 100,000 letters of half a megabyte.
    """
    keys = [stored.key for place in PLACES for stored in store.list(place)]
    records = {key: unsealed(store.get(key)) for key in keys if record_letter(key)}
    found = reconcile(keys, {key: record.status for key, record in records.items() if record})
    found.troubles += [f"{key}: not the bytes that came" for key in keys if not _is_as_it_came(store, key)]
    return found


_ORIGINAL = re.compile(r"(?:letters|quarantine)/([0-9a-f]{64})/original\.[a-z0-9]+")


def _is_as_it_came(store: ObjectStore, key: str) -> bool:
    """Of an original, whether its bytes still have the SHA-256 that its key says; everything else is."""
    match = _ORIGINAL.fullmatch(key)
    stored = store.head(key) if match else None
    if match is None or stored is None:
        return True
    return store.download(key, Path(os.devnull), limit=max(1, stored.size)) == match[1]


def read_again(store: ObjectStore, letter_id: str, *, reason: str) -> Record | None:
    """Read a letter of the archive anew and write a new revision where something changed; None where nothing did.

    None too where the archive has other bytes than came: `reconcile_archive` names those. Raises ValueError when a person decided
    about it, Rejected when its file can't be taken any more.
    """
    old = load_record(store, letter_id)
    if old is None or old.status == "quarantined":
        return None
    with tempfile.TemporaryDirectory(prefix="again-", dir=workshop()) as folder:
        suffix = {"text/plain": ".txt", "text/markdown": ".md"}.get(old.source.media_type, "")
        path = Path(folder) / f"scan{suffix}"
        came = store.download(original_key(letter_id, ending(old.source.media_type)), path, limit=max(1, old.source.size))
        if came != letter_hash(letter_id):
            log.error("reading again: the archive has other bytes of %s than came, or none", letter_id)
            return None
        new = understand_pages(read_scan(path), old.source, Stopwatch(), status="read", signatures=file_signatures(path))
    new = with_archive(store, new)
    new = new.model_copy(update={"status": "review"}) if new.review.required else new
    changed = redone(old, new, at=datetime.now(UTC).isoformat(timespec="seconds"), reason=reason)
    return write_record(store, changed) if changed else None


def sum_up(store: ObjectStore, day: date, *, today: date) -> Day:
    """The sums of one day (of receipt, in Vietnam) and the deadlines as of `today`. Reads every record, one at a time."""
    found = Day(day, today, VIETNAM)
    for stored in (one for place in (LETTERS, "quarantine/") for one in store.list(place) if record_letter(one.key)):
        body = store.get(stored.key)
        try:
            found.add(Record.model_validate_json(body or b""))
        except ValueError:  # taken away meanwhile, or damaged: reconciling names it
            continue
    for stored in (one for one in store.list(HELD) if one.key.endswith("/record.json")):
        body = store.get(stored.key)
        if body is not None:
            found.add(HeldRecord.model_validate_json(body))
    return found


def today_here() -> date:
    """Today in Vietnam."""
    return datetime.now(VIETNAM).date()
