"""The two servers of the local stack: what they are started with, and how we see that they serve."""

import json
import os
import shutil
import sys
import sysconfig
import urllib.error
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from schemas.errors import TransientError, UsageError
from schemas.settings import ROOT, settings
from schemas.stack import Stack

OLDEST_RCLONE = (1, 65)
"""`rclone serve s3` exists since 1.65."""


def rclone() -> str:
    """Path of rclone: the one on PATH, else the one that came with our environment. Raises UsageError without any."""
    ours = Path(sysconfig.get_path("scripts")) / "rclone"
    found = shutil.which("rclone") or (str(ours) if ours.exists() else None)
    if found is None:
        raise UsageError("rclone is missing: ./congvan doctor says how to get it")
    return found


def s3_command(stack: Stack, data: Path) -> list[str]:
    """Command of the S3 server over a plain folder. The keys go by environment, not by the process list.

    `--dir-cache-time 1s`: a file written straight into the folder is seen at the next listing, not minutes later.
    `--exclude .keep`: an emptied inbox/ stays a folder that a scanner can write to. The server removes emptied folders, whatever
    `--no-cleanup` says (seen with 1.75), but not one that holds a file, though it be one that it does not show.
    `--etag-hash ""`: else every listing reads all bytes anew (2,000 files of 300 kB: 1.8 s in place of 0.35 s). Below CRITICAL
    its log would quote names of scans.
    """
    address = stack.s3_endpoint.removeprefix("http://")
    options = ["--addr", address, "--dir-cache-time", "1s", "--poll-interval", "0", "--exclude", KEEP]
    options += ["--vfs-cache-mode", "off", "--etag-hash", "", "--log-level", "CRITICAL"]
    return [rclone(), "serve", "s3", str(data), *options]


KEEP = ".keep"
"""An empty file of this name keeps a folder of the inbox there when all scans are taken out of it."""

UNFINISHED = ".rclone_temp_put_"
"""How the S3 server names what it is still writing; seen after 11 of 25 kills, and then nobody's."""


def sweep_unfinished(data: Path) -> int:
    """Remove what a killed S3 server left half written below its folder, parts of letters; how many files. Not while one runs."""
    left = [Path(folder) / name for folder, _, names in os.walk(data) for name in names if name.startswith(UNFINISHED)]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def s3_environment(stack: Stack) -> dict[str, str]:
    """Environment of the S3 server: its key pair, and no configuration of the user's own rclone."""
    return {
        **_inherited(),
        "RCLONE_AUTH_KEY": f'"{stack.s3_access_key},{stack.s3_secret_key}"',
        "RCLONE_CONFIG": os.devnull,
    }


def prefect_command(stack: Stack) -> list[str]:
    """Command of the Prefect server: one process, on loopback only, connections kept between requests."""
    host, _, port = stack.ui.removeprefix("http://").partition(":")
    return [
        *(sys.executable, "-m", "uvicorn", "--factory", "infra.stack.prefect_server:create_app"),
        *("--host", host, "--port", port, "--timeout-keep-alive", "75", "--log-level", "warning", "--no-access-log"),
        *("--ws-ping-interval", "20", "--ws-ping-timeout", "20"),
        *("--ws-per-message-deflate", "false"),  # events of half a kilobyte, to the machine itself: packing them costs more
    ]


def prefect_environment(stack: Stack) -> dict[str, str]:
    """Environment of Prefect's server and of every client of it. Nothing is reported to anyone.

    No version check, no analytics, no update notice.
    """
    home = settings().home.resolve()
    environment = {
        **_inherited(),
        "CONGVAN_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        # steps of prefect.yaml name their program: `python` must be ours
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath))),  # noqa: TID251 - handed on
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_API_URL": stack.prefect_url,
        "PREFECT_SERVER_UI_API_URL": stack.prefect_url,
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        **OF_CLIENTS,
        **OF_SERVERS,
    }
    if (database := settings().prefect_database) is not None:
        environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = database.get_secret_value()
    return environment


OF_CLIENTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_LOGGING_COLORS": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_CLI_COLORS": "false",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_TASKS_DEFAULT_NO_CACHE": "true",
}
"""Prefect's settings of watchers and commands; the compose file has the same."""

OF_SERVERS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # our pauses never expire, and looking for expired ones loads every letter that waits, each five seconds:
    # measured with 1,003 of them 3 s of CPU a minute
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_LOOP_SECONDS": "60",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_LOOP_SECONDS": "120",
    "PREFECT_SERVER_SERVICES_REPOSSESSOR_LOOP_SECONDS": "120",
    "PREFECT_SERVER_SERVICES_FOREMAN_LOOP_SECONDS": "120",
    "PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS": "60",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "3",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "100",
}
"""Prefect's settings of its server, for an office's pace; the compose file has the same. Services that look every few seconds for
what hardly ever is there (late runs, leases of concurrency limits, workers) do so every minute or two: an idle server costs a third
less. Task runs are written some at a time, three seconds late at most, and not in a transaction each."""


def answers(address: str, *, seconds: float = 2) -> bool:
    """Whether an HTTP server answers there at all; a refusal for lack of a key is an answer too."""
    try:
        with urllib.request.urlopen(address, timeout=seconds):  # noqa: S310 - our own loopback address
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def _inherited() -> Mapping[str, str]:
    """The environment of this process, handed on whole but for settings of some other Prefect."""
    environment = os.environ  # noqa: TID251 - nothing is read from it here, children get it
    return {name: value for name, value in environment.items() if not name.startswith("PREFECT_")}


WORK_POOL = "congvan"


def ensure_work_pool(stack: Stack) -> None:
    """Make the work pool that prefect.yaml names. Our watchers take its runs in-process; any Prefect worker may help.

    Over plain HTTP, since importing Prefect costs 3 s.
    """
    body = json.dumps({"name": WORK_POOL, "type": "process", "description": "congvan: letters, reviews, upkeep"}).encode()
    request = urllib.request.Request(  # noqa: S310 - our own loopback address
        f"{stack.prefect_url}/work_pools/", data=body, headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=30):  # noqa: S310 - as above
            return
    except urllib.error.HTTPError as error:
        if error.code != HTTPStatus.CONFLICT:
            raise TransientError(f"the Prefect server refused the work pool: {error}") from error
