import hashlib
from pathlib import Path

import pytest

from schemas.errors import TransientError
from schemas.record import HeldRecord, Record, Rejection, Revision
from tasks.adapters.memory_store import MemoryStore
from tasks.stations.archive import archive_original, held_id, hold, load_record, quarantine, write_record
from tests.records import LETTER_ID, SHA256, delivery, record, source

BODY = b"%PDF-1.7 scan"
DIGEST = hashlib.sha256(BODY).hexdigest()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    (tmp_path / "scan").write_bytes(BODY)
    return tmp_path / "scan"


def keys(store: MemoryStore) -> list[str]:
    return [item.key for item in store.list("")]


def test_the_original_is_kept_as_it_came(store: MemoryStore, scan: Path):
    assert archive_original(store, scan, DIGEST, "pdf") == f"letters/{DIGEST}/original.pdf"
    assert store.get(f"letters/{DIGEST}/original.pdf") == BODY


def test_an_original_that_is_there_is_not_written_again(store: MemoryStore, scan: Path):
    archive_original(store, scan, DIGEST, "pdf")
    writes: list[str] = []
    store.fault = lambda operation, key, _: writes.append(key) if operation == "put" else None
    archive_original(store, scan, DIGEST, "pdf")
    assert writes == []


def test_a_broken_original_in_the_archive_is_mended(store: MemoryStore, scan: Path):
    store.put(f"letters/{DIGEST}/original.pdf", BODY[:-1] + b"X")
    archive_original(store, scan, DIGEST, "pdf")
    assert store.get(f"letters/{DIGEST}/original.pdf") == BODY


def test_other_bytes_than_the_hash_says_are_noticed(store: MemoryStore, scan: Path):
    with pytest.raises(TransientError, match="other bytes"):
        archive_original(store, scan, "ab" * 32, "pdf")


def test_a_record_comes_back_as_it_was_written(store: MemoryStore):
    assert load_record(store, LETTER_ID) is None
    written = write_record(store, record(status="review"))
    assert written == record(status="review") == load_record(store, LETTER_ID)


def test_a_new_revision_keeps_the_earlier_one_under_its_number(store: MemoryStore):
    first = write_record(store, record(status="review"))
    changed = record(status="review", revision=2).model_copy(
        update={"revisions": (Revision(number=2, at="2021-09-07T09:00:00+07:00", by="van-thu", reason="sửa"),)}
    )
    write_record(store, changed)
    folder = f"letters/{SHA256}/"
    assert keys(store) == [f"{folder}record.1.json", f"{folder}record.2.json", f"{folder}record.json"]
    assert load_record(store, LETTER_ID) == changed
    assert load_record(store, LETTER_ID, 1) == first
    assert load_record(store, LETTER_ID, 2) == changed
    assert load_record(store, LETTER_ID, 3) is None


@pytest.mark.parametrize("left", [None, b"", b'{"schema_version":"1.0","letter', b"\xff\xfe"])
def test_a_record_that_a_dying_store_lost_or_tore_is_found_again(store: MemoryStore, left: bytes | None):
    written = write_record(store, record([delivery(1, delivered_at="2021-09-06T09:00:00+00:00")], revision=2))
    current = f"letters/{SHA256}/record.json"
    store.delete(current) if left is None else store.put(current, left)
    assert load_record(store, LETTER_ID) == written
    assert write_record(store, record([delivery(1)], revision=1)) == written
    assert write_record(store, written) == written
    assert store.get(current) == store.get(f"letters/{SHA256}/record.2.json")


@pytest.mark.parametrize("copies", ["record.json", "record.2.json"])
def test_one_of_the_two_copies_is_always_whole(store: MemoryStore, copies: str):
    standing = write_record(store, record([delivery(1)], revision=2))
    marked = record([delivery(1, delivered_at="2021-09-06T09:00:00+00:00")], revision=2)

    def fault(operation: str, key: str, moment: str) -> None:
        if operation == "put" and key.endswith(copies) and moment == "before":
            del store._objects[key]  # as the embedded store does when it is killed while it writes one over
            raise TransientError("killed")

    store.fault = fault
    with pytest.raises(TransientError):
        write_record(store, marked)
    assert load_record(store, LETTER_ID) in (standing, marked)


def test_an_older_revision_changes_nothing(store: MemoryStore):
    newer = write_record(store, record(revision=3, status="review"))
    assert write_record(store, record(revision=2)) == newer
    assert load_record(store, LETTER_ID) == newer


def test_of_the_same_revision_the_marks_stay(store: MemoryStore):
    write_record(store, record([delivery(1, delivered_at="2021-09-06T09:00:00+00:00"), delivery(2)]))
    again = write_record(store, record([delivery(1), delivery(2)]))
    assert [one.delivered_at for one in again.routing.deliveries] == ["2021-09-06T09:00:00+00:00", None]


def test_the_messages_of_a_new_revision_are_new(store: MemoryStore):
    write_record(store, record([delivery(1, delivered_at="2021-09-06T09:00:00+00:00")]))
    newer = write_record(store, record([delivery(1, revision=2)], revision=2))
    assert newer.routing.deliveries[0].delivered_at is None


def test_a_letter_is_delivered_only_when_every_message_is_out(store: MemoryStore):
    assert write_record(store, record([delivery(1)], status="delivered")).status == "read"
    marked = delivery(1, delivered_at="2021-09-06T09:00:00+00:00")
    assert write_record(store, record([marked], status="read")).status == "delivered"
    assert write_record(store, record([], revision=2, status="read")).status == "read"


def test_writing_the_same_again_writes_nothing(store: MemoryStore):
    write_record(store, record([delivery(1)]))
    writes: list[str] = []
    store.fault = lambda operation, key, _: writes.append(key) if operation == "put" else None
    write_record(store, record([delivery(1)]))
    assert writes == []


def refused() -> Record:
    rejection = Rejection(code="file.empty", message="Tệp rỗng", advice="Quét lại")
    return Record(letter_id=f"sha256:{DIGEST}", status="quarantined", source=source(sha256=DIGEST), rejection=rejection)


def test_a_refused_scan_lies_in_quarantine_with_its_reason(store: MemoryStore, scan: Path):
    quarantine(store, scan, refused(), "bin")
    assert keys(store) == [f"quarantine/{DIGEST}/{name}" for name in ("original.bin", "record.1.json", "record.json")]
    assert load_record(store, f"sha256:{DIGEST}") == refused()


def test_the_bytes_are_safe_before_the_record_of_a_refusal_says_so(store: MemoryStore, scan: Path):
    def fault(operation: str, key: str, _: str) -> None:
        if operation == "put" and "/record." in key:
            raise TransientError("away")

    store.fault = fault
    with pytest.raises(TransientError):
        quarantine(store, scan, refused(), "bin")
    store.fault = lambda *_: None
    assert keys(store) == [f"quarantine/{DIGEST}/original.bin"]


def test_only_a_refused_scan_goes_to_quarantine(store: MemoryStore, scan: Path):
    with pytest.raises(ValueError, match="quarantine"):
        quarantine(store, scan, record(), "pdf")
    assert keys(store) == []


def test_a_held_letter_has_an_id_that_is_the_same_again_and_tells_nothing(store: MemoryStore):
    one = held_id(store, DIGEST)
    assert one == held_id(store, DIGEST)
    assert one != held_id(store, SHA256)
    assert DIGEST[:8] not in one
    assert one != held_id(MemoryStore(), DIGEST)  # another installation, another id


def test_of_a_held_letter_nothing_else_is_written(store: MemoryStore, scan: Path):
    held = HeldRecord(letter_id=held_id(store, DIGEST), page_count=2, held_at="2021-09-06T08:00:00+00:00")
    for _ in range(2):  # taken up again after a crash
        hold(store, scan, held)
    folder = f"held/{held.letter_id.removeprefix('held:')}/"
    assert keys(store) == sorted([f"{folder}record.json", f"{folder}scan", "held/id-secret"])
    stored = store.get(f"{folder}record.json")
    assert stored is not None
    assert HeldRecord.model_validate_json(stored) == held
    assert DIGEST.encode() not in stored
