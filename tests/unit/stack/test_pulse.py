"""When a watcher says that letters move, and when it keeps silent so that the alarm is given."""

import datetime as dt

import pytest

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
