"""When a watcher says that letters move, and when it keeps silent so that the alarm is given."""

from uuid import uuid4

import pytest
from prefect.client.schemas import FlowRun

from schemas.settings import settings
from tasks.engine import api, watching
from tasks.engine.report import SHOWN_SECONDS
from tasks.stations.lease import Lease


def lease(**changes: object) -> Lease:
    base: dict[str, object] = {"watcher": "w", "host": "h", "boot": "b", "pid": 1, "started": "1"}
    return Lease.model_validate(base | changes)


def test_letters_that_move_are_told_and_when_they_stop_the_watcher_keeps_silent(monkeypatch: pytest.MonkeyPatch):
    now, told = [0.0], []
    monkeypatch.setattr(api, "monotonic", lambda: now[0])
    monkeypatch.setattr(watching, "show_as_worker", lambda _: None)
    monkeypatch.setattr(watching, "show_waiting", lambda *_: None)
    monkeypatch.setattr(watching, "watch_goes_on", lambda _, __, finished: told.append(finished))
    pulse = watching._Pulse(FlowRun(flow_id=uuid4(), name="watcher-1", parameters={}))
    beat = 60 * settings().stall_minutes / watching.BEATS
    looks: tuple[tuple[float, dict[str, object]], ...] = (
        (beat, {"moved_at": "08:00", "finished": 1}),  # it began
        (beat, {"moved_at": "08:00", "finished": 2}),  # nothing moved since
        (0, {"moved_at": "08:04", "finished": 3}),
        (0, {"moved_at": "08:05", "finished": 4}),  # too soon to say it again
        (beat, {"moved_at": "08:06", "finished": 5, "trouble": "the store is away"}),
        (0, {"moved_at": "08:06", "finished": 6}),
    )
    for seconds, look in looks:
        now[0] += seconds
        pulse.beat(lease(waiting=3, **look))
    assert told == [1, 3, 6]


def test_how_many_scans_wait_is_shown_in_the_ui_when_it_changed(monkeypatch: pytest.MonkeyPatch):
    now, shown = [0.0], []
    monkeypatch.setattr(api, "monotonic", lambda: now[0])
    monkeypatch.setattr(watching, "show_as_worker", lambda _: None)
    monkeypatch.setattr(watching, "watch_goes_on", lambda *_: None)
    monkeypatch.setattr(watching, "show_waiting", lambda _, name, waiting: shown.append((name, waiting)))
    pulse = watching._Pulse(FlowRun(flow_id=uuid4(), name="watcher-1", parameters={}))
    for waiting in (0, 10_000, 10_000, 9_900, 0):
        now[0] += SHOWN_SECONDS
        pulse.beat(lease(waiting=waiting))
        pulse.beat(lease(waiting=7))  # at once again: not asked
    assert shown == [("watcher-1", 10_000), ("watcher-1", 9_900), ("watcher-1", 0)]
