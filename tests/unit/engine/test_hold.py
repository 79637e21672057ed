"""The lease of a watcher: written often enough, and what becomes of one that was silent for too long."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from prefect.client.schemas import FlowRun
from prefect.client.schemas.objects import State
from prefect.states import Completed, Crashed, Running

from schemas.settings import settings
from tasks.adapters.memory_store import MemoryStore
from tasks.engine import hold, runs
from tasks.engine.hold import DOUBTFUL_LOOKS, SAID_WITHIN, Hold
from tasks.stations.inbox import Look
from tasks.stations.lease import look_at_watchers


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[float]]:
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path))
    monkeypatch.setenv("CONGVAN_LEASE_SECONDS", "60")
    settings.cache_clear()
    now = [0.0]
    monkeypatch.setattr(hold, "monotonic", lambda: now[0])
    yield now
    monkeypatch.undo()
    settings.cache_clear()


def test_a_lease_is_written_anew_a_few_times_within_its_time(clock: list[float], monkeypatch: pytest.MonkeyPatch):
    store = MemoryStore("b")
    written: list[str] = []
    keep = store.put

    def put(key: str, *rest: Any, **named: Any) -> None:
        written.append(key)
        keep(key, *rest, **named)

    monkeypatch.setattr(store, "put", put)
    held = Hold(store, "w")
    held.renew()
    for second in range(61):
        clock[0] = float(second)
        held.renew_if_due()
    assert len(written) == 5
    assert not held.was_silent()


def test_after_a_silence_a_watcher_looks_more_than_once_whether_it_was_taken_for_dead(clock: list[float]):
    held = Hold(MemoryStore("b"), "w")
    held.renew()
    clock[0] = 61.0
    held.renew()
    assert [held.was_silent() for _ in range(DOUBTFUL_LOOKS + 1)] == [True] * DOUBTFUL_LOOKS + [False]


@pytest.mark.parametrize(("found", "told"), [(Crashed(), True), (Running(), False), (Completed(), False)])
def test_a_living_watcher_that_was_marked_crashed_is_running_again(monkeypatch: pytest.MonkeyPatch, found: State[Any], told: bool):  # noqa: FBT001
    run, said = FlowRun(flow_id=uuid4(), state=found, parameters={}), []

    class Server:
        def read_flow_run(self, _: object) -> FlowRun:
            return run

        def set_flow_run_state(self, _: object, state: State[Any], *, force: bool) -> None:
            assert force
            said.append(state.name)

    monkeypatch.setattr(runs, "client", Server)
    runs.show_alive(run)
    assert said == (["Running"] if told else [])


def test_the_lease_says_at_the_next_look_that_the_last_letter_is_finished(clock: list[float]):
    store = MemoryStore("b")
    held = Hold(store, "w")
    first, last = uuid4(), uuid4()

    def said() -> tuple[int, int]:
        held.tell(Look((), 0, 0), None)
        (lease,) = look_at_watchers(store, age=timedelta(seconds=60)).living
        return len(lease.runs), lease.finished

    held.take(first)
    held.take(last)
    held.let_go(first, Completed())
    assert said() == (2, 0)  # not for each letter of many: within a second
    clock[0] = SAID_WITHIN
    assert said() == (1, 1)
    held.let_go(last, Completed())
    assert said() == (0, 2)
