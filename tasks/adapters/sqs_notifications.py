"""The fast path of the watch: notifications of new objects from an SQS queue. The listing stays the truth."""

import time
from collections.abc import Iterator
from typing import Any

from tasks.adapters.aws import outside

_LONGEST_WAIT = 20
_POLL_SECONDS = 0.2


class SqsNotifications:
    """Reads the bodies of what the store announced on one SQS queue.

    A notification is taken off the queue when the next one is asked for: a watcher that dies at work gets it again.
    """

    def __init__(self, client: Any, queue: str) -> None:
        """Take a client of `make_client("sqs", …)` and the queue's name; nothing is asked yet."""
        self._client = client
        self._queue = queue
        self._url: str | None = None

    def bodies(self, *, wait_seconds: float) -> Iterator[str]:
        """Bodies that come within `wait_seconds`, for `parse_notification`. Raises TransientError when SQS is away.

        What is there already is given at once, at most ten, so that the watch has its turn.
        """
        deadline = time.monotonic() + wait_seconds
        while not (items := self._receive(max(0.0, deadline - time.monotonic()))):
            left = deadline - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, _POLL_SECONDS))
        for item in items:
            yield item["Body"]
            with outside("reading notifications"):
                self._client.delete_message(QueueUrl=self._url, ReceiptHandle=item["ReceiptHandle"])

    def _receive(self, wait: float) -> list[dict[str, Any]]:
        with outside("reading notifications"):
            if self._url is None:
                self._url = self._client.get_queue_url(QueueName=self._queue)["QueueUrl"]
            answer = self._client.receive_message(
                QueueUrl=self._url, MaxNumberOfMessages=10, WaitTimeSeconds=int(min(wait, _LONGEST_WAIT))
            )
        found: list[dict[str, Any]] = answer.get("Messages", [])
        return found
