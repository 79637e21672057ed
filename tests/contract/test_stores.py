"""What every store must do, held against each one that we have."""

import hashlib
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from threading import Event

import pytest

from schemas.errors import Rejected, TransientError
from schemas.stack import Stack
from tasks.adapters.aws import make_client
from tasks.adapters.memory_store import MemoryStore, Moment
from tasks.adapters.s3_direct import DirectS3, direct_to
from tasks.adapters.s3_store import S3Store
from tasks.adapters.store_probe import probe
from tasks.ports import ObjectStore
from tests.contract.conftest import direct_store, moto_store, rclone_store
from tests.contract.servers import free_port

STRANGE_KEYS = [
    "inbox/Công văn số 12 về việc tiêm chủng.pdf",
    "inbox/a+b & c=d?.pdf",
    "inbox/100%.pdf",
    "inbox/%2e%2e%2fx.pdf",
    "inbox/đơn 😀 (bản sao).tif",
    'inbox/"quoted" <b>.png',
]


def test_what_was_put_is_got(store: ObjectStore):
    store.put("letters/a/record.json", b"{}", content_type="application/json")
    assert store.get("letters/a/record.json") == b"{}"


def test_what_is_not_there_is_none(store: ObjectStore, tmp_path: Path):
    assert store.get("none") is None
    assert store.head("none") is None
    assert store.download("none", tmp_path / "none", limit=10) is None
    store.delete("none")


def test_put_again_replaces(store: ObjectStore):
    store.put("x/record.json", b"long before")
    store.put("x/record.json", b"after")
    assert store.get("x/record.json") == b"after"


def test_an_empty_object_is_an_object(store: ObjectStore):
    store.put("inbox/empty", b"")
    assert store.get("inbox/empty") == b""
    found = store.head("inbox/empty")
    assert found is not None
    assert found.size == 0


def test_a_listing_is_in_key_order_and_below_its_prefix(store: ObjectStore):
    for key in ("b/2", "b/10", "a/1", "b/1", "bb/1"):
        store.put(key, key.encode())
    assert [item.key for item in store.list("b/")] == ["b/1", "b/10", "b/2"]
    assert [item.size for item in store.list("b/10")] == [4]
    assert list(store.list("c/")) == []


def test_a_listing_stops_at_its_limit(store: ObjectStore):
    for number in range(5):
        store.put(f"many/{number}", b"")
    assert [item.key for item in store.list("many/", limit=3)] == ["many/0", "many/1", "many/2"]


def test_a_listing_goes_on_beyond_a_page(store: ObjectStore, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tasks.adapters.s3_store.PAGE", 3)
    for number in range(8):
        store.put(f"many/{number}", b"")
    assert [item.key for item in store.list("many/")] == [f"many/{number}" for number in range(8)]
    assert [item.key for item in store.list("many/", limit=7)] == [f"many/{number}" for number in range(7)]


@pytest.mark.parametrize("key", STRANGE_KEYS)
def test_strange_keys_come_back_as_they_are(store: ObjectStore, key: str, tmp_path: Path):
    store.put(key, b"content")
    assert [item.key for item in store.list("inbox/")] == [key]
    assert store.get(key) == b"content"
    assert store.head(key) is not None
    store.copy(key, "letters/copy")
    assert store.download("letters/copy", tmp_path / "copy", limit=100) == hashlib.sha256(b"content").hexdigest()
    store.delete(key)
    assert list(store.list("inbox/")) == []


def test_a_file_goes_up_and_comes_down_whole(store: ObjectStore, tmp_path: Path):
    body = bytes(range(256)) * 12_345
    (tmp_path / "up").write_bytes(body)
    store.upload(tmp_path / "up", "letters/a/original.pdf", content_type="application/pdf")
    assert store.download("letters/a/original.pdf", tmp_path / "down", limit=len(body)) == hashlib.sha256(body).hexdigest()
    assert (tmp_path / "down").read_bytes() == body


def test_a_file_over_the_limit_is_refused(store: ObjectStore, tmp_path: Path):
    store.put("inbox/large.pdf", b"x" * 101)
    with pytest.raises(Rejected, match=r"file\.too_large"):
        store.download("inbox/large.pdf", tmp_path / "large", limit=100)


def test_only_the_first_puts_if_absent(store: ObjectStore):
    assert store.put_if_absent("held/id-secret", b"first")
    assert not store.put_if_absent("held/id-secret", b"second")
    assert store.get("held/id-secret") == b"first"


def test_what_is_written_is_listed_at_once(store: ObjectStore):
    for number in range(20):
        store.put(f"queues/q/{number}", b"")
        assert sum(1 for _ in store.list("queues/q/")) == number + 1
    store.delete("queues/q/7")
    assert "queues/q/7" not in [item.key for item in store.list("queues/q/")]


def test_what_is_written_over_is_there_all_the_time(store: ObjectStore):
    bodies = [bytes([letter]) * 50_000 for letter in b"ab"]
    store.put("letters/a/record.json", bodies[0])
    done = Event()

    def write() -> None:
        for number in range(60):
            store.put("letters/a/record.json", bodies[number % 2])
        done.set()

    with ThreadPoolExecutor(1) as thread:
        writing = thread.submit(write)
        while not done.is_set() and not writing.done():
            with suppress(TransientError):  # "try again" is an answer; "there is none" and half an object are not
                assert store.get("letters/a/record.json") in bodies
                assert store.head("letters/a/record.json") is not None
        writing.result()


def test_times_of_writing_do_not_go_back(store: ObjectStore):
    for number in range(5):
        store.put(f"t/{number}", b"")
    times = [item.modified for item in store.list("t/")]
    assert times == sorted(times)
    assert all(time.tzinfo for time in times)


def test_copying_nothing_is_an_error(store: ObjectStore):
    with pytest.raises(TransientError):
        store.copy("none", "some")


def test_a_presigned_address_gives_the_object_and_nothing_else(store: ObjectStore):
    if isinstance(store, MemoryStore):
        pytest.skip("nobody answers addresses of a store in memory")
    store.put("letters/a/page.jpg", b"picture")
    address = store.presign("letters/a/page.jpg", seconds=60)
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server on loopback
        assert answer.read() == b"picture"
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(address.replace("page.jpg", "record.json"), timeout=10)  # noqa: S310


@pytest.mark.servers
def test_a_wrong_secret_is_refused_and_the_advice_says_where_to_look(rclone: Stack):
    client = make_client(
        "s3", endpoint=rclone.s3_endpoint, region="us-east-1", access_key=rclone.s3_access_key, secret_key="wrong" * 8
    )
    with pytest.raises(TransientError, match="CONGVAN_S3_SECRET_KEY"):
        S3Store(client, "congvan").put("inbox/x", b"")


def test_a_store_that_is_away_is_transient(tmp_path: Path):
    client = make_client("s3", endpoint=f"http://127.0.0.1:{free_port()}", region="us-east-1", access_key="a", secret_key="b")
    away = S3Store(client, "congvan")
    with pytest.raises(TransientError):
        away.get("x")
    with pytest.raises(TransientError):
        list(away.list("x"))
    with pytest.raises(TransientError):
        away.download("x", tmp_path / "x", limit=1)


def test_the_store_in_memory_fails_when_it_is_told_to():
    seen: list[tuple[str, str, Moment]] = []

    def fault(operation: str, key: str, moment: Moment) -> None:
        seen.append((operation, key, moment))
        if operation == "put" and moment == "after":
            raise TransientError("told to")

    store = MemoryStore(fault=fault)
    with pytest.raises(TransientError, match="told to"):
        store.put("a", b"1")
    assert store.get("a") == b"1"
    assert seen == [("put", "a", "before"), ("put", "a", "after"), ("get", "a", "before"), ("get", "a", "after")]


@pytest.fixture
def rclone_bucket(rclone: Stack) -> S3Store:
    store = rclone_store(rclone, f"test-{token_hex(6)}")
    store.ensure_bucket()
    return store


@pytest.fixture
def moto_bucket(moto: str) -> S3Store:
    store = moto_store(moto, f"test-{token_hex(6)}")
    store.ensure_bucket()
    return store


@pytest.mark.servers
def test_probing_tells_what_a_store_can_do_and_leaves_nothing(rclone_bucket: S3Store, moto_bucket: S3Store):
    embedded, moto = probe(rclone_bucket), probe(moto_bucket)
    assert (embedded.conditional_put, embedded.versioning, embedded.etag, embedded.key_below_key) == (False,) * 4
    assert (moto.conditional_put, moto.metadata, moto.etag, moto.key_below_key) == (True,) * 4
    assert embedded.listing_seconds is not None
    assert embedded.listing_seconds < 5
    assert list(rclone_bucket.list("")) == list(moto_bucket.list("")) == []


class NoHelp:
    """In place of boto3's client: whatever is asked of it is a failure."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"the direct way left {name} to boto3")


@pytest.mark.servers
def test_the_direct_way_writes_reads_lists_and_deletes_by_itself(rclone: Stack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("tasks.adapters.s3_store.PAGE", 3)
    usual = direct_store(rclone, f"test-{token_hex(6)}")
    usual.ensure_bucket()
    store = S3Store(NoHelp(), usual.bucket, direct=usual.direct)
    for key in STRANGE_KEYS:
        store.put(key, key.encode(), content_type="text/plain")
    assert [store.get(key) for key in STRANGE_KEYS] == [key.encode() for key in STRANGE_KEYS]
    assert list(store.list("inbox/")) == list(S3Store(usual.client, usual.bucket).list("inbox/"))
    assert list(store.list("nothing/")) == []
    (tmp_path / "from").write_bytes(b"bytes")
    store.upload(tmp_path / "from", "letters/original.pdf")
    assert store.download("letters/original.pdf", tmp_path / "to", limit=5) == hashlib.sha256(b"bytes").hexdigest()
    assert (tmp_path / "to").read_bytes() == b"bytes"
    store.delete("letters/original.pdf")
    assert list(store.list("letters/")) == []


@pytest.mark.servers
def test_what_is_large_is_left_to_boto3(rclone: Stack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("tasks.adapters.s3_direct.MOST_BYTES", 4)
    store = direct_store(rclone, f"test-{token_hex(6)}")
    store.ensure_bucket()
    store.put("x", b"large")
    assert store.direct is not None
    assert store.direct.get("x") is None
    assert not store.direct.put("y", b"large", "text/plain")
    assert store.get("x") == b"large"
    assert store.download("x", tmp_path / "x", limit=4096) == hashlib.sha256(b"large").hexdigest()
    with pytest.raises(Rejected):
        store.download("x", tmp_path / "x", limit=4)


@pytest.mark.servers
def test_where_the_direct_way_is_barred_boto3_goes_its_own(rclone: Stack):
    usual = direct_store(rclone, f"test-{token_hex(6)}")
    usual.ensure_bucket()
    wrong = DirectS3(rclone.s3_endpoint, "us-east-1", rclone.s3_access_key, "another secret", usual.bucket)
    nowhere = DirectS3(f"http://127.0.0.1:{free_port()}", "us-east-1", "a", "b", usual.bucket)
    for number, barred in enumerate((wrong, nowhere)):
        store = S3Store(usual.client, usual.bucket, direct=barred)
        store.put(f"x/{number}", b"whole")
        assert store.get(f"x/{number}") == b"whole"
        assert [item.key for item in store.list(f"x/{number}")] == [f"x/{number}"]


def test_only_a_plain_address_with_fixed_keys_is_asked_directly():
    assert direct_to("https://s3.example.org", "r", "a", "b", "congvan") is None
    assert direct_to("http://127.0.0.1:9100", "r", None, None, "congvan") is None
    assert direct_to("http://127.0.0.1:9100", "r", "a", "b", "congvan") is not None
