"""The folder of scans in hand: each process has one of its own below the home, and removes what dead ones left."""

import contextlib
import fcntl
import os
import shutil
import tempfile
import threading
from pathlib import Path

from schemas.settings import made_home

_lock = threading.Lock()
_own: dict[tuple[int, Path], Path] = {}


def workshop() -> Path:
    """Folder for this process's temporary copies of letters (mode 700), below `<home>/work`.

    It is locked while the process lives: whoever is killed leaves its folder unlocked, and the next process that starts
    removes it. So no copy of a scan, of a held one least of all, outlives its process by more than a restart.
    """
    base = made_home() / "work"
    with _lock:
        found = _own.get((os.getpid(), base))
        if found is None or not found.is_dir():
            base.mkdir(parents=True, exist_ok=True, mode=0o700)
            sweep(base)
            found = _make(base)
            _own[os.getpid(), base] = found
        return found


def _make(base: Path) -> Path:
    while True:
        made = Path(tempfile.mkdtemp(prefix="process-", dir=base))
        with contextlib.suppress(FileNotFoundError):
            fcntl.flock(os.open(made, os.O_RDONLY), fcntl.LOCK_EX)  # kept open, and locked, until this process ends
        if made.is_dir():  # else another process swept it before it was locked
            return made


def sweep(base: Path) -> int:
    """Remove what no living process holds; how many folders."""
    removed = 0
    for left in base.glob("*"):
        with contextlib.suppress(OSError):  # held, or another process removes it too
            handle = os.open(left, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
                removed += 1
            finally:
                os.close(handle)
    return removed
