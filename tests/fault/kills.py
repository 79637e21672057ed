"""kill -9 at random moments of the real stack: S3 server, Prefect server, watchers, and what reads for them.

python -m tests.fault.kills --kills 300      (an hour on two cores; docs/faults.md has the figures)

Letters of every kind are dropped all the while. Whenever the stack has come to rest, everything that was ever dropped is added
up: each letter in one state and in the right one, its bytes whole, its record and its run once, each message once by its id.
"""

import argparse
import hashlib
import io
import json
import os
import random
import signal
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from infra.stack.processes import start_time
from schemas.errors import CongvanError
from schemas.record import Record
from tasks.stations.upkeep import add_up
from tests.e2e.conftest import LocalStack, stack_of
from tests.e2e.letters import doubtful, letter

FOLDER = "kills"
IN_HAND = 5
"""Scans that lie in the inbox at every kill: nothing is proved by killing what has nothing to do."""

SETTLE_SECONDS = 1200.0
EACH = 50
"""Kills between two times that the stack may come to rest and all is added up."""

BUSY = ("Running", "Pending", "Scheduled", "AwaitingRetry", "Late", "Crashed")
KINDS = ("text", "text", "text", "text", "review", "scan", "broken", "secret", "again")
OFTEN = {"s3": 10, "watcher": 4, "child": 14, "prefect": 1, "zygote": 4}
"""What is killed, and how often beside the others: a Prefect server takes ten seconds of CPU to serve again."""

SWIFT = {"s3": 10, "watcher": 1, "child": 14, "zygote": 3}
"""The same for a busy machine: what is back at once."""

ENDS = {"text": "delivered", "review": "review", "broken": "quarantined", "secret": "held"}
"""How each kind ends; a scan's end is the engine's to say, and the same for all that differ by their number only."""

UNREAD = {"page.failed", "page.timeout"}

SECRET_WORD = "MẬT"
HIDDEN_WORD = "vuongquochoatim"
"""Stands in the secret letters and nowhere else: no byte that the stack wrote may hold it, but the held scans."""


def content(kind: str, number: int) -> bytes:
    """A scan of that kind, unlike every other by its number."""
    if kind == "review":
        return doubtful(number).encode()
    if kind == "secret":
        return letter(number).replace("Số:", f"{SECRET_WORD}\nSố:").replace("lthanh", HIDDEN_WORD).encode()
    if kind == "broken":
        return f"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Number {number}".encode()
    if kind == "scan":
        return _picture(number)
    return letter(number).encode()


def _picture(number: int) -> bytes:
    """A small page with three lines, as a PNG: enough to go through gate, engine, copies and pictures."""
    page = Image.new("L", (620, 400), 255)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate((f"UBND HUYEN THU   So: {number}/UBND-VP", "Kinh gui: So Noi vu", "Bao cao cong tac tuan")):
        draw.text((40, 40 + 70 * row), line, fill=0, font_size=26)
    out = io.BytesIO()
    page.save(out, "PNG", dpi=(150, 150))
    return out.getvalue()


@dataclass
class Killing:
    """One run of kills over a stack: what was dropped, what was killed, how long the stack took to serve again."""

    local: LocalStack
    chance: random.Random
    numbers: Iterator[int]
    dropped: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # inbox key → kind and bytes
    killed: Counter[str] = field(default_factory=Counter)
    recoveries: list[float] = field(default_factory=list)
    often: dict[str, int] = field(default_factory=lambda: dict(OFTEN))
    pause: float = 4.0  # longest wait before a strike, in seconds
    before: Counter[str] = field(default_factory=Counter)  # what others did on the same stack before: runs by state, scans held

    def __post_init__(self) -> None:
        """Look at what is there already."""
        self.before = Counter(run["state_name"] for run in self.runs())
        self.before["scan"] = len(self._held())

    def fill(self) -> None:
        """Drop scans until enough lie there."""
        lying = sum(1 for _ in self.local.store.list(f"inbox/{FOLDER}/"))
        for _ in range(max(0, IN_HAND - lying)):
            number, kind = next(self.numbers), self.chance.choice(KINDS)
            body = content(kind, number)
            if kind == "again":
                texts = [body for kind, body in self.dropped.values() if kind == "text"]
                kind, body = "text", self.chance.choice(texts) if texts else content("text", number)
            name = f"{FOLDER}/{number}.{ {'scan': 'png', 'broken': 'pdf'}.get(kind, 'txt') }"
            self.dropped[f"inbox/{name}"] = (kind, body)
            self.local.drop(name, body)

    def strike(self, most: int) -> int:
        """Kill one to six processes at once, at a moment of chance; how many."""
        self._wait_for_work()
        time.sleep(self.chance.uniform(0.0, self.pause))
        count = min(most, self.chance.choice([1, 2, 3, 4, 5, 6]))
        wanted = self.chance.sample(list(self.often), k=count, counts=list(self.often.values()))
        victims = {pid: kind for kind in wanted for pid in [self._victim(kind)] if pid}
        for pid, kind in victims.items():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                self.killed[kind] += 1
        print(f"{time.strftime('%H:%M:%S')} {self.killed.total()}: {', '.join(victims.values())}", file=sys.stderr, flush=True)  # noqa: T201
        return len(victims)

    def _victim(self, kind: str) -> int | None:
        """A process of that kind; of a kind that has none now, a watcher."""
        if kind in {"s3", "prefect"}:
            return self.local.stack.processes[kind].pid
        watchers = self._at_work()
        if not watchers:
            return None
        zygotes = [child for watcher in watchers for child in children_of(watcher)]
        if kind == "zygote":
            return self.chance.choice(zygotes) if zygotes else None
        if kind == "child":
            deadline = time.monotonic() + 3.0
            while time.monotonic() < deadline:
                readers = [child for zygote in zygotes for child in descendants_of(zygote)]
                if readers:
                    return self.chance.choice(readers)
                time.sleep(0.01)
        return self.chance.choice(watchers)

    def _at_work(self) -> list[int]:
        """Watchers that have read something already: one that starts takes ten seconds of CPU and holds no letter yet."""
        known = [(name, one) for name, one in self.local.stack.processes.items() if name.startswith("watcher")]
        return [one.pid for _, one in known if start_time(one.pid) == one.started and children_of(one.pid)]

    def _wait_for_work(self) -> None:
        """Until a watcher has a letter in hand, or for a minute."""
        deadline = time.monotonic() + 60.0
        while not self._at_work() and time.monotonic() < deadline:
            time.sleep(0.1)

    def recover(self) -> None:
        """What an operator does: `congvan up`, again until it works."""
        start = time.monotonic()
        while True:
            try:
                self.local.up()
                break
            except CongvanError as error:
                if time.monotonic() - start > SETTLE_SECONDS:
                    raise AssertionError("the stack does not come up again") from error
                time.sleep(1.0)
        self.recoveries.append(time.monotonic() - start)

    def go_on(self, kills: int) -> None:
        """Kill until so many processes were killed, then let the stack come to rest and add up."""
        goal = self.killed.total() + kills
        while self.killed.total() < goal:
            self.fill()
            self.strike(goal - self.killed.total())
            self.recover()
        self.settle()
        self.check()

    def settle(self) -> None:
        """Wait until the inbox is empty and no run is under way."""
        self.local.until(lambda: not list(self.local.store.list(f"inbox/{FOLDER}/")), SETTLE_SECONDS)
        self.local.until(lambda: not [run for run in self.runs() if run["state_name"] in BUSY], SETTLE_SECONDS)

    def runs(self) -> list[dict[str, Any]]:
        """Every run of process_letter, 200 at a time."""
        found: list[dict[str, Any]] = []
        while True:
            body = {"flows": {"name": {"any_": ["process_letter"]}}, "limit": 200, "offset": len(found), "sort": "ID_DESC"}
            batch = self.local.api("/flow_runs/filter", body)
            found += batch
            if len(batch) < 200:
                return found

    def check(self) -> None:
        """Nothing lost, nothing twice. Raises AssertionError, with the letters' keys."""
        wrong = [*self._wrong_letters(), *self._wrong_messages(), *self._wrong_runs(), *add_up(self.local.store).troubles]
        wrong += [f"the secret word is in {path}" for path in files_with(self.local.home, HIDDEN_WORD.encode()) if not _held(path)]
        assert not wrong, "\n".join(wrong)

    def _letters(self) -> dict[str, list[Record]]:
        """Every record of the archive and of quarantine, by the hash of its letter."""
        found: dict[str, list[Record]] = {}
        for place in ("letters/", "quarantine/"):
            for stored in self.local.store.list(place):
                if stored.key.endswith("/record.json"):
                    record = Record.model_validate_json(self.local.store.get(stored.key) or b"")
                    found.setdefault(record.source.sha256, []).append(record)
        return found

    def _held(self) -> list[bytes]:
        store = self.local.store
        return [store.get(item.key) or b"" for item in store.list("held/") if item.key.endswith("/scan")]

    def _wrong_letters(self) -> Iterator[str]:
        letters, store = self._letters(), self.local.store
        secrets = {body for kind, body in self.dropped.values() if kind == "secret"} | self._unjudged()
        held = self._held()
        if len(held) - self.before["scan"] != len(secrets) or secrets - set(held):
            yield f"{len(held)} scans are held, {len(secrets)} different ones were dropped"
        for key, (kind, body) in self.dropped.items():
            sha256 = hashlib.sha256(body).hexdigest()
            states = [record.status for record in letters.get(sha256, [])]
            if kind == "scan" and body not in secrets and states in (["delivered"], ["review"]):
                unread = [finding.code for finding in letters[sha256][0].findings if finding.code.startswith("page.")]
                yield from [f"{key}: {code}" for code in unread if code in UNREAD]
            elif states != ([] if body in secrets else [ENDS.get(kind, "delivered or review")]):
                yield f"{key} ({kind}, {sha256}): {states}"
            if body not in secrets:
                place = "quarantine" if kind == "broken" else "letters"
                originals = [item.key for item in store.list(f"{place}/{sha256}/original.")]
                if [store.get(original) for original in originals] != [body]:
                    yield f"{key}: its original is not whole"

    def _unjudged(self) -> set[bytes]:
        """Pictures under which ten readers in a row were killed before the gate had judged them: they are held, whole."""
        return {body for kind, body in self.dropped.values() if kind == "scan"} & set(self._held())

    def _wrong_messages(self) -> Iterator[str]:
        sent = [record for records in self._letters().values() for record in records if record.status == "delivered"]
        deliveries = [one for record in sent for one in record.routing.deliveries]
        wanted = Counter(f"{one.queue}/{one.message_id}" for one in deliveries)
        lying = (item.key for item in self.local.store.list("queues/") if "/leases/" not in item.key)
        arrived = Counter(key.removeprefix("queues/").removesuffix(".json") for key in lying)
        wrong = [name for name in wanted | arrived if arrived[name] != wanted[name]]
        yield from [f"message {name}: {arrived[name]} of {wanted[name]}" for name in wrong]
        yield from [f"message {one.message_id} is not marked as sent" for one in deliveries if one.delivered_at is None]

    def _wrong_runs(self) -> Iterator[str]:
        """As many runs ended in each state as scans were dropped that end so."""
        ended = Counter(run["state_name"] for run in self.runs())
        ended.subtract(self.before)
        wanted = Counter("secret" if body in self._unjudged() else kind for kind, body in self.dropped.values())
        for state, count in (("Held", wanted["secret"]), ("Quarantined", wanted["broken"])):
            if ended[state] != count:
                yield f"{ended[state]} runs are {state}, {count} such scans were dropped"
        if ended["Delivered"] + ended["Review"] != wanted["text"] + wanted["review"] + wanted["scan"]:
            yield f"runs of letters: {dict(ended)}, dropped: {dict(wanted)}"

    def figures(self) -> dict[str, Any]:
        """What to write down."""
        times = sorted(self.recoveries)
        return {
            "kills": self.killed.total(),
            "by_kind": dict(self.killed),
            "letters": len(self.dropped),
            "kinds": dict(Counter(kind for kind, _ in self.dropped.values())),
            "held_unjudged": len(self._unjudged()),
            "messages": sum(1 for _ in self.local.store.list("queues/")),
            "seconds_until_up": {"median": round(times[len(times) // 2], 1), "worst": round(times[-1], 1)},
        }


def _held(path: Path) -> bool:
    return "held" in path.parts


def files_with(folder: Path, word: bytes) -> list[Path]:
    """Files below a folder that hold the word, in any of the ways in which our programs write text."""
    forms = {word, word.decode().encode("utf-16-le"), json.dumps(word.decode())[1:-1].encode()}
    found = []
    for path in folder.rglob("*"):
        with suppress(OSError):
            if path.is_file() and any(form in path.read_bytes() for form in forms):
                found.append(path)
    return found


def children_of(pid: int) -> list[int]:
    """Processes that this one started, by any of its threads."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text("ascii").split()]
    return found


def descendants_of(pid: int) -> list[int]:
    """All processes below this one."""
    return [each for child in children_of(pid) for each in (child, *descendants_of(child))]


def free_port() -> int:
    """A port that nothing listens on, far from those that stacks choose by themselves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def killed_stack(home: Path, *, watchers: int) -> Iterator[LocalStack]:
    """A stack of its own whose letters are never given up for having died too often."""
    ports = {"S3_PORT": free_port(), "PREFECT_PORT": free_port()}  # no other stack here has them
    with stack_of(home, WATCHERS=watchers, LEASE_SECONDS=8, WATCH_SECONDS=0.5, MOST_ATTEMPTS=99, **ports) as local:
        yield local


def main() -> int:
    """Kill, come to rest, add up, every 50 kills; print the figures. 0: nothing was lost and nothing twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--each", type=int, default=EACH, help="kills between two times that all is added up")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", type=Path, help="folder of the stack (default: a temporary one)")
    parser.add_argument("--swift", action="store_true", help="for a busy machine: kill mostly what is back at once")
    args = parser.parse_args()
    home = args.home or Path(tempfile.mkdtemp(prefix="kills-"))
    with killed_stack(home, watchers=2) as local:
        start = 100_000 * (args.seed % 90 + 1)  # a number of seven digits still is one to the rules that read it
        killing = Killing(local, random.Random(args.seed), iter(range(start, 10**9)))  # noqa: S311 - chance, not a secret
        if args.swift:
            killing.often, killing.pause = SWIFT, 1.5
        killing.settle()  # in a home that was used before something may still lie there
        killing.__post_init__()
        while (done := killing.killed.total()) < args.kills:
            killing.go_on(min(args.each, args.kills - done))
            print(json.dumps(killing.figures()), flush=True)  # noqa: T201 - it is a program
    return 0


if __name__ == "__main__":
    sys.exit(main())
