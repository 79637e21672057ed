"""Leases of watchers: each says in the bucket that it lives and which runs it holds, so that others tell dead from slow.

One small object for a watcher, `watchers/<name>.json`, written anew when its runs change and a few times within the lease.
Ages are counted by the store's clock, which all watchers share.
"""

import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

from pydantic import ConfigDict, ValidationError

from schemas.base import Model
from tasks.ports import ObjectStore

WATCHERS = "watchers/"


class Lease(Model):
    """What a watcher says of itself. `boot` and `started` make the pid unmistakable; counts are since its start.

    `moved_at`: when it last finished a letter, last saw an empty inbox, or began.
    """

    model_config = ConfigDict(extra="ignore")  # watchers of two versions live side by side during an upgrade

    watcher: str
    host: str
    boot: str
    pid: int
    started: str
    runs: tuple[str, ...] = ()
    waiting: int = 0
    left_alone: int = 0
    finished: int = 0
    moved_at: str | None = None
    trouble: str | None = None
    put_off: str | None = None
    """Why the last letter was put off until later; None once one has finished since."""


@dataclass(frozen=True, slots=True)
class Watchers:
    """All leases, judged: who lives, who is dead, whose turn it is to mend."""

    living: tuple[Lease, ...]
    dead: tuple[Lease, ...]
    unread: int = 0
    """Leases that stood in the listing and could not be read: just now written over, or dropped. Their runs are unknown."""

    def runs_of_living(self) -> set[str]:
        """Ids of runs that somebody works on."""
        return {run for lease in self.living for run in lease.runs}

    def runs_of_dead(self) -> set[str]:
        """Ids of runs whose watcher died."""
        return {run for lease in self.dead for run in lease.runs}

    def falls_to(self, ticket: str) -> str | None:
        """Name of the watcher that asks for this scan before the others do, so that they don't all ask for the same ones."""
        return max((lease.watcher for lease in self.living), key=lambda name: crc32(f"{name} {ticket}".encode()), default=None)

    def mends(self, watcher: str) -> bool:
        """Whether it falls to this watcher to mend the runs of the dead: to the first by name, so that not all do it."""
        return min((lease.watcher for lease in self.living), default=watcher) == watcher


def own_lease(watcher: str) -> Lease:
    """The lease of this process, holding nothing yet. The name is made unique over machines and restarts."""
    host, pid, started = socket.gethostname(), os.getpid(), _start_time(os.getpid()) or "0"
    name, now = f"{watcher}.{host}.{pid}-{started}", datetime.now(UTC).isoformat(timespec="seconds")
    return Lease(watcher=name, host=host, boot=_boot(), pid=pid, started=started, moved_at=now)


def renew(store: ObjectStore, lease: Lease) -> None:
    """Write the lease. Raises TransientError when the store is away."""
    store.put(_key(lease.watcher), lease.model_dump_json().encode(), content_type="application/json")


def drop(store: ObjectStore, lease: Lease) -> None:
    """Remove a lease: its watcher ended, or its runs are mended."""
    store.delete(_key(lease.watcher))


def look_at_watchers(store: ObjectStore, *, age: timedelta) -> Watchers:
    """Read every lease. Dead is who wrote nothing for `age`, or ran on this machine and its process is gone."""
    living: list[Lease] = []
    dead: list[Lease] = []
    unread = 0
    listed = list(store.list(WATCHERS))
    # the time by the store's clock, near enough: a watcher writes its own lease just before it looks
    newest = max((stored.modified for stored in listed), default=datetime.now(UTC))
    for stored in listed:
        lease = _whole(store.get(stored.key))
        silent = stored.modified < newest - age
        if lease is not None:
            (dead if silent or _gone(lease) else living).append(lease)
        elif not silent:
            unread += 1
    return Watchers(tuple(living), tuple(dead), unread)


def _whole(body: bytes | None) -> Lease | None:
    """The lease; None where there is none or half of one, as a killed store leaves: whose runs they were is then told by time."""
    try:
        return Lease.model_validate_json(body) if body is not None else None
    except ValidationError:
        return None


def _gone(lease: Lease) -> bool:
    """Whether its process provably ended: it ran on this machine, in this boot, and is not there now."""
    here = (lease.host, lease.boot) == (socket.gethostname(), _boot())
    return here and _start_time(lease.pid) != lease.started


def _start_time(pid: int) -> str | None:
    """Clock ticks since boot at which the process started, from /proc; None when there is none or it is a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


def _boot() -> str:
    """Identity of this boot of this machine (of this container: its own process numbers start anew)."""
    try:
        namespace = Path("/proc/self/ns/pid").readlink()
        return f"{Path('/proc/sys/kernel/random/boot_id').read_text('ascii').strip()} {namespace}"
    except OSError:
        return "unknown"


def _key(watcher: str) -> str:
    return f"{WATCHERS}{watcher}.json"
