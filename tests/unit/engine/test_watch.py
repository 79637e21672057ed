"""The watch over a bucket in memory and a Prefect that is a dictionary: what it takes, in which order, and what it outlives."""

import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid5

import pytest
from prefect.client.schemas import FlowRun
from prefect.client.schemas.objects import State
from prefect.states import AwaitingRetry, Completed, Crashed, Pending, Running, Scheduled

from schemas.arrival import Arrival
from schemas.errors import TransientError
from schemas.settings import settings
from tasks.adapters.memory_store import MemoryStore
from tasks.engine import api, runs, watch
from tasks.engine.watch import Watch, lease_of
from tasks.stations.lease import Lease, look_at_watchers, own_lease, renew

SPACE = UUID(int=0)
LETTER = uuid5(SPACE, "process_letter")


class Prefect:
    """What the watch asks of `tasks.engine.runs`, kept in a dictionary. `away`: every call fails."""

    def __init__(self) -> None:
        self.runs: dict[str, FlowRun] = {}
        self.due: list[FlowRun] = []
        self.crashed: list[UUID] = []
        self.taken_up: list[str] = []
        self.away = False

    def _answer(self) -> None:
        if self.away:
            raise TransientError("Prefect's API is away (ConnectError)")

    def flow_id(self, name: str) -> UUID:
        self._answer()
        return uuid5(SPACE, name)

    def run_for(self, arrival: Arrival, claim: str, *, again: int = 0) -> FlowRun:
        assert claim.startswith("w.")
        self._answer()
        key = f"{arrival.ticket}#{again}"
        if key not in self.runs:  # made in our hands, as the server makes it
            self.runs[key] = self.made(arrival.key)
            self.runs[key].state, self.runs[key].state_type = Running(), Running().type
            self.runs[key].labels = {runs.CLAIM: claim}
        return self.runs[key]

    def made(self, name: str) -> FlowRun:
        run = FlowRun(flow_id=LETTER, name=name, parameters={})
        run.state, run.state_type = Scheduled(), Scheduled().type
        return run

    def was_made_with(self, run: FlowRun, claim: str) -> bool:
        return runs.was_made_with(run, claim)

    def claim(self, run: FlowRun) -> bool:
        self._answer()
        free = run.state is not None and run.state.is_scheduled() and not runs.seconds_until_due(run)
        if free:
            run.state = Pending()
        return free

    def due_runs(self, names: Iterable[str], limit: int) -> list[FlowRun]:
        assert list(names) == ["process_letter"]
        self._answer()
        return self.due[:limit]

    def unfinished_runs(self) -> list[FlowRun]:
        self._answer()
        return [run for run in self.runs.values() if run.state is not None and not run.state.is_final()]

    def show_served(self) -> None:
        self._answer()

    def seconds_until_due(self, run: FlowRun) -> float:
        return runs.seconds_until_due(run)

    def take_up_again(self, run: FlowRun) -> None:
        self._answer()
        self.taken_up.append(run.name)
        run.state = Scheduled(scheduled_time=datetime.now(UTC) + timedelta(hours=1))

    def orphans(self, runs: Iterable[FlowRun], living: set[UUID], dead: set[UUID], *, grace: timedelta) -> list[FlowRun]:
        assert grace
        return [run for run in runs if run.id in dead or run.id not in living]

    def mark_crashed(self, run: FlowRun, *, again: bool) -> None:
        assert again
        self.crashed.append(run.id)


class Office:
    """A bucket, a Prefect and what became of the runs that were executed."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.store, self.prefect = MemoryStore("b"), Prefect()
        self.done: list[str] = []
        self.ends: State[Any] = Completed()
        patch.setattr(watch, "open_store", lambda: self.store)
        patch.setattr(watch, "runs", self.prefect)
        patch.setattr(watch, "execute", self.execute)

    def execute(self, flow: Any, run: FlowRun) -> State[Any]:
        assert flow.name == "process_letter"
        self.done.append(run.name.removeprefix("inbox/"))
        run.state = self.ends
        if run.state.is_completed():
            self.store.delete(run.name)
        return run.state

    def watch(self) -> Watch:
        return Watch("w", {"process_letter": cast("Any", SimpleNamespace(name="process_letter"))})

    def leases(self) -> tuple[Lease, ...]:
        return look_at_watchers(self.store, age=timedelta(days=1)).living


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Office]:
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path))
    monkeypatch.setenv("CONGVAN_WATCH_SECONDS", "0.01")
    monkeypatch.setenv("CONGVAN_LETTERS_AT_ONCE", "1")
    settings.cache_clear()
    yield Office(monkeypatch)
    api.stopping.clear()
    monkeypatch.undo()
    settings.cache_clear()


def turn(made: Watch, until: Any) -> None:
    for _ in range(2000):
        if until():
            return
        made.once()
        made.pause()
    raise AssertionError("it never came")


def test_a_backlog_is_worked_off_the_urgent_first(office: Office):
    for name in ("b.pdf", "a.pdf", "khan/c.pdf"):
        office.store.put(f"inbox/{name}", b"x")
    with office.watch() as made:
        turn(made, lambda: len(office.done) == 3)
        turn(made, lambda: lease_of(made).finished == 3)
    assert office.done[0] == "khan/c.pdf"
    assert len(office.prefect.runs) == 3


def test_one_look_is_enough_for_many_letters(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(watch, "LISTING_SHARE", 10**9)
    for number in range(20):
        office.store.put(f"inbox/{number}.pdf", b"x")
    with office.watch() as made:
        made.once()
        made._next_look = 0.0
        made.pause()
        turn(made, lambda: len(office.done) == 20)


class Told:
    """News of two scans, told once."""

    def __init__(self, wake: threading.Event) -> None:
        self.keys = {"inbox/a.pdf", "inbox/gone.pdf"}
        wake.set()

    def take(self) -> frozenset[str]:
        taken, self.keys = frozenset(self.keys), set()
        return taken


def test_what_the_store_tells_of_is_taken_without_waiting_for_the_interval(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CONGVAN_WATCH_SECONDS", "3600")
    settings.cache_clear()
    monkeypatch.setattr(watch, "News", Told)
    for key in ("inbox/a.pdf", "inbox/b.pdf"):
        office.store.put(key, b"x")
    with office.watch() as made:
        made.once()
        while not office.done:
            made.pause()  # until the letter has ended
    assert office.done == ["a.pdf"]


def test_what_a_person_decided_does_not_wait_behind_the_inbox(office: Office):
    for number in range(5):
        office.store.put(f"inbox/{number}.pdf", b"x")
    office.prefect.due = [office.prefect.made("decided")]
    with office.watch() as made:
        turn(made, lambda: "decided" in office.done)
    assert office.done[0] == "decided"


def test_while_prefect_is_away_the_lease_lives_says_so_and_all_is_taken_up_afterwards(office: Office):
    office.store.put("inbox/a.pdf", b"x")
    with office.watch() as made:
        office.prefect.away = True
        made.once()
        (lease,) = office.leases()
        assert lease.trouble == "Prefect's API is away (ConnectError)"
        office.prefect.away = False
        turn(made, lambda: office.done == ["a.pdf"])
        assert office.leases()[0].trouble is None


def test_while_the_store_is_away_the_watch_goes_on(office: Office, monkeypatch: pytest.MonkeyPatch):
    office.store.put("inbox/a.pdf", b"x")

    def away(*_: object, **__: object) -> Any:
        raise TransientError("listing: EndpointConnectionError")

    with office.watch() as made, monkeypatch.context() as patch:
        patch.setattr(office.store, "list", away)
        patch.setattr(office.store, "put", away)
        made.once()
        assert lease_of(made).trouble == "listing: EndpointConnectionError"
        patch.undo()
        patch.setattr(watch, "runs", office.prefect)
        patch.setattr(watch, "execute", office.execute)
        turn(made, lambda: office.done == ["a.pdf"])


def test_a_run_that_was_made_just_when_the_store_went_away_is_started_when_it_is_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    """Else it is Pending for good, named in a living lease, and takes up one of the watcher's places."""
    office.store.put("inbox/a.pdf", b"x")
    monkeypatch.setattr(watch, "BUSY_ELSEWHERE_SECONDS", 0.0)
    with office.watch() as made:
        keep = office.prefect.run_for

        def made_and_away(*given: Any, **named: Any) -> FlowRun:
            office.store.put = away  # type: ignore[method-assign]
            return keep(*given, **named)

        def away(*_: object, **__: object) -> Any:
            raise TransientError("writing an object: EndpointConnectionError")

        monkeypatch.setattr(office.prefect, "run_for", made_and_away)
        turn(made, lambda: lease_of(made).trouble is not None)
        assert office.done == []
        assert lease_of(made).runs == ()
        monkeypatch.setattr(office.prefect, "run_for", keep)
        del office.store.put
        turn(made, lambda: office.done == ["a.pdf"])
    assert len(office.prefect.runs) == 1


def test_a_letter_that_was_put_off_did_not_finish_and_the_lease_says_why(office: Office):
    office.store.put("inbox/a.pdf", b"x")
    office.ends = AwaitingRetry(message="delivering: 3 messages could not be sent; tried again in 5 s")
    with office.watch() as made:
        turn(made, lambda: lease_of(made).put_off is not None)
        assert lease_of(made).finished == 0
        assert "could not be sent" in (lease_of(made).put_off or "")


def test_a_letter_that_crashes_is_put_off_and_keeps_no_place_from_the_others(office: Office):
    """The server lets a run be claimed before its time and then keeps the thread waiting: so it is not claimed."""
    office.store.put("inbox/a.pdf", b"x")
    office.ends = Crashed()
    with office.watch() as made:
        turn(made, lambda: office.prefect.taken_up == ["inbox/a.pdf"])
        office.ends = Completed()
        for name in ("b.pdf", "c.pdf"):
            office.store.put(f"inbox/{name}", b"x")
        turn(made, lambda: len(office.done) == 3)
        made._not_before.clear()  # it is asked after again
        made._list()
        made.once()
        assert max(made._not_before.values()) > api.monotonic() + 3000
    assert office.done == ["a.pdf", "b.pdf", "c.pdf"]


def test_nobody_mends_while_a_lease_cannot_be_read(office: Office):
    run = office.prefect.made("lost")
    run.state = Pending()
    office.prefect.runs["x"] = run
    renew(office.store, own_lease("w"))
    office.store.put("watchers/zzz.json", b'{"half')
    with office.watch() as made:
        made.once()
        assert office.prefect.crashed == []
        office.store.delete("watchers/zzz.json")
        made._next_mending = 0.0
        made.once()
        assert office.prefect.crashed == [run.id]


def test_a_run_is_ours_without_asking_only_when_our_very_request_made_it():
    run = FlowRun(flow_id=SPACE, name="x", parameters={}, labels={"congvan.claim": "w.1/a"})
    run.state_type = Running().type
    assert runs.was_made_with(run, "w.1/a")
    assert not runs.was_made_with(run, "w.1/b")
    assert not runs.was_made_with(run, "")
    run.state_type = Scheduled().type
    assert not runs.was_made_with(run, "w.1/a")
