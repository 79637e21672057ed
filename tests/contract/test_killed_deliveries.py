"""A delivery that is killed (SIGKILL) at random moments and run again loses no recipient and gives none a second message."""

import random
import signal
import time
from secrets import token_hex

import pytest

from schemas.settings import settings
from schemas.stack import Stack
from tasks.adapters.bucket_queue import BucketQueue
from tasks.adapters.connect import open_queue, open_store
from tasks.adapters.s3_store import S3Store
from tasks.ports import MessageQueue
from tasks.stations.archive import load_record
from tests.contract.conftest import QueueKind, local_keys
from tests.contract.killed import deliver_letter, letter, start

KILLS = 15
RECIPIENTS = 24


@pytest.fixture
def with_store(kind: QueueKind, rclone: Stack, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Settings with this kind of queue and a store to archive in."""
    keys = local_keys(rclone.s3_endpoint, rclone.s3_access_key, rclone.s3_secret_key)
    environment = keys | kind.environment
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    store = open_store()
    assert isinstance(store, S3Store)
    store.ensure_bucket()
    return environment


def all_ids(queue: MessageQueue, name: str) -> set[str]:
    """Ids of all messages of a queue."""
    if isinstance(queue, BucketQueue):  # what lies there is seen without taking it
        keys = [item.key for item in open_store().list(f"queues/{name}/")]
        return {key.rsplit("/", 1)[1].removesuffix(".json") for key in keys}
    received = queue.receive(name, most=1000, wait_seconds=20)
    return {one.message.id for one in received}


@pytest.mark.servers
@pytest.mark.parametrize("kind", ["bucket", "rabbitmq"], indirect=True)
def test_killed_at_random_moments_each_recipient_has_exactly_one_message(with_store: dict[str, str]):
    chance = random.Random(20210906)  # noqa: S311 - no secret
    longest, kills, finished = 0.0, 0, True
    letters: list[str] = []
    open_queue().prepare([one.queue for one in letter("0" * 64, RECIPIENTS).routing.deliveries])
    while kills < KILLS or not finished:
        if finished:
            letters.append(token_hex(32))
        process, said = start(deliver_letter, with_store, letters[-1], RECIPIENTS)
        assert said.recv() == "begins"
        begun = time.monotonic()
        finished = said.poll(chance.uniform(0, longest) if longest and kills < KILLS else 60)
        if finished:
            longest = min(longest or 60, time.monotonic() - begun)
        else:
            process.kill()
            kills += 1
        process.join()
        assert process.exitcode == (0 if finished else -signal.SIGKILL)
    assert_each_has_its_message(letters)


def assert_each_has_its_message(letters: list[str]) -> None:
    expected: dict[str, set[str]] = {}
    for sha256 in letters:
        standing = load_record(open_store(), f"sha256:{sha256}")
        assert standing is not None
        assert standing.status == "delivered"
        for one in standing.routing.deliveries:
            expected.setdefault(one.queue, set()).add(one.message_id)
    assert all(len(found) == len(letters) for found in expected.values())
    assert {name: all_ids(open_queue(), name) for name in expected} == expected
