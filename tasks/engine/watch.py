"""The watch: looks into the inbox, makes and claims a run for each scan, works on several at once, mends what died.

Nothing is kept in this process that can't be found again from the bucket and from Prefect: it may be killed at any point.
"""

import logging
import threading
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from prefect import Flow
from prefect.client.schemas import FlowRun

from schemas.arrival import Arrival
from schemas.errors import TransientError
from schemas.settings import settings
from tasks.adapters.connect import open_store
from tasks.adapters.workshop import workshop
from tasks.engine import api, runs
from tasks.engine.run import execute
from tasks.stations.inbox import Inbox, Look, forget, remember, still_there
from tasks.stations.lease import Lease, drop, look_at_watchers, own_lease, renew

log = logging.getLogger(__name__)

POLL_SECONDS = 4.0
"""Between two looks for runs due by other ways (reviews decided, retries): each costs Prefect's server 30 ms."""

BUSY_ELSEWHERE_SECONDS = 15.0
"""A scan that another watcher holds, or whose retry is not due yet, is asked after again so much later."""

PARTING_SECONDS = 8.0
"""What is being worked on may take so long to end when the watcher is asked to stop; the rest is taken up again later."""


class Watch:
    """One watcher process. Used as a context: entering writes its lease, leaving lets go of what it holds."""

    def __init__(self, name: str, flows: Mapping[str, Flow[..., Any]]) -> None:
        """Work on runs of `flows` (by flow name); `process_letter` is among them."""
        self._flows = flows
        self._store = open_store()
        self._inbox = Inbox(self._store, lambda: datetime.now(UTC))
        self._lease = own_lease(name)
        self._room = settings().letters_at_once
        self._threads = ThreadPoolExecutor(self._room, thread_name_prefix="letter")
        self._working: set[UUID] = set()
        self._not_before: dict[str, float] = {}  # identity of a scan in the inbox → when it may be asked after again
        self._restarts: dict[str, int] = {}
        self._next_poll = self._next_mending = self._next_renewal = 0.0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        """Sweep what killed processes left of letters, and say that we live."""
        workshop()
        self._patiently(lambda: renew(self._store, self._lease))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let what is being worked on end for a while; then go. What is left is taken up again by its lease."""
        api.stopping.set()
        deadline = api.monotonic() + PARTING_SECONDS
        while self._busy() and api.monotonic() < deadline:
            threading.Event().wait(0.05)
        if not self._busy():
            drop(self._store, self._lease)
        self._threads.shutdown(wait=False, cancel_futures=True)

    def hold(self, run: FlowRun) -> None:
        """Name a run that is this process's own, so that it counts as living."""
        self._lease = self._lease.model_copy(update={"runs": (*self._lease.runs, str(run.id))})

    def once(self) -> Look:
        """Look once, take what there is room for, renew, mend. Trouble is said in the lease and outlived: the watch goes on."""
        look, trouble = Look((), self._lease.waiting, self._lease.left_alone), None
        try:
            look = self._step()
        except api.Stopped:
            raise
        except TransientError as error:
            trouble = str(error)
        except Exception as error:  # noqa: BLE001 - a watcher that ends over one run leaves all others lying
            trouble = f"a fault in the program: {place_of(error)}"
        if trouble != self._lease.trouble:
            log.warning("%s", trouble or "the trouble is over")
        with self._lock:
            update: dict[str, object] = {"waiting": look.waiting, "left_alone": look.left_alone, "trouble": trouble}
            if not look.waiting and trouble is None:
                update["moved_at"] = datetime.now(UTC).isoformat(timespec="seconds")
            self._lease = self._lease.model_copy(update=update)
        return look

    def pause(self) -> None:
        """Wait one interval, or until asked to stop."""
        api.stopping.wait(settings().watch_seconds)

    @property
    def goes_on(self) -> bool:
        """False once the process was asked to stop."""
        return not api.stopping.is_set()

    def _step(self) -> Look:
        now = api.monotonic()
        if now >= self._next_mending:
            self._mend()
            self._next_mending = now + settings().lease_seconds / 4
        look = self._inbox.look(max(0, self._free()), self._is_known)
        for arrival in look.ripe:
            self._take(arrival)
        if now >= self._next_poll:
            for run in runs.due_runs(self._free()):
                self._start(run)
            self._next_poll = now + POLL_SECONDS
        if now >= self._next_renewal:
            self._renew()
        self._forget()
        return look

    def _is_known(self, arrival: Arrival) -> bool:
        return self._not_before.get(arrival.identity, 0.0) > api.monotonic()

    def _forget(self) -> None:
        """Drop marks of scans whose time has come: they are asked after again if they still lie there."""
        now = api.monotonic()
        self._not_before = {identity: when for identity, when in self._not_before.items() if when > now}
        if not self._not_before:
            self._restarts.clear()

    def _take(self, arrival: Arrival) -> None:
        """Make the scan's run, or find it, and start it if it is ours to start."""
        self._not_before[arrival.identity] = api.monotonic() + BUSY_ELSEWHERE_SECONDS
        run = runs.run_for(arrival, again=self._restarts.get(arrival.identity, 0))
        if run.state is not None and run.state.is_final():
            self._take_again(run, arrival)
        else:
            self._start(run, arrival)

    def _take_again(self, run: FlowRun, arrival: Arrival) -> None:
        """The run ended and the scan still lies here: after a fault the same run is tried again, else it gets a new one.

        The latter happens when the very same file was put back with its old time.
        """
        if not still_there(self._store, arrival):
            return
        if run.state is not None and run.state.is_crashed():
            runs.reschedule(run)
        else:
            self._restarts[arrival.identity] = self._restarts.get(arrival.identity, 0) + 1
            self._not_before.pop(arrival.identity)

    def _start(self, run: FlowRun, arrival: Arrival | None = None) -> None:
        """Claim the run and give it to a thread; the lease names it before the work begins."""
        flow = next((flow for name, flow in self._flows.items() if runs.deployment_id(name) == run.deployment_id), None)
        if flow is None or not runs.claim(run):
            return
        with self._lock:
            self._working.add(run.id)
            self._lease = self._lease.model_copy(update={"runs": (*self._lease.runs, str(run.id))})
        self._renew()
        if arrival is not None:
            self._not_before[arrival.identity] = float("inf")
            remember(arrival)
        self._threads.submit(self._work, flow, run, arrival)

    def _work(self, flow: Flow[..., Any], run: FlowRun, arrival: Arrival | None) -> None:
        """In a thread: execute the run, then let go of it."""
        try:
            state = execute(flow, run)
            log.info("run %s: %s", run.id, state.name)
        except Exception as error:  # noqa: BLE001 - a thread's last resort: the run is found and mended by its lease
            log.error("run %s: %s", run.id, type(error).__name__)  # noqa: TRY400 - its text may be the letter's
        finally:
            with self._lock:
                left = tuple(held for held in self._lease.runs if held != str(run.id))
                finished = self._lease.finished + 1
                moment = datetime.now(UTC).isoformat(timespec="seconds")
                self._lease = self._lease.model_copy(update={"runs": left, "finished": finished, "moved_at": moment})
                self._working.discard(run.id)
            if arrival is not None:
                forget(arrival)
                self._not_before[arrival.identity] = api.monotonic() + 2 * settings().watch_seconds

    def _mend(self) -> None:
        """Mark runs of dead watchers Crashed and make them due again."""
        self._renew()
        watchers = look_at_watchers(self._store, age=timedelta(seconds=settings().lease_seconds))
        if not watchers.mends(self._lease.watcher):
            return
        living = {UUID(run) for run in watchers.runs_of_living()} | self._working.copy()
        dead = {UUID(run) for run in watchers.runs_of_dead()}
        grace = timedelta(seconds=settings().lease_seconds)
        for run in runs.orphans(runs.unfinished_runs(), living, dead, grace=grace):
            runs.mark_crashed(run, again=run.deployment_id != runs.deployment_id("watch_inbox"))
        for lease in watchers.dead:
            drop(self._store, lease)

    def _renew(self) -> None:
        renew(self._store, self._lease)
        self._next_renewal = api.monotonic() + settings().lease_seconds / 4

    def _free(self) -> int:
        return self._room - self._busy()

    def _busy(self) -> int:
        with self._lock:
            return len(self._working)

    def _patiently(self, call: Callable[[], None]) -> None:
        """Do what needs the store, waiting while it is away."""
        while self.goes_on:
            try:
                return call()
            except TransientError as error:
                log.warning("%s", error)
                api.stopping.wait(2.0)
        return None


def place_of(error: Exception) -> str:
    """Kind and place of an error, without its text: that may be a letter's."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {frame.filename.rpartition('/')[2]}:{frame.lineno}"


def lease_of(watch: Watch) -> Lease:
    """What the watch says of itself at this moment."""
    return watch._lease  # noqa: SLF001 - for tests and the report in the UI
