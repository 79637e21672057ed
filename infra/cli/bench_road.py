"""`congvan bench road`: what orchestration costs over `congvan read` of the same files, on this machine, in the same run.

The files are read by `congvan read` before and after the road and the mean is taken: two readings of the same pages differ by as
much as the aim is large, by how warm the machine is and by who else works on it.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from infra.cli.files import refuse_missing
from infra.stack.cpu import own_seconds, tree_seconds
from infra.stack.local import PREFECT, S3, WATCHER, bring_down, bring_up
from schemas.settings import ROOT, settings
from schemas.stack import Stack
from tasks.adapters.connect import open_store
from tasks.ports import ObjectStore

_FIRST = "Số: 1/UBND-VP\nTỉnh A, ngày 2 tháng 11 năm 2026\nV/v chạy thử\nKính gửi: Văn phòng.\n"
"""The letter with which the watcher and the servers begin: what they load and compile once is shown apart."""


LOOK_SECONDS = 0.25
"""Between two looks at what is measured: each takes 10 ms of a core that should read."""

SOON_EMPTY = 8
"""Letters in the inbox from which its end is near; before, one look a second does."""


class Cost(NamedTuple):
    """Seconds of CPU, of these of the process alone without its children, and seconds by the clock."""

    cpu: float
    own: float
    clock: float


def main(argv: Sequence[str]) -> int:
    """Measure and print. Stacks of its own in a folder that goes away; nothing of yours is touched."""
    parser = argparse.ArgumentParser(prog="congvan bench road", description=__doc__)
    parser.add_argument("scans", nargs="*", type=Path, metavar="SCAN", help="scans to use (default: the samples that ship)")
    parser.add_argument("--copies", type=int, default=1, help="how often each is sent, as a letter of its own")
    args = parser.parse_args(argv)
    scans = args.scans or sorted((ROOT / "infra" / "samples").glob("*.pdf"))
    refuse_missing(scans)
    with tempfile.TemporaryDirectory(prefix="congvan-bench-") as folder:
        letters = make_letters(scans, args.copies, Path(folder) / "letters")
        first = Path(folder) / "first.txt"
        first.write_text(_FIRST, "utf-8")
        start = read([first], Path(folder) / "first")
        before = without(read(letters, Path(folder) / "before"), start)
        road = travel(letters, Path(folder) / "home")
        after = without(read(letters, Path(folder) / "after"), start)
    print(f"read before   {before.cpu:8.1f} s CPU {before.clock:8.1f} s   (own process {before.own:.1f})")
    print(f"read after    {after.cpu:8.1f} s CPU {after.clock:8.1f} s   (own process {after.own:.1f})")
    for line in report(len(letters), start, mean(before, after), road):
        print(line)
    return 0


def without(whole: Cost, start: Cost) -> Cost:
    """What is left of a cost without that of the start."""
    return Cost(whole.cpu - start.cpu, whole.own - start.own, whole.clock - start.clock)


def mean(one: Cost, other: Cost) -> Cost:
    """Between two measurements of the same."""
    return Cost((one.cpu + other.cpu) / 2, (one.own + other.own) / 2, (one.clock + other.clock) / 2)


def report(count: int, start: Cost, reading: Cost, road: "Road") -> Iterator[str]:
    """What is printed: the sums, then what they are made of. Copies are the road's alone: they stand with its children."""
    watcher = road.used[f"{WATCHER}-1"]
    cost = road.used[PREFECT] + watcher
    own, children = road.own - reading.own, (watcher - road.own) - (reading.cpu - reading.own)
    each = f"{reading.cpu / count:.2f} s CPU a letter; start-up, apart: {start.cpu:.1f}"
    yield f"{count} letters, {road.review} of them in review"
    yield f"their mean    {reading.cpu:8.1f} s CPU {reading.clock:8.1f} s   ({each})"
    yield f"the road      {cost:8.1f} s CPU {road.clock:8.1f} s   ({_parts(road.used)}; start-up, apart: {_parts(road.start)})"
    prefect = road.used[PREFECT]
    yield f"over reading  {cost - reading.cpu:8.1f} s CPU = {cost / reading.cpu - 1:.1%} of reading, all that is not the store:"
    yield f"  Prefect's server                      {prefect:8.1f} s"
    yield f"  the watcher's process, over read's    {own:8.1f} s   (Prefect's client, the store, listing)"
    yield f"  these two: orchestration              {prefect + own:8.1f} s = {(prefect + own) / reading.cpu:.1%} of reading"
    yield f"  its children, over read's             {children:8.1f} s   (copies; and what reading cost more or less this time)"
    yield f"time          {road.clock / reading.clock:8.2f} × that of reading"


def make_letters(scans: Sequence[Path], copies: int, folder: Path) -> list[Path]:
    """Copies that differ in a remark after their end: the same pages, letters of their own.

    They have one number, so that all but the first go to review, which costs a run more: many scans say more than many copies.
    """
    folder.mkdir()
    made = []
    for scan in scans:
        for number in range(copies):
            made.append(folder / f"{scan.stem}-{number}{scan.suffix}")
            made[-1].write_bytes(scan.read_bytes() + f"\n% copy {number}\n".encode())
    return made


def read(letters: Sequence[Path], out: Path) -> Cost:
    """Cost of `congvan read`, nothing kept from earlier readings.

    Looked at while it runs: its reading processes are nobody's ended children when it is over, and would be left out.
    """
    command = [sys.executable, "-m", "infra.cli.main", "read", "--no-cache", "--out", str(out), *map(str, letters)]
    cpu, own, start = 0.0, 0.0, time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as reading:
        while reading.poll() is None:
            cpu, own = max(cpu, tree_seconds(reading.pid)), max(own, own_seconds(reading.pid))
            time.sleep(LOOK_SECONDS)
    return Cost(cpu, own, time.monotonic() - start)


class Road(NamedTuple):
    """CPU seconds by process: for the letters, and before for the first of all; those of the watcher without its children.

    Seconds by the clock; letters in review.
    """

    used: dict[str, float]
    start: dict[str, float]
    own: float
    clock: float
    review: int


def travel(letters: Sequence[Path], home: Path) -> Road:
    """Cost of the same letters on the road: all servers and the watcher, from the first drop to the empty inbox."""
    environment = os.environ  # noqa: TID251 - set for the stack of this measurement alone
    environment["CONGVAN_HOME"] = str(home)
    for name in ("CONGVAN_S3_PORT", "CONGVAN_PREFECT_PORT"):
        environment.setdefault(name, str(free_port()))  # another stack that starts at the same time chooses among the usual ones
    settings.cache_clear()
    try:
        stack = bring_up(lambda _: None)
        store = open_store()
        while not list(store.list("watchers/")):
            time.sleep(0.2)
        store.put("inbox/first.txt", _FIRST.encode())
        _until_empty(store)
        time.sleep(5.0)  # the servers come to rest
        watcher = stack.processes[f"{WATCHER}-1"].pid
        before, own, start = _costs(stack), own_seconds(watcher), time.monotonic()
        for letter in letters:
            store.upload(letter, f"inbox/{letter.name}")
        _until_empty(store)
        clock = time.monotonic() - start
        time.sleep(5.0)  # what was told by event is written now
        after, own, review = _costs(stack), own_seconds(watcher) - own, _in_review(store)
    finally:
        bring_down(lambda _: None)
        shutil.rmtree(home, ignore_errors=True)
    return Road({name: after[name] - before[name] for name in before}, before, own, clock, review)


def _until_empty(store: ObjectStore) -> None:
    while left := len(list(store.list("inbox/"))):
        time.sleep(1.0 if left > SOON_EMPTY else LOOK_SECONDS)


def _in_review(store: ObjectStore) -> int:
    records = [stored.key for stored in store.list("letters/") if stored.key.endswith("/record.json")]
    found = [json.loads(store.get(key) or b"{}") for key in records]
    return sum(one.get("status") == "review" and one["source"]["key"] != "inbox/first.txt" for one in found)


def _parts(used: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {seconds:.1f}" for name, seconds in used.items())


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _costs(stack: Stack) -> dict[str, float]:
    return {name: tree_seconds(stack.processes[name].pid) for name in (S3, PREFECT, f"{WATCHER}-1")}
