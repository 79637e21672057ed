"""Watching as the flow sees it: looks at the inbox, one after the other, until asked to stop."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from prefect import Flow
from prefect.context import FlowRunContext

from tasks.engine import api
from tasks.engine.watch import Watch


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
        while watch.goes_on and rounds != 0:
            yield watch.once
            watch.pause()
            rounds = None if rounds is None else rounds - 1


def _stop_when_asked() -> None:
    """Let SIGTERM and SIGINT end the watch in order; Prefect's own handler would break off in the middle of a look."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: api.stopping.set())
