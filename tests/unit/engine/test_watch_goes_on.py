"""One look that fails, for whatever reason, does not end the watch; what is told of it holds no text."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from prefect.client.schemas import FlowRun
from prefect.exceptions import ObjectNotFound
from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, temporary_settings
from prefect.states import Running, Scheduled

from schemas.errors import TransientError
from schemas.settings import settings
from tasks.adapters.memory_store import MemoryStore
from tasks.engine import api, runs, watch
from tasks.stations.inbox import Look

SUBJECT = "V/v rà soát kho lưu trữ"


@pytest.fixture
def watching(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[watch.Watch]:
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path))
    settings.cache_clear()
    monkeypatch.setattr(watch, "open_store", MemoryStore)
    with watch.Watch("watcher-1", {}) as made:
        api.stopping.clear()
        yield made
    api.stopping.clear()
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (TransientError("the store is away"), "the store is away"),
        (ValueError(SUBJECT), "a fault in the program: ValueError at test_watch_goes_on.py:"),
        (KeyError(SUBJECT), "a fault in the program: KeyError at test_watch_goes_on.py:"),
    ],
)
def test_trouble_in_one_look_is_told_and_outlived(
    watching: watch.Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, told: str
) -> None:
    def broken() -> Any:
        raise error

    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(watching, "_step", broken)
    watching.once()
    assert str(watch.lease_of(watching).trouble).startswith(told)
    assert SUBJECT not in caplog.text
    monkeypatch.setattr(watching, "_step", lambda: Look((), 0, 0))
    watching.once()
    assert watch.lease_of(watching).trouble is None


def test_being_asked_to_end_is_no_trouble(watching: watch.Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped() -> Any:
        raise api.Stopped

    monkeypatch.setattr(watching, "_step", stopped)
    with pytest.raises(api.Stopped):
        watching.once()


class Gone:
    """A server that knows no run of ours: somebody erased them."""

    def __getattr__(self, _: str) -> Any:
        def missing(*_: Any, **__: Any) -> Any:
            response = httpx.Response(404, request=httpx.Request("GET", "http://127.0.0.1/"))
            raise ObjectNotFound(httpx.HTTPStatusError("gone", request=response.request, response=response))

        return missing


def test_a_run_that_was_erased_is_neither_claimed_nor_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "client", Gone)
    assert not runs.claim(FlowRun(flow_id=uuid4(), state=Scheduled()))
    runs.mark_crashed(FlowRun(flow_id=uuid4(), state=Running()), again=True)


def test_the_watchers_own_questions_give_up_soon_and_only_those() -> None:
    usual = PREFECT_CLIENT_MAX_RETRIES.value()
    with api.impatient():
        assert PREFECT_CLIENT_MAX_RETRIES.value() < usual
    with api.impatient(), pytest.raises(TransientError, match="is away"):  # once more, and it ends at the first refusal
        api.patiently(refused)
    assert PREFECT_CLIENT_MAX_RETRIES.value() == usual
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}), api.impatient():
        assert PREFECT_API_URL.value() == "http://127.0.0.1:9/api"


def refused() -> None:
    raise httpx.ConnectError("refused")


class NoPool:
    """A server whose work pool is not made yet."""

    def request(self, *_: object, **__: object) -> None:
        response = httpx.Response(404, request=httpx.Request("POST", "http://127.0.0.1/"))
        raise httpx.HTTPStatusError("gone", request=response.request, response=response)


def test_a_pool_that_is_not_made_yet_is_no_fault_in_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "client", NoPool)
    with pytest.raises(TransientError, match="the work pool congvan is not there yet"):
        runs.show_served()
