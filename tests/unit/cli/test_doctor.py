"""What `congvan doctor` says is in force is tried out: a lock that it names as closed must not open."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.cli import doctor
from infra.cli.doctor import LOCKS
from infra.stack.local import only_one
from schemas.settings import settings
from tasks.adapters import sandbox
from tasks.adapters.workshop import workshop

JOBS = "tests.unit.adapters.sandbox_jobs"
MEMORY = 1_000_000_000


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    def choose(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"CONGVAN_{name.upper()}", value)
        settings.cache_clear()

    choose(home=str(tmp_path))
    yield choose
    monkeypatch.undo()
    settings.cache_clear()


def said(findings: Iterator[doctor.Finding], words: str) -> doctor.Finding:
    (found,) = [finding for finding in findings if words in finding.says]
    return found


def run(name: str, argument: dict[str, Any] | None = None) -> dict[str, Any]:
    return sandbox.run_limited(f"{JOBS}:{name}", argument or {}, seconds=30, memory=MEMORY)


@pytest.fixture(scope="module")
def in_force() -> dict[str, bool]:
    """What the doctor says, by lock."""
    findings = list(doctor._sandbox())
    said = {finding.says: finding.verdict for finding in findings}
    assert all((holds in said) is not (lacks in said) for holds, lacks in LOCKS.values())
    return {lock: said.get(holds) == "ok" for lock, (holds, _) in LOCKS.items()}


def test_a_lock_that_is_said_to_be_closed_is(in_force: dict[str, bool], tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"secret")
    opened = run("outcome_of", {"read": f"../../..{tmp_path}/key", "unshare": 1, "ptrace": 1, "socket": 1})
    assert opened["read"] is not in_force["files"]
    assert {opened["unshare"], opened["ptrace"], opened["socket"]} == {not in_force["system_calls"]}
    state = run("own_state")
    assert (state["no_new_privileges"] == 1) is in_force["no_new_privileges"]
    assert (state["seccomp"] == 2) is in_force["system_calls"]
    assert (state["capabilities"] == 0) is in_force["capabilities_dropped"]
    assert (state["pid"] == 1) is in_force["process_namespace"]


def test_no_network_is_needed_and_is_not_there(in_force: dict[str, bool]) -> None:
    assert in_force["no_network"]
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert run("reaches", {"port": server.getsockname()[1]}) == {"reached": False}


def test_the_limits_that_are_named_are_those_of_a_reader(set_to: Any) -> None:
    set_to(child_memory="700000000", page_seconds="31")
    line = said(doctor._sandbox(), "limits of a reader").says
    assert "0.7 GB, 31 s a page" in line
    limits = run("own_state")["limits"]
    assert limits["memory"] == MEMORY
    assert limits["processor time"] == 31
    for name in ("memory", "processor time", "file size", "open files", "core files"):
        assert name in line
        assert limits[name] >= 0
    assert limits["core files"] == 0
    assert limits["open files"] <= 1024


def test_what_is_missing_is_said_and_fails_only_where_it_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = {**dict.fromkeys(LOCKS, False), "limits": ["time"]}
    monkeypatch.setattr(sandbox, "sandbox_report", lambda: nothing)
    findings = list(doctor._sandbox())
    verdicts = {lock: said(iter(findings), words) for lock, (_, words) in LOCKS.items()}
    assert {finding.verdict for lock, finding in verdicts.items() if lock != "no_network"} == {"note"}
    assert verdicts["no_network"].verdict == "MISSING"
    monkeypatch.setattr(doctor, "examine", lambda: iter(findings))
    assert doctor.main(["--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["verdict"] == "MISSING"


@pytest.mark.parametrize(
    ("name", "plain", "encrypted"),
    [
        ("s3_endpoint", "http://store.example:9000", "https://store.example:9000"),
        ("queue_url", "amqp://congvan:word@broker.example/van", "amqps://congvan:word@broker.example/van"),
        ("queue_url", "sqs://vn?endpoint=http://sqs.example", "sqs://vn?endpoint=https://sqs.example"),
        ("notifications_url", "sqs://vn/new?endpoint=http://sqs.example", "sqs://vn/new"),
        ("prefect_url", "http://prefect.example/api", "https://prefect.example/api"),
        ("prefect_database", "postgresql+asyncpg://u:word@db.example/p", "postgresql+asyncpg://u:word@db.example/p?ssl=require"),
        (
            "prefect_database",
            "postgresql+asyncpg://u@db.example/p?ssl=prefer",
            "postgresql+asyncpg://u@db.example/p?ssl=verify-full",
        ),
        ("prefect_database", "postgresql://u@db.example/p?sslmode=disable", "postgresql://u@db.example/p?sslmode=require"),
        ("notify_url", "http://chat.example/word", "https://chat.example/word"),
    ],
)
def test_an_address_in_the_clear_is_named_without_its_password(set_to: Any, name: str, plain: str, encrypted: str) -> None:
    set_to(**{name: plain})
    (finding,) = doctor._network()
    assert finding.verdict == "note"
    assert f"CONGVAN_{name.upper()}" in finding.says
    assert "word" not in finding.says
    set_to(**{name: encrypted})
    (finding,) = doctor._network()
    assert finding.verdict == "ok"


def test_an_address_of_this_machine_needs_no_encryption(set_to: Any) -> None:
    set_to(s3_endpoint="http://127.0.0.1:9100", queue_url="amqp://u@localhost/", prefect_url="http://[::1]:4200/api")
    assert [finding.verdict for finding in doctor._network()] == ["ok"]


@pytest.mark.usefixtures("set_to")
def test_keys_that_others_can_read_are_a_failure(tmp_path: Path) -> None:
    (tmp_path / "stack.json").write_text("{}")
    (tmp_path / "stack.json").chmod(0o644)
    assert "chmod 600" in said(doctor._home(), "can be read by others").says
    (tmp_path / "stack.json").chmod(0o600)
    assert {finding.verdict for finding in doctor._home()} <= {"ok", "note"}


@pytest.mark.usefixtures("set_to")
def test_a_home_that_others_can_enter_is_noted(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert said(doctor._home(), "chmod 700").verdict == "note"
    tmp_path.chmod(0o700)
    assert not [finding for finding in doctor._home() if "chmod" in finding.says]


def test_a_new_home_is_its_owners_alone(set_to: Any, tmp_path: Path) -> None:
    set_to(home=str(tmp_path / "office" / "home"))
    assert workshop().parent == tmp_path / "office" / "home" / "work"
    assert (tmp_path / "office" / "home").stat().st_mode & 0o777 == 0o700
    (tmp_path / "office" / "home").chmod(0o750)  # somebody let a group in: that stays
    with only_one() as home:
        assert home.stat().st_mode & 0o777 == 0o750


def test_an_own_office_that_nobody_knows_is_a_failure(set_to: Any) -> None:
    set_to(own_organisation="no/such")
    assert said(doctor._registry(), "no/such").verdict == "MISSING"


def test_a_misspelt_setting_is_noted(set_to: Any) -> None:
    assert said(doctor._settings(), "every CONGVAN_").verdict == "ok"
    set_to(reviw_bar="0.5")
    assert said(doctor._settings(), "CONGVAN_REVIEW_BAR").verdict == "note"


def test_a_look_that_fails_is_a_finding(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> Iterator[doctor.Finding]:
        raise OSError("no such device")

    for look in ("_engine", "_home", "_sandbox", "_registry", "_store", "_queue", "_prefect"):
        monkeypatch.setattr(doctor, look, broken)
    assert doctor.main([]) == 1
    assert capsys.readouterr().out.count("MISSING") == 7
