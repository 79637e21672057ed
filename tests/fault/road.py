"""The main path over a bucket in memory that fails when told to: the flow's own order of steps and stations, no Prefect server.

A schedule names operations by their number; at each it says what happens: trouble that is told, trouble after the write took
effect, a write of which half arrives, a full disk, an engine that fails (other operations take no notice), a clock that jumps, a
kill before or after. A killed process does nothing more until it is started again; what it held in memory is gone.
"""

import hashlib
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
import pytest
from prefect import Task

import tasks.adapters.memory_store
from flows import process_letter as road
from schemas.arrival import INBOX
from schemas.errors import Rejected, TransientError
from schemas.letter import Document, Review
from schemas.page import Page
from schemas.record import Record, Source
from schemas.routing import Delivery, Routing
from schemas.settings import settings
from tasks import finish_letter, quarantine_letter, read_pages, understand_letter
from tasks.adapters.bucket_queue import BucketQueue
from tasks.adapters.memory_store import MemoryStore
from tasks.core.record.message import message_id
from tasks.core.vietnamese.text import text_page
from tasks.stations import copies, secrecy
from tasks.stations.inbox import arrival
from tasks.stations.searchable import Copies, Pictures
from tasks.stations.secrecy import SecrecyVerdict
from tests.records import found
from tests.records import record as written_record

Happening = Literal[
    "told before", "told after", "half written", "disk full", "killed before", "killed after", "clock back", "clock on", "engine"
]
HAPPENINGS: tuple[Happening, ...] = (
    "told before", "told after", "half written", "disk full", "killed before", "killed after", "clock back", "clock on", "engine",
)  # fmt: skip
TASKS: dict[str, Any] = {
    name: sys.modules[task.fn.__module__] for name, task in vars(road).items() if isinstance(task, Task)
}  # fmt: skip
"""Every task that the flow calls today, and the module it lives in: a new station is bound to the world without being named."""

PICTURE = bytes(cv2.imencode(".png", np.zeros((2, 2), np.uint8))[1].tobytes())
"""A page's picture, a PNG of four pixels."""


UNJUDGED = b"letter 1 seven"
"""A scan under which the gate itself breaks, when the schedule has its engine fail there."""


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
    found: dict[str, object] = field(default_factory=dict)
    failed: set[bytes] = field(default_factory=set)  # the engine failed when it read these last
    unread: set[bytes] = field(default_factory=set)  # what was understood then
    """Letters whose engine hung, died or wrote what is no text: a page without words, which a person must see."""
    unjudged: bool = False
    """The gate could not judge the scan `UNJUDGED` when it looked at it last."""
    asked: set[str] = field(default_factory=set)
    """Letters for which a run that waits for a person was made."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def fault(self, operation: str, key: str, moment: str) -> None:
        """Called by the store around each operation, and by the fakes of engine and Prefect."""
        with self.lock:
            if self.dead:
                raise Killed
            if moment == "before":
                self.count += 1
                self.found[key] = self.store._objects.get(key)
            happening = self.happenings.get(self.count)
        if happening == f"told {moment}":
            raise TransientError(f"{operation}: 503")
        if (happening, moment) == ("disk full", "before"):
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
        """Half arrives of what was written just now; a conditional write that was refused wrote nothing and harms nothing."""
        body, modified, kind = written = self.store._objects[key]
        if not key.startswith(INBOX) and written is not self.found[key]:
            self.store._objects[key] = (body[: len(body) // 2], modified, kind)

    def attempt(self, key: str) -> None:
        """One run of the flow for an inbox key, as a watcher starts it; however it ends."""
        self.dead = False
        try:
            stored = self.store.head(key)
            if stored is not None:
                road.process_letter.fn(arrival(self.store.bucket, stored).ticket)
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


def _record(source: Source, count: int, documents: tuple[Document, ...], *, review: bool) -> Record:
    letter_id = f"sha256:{source.sha256}"
    deliveries = tuple(
        Delivery(
            recipient_id=f"thu/so-{n}", name=f"Sở {n}", queue=f"so-{n}-{n:08x}", role="act", documents=(0,), because=(),
            message_id=message_id(letter_id, f"thu/so-{n}", 1),
        )
        for n in range(count)
    )  # fmt: skip
    return Record(
        letter_id=letter_id,
        status="read",
        source=source,
        documents=documents,
        routing=Routing(deliveries=deliveries),
        review=Review(required=review, reasons=("test",) if review else ()),
    )


def _documents(body: bytes) -> tuple[Document, ...]:
    """The letter that a scan is of: two scans of one letter share number, issuer and year."""
    document = written_record().documents[0]
    return (document.model_copy(update={"number": found(f"{body.split(b' ')[2].decode()}/UBND-VX")}),)


@contextmanager
def home(folder: Path) -> Iterator[None]:
    """The office's home for many worlds: reading the settings anew for each would take a fifth of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONGVAN_HOME", str(folder))
        patch.delenv("CONGVAN_S3_ENDPOINT", raising=False)  # a task that no world binds must fail, not find another store
        settings.cache_clear()
        yield
    settings.cache_clear()


@contextmanager
def world() -> Iterator[World]:
    """A world with the flow's tasks bound to it, within a `home`."""
    with pytest.MonkeyPatch.context() as patch:
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


def _fakes(made: World) -> list[tuple[Any, str, Callable[..., Any]]]:
    """Engine, gate, makers of copies and Prefect: they fail by the same schedule, and decide by the scan's own bytes."""

    def tell(*_: object) -> None:
        made.fault("Prefect", "", "before")
        made.fault("Prefect", "", "after")

    def ask(letter: Record) -> None:
        made.fault("Prefect", "", "before")
        made.asked.add(letter.letter_id)
        made.fault("Prefect", "", "after")

    class Stopping:
        @staticmethod
        def wait(_: float) -> None:
            return

    prefect: list[Any] = [(finish_letter, "tell", tell), (finish_letter, "ask_for_review", ask)]
    return [*_readers(made), *_copiers(made), *prefect, (quarantine_letter, "stopping", Stopping)]


def _opened(made: World, path: Path, operation: str) -> bytes:
    """The scan's bytes, as a child process sees them."""
    made.fault(operation, "", "before")
    body = path.read_bytes()
    made.fault(operation, "", "after")
    return body


def _readers(made: World) -> list[tuple[Any, str, Callable[..., Any]]]:
    def gate(path: Path) -> SecrecyVerdict:
        body = _opened(made, path, "gate")
        if made.happenings.get(made.count) == "engine" and body == UNJUDGED:
            made.unjudged = True
            return secrecy.UNJUDGED
        return SecrecyVerdict(kind_of(body) == "secret", 2, "stamp")

    def read(path: Path, **_: object) -> list[Page]:
        body = _opened(made, path, "read")
        fails = made.happenings.get(made.count) == "engine" and kind_of(body) == "letter"
        made.failed = made.failed | {body} if fails else made.failed - {body}
        if kind_of(body) == "broken":
            raise Rejected("pdf.truncated")
        return [text_page("MẬT" if kind_of(body) == "hidden" else "Kính gửi: Sở Thử")]

    def understand(_: list[Page], source: Source, *__: object, **___: object) -> Record:
        body = made.store._objects[source.key or ""][0] if source.key in made.store._objects else b"letter 0 gone"
        made.unread -= {body}  # of a letter that is known nothing is understood anew
        made.unread |= {body} & made.failed
        unread = body in made.unread
        return _record(source, recipients(body), () if unread else _documents(body), review=kind_of(body) == "review" or unread)

    return [
        (secrecy, "look_for_secrecy", gate),
        (read_pages, "read_scan", read),
        (understand_letter, "understand_pages", understand),
        (understand_letter, "file_signatures", lambda _: []),
    ]


def _copiers(made: World) -> list[tuple[Any, str, Callable[..., Any]]]:
    def made_of(path: Path, _: object, wanted: Sequence[Pictures]) -> Copies:
        body = _opened(made, path, "copies")
        if body.endswith(b"uncopied"):
            raise Rejected("pdf.truncated")
        framed = {one.page.number: PICTURE for one in wanted}
        whole = {one.page.number: PICTURE for one in wanted if one.whole}
        return Copies(b"%PDF-" + body, framed, whole, {number: PICTURE for one in wanted for number, _ in one.cuts})

    return [(copies, "make_copies", made_of)]


def drop(made: World, scans: Mapping[str, bytes]) -> None:
    """Put scans into the inbox, as a clerk does: nothing fails there."""
    for key, body in scans.items():
        made.store._objects[f"{INBOX}{key}"] = (body, datetime.now(UTC) - timedelta(minutes=1), "")


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
