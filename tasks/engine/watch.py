"""The watch: looks into the inbox, makes and claims a run for each scan, works on several at once, mends what died.

Nothing is kept in this process that can't be found again from the bucket and from Prefect: it may be killed at any point.
"""

import logging
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self
from uuid import UUID, uuid4

import httpx
from prefect import Flow
from prefect.client.schemas import FlowRun

from schemas.arrival import Arrival
from schemas.errors import TransientError
from schemas.settings import settings
from tasks.adapters.connect import open_store
from tasks.adapters.workshop import workshop
from tasks.engine import api, runs
from tasks.engine.hold import Hold
from tasks.engine.news import News
from tasks.engine.run import execute
from tasks.stations.inbox import Inbox, Look, forget, remember, still_there
from tasks.stations.lease import Lease, Watchers, drop, look_at_watchers

log = logging.getLogger(__name__)

POLL_SECONDS = 4.0
"""Between two looks for runs due by other ways (reviews decided, retries): each costs Prefect's server 10 ms."""

SERVED_SECONDS = 45.0
"""Between two signs that the pool is served, each 50 ms of Prefect's server; after 60 the deployments would be not ready."""

AHEAD = 256
"""Scans that one look picks, the most pressing first: they are worked on without another listing in between."""

LISTING_SHARE = 10
"""A listing may take one part in so many of a core: one of 10,000 scans takes 2.4 s of CPU, a half of it the embedded server's."""

LONGEST_PAUSE = 15.0
"""Most seconds until the next look while the store or Prefect is away."""

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
        quiet = timedelta(seconds=0.8 * settings().watch_seconds)  # clocks and looks are not exact
        self._inbox = Inbox(self._store, lambda: datetime.now(UTC), quiet=quiet)
        self._look = Look((), 0, 0)
        self._ripe: deque[Arrival] = deque()
        self._wake = threading.Event()
        self._news = News(self._wake)
        self._told: frozenset[str] = frozenset()
        self._watchers = Watchers((), ())
        self._failed_looks = 0
        self._hold = Hold(self._store, name)
        self._own: FlowRun | None = None
        self._room = settings().letters_at_once
        self._threads = ThreadPoolExecutor(self._room, thread_name_prefix="letter")
        self._not_before: dict[str, float] = {}  # identity of a scan in the inbox → when it may be asked after again
        self._restarts: dict[str, int] = {}
        self._claims: dict[str, str] = {}  # identity of a scan whose run we asked for and have not started yet → our claim
        self._next_poll = self._next_mending = self._next_served = self._next_look = self._soonest_look = 0.0

    def __enter__(self) -> Self:
        """Sweep what killed processes left of letters, and say that we live."""
        workshop()
        self._patiently(self._hold.renew)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let what is being worked on end for a while; then go. What is left is taken up again by its lease."""
        api.stopping.set()
        deadline = api.monotonic() + PARTING_SECONDS
        while self._busy() and api.monotonic() < deadline:
            threading.Event().wait(0.05)
        if not self._busy():
            self._hold.drop()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def hold(self, run: FlowRun) -> None:
        """Name a run that is this process's own, so that it counts as living."""
        self._own = run
        self._hold.name(run.id)

    def once(self) -> Look:
        """Look once, take what there is room for, mend. Trouble is said in the lease and outlived: the watch goes on."""
        trouble = None
        try:
            with api.impatient():
                self._step()
        except api.Stopped:
            raise
        except TransientError as error:
            trouble = str(error)
        except Exception as error:  # noqa: BLE001 - a watcher that ends over one run leaves all others lying
            trouble = f"a fault in the program: {place_of(error)}"
        self._failed_looks = self._failed_looks + 1 if trouble else 0
        self._hold.tell(self._look, trouble)
        return self._look

    def pause(self) -> None:
        """Wait one interval; longer while something is away, less when a letter has ended or the store tells of a scan."""
        seconds = settings().watch_seconds
        if self._failed_looks:
            seconds = max(seconds, min(seconds * 2 ** min(self._failed_looks, 10), LONGEST_PAUSE))
        until = api.monotonic() + seconds
        while self.goes_on and (left := until - api.monotonic()) > 0:
            if self._wake.wait(min(left, 0.25)) and not self._failed_looks:
                break
        self._wake.clear()

    @property
    def goes_on(self) -> bool:
        """False once the process was asked to stop."""
        return not api.stopping.is_set()

    def _step(self) -> None:
        now = api.monotonic()
        if now >= self._next_served:
            runs.show_served()
            self._next_served = now + SERVED_SECONDS
        if now >= self._next_mending:
            self._mend()
            self._next_mending = now + settings().lease_seconds / 4
        if now >= self._next_poll and self._free() > 0:  # what people decided does not wait behind the inbox
            for run in runs.due_runs(self._flows, self._free()):
                self._start(run)
            self._next_poll = now + POLL_SECONDS
        self._told |= self._news.take()
        if now >= self._next_look or (self._told and now >= self._soonest_look):
            self._list()
        while self._ripe and self._free() > 0:
            self._hold.renew_if_due()
            arrival = self._ripe.popleft()
            if not self._is_known(arrival):
                self._take(arrival)
        self._forget()

    def _list(self) -> None:
        """List the inbox and pick what comes next; among equally urgent ones those that fall to this watcher first."""
        start, used = api.monotonic(), time.thread_time()
        self._look = self._inbox.look(AHEAD, self._is_known, told=self._told)
        self._told = frozenset()
        name = self._hold.lease.watcher
        others = {one.ticket for one in self._look.ripe if self._watchers.falls_to(one.ticket) not in (None, name)}
        self._ripe = deque(sorted(self._look.ripe, key=lambda one: (one.urgency, one.ticket in others)))
        end, cost = api.monotonic(), 2 * (time.thread_time() - used)
        idle = self._look.unripe > 0 and not self._ripe  # nothing better to do than to see who has stood still
        self._soonest_look = end + (end - start) if idle else max(end + (end - start), start + LISTING_SHARE * cost)
        self._next_look = max(start + 0.9 * settings().watch_seconds, self._soonest_look)

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
        claim = self._claims.setdefault(arrival.identity, f"{self._hold.lease.watcher}/{uuid4().hex}")
        run = runs.run_for(arrival, claim, again=self._restarts.get(arrival.identity, 0))
        if run.state is not None and run.state.is_final():
            self._take_again(run, arrival)
        elif (later := runs.seconds_until_due(run)) > 0:
            self._not_before[arrival.identity] = api.monotonic() + max(later, BUSY_ELSEWHERE_SECONDS)
        else:
            self._start(run, arrival, claim)
        self._claims.pop(arrival.identity)

    def _take_again(self, run: FlowRun, arrival: Arrival) -> None:
        """The run ended and the scan still lies here: after a fault the same run is tried again, else it gets a new one.

        The latter happens when the very same file was put back with its old time.
        """
        if not still_there(self._store, arrival):
            return
        if run.state is not None and run.state.is_crashed():
            runs.take_up_again(run)
        else:
            self._restarts[arrival.identity] = self._restarts.get(arrival.identity, 0) + 1
            self._not_before.pop(arrival.identity)

    def _start(self, run: FlowRun, arrival: Arrival | None = None, claim: str = "") -> None:
        """Claim the run and give it to a thread; the lease names it before the work begins."""
        flow = next((flow for name, flow in self._flows.items() if runs.flow_id(name) == run.flow_id), None)
        if flow is None or not (runs.was_made_with(run, claim) or runs.claim(run)):
            return
        self._hold.take(run.id)  # when the store is away it stays Running and ours by its claim, or nobody's and is mended
        if arrival is not None:
            self._not_before[arrival.identity] = float("inf")
            remember(arrival)
        self._threads.submit(self._work, flow, run, arrival)

    def _work(self, flow: Flow[..., Any], run: FlowRun, arrival: Arrival | None) -> None:
        """In a thread: execute the run, then let go of it."""
        state = None
        try:
            state = execute(flow, run)
            log.info("run %s: %s", run.id, state.name)
            if state.is_crashed():  # a fault of ours, told in the log
                runs.take_up_again(run)
        except Exception as error:  # noqa: BLE001 - a thread's last resort: the run is found and mended by its lease
            log.error("run %s: %s", run.id, type(error).__name__)  # noqa: TRY400 - its text may be the letter's
        finally:
            if arrival is not None:
                forget(arrival)
                self._not_before[arrival.identity] = api.monotonic() + 2 * settings().watch_seconds
            self._hold.let_go(run.id, state)
            self._wake.set()

    def _mend(self) -> None:
        """Mark runs of dead watchers Crashed and make them due again."""
        self._hold.renew()
        if self._own is not None and self._hold.was_silent():
            runs.show_alive(self._own)
        watchers = look_at_watchers(self._store, age=timedelta(seconds=settings().lease_seconds))
        self._watchers = watchers
        if watchers.unread or not watchers.mends(self._hold.lease.watcher):
            return  # what an unread lease holds would be taken for abandoned
        living = {UUID(run) for run in watchers.runs_of_living()} | self._hold.working()
        dead = {UUID(run) for run in watchers.runs_of_dead()}
        grace = timedelta(seconds=settings().lease_seconds)
        for run in runs.orphans(runs.unfinished_runs(), living, dead, grace=grace):
            self._hold.renew_if_due()
            runs.mark_crashed(run, again=run.flow_id != runs.flow_id("watch_inbox"))
        for lease in watchers.dead:
            drop(self._store, lease)

    def _free(self) -> int:
        return self._room - self._busy()

    def _busy(self) -> int:
        return len(self._hold.working())

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
    """Kind and place of an error in our own code, and what Prefect answered, without its text: that may be a letter's."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename] or frames
    answered = f" {error.response.status_code}" if isinstance(error, httpx.HTTPStatusError) else ""
    return f"{type(error).__name__}{answered} at {ours[-1].filename.rpartition('/')[2]}:{ours[-1].lineno}"


def lease_of(watch: Watch) -> Lease:
    """What the watch says of itself at this moment."""
    return watch._hold.lease  # noqa: SLF001 - for tests and the report in the UI
