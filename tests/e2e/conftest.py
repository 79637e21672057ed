"""One local stack for the end-to-end tests: its own home, ports of its own, ended at the end."""

import json
import os
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from infra.stack import processes
from infra.stack.local import bring_down, bring_up
from schemas.settings import settings
from schemas.stack import Stack, read_stack
from tasks.adapters.connect import open_store
from tasks.ports import ObjectStore

LONGEST = 480.0


class LocalStack:
    """The stack as a test uses it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.said: list[str] = []

    def up(self) -> Stack:
        return bring_up(self.said.append)

    def down(self) -> None:
        bring_down(self.said.append)

    @property
    def stack(self) -> Stack:
        stack = read_stack(self.home)
        assert stack is not None
        return stack

    @property
    def store(self) -> ObjectStore:
        return open_store()

    def kill(self, name: str) -> None:
        process = self.stack.processes[name]
        os.kill(process.pid, signal.SIGKILL)
        self.until(lambda: not processes.alive(process))  # it lives on for a moment, and `up` would leave it alone

    def drop(self, name: str, content: bytes | str) -> None:
        self.store.put(f"inbox/{name}", content.encode() if isinstance(content, str) else content)

    def runs(self, *states: str) -> list[dict[str, Any]]:
        """Runs of process_letter, those in `states` (names) when given."""
        body: dict[str, Any] = {"flows": {"name": {"any_": ["process_letter"]}}, "limit": 200}
        if states:
            body["flow_runs"] = {"state": {"name": {"any_": list(states)}}}
        return self.api("/flow_runs/filter", body)

    def api(self, path: str, body: object) -> Any:
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.stack.prefect_url + path, data=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
        )
        for patience in (*range(1, 8), None):
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own server
                    return json.load(answer)
            except OSError as error:  # SQLite is locked now and then, a busy machine slow
                told = isinstance(error, urllib.error.HTTPError) and error.code != HTTPStatus.SERVICE_UNAVAILABLE
                if told or patience is None:
                    raise
                time.sleep(patience)
        raise AssertionError

    def inbox_is_empty(self) -> bool:
        return not list(self.store.list("inbox/"))

    def until(self, holds: Callable[[], bool], seconds: float = LONGEST) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, (self.home / "log" / "watcher-1.log").read_text("utf-8")[-4000:]
            time.sleep(0.2)


@contextmanager
def stack_of(home: Path, **chosen: object) -> Iterator[LocalStack]:
    """A stack that runs in `home` with these settings (WATCHERS=2), and is ended with them."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"HOME": home, **chosen}.items():
            patch.setenv(f"CONGVAN_{name}", str(value))
        settings.cache_clear()
        local = LocalStack(home)
        try:
            local.up()
            yield local
        finally:
            local.down()
    settings.cache_clear()


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    stall = 0.35  # minutes that the test of the alarm waits for it
    with stack_of(tmp_path_factory.mktemp("home"), LEASE_SECONDS=8, WATCH_SECONDS=0.5, STALL_MINUTES=stall) as local:
        yield local
