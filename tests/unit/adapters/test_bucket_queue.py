"""The lease of the bucket's queue: won by one, whoever writes when, with conditional writes and without."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from schemas.errors import TransientError
from tasks.adapters.bucket_queue import BucketQueue, queues_of
from tasks.adapters.memory_store import MemoryStore, Moment, no_fault
from tasks.adapters.queue_body import MOST_ATTEMPTS
from tests.contract.events import event

CONSUMERS = 6


def hesitate(_operation: str, _key: str, _moment: Moment) -> None:
    """Let another thread go on, for as long as it may, before and after every step."""
    time.sleep(random.choice((0, 0, 0.0005, 0.002)))  # noqa: S311 - no secret


@pytest.fixture(params=[True, False], ids=["conditional", "unconditional"])
def conditional(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_a_lease_is_won_by_one_however_the_steps_fall(*, conditional: bool):
    store = MemoryStore(conditional=conditional)
    sent = {f"m{number}" for number in range(8)}
    for one in sent:
        BucketQueue(store).publish("q", event(one))
    store.fault = hesitate
    begun = threading.Barrier(CONSUMERS)

    def consume(_: int) -> list[str]:
        queue = BucketQueue(store, conditional=conditional)
        begun.wait()
        return [one.message.id for _ in range(12) for one in queue.receive("q", lease_seconds=600, most=2)]

    with ThreadPoolExecutor(CONSUMERS) as threads:
        taken = [one for some in threads.map(consume, range(CONSUMERS)) for one in some]
    assert sorted(taken) == sorted(sent)


def test_a_consumer_killed_at_any_moment_leaves_a_message_that_comes_again(*, conditional: bool):
    class Killed(BaseException):
        pass

    for at in range(40):
        store = MemoryStore(conditional=conditional)
        queue = BucketQueue(store, conditional=conditional)
        queue.publish("q", event("m1"))
        left = at

        def fault(_operation: str, _key: str, _moment: Moment) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed

        store.fault = fault
        acknowledged = False
        try:
            (received,) = queue.receive("q", lease_seconds=0.001)
            queue.acknowledge("q", received)
            acknowledged = True
        except Killed:
            pass
        store.fault = no_fault
        age(store, 120)
        gone = store.get("queues/q/m1.json") is None
        again = queue.receive("q")
        assert [one.message.id for one in again] == ([] if gone else ["m1"])
        if acknowledged:
            assert gone
            return
    pytest.fail("the consumer never came to its end")


def age(store: MemoryStore, seconds: float) -> None:
    """Let time pass for all that is in the store."""
    for key, (body, modified, kind) in list(store._objects.items()):
        store._objects[key] = (body, modified - timedelta(seconds=seconds), kind)


def test_claims_of_messages_that_are_gone_are_swept():
    store = MemoryStore()
    queue = BucketQueue(store)
    queue.publish("q", event("m1"))
    queue.receive("q", lease_seconds=5)
    store.delete("queues/q/m1.json")  # its consumer died between the two steps of acknowledging
    age(store, 10)
    assert queue.receive("q") == []
    assert list(store.list("queues/q/")) == []


def test_the_time_of_the_store_counts_and_not_that_of_a_consumer(monkeypatch: pytest.MonkeyPatch):
    store = MemoryStore()
    queue = BucketQueue(store)
    queue.publish("q", event("m1"))
    queue.receive("q", lease_seconds=60)
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert queue.receive("q") == []
    age(store, 61)
    assert [one.attempt for one in queue.receive("q")] == [2]


def test_the_oldest_comes_first():
    store = MemoryStore()
    queue = BucketQueue(store)
    for name in ("c", "a", "b"):
        queue.publish("q", event(name))
        age(store, 1)
    assert [one.message.id for one in queue.receive("q", most=3)] == ["c", "a", "b"]


def test_what_is_no_message_becomes_a_dead_letter_and_blocks_nothing():
    store = MemoryStore()
    queue = BucketQueue(store)
    store.put("queues/q/broken.json", b"{not json")
    queue.publish("q", event("m1"))
    for _ in range(MOST_ATTEMPTS + 1):
        for one in queue.receive("q", lease_seconds=0.001, most=5):
            queue.give_back("q", one) if one.attempt < MOST_ATTEMPTS else queue.acknowledge("q", one)
        age(store, 120)
    assert queue.receive("q", most=5) == []
    assert store.get("queues/q/dead/broken.json") == b"{not json"
    assert store.get("queues/q/broken.json") is None
    assert queue.dead_letters("q") == []


def test_a_store_that_fails_while_a_message_is_taken_costs_no_message():
    store = MemoryStore()
    queue = BucketQueue(store)
    queue.publish("q", event("m1"))

    def fault(operation: str, _key: str, _moment: Moment) -> None:
        if operation == "get":
            raise TransientError("away")

    store.fault = fault
    with pytest.raises(TransientError):
        queue.receive("q", lease_seconds=1)
    store.fault = no_fault
    age(store, 2)
    assert [one.message.id for one in queue.receive("q")] == ["m1"]


def test_waiting_counts_messages_and_nothing_else():
    store = MemoryStore()
    queue = BucketQueue(store)
    for name in ("a", "b", "c"):
        queue.publish("q", event(name))
    queue.receive("q")
    assert queue.waiting("q") == 3
    assert queue.waiting("other") == 0
    queue.publish("q2", event("d"))
    assert list(queues_of(store)) == ["q", "q2"]
