"""Delivering (chuyển văn bản): the record first, then the messages, then the marks.

A crash anywhere and a rerun lose none: what is not marked is sent again, under the same id and with the same bytes.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from schemas.errors import TransientError, UsageError
from schemas.events import Message
from schemas.record import Record
from schemas.routing import Delivery
from tasks.core.record.message import build_message
from tasks.ports import MessageQueue, ObjectStore
from tasks.stations.archive import load_record, with_deliveries, write_record

FEWEST, MOST = 2, 16
"""Messages on their way at once. Where they wait for the network, many; where the queue answers at once, sixteen threads
hinder each other: measured for 30 messages to the embedded store 43 ms of CPU with sixteen, 18 with two, and half the time;
12 when each thread is given its share at once."""

ONE_MORE_SECONDS = 0.01
"""For each of these that the first message took, one more is on its way beside the others."""

MARKED_TOGETHER = 64
"""Deliveries that one write of the record marks: a kill sends at most so many a second time."""


def now() -> str:
    """The time as the record says it: UTC, ISO 8601 with offset, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def deliver(store: ObjectStore, queue: MessageQueue, record: Record, *, clock: Callable[[], str] = now) -> Record:
    """Send every message of the record that is not marked as sent, and give the record as it stands then.

    `status` is `read` until all messages are out, then `delivered`. When a newer revision stands in the archive nothing is
    sent and that one is given. Raises ValueError for a record that must not go out (in review, refused), TransientError when
    some messages could not be sent: those that could are marked.
    """
    if record.status not in {"read", "delivered"}:
        raise ValueError(f"a letter that is {record.status} is not delivered")
    standing = write_record(store, record.model_copy(update={"status": "delivered"}))
    while standing.revision == record.revision and (waiting := _waiting(standing)):
        sent, errors = _send(store.bucket, queue, standing, waiting[:MARKED_TOGETHER])
        standing = write_record(store, _marked(standing, sent, clock()))
        if errors:
            raise TransientError(f"delivering: {len(errors)} messages could not be sent ({errors[0]})") from errors[0]
    return standing


def _waiting(record: Record) -> list[Delivery]:
    return [delivery for delivery in record.routing.deliveries if delivery.delivered_at is None]


def _send(
    bucket: str, queue: MessageQueue, record: Record, deliveries: Sequence[Delivery]
) -> tuple[set[str], list[TransientError]]:
    """Publish side by side; give the ids of the messages that are safe on their queues, and what went wrong with the others."""

    def publish(delivery: Delivery) -> tuple[str, TransientError | None]:
        try:
            queue.publish(delivery.queue, build_message(record, delivery, bucket=bucket))
        except TransientError as error:
            return delivery.message_id, error
        return delivery.message_id, None

    start = time.monotonic()
    done = [publish(delivery) for delivery in deliveries[:1]]
    rest, shares = deliveries[1:], _side_by_side(time.monotonic() - start)
    with ThreadPoolExecutor(shares, thread_name_prefix="deliver") as threads:
        for share in threads.map(lambda share: [*map(publish, share)], (rest[n::shares] for n in range(shares))):
            done += share
    return {identifier for identifier, error in done if error is None}, [error for _, error in done if error]


def _side_by_side(seconds: float) -> int:
    """How many messages go out at once, when one takes so long."""
    return max(FEWEST, min(MOST, round(seconds / ONE_MORE_SECONDS)))


def _marked(record: Record, sent: set[str], at: str) -> Record:
    def mark(delivery: Delivery) -> Delivery:
        return delivery.model_copy(update={"delivered_at": at}) if delivery.message_id in sent else delivery

    return with_deliveries(record, [mark(delivery) for delivery in record.routing.deliveries])


def redeliver(
    store: ObjectStore, queue: MessageQueue, letter_id: str, recipient_id: str, *, clock: Callable[[], str] = now
) -> Message:
    """Send one recipient's message again, with the same id, and give it.

    Raises UsageError when there is no such letter, when it has not gone out (in review, refused, held), or when the
    recipient is none of it; ValueError for what is no letter id; TransientError when the queue is away.
    """
    record = load_record(store, letter_id)
    if record is None:
        raise UsageError(f"no record of {letter_id}")
    if record.status not in {"read", "delivered"}:
        raise UsageError(f"{letter_id} is in state {record.status}: nothing of it goes out before it is decided")
    delivery = next((one for one in record.routing.deliveries if one.recipient_id == recipient_id), None)
    if delivery is None:
        raise UsageError(f"{recipient_id} is no recipient of {letter_id}")
    message = build_message(record, delivery, bucket=store.bucket)
    queue.publish(delivery.queue, message, again=True)
    if delivery.delivered_at is None:
        write_record(store, _marked(record, {delivery.message_id}, clock()))
    return message
