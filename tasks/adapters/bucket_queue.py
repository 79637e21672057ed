"""The embedded queue (hàng đợi): a queue is a prefix of the bucket, a message an object with a deterministic key.

    queues/<queue>/<message id>.json                                      waiting, or under lease
    queues/<queue>/leases/<message id>.<attempt>-<milliseconds>-<token>    who has it, for how long; since when: its own time
    queues/<queue>/dead/<message id>.json                                 given up after `most_attempts`

A lease is won without conditional writes: write a claim of one's own, then list the claims; who sees no other living one has it,
who sees another takes the own claim back. Two who write at once both see both: the smaller token looks again, the other goes.
That is safe on every store whose listing shows what was written before it began (Amazon S3 since 2020, the embedded store).
Where conditional writes work, the number of the attempt is taken by one of them first, so that even a late listing misleads nobody.
Times are the store's, never a consumer's: a wrong clock takes no message away from anyone.
"""

import re
import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.errors import TransientError
from schemas.events import Message
from tasks.adapters.queue_body import CONTENT_TYPE, MOST_ATTEMPTS, checked, decode, encode
from tasks.ports import ObjectStore, Received, StoredObject

PREFIX = "queues/"

_LEASE = re.compile(r"(?P<id>.+)\.(?P<attempt>\d{4})-(?P<ms>\d+)-(?P<token>[0-9a-f]+|mark)")
_CLOCK = "leases/clock-"
_LOOKS = 4
_PAUSE = 0.05
_MARK = "mark"
_MARK_MILLISECONDS = 60_000
"""A mark without its claim: its writer is between the two writes, or died there; then the message waits for so long."""


@dataclass(frozen=True, slots=True)
class Lease:
    """One claim on a message as a listing shows it. Of the mark of a conditional write, `token` is `mark`."""

    key: str
    message_id: str
    attempt: int
    since: datetime
    until: datetime
    token: str


class BucketQueue:
    """A `MessageQueue` over an `ObjectStore`; one instance serves many threads, many processes share one bucket.

    `conditional`: whether the store's `put_if_absent` is one step (`store_probe.probe`).
    """

    def __init__(self, store: ObjectStore, *, most_attempts: int = MOST_ATTEMPTS, conditional: bool = False) -> None:
        """Take the store that holds the letters too."""
        self._store = store
        self._most_attempts = most_attempts
        self._conditional = conditional

    def prepare(self, queues: Sequence[str]) -> None:
        """A prefix needs no making; the names are checked."""
        for queue in queues:
            checked(queue)

    def publish(self, queue: str, message: Message, *, again: bool = False) -> None:
        """Put the message on the queue. A repeat writes the same bytes under the same key: one message, however often."""
        del again  # nothing is remembered of messages that were acknowledged
        self._store.put(_message_key(queue, message.id), encode(message), content_type=CONTENT_TYPE)

    def look(self, queue: str, *, most: int = 10) -> list[Message]:
        """Up to `most` messages, the oldest first, those under lease too; nobody notices."""
        items = [item for item in self._store.list(_folder(queue)) if _message_id(queue, item.key)]
        found: list[Message] = []
        for item in sorted(items, key=lambda item: (item.modified, item.key))[:most]:
            body = self._store.get(item.key)
            message = decode(body) if body is not None else None
            found += [message] if message else []
        return found

    def receive(self, queue: str, *, lease_seconds: float = 60, most: int = 1, wait_seconds: float = 0) -> list[Received]:
        """Take up to `most` messages, the oldest first, under lease; wait up to `wait_seconds` for the first."""
        deadline = time.monotonic() + wait_seconds
        while True:
            received = self._take(queue, lease_seconds, most)
            left = deadline - time.monotonic()
            if received or left <= 0:
                return received
            time.sleep(min(left, 0.5))

    def acknowledge(self, queue: str, received: Received) -> None:
        """Done: the message goes first, then the claims, so that a crash between leaves nothing that would be given again."""
        self._store.delete(_message_key(queue, received.message.id))
        self._forget(queue, received.message.id, received.attempt)

    def give_back(self, queue: str, received: Received) -> None:
        """Not done: the claim becomes one that has run out already, so that the attempt still counts."""
        attempt, token = received.attempt, received.receipt.rsplit("-", 1)[1]
        self._store.put(_lease_key(queue, received.message.id, attempt, 0, token), b"")
        self._store.delete(received.receipt)

    def dead_letters(self, queue: str) -> list[Message]:
        """Messages that were given up after `most_attempts` tries; they stay until someone removes them."""
        items = [item for item in self._store.list(f"{_folder(queue)}dead/") if item.key.endswith(".json")]
        bodies = (self._store.get(item.key) for item in items)
        messages = (decode(body) for body in bodies if body is not None)
        return [message for message in messages if message]

    def waiting(self, queue: str) -> int:
        """How many messages are on the queue, those under lease too."""
        return sum(1 for item in self._store.list(_folder(queue)) if _message_id(queue, item.key))

    def _take(self, queue: str, lease_seconds: float, most: int) -> list[Received]:
        messages: dict[str, StoredObject] = {}
        leases: dict[str, list[Lease]] = {}
        for item in self._store.list(_folder(queue)):
            lease = _lease(queue, item)
            if lease:
                leases.setdefault(lease.message_id, []).append(lease)
            elif message_id := _message_id(queue, item.key):
                messages[message_id] = item
        busy = self._busy(queue, messages, leases) if leases else set()
        taken: list[Received] = []
        for message_id, _ in sorted(messages.items(), key=lambda pair: (pair[1].modified, pair[0])):
            if len(taken) == most:
                break
            if message_id not in busy:
                received = self._try(queue, message_id, leases.get(message_id, []), lease_seconds)
                taken += [received] if received else []
        return taken

    def _busy(self, queue: str, messages: dict[str, StoredObject], leases: dict[str, list[Lease]]) -> set[str]:
        """Ids of the messages that are under a living lease; claims whose message is gone are removed."""
        now = self._now(queue)
        self._sweep(messages, leases, now)
        return {message_id for message_id, found in leases.items() if any(lease.until > now for lease in _claims(found))}

    def _try(self, queue: str, message_id: str, claims: list[Lease], lease_seconds: float) -> Received | None:
        attempt = max((lease.attempt for lease in claims), default=0) + 1
        receipt = self._claim(queue, message_id, attempt, lease_seconds)
        if receipt is None:
            return None
        body = self._store.get(_message_key(queue, message_id))
        if body is None:  # acknowledged since the listing
            self._forget(queue, message_id, attempt)
            return None
        if attempt > self._most_attempts:
            self._bury(queue, message_id, body)
            return None
        message = decode(body)  # what is none of ours keeps its claim and becomes a dead letter
        return Received(message, receipt, attempt) if message else None

    def _claim(self, queue: str, message_id: str, attempt: int, lease_seconds: float) -> str | None:
        mark = _lease_key(queue, message_id, attempt, _MARK_MILLISECONDS, _MARK)
        if self._conditional and not self._store.put_if_absent(mark, b""):
            return None
        milliseconds = max(1, round(lease_seconds * 1000))
        key = _lease_key(queue, message_id, attempt, milliseconds, secrets.token_hex(8))
        self._store.put(key, b"")
        if self._won(queue, message_id, key):
            return key
        self._withdraw(key, mark)
        return None

    def _won(self, queue: str, message_id: str, key: str) -> bool:
        """Whether the claim `key` is the only living one; while larger ones stand it is looked at again, for a moment."""
        for look in range(_LOOKS):
            leases = self._leases(queue, message_id)
            own = next((lease for lease in leases if lease.key == key), None)
            if own is None:  # somebody acknowledged the message and removed what stood beside it
                return False
            rivals = [lease for lease in leases if lease.key != key and lease.until > own.since]
            if not rivals:
                return True
            if any((rival.attempt, rival.token) < (own.attempt, own.token) for rival in rivals):
                return False
            time.sleep(_PAUSE * (look + 1))
        return False

    def _withdraw(self, key: str, mark: str) -> None:
        self._store.delete(key)
        if self._conditional:
            self._store.delete(mark)

    def _bury(self, queue: str, message_id: str, body: bytes) -> None:
        self._store.put(f"{_folder(queue)}dead/{message_id}.json", body, content_type=CONTENT_TYPE)
        self._store.delete(_message_key(queue, message_id))
        self._forget(queue, message_id, self._most_attempts + 1)

    def _forget(self, queue: str, message_id: str, attempt: int) -> None:
        for item in self._store.list(f"{_folder(queue)}leases/{message_id}."):
            lease = _lease(queue, item)
            if lease and lease.message_id == message_id and lease.attempt <= attempt:
                self._store.delete(lease.key)

    def _sweep(self, messages: dict[str, StoredObject], leases: dict[str, list[Lease]], now: datetime) -> None:
        """Remove claims whose message is gone: left by a consumer that died while it acknowledged."""
        for message_id in leases.keys() - messages.keys():
            for lease in leases[message_id]:
                if lease.until < now:
                    self._store.delete(lease.key)

    def _leases(self, queue: str, message_id: str) -> list[Lease]:
        found = (_lease(queue, item) for item in self._store.list(f"{_folder(queue)}leases/{message_id}."))
        return _claims([lease for lease in found if lease and lease.message_id == message_id])

    def _now(self, queue: str) -> datetime:
        """The store's time, by writing something and listing it: consumers' clocks may differ, the store has one."""
        key = f"{_folder(queue)}{_CLOCK}{secrets.token_hex(8)}"
        self._store.put(key, b"")
        try:
            for written in self._store.list(key):
                return written.modified
        finally:
            self._store.delete(key)
        raise TransientError("the store does not show what was written just now: `congvan doctor` says more")


def _folder(queue: str) -> str:
    return f"{PREFIX}{checked(queue)}/"


def _message_key(queue: str, message_id: str) -> str:
    return f"{_folder(queue)}{checked(message_id)}.json"


def _message_id(queue: str, key: str) -> str | None:
    name = key.removeprefix(_folder(queue))
    return name.removesuffix(".json") if "/" not in name and name.endswith(".json") else None


def _lease_key(queue: str, message_id: str, attempt: int, milliseconds: int, token: str) -> str:
    return f"{_folder(queue)}leases/{checked(message_id)}.{attempt:04}-{milliseconds}-{token}"


def _lease(queue: str, item: StoredObject) -> Lease | None:
    match = _LEASE.fullmatch(item.key.removeprefix(f"{_folder(queue)}leases/"))
    if match is None:
        return None
    length = timedelta(milliseconds=int(match["ms"]))
    if length and not item.modified.microsecond:  # the store tells whole seconds: better a moment late than early
        length += timedelta(seconds=1)
    return Lease(item.key, match["id"], int(match["attempt"]), item.modified, item.modified + length, match["token"])


def _claims(leases: list[Lease]) -> list[Lease]:
    """Leases without the marks whose claim is there too: then the claim says for how long."""
    claimed = {lease.attempt for lease in leases if lease.token != _MARK}
    return [lease for lease in leases if lease.token != _MARK or lease.attempt not in claimed]


def queues_of(store: ObjectStore) -> Iterator[str]:
    """Names of the queues that hold a message now, in order."""
    last = ""
    for item in store.list(PREFIX):
        queue, _, name = item.key.removeprefix(PREFIX).partition("/")
        if queue != last and "/" not in name and name.endswith(".json"):
            last = queue
            yield queue
