"""What the Linux kernel gives to lock a process in: namespaces, Landlock, seccomp, capabilities. Called through libc.

Every function says by its result whether the kernel granted it; nothing here raises when it is not there, since an older
kernel or a container may refuse any of them: `congvan doctor` shows what is in force. Numbers are those of the kernel's
own headers (linux/landlock.h, linux/seccomp.h, linux/sched.h, asm/unistd.h).
"""

import ctypes
import errno
import os
import platform
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

_LIBC = ctypes.CDLL(None, use_errno=True)

NEW_USER, NEW_PID, NEW_NET, NEW_IPC, NEW_UTS = 0x10000000, 0x20000000, 0x40000000, 0x08000000, 0x04000000
_ALL_NAMESPACES = 0x7E020000  # every CLONE_NEW… flag that clone(2) takes

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_CAPBSET_DROP = 1, 22, 24
_PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 36, 38

_ALL_MACHINES = {"io_uring_setup": 425, "open_tree": 428, "move_mount": 429, "fsopen": 430, "pidfd_getfd": 438}
_DENIED = {
    "x86_64": {
        "socket": 41, "ptrace": 101, "pivot_root": 155, "mount": 165, "umount2": 166, "reboot": 169, "init_module": 175,
        "delete_module": 176, "kexec_load": 246, "add_key": 248, "request_key": 249, "keyctl": 250, "unshare": 272,
        "perf_event_open": 298, "open_by_handle_at": 304, "setns": 308, "process_vm_readv": 310, "process_vm_writev": 311,
        "finit_module": 313, "kexec_file_load": 320, "bpf": 321, "userfaultfd": 323,
    },
    "aarch64": {
        "umount2": 39, "mount": 40, "pivot_root": 41, "unshare": 97, "kexec_load": 104, "init_module": 105,
        "delete_module": 106, "ptrace": 117, "reboot": 142, "socket": 198, "add_key": 217, "request_key": 218, "keyctl": 219,
        "perf_event_open": 241, "open_by_handle_at": 265, "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271,
        "finit_module": 273, "bpf": 280, "userfaultfd": 282, "kexec_file_load": 294,
    },
}  # fmt: skip
"""System calls that reading a letter never needs, by machine."""

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_CLONE, _CLONE3 = {"x86_64": 56, "aarch64": 220}, 435
_X32 = 0x40000000  # the second way to number calls on x86_64: refused as a whole
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000

_FILE_RIGHTS = 0b0100_0000_0000_0111  # execute, write, read, truncate: all that a single file can grant
_READ_RIGHTS = 0b1101  # execute, read file, read folder


def prctl(option: int, value: int = 0) -> bool:
    """Ask the kernel for a property of this process (see its man page); whether it was granted."""
    return bool(_LIBC.prctl(option, ctypes.c_ulong(value), 0, 0, 0) == 0)


def unshare(flags: int) -> bool:
    """Leave the namespaces in `flags` (CLONE_NEW…); whether it was granted."""
    return bool(_LIBC.unshare(flags) == 0)


def setns(descriptor: int, kind: int) -> bool:
    """Enter the namespace behind an open /proc/…/ns file; whether it was granted."""
    return bool(_LIBC.setns(descriptor, kind) == 0)


def leave_user_namespace() -> bool:
    """Enter a user namespace of our own in which this process may make the other namespaces without being root."""
    user, group = os.getuid(), os.getgid()
    if not unshare(NEW_USER):
        return False
    try:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    except OSError:
        return True  # in it, unmapped: files still open by the identity outside
    return True


def become_subreaper() -> bool:
    """Orphans of the children come to this process, so that it can end them."""
    return prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent() -> bool:
    """SIGKILL for this process as soon as the one that forked it is gone."""
    return prctl(_PR_SET_PDEATHSIG, 9)


def forbid_new_privileges() -> bool:
    """No setuid program and no file capability works any more, here and in all children."""
    return prctl(_PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities() -> bool:
    """Give up every capability, also those that a root user would get back by starting a program."""
    for capability in range(64):
        if not prctl(_PR_CAPBSET_DROP, capability):
            break
    header = struct.pack("Ii", 0x20080522, 0)
    return bool(_LIBC.syscall(*_capset(header)) == 0)


def _capset(header: bytes) -> tuple[object, ...]:
    number = {"x86_64": 126, "aarch64": 91}.get(platform.machine(), -1)
    return ctypes.c_long(number), ctypes.c_char_p(header), ctypes.create_string_buffer(24)


def landlock_version() -> int:
    """Version of Landlock that the kernel speaks; 0: none."""
    return max(0, int(_LIBC.syscall(ctypes.c_long(444), None, ctypes.c_size_t(0), ctypes.c_uint32(1))))


def landlock(reads: Iterable[Path], writes: Iterable[Path]) -> bool:
    """Let this process open only what lies under `reads` (to read) and `writes` (all); no TCP, no signal to the outside.

    Paths that don't exist are passed over. Needs `forbid_new_privileges` first. Whether the kernel granted it.
    """
    version = landlock_version()
    if version == 0:
        return False
    rights = (1 << (13 + (version >= 2) + (version >= 3) + (version >= 5))) - 1
    if version == 4:  # the bit for devices came with 5
        rights = (1 << 15) - 1
    attributes = struct.pack("QQQ", rights, 3, 3)[: 8 if version < 4 else 16 if version < 6 else 24]
    ruleset = int(_LIBC.syscall(ctypes.c_long(444), ctypes.c_char_p(attributes), ctypes.c_size_t(len(attributes)), 0))
    if ruleset < 0:
        return False
    try:
        granted = all(_allow(ruleset, path, rights & _READ_RIGHTS) for path in reads)
        granted = granted and all(_allow(ruleset, path, rights) for path in writes)
        return granted and int(_LIBC.syscall(ctypes.c_long(446), ctypes.c_int(ruleset), 0)) == 0
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> bool:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return True
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= _FILE_RIGHTS
        rule = struct.pack("=Qi", rights, descriptor)
        return int(_LIBC.syscall(ctypes.c_long(445), ctypes.c_int(ruleset), 1, ctypes.c_char_p(rule), 0)) == 0
    finally:
        os.close(descriptor)


def _step(code: int, value: int, true: int = 0, false: int = 0) -> bytes:
    return struct.pack("HBBI", code, true, false, value)


def seccomp_program(machine: str) -> bytes | None:
    """The BPF program that refuses `_DENIED`, foreign call numbers and new namespaces; None on a machine not in the tables."""
    if machine not in _DENIED:
        return None
    load, equal, at_least, any_bit, give = 0x20, 0x15, 0x35, 0x45, 0x06
    refuse = _step(give, _ERRNO | errno.EACCES)
    program = _step(load, 4) + _step(equal, _AUDIT_ARCH[machine], 1, 0) + _step(give, _KILL) + _step(load, 0)
    if machine == "x86_64":
        program += _step(at_least, _X32, 0, 1) + refuse
    for number in sorted({*_DENIED[machine].values(), *_ALL_MACHINES.values()}):
        program += _step(equal, number, 0, 1) + refuse
    # clone3 hides its flags from a filter: "not there" makes libc fall back on clone, whose flags can be seen
    program += _step(equal, _CLONE3, 0, 1) + _step(give, _ERRNO | errno.ENOSYS)
    program += _step(equal, _CLONE[machine], 0, 3) + _step(load, 16) + _step(any_bit, _ALL_NAMESPACES, 0, 1) + refuse
    return program + _step(give, _ALLOW)


def seccomp() -> bool:
    """Refuse the system calls that reading never needs. Needs `forbid_new_privileges` first. Whether it was granted."""
    program = seccomp_program(platform.machine())
    if program is None:
        return False
    buffer = ctypes.create_string_buffer(program, len(program))
    header = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer)))
    return bool(_LIBC.prctl(_PR_SET_SECCOMP, 2, ctypes.byref(header), 0, 0) == 0)
