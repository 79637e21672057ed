"""Backup and restore, rehearsed: copies taken while the stack runs, laid into a fresh home, prove to be the same office.

The commands are those of docs/runbook.md.
"""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from schemas.settings import settings
from tasks.stations.upkeep import add_up
from tests.e2e.conftest import LocalStack
from tests.e2e.letters import letter
from tests.e2e.test_erase import REVIEWED

pytestmark = [pytest.mark.e2e, pytest.mark.servers, pytest.mark.prefect]

AGAIN = letter(801)


def back_up(home: Path, to: Path) -> None:
    """The bucket first, then the database, as the runbook says."""
    shutil.copytree(home / "s3", to / "s3")
    (to / "prefect").mkdir()
    with (
        closing(sqlite3.connect(home / "prefect" / "prefect.db")) as source,
        closing(sqlite3.connect(to / "prefect" / "prefect.db")) as copy,
    ):
        source.backup(copy)


def test_what_was_backed_up_is_the_same_office_in_a_fresh_home(local: LocalStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    local.drop("once.txt", AGAIN)
    local.drop("waits.txt", REVIEWED.replace("702/", "802/"))
    local.until(local.inbox_is_empty)
    local.until(lambda: not local.runs("Running", "Pending"))
    before = add_up(local.store)
    back_up(local.home, tmp_path)
    keys = {stored.key for stored in local.store.list("") if not stored.key.startswith(("watchers/", "probe/"))}
    runs = {run["id"]: run["state_name"] for run in local.runs()}
    monkeypatch.setenv("CONGVAN_HOME", str(tmp_path))
    settings.cache_clear()
    restored = LocalStack(tmp_path)
    try:
        restored.up()
        assert {stored.key for stored in restored.store.list("") if not stored.key.startswith(("watchers/", "probe/"))} == keys
        after = add_up(restored.store)
        assert (after.states, after.troubles) == (before.states, before.troubles)
        assert {run["id"]: run["state_name"] for run in restored.runs()} == runs
        assert waiting(restored) == waiting(local) != []
        restored.drop("twice.txt", AGAIN)
        restored.until(restored.inbox_is_empty)
        assert {stored.key for stored in restored.store.list("queues/") if "/leases/" not in stored.key} == {
            key for key in keys if key.startswith("queues/") and "/leases/" not in key
        }
        assert restored.store.get(f"letters/{hashlib.sha256(AGAIN.encode()).hexdigest()}/original.txt") == AGAIN.encode()
    finally:
        restored.down()
        monkeypatch.undo()
        settings.cache_clear()


def waiting(stack: LocalStack) -> list[str]:
    """Forms that wait for a person."""
    body = {"flows": {"name": {"any_": ["review_letter"]}}, "flow_runs": {"state": {"name": {"any_": ["Suspended"]}}}}
    return sorted(run["id"] for run in stack.api("/flow_runs/filter", body))
