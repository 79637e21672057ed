"""Queues of RabbitMQ (3.10 or newer) through pika: one durable exchange, a quorum queue bound to it for each recipient.

Quorum queues, because they count the tries of a message even when its consumer was killed, dead-letter it after N of them without
losing it on the way, and are copied among the nodes of a cluster. A queue is declared when the first message for it finds no way;
one that an administrator made (`infra/queues/`) is taken as it is.

RabbitMQ knows no lease but the connection: here each `receive` has one of its own, whose heartbeat is the lease. A consumer that is
killed gives its messages back at once, one that hangs after one to two leases, when the broker has missed its heartbeats.
"""

import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import dataclass, field
from queue import Empty, LifoQueue
from typing import Any
from uuid import uuid4

import pika
from pika.exceptions import AMQPError, ChannelClosedByBroker, UnroutableError

from schemas.errors import TransientError
from schemas.events import Message
from tasks.adapters.queue_body import CONTENT_TYPE, MOST_ATTEMPTS, checked, decode, encode
from tasks.adapters.rabbitmq_topology import DEAD, EXCHANGE, declare_exchanges, declare_queue
from tasks.ports import Received

_HEARTBEAT_SECONDS = 120
_IDLE_SECONDS = 60.0
_LOOK_SECONDS = 10
_POLL_SECONDS = 0.1
_PERSISTENT = 2
_NOT_FOUND = 404
_TROUBLE = (AMQPError, OSError)


@dataclass(slots=True)
class _Line:
    """A connection with one channel, and since when it is idle (seconds of the monotonic clock)."""

    connection: Any
    channel: Any
    idle_since: float = 0.0

    def close(self) -> None:
        with suppress(*_TROUBLE):
            self.connection.close()


@dataclass(slots=True)
class _Batch:
    """The connection of one `receive` and how many of its messages are still out."""

    line: _Line
    out: int
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def _outside(what: str) -> Iterator[None]:
    try:
        yield
    except _TROUBLE as error:
        raise TransientError(f"{what}: {type(error).__name__}") from error


class RabbitQueue:
    """A `MessageQueue` over RabbitMQ; one instance serves many threads: publishers share a pool of connections."""

    def __init__(self, parameters: Any, *, most_attempts: int = MOST_ATTEMPTS) -> None:
        """Take pika's connection parameters (`parameters(…)`); nothing is connected yet."""
        self._parameters = parameters
        self._most_attempts = most_attempts
        self._pool: LifoQueue[_Line] = LifoQueue()
        self._batches: dict[str, _Batch] = {}
        self._lock = threading.Lock()

    def publish(self, queue: str, message: Message, *, again: bool = False) -> None:
        """Put the message on the queue and wait for the broker's confirmation that it is on disk."""
        del again  # the broker remembers no ids
        checked(queue)
        with _outside("publishing"):
            line = self._idle_line()
            if line is None or not self._tried(line, queue, message):
                line = self._connect(_HEARTBEAT_SECONDS)
                try:
                    self._publish(line, queue, message)
                except _TROUBLE:
                    line.close()
                    raise
            line.idle_since = time.monotonic()
            self._pool.put(line)

    def _tried(self, line: _Line, queue: str, message: Message) -> bool:
        """Publish on a connection that lay idle; False when the broker has closed it meanwhile."""
        try:
            self._publish(line, queue, message)
        except _TROUBLE:
            line.close()
            return False
        return True

    def _publish(self, line: _Line, queue: str, message: Message) -> None:
        properties = pika.BasicProperties(
            content_type=CONTENT_TYPE, delivery_mode=_PERSISTENT, message_id=message.id, type=message.type
        )
        body = encode(message)
        if not self._routed(line, queue, body, properties):
            declare_queue(line.channel, queue, self._most_attempts)
            line.channel.basic_publish(EXCHANGE, queue, body, properties, mandatory=True)

    def _routed(self, line: _Line, queue: str, body: bytes, properties: Any) -> bool:
        """Publish; False when there is no such queue yet. The exchanges are made when they are missing."""
        try:
            line.channel.basic_publish(EXCHANGE, queue, body, properties, mandatory=True)
        except UnroutableError:
            return False
        except ChannelClosedByBroker as error:
            if error.reply_code != _NOT_FOUND:
                raise
            line.channel = _confirmed(line.connection)
            declare_exchanges(line.channel)
            return False
        return True

    def prepare(self, queues: Sequence[str]) -> None:
        """Make queues ahead of their first message: a new one takes the broker 10 ms or more."""
        with _outside("making queues"):
            line = self._connect(_HEARTBEAT_SECONDS)
            try:
                declare_exchanges(line.channel)
                for queue in queues:
                    declare_queue(line.channel, checked(queue), self._most_attempts)
            finally:
                line.close()

    def look(self, queue: str, *, most: int = 10) -> list[Message]:
        """Up to `most` messages, taken and given back at once: it counts as one try of each."""
        taken = self.receive(queue, lease_seconds=_LOOK_SECONDS, most=most)
        for received in taken:
            self.give_back(queue, received)
        return [received.message for received in taken]

    def receive(self, queue: str, *, lease_seconds: float = 60, most: int = 1, wait_seconds: float = 0) -> list[Received]:
        """Take up to `most` messages under one lease; wait up to `wait_seconds` for the first.

        What is no message of ours is returned until the broker gives it up. A lease shorter than a second lasts one.
        """
        checked(queue)
        deadline = time.monotonic() + wait_seconds
        with _outside("receiving"):
            line = self._connect(max(1, math.ceil(lease_seconds)))
            received: list[Received] = []
            try:
                while len(received) < most:
                    one = self._get(line, queue)
                    if one:
                        received.append(one)
                    elif received or time.monotonic() >= deadline:
                        break
                    else:
                        line.connection.sleep(_POLL_SECONDS)
            except ChannelClosedByBroker as error:
                if error.reply_code != _NOT_FOUND:
                    raise
                time.sleep(max(0.0, min(_POLL_SECONDS, deadline - time.monotonic())))
            finally:
                self._keep(line, received)
        return received

    def _get(self, line: _Line, queue: str) -> Received | None:
        method, properties, body = line.channel.basic_get(queue)
        if method is None:
            return None
        message = decode(body)
        if message is None:
            line.channel.basic_nack(method.delivery_tag, requeue=True)
            return None
        attempt = int((properties.headers or {}).get("x-delivery-count", int(method.redelivered))) + 1
        return Received(message, f"{uuid4().hex}:{method.delivery_tag}", attempt)

    def _keep(self, line: _Line, received: list[Received]) -> None:
        """Hold the connection until all of its messages are settled: it is their lease."""
        if not received:
            line.close()
            return
        batch = _Batch(line, len(received))
        with self._lock:
            self._batches |= {one.receipt: batch for one in received}

    def acknowledge(self, queue: str, received: Received) -> None:
        """Done: the message is gone for good. Raises TransientError when the lease ran out: the message comes again."""
        self._settle(queue, received, lambda channel, tag: channel.basic_ack(tag))

    def give_back(self, queue: str, received: Received) -> None:
        """Not done: someone else gets it now."""
        self._settle(queue, received, lambda channel, tag: channel.basic_nack(tag, requeue=True))

    def _settle(self, queue: str, received: Received, how: Callable[[Any, int], None]) -> None:
        with self._lock:
            batch = self._batches.pop(received.receipt, None)
        if batch is None:
            raise TransientError(f"the lease is gone: the message is given again on {queue}")
        with batch.lock, _outside(f"settling a message of {queue}, whose lease may have run out"):
            batch.out -= 1
            try:
                how(batch.line.channel, int(received.receipt.rpartition(":")[2]))
                batch.line.connection.process_data_events(0)  # a closed connection is noticed here and not later
            finally:
                if not batch.out:
                    batch.line.close()

    def dead_letters(self, queue: str) -> list[Message]:
        """Messages of this queue that were given up after N tries; they stay among the dead letters of all queues."""
        with _outside("reading dead letters"):
            line = self._connect(_HEARTBEAT_SECONDS)
            found: list[Message] = []
            try:
                while True:
                    method, properties, body = line.channel.basic_get(DEAD)
                    if method is None:
                        break
                    message = decode(body)
                    if message and (properties.headers or {}).get("x-first-death-queue") == queue:
                        found.append(message)
            except ChannelClosedByBroker as error:
                if error.reply_code != _NOT_FOUND:
                    raise
            finally:
                line.close()  # what was not acknowledged goes back
        return found

    def close(self) -> None:
        """Close every connection; messages under lease go back to their queues."""
        with self._lock:
            lines = [batch.line for batch in self._batches.values()]
            self._batches.clear()
        while True:
            try:
                lines.append(self._pool.get_nowait())
            except Empty:
                break
        for line in lines:
            line.close()

    def _connect(self, heartbeat: int) -> _Line:
        asked = copy(self._parameters)
        asked.heartbeat = heartbeat
        connection = pika.BlockingConnection(asked)
        return _Line(connection, _confirmed(connection))

    def _idle_line(self) -> _Line | None:
        while True:
            try:
                line = self._pool.get_nowait()
            except Empty:
                return None
            if line.connection.is_open and time.monotonic() - line.idle_since < _IDLE_SECONDS:
                return line
            line.close()


def _confirmed(connection: Any) -> Any:
    """A channel on which each message is confirmed by the broker."""
    channel = connection.channel()
    channel.confirm_delivery()
    return channel
