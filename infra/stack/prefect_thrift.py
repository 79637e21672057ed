"""What Prefect's server is spared: work whose outcome is known before it is done. What it tells stays the same.

- Each event goes to three who open it: the recorder of steps, the keeper of events, the automations. Of a step's event only the
  first makes anything, of any other event it makes nothing; and automations open only what one of them may wait for.
- An artifact's event says what the artifact says: it is not kept beside it.
- A run that is made Running, or waiting for a person, needs nobody who starts it: what its work pool asks of that is not checked.
- A run that ends gives back its place under its deployment's limit. Whether there is a limit is asked by itself, and not by
  reading the deployment with its schedules, its queue and its pool.
- A run is read with its queue and pool; those that were read a moment ago in the same transaction are not read again.
- What cancels background jobs is listened to by a look a second, not by ten, each in a thread.
- Settings, and which database an address means, are looked up once and not some hundred times for each letter.
- What adds a forgotten `Content-Type` to a request does so without two tasks and two queues for each request.
- The names of all time zones, by which each schedule is checked whenever it is looked at, are read from disk once.
"""

import asyncio
import queue
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from fnmatch import fnmatchcase
from functools import cache, wraps
from importlib import import_module
from typing import Any, NamedTuple

import sqlalchemy as sa
from prefect._internal.schemas import validators
from prefect.server.api import deployments
from prefect.server.database import dependencies, provide_database_interface
from prefect.server.events import triggers
from prefect.server.events.services import event_persister
from prefect.server.models import flow_runs
from prefect.server.orchestration.core_policy import ReleaseFlowConcurrencySlots
from prefect.server.schemas.states import StateType
from prefect.server.services import task_run_recorder
from prefect.server.utilities.messaging import Message, MessageHandler
from prefect.settings.legacy import Setting
from sqlalchemy.orm import immediateload
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

STEP = "prefect.task-run."
"""How events of steps begin."""

ARTIFACT = "prefect.artifact-collection."
"""How events of artifacts begin."""

LISTEN_SECONDS = 1.0
"""Between two looks for what cancels a background job, which nothing here ever does."""

_messages: Any = import_module("burner_redis.pubsub").PubSub
"""What stands in for Redis where there is none: how background jobs are told to stop."""

Listener = Callable[..., AbstractAsyncContextManager[MessageHandler]]

_check_job_variables = vars(deployments)["validate_job_variables_for_deployment_flow_run"]
_give_back = ReleaseFlowConcurrencySlots.after_transition


def is_step(name: str) -> bool:
    """Whether an event of that name tells of a step."""
    return name.startswith(STEP)


def is_kept(name: str) -> bool:
    """Whether an event of that name is written down: a step's is not, its task run stands for it; an artifact's neither.

    That one repeats the whole artifact, a letter's portrait or a list of letters, out of the reach of whoever erases the letter.
    """
    return not is_step(name) and not name.startswith(ARTIFACT)


def is_awaited(name: str) -> bool:
    """Whether an automation may wait for an event of that name, or for one of its kind, which are told in their order."""
    kind = ".".join(name.split(".")[:2]) + "."
    return any(fnmatchcase(name, pattern) or pattern.startswith(kind) for pattern in vars(triggers)["_triggers_by_expect"])


def only(wanted: Callable[[str], bool], listener: Listener) -> Listener:
    """The same listener, which opens events of wanted names, and what has no name."""

    @asynccontextmanager
    async def made(*values: Any, **named: Any) -> AsyncGenerator[MessageHandler, None]:
        async with listener(*values, **named) as handle:

            async def handle_wanted(message: Message) -> None:
                name = (message.attributes or {}).get("event")
                if name is None or wanted(name):
                    await handle(message)

            yield handle_wanted

    return made


async def check_job_variables(session: Any, deployment: Any, flow_run: Any) -> None:
    """Check what a pool asks for, unless the run is Running or waits from the first."""
    if flow_run.state is None or flow_run.state.type not in {StateType.RUNNING, StateType.PAUSED}:
        await _check_job_variables(session, deployment, flow_run)


@wraps(_give_back)
async def give_back(rule: ReleaseFlowConcurrencySlots, context: Any) -> None:
    """Give back a run's place, where it has one or its deployment a limit."""
    leased = context.initial_state is not None and context.initial_state.state_details.deployment_concurrency_lease_id
    if context.session is not None and context.run.deployment_id is not None and not leased:
        deployment = provide_database_interface().Deployment
        asked = sa.select(deployment.concurrency_limit_id).where(deployment.id == context.run.deployment_id)
        if await context.session.scalar(asked) is None:
            return
    await _give_back(rule, context)


class KnownFirst(NamedTuple):
    """An option of a question, in place of `selectinload(what)`: what is known in this transaction already is not asked for."""

    what: Any

    def selectinload(self, further: Any) -> Any:
        """Also what that leads to."""
        return immediateload(self.what).immediateload(further)


async def wait_seldom(listener: Any, timeout: float | None) -> Any:  # noqa: ASYNC109 - the signature is docket's
    """The next message of background jobs, or None when there is none after a while."""
    if timeout != 0.0:
        await asyncio.sleep(LISTEN_SECONDS)
    try:
        return listener._queue.get_nowait()  # noqa: SLF001 - it has no other way in
    except queue.Empty:
        return None


_read_setting = Setting.value
_settings: dict[str, Any] = {}


def known_setting(setting: Setting) -> Any:
    """What a setting says, as it was when it was first asked for."""
    if setting.name not in _settings:
        _settings[setting.name] = _read_setting(setting)
    return _settings[setting.name]


def settle() -> None:
    """From now on no setting changes: the server is made."""
    vars(dependencies)["get_dialect"] = cache(vars(dependencies)["get_dialect"])
    setattr(Setting, "value", known_setting)  # noqa: B010 - to a type checker it can't be changed


class ContentType:
    """A request with a body and without a `Content-Type` has JSON: what Prefect's `default_content_type` does."""

    def __init__(self, app: ASGIApp) -> None:
        """Before this application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on."""
        if scope["type"] == "http" and scope["method"] in {"POST", "PUT", "PATCH"}:
            headers = dict(scope["headers"])
            if b"content-type" not in headers and int(headers.get(b"content-length", b"0")) > 0:
                scope["headers"] = [*scope["headers"], (b"content-type", b"application/json")]
        await self._app(scope, receive, send)


def spare_tasks(app: Starlette) -> int:
    """Put `ContentType` in place of Prefect's own in the applications below `app`, before its first request; in how many."""
    below = [one for route in app.routes if isinstance(one := getattr(route, "app", None), Starlette)]
    spared = 0
    for one in below:
        for place, layer in enumerate(one.user_middleware):
            if getattr(layer.kwargs.get("dispatch"), "__name__", "") == "default_content_type":
                one.user_middleware[place] = Middleware(ContentType)
                spared += 1
    return spared


def apply() -> None:
    """Put all of it in place, before the server starts."""
    vars(task_run_recorder)["consumer"] = only(is_step, vars(task_run_recorder)["consumer"])
    vars(event_persister)["create_handler"] = only(is_kept, vars(event_persister)["create_handler"])
    vars(triggers)["consumer"] = only(is_awaited, vars(triggers)["consumer"])
    vars(deployments)["validate_job_variables_for_deployment_flow_run"] = check_job_variables
    setattr(ReleaseFlowConcurrencySlots, "after_transition", give_back)  # noqa: B010 - to a type checker it can't be changed
    vars(flow_runs)["selectinload"] = KnownFirst
    _messages._queue_get = wait_seldom  # noqa: SLF001 - as above
    vars(validators)["get_timezones"] = cache(vars(validators)["get_timezones"])
