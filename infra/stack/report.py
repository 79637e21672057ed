"""What `congvan status` says: what runs, what waits, what is in trouble. Plain HTTP and the store; Prefect is not imported."""

import json
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from infra.stack.local import PREFECT, S3, WATCHER, serving
from infra.stack.processes import alive
from schemas.errors import CongvanError
from schemas.settings import settings
from schemas.stack import Stack, read_stack
from tasks.adapters.connect import open_store
from tasks.stations.lease import Lease, Watchers, look_at_watchers

STATES = ("Delivered", "Review", "Quarantined", "Held", "Running", "AwaitingRetry", "Crashed")
"""Of letters' runs, in the order in which they are said; whatever else there is (Superseded, Pending) needs nobody."""


def report() -> tuple[list[str], bool]:
    """Lines for a person, and whether all is well: everything runs, nothing is stalled or in trouble."""
    stack = read_stack(settings().home)
    if stack is None and settings().s3_endpoint is None:
        return ["there is no stack here; ./congvan up starts one"], False
    lines: list[str] = []
    healthy = True
    for line, well in [*(_processes(stack) if stack else ()), *_watchers(), *_letters(stack)]:
        lines.append(line)
        healthy &= well
    return lines, healthy


def _processes(stack: Stack) -> Iterator[tuple[str, bool]]:
    for name, address in ((S3, stack.s3_endpoint), (PREFECT, stack.ui)):
        well = serving(name, stack)
        yield f"{name:12} {'serves' if well else 'IS NOT SERVING; ./congvan up starts it'}  {address}", well
    for name in sorted(name for name in stack.processes if name.startswith(WATCHER)) or [WATCHER]:
        well = alive(stack.processes.get(name))
        yield f"{name:12} {'runs' if well else 'IS NOT RUNNING; ./congvan up starts it'}", well


def _watchers() -> Iterator[tuple[str, bool]]:
    try:
        watchers = look_at_watchers(open_store(), age=timedelta(seconds=settings().lease_seconds))
    except CongvanError as error:
        yield f"store        AWAY: {error}", False
        return
    for lease in watchers.living:
        yield _lease(lease)
    if not watchers.living:
        yield "no watcher is at work: one that was just started needs some seconds, and Prefect", False
    for lease in watchers.dead:
        runs = f", {len(lease.runs)} letters in hand will be taken up again" if lease.runs else ""
        yield f"{lease.watcher}: dead{runs}", True
    yield from _stall(watchers)


def _lease(lease: Lease) -> tuple[str, bool]:
    about = f"{max(0, len(lease.runs) - 1)} in hand, {lease.waiting} in the inbox, {lease.finished} finished"
    alone = f", {lease.left_alone} left alone (empty or temporary)" if lease.left_alone else ""
    trouble = f"; TROUBLE: {lease.trouble}" if lease.trouble else ""
    put_off = f"; PUT OFF: {lease.put_off}" if lease.put_off else ""
    return f"{lease.watcher}: {about}{alone}{trouble}{put_off}", lease.trouble is None and lease.put_off is None


def _stall(watchers: Watchers) -> Iterator[tuple[str, bool]]:
    """The alarm: letters wait and nothing has finished for too long."""
    waiting = max((lease.waiting for lease in watchers.living), default=0)
    moved = [datetime.fromisoformat(lease.moved_at) for lease in watchers.living if lease.moved_at]
    patience = timedelta(minutes=settings().stall_minutes)
    if waiting and (not moved or datetime.now(UTC) - max(moved) > patience):
        yield f"ALARM: {waiting} scans wait and nothing has finished for {settings().stall_minutes:.0f} minutes", False


def _letters(stack: Stack | None) -> Iterator[tuple[str, bool]]:
    """Counts of letters by the state of their runs, and of those that wait for a person, from Prefect."""
    url = settings().prefect_url or (stack.prefect_url if stack else None)
    if url is None:
        return
    try:
        counts = {state: _count(url, "process_letter", state) for state in STATES}
        waiting = {tag: _count(url, "review_letter", "Suspended", tag) for tag in ("review", "afterwards")}
    except OSError as error:
        yield f"Prefect      AWAY: {getattr(error, 'reason', error)}", False
        return
    yield "letters: " + (", ".join(f"{count} {state}" for state, count in counts.items() if count) or "none yet"), True
    if any(waiting.values()):
        asked = f"{waiting['review']} wait, {waiting['afterwards']} delivered ones have a question"
        yield f"for a person: {asked}; in the UI Deployments, review_letter", True


def _count(url: str, flow: str, state: str, tag: str | None = None) -> int:
    runs: dict[str, Any] = {"state": {"name": {"any_": [state]}}, **({"tags": {"all_": [tag]}} if tag else {})}
    body: dict[str, Any] = {"flows": {"name": {"any_": [flow]}}, "flow_runs": runs}
    request = urllib.request.Request(  # noqa: S310 - the address of our own server
        f"{url}/flow_runs/count", data=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - as above
        return int(json.load(answer))
