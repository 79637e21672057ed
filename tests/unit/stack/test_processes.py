"""Processes are known by pid and start time; ports are chosen, or refused with what to type."""

import socket
import sys
import threading
from pathlib import Path

import pytest

from infra.stack import processes
from schemas.errors import UsageError
from schemas.stack import Stack, StackProcess, read_stack, write_stack

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_a_started_process_lives_and_is_stopped(tmp_path: Path):
    process = processes.start(SLEEPER, {}, tmp_path / "log")
    assert processes.alive(process)
    assert processes.stop(process, patience=5)
    assert not processes.alive(process)
    assert not processes.stop(process, patience=5)


def test_a_pid_that_another_program_got_since_is_not_ours(tmp_path: Path):
    process = processes.start(SLEEPER, {}, tmp_path / "log")
    stranger = StackProcess(pid=process.pid, started=process.started - 1)
    try:
        assert not processes.alive(stranger)
        assert not processes.stop(stranger, patience=1)
        assert processes.alive(process)
    finally:
        processes.stop(process, patience=5)


def test_a_process_that_does_not_listen_is_killed(tmp_path: Path):
    deaf = [sys.executable, "-c", "import signal,time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"]
    process = processes.start(deaf, {}, tmp_path / "log")
    while not (tmp_path / "log").read_text():
        assert processes.alive(process)
    assert processes.stop(process, patience=0.2)
    assert not processes.alive(process)


def test_only_the_process_that_listens_on_a_port_is_said_to(tmp_path: Path):
    code = "import socket,time; s=socket.create_server(('127.0.0.1',0)); print(s.getsockname()[1],flush=True); time.sleep(60)"
    server = processes.start([sys.executable, "-c", code], {}, tmp_path / "log")
    other = processes.start(SLEEPER, {}, tmp_path / "other")
    try:
        while not (tmp_path / "log").read_text().endswith("\n"):
            assert processes.alive(server)
        port = int((tmp_path / "log").read_text())
        assert processes.listens(server, port)
        assert not processes.listens(other, port)
        assert not processes.listens(server, port + 1)
    finally:
        processes.stop(server, patience=5)
        processes.stop(other, patience=5)
    assert not processes.listens(server, port)


def test_a_taken_port_that_was_asked_for_is_refused_by_name():
    with socket.socket() as taken:
        taken.bind((processes.LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} is taken.*CONGVAN_S3_PORT"):
            processes.choose_port(port, 9100, "CONGVAN_S3_PORT")
        assert processes.choose_port(0, port, "CONGVAN_S3_PORT") > port


def test_the_stack_file_is_the_owners_alone_and_a_broken_one_counts_as_none(tmp_path: Path):
    stack = Stack(s3_endpoint="http://127.0.0.1:1", s3_access_key="a", s3_secret_key="b", prefect_url="http://127.0.0.1:2/api")
    write_stack(tmp_path, stack)
    assert (tmp_path / "stack.json").stat().st_mode & 0o777 == 0o600
    assert read_stack(tmp_path) == stack
    (tmp_path / "stack.json").write_text("{")
    assert read_stack(tmp_path) is None


def test_a_port_that_is_let_go_a_moment_later_is_waited_for():
    with socket.socket() as taken:
        taken.bind((processes.LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not processes.becomes_free(port, seconds=0.1)
        threading.Timer(0.2, taken.close).start()
        assert processes.becomes_free(port, seconds=30)
