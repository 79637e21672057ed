"""Making a run for a letter, claiming it among several watchers, finding and mending runs whose process died."""

import hashlib
import logging
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import httpx
from prefect.client.schemas import FlowRun
from prefect.client.schemas.actions import DeploymentFlowRunCreate
from prefect.client.schemas.filters import FlowFilter, FlowRunFilter
from prefect.client.schemas.objects import FlowRunPolicy, State, StateType
from prefect.client.schemas.responses import OrchestrationResult, SetStateStatus
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectNotFound
from prefect.input.run_input import keyset_from_paused_state
from prefect.states import Crashed, Pending, Running, Scheduled, Suspended, to_state_create

from schemas.arrival import Arrival
from schemas.errors import TransientError
from schemas.settings import settings
from tasks.engine.api import client, patiently

log = logging.getLogger(__name__)

WORK_POOL = "congvan"
CLAIM = "congvan.claim"
"""Label of a run whose maker works on it itself."""

LONGEST_PAUSE = 300.0
"""Most seconds until a run that crashed is taken up again."""


@cache
def deployment_id(flow_name: str) -> UUID:
    """Id of the deployment of that name, its flow's. Raises TransientError while `prefect deploy --all` has not made it yet."""
    try:
        found = patiently(lambda: client().read_deployment_by_name(f"{flow_name}/{flow_name}"))
    except ObjectNotFound as error:
        raise TransientError(f"the deployment {flow_name} is not there; `prefect deploy --all` makes it") from error
    identifier: UUID = found.id
    return identifier


@cache
def flow_id(flow_name: str) -> UUID:
    """Id of the flow: a run belongs to its flow whatever its deployment was called. Raises TransientError like `deployment_id`."""
    try:
        found = patiently(lambda: client().read_flow_by_name(flow_name))
    except (ObjectNotFound, httpx.HTTPStatusError) as error:  # Prefect's client says 404 in one of two ways
        if isinstance(error, httpx.HTTPStatusError) and error.response.status_code != httpx.codes.NOT_FOUND:
            raise
        raise TransientError(f"the flow {flow_name} is not there; `prefect deploy --all` makes it") from error
    identifier: UUID = found.id
    return identifier


def run_for(arrival: Arrival, claim: str, *, again: int = 0) -> FlowRun:
    """The one run of this scan: made now, with this `claim` on it, or given back when any watcher made it before.

    `again` counts new starts. Nothing of it tells the file's name: if the letter turns out to be secret, no trace of that may stay.
    """
    key = hashlib.sha256(f"{arrival.ticket}#{again}".encode()).hexdigest()
    return create(
        "process_letter",
        {"ticket": arrival.ticket},
        key=key,
        name=f"bản quét / scan {key[:8]}",
        tags=["urgent"] if arrival.urgent else [],
        claim=claim,
    )


def was_made_with(run: FlowRun, claim: str) -> bool:
    """Whether the run was made by that very request, whose claim no other has, and so is ours to start."""
    return run.state_type == StateType.RUNNING and run.labels.get(CLAIM) == claim


def create(
    flow_name: str,
    parameters: dict[str, Any],
    *,
    key: str,
    name: str,
    tags: Sequence[str] = (),
    claim: str | None = None,
    waits_for: str | None = None,
) -> FlowRun:
    """Make a run of a flow's deployment by one request: Scheduled for now, or Running in the hands of a watcher.

    With `waits_for` (the key of a pause) it waits for a person from the first, as if it had run and suspended itself under it.
    The same `key` gives back the same run, whoever made it: its label says who.
    """
    state = suspended(waits_for) if waits_for else Running() if claim else Scheduled()
    asked = DeploymentFlowRunCreate(
        parameters=parameters,
        enforce_parameter_schema=False,  # these are ours; the server would read and check their schema each time
        idempotency_key=key,
        name=name,
        tags=list(tags),
        state=to_state_create(state),
        labels={CLAIM: claim} if claim else {},
    )
    if waits_for:
        asked.empirical_policy = FlowRunPolicy(pause_keys={waits_for})  # the pause has been: it is not made again
    where = {"id": deployment_id(flow_name)}
    body = asked.model_dump(mode="json", exclude_unset=True)
    answer = patiently(lambda: client().request("POST", "/deployments/{id}/create_flow_run", path_params=where, json=body))
    return FlowRun.model_validate(answer.json())


def suspended(pause_key: str) -> State[Any]:
    """The state of a run that waits for a person without end, as `suspend_flow_run` makes it."""
    state: State[Any] = Suspended(pause_key=pause_key)
    keys: Any = keyset_from_paused_state(state)  # a dictionary of a narrower type than the state's
    state.state_details.run_input_keyset = keys
    return state


def claim(run: FlowRun) -> bool:
    """Take a Scheduled run for this process. The server accepts one such transition and refuses every other's.

    One that is due later is left: the server would let it be taken and then keep the thread waiting until its time has come.
    """
    if run.state_type != StateType.SCHEDULED or seconds_until_due(run) > 0:
        return False
    try:
        result: OrchestrationResult[Any] = patiently(lambda: client().set_flow_run_state(run.id, Pending()))
    except ObjectNotFound:  # erased meanwhile
        return False
    if result.status == SetStateStatus.ACCEPT and result.state is not None and result.state.is_pending():
        run.state, run.state_type = result.state, result.state.type
        return True
    return False


def seconds_until_due(run: FlowRun) -> float:
    """Seconds until a Scheduled run may be taken; 0 when it is due, or in another state."""
    due = run.state.state_details.scheduled_time if run.state is not None and run.state.is_scheduled() else None
    return max(0.0, due.timestamp() - datetime.now(UTC).timestamp()) if due is not None else 0.0


def due_runs(flow_names: Iterable[str], limit: int) -> list[FlowRun]:
    """Scheduled runs of these flows whose time has come: reviews decided, retries due, runs started in the UI.

    Asked as a person would, not as Prefect's workers ask: for those the server does 30 ms of work each time.
    """
    if limit <= 0:
        return []
    wanted = FlowRunFilter.model_validate(
        {
            "state": {"type": {"any_": [StateType.SCHEDULED]}},
            "next_scheduled_start_time": {"before_": datetime.now(UTC).isoformat()},
        }
    )
    flows = FlowFilter.model_validate({"id": {"any_": [str(flow_id(name)) for name in flow_names]}})
    sort = FlowRunSort.NEXT_SCHEDULED_START_TIME_ASC
    return patiently(lambda: client().read_flow_runs(flow_filter=flows, flow_run_filter=wanted, sort=sort, limit=limit))


def show_served() -> None:
    """Ask as Prefect's workers ask, so that the UI shows the work pool and the deployments as ready (for a minute).

    Raises TransientError while the pool is not made yet, at the first start.
    """
    where = {"name": WORK_POOL}
    try:
        patiently(
            lambda: client().request("POST", "/work_pools/{name}/get_scheduled_flow_runs", path_params=where, json={"limit": 1})
        )
    except httpx.HTTPStatusError as error:
        if error.response.status_code != httpx.codes.NOT_FOUND:
            raise
        raise TransientError(
            f"the work pool {WORK_POOL} is not there yet; `congvan up` makes it, or infra/compose/setup"
        ) from error


def unfinished_runs() -> list[FlowRun]:
    """Every run that is Pending or Running, of any watcher, 200 at a time."""
    found: list[FlowRun] = []
    wanted = FlowRunFilter.model_validate({"state": {"type": {"any_": [StateType.PENDING, StateType.RUNNING]}}})
    while True:
        batch = patiently(lambda: client().read_flow_runs(flow_run_filter=wanted, limit=200, offset=len(found)))
        found.extend(batch)
        if len(batch) < 200:
            return found


def orphans(runs: Iterable[FlowRun], living: Collection[UUID], dead: Collection[UUID], *, grace: timedelta) -> list[FlowRun]:
    """Runs that nobody works on: named by a dead watcher and by no living one, or by none at all for longer than `grace`."""

    def orphaned(run: FlowRun) -> bool:
        if run.id in living or run.state is None:
            return False
        return run.id in dead or datetime.now(UTC) - run.state.timestamp > grace

    return [run for run in runs if orphaned(run)]


def mark_crashed(run: FlowRun, *, again: bool) -> None:
    """Say in the run's history that its process died; with `again` it is due at once for whoever has room.

    The run is read anew first: another watcher may have mended it a moment ago.
    """
    try:
        fresh = patiently(lambda: client().read_flow_run(run.id))
    except ObjectNotFound:  # erased meanwhile
        return
    if fresh.state is None or run.state is None or fresh.state.id != run.state.id:
        return
    patiently(lambda: client().set_flow_run_state(run.id, Crashed(message="its process died; no watcher holds it")))
    log.warning("run %s: its process died", run.id)
    if again:
        take_up_again(run)


def show_alive(run: FlowRun) -> None:
    """Undo that others marked a watcher's own run Crashed, which they do when its lease is silent for too long."""
    fresh = patiently(lambda: client().read_flow_run(run.id))
    if fresh.state is not None and fresh.state.is_crashed():
        patiently(lambda: client().set_flow_run_state(run.id, Running(message="it was taken for dead"), force=True))


def take_up_again(run: FlowRun) -> None:
    """Make a crashed run due again, after a pause that grows with each crash.

    A letter's own run is refused at its next start when it crashed too often (`refuse_if_it_keeps_crashing`), so that its scan is
    not lost from sight; any other is then left Crashed, for a person to look at.
    """
    died = crashes(run.id)
    if died >= settings().most_attempts and run.flow_id != flow_id("process_letter"):
        log.error("run %s: left Crashed after %d times", run.id, died)
        return
    pause = pause_after(died)
    due = datetime.now(UTC) + timedelta(seconds=pause)
    message = f"crashed {died} times; taken up again {f'in {pause:.0f} s' if pause else 'at once'}"
    state: State[Any] = Scheduled(scheduled_time=due, name="AwaitingRetry", message=message)
    patiently(lambda: client().set_flow_run_state(run.id, state, force=True))


def pause_after(died: int) -> float:
    """Seconds until a run that crashed so often is taken up again.

    None after the first time, which says more of the process than of the letter; then 5, 10, 20 … up to five minutes: a letter
    that kills whoever reads it does not keep the watchers from all others.
    """
    return 0.0 if died <= 1 else min(5.0 * 2 ** min(died - 2, 10), LONGEST_PAUSE)


def crashes(run_id: UUID) -> int:
    """How often the process of this run died."""
    states = patiently(lambda: client().read_flow_run_states(run_id))
    return sum(state.type == StateType.CRASHED for state in states)
