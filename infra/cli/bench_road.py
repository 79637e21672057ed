"""`congvan bench road`: what orchestration costs over `congvan read` of the same files, on this machine, in the same run."""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from infra.stack.cpu import tree_seconds
from infra.stack.local import PREFECT, S3, WATCHER, bring_down, bring_up
from schemas.settings import ROOT, settings
from schemas.stack import Stack
from tasks.adapters.connect import open_store


class Cost(NamedTuple):
    """Seconds of CPU and by the clock."""

    cpu: float
    clock: float


def main(argv: Sequence[str]) -> int:
    """Measure and print. Stacks of its own in a folder that goes away; nothing of yours is touched."""
    parser = argparse.ArgumentParser(prog="congvan bench road", description=__doc__)
    parser.add_argument("scans", nargs="*", type=Path, metavar="SCAN", help="scans to use (default: the samples that ship)")
    parser.add_argument("--copies", type=int, default=1, help="how often each is sent, as a letter of its own")
    args = parser.parse_args(argv)
    scans = args.scans or sorted((ROOT / "infra" / "samples").glob("*.pdf"))
    with tempfile.TemporaryDirectory(prefix="congvan-bench-") as folder:
        letters = make_letters(scans, args.copies, Path(folder) / "letters")
        reading = read(letters, Path(folder) / "records")
        road, parts = travel(letters, Path(folder) / "home")
    print(f"{len(letters)} letters\nreading       {reading.cpu:8.1f} s CPU {reading.clock:8.1f} s")
    print(f"the road      {road.cpu:8.1f} s CPU {road.clock:8.1f} s   ({parts})")
    print(f"orchestration {road.cpu - reading.cpu:8.1f} s CPU = {(road.cpu / reading.cpu - 1):.1%} of reading")
    print(f"time          {road.clock / reading.clock:8.2f} × that of reading")
    return 0


def make_letters(scans: Sequence[Path], copies: int, folder: Path) -> list[Path]:
    """Copies that differ in a remark after their end: the same pages, letters of their own."""
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
    cpu, start = 0.0, time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as reading:
        while reading.poll() is None:
            cpu = max(cpu, tree_seconds(reading.pid))
            time.sleep(0.1)
    return Cost(cpu, time.monotonic() - start)


def travel(letters: Sequence[Path], home: Path) -> tuple[Cost, str]:
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
        time.sleep(5.0)  # the servers come to rest
        before, start = _costs(stack), time.monotonic()
        for letter in letters:
            store.upload(letter, f"inbox/{letter.name}")
        while list(store.list("inbox/")):
            time.sleep(0.2)
        clock = time.monotonic() - start
        time.sleep(5.0)  # what was told by event is written now
        after = _costs(stack)
    finally:
        bring_down(lambda _: None)
        shutil.rmtree(home, ignore_errors=True)
    used = {name: after[name] - before[name] for name in before}
    return Cost(sum(used.values()), clock), ", ".join(f"{name} {seconds:.1f}" for name, seconds in used.items())


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _costs(stack: Stack) -> dict[str, float]:
    return {name: tree_seconds(stack.processes[name].pid) for name in (S3, PREFECT, f"{WATCHER}-1")}
