import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from infra.stack.servers import UNFINISHED, s3_command, s3_environment, sweep_unfinished
from schemas.errors import TransientError
from schemas.stack import Stack
from tasks.adapters.aws import make_client
from tasks.adapters.s3_store import S3Store
from tests.contract.servers import free_port, listens


def test_only_what_is_half_written_goes(tmp_path: Path) -> None:
    folder = tmp_path / "congvan" / "letters" / "x"
    folder.mkdir(parents=True)
    for name in ("original.pdf", f"{UNFINISHED}0b169e8a", "record.json", ".hidden"):
        (folder / name).write_bytes(b"x")
    assert sweep_unfinished(tmp_path) == 1
    assert sorted(path.name for path in folder.iterdir()) == [".hidden", "original.pdf", "record.json"]
    assert sweep_unfinished(tmp_path) == 0


@pytest.mark.servers
def test_that_is_how_the_server_names_it(tmp_path: Path) -> None:
    """Killed in the middle of a write it leaves such a file and no object."""
    port = free_port()
    stack = Stack(
        s3_endpoint=f"http://127.0.0.1:{port}", s3_access_key="a" * 8, s3_secret_key="b" * 20, prefect_url="http://127.0.0.1:1/api"
    )
    (tmp_path / "congvan").mkdir()
    server = subprocess.Popen(s3_command(stack, tmp_path), env=s3_environment(stack), stderr=subprocess.DEVNULL)
    while not listens(port):
        time.sleep(0.05)
    client = make_client("s3", endpoint=stack.s3_endpoint, region="us-east-1", access_key="a" * 8, secret_key="b" * 20)
    body = os.urandom(400_000_000)

    def write() -> None:
        with pytest.raises(TransientError):
            S3Store(client, "congvan").put("letters/x/original.pdf", body)

    writing = threading.Thread(target=write, daemon=True)
    writing.start()
    deadline = time.monotonic() + 60
    while not list(tmp_path.rglob(f"{UNFINISHED}*")):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    server.send_signal(signal.SIGKILL)
    server.wait()
    assert sweep_unfinished(tmp_path) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
