"""Queues of Amazon SQS, standard or FIFO, each with its dead-letter queue.

A queue is made at the first message for it; where the publisher may not make queues, make them ahead (`infra/queues/`).
FIFO: the message id is the deduplication id, the letter is the group, so that revisions of one letter stay in order and a
message that nobody can digest holds up no other letter.
"""

import hashlib
import json
import math
import time
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError

from schemas.events import Message
from tasks.adapters.aws import error_code, outside
from tasks.adapters.queue_body import MOST_ATTEMPTS, checked, decode, encode
from tasks.ports import Received

LONGEST_NAME = 80
_MOST_AT_ONCE = 10
_LONGEST_WAIT = 20
_KEPT_SECONDS = 14 * 24 * 3600
_PEEK_SECONDS = 5
_LOOK_SECONDS = 10
_MISSING = frozenset({"AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"})
_THERE = frozenset({"QueueAlreadyExists", "QueueNameExists"})


class SqsQueue:
    """A `MessageQueue` over SQS; one instance serves many threads. `prefix` stands before each queue's name."""

    def __init__(self, client: Any, *, fifo: bool = False, prefix: str = "", most_attempts: int = MOST_ATTEMPTS) -> None:
        """Take a client of `make_client("sqs", …)`."""
        self._client = client
        self._fifo = fifo
        self._prefix = prefix
        self._most_attempts = most_attempts
        self._urls: dict[str, str] = {}

    def prepare(self, queues: Sequence[str]) -> None:
        """Make the queues and their dead-letter queues where they are missing."""
        with outside("making queues"):
            for queue in queues:
                if self._url(queue) is None:
                    self._create(queue)

    def publish(self, queue: str, message: Message, *, again: bool = False) -> None:
        """Put the message on the queue. A FIFO queue takes an id once in five minutes, unless it is sent `again` on purpose."""
        order: dict[str, str] = {}
        if self._fifo:
            repeat = f".{uuid4().hex[:8]}" if again else ""
            order = {"MessageGroupId": _group(message), "MessageDeduplicationId": f"{message.id}{repeat}"}
        with outside("publishing"):
            url = self._url(queue) or self._create(queue)
            self._client.send_message(QueueUrl=url, MessageBody=encode(message).decode(), **order)

    def look(self, queue: str, *, most: int = 10) -> list[Message]:
        """Up to `most` messages, taken and given back at once: it counts as one try of each."""
        taken = self.receive(queue, lease_seconds=_LOOK_SECONDS, most=most)
        for received in taken:
            self.give_back(queue, received)
        return [received.message for received in taken]

    def receive(self, queue: str, *, lease_seconds: float = 60, most: int = 1, wait_seconds: float = 0) -> list[Received]:
        """Take up to `most` messages under lease (whole seconds, rounded up); wait up to `wait_seconds` for the first.

        A message that is none of ours is left to become a dead letter.
        """
        deadline = time.monotonic() + wait_seconds
        received: list[Received] = []
        while len(received) < most:
            left = 0.0 if received else max(0.0, deadline - time.monotonic())
            some = self._receive(queue, lease_seconds, min(_MOST_AT_ONCE, most - len(received)), int(min(left, _LONGEST_WAIT)))
            received += some
            if not some:
                if received or left <= 0:
                    break
                time.sleep(min(left, 0.2))
        return received

    def _receive(self, queue: str, lease_seconds: float, most: int, wait: int) -> list[Received]:
        with outside("receiving"):
            url = self._url(queue)
            if url is None:
                return []
            answer = self._client.receive_message(
                QueueUrl=url,
                MaxNumberOfMessages=most,
                VisibilityTimeout=max(1, math.ceil(lease_seconds)),
                WaitTimeSeconds=wait,
                MessageSystemAttributeNames=["ApproximateReceiveCount"],
            )
        given = [(decode(item["Body"]), item) for item in answer.get("Messages", ())]
        return [
            Received(message, item["ReceiptHandle"], int(item["Attributes"]["ApproximateReceiveCount"]))
            for message, item in given
            if message
        ]

    def acknowledge(self, queue: str, received: Received) -> None:
        """Done: the message is gone for good."""
        with outside("acknowledging"):
            self._client.delete_message(QueueUrl=self._url(queue), ReceiptHandle=received.receipt)

    def give_back(self, queue: str, received: Received) -> None:
        """Not done: someone else gets it now."""
        with outside("giving back"):
            self._client.change_message_visibility(QueueUrl=self._url(queue), ReceiptHandle=received.receipt, VisibilityTimeout=0)

    def dead_letters(self, queue: str) -> list[Message]:
        """Messages that were given up after N tries. SQS can only be looked into by receiving: they are hidden for a moment."""
        found: dict[str, Message] = {}
        handles: list[str] = []
        with outside("reading dead letters"):
            url = self._url(queue, dead=True)
            while url:
                answer = self._client.receive_message(
                    QueueUrl=url, MaxNumberOfMessages=_MOST_AT_ONCE, VisibilityTimeout=_PEEK_SECONDS
                )
                items = answer.get("Messages", ())
                if not items:
                    break
                handles += [item["ReceiptHandle"] for item in items]
                messages = (decode(item["Body"]) for item in items)
                found |= {message.id: message for message in messages if message}
            for handle in handles:
                self._client.change_message_visibility(QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=0)
        return list(found.values())

    def _name(self, queue: str, *, dead: bool = False) -> str:
        return sqs_name(queue, prefix=self._prefix, fifo=self._fifo, dead=dead)

    def _url(self, queue: str, *, dead: bool = False) -> str | None:
        name = self._name(queue, dead=dead)
        if name not in self._urls:
            try:
                self._urls[name] = self._client.get_queue_url(QueueName=name)["QueueUrl"]
            except ClientError as error:
                if error_code(error) in _MISSING:
                    return None
                raise
        return self._urls[name]

    def _create(self, queue: str) -> str:
        """Make the dead-letter queue, then the queue that fills it after N tries."""
        dead = self._make(self._name(queue, dead=True), {})
        arn = self._client.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": str(self._most_attempts)})
        return self._make(self._name(queue), {"RedrivePolicy": redrive})

    def _make(self, name: str, attributes: dict[str, str]) -> str:
        attributes = queue_attributes(fifo=self._fifo) | attributes
        try:
            url: str = self._client.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
        except ClientError as error:
            if error_code(error) not in _THERE:
                raise
            url = self._client.get_queue_url(QueueName=name)["QueueUrl"]
        self._urls[name] = url
        return url


def _group(message: Message) -> str:
    """Group id of a letter: at most 128 characters, ASCII."""
    return hashlib.sha256(message.data.letter_id.encode()).hexdigest()


def sqs_name(queue: str, *, prefix: str = "", fifo: bool = False, dead: bool = False) -> str:
    """Name on SQS, at most 80 characters: a longer one is cut and keeps a hash of the whole. Raises UsageError for a bad name."""
    name = f"{prefix}{checked(queue).replace('.', '-')}"
    room = LONGEST_NAME - len("-dead.fifo")
    if len(name) > room:
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        name = f"{name[: room - 9].rstrip('-')}-{digest}"
    return name + ("-dead" if dead else "") + (".fifo" if fifo else "")


def queue_attributes(*, fifo: bool) -> dict[str, str]:
    """Attributes of every queue of ours, as the API has them: kept as long as SQS keeps anything, encrypted at rest."""
    attributes = {"MessageRetentionPeriod": str(_KEPT_SECONDS), "SqsManagedSseEnabled": "true"}
    return attributes | ({"FifoQueue": "true"} if fifo else {})
