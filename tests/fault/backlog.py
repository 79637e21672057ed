"""A backlog on the real store: how soon the first letter is taken, in which order, and what waiting costs.

python -m tests.fault.backlog --scans 10000 --letters 60      (docs/capacity.md has the figures)
python -m tests.fault.backlog --scans 1000 --to-the-end --watchers 2 --home DIR

The stack is up and idle; then all scans lie there at once, written straight into the inbox as a network scanner does, the urgent
ones last, every tenth of them one for a person. When so many letters have ended, the stack is stopped: the rest is not waited for.
With --to-the-end all are, in ten parts: the rate, the memory and the database as they grow; then everything is counted.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from infra.stack.cpu import tree_seconds
from infra.stack.report import report
from tests.e2e.conftest import LocalStack, stack_of
from tests.e2e.letters import doubtful, letter
from tests.fault.growing import check
from tests.fault.kills import free_port

URGENT = 10
DOUBTFUL_EVERY = 10
"""One letter of so many has an addressee whom the registry does not know."""

PARTS = 10
LONGEST = 1800.0


def drop_all(inbox: Path, scans: int) -> list[str]:
    """Put so many letters into the folder, the last ten urgent; each is a second younger than the one before; gives the keys."""
    outside = inbox.parent.parent.parent / "outside"
    (inbox / "khan").mkdir(exist_ok=True)
    outside.mkdir()
    oldest = time.time() - scans - 180
    for number in range(scans):
        path = outside / f"{number:06}.txt"
        path.write_text(doubtful(number) if number % DOUBTFUL_EVERY == 0 else letter(number), "utf-8")
        os.utime(path, (oldest + number, oldest + number))
    for number in range(scans - 1, -1, -1):  # as good as at once
        urgent = number >= scans - URGENT
        (outside / f"{number:06}.txt").rename(inbox / ("khan" if urgent else ".") / f"{number:06}.txt")
    return sorted(f"inbox/{path.relative_to(inbox)}" for path in inbox.rglob("*.txt"))


def memory(pid: int, what: str) -> float:
    """Megabytes that a process has (VmRSS) or had at most (VmHWM)."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii", "replace").splitlines()
    return int(next(line for line in lines if line.startswith(what)).split()[1]) / 1024


def started(local: LocalStack) -> list[int]:
    """Numbers of the letters whose runs have begun and are named, in the order in which they began."""
    body = {"flows": {"name": {"any_": ["process_letter"]}}, "limit": 200, "sort": "START_TIME_ASC"}
    names = [run["name"] for run in local.api("/flow_runs/filter", body)]
    return [int(name.partition("/")[0]) for name in names if name.partition("/")[0].isdigit()]


def measure(local: LocalStack, scans: int, letters: int) -> dict[str, Any]:
    """Drop, wait until the first and then so many letters have ended; what to write down."""
    pids = {name: local.stack.processes[name].pid for name in ("watcher-1", "s3", "prefect")}
    before = memory(pids["watcher-1"], "VmRSS")
    drop_all(local.home / "s3" / local.store.bucket / "inbox", scans)
    dropped = time.monotonic()
    local.until(lambda: bool(local.runs("Pending", "Running", "Delivered", "Review")), LONGEST)
    first_taken = time.monotonic() - dropped
    local.until(lambda: bool(local.runs("Delivered", "Review")), LONGEST)
    first_ended = time.monotonic() - dropped
    cpu = {name: tree_seconds(pid) for name, pid in pids.items()}
    done = len(local.runs("Delivered", "Review"))
    start = time.monotonic()
    local.until(lambda: len(local.runs("Delivered", "Review")) >= done + letters, LONGEST)
    seconds = time.monotonic() - start
    used = {name: round(tree_seconds(pid) - cpu[name], 1) for name, pid in pids.items()}
    order = started(local)
    begin = time.monotonic()
    listed = sum(1 for _ in local.store.list("inbox/"))
    return {
        "scans": scans,
        "seconds_until_the_first_is_taken": round(first_taken, 1),
        "seconds_until_the_first_has_ended": round(first_ended, 1),
        "urgent_among_the_first": sum(number >= scans - URGENT for number in order[:URGENT]),
        "then_oldest_first": order[URGENT : URGENT + 20],
        "letters": letters,
        "seconds": round(seconds, 1),
        "cpu_seconds": used,
        "listing": {"scans": listed, "seconds": round(time.monotonic() - begin, 1)},
        "watcher_megabytes": {"idle": round(before), "most": round(memory(pids["watcher-1"], "VmHWM"))},
        "status": [line for line in report()[0] if "in the inbox" in line],
    }


def work_off(local: LocalStack, scans: int, watchers: int) -> dict[str, Any]:
    """Drop, wait until the inbox is empty, a tenth at a time; then everything must add up. Raises AssertionError."""
    inbox = local.home / "s3" / local.store.bucket / "inbox"
    keys = drop_all(inbox, scans)
    start, parts = time.monotonic(), []
    for part in range(1, PARTS + 1):
        local.until(lambda left=scans - scans * part // PARTS: sum(1 for _ in inbox.rglob("*.txt")) <= left, LONGEST)  # type: ignore[misc]
        parts.append({"letters": scans * part // PARTS, "seconds": round(time.monotonic() - start), **grown(local)})
        print(json.dumps(parts[-1]), flush=True)  # noqa: T201 - it is a program
    local.until(lambda: not local.runs("Running", "Pending", "Scheduled", "AwaitingRetry"), LONGEST)
    return {"scans": scans, "parts": parts, **check(local, keys, watchers=watchers), "status": report()[0]}


def grown(local: LocalStack) -> dict[str, Any]:
    """How much memory each process has, what it has used, and how large Prefect's SQLite is, in megabytes and CPU seconds."""
    pids = {name: process.pid for name, process in local.stack.processes.items()}
    files = (local.home / "prefect").glob("prefect.db*")
    return {
        "megabytes": {name: round(memory(pid, "VmRSS")) for name, pid in pids.items()},
        "cpu_seconds": {name: round(tree_seconds(pid)) for name, pid in pids.items()},
        "database_megabytes": round(sum(path.stat().st_size for path in files) / 2**20, 1),
        "load": round(os.getloadavg()[0]),
    }


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scans", type=int, default=10_000)
    parser.add_argument("--letters", type=int, default=60, help="letters whose cost is measured while the rest waits")
    parser.add_argument("--to-the-end", action="store_true", help="work off all of them")
    parser.add_argument("--watchers", type=int, default=1)
    parser.add_argument("--home", type=Path, help="folder of the stack, which stays (default: a temporary one)")
    args = parser.parse_args()
    chosen = {"S3_PORT": free_port(), "PREFECT_PORT": free_port(), "WATCHERS": args.watchers}
    with tempfile.TemporaryDirectory(prefix="backlog-") as folder, stack_of(args.home or Path(folder), **chosen) as local:
        local.until(lambda: sum(line.startswith("watcher-") and "in hand" in line for line in report()[0]) == args.watchers)
        found = work_off(local, args.scans, args.watchers) if args.to_the_end else measure(local, args.scans, args.letters)
        print(json.dumps(found, indent=1, ensure_ascii=False), flush=True)  # noqa: T201 - it is a program
    return 0


if __name__ == "__main__":
    sys.exit(main())
