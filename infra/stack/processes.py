"""Processes of the local stack: started apart from the terminal, known by pid and start time, ended as a group."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from schemas.errors import UsageError
from schemas.stack import StackProcess

LOOPBACK = "127.0.0.1"


def start_time(pid: int) -> int | None:
    """Clock ticks since boot at which the process started; None when there is none or it is a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else int(fields[19])


def alive(process: StackProcess | None) -> bool:
    """Whether that very process still runs: a pid given to another program since then does not count."""
    return process is not None and start_time(process.pid) == process.started


def start(command: Sequence[str], environment: Mapping[str, str], log: Path) -> StackProcess:
    """Start a process in a session of its own, so that closing the terminal doesn't end it; output goes to `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        child = subprocess.Popen(
            command, env=dict(environment), stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )
    started = start_time(child.pid)
    return StackProcess(pid=child.pid, started=started if started is not None else -1)


def stop(process: StackProcess, *, patience: float) -> bool:
    """Ask the process to end, after `patience` seconds kill its whole group. False when it was gone already."""
    if not alive(process):
        return False
    os.kill(process.pid, signal.SIGTERM)
    if not _ended(process, patience):
        os.killpg(process.pid, signal.SIGKILL)
        _ended(process, _KILL_SECONDS)
    return True


_KILL_SECONDS = 10.0
"""A killed process is gone at once, unless the kernel still waits for a disk."""


def _ended(process: StackProcess, seconds: float) -> bool:
    """Wait for the end of the process, at most so long."""
    deadline = time.monotonic() + seconds
    while alive(process):
        if time.monotonic() > deadline:
            return False
        _reap(process.pid)
        time.sleep(0.05)
    _reap(process.pid)
    return True


def _reap(pid: int) -> None:
    """Take the exit status when it is our own child, so that no zombie stays."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return


def port_is_free(port: int) -> bool:
    """Whether nothing listens on that port of loopback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def becomes_free(port: int, *, seconds: float) -> bool:
    """Whether nothing listens on that port of loopback, now or within so many seconds."""
    deadline = time.monotonic() + seconds
    while not port_is_free(port):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def listens(process: StackProcess | None, port: int) -> bool:
    """Whether that very process listens on the port: an answer there may come from another program's server."""
    if process is None or not alive(process):
        return False
    rows = [row.split() for row in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
    sockets = {f"socket:[{row[9]}]" for row in rows if row[3] == _LISTENING and int(row[1].rpartition(":")[2], 16) == port}
    try:
        return any(str(entry.readlink()) in sockets for entry in Path(f"/proc/{process.pid}/fd").iterdir())
    except OSError:  # it ended meanwhile
        return False


_LISTENING = "0A"
"""State of a listening socket in /proc/net/tcp."""


def choose_port(asked: int, usual: int, setting: str) -> int:
    """Give the port asked for, else the usual one, else the next free of the hundred after it.

    Raises UsageError when the port asked for is taken.
    """
    if asked:
        if port_is_free(asked):
            return asked
        raise UsageError(f"port {asked} is taken by another program; free it or set {setting} to another port (0: any)")
    for port in range(usual, usual + 100):
        if port_is_free(port):
            return port
    raise UsageError(f"ports {usual} to {usual + 99} are all taken; set {setting} to a free one")
