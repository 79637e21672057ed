"""The whole road over real parts: S3 server, Prefect server, watcher."""

import socket
import stat
from pathlib import Path
from typing import Any

import pytest

from infra.stack.report import report
from schemas.record import Record
from tests.e2e.conftest import LocalStack
from tests.e2e.letters import letter

pytestmark = [pytest.mark.e2e, pytest.mark.servers, pytest.mark.prefect]


def records(local: LocalStack) -> list[Record]:
    keys = [stored.key for stored in local.store.list("letters/") if stored.key.endswith("/record.json")]
    return [Record.model_validate_json(local.store.get(key) or b"") for key in keys]


def messages(local: LocalStack) -> list[str]:
    return sorted(stored.key for stored in local.store.list("queues/") if "/leases/" not in stored.key)


def message_ids(local: LocalStack) -> list[str]:
    return [key.rpartition("/")[2].removesuffix(".json") for key in messages(local)]


def quarantined(local: LocalStack, code: str) -> list[dict[str, Any]]:
    return [run for run in local.runs("Quarantined") if run["name"] == code]


def test_a_letter_ends_as_a_record_and_its_inbox_is_emptied(local: LocalStack):
    local.drop("first.txt", letter(101))
    local.until(local.inbox_is_empty)
    assert (local.home / "s3" / local.store.bucket / "inbox").is_dir()  # a scanner writes straight into it
    local.until(lambda: any(run["name"].startswith("101/") for run in local.runs("Delivered", "Review")))
    (record,) = [one for one in records(local) if one.source.key == "inbox/first.txt"]
    assert record.documents[0].number is not None
    assert record.documents[0].number.value == "101/UBND-VHXH"
    assert record.status in {"delivered", "review"}
    arrived = message_ids(local)
    assert all(arrived.count(one.message_id) == (1 if one.delivered_at else 0) for one in record.routing.deliveries)
    (run,) = [run for run in local.runs("Delivered", "Review") if run["name"].startswith("101/UBND-VHXH · ")]
    assert {record.status, "cong_van"} <= set(run["tags"])
    artifacts = local.api("/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run["id"]]}}})
    assert [artifact["type"] for artifact in artifacts] == ["markdown"]


def test_the_same_letter_again_makes_no_second_record_and_no_second_message(local: LocalStack):
    before, sent = records(local), messages(local)
    local.drop("again.txt", letter(101))
    local.until(local.inbox_is_empty)
    assert records(local) == before
    assert messages(local) == sent


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("scan.xyz", b"\x00\x01\x02no picture", "file.unsupported"),
        ("half.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "pdf.truncated"),
    ],
)
def test_a_bad_file_goes_to_quarantine_with_its_code_and_the_watch_goes_on(local: LocalStack, name: str, content: bytes, code: str):
    before = len(quarantined(local, code))
    local.drop(name, content)
    local.until(local.inbox_is_empty)
    local.until(lambda: len(quarantined(local, code)) > before)
    assert all(run["state"]["message"].startswith(f"{code}: ") for run in quarantined(local, code))
    keys = [stored.key for stored in local.store.list("quarantine/") if stored.key.endswith("/record.json")]
    rejections = [Record.model_validate_json(local.store.get(key) or b"").rejection for key in keys]
    assert any(rejection and rejection.code == code and rejection.advice for rejection in rejections)


def test_names_of_unfinished_files_are_left_alone(local: LocalStack):
    local.drop("scan.pdf.part", b"half of it")
    local.drop("last.txt", letter(102))
    local.until(lambda: [stored.key for stored in local.store.list("inbox/")] == ["inbox/scan.pdf.part"])
    local.store.delete("inbox/scan.pdf.part")


def test_when_all_die_with_letters_in_flight_status_says_so_and_every_letter_ends_once(local: LocalStack):
    numbers = range(200, 212)
    for number in numbers:
        local.drop(f"{number}.txt", letter(number))
    for killed in (("watcher-1",), ("prefect", "s3")):
        local.until(lambda: bool(local.runs("Running", "Pending")) or local.inbox_is_empty())
        for name in killed:
            local.kill(name)
        lines, healthy = report()
        assert not healthy
        assert all(any(line.startswith(name) and " NOT " in line for line in lines) for name in killed)
        if "s3" in killed:
            assert any(line.startswith("store") and "AWAY" in line for line in lines)
        local.up()
    local.until(local.inbox_is_empty)
    local.until(lambda: not local.runs("Running", "Pending", "Scheduled", "AwaitingRetry", "Late", "Crashed"))
    found = [one for one in records(local) if one.source.key in {f"inbox/{number}.txt" for number in numbers}]
    assert len(found) == len(numbers)
    sent = [delivery.message_id for one in found for delivery in one.routing.deliveries if delivery.delivered_at]
    arrived = message_ids(local)
    assert len(arrived) == len(set(arrived))
    assert set(sent) <= set(arrived)


def test_the_key_pair_is_the_owners_alone(local: LocalStack):
    path = Path(local.home) / "stack.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert local.stack.s3_endpoint.startswith("http://127.0.0.1:")
    assert local.stack.prefect_url.startswith("http://127.0.0.1:")


def test_a_server_whose_port_was_taken_meanwhile_moves_and_the_watch_goes_with_it(local: LocalStack):
    old = local.stack.s3_endpoint
    local.kill("s3")
    with socket.socket() as taker:
        taker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        local.until(lambda: bound(taker, int(old.rpartition(":")[2])))
        taker.listen()
        local.up()
    assert local.stack.s3_endpoint != old
    local.drop("moved.txt", letter(104))
    local.until(local.inbox_is_empty)


def bound(taker: socket.socket, port: int) -> bool:
    """Whether the port could be had."""
    try:
        taker.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True


def test_the_schedules_of_the_deployments_make_runs(local: LocalStack):
    """With SQLAlchemy 2.1 the scheduler of Prefect 3.8.8 failed and said so in its log only."""
    wanted = {"flows": {"name": {"any_": ["reconcile_archive"]}}, "limit": 5}
    local.until(lambda: bool(local.api("/flow_runs/filter", wanted)))
