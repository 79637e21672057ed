import hashlib
import json
from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from infra.cli import erase
from schemas.errors import TransientError, UsageError
from schemas.settings import settings
from tasks.adapters.aws import make_client
from tasks.adapters.bucket_queue import BucketQueue
from tasks.adapters.memory_store import MemoryStore
from tasks.adapters.s3_store import S3Store
from tasks.core.record.message import build_message
from tasks.stations.archive import archive_original, hold, write_record
from tests import records


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MemoryStore:
    made = MemoryStore()
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path))
    settings.cache_clear()
    monkeypatch.setattr(erase, "open_store", lambda: made)
    return made


def test_a_letter_is_gone_everywhere_and_others_stay(
    store: MemoryStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "reading").write_bytes(b"text")
    scan = tmp_path / "scan"
    scan.write_bytes(b"abc")
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    letter = records.record([records.delivery(1)]).model_copy(
        update={"letter_id": f"sha256:{digest}", "source": records.source(sha256=digest)}
    )
    write_record(store, records.record([records.delivery(2)]))
    others = set(store._objects)
    archive_original(store, scan, digest, "pdf")
    write_record(store, letter)
    BucketQueue(store).publish(
        letter.routing.deliveries[0].queue, build_message(letter, letter.routing.deliveries[0], bucket=store.bucket)
    )
    before = set(store._objects)
    assert erase.main([letter.letter_id]) == 0
    assert set(store._objects) == before
    capsys.readouterr()
    assert erase.main([letter.letter_id, "--yes"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {key.split("/")[0] for key in report["objects"]} == {"letters", "queues"}
    assert report["still_there"] == []
    assert not any(digest in key or digest.encode() in body[0] for key, body in store._objects.items())
    assert set(store._objects) == others
    assert not (tmp_path / "cache").exists()


def test_a_held_letter_goes_with_a_report_that_says_nothing_of_it(
    store: MemoryStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from schemas.record import HeldRecord  # noqa: PLC0415

    scan = tmp_path / "scan"
    scan.write_bytes(b"secret words")
    record = HeldRecord(letter_id="held:" + "a" * 32, page_count=2, held_at="2021-09-06T08:00:00+00:00")
    hold(store, scan, record)
    assert erase.main([record.letter_id, "--yes"]) == 0
    assert store._objects == {}
    assert "secret" not in capsys.readouterr().out


def test_earlier_versions_and_the_scan_as_it_was_dropped_go_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = b"%PDF the letter"
    digest = hashlib.sha256(scan).hexdigest()
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path))
    settings.cache_clear()
    with mock_aws():
        client = make_client("s3", endpoint=None, region="us-east-1", access_key="x", secret_key="y")
        store = S3Store(client, "congvan")
        store.ensure_bucket()
        client.put_bucket_versioning(Bucket="congvan", VersioningConfiguration={"Status": "Enabled"})
        monkeypatch.setattr(erase, "open_store", lambda: store)
        letter = records.record([records.delivery(1, delivered_at=records.RECEIVED_AT)]).model_copy(
            update={"letter_id": f"sha256:{digest}", "source": records.source(sha256=digest, size=len(scan))}
        )
        message = build_message(letter, letter.routing.deliveries[0], bucket="congvan")
        queue = letter.routing.deliveries[0].queue
        store.put("inbox/a.pdf", scan)
        store.put("inbox/b.pdf", scan)
        store.put("inbox/other.pdf", b"%PDF another on")
        store.put(f"letters/{digest}/original.pdf", scan)
        for _ in range(3):
            write_record(store, letter)
            letter = letter.model_copy(update={"revision": letter.revision + 1})
        BucketQueue(store).publish(queue, message)
        store.delete("inbox/a.pdf")
        store.delete(f"queues/{queue}/{message.id}.json")
        assert erase.main([letter.letter_id, "--yes"]) == 0
        report = json.loads(capsys.readouterr().out)
        assert report["was_sent_to"] == [queue]
        assert len([one for one in report["objects"] if one.startswith("inbox/")]) == 2
        left = client.list_object_versions(Bucket="congvan")
        assert [item["Key"] for item in left["Versions"]] == ["inbox/other.pdf"]
        assert [item["Key"] for item in left.get("DeleteMarkers", ())] == ["inbox/a.pdf", f"queues/{queue}/{message.id}.json"]


def versioned(monkeypatch: pytest.MonkeyPatch, home: Path) -> S3Store:
    """A bucket that began to keep versions when a letter's first record lay there already."""
    monkeypatch.setenv("CONGVAN_HOME", str(home))
    settings.cache_clear()
    client = make_client("s3", endpoint=None, region="us-east-1", access_key="x", secret_key="y")
    store = S3Store(client, "congvan")
    store.ensure_bucket()
    write_record(store, records.record())
    client.put_bucket_versioning(Bucket="congvan", VersioningConfiguration={"Status": "Enabled"})
    write_record(store, records.record().model_copy(update={"revision": 2}))
    monkeypatch.setattr(erase, "open_store", lambda: store)
    return store


@mock_aws()
def test_what_lay_there_before_the_bucket_kept_versions_goes_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    store = versioned(monkeypatch, tmp_path)
    assert erase.main([records.LETTER_ID, "--yes"]) == 0
    left = store.client.list_object_versions(Bucket="congvan")
    assert [item["Key"] for item in (*left.get("Versions", ()), *left.get("DeleteMarkers", ()))] == []


@mock_aws()
def test_versions_that_may_not_be_listed_are_not_called_gone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    store = versioned(monkeypatch, tmp_path)

    def refuse(_: str) -> None:
        raise ClientError({"Error": {"Code": "AccessDenied"}}, "ListObjectVersions")

    monkeypatch.setattr(store.client, "get_paginator", refuse)
    with pytest.raises(TransientError, match="AccessDenied"):
        erase.main([records.LETTER_ID, "--yes"])


@pytest.mark.parametrize("name", ["", "../x", "sha256:12", "held:zz", "letters/"])
def test_what_is_no_letter_is_refused(store: MemoryStore, name: str) -> None:
    with pytest.raises(UsageError):
        erase.main([name, "--yes"])
    assert store._objects == {}


def test_a_letter_is_named_by_its_number_too(store: MemoryStore, capsys: pytest.CaptureFixture[str]) -> None:
    write_record(store, records.record())
    assert erase.main(["12/UBND-VX"]) == 0
    assert f"{records.LETTER_ID}: " in capsys.readouterr().out
