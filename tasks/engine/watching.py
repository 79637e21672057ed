"""Watching as the flow sees it: looks at the inbox, one after the other, until asked to stop."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from prefect import Flow
from prefect.client.schemas import FlowRun
from prefect.context import FlowRunContext

from schemas.settings import settings
from tasks.engine import api
from tasks.engine.garbage import Garbage
from tasks.engine.report import SHOWN_SECONDS, show_as_worker, show_waiting, watch_goes_on
from tasks.engine.watch import Watch, lease_of
from tasks.stations.lease import Lease

BEATS = 5
"""So often within the time of the alarm a watcher tells that letters move."""


def watching(flows: Iterable[Flow[..., Any]], rounds: int | None) -> Iterator[Callable[[], object]]:
    """Give one look after the other, with the pause between them; end after `rounds` or when the process is asked to.

    `flows`: those whose runs are taken. Raises RuntimeError outside of a flow run.
    """
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        raise RuntimeError("not inside a flow run")
    _stop_when_asked()
    with Watch(context.flow_run.name, {flow.name: flow for flow in flows}) as watch:
        watch.hold(context.flow_run)
        pulse, garbage = _Pulse(context.flow_run), Garbage()
        while watch.goes_on and rounds != 0:
            yield watch.once
            pulse.beat(lease_of(watch))
            garbage.settle(lease_of(watch).finished)
            watch.pause()
            rounds = None if rounds is None else rounds - 1


class _Pulse:
    """Tells Prefect now and then that letters move: when this stays away, an automation gives the alarm."""

    def __init__(self, run: FlowRun) -> None:
        """Tell of the watcher whose own run this is."""
        self._run, self._name, self._waiting = run, run.name, 0
        self._next = self._shown = 0.0
        self._told: str | None = None

    def beat(self, lease: Lease) -> None:
        """Show the watcher as a worker, and how many scans wait; tell that letters move, if they did since it was told last.

        The alarm counts from the last time that it was told: `CONGVAN_STALL_MINUTES`, as `congvan status` counts.
        """
        now = api.monotonic()
        if now >= self._shown:
            show_as_worker(lease.watcher)
            self._shown = now + SHOWN_SECONDS
            if lease.waiting != self._waiting:
                show_waiting(self._run.id, self._name, lease.waiting)
                self._waiting = lease.waiting
        if now < self._next or lease.trouble is not None or lease.moved_at == self._told:
            return
        watch_goes_on(lease.watcher, lease.waiting, lease.finished)
        self._told = lease.moved_at
        self._next = now + 60 * settings().stall_minutes / BEATS


def _stop_when_asked() -> None:
    """Let SIGTERM and SIGINT end the watch in order; Prefect's own handler would break off in the middle of a look."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: api.stopping.set())
