"""What `congvan status` says of watchers: when it gives the alarm, and when not."""

from datetime import UTC, datetime, timedelta

import pytest

from infra.stack import report
from infra.stack.report import _lease, _stall
from schemas.settings import settings
from schemas.stack import Stack
from tasks.stations.lease import Lease, Watchers, own_lease

STACK = Stack(s3_endpoint="http://127.0.0.1:1", s3_access_key="a", s3_secret_key="b", prefect_url="http://127.0.0.1:2/api")


def living(**changes: object) -> Watchers:
    return Watchers((own_lease("w").model_copy(update=changes),), ())


def ago(patiences: float) -> str:
    """A time so many times as long ago as the alarm waits, whatever that is set to."""
    return (datetime.now(UTC) - patiences * timedelta(minutes=settings().stall_minutes)).isoformat()


@pytest.mark.parametrize(
    ("waiting", "moved", "alarms"),
    [
        (3, 0.1, 0),
        (3, 1.5, 1),
        (3, None, 1),  # written by an older version
        (0, 60.0, 0),
    ],
)
def test_the_alarm_is_given_when_scans_wait_and_nothing_has_finished_for_long(waiting: int, moved: float | None, alarms: int):
    found = list(_stall(living(waiting=waiting, moved_at=None if moved is None else ago(moved))))
    assert len(found) == alarms
    assert not any(well for _, well in found)


def test_a_watcher_that_just_began_with_a_backlog_is_no_alarm():
    assert not list(_stall(living(waiting=10_000)))


def test_one_watcher_that_finishes_letters_is_enough():
    stuck = own_lease("a").model_copy(update={"waiting": 3, "moved_at": ago(3)})
    assert not list(_stall(Watchers((stuck, own_lease("b")), ())))


def test_trouble_and_what_was_put_off_are_said_and_are_not_well():
    lease: Lease = own_lease("w").model_copy(update={"trouble": "the store is away"})
    assert "TROUBLE: the store is away" in _lease(lease)[0]
    assert not _lease(lease)[1]
    put_off = own_lease("w").model_copy(update={"put_off": "3 messages could not be sent", "left_alone": 2})
    line, well = _lease(put_off)
    assert "PUT OFF: 3 messages could not be sent" in line
    assert "2 left alone" in line
    assert not well


def test_letters_are_counted_by_state_and_those_that_wait_for_a_person_apart(monkeypatch: pytest.MonkeyPatch):
    counts: dict[tuple[str, str, str | None], int] = {}
    counts |= {("process_letter", "Delivered", None): 900, ("process_letter", "Review", None): 2}
    counts |= {("review_letter", "Suspended", "review"): 2, ("review_letter", "Suspended", "afterwards"): 3}
    monkeypatch.setattr(report, "_count", lambda _, flow, state, tag=None: counts.get((flow, state, tag), 0))
    assert [line for line, _ in report._letters(STACK)] == [
        "letters: 900 Delivered, 2 Review",
        "for a person: 2 wait, 3 delivered ones have a question; in the UI Deployments, review_letter",
    ]


def test_that_no_watcher_is_at_work_is_not_well(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(report, "open_store", lambda: None)
    monkeypatch.setattr(report, "look_at_watchers", lambda *_, **__: Watchers((), (own_lease("w"),)))
    nobody, dead = report._watchers()
    assert "dead" in dead[0]
    assert nobody[0].startswith("no watcher is at work")
    assert not nobody[1]
