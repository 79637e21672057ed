"""A file far over the largest size: its bytes stay in the store, none are lost, and nothing is left behind in `work/`."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from schemas.errors import Rejected, TransientError
from schemas.record import HeldRecord, Record
from schemas.scan import Scan
from schemas.settings import settings
from tasks import hold_letter, look_for_secrecy, quarantine_letter
from tasks.adapters.memory_store import MemoryStore
from tasks.adapters.s3_store import S3Store
from tasks.core.record.build import rejected_record
from tasks.stations import scan as scans
from tasks.stations.archive import load_record, quarantine, write_record
from tasks.stations.inbox import arrival
from tasks.stations.scan import LOOKED_AT, fetch, take_out

MOST = 100
FAR_TOO_LARGE, SHA256 = (body := b"%PDF-" + b"x" * MOST * LOOKED_AT), hashlib.sha256(body).hexdigest()
GATE: Any = look_for_secrecy.look_for_secrecy
REFUSE: Any = quarantine_letter.quarantine_letter
HOLD: Any = hold_letter.hold_letter
REFUSAL = Rejected("file.too_large", "by far")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryStore]:
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONGVAN_MAX_BYTES", str(MOST))
    settings.cache_clear()
    made = MemoryStore("b")
    for task in (hold_letter, look_for_secrecy, quarantine_letter):
        monkeypatch.setattr(task, "open_store", lambda: made)
    monkeypatch.setattr(quarantine_letter, "wait_until_quiet", lambda *_: True)
    yield made
    settings.cache_clear()


def fetched(store: MemoryStore, body: bytes = FAR_TOO_LARGE) -> Scan:
    store.put("inbox/a.pdf", body)
    (lying,) = store.list("inbox/")
    scan = fetch(store, arrival(store.bucket, lying))
    assert scan is not None
    return scan


def kept_here(home: Path) -> int:
    return sum(path.stat().st_size for path in home.rglob("*") if path.is_file())


def refused(scan: Scan) -> Record:
    return rejected_record(source=scan.source, rejection=REFUSAL.rejection)


def test_it_is_refused_without_having_been_copied_here_and_kept_whole(store: MemoryStore, tmp_path: Path) -> None:
    scan = fetched(store)
    assert (scan.whole, scan.source.sha256, scan.source.size) == (False, SHA256, len(FAR_TOO_LARGE))
    with pytest.raises(Rejected) as refusal:
        GATE.fn(scan)
    assert refusal.value.code == "file.too_large"
    record = REFUSE.fn(scan, refusal.value)
    assert record is not None
    assert kept_here(tmp_path) == 0
    assert take_out(store, scan)
    assert store.get(f"quarantine/{SHA256}/original.bin") == FAR_TOO_LARGE
    assert load_record(store, record.letter_id) == record
    assert list(store.list("inbox/")) == []


def test_what_is_a_little_too_large_comes_for_the_gate_to_look_at_it(store: MemoryStore) -> None:
    body = FAR_TOO_LARGE[: LOOKED_AT * MOST]
    scan = fetched(store, body)
    assert scan.whole
    assert scan.path.read_bytes() == body


def test_taken_up_again_after_a_crash_it_is_not_copied_again(store: MemoryStore) -> None:
    quarantine(store, None, refused(fetched(store)), "bin")
    written: list[str] = []
    store.fault = lambda operation, key, _: written.append(key) if operation == "put" else None
    quarantine(store, None, refused(fetched(store)), "bin")
    assert [key for key in written if "original" in key] == []


def test_written_over_while_it_is_worked_on_no_other_bytes_get_its_hash(store: MemoryStore) -> None:
    scan = fetched(store)
    store.put("inbox/a.pdf", FAR_TOO_LARGE[::-1])
    with pytest.raises(TransientError, match="other bytes"):
        quarantine(store, None, refused(scan), "bin")
    assert [item.key for item in store.list("")] == ["inbox/a.pdf"]
    assert not take_out(store, scan)
    assert store.get("inbox/a.pdf") == FAR_TOO_LARGE[::-1]


def test_one_that_is_gone_while_it_came_is_nobodys(store: MemoryStore) -> None:
    store.put("inbox/a.pdf", FAR_TOO_LARGE)
    (lying,) = store.list("inbox/")
    store.put("inbox/a.pdf", FAR_TOO_LARGE + b"more")
    assert fetch(store, arrival(store.bucket, lying)) is None


def test_a_letter_that_was_taken_when_the_limit_was_higher_comes_whole(store: MemoryStore) -> None:
    scan = fetched(store)
    letter = Record(letter_id=f"sha256:{SHA256}", status="delivered", source=scan.source)
    write_record(store, letter)
    again = fetched(store)
    assert (again.whole, again.known, again.path.read_bytes()) == (True, letter, FAR_TOO_LARGE)


def test_held_unjudged_it_is_brought_and_held_whole(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_for_secrecy, "keeps_crashing", lambda **_: True)
    scan = fetched(store)
    pages = GATE.fn(scan)
    assert pages == 0
    record = HOLD.fn(scan, pages)
    assert isinstance(record, HeldRecord)
    assert store.get(f"held/{record.letter_id.removeprefix('held:')}/scan") == FAR_TOO_LARGE
    store.put("inbox/a.pdf", FAR_TOO_LARGE[::-1])
    with pytest.raises(TransientError):
        scans.brought(store, scan)


class LargeCopies:
    """In place of boto3's client: refuses to copy at one go, as AWS does from 5 GB on."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.in_parts: list[tuple[Any, ...]] = []

    def copy_object(self, **_: object) -> None:
        raise ClientError({"Error": {"Code": self.code, "Message": ""}}, "CopyObject")

    def copy(self, *what: object) -> None:
        self.in_parts.append(what)


def test_what_is_too_large_to_copy_at_one_go_is_copied_in_parts() -> None:
    client = LargeCopies("InvalidRequest")
    S3Store(client, "b").copy("inbox/a", "quarantine/a")
    assert client.in_parts == [({"Bucket": "b", "Key": "inbox/a"}, "b", "quarantine/a")]
    gone = LargeCopies("NoSuchKey")
    with pytest.raises(TransientError):
        S3Store(gone, "b").copy("inbox/a", "quarantine/a")
    assert gone.in_parts == []
