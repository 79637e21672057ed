"""Real servers for one test session: on loopback, on free ports, in a folder that goes away. Ended by their process group."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import pytest

from infra.stack.servers import s3_command, s3_environment
from schemas.stack import Stack

LONGEST_START = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    command: list[str], environment: Mapping[str, str], log: Path, ready: Callable[[], bool]
) -> Iterator[subprocess.Popen[bytes]]:
    """A server, in a process group of its own, ended when it is still there."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output, start_new_session=True)
    try:
        deadline = time.monotonic() + LONGEST_START
        while not ready():
            assert process.poll() is None, log.read_text("utf-8", "replace")[-2000:]
            assert time.monotonic() < deadline, log.read_text("utf-8", "replace")[-2000:]
            time.sleep(0.1)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def rclone_server(folder: Path) -> Iterator[Stack]:
    """The embedded S3 server, with the very command of the local stack."""
    port = free_port()
    stack = Stack(
        s3_endpoint=f"http://127.0.0.1:{port}",
        s3_access_key=token_hex(10),
        s3_secret_key=token_hex(20),
        prefect_url="http://127.0.0.1:1/api",
    )
    data = folder / "data"
    data.mkdir()
    with running(s3_command(stack, data), s3_environment(stack), folder / "log", lambda: listens(port)):
        yield stack


@contextmanager
def rabbitmq_server(folder: Path) -> Iterator[str]:
    """Debian's RabbitMQ with everything below `folder`; gives its AMQP address."""
    with rabbitmq_prepared(folder) as (address, environment), rabbitmq_broker(folder, environment):
        yield address


@contextmanager
def rabbitmq_prepared(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """All that a broker needs but itself; gives its AMQP address and its environment."""
    port, mapper, password = free_port(), free_port(), token_hex(16)
    (folder / "rabbitmq.conf").write_text(
        f"listeners.tcp.1 = 127.0.0.1:{port}\ndefault_user = test\ndefault_pass = {password}\n"
        "disk_free_limit.absolute = 50MB\nvm_memory_high_watermark.absolute = 500MB\n"
    )
    (folder / "enabled_plugins").write_text("[].")
    (folder / "environment").touch()
    environment = {
        "PATH": os.environ["PATH"],  # noqa: TID251 - handed on to the server
        "HOME": str(folder),
        "RABBITMQ_NODENAME": f"congvan{port}@localhost",
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "environment"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
        "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
        "RABBITMQ_LOG_BASE": str(folder / "logs"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
        "RABBITMQ_DIST_PORT": str(free_port()),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none",
        "ERL_EPMD_PORT": str(mapper),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
    }
    mapper_command = [shutil.which("epmd") or "epmd", "-port", str(mapper), "-address", "127.0.0.1"]
    # Erlang's port mapper would outlive the server as a daemon of its own: here it is a child of the test
    with running(mapper_command, environment, folder / "mapper-log", lambda: listens(mapper)):
        yield f"amqp://test:{password}@127.0.0.1:{port}/%2F", environment


@contextmanager
def rabbitmq_broker(folder: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The broker itself, which may be killed and started again on what it kept."""
    server, log = Path("/usr/lib/rabbitmq/bin/rabbitmq-server"), folder / "log"
    if not server.exists():
        pytest.fail("rabbitmq-server is not installed (infra/requirements/test.debian)")

    def ready() -> bool:
        return log.exists() and b"Starting broker... completed" in log.read_bytes()

    with running([str(server)], environment, log, ready) as process:
        yield process
