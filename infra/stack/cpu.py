"""CPU seconds of processes with everything they started, from /proc: what orchestration costs is measured, not guessed."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def tree_seconds(pid: int) -> float:
    """User and system seconds of a process, its ended children and its living descendants."""
    parents = dict(_processes())
    return sum(_own(parents[one]) for one in _family(pid, parents) if one in parents) / _TICKS


def own_seconds(pid: int) -> float:
    """User and system seconds of a process alone, without its children; 0 when it is gone."""
    fields = dict(_processes()).get(pid)
    return sum(int(ticks) for ticks in fields[11:13]) / _TICKS if fields else 0.0


def _processes() -> list[tuple[int, list[str]]]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found.append((int(entry.name), (entry / "stat").read_text("ascii", "replace").rpartition(")")[2].split()))
            except OSError:  # it ended since the listing
                continue
    return found


def _family(pid: int, processes: dict[int, list[str]]) -> set[int]:
    family, before = {pid}, 0
    while len(family) != before:
        before = len(family)
        family |= {child for child, fields in processes.items() if int(fields[1]) in family}
    return family


def _own(fields: list[str]) -> int:
    """Ticks of the process itself and of its children that ended and were waited for."""
    return sum(int(ticks) for ticks in fields[11:15])
