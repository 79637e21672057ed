"""What a child does between its fork and its end: locks itself in, runs one function on JSON, gives JSON back."""

import ctypes.util  # noqa: F401 - loaded before the lock closes, libraries look for others through it
import errno
import importlib
import json
import math
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from schemas.errors import Rejected, TransientError
from schemas.settings import ROOT, enter_folder, program_folders, settings
from tasks.adapters import sandbox_kernel

if TYPE_CHECKING:
    from collections.abc import Callable

FILE_SIZE = 1_000_000_000
"""Largest file that a child may write, in bytes: a rendered page of the most pixels allowed, uncompressed, four times over."""

OPEN_FILES = 256
PROCESSES = 64
"""Processes beyond those that the machine has when the child starts (the kernel counts them for the whole user)."""

_SYSTEM = (
    "/usr", "/opt", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/mime.types",
    "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/sys/devices/system/cpu", "/dev/urandom", "/dev/zero", "/nix/store",
)  # fmt: skip
_CODE = ("schemas", "tasks", "flows", "infra", "tests")


def run(head: dict[str, Any], argument: int, result: int, folder: Path) -> NoReturn:
    """Run the job of `head` (`function`, `seconds`, `memory`, `reads`, `writes`) and end this process, whatever happens.

    `argument` and `result` are descriptors of memory files holding JSON. No text of an exception leaves the process, only its
    type and place, since libraries put what they read into their messages.
    """
    code = 1
    try:
        answer = _answer(head, argument, folder, keep=(argument, result))
        _write(result, json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))
        code = 0
    except MemoryError:
        _write(result, b'{"memory":true}')
        code = 0
    except BaseException:  # noqa: BLE001, S110 - the exit code says it; nothing may run on in a forked copy
        pass
    finally:
        os._exit(code)


def _write(descriptor: int, data: bytes) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _answer(head: dict[str, Any], argument: int, folder: Path, keep: tuple[int, ...]) -> dict[str, Any]:
    _leave_parent_behind(keep, folder)
    given = json.loads(_read(argument))
    locks = _lock(head, folder)
    try:
        module, _, name = str(head["function"]).partition(":")
        function: Callable[[dict[str, Any]], dict[str, Any]] = getattr(importlib.import_module(module), name)
        return {"value": function({**given, "sandbox_locks": locks} if head.get("tell_locks") else given)}
    except Rejected as refusal:
        return {"rejected": refusal.code, "detail": refusal.detail}
    except TransientError as trouble:
        return {"transient": str(trouble)}
    except MemoryError:
        return {"memory": True}
    except OSError as trouble:
        return _of_system_error(trouble)
    except Exception as trouble:  # noqa: BLE001 - a reader may raise anything on a hostile file
        return {"error": type(trouble).__name__, "where": _place(trouble), "memory": _is_about_memory(trouble)}


def _of_system_error(trouble: OSError) -> dict[str, Any]:
    """Disk full is the machine's trouble, a file over the limit is the letter's."""
    if trouble.errno in {errno.ENOSPC, errno.EDQUOT}:
        return {"transient": f"no room for temporary files ({errno.errorcode[trouble.errno]})"}
    if trouble.errno in {errno.EFBIG, errno.ENOMEM, errno.EAGAIN}:
        return {"memory": True}
    return {"error": type(trouble).__name__, "where": _place(trouble)}


def _is_about_memory(trouble: Exception) -> bool:
    """OpenCV says "Insufficient memory" as an error of its own, with the code -4 (StsNoMem)."""
    return getattr(trouble, "code", None) == -4 or isinstance(trouble.__cause__, MemoryError)


def _place(trouble: BaseException) -> str:
    frames = traceback.extract_tb(trouble.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def _read(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    parts = []
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _leave_parent_behind(keep: tuple[int, ...], folder: Path) -> None:
    """A session, a folder and descriptors of its own; what libraries print goes nowhere, for it may quote the letter."""
    signal.set_wakeup_fd(-1)  # else each SIGCHLD writes a byte into whatever file gets the number of the parent's pipe
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    sandbox_kernel.die_with_parent()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    lowest = 3
    for descriptor in sorted(keep):
        os.closerange(lowest, descriptor)
        lowest = descriptor + 1
    os.closerange(lowest, os.sysconf("SC_OPEN_MAX"))
    os.chdir(folder)
    enter_folder(folder)
    tempfile.tempdir = str(folder)


def _lock(head: dict[str, Any], folder: Path) -> dict[str, bool]:
    """Set every limit and lock; which of the kernel's were granted."""
    memory, seconds = int(head["memory"]), math.ceil(float(head["seconds"])) + 1
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_DATA: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: FILE_SIZE,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_NPROC: _running() + PROCESSES,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in limits.items():
        hard = resource.getrlimit(kind)[1]
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (most, most))
    code = (sys.prefix, sys.base_prefix, *(ROOT / name for name in _CODE), *program_folders())
    reads = [*(part for path in (*_SYSTEM, *code) for part in without(settings().home, Path(str(path)))), *map(Path, head["reads"])]
    writes = [folder, Path(os.devnull), *(Path(path) for path in head["writes"])]
    return {
        "capabilities_dropped": sandbox_kernel.drop_capabilities(),
        "no_new_privileges": sandbox_kernel.forbid_new_privileges(),
        "files": sandbox_kernel.landlock(reads, writes),
        "system_calls": sandbox_kernel.seccomp(),
    }


def without(home: Path, path: Path) -> Iterator[Path]:
    """`path`, or, where the stack's home with all letters and keys lies in it (/opt/congvan/.local), all else that lies in it."""
    home, place = home.resolve(), path.resolve()
    if not home.is_relative_to(place):
        yield path
    elif place != home:
        for inside in sorted(place.iterdir()):
            yield from without(home, inside)


def _running() -> int:
    """Threads on this machine, as an upper bound of those of this user."""
    return int(Path("/proc/loadavg").read_text(encoding="ascii").split()[3].partition("/")[2])


def tell_locks(argument: dict[str, Any]) -> dict[str, Any]:
    """Give back which locks were granted: what `congvan doctor` shows."""
    locks: dict[str, Any] = argument["sandbox_locks"]
    return locks
