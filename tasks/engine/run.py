"""One run, executed in this process: Prefect's own engine with what costs time and serves no purpose here switched off.

Measured for an empty flow (design.md, and again here): 1.36 s and 0.21 s of CPU with Prefect's `run_flow`, 0.3 s and 0.15 s
with this. Left out are the heartbeat thread (our lease tells a dead run from a slow one), the thread with a websocket that
watches for a suspension from outside (a letter is done in seconds), and requests whose answer is known (`api.ThriftyClient`).
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import prefect.flows
from prefect import Flow
from prefect._flow_run_suspension import FlowRunSuspensionRequest
from prefect.client.schemas import FlowRun
from prefect.client.schemas.objects import State
from prefect.exceptions import Abort, ParameterBindError, ParameterTypeError, Pause
from prefect.filesystems import LocalFileSystem
from prefect.flow_engine import FlowRunEngine
from prefect.states import Crashed, Failed, Scheduled

from schemas.errors import TransientError
from tasks.engine.api import Stopped, client, is_away, patiently

log = logging.getLogger(__name__)

LONGEST_DELAY = 300.0
"""Most seconds until a letter that met with transient trouble is tried again."""


_NOWHERE = LocalFileSystem(basepath="/nonexistent")
"""No result is ever kept (`persist_result=False`). Named, because without a name the server is asked for one at each run."""


_new_check = vars(prefect.flows)["ValidatedFunction"]


@cache
def _check_of(function: Callable[..., Any]) -> Any:
    """What checks a flow's parameters: a model that Prefect else makes anew for each run, 2.5 ms of CPU."""
    return _new_check(function, config={"arbitrary_types_allowed": True})


vars(prefect.flows)["ValidatedFunction"] = lambda function, config: _check_of(function)  # noqa: ARG005 - Prefect's signature


class InProcessEngine(FlowRunEngine[Any, Any]):
    """Prefect's engine for a run of ours. Trouble is judged by its type, here and nowhere else."""

    @property
    def heartbeat_seconds(self) -> int | None:
        """No heartbeats."""
        return None

    @contextmanager
    def setup_flow_run_suspension_request(self) -> Iterator[FlowRunSuspensionRequest]:
        """Take part in suspensions that the flow itself asks for; don't watch for others'."""
        request = self._get_flow_run_suspension_request()
        request.raise_if_requested()
        yield request

    def set_state(self, state: State, force: bool = False) -> State:  # noqa: FBT001, FBT002 - Prefect's signature
        """Propose a state; while the server is away, wait: what was done must be told. That a run made Running runs, it knows."""
        made_running = state.is_running() and self.state.is_running()
        told: State = self.state if made_running else patiently(lambda: super(InProcessEngine, self).set_state(state, force=force))
        if told.is_running() and self.flow_run is not None and (made_running or self.flow_run.run_count == 0):
            self.flow_run.run_count = 1  # as the server counts
            client().know(self.flow_run)
        return told

    def handle_exception(self, exc: Exception, msg: str | None = None, result_store: Any = None) -> State:
        """Transient trouble: the run is due again later. Anything else is a fault of ours: Crashed, and taken up again.

        No text of an exception of others reaches the state: it might hold the letter's.
        """
        del msg, result_store
        self._raised = exc
        attempts = self.flow_run.run_count if self.flow_run else 1
        return self.set_state(verdict(exc, attempts), force=True)


def verdict(error: Exception, attempts: int) -> State:
    """State of a run that ended in `error` at its attempt number `attempts` (from 1)."""
    told = str(error) if isinstance(error, TransientError) else f"Prefect's API is away ({type(error).__name__})"
    if isinstance(error, TransientError) or is_away(error):
        delay = min(5.0 * 2 ** min(max(0, attempts - 1), 10), LONGEST_DELAY)
        due = datetime.now(UTC) + timedelta(seconds=delay)
        return Scheduled(scheduled_time=due, name="AwaitingRetry", message=f"{told}; tried again in {delay:.0f} s")
    if isinstance(error, ParameterTypeError | ParameterBindError):  # tried again it would be no other
        return Failed(message="these are not the parameters that the flow takes: start a run with others")
    return Crashed(message=f"a fault in the program: {type(error).__name__}; the watcher's log has the place")


def execute(flow: Flow[Any, Any], run: FlowRun) -> State:
    """Run a claimed run here and now and give its last state. Raises nothing that the run itself raised."""
    client()  # this thread's, found by the engine
    flow.result_storage = _NOWHERE
    engine = InProcessEngine(flow=flow, flow_run=run, parameters=run.parameters)
    try:
        with engine.start():
            while engine.is_running():
                with engine.run_context():
                    engine.call_flow_fn()
    except Pause:
        return engine.state
    except Abort as abort:
        log.info("run %s: %s", run.id, abort)
    except Stopped:
        log.info("run %s: left as it is, the process ends", run.id)
    return engine.state
