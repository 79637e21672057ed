"""Two watchers on one inbox against PostgreSQL, one of them killed again and again: each letter once, nothing left behind."""

import json
from collections.abc import Iterator

import pytest

from infra.cli import erase
from schemas.record import Record
from schemas.settings import settings
from tests.e2e.conftest import LocalStack
from tests.e2e.letters import letter
from tests.e2e.postgres import postgres_server

pytestmark = [pytest.mark.e2e, pytest.mark.servers, pytest.mark.prefect]

LETTERS = 30
KILLS = 5


@pytest.fixture
def grown(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalStack]:
    folder = tmp_path_factory.mktemp("grown")
    with postgres_server(folder) as address:
        monkeypatch.setenv("CONGVAN_HOME", str(folder / "home"))
        monkeypatch.setenv("CONGVAN_PREFECT_DATABASE", address)
        monkeypatch.setenv("CONGVAN_WATCHERS", "2")
        monkeypatch.setenv("CONGVAN_LEASE_SECONDS", "8")
        monkeypatch.setenv("CONGVAN_MOST_ATTEMPTS", str(KILLS + 1))
        settings.cache_clear()
        local = LocalStack(folder / "home")
        try:
            local.up()
            yield local
        finally:
            local.down()
            monkeypatch.undo()
            settings.cache_clear()


def test_two_watchers_one_killed_five_times(grown: LocalStack, capsys: pytest.CaptureFixture[str]):
    for number in range(LETTERS):
        grown.drop(f"{number}.txt", letter(1000 + number))
    for _ in range(KILLS):
        grown.until(lambda: bool(grown.runs("Running", "Pending")) or grown.inbox_is_empty())
        grown.kill("watcher-2")
        grown.up()
    grown.until(grown.inbox_is_empty)
    grown.until(lambda: not grown.runs("Running", "Pending", "Scheduled", "AwaitingRetry", "Late"))
    keys = [stored.key for stored in grown.store.list("letters/") if stored.key.endswith("/record.json")]
    found = [Record.model_validate_json(grown.store.get(key) or b"") for key in keys]
    assert sorted(one.source.key or "" for one in found) == sorted(f"inbox/{number}.txt" for number in range(LETTERS))
    assert not list(grown.store.list("quarantine/"))
    wanted = [delivery.message_id for one in found for delivery in one.routing.deliveries if one.status == "delivered"]
    arrived = [stored.key.rpartition("/")[2] for stored in grown.store.list("queues/") if "/leases/" not in stored.key]
    assert sorted(arrived) == sorted(f"{message_id}.json" for message_id in wanted)
    assert len(grown.runs()) == LETTERS
    assert erase.main([found[0].letter_id, "--yes"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["still_there"] == []
    assert int(report["prefect_database"].split()[0]) > 0
    assert len(grown.runs()) == LETTERS - 1
