"""Prefect's API as the engine uses it: one kept-alive client for each thread, patient while the server is away."""

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

import httpx
from prefect.client.orchestration import SyncPrefectClient
from prefect.context import SyncClientContext

log = logging.getLogger(__name__)

T = TypeVar("T")

_thread = threading.local()

LONGEST_PAUSE = 5.0
"""Seconds between two tries while the server is away."""


class Stopped(Exception):  # noqa: N818 - it is no error
    """The process was asked to end while it waited for the server."""


stopping = threading.Event()
"""Set when the process was asked to end: whoever waits stops waiting."""


def client() -> SyncPrefectClient:
    """The client of this thread. Made once and entered for good: a new one for each run costs 20 ms of CPU."""
    context = getattr(_thread, "context", None)
    if context is None:
        context = SyncClientContext.get() or SyncClientContext().__enter__()
        _thread.context = context
    found: SyncPrefectClient = context.client
    return found


def is_away(error: BaseException) -> bool:
    """Whether the error says that the server can't be reached or fails for now, and not that it refuses."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code >= 500 or error.response.status_code == httpx.codes.TOO_MANY_REQUESTS
    return isinstance(error, httpx.TransportError)


def patiently(call: Callable[[], T]) -> T:
    """Give what `call` gives, trying again with growing pauses while the server is away.

    Raises Stopped when the process was asked to end meanwhile, and whatever else `call` raises.
    """
    pause = 0.5
    while True:
        try:
            return call()
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("Prefect's API is away (%s); trying again in %.0f s", type(error).__name__, pause)
        if stopping.wait(pause):
            raise Stopped
        pause = min(pause * 2, LONGEST_PAUSE)


def monotonic() -> float:
    """Seconds of a clock that never goes back."""
    return time.monotonic()
