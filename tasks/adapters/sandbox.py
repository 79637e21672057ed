"""Untrusted files are opened only here: one function on JSON, in a child process that is locked in and can be killed.

A child starts by a fork of a prepared process (sandbox_zygote.py) in some 15 ms, has no network, sees no file but the system's,
our code and the paths it was given, may write only to its own folder, and ends with all that it started at its time limit.
What comes back is JSON, never pickle, so that a reader that was taken over can hand over wrong values but no code.
"""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.errors import Rejected, TransientError
from schemas.settings import ROOT, child_environment

RESULT_BYTES = 64_000_000
"""Most JSON that a child may give back, in bytes: thirty pages as dense as print can be. What it unpacks to, twenty times
as much at worst, is made in this process, which has no limit."""

_GRACE = 30.0  # seconds beyond a job's limit after which the zygote itself is given up
_START_SECONDS = 120.0
_TRIES = 10
_PAUSES = (0.0, 0.1, 0.2, 0.4, 0.8, 1.6, *(3.0,) * (_TRIES - 6))
"""Seconds before each try: what the machine lacked when it killed a reader may be there again a moment later."""


class _ZygoteGoneError(Exception):
    """The prepared process died under a job."""


class _KilledError(Exception):
    """The child was killed by somebody else: an operator, or the system for want of memory that others hold."""


@dataclass(slots=True)
class _Zygote:
    process: subprocess.Popen[bytes]
    control: socket.socket
    report: dict[str, Any]
    owner: int


_lock = threading.Lock()
_zygotes: list[_Zygote] = []  # at most one: the current one of this process


def run_limited(
    function: str,
    argument: dict[str, Any],
    *,
    seconds: float,
    memory: int,
    reads: Sequence[Path] = (),
    writes: Sequence[Path] = (),
) -> dict[str, Any]:
    """Run `function` ("package.module:name", JSON-able dict in, JSON-able dict out) in a locked child process.

    `seconds` is wall-clock time, `memory` bytes of address space (of the child and of each program that it starts).
    The child may read the file `argument["path"]`, what lies at `reads`, and nothing else of the caller's; under `writes` it may
    also write.
    Raises Rejected with the child's own code, or `read.timeout`, `read.memory`, `read.crashed`; TransientError when the
    machine is at fault (disk full, no more processes). Threads may call this side by side.
    """
    head = {
        "function": function,
        "seconds": seconds,
        "memory": memory,
        "reads": [*([argument["path"]] if "path" in argument else ()), *map(str, reads)],
        "writes": [str(path) for path in writes],
    }
    return _run(head, argument)


def _run(head: dict[str, Any], argument: dict[str, Any]) -> dict[str, Any]:
    """Try a few times: a kill from outside says nothing about the file, one under it every time does."""
    for pause in _PAUSES:
        time.sleep(pause)
        zygote = _current()
        with contextlib.suppress(_KilledError):
            try:
                return _verdict(*_job(zygote, head, argument), head)
            except _ZygoteGoneError:
                _forget(zygote)
    raise Rejected("read.crashed", f"the process that reads was killed {_TRIES} times under this file")


def sandbox_report() -> dict[str, Any]:
    """What locks this system has in force: names of locks with True or False, and the zygote's own figures."""
    head = {
        "function": "tasks.adapters.sandbox_child:tell_locks",
        "seconds": 30,
        "memory": 4_000_000_000,
        "reads": [],
        "writes": [],
        "tell_locks": True,
    }
    locks = _run(head, {})
    zygote = _current().report
    return {
        "no_network": bool(zygote["network_namespace"] or locks["system_calls"]),
        "network_namespace": zygote["network_namespace"],
        "process_namespace": zygote["processes"],
        **locks,
        "limits": ["memory", "processor time", "time", "file size", "open files", "core files"],
        "process_count_limited": os.geteuid() != 0,  # the kernel does not count root's processes
        "forks_safely": zygote["threads"] == 1,
        "address_space_at_start": zygote["memory"],
    }


def stop_sandbox() -> None:
    """End the prepared process; the next job starts a new one (with the environment as it is then)."""
    for zygote in tuple(_zygotes):
        _forget(zygote)


def _current() -> _Zygote:
    """The zygote of this process: started on first use, and anew after it died or this process was forked."""
    with _lock:
        for zygote in list(_zygotes):
            if zygote.owner == os.getpid() and zygote.process.poll() is None:
                return zygote
            zygote.control.close()
            _zygotes.remove(zygote)
        zygote = _start()
        _zygotes.append(zygote)
        return zygote


def _start() -> _Zygote:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    path = f"import sys; sys.path.insert(0, {str(ROOT)!r})"  # whatever this process was started with
    code = f"{path}; from tasks.adapters.sandbox_zygote import main; main({theirs.fileno()})"
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", code],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=child_environment(),
            cwd="/",
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
    ours.settimeout(_START_SECONDS)
    try:
        greeting = ours.recv(1 << 16)
    except OSError:
        greeting = b""
    if not greeting:
        process.kill()
        process.wait()
        ours.close()
        raise TransientError("the process that readers are forked from did not start")
    ours.settimeout(None)
    return _Zygote(process, ours, json.loads(greeting), os.getpid())


def _forget(zygote: _Zygote) -> None:
    """Let go of a zygote: it ends, with its children, when its socket closes."""
    with _lock:
        if zygote in _zygotes:
            _zygotes.remove(zygote)
    zygote.control.close()
    if zygote.owner != os.getpid():
        return
    try:
        zygote.process.wait(timeout=_GRACE)
    except subprocess.TimeoutExpired:
        zygote.process.kill()
        zygote.process.wait()


def _job(zygote: _Zygote, head: dict[str, Any], argument: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """How the child ended, and what it gave back. Raises _ZygoteGoneError."""
    given = os.memfd_create("argument", os.MFD_CLOEXEC)
    result = os.memfd_create("result", os.MFD_CLOEXEC)
    told, status = os.pipe2(os.O_CLOEXEC)
    try:
        with os.fdopen(os.dup(given), "wb") as stream:
            stream.write(json.dumps(argument).encode())
        try:
            socket.send_fds(zygote.control, [json.dumps(head).encode()], [given, result, status])
        except OSError as error:
            raise _ZygoteGoneError from error
        os.close(status)
        status = -1
        end = _end_of(told, float(head["seconds"]))
        return end, _content(result)
    finally:
        for descriptor in (given, result, told, status):
            if descriptor >= 0:
                os.close(descriptor)


def _end_of(told: int, seconds: float) -> dict[str, Any]:
    poll = select.poll()
    poll.register(told, select.POLLIN)
    last = time.monotonic() + seconds + _GRACE
    while not poll.poll(max(0.0, last - time.monotonic()) * 1000):
        if time.monotonic() >= last:
            raise _ZygoteGoneError
    text = os.read(told, 1 << 16)
    if not text:
        raise _ZygoteGoneError
    end: dict[str, Any] = json.loads(text)
    return end


def _content(result: int) -> bytes:
    size = os.fstat(result).st_size
    if size > RESULT_BYTES:
        raise Rejected("read.memory", f"a reader gave back {size} bytes")
    return os.pread(result, size, 0)


def _verdict(end: dict[str, Any], content: bytes, head: dict[str, Any]) -> dict[str, Any]:
    """The value, or the exception that the child's end stands for."""
    if end["end"] == "timeout":
        raise Rejected("read.timeout", f"over {head['seconds']} s")
    if end["end"] == "unborn":
        raise TransientError(f"a reading process could not be started (errno {end['code']})")
    if end["end"] == "signal" or end["code"] != 0:
        raise _of_signal(end, head)
    try:
        return _value(json.loads(content), head)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:  # one that was taken over writes anything
        raise Rejected("read.crashed", "a reader gave back something that is no answer") from error


def _value(answer: dict[str, Any], head: dict[str, Any]) -> dict[str, Any]:
    if "rejected" in answer:
        raise Rejected(answer["rejected"], _plain(answer["detail"]))
    if "transient" in answer:
        raise TransientError(_plain(answer["transient"]))
    if answer.get("memory"):
        raise Rejected("read.memory", f"over {head['memory']} bytes")
    if "error" in answer:
        raise Rejected("read.crashed", _plain(f"{answer['error']} at {answer['where']}"))
    value: dict[str, Any] = dict(answer["value"])
    return value


def _plain(text: str) -> str:
    """What a child says of its trouble, short and fit for a log."""
    return "".join(letter if " " <= letter <= "~" else "?" for letter in text[:200])


def _of_signal(end: dict[str, Any], head: dict[str, Any]) -> Rejected:
    """A killed child ran out of processor time, out of memory (libraries abort then), or broke. Raises _KilledError."""
    if float(end["cpu"]) >= float(head["seconds"]):
        return Rejected("read.timeout", f"over {head['seconds']} s of processor time")
    if float(end["memory"]) >= 0.7 * head["memory"]:
        return Rejected("read.memory", f"over {head['memory']} bytes")
    if end["end"] == "signal" and end["code"] == signal.SIGKILL:
        raise _KilledError
    return Rejected("read.crashed", f"{end['end']} {end['code']}")
