"""Automations of prefect.yaml on the real server: what happens reaches the address that people are told by."""

import datetime as dt
import http.server
import json
import os
import signal
import threading
from collections.abc import Iterator

import pytest
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings

from infra.stack.automations import ensure_automations
from schemas.settings import settings
from tests.e2e.conftest import LocalStack
from tests.e2e.letters import letter

pytestmark = [pytest.mark.e2e, pytest.mark.servers, pytest.mark.prefect]


class Told(http.server.BaseHTTPRequestHandler):
    """Keeps what it is told."""

    texts: list[str]

    def do_POST(self) -> None:
        self.texts.append(json.loads(self.rfile.read(int(self.headers["content-length"])))["text"])
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def told(local: LocalStack) -> Iterator[list[str]]:
    """What an address is told, once the automations of prefect.yaml name it; in the end they name nobody again."""
    texts: list[str] = []
    handler = type("Handler", (Told,), {"texts": texts})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with (
        pytest.MonkeyPatch.context() as patch,
        temporary_settings({PREFECT_API_URL: local.stack.prefect_url}),
        get_client(sync_client=True) as client,
    ):
        patch.setenv("CONGVAN_NOTIFY_URL", f"http://127.0.0.1:{server.server_port}/")
        settings.cache_clear()
        first = ensure_automations(client)
        assert ensure_automations(client) == first  # set up again: changed in place, not made twice
        there = client.request("POST", "/automations/filter", json={}).json()
        assert sorted(one["name"] for one in there) == sorted(first)
        yield texts
        for one in there:
            client.request("PATCH", "/automations/{id}", path_params={"id": one["id"]}, json={"enabled": False})
    settings.cache_clear()
    server.shutdown()


def heard(told: list[str], words: str) -> bool:
    return any(words in text for text in told)


def test_a_quarantined_scan_is_told_with_its_code(local: LocalStack, told: list[str]):
    local.drop("odd.xyz", b"\x00\x01\x02 this is no picture")
    local.until(lambda: heard(told, "quarantined · file.unsupported"))


def test_deadlines_that_come_near_are_told_in_the_morning(local: LocalStack, told: list[str]):
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()
    due = today + dt.timedelta(2)
    text = letter(601).replace("12 tháng 5 năm 2022", f"{today.day:02} tháng {today.month:02} năm {today.year}")
    text = text.replace("trước ngày 30 tháng 5 năm 2022", f"trước ngày {due.day:02} tháng {due.month:02} năm {due.year}")
    start = text.index("Ủy ban nhân dân tỉnh đề nghị")
    task = (
        "Ủy ban nhân dân tỉnh yêu cầu:\n1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát kho lưu trữ, báo cáo kết quả\n"
        f"trước ngày {due.day:02} tháng {due.month:02} năm {due.year}.\n\n"
    )
    local.drop("due.txt", text[:start] + task + text[text.index("Nơi nhận:") :])
    local.until(lambda: any(run["name"].startswith("601/") for run in local.runs("Delivered")))
    (deployment,) = local.api("/deployments/filter", {"flows": {"name": {"any_": ["remind_deadlines"]}}})
    run = local.api(f"/deployments/{deployment['id']}/create_flow_run", {})
    local.until(lambda: heard(told, "deadlines · 0 hôm nay"))
    artifacts = local.api("/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run["id"]]}}})
    assert "601/UBND-VHXH" in artifacts[0]["data"]
    assert f"{due:%d/%m/%Y}" in artifacts[0]["data"]


def test_when_no_watcher_says_that_letters_move_people_are_told(local: LocalStack, told: list[str]):
    watcher = local.stack.processes["watcher-1"].pid
    before = sum("watching stalled" in text for text in told)
    os.kill(watcher, signal.SIGSTOP)
    try:
        local.until(lambda: sum("watching stalled" in text for text in told) > before)
    finally:
        os.kill(watcher, signal.SIGCONT)
