"""Delivering, with faults at every step: whatever fails, nothing is lost and nobody gets another message than the one."""

import threading
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from schemas.errors import TransientError, UsageError
from schemas.events import Message
from schemas.record import Record
from tasks.adapters.bucket_queue import BucketQueue
from tasks.adapters.memory_store import MemoryStore, Moment, no_fault
from tasks.core.record.message import build_message
from tasks.stations.archive import load_record, write_record
from tasks.stations.delivery import MARKED_TOGETHER, deliver, redeliver
from tests.records import LETTER_ID, delivery, record


class Killed(BaseException):
    """The process is gone: no except clause for errors sees it, and nothing works from then on."""


def clock() -> Callable[[], str]:
    ticks: Iterator[int] = count()
    return lambda: f"2021-09-06T09:00:{next(ticks):02}+00:00"


def letter(recipients: int = 3) -> Record:
    return record([delivery(number) for number in range(recipients)])


def on_queues(store: MemoryStore) -> dict[str, list[str]]:
    """Message ids by queue."""
    found: dict[str, list[str]] = {}
    for item in store.list("queues/"):
        _, queue, name = item.key.split("/", 2)
        found.setdefault(queue, []).append(name)
    return found


def expected(letter: Record) -> dict[str, list[str]]:
    return {one.queue: [f"{one.message_id}.json"] for one in letter.routing.deliveries}


def test_each_recipient_gets_its_message_and_the_record_says_so():
    store = MemoryStore()
    standing = deliver(store, BucketQueue(store), letter(), clock=clock())
    assert standing.status == "delivered"
    assert all(one.delivered_at for one in standing.routing.deliveries)
    assert standing == load_record(store, LETTER_ID)
    assert on_queues(store) == expected(letter())
    body = store.get(f"queues/{letter().routing.deliveries[1].queue}/{letter().routing.deliveries[1].message_id}.json")
    assert body is not None
    message = Message.model_validate_json(body)
    assert message == build_message(letter(), letter().routing.deliveries[1], bucket="congvan")
    assert store.get(message.data.record.key) is not None


def test_the_record_is_written_before_the_first_message():
    store = MemoryStore()
    order: list[str] = []
    store.fault = lambda operation, key, moment: order.append(key) if (operation, moment) == ("put", "after") else None
    deliver(store, BucketQueue(store), letter(), clock=clock())
    kinds = [key.split("/")[0] for key in order]
    assert kinds == ["letters"] * 2 + ["queues"] * 3 + ["letters"] * 2


def test_many_recipients_do_not_write_the_record_as_often():
    store = MemoryStore()
    writes: list[str] = []
    store.fault = lambda operation, key, moment: writes.append(key) if (operation, moment) == ("put", "after") else None
    many = letter(3 * MARKED_TOGETHER + 8)
    deliver(store, BucketQueue(store), many, clock=clock())
    assert sum("/record." in key for key in writes) == 2 * (1 + 4)
    assert on_queues(store) == expected(many)


def test_a_letter_for_nobody_is_delivered_too():
    store = MemoryStore()
    assert deliver(store, BucketQueue(store), record([])).status == "delivered"
    assert on_queues(store) == {}


@pytest.mark.parametrize("status", ["review", "quarantined", "held"])
def test_what_was_not_decided_never_goes_out(status: str):
    store = MemoryStore()
    undecided = record([delivery(1)]).model_copy(update={"status": status})
    with pytest.raises(ValueError, match=status):
        deliver(store, BucketQueue(store), undecided)
    assert list(store.list("")) == []


def test_when_a_newer_revision_stands_nothing_is_sent():
    store = MemoryStore()
    newer = write_record(store, record([delivery(1, revision=2)], revision=2, status="review"))
    assert deliver(store, BucketQueue(store), letter()) == newer
    assert on_queues(store) == {}


def test_delivering_again_sends_nothing():
    store = MemoryStore()
    first = deliver(store, BucketQueue(store), letter(), clock=clock())
    for item in list(store.list("queues/")):
        store.delete(item.key)
    assert deliver(store, BucketQueue(store), letter(), clock=clock()) == first
    assert on_queues(store) == {}


def test_a_queue_that_is_away_costs_no_other_recipient_its_message():
    store = MemoryStore()
    away = letter().routing.deliveries[1].queue

    def fault(_operation: str, key: str, _moment: Moment) -> None:
        if key.startswith(f"queues/{away}/"):
            raise TransientError("away")

    store.fault = fault
    with pytest.raises(TransientError, match="1 messages"):
        deliver(store, BucketQueue(store), letter(), clock=clock())
    store.fault = no_fault
    standing = load_record(store, LETTER_ID)
    assert standing is not None
    assert standing.status == "read"
    assert [bool(one.delivered_at) for one in standing.routing.deliveries] == [True, False, True]
    again = deliver(store, BucketQueue(store), letter(), clock=clock())
    assert again.status == "delivered"
    assert on_queues(store) == expected(letter())


def killing(store: MemoryStore, at: int, error: type[BaseException]) -> None:
    """From the `at`-th moment of any operation on, everything raises."""
    moments, lock = count(), threading.Lock()

    def fault(operation: str, _key: str, moment: Moment) -> None:
        with lock:
            passed = next(moments)
        if passed >= at:
            raise error(f"{operation} {moment}")

    store.fault = fault


@pytest.mark.parametrize("error", [Killed, TransientError])
def test_killed_at_every_moment_and_run_again_each_has_exactly_its_message(error: type[BaseException]):
    survived = 0
    for at in range(200):
        store = MemoryStore()
        killing(store, at, error)
        try:
            deliver(store, BucketQueue(store), letter(), clock=clock())
            survived += 1
        except (Killed, TransientError):
            pass
        store.fault = no_fault
        before = {item.key for item in store.list("queues/")}
        if before:
            assert load_record(store, LETTER_ID) is not None, "a message pointed at a record that was not there"
        standing = deliver(store, BucketQueue(store), letter(), clock=clock())
        assert standing.status == "delivered"
        assert all(one.delivered_at for one in standing.routing.deliveries)
        assert on_queues(store) == expected(letter())
        if survived:
            break
    assert survived == 1, "every moment was tried"


def test_what_was_marked_is_not_sent_again_after_a_crash():
    store = MemoryStore()
    many = letter(MARKED_TOGETHER + 1)
    last = many.routing.deliveries[-1].queue

    def fault(_operation: str, key: str, _moment: Moment) -> None:
        if key.startswith(f"queues/{last}/"):
            raise Killed

    store.fault = fault
    with pytest.raises(Killed):
        deliver(store, BucketQueue(store), many, clock=clock())
    sent: list[str] = []
    store.fault = lambda operation, key, _moment: sent.append(key) if operation == "put" and key.startswith("queues/") else None
    deliver(store, BucketQueue(store), many, clock=clock())
    assert {key.split("/")[1] for key in sent} == {last}


def test_redelivering_sends_the_same_message_to_one():
    store = MemoryStore()
    standing = deliver(store, BucketQueue(store), letter(), clock=clock())
    for item in list(store.list("queues/")):
        store.delete(item.key)
    message = redeliver(store, BucketQueue(store), LETTER_ID, "tinh-thu/so-2")
    assert message.id == standing.routing.deliveries[2].message_id
    assert on_queues(store) == {standing.routing.deliveries[2].queue: [f"{message.id}.json"]}
    assert load_record(store, LETTER_ID) == standing


def test_redelivering_marks_what_never_went_out():
    store = MemoryStore()
    write_record(store, letter(1))
    redeliver(store, BucketQueue(store), LETTER_ID, "tinh-thu/so-0", clock=clock())
    standing = load_record(store, LETTER_ID)
    assert standing is not None
    assert (standing.status, standing.routing.deliveries[0].delivered_at) == ("delivered", "2021-09-06T09:00:00+00:00")


def test_redelivering_says_why_it_cannot():
    store = MemoryStore()
    queue = BucketQueue(store)
    with pytest.raises(UsageError, match="no record"):
        redeliver(store, queue, LETTER_ID, "tinh-thu/so-1")
    write_record(store, record([delivery(1)], status="review"))
    with pytest.raises(UsageError, match="review"):
        redeliver(store, queue, LETTER_ID, "tinh-thu/so-1")
    write_record(store, record([delivery(1)], revision=2))
    with pytest.raises(UsageError, match="no recipient"):
        redeliver(store, queue, LETTER_ID, "tinh-thu/so-9")
    with pytest.raises(ValueError, match="letter id"):
        redeliver(store, queue, "../x", "tinh-thu/so-1")
    assert on_queues(store) == {}
