"""When a watcher says that letters move, and when it keeps silent so that the alarm is given."""

import datetime as dt
from uuid import uuid4

import pytest
from prefect.client.schemas import FlowRun

from tasks.engine import api, watching
from tasks.engine.report import SHOWN_SECONDS
from tasks.engine.watching import moves
from tasks.stations.lease import Lease

NOW = dt.datetime(2022, 5, 12, 8, 0, tzinfo=dt.UTC)
TEN = dt.timedelta(minutes=10)


def lease(**changes: object) -> Lease:
    base: dict[str, object] = {"watcher": "w", "host": "h", "boot": "b", "pid": 1, "started": "1"}
    return Lease.model_validate(base | changes)


@pytest.mark.parametrize(
    ("changes", "since_minutes", "moving"),
    [
        ({}, 60, True),  # nothing waits
        ({"waiting": 3, "moved_at": "2022-05-12T07:51:00+00:00"}, 60, True),
        ({"waiting": 3, "moved_at": "2022-05-12T07:49:00+00:00"}, 60, False),
        ({"waiting": 3}, 9, True),  # just started, nothing finished yet
        ({"waiting": 3}, 11, False),
        ({"trouble": "the store is away"}, 1, False),
    ],
)
def test_letters_move_or_the_watcher_keeps_silent(changes: dict[str, object], since_minutes: int, moving: bool):  # noqa: FBT001
    since = NOW - dt.timedelta(minutes=since_minutes)
    assert moves(lease(**changes), NOW, TEN, since=since) is moving


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
