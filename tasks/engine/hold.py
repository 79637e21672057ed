"""What a watcher holds and says of itself: its lease, written anew often enough however long a step of the watch takes."""

import logging
import threading
from datetime import UTC, datetime
from uuid import UUID

from prefect.client.schemas.objects import State

from schemas.errors import TransientError
from schemas.settings import settings
from tasks.engine.api import monotonic
from tasks.ports import ObjectStore
from tasks.stations.inbox import Look
from tasks.stations.lease import Lease, drop, own_lease, renew

log = logging.getLogger(__name__)

RENEWALS = 4
"""So often within its time a lease is written anew."""

SAID_WITHIN = 1.0
"""Seconds after which the lease says that a letter has ended while others are in hand; when none is, the next look says it."""

DOUBTFUL_LOOKS = 2
"""So many times after a silence a watcher looks whether it was taken for dead: whoever saw it silent may act a moment later."""


class Hold:
    """The lease of this process, the runs in its hands, and how it stands. Used by the watch and by the letters' threads."""

    def __init__(self, store: ObjectStore, name: str) -> None:
        """Hold nothing yet; `name` is the watcher's."""
        self.lease: Lease = own_lease(name)
        self._store = store
        self._working: set[UUID] = set()
        self._lock = threading.Lock()
        self._next_renewal = 0.0
        self._written: float | None = None
        self._doubtful = 0

    def renew(self) -> None:
        """Write the lease. Raises TransientError when the store is away."""
        now = monotonic()
        if self._written is not None and now - self._written > settings().lease_seconds:
            self._doubtful = DOUBTFUL_LOOKS
        renew(self._store, self.lease)
        self._written = now
        self._next_renewal = now + settings().lease_seconds / RENEWALS

    def renew_if_due(self) -> None:
        """Write the lease when a part of its time is over; trouble with the store is told in the log."""
        if monotonic() < self._next_renewal:
            return
        try:
            self.renew()
        except TransientError as error:
            log.warning("%s", error)

    def was_silent(self) -> bool:
        """Whether others may have taken this watcher for dead: said so often as it takes to be sure."""
        self._doubtful, doubtful = max(0, self._doubtful - 1), self._doubtful
        return doubtful > 0

    def name(self, run_id: UUID) -> None:
        """Name a run that is this process's own, so that it counts as living."""
        self.lease = self.lease.model_copy(update={"runs": (*self.lease.runs, str(run_id))})

    def take(self, run_id: UUID) -> None:
        """A letter's run is in our hands; the lease names it before the work begins. Raises TransientError: then it is not."""
        with self._lock:
            self._working.add(run_id)
            self.name(run_id)
        try:
            self.renew()
        except TransientError:
            self.let_go(run_id, None)
            raise

    def let_go(self, run_id: UUID, state: State | None) -> None:
        """The run is no longer held; the lease says, soon, whether something finished or was put off: `congvan status` reads it."""
        with self._lock:
            update: dict[str, object] = {"runs": tuple(held for held in self.lease.runs if held != str(run_id))}
            if state is not None and (state.is_completed() or state.is_failed()):
                moment = datetime.now(UTC).isoformat(timespec="seconds")
                update |= {"finished": self.lease.finished + 1, "moved_at": moment, "put_off": None}
            elif state is not None and state.is_scheduled():
                update["put_off"] = state.message
            self.lease = self.lease.model_copy(update=update)
            self._working.discard(run_id)
            soon = monotonic() + SAID_WITHIN if self._working else 0.0
            self._next_renewal = min(self._next_renewal, soon)

    def tell(self, look: Look, trouble: str | None) -> None:
        """Say how it stands: at once when there is trouble or it is over, else from time to time."""
        news = trouble != self.lease.trouble
        if news:
            log.warning("%s", trouble or "the trouble is over")
            self._next_renewal = 0.0
        with self._lock:
            update: dict[str, object] = {"waiting": look.waiting, "left_alone": look.left_alone, "trouble": trouble}
            if not look.waiting and trouble is None:
                update["moved_at"] = datetime.now(UTC).isoformat(timespec="seconds")
            self.lease = self.lease.model_copy(update=update)
        self.renew_if_due()

    def working(self) -> set[UUID]:
        """Runs that threads of this process work on."""
        with self._lock:
            return set(self._working)

    def drop(self) -> None:
        """Remove the lease: this watcher ends and holds nothing."""
        drop(self._store, self.lease)
