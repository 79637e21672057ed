"""The Protocols between knowledge and the outside world. Adapters implement them; one contract suite tests each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from schemas.events import Message


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object of a store as a listing shows it. `etag` is empty where the store has none."""

    key: str
    size: int
    etag: str
    modified: datetime
    version_id: str | None = None


class ObjectStore(Protocol):
    """An S3-compatible bucket. Every method raises `TransientError` when the store is away or fails for now."""

    @property
    def bucket(self) -> str:
        """Name of the bucket."""

    def list(self, prefix: str, *, limit: int | None = None) -> Iterator[StoredObject]:
        """Objects whose key starts with `prefix`, in key order, read page by page."""

    def head(self, key: str) -> StoredObject | None:
        """The object, or None when there is none."""

    def get(self, key: str) -> bytes | None:
        """The object's bytes, or None when there is none."""

    def download(self, key: str, to: Path, *, limit: int) -> str | None:
        """Write the bytes to `to` and give their SHA-256 (hex); None when there is none.

        Raises Rejected (`file.too_large`) over `limit` bytes.
        """

    def put(self, key: str, body: bytes, *, content_type: str = "application/octet-stream") -> None:
        """Write the object, whole or not at all."""

    def put_if_absent(self, key: str, body: bytes, *, content_type: str = "application/octet-stream") -> bool:
        """Write only when there is none; False when there was. On stores without conditional put: look, then write."""

    def upload(self, source: Path, key: str, *, content_type: str = "application/octet-stream") -> None:
        """Write a file's bytes."""

    def copy(self, source: str, target: str) -> None:
        """Copy within the bucket."""

    def delete(self, key: str) -> None:
        """Remove; nothing happens when there is none."""

    def presign(self, key: str, *, seconds: int) -> str:
        """Short-lived address to read the object."""


@dataclass(frozen=True, slots=True)
class Received:
    """A message under lease. `receipt` is what acknowledging needs; `attempt` counts from 1."""

    message: Message
    receipt: str
    attempt: int


class MessageQueue(Protocol):
    """Queues of recipients. A message is given again when its lease runs out; after N tries it is a dead letter.

    Every method may be called from several threads and raises `TransientError` when the queue is away or fails for now,
    `UsageError` for a name that is none. A queue that nobody has published to yet is empty, not an error.
    """

    def prepare(self, queues: Sequence[str]) -> None:
        """Make queues ahead of their first message, where making one takes time; nothing happens to one that is there."""

    def publish(self, queue: str, message: Message, *, again: bool = False) -> None:
        """Put the message on the queue, once for its id as far as the queue can tell; returns when it is safe.

        `again`: the recipient lost it, so a queue that remembers ids must take this one once more.
        """

    def look(self, queue: str, *, most: int = 10) -> list[Message]:
        """Up to `most` messages that wait, left where they are. Where looking is taking and giving back, it counts as a try."""

    def receive(self, queue: str, *, lease_seconds: float = 60, most: int = 1, wait_seconds: float = 0) -> list[Received]:
        """Take up to `most` messages under lease; an empty list when there are none within `wait_seconds`."""

    def acknowledge(self, queue: str, received: Received) -> None:
        """Done: the message is gone for good. After the lease ran out it may already have been given to someone else."""

    def give_back(self, queue: str, received: Received) -> None:
        """Not done: someone else gets it now."""

    def dead_letters(self, queue: str) -> list[Message]:
        """Messages that were given up after N tries."""


class Notifications(Protocol):
    """What a store tells of new objects. A hint that may come late, twice or never; the listing is the truth."""

    def bodies(self, *, wait_seconds: float) -> Iterator[str]:
        """Messages as the store sent them, those that come within `wait_seconds`; one is done with when the next is asked for.

        Raises TransientError when the queue of notifications is away.
        """


class PageCache(Protocol):
    """What was read once: bytes under a key made of the image's hash, the engine, its model and its settings."""

    def get(self, key: str) -> bytes | None:
        """The bytes, or None."""

    def put(self, key: str, value: bytes) -> None:
        """Keep the bytes."""
