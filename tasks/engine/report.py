"""Telling Prefect of the whole office: the day's sums, the deadlines, the reconciliation, that the watch goes on."""

import logging
from uuid import UUID

import httpx
from prefect.client.schemas.objects import State
from prefect.events import emit_event
from prefect.exceptions import ObjectNotFound
from prefect.states import Completed, Failed

from tasks.core.record.day import Day, day_table, deadline_table
from tasks.core.record.portrait import escape
from tasks.core.record.reconcile import Sum
from tasks.engine.api import client
from tasks.engine.runs import WORK_POOL
from tasks.engine.tell import attach, this_run

log = logging.getLogger(__name__)

OFFICE = {"prefect.resource.id": "congvan.office"}
"""What events of the whole office are about."""


def keep_summary(day: Day) -> State[None]:
    """Attach a day's sums to this run, under one key for all days: the artifact's history is the calendar."""
    attach("daily-summary", f"{day.day:%Y-%m-%d}", day_table(day))
    message = f"{day.states.total()} letters, {day.straight} straight through, {day.waiting} in review, {len(day.overdue)} overdue"
    return Completed(name="Summed", message=message)


def remind(day: Day) -> State[None]:
    """Attach the deadlines; where some are near, emit `congvan.deadlines.due` with their numbers and no text."""
    attach("deadlines", f"{day.today:%Y-%m-%d}", deadline_table(day))
    today = sum(1 for one in day.near if one.deadline == day.today)
    counts = {"today": today, "soon": len(day.near) - today, "overdue": len(day.overdue)}
    if day.near:
        emit_event(
            event="congvan.deadlines.due",
            resource=OFFICE,
            related=[{"prefect.resource.id": f"prefect.flow-run.{this_run()}", "prefect.resource.role": "flow-run"}],
            payload={**counts, "first": day.near[0].deadline.isoformat()},
        )
    return Completed(name="Reminded", message=", ".join(f"{count} {name}" for name, count in counts.items()))


def reconciled(found: Sum) -> State[None]:
    """The state of a reconciliation: Completed with the sum, or Failed with the number of troubles."""
    states = ", ".join(f"{count} {state}" for state, count in sorted(found.states.items()))
    troubles = "\n".join(f"- {escape(trouble)}" for trouble in found.troubles)
    attach("reconcile", states, f"# {found.total}: {states}\n\n{troubles}")
    if found.troubles:
        return Failed(name="Unreconciled", message=f"{len(found.troubles)} troubles, see the artifact; {states}")
    return Completed(name="Reconciled", message=states)


def watch_goes_on(watcher: str, waiting: int, finished: int) -> None:
    """Emit `congvan.watch.well`: as long as this comes, nothing is stalled."""
    emit_event(event="congvan.watch.well", resource=OFFICE, payload={"watcher": watcher, "waiting": waiting, "finished": finished})


SHOWN_SECONDS = 30.0
"""So often a watcher shows itself as a worker of the pool; after three times that the UI takes it for gone."""


def show_waiting(run_id: UUID, watcher: str, waiting: int) -> None:
    """Name the watcher's own run after how many scans wait, for whoever looks at the runs in the UI; nothing depends on it."""
    name = f"{watcher} · {waiting} chờ / waiting" if waiting else watcher
    try:
        client().update_flow_run(run_id, name=name)
    except (httpx.HTTPStatusError, httpx.TransportError, ObjectNotFound) as error:
        log.info("the number of scans that wait was not shown: %s", type(error).__name__)


def show_as_worker(watcher: str) -> None:
    """Show this watcher among the pool's workers, so that the UI says of the pool that it is served; nothing depends on it.

    By name and machine, without the process: else each start would leave a dead one in the list.
    """
    body = {"name": watcher.rpartition(".")[0] or watcher, "heartbeat_interval_seconds": int(SHOWN_SECONDS)}
    where = {"work_pool_name": WORK_POOL}
    try:
        client().request("POST", "/work_pools/{work_pool_name}/workers/heartbeat", path_params=where, json=body)
    except (httpx.HTTPStatusError, httpx.TransportError) as error:
        log.info("the pool was not told of this watcher: %s", type(error).__name__)
