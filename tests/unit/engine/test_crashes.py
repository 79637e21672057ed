"""A letter under which the process died is taken up again after growing pauses; one that died too often is refused."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from prefect.client.schemas import FlowRun
from prefect.client.schemas.objects import State
from prefect.exceptions import ParameterBindError, ParameterTypeError
from prefect.states import Crashed, Scheduled

from flows.process_letter import process_letter
from schemas.errors import Rejected, TransientError
from schemas.record import HeldRecord
from tasks import finish_letter as finish
from tasks.engine import runs, tell
from tasks.engine.run import verdict

LETTER, OTHER = uuid4(), uuid4()


def in_a_run(monkeypatch: pytest.MonkeyPatch, *, attempts: int, died: int) -> None:
    run = SimpleNamespace(id=uuid4(), run_count=attempts)
    context: Any = SimpleNamespace(get=lambda: SimpleNamespace(flow_run=run))
    monkeypatch.setattr(tell, "FlowRunContext", context)
    monkeypatch.setattr(tell.runs, "crashes", lambda _: died)  # type: ignore[attr-defined]


def test_after_three_crashes_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_run(monkeypatch, attempts=4, died=3)
    with pytest.raises(Rejected) as caught:
        tell.refuse_if_it_keeps_crashing()
    assert caught.value.code == "letter.crashed_repeatedly"


@pytest.mark.parametrize(("attempts", "died"), [(1, 0), (3, 2), (4, 2), (40, 0)])
def test_retries_for_other_reasons_do_not_count(monkeypatch: pytest.MonkeyPatch, attempts: int, died: int) -> None:
    in_a_run(monkeypatch, attempts=attempts, died=died)
    tell.refuse_if_it_keeps_crashing()


class Server:
    """Prefect's server with one run that crashed so often."""

    def __init__(self, died: int) -> None:
        self.states: list[State[Any]] = [Crashed() for _ in range(died)]
        self.set: list[State[Any]] = []

    def read_flow_run_states(self, _: UUID) -> list[State[Any]]:
        return self.states

    def set_flow_run_state(self, _: UUID, state: State[Any], *, force: bool = False) -> None:
        assert force
        self.set.append(state)


def taken_up(monkeypatch: pytest.MonkeyPatch, died: int, flow: UUID) -> list[State[Any]]:
    server = Server(died)
    monkeypatch.setattr(runs, "client", lambda: server)
    monkeypatch.setattr(runs, "flow_id", lambda name: LETTER if name == "process_letter" else OTHER)
    runs.take_up_again(FlowRun(flow_id=flow, parameters={}))
    return server.set


def test_pauses_grow_with_each_crash_up_to_five_minutes() -> None:
    assert [runs.pause_after(died) for died in (1, 2, 3, 4, 8, 9, 5000)] == [0, 5, 10, 20, 300, 300, 300]


def test_a_crashed_letter_is_due_again_when_its_pause_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    (state,) = taken_up(monkeypatch, 9, LETTER)
    assert state.name == "AwaitingRetry"
    due = state.state_details.scheduled_time
    assert due is not None
    assert 0 < due.timestamp() - datetime.now(UTC).timestamp() <= 300


@pytest.mark.parametrize(("died", "again"), [(2, True), (3, False)])
def test_what_is_no_scan_is_left_for_a_person_after_three_crashes(monkeypatch: pytest.MonkeyPatch, died: int, again: bool) -> None:  # noqa: FBT001
    assert bool(taken_up(monkeypatch, died, OTHER)) is again


def test_a_run_that_is_due_later_is_not_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "client", lambda: pytest.fail("it was asked for"))
    state: State[Any] = Scheduled(scheduled_time=datetime.now(UTC) + timedelta(minutes=5))
    run = FlowRun(flow_id=uuid4(), state=state, state_type=state.type, parameters={})
    assert runs.seconds_until_due(run) > 200
    assert not runs.claim(run)


@pytest.mark.parametrize(
    ("error", "attempts", "seconds"),
    [(TransientError("x"), 1, 5), (TransientError("x"), 3, 20), (httpx.ConnectError("x"), 2, 10), (TransientError("x"), 5000, 300)],
)
def test_trouble_outside_puts_a_run_off_for_longer_each_time(error: Exception, attempts: int, seconds: int) -> None:
    state = verdict(error, attempts)
    assert state.name == "AwaitingRetry"
    assert f"tried again in {seconds} s" in (state.message or "")


def test_a_fault_of_ours_is_a_crash_and_its_text_is_not_told() -> None:
    state = verdict(ValueError("V/v rà soát"), 1)
    assert state.is_crashed()
    assert "rà soát" not in (state.message or "")


@pytest.mark.parametrize(
    ("tags", "name", "failed"),
    [
        (["delivered", "cong_van"], "Delivered", False),
        (["review", "urgent"], "Review", False),
        (["held"], "Held", False),
        (["quarantined"], "Quarantined", True),
        (["urgent"], "Superseded", False),
        ([], "Superseded", False),
    ],
)
def test_a_run_that_died_after_all_was_told_ends_as_it_would_have(
    monkeypatch: pytest.MonkeyPatch, tags: list[str], name: str, *, failed: bool
) -> None:
    run = SimpleNamespace(id=uuid4(), run_count=2, tags=tags)
    monkeypatch.setattr(tell, "FlowRunContext", SimpleNamespace(get=lambda: SimpleNamespace(flow_run=run)))
    state = tell.outcome(None)
    assert (state.name, state.is_failed(), state.is_final()) == (name, failed, True)


def test_wrong_parameters_are_not_tried_again() -> None:
    with pytest.raises(ParameterTypeError) as caught:
        process_letter.validate_parameters({})
    assert verdict(caught.value, 1).is_failed()
    assert verdict(ParameterBindError("a run started by hand"), 1).is_failed()


def test_the_ticket_of_a_held_letter_is_forgotten_only_when_its_scan_is_out_of_the_inbox(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    for name in ("tell", "take_out", "forget_ticket"):
        monkeypatch.setattr(finish, name, lambda *_, name=name: done.append(name))
    monkeypatch.setattr(finish, "open_store", lambda: None)
    held = HeldRecord(letter_id="held:x", page_count=1, held_at="2026-01-01T00:00:00+00:00")
    step: Any = finish.finish_letter
    step.fn(None, held)
    assert done == ["tell", "take_out", "forget_ticket"]
