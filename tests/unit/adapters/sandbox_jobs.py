"""What the sandbox's tests run in the child: each tries one thing that a reader taken over by a hostile file would try."""

import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from schemas.errors import Rejected, TransientError

Json = dict[str, Any]


def echo(argument: Json) -> Json:
    return argument


def nap(argument: Json) -> Json:
    time.sleep(argument["seconds"])
    return {"slept": argument["seconds"]}


def facts(_: Json) -> Json:
    return {
        "environment": dict(os.environ),  # noqa: TID251 - it is what is looked at
        "folder": str(Path.cwd()),
        "temporary": tempfile.gettempdir(),
        "descriptors": [number for number in range(3, 200) if _works(lambda: os.fstat(number))],  # noqa: B023 - called at once
    }


def refuse(argument: Json) -> Json:
    raise Rejected(argument["code"], argument["detail"])


def away(_: Json) -> Json:
    raise TransientError("the store is away")


def full(_: Json) -> Json:
    raise OSError(28, "No space left on device")


def quote_the_letter(argument: Json) -> Json:
    raise ValueError(argument["text"])


def hang(_: Json) -> Json:
    while True:
        time.sleep(60)


def burn(_: Json) -> Json:
    while True:
        pass


def hang_in_a_program(argument: Json) -> Json:
    subprocess.run(["sleep", argument["name"]], check=True)
    return {}


def leave_orphans(argument: Json) -> Json:
    for _turn in range(3):
        subprocess.Popen(["setsid", "sleep", argument["name"]])
    return {}


def eat(_: Json) -> Json:
    parts = []
    while True:
        parts.append(bytearray(50_000_000))


def abort(_: Json) -> Json:
    ctypes.CDLL(None).abort()
    return {}


def segfault(_: Json) -> Json:
    ctypes.string_at(0)
    return {}


def die(argument: Json) -> Json:
    os.kill(os.getpid(), getattr(signal, argument["signal"]))
    time.sleep(60)
    return {}


def forge(_: Json) -> Json:
    """Write an answer past the code that should, as a reader that was taken over would."""
    for number in range(3, 200):
        if _works(lambda number=number: os.ftruncate(number, 0)):
            _works(lambda: os.write(number, b'{"rejected":"no.such.code","detail":"\\u001b[2J"}'))  # noqa: B023
    os._exit(0)


def leave(_: Json) -> Json:
    sys.exit(3)


def recurse(argument: Json) -> Json:
    return recurse(argument)


def write_much(_: Json) -> Json:
    with Path("much").open("wb") as stream:
        stream.writelines(bytes(1_000_000) for _block in range(3000))
    return {}


def connect(argument: Json) -> Json:
    with socket.create_connection(("127.0.0.1", argument["port"]), timeout=5):
        return {"connected": True}


def outcome_of(argument: Json) -> Json:
    """Which of the attempts in `argument` the system let through."""
    attempts = {
        "socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).close(),
        "read": lambda: Path(argument["read"]).read_bytes(),
        "list": lambda: os.listdir(argument["list"]),  # noqa: PTH208
        "write": lambda: Path(argument["write"]).write_bytes(b"x"),
        "kill": lambda: os.kill(argument["kill"], 0),
        "unshare": lambda: _libc_call("unshare", 0x10000000),
        "ptrace": lambda: _libc_call("ptrace", 0, 0, 0, 0),
    }
    return {name: _works(attempts[name]) for name in argument if name in attempts}


def _libc_call(name: str, *arguments: int) -> None:
    if getattr(ctypes.CDLL(None), name)(*arguments) != 0:
        raise PermissionError


def _works(attempt: Any) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True


def engine_version(_: Json) -> Json:
    return {"version": subprocess.run(["tesseract", "--version"], check=True, capture_output=True, text=True).stdout.split()[1]}


def own_state(_: Json) -> Json:
    """What the kernel says of the process itself."""
    libc = ctypes.CDLL(None)
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3 of the capability interface, this process
    sets = (ctypes.c_uint32 * 6)()
    libc.capget(head, sets)
    kinds = {"memory": "AS", "processor time": "CPU", "file size": "FSIZE", "open files": "NOFILE", "core files": "CORE"}
    return {
        "no_new_privileges": libc.prctl(39, 0, 0, 0, 0),
        "seccomp": libc.prctl(21, 0, 0, 0, 0),
        "capabilities": sets[0] | sets[3],
        "pid": os.getpid(),
        "limits": {name: resource.getrlimit(getattr(resource, f"RLIMIT_{kind}"))[0] for name, kind in kinds.items()},
    }


def reaches(argument: Json) -> Json:
    return {"reached": _works(lambda: socket.create_connection(("127.0.0.1", argument["port"]), timeout=5).close())}


def start_programs_beside_open_files(_: Json) -> Json:
    """Bytes that came into empty files of many numbers while programs ended."""
    files = [tempfile.TemporaryFile() for _number in range(60)]  # noqa: SIM115 - closed with this process
    for _turn in range(3):
        subprocess.run(["true"], check=True)
    return {"bytes": sum(os.fstat(file.fileno()).st_size for file in files)}


def blocked_signals(_: Json) -> Json:
    return {"blocked": sorted(int(one) for one in signal.pthread_sigmask(signal.SIG_BLOCK, ()))}
