"""The fast path of the watch: notifications of new objects from an SQS queue. The listing stays the truth."""

import time
from collections.abc import Iterator
from typing import Any

from tasks.adapters.aws import outside

_LONGEST_WAIT = 20


class SqsNotifications:
    """Reads the bodies of what the store announced on one SQS queue.

    A notification is taken off the queue when the next one is asked for: a watcher that dies at work gets it again.
    """

    def __init__(self, client: Any, url: str) -> None:
        """Take a client of `make_client("sqs", …)` and the queue's address."""
        self._client = client
        self._url = url

    def bodies(self, *, wait_seconds: float) -> Iterator[str]:
        """Bodies that are there within `wait_seconds`, for `parse_notification`. Raises TransientError when SQS is away."""
        deadline = time.monotonic() + wait_seconds
        while True:
            left = max(0.0, deadline - time.monotonic())
            with outside("reading notifications"):
                answer = self._client.receive_message(
                    QueueUrl=self._url, MaxNumberOfMessages=10, WaitTimeSeconds=int(min(left, _LONGEST_WAIT))
                )
            items = answer.get("Messages", ())
            for item in items:
                yield item["Body"]
                with outside("reading notifications"):
                    self._client.delete_message(QueueUrl=self._url, ReceiptHandle=item["ReceiptHandle"])
            if items:
                deadline = 0.0  # what is there is taken at once, then the watch has its turn
            elif left <= 0:
                return
            else:
                time.sleep(min(left, 0.2))
