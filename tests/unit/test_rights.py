"""The policies are enough for what each part does, and for nothing more: the parts run on a store that enforces them."""

import hashlib
import re
from datetime import timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from infra.queues.rights import POLICIES, files, main, rabbitmq_permissions, s3_policies, sqs_policies
from schemas.errors import TransientError
from schemas.record import HeldRecord, Record, Rejection
from tasks.adapters.bucket_queue import BucketQueue
from tasks.adapters.memory_store import MemoryStore, Moment
from tasks.core.record.seal import unsealed
from tasks.stations.archive import archive_original, held_id, hold, quarantine
from tasks.stations.delivery import deliver, redeliver
from tasks.stations.identities import take_identities
from tasks.stations.lease import drop as drop_lease
from tasks.stations.lease import look_at_watchers, own_lease, renew
from tasks.stations.upkeep import add_up
from tests.fault.road import drop, home, world
from tests.fault.test_schedules import SCANS
from tests.records import LETTER_ID, delivery, record, source

QUEUE = delivery(1).queue
ACTIONS = {
    "get": "s3:GetObject",
    "head": "s3:GetObject",
    "put": "s3:PutObject",
    "delete": "s3:DeleteObject",
    "list": "s3:ListBucket",
}


def allows(policy: dict[str, Any], operation: str, key: str) -> bool:
    """Whether a policy of ours lets an operation through, as IAM would decide: a denial beats what is allowed."""
    effects = {one["Effect"] for one in policy["Statement"] if ACTIONS[operation] in one["Action"] and _about(one, operation, key)}
    return effects == {"Allow"}


def _about(statement: dict[str, Any], operation: str, key: str) -> bool:
    if operation != "list":
        return any(fnmatchcase(f"arn:aws:s3:::congvan/{key}", resource) for resource in statement["Resource"])
    prefixes = statement.get("Condition", {}).get("StringLike", {}).get("s3:prefix", ["*"])
    return any(fnmatchcase(key, prefix) for prefix in prefixes)


def as_role(store: MemoryStore, role: str) -> MemoryStore:
    """The same bucket under the rights of a role."""
    policy = s3_policies("congvan", consumer=QUEUE)[role]

    def fault(operation: str, key: str, _moment: Moment) -> None:
        if not allows(policy, operation, key):
            raise TransientError(f"{role} may not {operation} {key}")

    own = MemoryStore("congvan", fault=fault)
    own._objects = store._objects
    return own


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    (tmp_path / "scan").write_bytes(b"scan")
    return tmp_path / "scan"


@pytest.mark.parametrize("conditional", [True, False])
def test_the_watcher_may_do_its_whole_work(scan: Path, conditional: bool):  # noqa: FBT001 - of the two
    bucket = MemoryStore()
    bucket.put("inbox/a b.pdf", b"scan")
    store = as_role(bucket, "watcher")
    digest = hashlib.sha256(b"scan").hexdigest()
    assert [item.key for item in store.list("inbox/")] == ["inbox/a b.pdf"]
    assert store.get("inbox/a b.pdf") == b"scan"
    archive_original(store, scan, digest, "pdf")
    assert take_identities(store, record([delivery(1)])) == ()
    deliver(store, BucketQueue(store, conditional=conditional), record([delivery(1), delivery(2)]))
    redeliver(store, BucketQueue(store), LETTER_ID, delivery(2).recipient_id)
    rejection = Rejection(code="file.empty", message="x", advice="y")
    refused = Record(letter_id=f"sha256:{digest}", status="quarantined", source=source(sha256=digest), rejection=rejection)
    quarantine(store, scan, refused, "pdf")
    hold(store, scan, HeldRecord(letter_id=held_id(store, digest), page_count=1, held_at="2021-09-06"))
    store.delete("inbox/a b.pdf")
    assert list(store.list("inbox/")) == []


def test_the_watcher_can_not_read_what_it_held(scan: Path):
    store = as_role(MemoryStore(), "watcher")
    prefix = hold(store, scan, HeldRecord(letter_id="held:" + "0" * 32, page_count=1, held_at="2021-09-06"))
    with pytest.raises(TransientError, match="may not"):
        store.get(f"{prefix}scan")


@pytest.mark.parametrize("conditional", [True, False])
def test_a_consumer_works_in_its_own_queue_and_reads_letters(conditional: bool):  # noqa: FBT001 - of the two
    bucket = MemoryStore()
    deliver(bucket, BucketQueue(bucket), record([delivery(1), delivery(2)]))
    store = as_role(bucket, "consumer")
    queue = BucketQueue(store, conditional=conditional)
    assert queue.look(QUEUE)
    (received,) = queue.receive(QUEUE)
    queue.give_back(QUEUE, received)
    (received,) = queue.receive(QUEUE)
    assert unsealed(store.get(received.message.data.record.key)) is not None
    queue.acknowledge(QUEUE, received)
    assert queue.dead_letters(QUEUE) == []
    for step in (
        lambda: queue.receive(delivery(2).queue),
        lambda: queue.publish(delivery(2).queue, received.message),
        lambda: store.put(received.message.data.record.key, b"{}"),
        lambda: store.delete(received.message.data.original.key),
        lambda: list(store.list("letters/")),
        lambda: list(store.list("inbox/")),
    ):
        with pytest.raises(TransientError, match="may not"):
            step()


def test_a_clerk_drops_scans_and_sees_which_are_there_and_no_more():
    bucket = MemoryStore()
    bucket.put("letters/x/record.json", b"{}")
    store = as_role(bucket, "clerk")
    store.put("inbox/scan.pdf", b"scan")
    assert [item.key for item in store.list("inbox/")] == ["inbox/scan.pdf"]
    for key in ("letters/x/record.json", "inbox/scan.pdf", "held/x/scan"):
        with pytest.raises(TransientError, match="may not"):
            store.get(key)


def test_on_sqs_a_consumer_may_take_from_its_own_queue_alone():
    (own,) = sqs_policies("123456789012", "ap-southeast-1", consumer=QUEUE)["consumer"]["Statement"]
    assert own["Resource"] == [f"arn:aws:sqs:ap-southeast-1:123456789012:{QUEUE}"]
    assert not {"sqs:SendMessage", "sqs:PurgeQueue", "sqs:DeleteQueue", "sqs:*"} & set(own["Action"])


def test_on_rabbitmq_a_consumer_may_read_its_own_queue_alone():
    own = rabbitmq_permissions(consumer=QUEUE)["consumer"]
    assert re.search(own["read"], QUEUE)
    assert not re.search(own["read"], delivery(2).queue)
    assert not re.search(own["read"], QUEUE + "x")
    assert not re.search(own["write"], QUEUE)
    assert not re.search(own["configure"], QUEUE)


@pytest.mark.parametrize("asked", [["s3", "congvan"], ["sqs", "1", "eu-west-1", "--consumer", "q"], ["rabbitmq"]])
def test_every_kind_is_printed_as_json(asked: list[str], capsys: pytest.CaptureFixture[str]):
    assert main(asked) == 0
    assert '"watcher"' in capsys.readouterr().out


def test_an_operator_reads_erases_and_drops_again_but_writes_no_letter_and_reads_nothing_held():
    bucket = MemoryStore()
    for key in ("letters/x/record.json", "quarantine/x/original.pdf", "queues/q/m.json", "held/x/scan", "watchers/w.json"):
        bucket.put(key, b"{}")
    store = as_role(bucket, "operator")
    assert len(list(store.list(""))) == 5
    for key in ("letters/x/record.json", "quarantine/x/original.pdf", "queues/q/m.json", "watchers/w.json"):
        assert store.get(key) == b"{}"
    store.put("inbox/again.pdf", b"scan")
    for step in (
        lambda: store.get("held/x/scan"),
        lambda: store.get("held/id-secret"),
        lambda: store.put("letters/x/record.json", b"forged"),
        lambda: store.put("queues/q/forged.json", b"{}"),
        lambda: store.put("held/x/scan", b"{}"),
    ):
        with pytest.raises(TransientError, match="may not"):
            step()
    for key in ("letters/x/record.json", "quarantine/x/original.pdf", "queues/q/m.json", "held/x/scan", "inbox/again.pdf"):
        store.delete(key)
    assert [item.key for item in bucket.list("")] == ["watchers/w.json"]


def test_the_watcher_deletes_no_letter_and_takes_no_message():
    bucket = MemoryStore()
    for key in ("letters/x/record.json", "queues/q/m.json", "held/x/scan"):
        bucket.put(key, b"{}")
    store = as_role(bucket, "watcher")
    for key in ("letters/x/record.json", "queues/q/m.json", "held/x/scan"):
        with pytest.raises(TransientError, match="may not"):
            store.delete(key)
    with pytest.raises(TransientError, match="may not"):
        store.get("queues/q/m.json")


def test_the_whole_road_runs_with_the_watchers_rights(tmp_path: Path):
    """Every kind of letter, its faults and its upkeep: each operation on the store is one that the policy allows."""
    policy = s3_policies("congvan")["watcher"]
    refused: list[str] = []
    with home(tmp_path), world() as made:
        count = made.fault

        def fault(operation: str, key: str, moment: Moment) -> None:
            if not allows(policy, operation, key):
                refused.append(f"{operation} {key}")
            count(operation, key, moment)

        drop(made, SCANS)
        made.store.fault = fault
        made.run_to_the_end()
        drop(made, {"b again.pdf": b"broken five"})
        made.run_to_the_end()
        lease = own_lease("watcher-1")
        renew(made.store, lease)
        look_at_watchers(made.store, age=timedelta(seconds=60))
        drop_lease(made.store, lease)
        assert add_up(made.store).troubles == []
    assert refused == []


def test_the_committed_files_are_those_of_the_program():
    assert {name: (POLICIES / name).read_text("utf-8") for name in files()} == files()


def test_the_brokers_script_sets_the_patterns_of_the_program():
    script = (POLICIES / "rabbitmq.sh").read_text("utf-8")
    for role, patterns in rabbitmq_permissions(consumer="$queue").items():
        wanted = " ".join(f"'{patterns[kind]}'" for kind in ("configure", "write", "read"))
        assert wanted.replace("\\$queue", "'\"$queue\"'") in script, role
