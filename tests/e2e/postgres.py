"""Debian's PostgreSQL for one test session: on loopback, on a free port, in a folder that goes away."""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.contract.servers import free_port


@contextmanager
def postgres_server(folder: Path) -> Iterator[str]:
    """Give the address for Prefect's server (asyncpg). PostgreSQL refuses to run as root, so then it runs as `postgres`."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not programs:
        pytest.fail("postgresql is not installed (infra/requirements/test.debian)")
    bin_folder, port = programs[-1].parent, free_port()
    data = Path(f"/tmp/congvan-postgres-{port}") if os.geteuid() == 0 else folder / "data"  # noqa: S108 - pytest keeps its folders from others, so from the user postgres too
    as_user: list[str] = []
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        data.mkdir(mode=0o700)
        os.chown(data, user.pw_uid, user.pw_gid)
        as_user = ["runuser", "-u", "postgres", "--"]
    initdb = [*as_user, str(bin_folder / "initdb"), "-D", str(data), "-A", "trust", "-U", "congvan", "--no-sync", "-E", "UTF8"]
    subprocess.run(initdb, check=True, capture_output=True, cwd="/")
    options = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={data}", "-c", "fsync=off"]
    command = [*as_user, str(bin_folder / "postgres"), "-D", str(data), "-p", str(port), *options]
    with (folder / "postgres.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/")
    try:
        create = [str(bin_folder / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "congvan", "prefect"]
        deadline = time.monotonic() + 60
        while subprocess.run(create, capture_output=True, check=False, cwd="/").returncode != 0:
            assert time.monotonic() < deadline, (folder / "postgres.log").read_text()
            time.sleep(0.2)
        yield f"postgresql+asyncpg://congvan@127.0.0.1:{port}/prefect"
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(data, ignore_errors=True)
