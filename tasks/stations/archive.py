"""The archive (kho lưu): what is kept of a letter and in which order it is written.

Every write has a deterministic key and can be repeated after a crash at any point. A record never goes back to an earlier
revision; of the same revision only the marks of its deliveries are filled in.

A record is written twice, under its revision first: measured, the embedded store has no object at all for a moment while it
writes one over, and keeps none when it is killed in that moment (1 of 30 kills). So one of the two is always whole.
"""

import hashlib
import hmac
import logging
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from schemas.errors import Rejected, TransientError
from schemas.record import HeldRecord, Record
from schemas.routing import Delivery
from tasks.core.record.layout import HELD, folder, held_folder, is_revision, letter_hash, original_key, record_key
from tasks.core.record.seal import sealed, unsealed
from tasks.ports import ObjectStore

log = logging.getLogger(__name__)

JSON = "application/json"
_HELD_SECRET = f"{HELD}id-secret"


def archive_original(store: ObjectStore, path: Path, sha256: str, ending: str, *, quarantined: bool = False) -> str:
    """Keep the bytes of `path` as they came and give their key; they are read back and must have this SHA-256 (hex).

    An original that is there and whole is left alone. Raises TransientError when the store gives back other bytes.
    """
    key = original_key(sha256, ending, quarantined=quarantined)
    size = path.stat().st_size
    there = any(stored.key == key and stored.size == size for stored in store.list(key, limit=1))
    if there and _comes_back(store, key, size, sha256):
        return key
    store.upload(path, key)
    if not _comes_back(store, key, size, sha256):
        raise TransientError("archiving the original: the store gave back other bytes than it was given")
    return key


def _comes_back(store: ObjectStore, key: str, size: int, sha256: str) -> bool:
    try:
        return store.download(key, Path(os.devnull), limit=size) == letter_hash(sha256)  # read, and kept nowhere
    except Rejected:  # it is larger
        return False


def _copy_original(store: ObjectStore, record: Record, key: str) -> None:
    """The same as `archive_original` of what was not brought here: from the inbox to `key` within the store."""
    source = record.source
    if source.key is None:
        raise ValueError("what was not brought lies in the inbox")
    if _comes_back(store, key, source.size, source.sha256):
        return
    store.copy(source.key, key)
    if not _comes_back(store, key, source.size, source.sha256):
        store.delete(key)  # it was written over meanwhile: no bytes under another's hash
        raise TransientError("archiving the original: the store copied other bytes than were there")


def write_record(store: ObjectStore, record: Record, *, new: bool = False) -> Record:
    """Write a record and give the one that stands then. `new`: as a rule none stands; that is asked by one listing.

    A newer revision leaves the earlier ones in `record.<revision>.json`. Of the same revision, deliveries that were marked stay
    marked. An older one changes nothing: the newer stands. Refused scans are written below `quarantine/`.
    """
    quarantined = record.status == "quarantined"
    none = new and not _has_record(store, record.letter_id, quarantined=quarantined)
    current = None if none else _current(store, record.letter_id, quarantined=quarantined)
    stored = None if none else current or _newest_revision(store, record.letter_id, quarantined=quarantined)
    if stored and stored.revision > record.revision:
        return stored
    standing = _keep_marks(record, stored)
    if standing != current:
        body = sealed(standing)
        for revision in (record.revision, None):
            store.put(record_key(record.letter_id, revision, quarantined=quarantined), body, content_type=JSON)
    return standing


def _has_record(store: ObjectStore, letter_id: str, *, quarantined: bool) -> bool:
    return any(True for _ in store.list(f"{folder(letter_id, quarantined=quarantined)}record.", limit=1))


def _current(store: ObjectStore, letter_id: str, *, quarantined: bool) -> Record | None:
    key = record_key(letter_id, quarantined=quarantined)
    body = store.get(key)
    current = unsealed(body)
    if body is not None and current is None:
        log.error("a record is damaged: %s", key)
    return current


def _newest_revision(store: ObjectStore, letter_id: str, *, quarantined: bool) -> Record | None:
    """The newest whole revision, for when the current record is missing or damaged."""
    keys = [item.key for item in store.list(folder(letter_id, quarantined=quarantined)) if is_revision(item.key)]
    whole = [record for record in map(unsealed, map(store.get, keys)) if record]
    return max(whole, key=lambda record: record.revision, default=None)


def _keep_marks(record: Record, stored: Record | None) -> Record:
    """The record with what is known of its messages: an id that went out once went out, whatever is written later."""
    marked = {delivery.message_id: delivery.delivered_at for delivery in stored.routing.deliveries} if stored else {}

    def keep(delivery: Delivery) -> Delivery:
        return delivery.model_copy(update={"delivered_at": delivery.delivered_at or marked.get(delivery.message_id)})

    return with_deliveries(record, [keep(delivery) for delivery in record.routing.deliveries])


def with_deliveries(record: Record, deliveries: Sequence[Delivery]) -> Record:
    """The record with these deliveries. Of one that goes out, `status` is `delivered` once all are marked, `read` before."""
    status = record.status
    if deliveries and status in {"read", "delivered"}:
        status = "delivered" if all(delivery.delivered_at for delivery in deliveries) else "read"
    routing = record.routing.model_copy(update={"deliveries": tuple(deliveries)})
    return record.model_copy(update={"routing": routing, "status": status})


def load_record(store: ObjectStore, letter_id: str, revision: int | None = None) -> Record | None:
    """Give the current record of a letter, or that of `revision`; a refused scan's too. None when there is none.

    Raises ValueError for what is no letter id.
    """
    for quarantined in (False, True):
        if revision is None:
            if not _has_record(store, letter_id, quarantined=quarantined):  # as a rule: asked of every new scan
                continue
            record = _current(store, letter_id, quarantined=quarantined)
            record = record or _newest_revision(store, letter_id, quarantined=quarantined)
        else:
            record = unsealed(store.get(record_key(letter_id, revision, quarantined=quarantined)))
        if record:
            return record
    return None


def quarantine(store: ObjectStore, path: Path | None, record: Record, ending: str) -> str:
    """Keep a refused scan and why: the bytes first, then the record (`status` quarantined). Give the record's key.

    `path` None: far too large to be brought here, so copied within the store. Raises ValueError for another record.
    """
    if record.status != "quarantined":
        raise ValueError("only a refused scan goes to quarantine")
    if path is None:
        _copy_original(store, record, original_key(record.letter_id, ending, quarantined=True))
    else:
        archive_original(store, path, record.source.sha256, ending, quarantined=True)
    write_record(store, record)
    return record_key(record.letter_id, quarantined=True)


def held_id(store: ObjectStore, sha256: str) -> str:
    """Id of a held letter (văn bản mật): `held:` and 32 hex digits, the same for the same scan, and telling nothing about it.

    A keyed hash under a random secret that lies with the held scans: who can't read them can't link the id to a file,
    and taking a letter up again after a crash makes no second copy.
    """
    store.put_if_absent(_HELD_SECRET, secrets.token_bytes(32))
    secret = store.get(_HELD_SECRET)
    if secret is None:
        raise TransientError("holding a letter: the store does not show what was written just now")
    return f"held:{hmac.new(secret, letter_hash(sha256).encode(), hashlib.sha256).hexdigest()[:32]}"


def is_held(store: ObjectStore, sha256: str) -> bool:
    """Whether this very scan lies among the held ones: then it stays there, whatever a second look would say."""
    if all(stored.key == _HELD_SECRET for stored in store.list(HELD, limit=2)):
        return False
    return any(True for _ in store.list(f"{held_folder(held_id(store, sha256))}scan", limit=1))


def hold(store: ObjectStore, path: Path, record: HeldRecord) -> str:
    """Keep a letter with a secrecy stamp out of everyone's sight: the scan, then its record of four fields. Give the prefix.

    A whole record that is there stands, where this one doesn't know the number of pages (`page_count` 0).
    """
    prefix = held_folder(record.letter_id)
    body = record.model_dump_json(indent=1).encode()
    store.upload(path, f"{prefix}scan")
    there = next((stored.size for stored in store.list(f"{prefix}record.json", limit=1)), 0)
    if record.page_count or there < len(body):  # half a record is shorter than any whole one
        store.put(f"{prefix}record.json", body, content_type=JSON)
    return prefix


def clear_unfinished(store: ObjectStore, sha256: str) -> None:
    """Delete what an earlier run archived of a scan that is held now: its original, of a letter that never got a record.

    The gate let it through then, the run died, and the next could not judge it.
    """
    letter_id = letter_hash(sha256)
    if not _has_record(store, letter_id, quarantined=False):
        for stored in list(store.list(folder(letter_id))):
            store.delete(stored.key)
