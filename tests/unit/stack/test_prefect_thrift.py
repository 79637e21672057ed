"""What Prefect's server of this stack is spared, and what it is not."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from queue import SimpleQueue
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from prefect._internal.schemas import validators
from prefect.server.api import deployments
from prefect.server.database.orm_models import ArtifactCollection
from prefect.server.events import triggers
from prefect.server.events.schemas import lifecycle
from prefect.server.events.services import event_persister
from prefect.server.models import flow_runs
from prefect.server.orchestration.core_policy import ReleaseFlowConcurrencySlots
from prefect.server.schemas.states import Running, Scheduled
from prefect.server.services import task_run_recorder
from prefect.types._datetime import now

from infra.stack import prefect_server, prefect_thrift

STEP, LETTER, RUN = "prefect.task-run.Completed", "congvan.letter.delivered", "prefect.flow-run.Completed"


@pytest.mark.parametrize(
    ("wanted", "handled"),
    [(prefect_thrift.is_step, [None, STEP]), (prefect_thrift.is_kept, [None, LETTER, RUN]), (prefect_thrift.is_awaited, [None])],
)
def test_a_listener_opens_what_it_wants_and_what_has_no_name(wanted, handled, monkeypatch):
    seen: list[str | None] = []
    monkeypatch.setitem(vars(triggers), "_triggers_by_expect", {})

    @asynccontextmanager
    async def listener(prefix: str) -> AsyncIterator[Any]:
        async def handle(message: Any) -> None:
            seen.append((message.attributes or {}).get(prefix))

        yield handle

    async def tell() -> None:
        async with prefect_thrift.only(wanted, listener)("event") as handle:
            await handle(SimpleNamespace(data=b"{}", attributes=None))
            for name in (STEP, LETTER, RUN):
                await handle(SimpleNamespace(data=b"{}", attributes={"event": name}))

    asyncio.run(tell())
    assert seen == handled


@pytest.mark.parametrize("what", ["created", "updated", "deleted"])
def test_an_artifacts_event_which_repeats_its_text_is_not_kept(what):
    """Else a letter's portrait, and the day's lists of letters, lie among the events when the letter is erased."""
    event = vars(lifecycle)[f"artifact_collection_{what}_event"]
    made = event(ArtifactCollection(id=uuid4(), key="deadlines", latest_id=uuid4(), data="a letter"), now("UTC"))
    assert "a letter" in str(made.payload)
    assert not prefect_thrift.is_kept(made.event)


@pytest.mark.parametrize(
    ("patterns", "awaited"),
    [
        (["congvan.letter.quarantined", "congvan.watch.well"], [LETTER]),  # of a letter's events one is awaited: all of them are
        (["prefect.flow-run.Failed"], [RUN]),
        (["prefect.task-run.*"], [STEP]),
        (["*"], [STEP, LETTER, RUN]),
        (["prefect.*"], [STEP, RUN]),
        (["prefect.automation.created"], []),
    ],
)
def test_automations_open_what_one_of_them_may_wait_for(patterns, awaited, monkeypatch):
    monkeypatch.setitem(vars(triggers), "_triggers_by_expect", {pattern: {"a"} for pattern in patterns})
    assert [name for name in (STEP, LETTER, RUN) if prefect_thrift.is_awaited(name)] == awaited


@pytest.mark.parametrize(("state", "checked"), [(None, 1), (Scheduled(), 1), (Running(), 0)])
def test_a_run_that_runs_already_needs_nobody_who_starts_it(state, checked, monkeypatch):
    asked: list[Any] = []

    async def check(*values: Any) -> None:
        asked.append(values)

    monkeypatch.setattr(prefect_thrift, "_check_job_variables", check)
    asyncio.run(prefect_thrift.check_job_variables(None, None, SimpleNamespace(state=state)))
    assert len(asked) == checked


@pytest.mark.parametrize(
    ("deployment", "limit", "lease", "given_back"),
    [("d", None, None, 0), ("d", "l", None, 1), ("d", None, "lease", 1), (None, "l", None, 1)],
)
def test_a_place_under_a_limit_is_given_back_where_there_is_one(deployment, limit, lease, given_back, monkeypatch):
    done: list[Any] = []

    async def give_back(rule: Any, context: Any) -> None:
        done.append((rule, context))

    async def scalar(_question: Any) -> Any:
        return limit

    monkeypatch.setattr(prefect_thrift, "_give_back", give_back)
    before = SimpleNamespace(state_details=SimpleNamespace(deployment_concurrency_lease_id=lease))
    run = SimpleNamespace(deployment_id=deployment)
    context: Any = SimpleNamespace(initial_state=before, session=SimpleNamespace(scalar=scalar), run=run)
    asyncio.run(prefect_thrift.give_back(SimpleNamespace(), context))  # type: ignore[arg-type]
    assert len(done) == given_back


def test_the_server_is_spared_all_of_it():
    assert callable(prefect_server.create_app)
    assert vars(flow_runs)["selectinload"] is prefect_thrift.KnownFirst
    assert import_module("burner_redis.pubsub").PubSub._queue_get is prefect_thrift.wait_seldom
    for module, name in ((task_run_recorder, "consumer"), (event_persister, "create_handler"), (triggers, "consumer")):
        assert vars(module)[name].__qualname__.startswith("only.")
    assert vars(deployments)["validate_job_variables_for_deployment_flow_run"] is prefect_thrift.check_job_variables
    assert ReleaseFlowConcurrencySlots.after_transition is prefect_thrift.give_back
    assert vars(validators)["get_timezones"]() is vars(validators)["get_timezones"]()


@pytest.mark.parametrize(("waits", "given"), [(0.0, "a"), (0.1, "a"), (None, "a")])
def test_what_cancels_a_job_is_heard_and_then_there_is_silence(waits, given, monkeypatch):
    monkeypatch.setattr(prefect_thrift, "LISTEN_SECONDS", 0.0)
    told: SimpleQueue[str] = SimpleQueue()
    told.put(given)
    listener = SimpleNamespace(_queue=told)
    assert asyncio.run(prefect_thrift.wait_seldom(listener, waits)) == given
    assert asyncio.run(prefect_thrift.wait_seldom(listener, waits)) is None


@pytest.mark.parametrize("told", [{}, {"Content-Type": "application/json"}])
def test_a_body_without_a_kind_is_json_without_a_task_of_its_own(told: dict[str, str]):
    inner, outer = FastAPI(), FastAPI()

    @inner.post("/sum")
    async def add(numbers: list[int]) -> int:
        return sum(numbers)

    @inner.middleware("http")
    async def default_content_type(*_: Any) -> Any:
        raise AssertionError("Prefect's own is not asked")

    outer.mount("/api", inner)
    assert prefect_thrift.spare_tasks(outer) == 1

    async def ask() -> tuple[Any, int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(outer), base_url="http://x") as client:
            added = await client.post("/api/sum", content=b"[1, 2]", headers=told)
            return added.json(), (await client.get("/api/openapi.json")).status_code

    assert asyncio.run(ask()) == (3, 200)
