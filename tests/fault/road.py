"""The main path over a bucket in memory that fails when told to: the flow's own order of steps and stations, no Prefect server.

A schedule names operations by their number; at each it says what happens: trouble that is told, trouble after the write took
effect, a write of which half arrives, a full disk, a kill before or after. A killed process does nothing more until it is started
again; what it held in memory is gone.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest

import tasks.adapters.memory_store
from flows import process_letter as road
from schemas.arrival import INBOX
from schemas.errors import Rejected, TransientError
from schemas.page import Page
from schemas.record import Record, Source
from schemas.routing import Delivery, Routing
from schemas.settings import settings
from tasks import (
    archive_letter,
    deliver_letter,
    fetch_scan,
    finish_letter,
    hold_letter,
    look_for_secrecy,
    quarantine_letter,
    understand_letter,
)
from tasks import read_pages as read_pages_task
from tasks.adapters.bucket_queue import BucketQueue
from tasks.adapters.memory_store import MemoryStore
from tasks.core.record.message import message_id
from tasks.core.vietnamese.text import text_page
from tasks.stations import secrecy
from tasks.stations.inbox import arrival
from tasks.stations.secrecy import SecrecyVerdict

Happening = Literal[
    "told before", "told after", "half written", "disk full", "killed before", "killed after", "clock back", "clock on"
]
HAPPENINGS: tuple[Happening, ...] = (
    "told before", "told after", "half written", "disk full", "killed before", "killed after", "clock back", "clock on",
)  # fmt: skip
TASKS: dict[str, Any] = {
    "fetch_scan": fetch_scan, "look_for_secrecy": look_for_secrecy, "read_pages": read_pages_task,
    "understand_letter": understand_letter,
    "archive_letter": archive_letter, "deliver_letter": deliver_letter, "finish_letter": finish_letter, "hold_letter": hold_letter,
    "quarantine_letter": quarantine_letter,
}  # fmt: skip


class Killed(BaseException):
    """The process was killed: nothing catches this, and nothing runs after it."""


class Clock(datetime):
    """The store's clock, which can be set back and on."""

    jump = timedelta()

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + cls.jump


@dataclass
class World:
    """The bucket, what happens to it, and what the fake readers see."""

    store: MemoryStore
    queue: BucketQueue
    happenings: dict[int, Happening] = field(default_factory=dict)
    count: int = 0
    dead: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def fault(self, operation: str, key: str, moment: str) -> None:
        """Called by the store around each operation, and by the fakes of engine and Prefect."""
        with self.lock:
            if self.dead:
                raise Killed
            if moment == "before":
                self.count += 1
            happening = self.happenings.get(self.count)
        if happening == f"told {moment}":
            raise TransientError(f"{operation}: 503")
        if happening == "disk full" and moment == "before":
            raise OSError(28, "No space left on device")
        if happening == f"killed {moment}":
            self.die()
        if happening == "half written" and moment == "after" and operation == "put":
            self._halve(key)
            self.die()
        if happening in {"clock back", "clock on"}:
            Clock.jump += timedelta(hours=-3 if happening == "clock back" else 3)

    def die(self) -> None:
        self.dead = True
        raise Killed

    def _halve(self, key: str) -> None:
        body, modified, kind = self.store._objects[key]
        if not key.startswith(INBOX):
            self.store._objects[key] = (body[: len(body) // 2], modified, kind)

    def attempt(self, key: str) -> None:
        """One run of the flow for an inbox key, as a watcher starts it; however it ends."""
        self.dead = False
        try:
            stored = self.store.head(key)
            if stored is not None:
                road.process_letter.fn(arrival(self.store.bucket, stored))
        except (TransientError, Killed, OSError):
            return
        except Exception as error:
            if type(error).__name__ != "FaultError":
                raise

    def run_to_the_end(self) -> None:
        """All is well again: whatever lies in the inbox is taken up until nothing does."""
        self.happenings = {}
        self.dead = False
        for _ in range(3):
            for stored in list(self.store.list(INBOX)):
                self.attempt(stored.key)

    def keys(self, prefix: str) -> list[str]:
        return sorted(key for key in self.store._objects if key.startswith(prefix))

    def body(self, key: str) -> bytes:
        return self.store._objects[key][0]


def kind_of(body: bytes) -> str:
    """What the fakes make of a scan: said in its bytes."""
    return body.split(b" ", 1)[0].decode()


def recipients(body: bytes) -> int:
    """How many messages a scan's letter has."""
    return int(body.split(b" ")[1]) if kind_of(body) == "letter" else 0


def _record(source: Source, count: int, *, review: bool) -> Record:
    letter_id = f"sha256:{source.sha256}"
    deliveries = tuple(
        Delivery(
            recipient_id=f"thu/so-{n}", name=f"Sở {n}", queue=f"so-{n}-{n:08x}", role="act", documents=(0,), because=(),
            message_id=message_id(letter_id, f"thu/so-{n}", 1),
        )
        for n in range(count)
    )  # fmt: skip
    return Record(letter_id=letter_id, status="review" if review else "read", source=source, routing=Routing(deliveries=deliveries))


@contextmanager
def world(tmp_path: Path) -> Iterator[World]:
    """A world with the flow's tasks bound to it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONGVAN_HOME", str(tmp_path))
        settings.cache_clear()
        Clock.jump = timedelta()
        patch.setattr(tasks.adapters.memory_store, "datetime", Clock)
        store = MemoryStore()
        made = World(store, BucketQueue(store, conditional=True))
        store.fault = made.fault
        for name, module in TASKS.items():
            patch.setattr(road, name, getattr(module, name).fn)
            for opened, thing in (("open_store", store), ("open_queue", made.queue)):
                if hasattr(module, opened):
                    patch.setattr(module, opened, lambda thing=thing: thing)
        for module, name, fake in _fakes(made):
            patch.setattr(module, name, fake)
        yield made
    settings.cache_clear()


def _fakes(made: World) -> list[tuple[Any, str, Callable[..., Any]]]:
    """Engine, gate and Prefect: they fail by the same schedule, and decide by the scan's own bytes."""

    def engine(path: Path, operation: str) -> bytes:
        made.fault(operation, "", "before")
        body = path.read_bytes()
        made.fault(operation, "", "after")
        return body

    def gate(path: Path) -> SecrecyVerdict:
        return SecrecyVerdict(kind_of(engine(path, "gate")) == "secret", 2, "stamp")

    def read(path: Path, **_: object) -> list[Page]:
        body = engine(path, "read")
        if kind_of(body) == "broken":
            raise Rejected("pdf.truncated")
        return [text_page("MẬT" if kind_of(body) == "hidden" else "Kính gửi: Sở Thử")]

    def understand(_: list[Page], source: Source, *__: object, **___: object) -> Record:
        body = made.store._objects[source.key or ""][0] if source.key in made.store._objects else b"letter 0"
        return _record(source, recipients(body), review=kind_of(body) == "review")

    def tell(*_: object) -> None:
        made.fault("Prefect", "", "before")
        made.fault("Prefect", "", "after")

    class Stopping:
        @staticmethod
        def wait(_: float) -> None:
            return

    return [
        (secrecy, "look_for_secrecy", gate),
        (read_pages_task, "read_scan", read),
        (understand_letter, "understand_pages", understand),
        (understand_letter, "file_signatures", lambda _: []),
        (finish_letter, "tell", tell),
        (quarantine_letter, "stopping", Stopping),
    ]


def drop(made: World, scans: Mapping[str, bytes]) -> None:
    """Put scans into the inbox, as a clerk does: nothing fails there."""
    for key, body in scans.items():
        made.store._objects[f"{INBOX}{key}"] = (body, datetime.now(UTC) - timedelta(minutes=1), "")


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
