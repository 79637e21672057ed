"""The process that reading processes are forked from: single-threaded, preloaded, without network, started once.

It never opens an untrusted file itself. For each job it makes a folder, forks a child into a process namespace of its own
(where the kernel allows), kills that child with all it started at the time limit, removes the folder and tells how it ended.
Its parent speaks to it through one socket: a JSON head with three descriptors (argument, result, status) is one job.
"""

import array
import contextlib
import fcntl
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks.adapters import sandbox_child, sandbox_kernel

PRELOADED = ("numpy", "cv2", "pypdfium2", "onnxruntime", "pytesseract", "PIL.Image", "pdfplumber", "pikepdf", "schemas.page")
"""What readers import: loaded once here, so that a child costs a fork and no import."""

_FOLDER_PREFIX = "congvan-box-"


@dataclass(slots=True)
class _Job:
    pid: int
    status: int
    folder: Path
    deadline: float
    timed_out: bool = False


class Zygote:
    """The loop that takes jobs, forks children and buries them."""

    def __init__(self, control: socket.socket) -> None:
        """Enter what isolation the kernel gives and load the libraries."""
        self.control = control
        self.jobs: dict[int, _Job] = {}
        self.isolation = _isolate()
        self.folder = _own_folder()
        self.loaded: set[str] = set()
        for name in PRELOADED:
            self._load(name)
        self.wakeup, writer = os.pipe()
        for end in (self.wakeup, writer):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.poll = select.poll()
        self.poll.register(control, select.POLLIN)
        self.poll.register(self.wakeup, select.POLLIN)

    def serve(self) -> None:
        """Work until the parent is gone; then nothing of ours is left, neither a process nor a file."""
        report = {**self.isolation, "threads": len(list(Path("/proc/self/task").iterdir())), "memory": _address_space()}
        try:
            with contextlib.suppress(BrokenPipeError):  # the parent is gone already, which the first turn sees
                self.control.send(json.dumps(report).encode())
            while self._turn():
                pass
        finally:
            for job in self.jobs.values():
                _kill(job.pid)
            while self.jobs:
                self._bury(0)
            shutil.rmtree(self.folder, ignore_errors=True)

    def _turn(self) -> bool:
        now = time.monotonic()
        nearest = min((job.deadline for job in self.jobs.values() if not job.timed_out), default=now + 3600)
        for descriptor, event in self.poll.poll(max(0.0, nearest - now) * 1000 + 1):
            if descriptor == self.control.fileno():
                if not self._take_job():
                    return False
            elif descriptor == self.wakeup:
                with contextlib.suppress(BlockingIOError):
                    os.read(self.wakeup, 4096)
            elif event & (select.POLLERR | select.POLLHUP | select.POLLNVAL):
                self._abandon(descriptor)
        self._end_late_ones()
        self._bury(os.WNOHANG)
        return True

    def _take_job(self) -> bool:
        """Receive and fork one job; False when the parent is gone."""
        try:
            text, ancillary, _, _ = self.control.recvmsg(1 << 16, socket.CMSG_SPACE(12))
        except OSError:
            return False
        if not text:
            return False
        descriptors = array.array("i")
        for _, _, data in ancillary:
            descriptors.frombytes(data[: len(data) - len(data) % 4])
        argument, result, status = descriptors
        head = json.loads(text)
        try:
            self._fork(head, argument, result, status)
        except OSError as error:  # no more processes or disk: the job is not to blame
            _tell(status, {"end": "unborn", "code": error.errno or 0})
            os.close(status)
        finally:
            os.close(argument)
            os.close(result)
        return True

    def _fork(self, head: dict[str, Any], argument: int, result: int, status: int) -> None:
        module = str(head["function"]).partition(":")[0]
        self._load(module)
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        own = os.open("/proc/self/ns/pid", os.O_RDONLY) if self.isolation["processes"] else -1
        try:
            if own >= 0:
                sandbox_kernel.unshare(sandbox_kernel.NEW_PID)
            pid = os.fork()
            if pid == 0:
                sandbox_child.run(head, argument, result, folder)  # never returns
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        finally:
            if own >= 0:
                sandbox_kernel.setns(own, sandbox_kernel.NEW_PID)
                os.close(own)
        self.jobs[pid] = _Job(pid, status, folder, time.monotonic() + float(head["seconds"]))
        self.poll.register(status, 0)

    def _load(self, module: str) -> None:
        """Import once, here, so that children find it loaded. A failure shows again, with its cause, in the child."""
        if module not in self.loaded:
            self.loaded.add(module)
            with contextlib.suppress(Exception):
                importlib.import_module(module)
            if module == "cv2":
                importlib.import_module(module).setNumThreads(1)
            gc.freeze()  # what is loaded is never garbage: a child that searched it would also copy each of its pages

    def _abandon(self, descriptor: int) -> None:
        """Whoever waited for this job is gone: it ends."""
        self.poll.unregister(descriptor)
        for job in self.jobs.values():
            if job.status == descriptor:
                job.timed_out = True
                _kill(job.pid)

    def _end_late_ones(self) -> None:
        now = time.monotonic()
        for job in self.jobs.values():
            if not job.timed_out and now >= job.deadline:
                job.timed_out = True
                _kill(job.pid)

    def _bury(self, flags: int) -> None:
        """Take leave of the children that ended, and of all that they started."""
        while self.jobs:
            try:
                ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT | flags)
            except ChildProcessError:
                return
            if ended is None:
                return
            _kill(ended.si_pid)  # its group, before its number can be given to another
            _, status, used = os.wait4(ended.si_pid, 0)
            job = self.jobs.pop(ended.si_pid, None)
            if job is None:
                continue  # an orphan of a child that came to us
            with contextlib.suppress(KeyError):
                self.poll.unregister(job.status)
            shutil.rmtree(job.folder, ignore_errors=True)
            end, code = ("signal", os.WTERMSIG(status)) if os.WIFSIGNALED(status) else ("exit", os.WEXITSTATUS(status))
            told = {
                "end": "timeout" if job.timed_out else end,
                "code": code,
                "memory": used.ru_maxrss * 1024,
                "cpu": used.ru_utime + used.ru_stime,
            }
            _tell(job.status, told)
            os.close(job.status)
        if not self.isolation["processes"]:
            _end_orphans()


def _kill(pid: int) -> None:
    """End a child and its process group. In a process namespace of its own the kernel ends all the rest with it."""
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(pid, signal.SIGKILL)


def _end_orphans() -> None:
    """End what left its session to outlive its job (only where there are no process namespaces)."""
    with contextlib.suppress(OSError):
        for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)


def _tell(status: int, end: dict[str, object]) -> None:
    with contextlib.suppress(OSError):
        os.write(status, json.dumps(end).encode())


def _address_space() -> int:
    """Bytes of address space that a child starts with, in bytes."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _isolate() -> dict[str, Any]:
    """Leave the network and, where allowed, prepare for process namespaces; what was granted."""
    spaces = sandbox_kernel.NEW_NET | sandbox_kernel.NEW_IPC | sandbox_kernel.NEW_UTS
    own_user = os.geteuid() != 0 and sandbox_kernel.leave_user_namespace()
    network = sandbox_kernel.unshare(spaces)
    sandbox_kernel.become_subreaper()
    return {"network_namespace": network, "processes": network and _can_make_process_namespace(), "user_namespace": own_user}


def _can_make_process_namespace() -> bool:
    own = os.open("/proc/self/ns/pid", os.O_RDONLY)
    try:
        return sandbox_kernel.unshare(sandbox_kernel.NEW_PID) and sandbox_kernel.setns(own, sandbox_kernel.NEW_PID)
    finally:
        os.close(own)


def _own_folder() -> Path:
    """A folder for the children's folders, locked while this process lives; what dead ones left is removed."""
    base = Path(tempfile.gettempdir())
    for left in base.glob(f"{_FOLDER_PREFIX}*"):
        with contextlib.suppress(OSError):
            handle = os.open(left, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
            finally:
                os.close(handle)
    folder = Path(tempfile.mkdtemp(prefix=_FOLDER_PREFIX, dir=base))
    fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_EX)  # kept open, and locked, until this process ends
    return folder


def main(descriptor: int) -> None:
    """Serve the parent at the other end of the socket `descriptor`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())  # what the thread that started us had blocked: SIGCHLD must come through
    Zygote(socket.socket(fileno=descriptor)).serve()
    sys.exit(0)
