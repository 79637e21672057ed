"""Prefect's API as the engine uses it: one kept-alive client for each thread, patient while the server is away."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

import httpx
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas import FlowRun
from prefect.context import SettingsContext, SyncClientContext, get_settings_context
from prefect.settings import PREFECT_CLIENT_MAX_RETRIES

from schemas.errors import TransientError
from tasks.engine.plain_transport import speak_plainly

log = logging.getLogger(__name__)

T = TypeVar("T")

_thread = threading.local()

LONGEST_PAUSE = 5.0
"""Seconds between two tries while the server is away."""


class Stopped(Exception):  # noqa: N818 - it is no error
    """The process was asked to end while it waited for the server."""


stopping = threading.Event()
"""Set when the process was asked to end: whoever waits stops waiting."""


class ThriftyClient(SyncPrefectClient):
    """Prefect's client without two requests that its engine makes at the start of each run, 10 to 20 ms of CPU each."""

    _known: FlowRun | None = None

    def know(self, run: FlowRun) -> None:
        """This is how the run stands; the next question for it is answered with this."""
        self._known = run

    def read_flow_run(self, flow_run_id: UUID) -> FlowRun:
        """The run: as it is known, once, or as the server has it."""
        known, self._known = self._known, None
        return known if known is not None and known.id == flow_run_id else super().read_flow_run(flow_run_id)

    def update_flow_run(self, flow_run_id: UUID, *values: Any, **told: Any) -> Any:
        """Tell what changed; a flow's version and retries, told at each start, never do: ours have none."""
        idle = not values and told.keys() == {"flow_version", "empirical_policy"}
        return None if idle else super().update_flow_run(flow_run_id, *values, **told)


def client() -> ThriftyClient:
    """The client of this thread. Made once and entered for good: a new one for each run costs 20 ms of CPU."""
    context: Any = getattr(_thread, "context", None)
    if context is None:
        context = SyncClientContext.get() or SyncClientContext().__enter__()
        context.client.__class__ = ThriftyClient  # Prefect's context makes its client itself
        speak_plainly(context.client._client)  # noqa: SLF001 - as above
        _thread.context = context
    found: ThriftyClient = context.client
    return found


def is_away(error: BaseException) -> bool:
    """Whether the error says that the server can't be reached or fails for now, and not that it refuses."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code >= 500 or error.response.status_code == httpx.codes.TOO_MANY_REQUESTS
    return isinstance(error, httpx.TransportError)


@contextmanager
def impatient() -> Iterator[None]:
    """Within this, in this thread, a server that is away is a TransientError soon: whoever looks after leases must not wait.

    Prefect's client by itself tries five times more and waits a minute in all, as long as a lease lasts; here twice, six seconds
    (with SQLite a busy server says now and then that it can't).
    """
    usual = get_settings_context()
    known, prompt = getattr(_thread, "prompt", (None, usual))
    if known is not usual:
        settings = usual.settings.copy_with_update(updates={PREFECT_CLIENT_MAX_RETRIES: 2})
        prompt = SettingsContext(profile=usual.profile, settings=settings)
        _thread.prompt = (usual, prompt)
    _thread.impatient = True
    try:
        with prompt.model_copy():  # one object can be entered once
            yield
    finally:
        _thread.impatient = False


def patiently(call: Callable[[], T]) -> T:
    """Give what `call` gives, trying again with growing pauses while the server is away.

    Raises Stopped when the process was asked to end meanwhile, TransientError when the server is away and the thread
    `impatient`, and whatever else `call` raises.
    """
    pause = 0.5
    while True:
        try:
            return call()
        except Exception as error:
            if not is_away(error):
                raise
            if getattr(_thread, "impatient", False):
                raise TransientError(f"Prefect's API is away ({type(error).__name__})") from error
            log.warning("Prefect's API is away (%s); trying again in %.0f s", type(error).__name__, pause)
        if stopping.wait(pause):
            raise Stopped
        pause = min(pause * 2, LONGEST_PAUSE)


def monotonic() -> float:
    """Seconds of a clock that never goes back."""
    return time.monotonic()
