"""What every kind of queue must do, held against each one that we have."""

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from secrets import token_hex

import pytest

from schemas.errors import TransientError, UsageError
from tasks.adapters.queue_body import MOST_ATTEMPTS
from tasks.ports import MessageQueue, Received
from tests.contract.conftest import QueueKind
from tests.contract.events import event
from tests.contract.killed import consume, start

LONG = 40.0
"""Seconds that a busy machine may take for what is due in one or two."""


@pytest.fixture
def name() -> str:
    return f"so-y-te-{token_hex(4)}"


def ids(received: list[Received]) -> set[str]:
    return {one.message.id for one in received}


def drained(queue: MessageQueue, name: str, *, expected: int) -> list[str]:
    """Ids of all messages of a queue, taken off one after another."""
    found: list[str] = []
    while len(found) < expected:
        some = queue.receive(name, most=10, wait_seconds=LONG)
        if not some:
            break
        for one in some:
            found.append(one.message.id)
            queue.acknowledge(name, one)
    return found + [one.message.id for one in queue.receive(name, most=10)]


def test_a_queue_nobody_published_to_is_empty(queue: MessageQueue, name: str):
    assert queue.receive(name) == []
    assert queue.dead_letters(name) == []


def test_a_queue_made_ahead_is_empty_and_serves(queue: MessageQueue, name: str):
    for _ in range(2):
        queue.prepare([name, f"{name}-other"])
    assert queue.receive(name) == []
    queue.publish(name, event("m1"))
    assert drained(queue, name, expected=1) == ["m1"]


def test_what_is_published_is_received_as_it_was(queue: MessageQueue, name: str):
    sent = event("m1", subject='dấu "tiếng Việt" <b> và \u200b 😀')
    queue.publish(name, sent)
    (received,) = queue.receive(name, wait_seconds=LONG)
    assert received.message == sent
    assert received.attempt == 1


def test_looking_takes_nothing(queue: MessageQueue, name: str):
    assert queue.look(name) == []
    for number in range(3):
        queue.publish(name, event(f"m{number}", letter_id=f"sha256:{number}"))
    assert {message.id for message in queue.look(name)} == {"m0", "m1", "m2"}
    assert len(queue.look(name, most=2)) == 2
    assert sorted(drained(queue, name, expected=3)) == ["m0", "m1", "m2"]


def test_what_is_acknowledged_is_gone(queue: MessageQueue, name: str):
    queue.publish(name, event("m1"))
    (received,) = queue.receive(name, lease_seconds=1, wait_seconds=LONG)
    queue.acknowledge(name, received)
    assert queue.receive(name, wait_seconds=2.5) == []


def test_what_is_under_lease_is_given_to_nobody_else(kind: QueueKind, name: str):
    queue = kind.open()
    queue.publish(name, event("m1"))
    assert ids(queue.receive(name, lease_seconds=60, wait_seconds=LONG)) == {"m1"}
    assert queue.receive(name, wait_seconds=1) == []


def test_what_is_given_back_comes_again_and_counts(queue: MessageQueue, name: str):
    queue.publish(name, event("m1"))
    (first,) = queue.receive(name, lease_seconds=60, wait_seconds=LONG)
    queue.give_back(name, first)
    (second,) = queue.receive(name, lease_seconds=60, wait_seconds=LONG)
    assert (second.message, second.attempt) == (first.message, 2)
    queue.acknowledge(name, second)
    assert queue.receive(name) == []


def test_after_its_last_try_a_message_is_a_dead_letter(queue: MessageQueue, name: str):
    queue.publish(name, event("poison"))
    attempts = []
    for _ in range(MOST_ATTEMPTS):
        (received,) = queue.receive(name, wait_seconds=LONG)
        attempts.append(received.attempt)
        queue.give_back(name, received)
    assert attempts == list(range(1, MOST_ATTEMPTS + 1))
    assert queue.receive(name, wait_seconds=1) == []
    for look in range(2):  # looking does not remove it
        deadline = time.monotonic() + LONG
        while not (dead := queue.dead_letters(name)) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert [message.id for message in dead] == ["poison"], look


def test_a_dead_letter_holds_up_no_other(queue: MessageQueue, name: str):
    queue.publish(name, event("poison", letter_id="sha256:" + "0" * 64))
    for _ in range(MOST_ATTEMPTS):
        (received,) = queue.receive(name, wait_seconds=LONG)
        queue.give_back(name, received)
    queue.publish(name, event("good"))
    assert ids(queue.receive(name, wait_seconds=LONG)) == {"good"}


def test_several_are_taken_at_once_each_one_once(queue: MessageQueue, name: str):
    sent = {f"m{number}" for number in range(12)}
    for one in sorted(sent):
        queue.publish(name, event(one, letter_id=f"sha256:{one}"))
    found = drained(queue, name, expected=12)
    assert sorted(found) == sorted(sent)


def test_queues_do_not_mix(queue: MessageQueue, name: str):
    other = f"{name[:-1]}x{name[-1]}"
    queue.publish(name, event("m1"))
    queue.publish(other, event("m2"))
    queue.publish(name + "-longer", event("m3"))
    assert drained(queue, name, expected=1) == ["m1"]
    assert drained(queue, other, expected=1) == ["m2"]


def test_the_longest_name_of_a_queue_serves(queue: MessageQueue):
    long = "ban-chi-dao-" * 6 + token_hex(4)
    assert len(long) == 80
    queue.publish(long, event("m1"))
    assert drained(queue, long, expected=1) == ["m1"]


def test_a_repeat_is_one_message_by_its_id(queue: MessageQueue, name: str):
    for _ in range(3):
        queue.publish(name, event("m1"))
    assert set(drained(queue, name, expected=1)) == {"m1"}


def test_what_was_lost_is_sent_again_on_purpose(queue: MessageQueue, name: str):
    queue.publish(name, event("m1"))
    assert drained(queue, name, expected=1) == ["m1"]
    queue.publish(name, event("m1"), again=True)
    assert drained(queue, name, expected=1) == ["m1"]


def test_many_publish_side_by_side(queue: MessageQueue, name: str):
    sent = [f"m{number}" for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda one: queue.publish(name, event(one, letter_id=f"sha256:{one}")), sent))
    assert sorted(drained(queue, name, expected=40)) == sorted(sent)


def test_consumers_side_by_side_share_the_messages(kind: QueueKind, name: str):
    publisher = kind.open()
    sent = [f"m{number}" for number in range(12)]
    for one in sent:
        publisher.publish(name, event(one, letter_id=f"sha256:{one}"))

    def consume(_: int) -> list[str]:
        queue = kind.open()
        taken: list[str] = []
        while len(found) + len(taken) < len(sent):
            some = queue.receive(name, most=2, wait_seconds=2)
            for one in some:
                queue.acknowledge(name, one)
                taken.append(one.message.id)
            if not some:
                break
        return taken

    found: list[str] = []
    with ThreadPoolExecutor(4) as threads:
        for taken in threads.map(consume, range(4)):
            found += taken
    assert sorted(found) == sorted(sent)


@pytest.mark.parametrize("bad", ["", "../other", "a/b", "đỏ", "a b", ".hidden", "-x\n"])
def test_a_name_that_is_none_is_refused(queue: MessageQueue, bad: str):
    with pytest.raises(UsageError):
        queue.publish(bad, event("m1"))
    with pytest.raises(UsageError):
        queue.receive(bad)


Consumer = Callable[[float, str], tuple[ForkServerProcess, Connection]]


@pytest.fixture
def consumer(kind: QueueKind, name: str) -> Iterator[Consumer]:
    """Starts a process that takes one message under a lease of so many seconds and then hangs, or acknowledges first."""
    started: list[ForkServerProcess] = []

    def begin(lease_seconds: float, then: str) -> tuple[ForkServerProcess, Connection]:
        process, said = start(consume, kind.environment, name, lease_seconds, then)
        started.append(process)
        return process, said

    yield begin
    for process in started:
        process.kill()
        process.join(10)


def test_the_message_of_a_killed_consumer_is_given_again(queue: MessageQueue, name: str, consumer: Consumer):
    queue.publish(name, event("m1"))
    process, said = consumer(2, "hang")
    assert said.recv() == ["m1"]
    process.kill()
    process.join(10)
    assert process.exitcode == -signal.SIGKILL
    (received,) = queue.receive(name, wait_seconds=LONG)
    assert (received.message.id, received.attempt) == ("m1", 2)
    queue.acknowledge(name, received)
    assert queue.receive(name, wait_seconds=1) == []


def test_the_message_of_a_hanging_consumer_is_given_again(queue: MessageQueue, name: str, consumer: Consumer):
    queue.publish(name, event("m1"))
    process, said = consumer(1, "hang")
    assert said.recv() == ["m1"]
    (received,) = queue.receive(name, wait_seconds=LONG)
    assert (received.message.id, received.attempt) == ("m1", 2)
    assert process.is_alive()


def test_what_a_consumer_acknowledged_before_it_was_killed_is_gone(queue: MessageQueue, name: str, consumer: Consumer):
    queue.publish(name, event("m1"))
    process, said = consumer(1, "acknowledge")
    assert (said.recv(), said.recv()) == (["m1"], "done")
    process.kill()
    process.join(10)
    assert queue.receive(name, wait_seconds=2.5) == []


def test_a_consumer_that_comes_too_late_takes_nothing_from_others(kind: QueueKind, name: str):
    slow, quick = kind.open(), kind.open()
    slow.publish(name, event("m1"))
    (late,) = slow.receive(name, lease_seconds=1, wait_seconds=LONG)
    time.sleep(2.2)
    (again,) = quick.receive(name, lease_seconds=60, wait_seconds=LONG)
    assert again.attempt == 2
    with suppress(TransientError):  # a broker that knows that the lease is gone may say so
        slow.give_back(name, late)
    quick.acknowledge(name, again)
    assert quick.receive(name, wait_seconds=1) == []
