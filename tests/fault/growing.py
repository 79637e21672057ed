"""Two watchers on one inbox against PostgreSQL, one of them killed with -9 again and again: each letter once, nothing left Running.

python -m tests.fault.growing --letters 200 --kills 5      (docs/faults.md has the figures; the suite runs 30 letters)
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from schemas.record import Record
from tests.e2e.conftest import LocalStack, stack_of
from tests.e2e.letters import letter
from tests.e2e.postgres import postgres_server
from tests.fault.kills import content, free_port

WATCHERS = 2
SCAN_EVERY = 10
"""Every tenth letter is a picture that the engine reads, the others are texts: what is tried is who works on it, not reading."""

UNDER_WAY = ("Running", "Pending", "Scheduled", "AwaitingRetry", "Late", "Crashed")
LONGEST = 1800.0


@contextmanager
def grown_stack(folder: Path, *, kills: int) -> Iterator[LocalStack]:
    """A stack of two watchers on PostgreSQL, with everything below `folder`, that never gives a letter up for its crashes."""
    chosen = {"WATCHERS": WATCHERS, "LEASE_SECONDS": 8, "MOST_ATTEMPTS": kills + 1}
    chosen |= {"S3_PORT": free_port(), "PREFECT_PORT": free_port()}
    with postgres_server(folder) as address, stack_of(folder / "home", PREFECT_DATABASE=address, **chosen) as local:
        yield local


def drop_letters(local: LocalStack, letters: int, *, scans: bool) -> list[str]:
    """Drop so many different letters at once; their keys."""
    keys = []
    for number in range(letters):
        scan = scans and number % SCAN_EVERY == SCAN_EVERY - 1
        name = f"{number}.{'png' if scan else 'txt'}"
        local.drop(name, content("scan", number) if scan else letter(1000 + number))
        keys.append(f"inbox/{name}")
    return sorted(keys)


def kill_while_it_works(local: LocalStack, letters: int, kills: int) -> list[int]:
    """Kill the second watcher so often, evenly over the work and with runs in its hands; how many those were each time."""
    in_hand = []
    for kill in range(kills):
        until_left(local, letters - letters * kill // (kills + 1))
        local.until(lambda: held_by(local, "watcher-2") > 0 or local.inbox_is_empty(), LONGEST)
        in_hand.append(held_by(local, "watcher-2"))
        local.kill("watcher-2")
        local.up()
    return in_hand


def until_left(local: LocalStack, most: int) -> None:
    """Wait until no more than so many scans lie in the inbox."""
    local.until(lambda: len(list(local.store.list("inbox/"))) <= most, LONGEST)


def held_by(local: LocalStack, watcher: str) -> int:
    """How many letters the newest process of that watcher holds, by its lease."""
    pid = local.stack.processes[watcher].pid
    for stored in local.store.list(f"watchers/{watcher}."):
        body = local.store.get(stored.key)
        if body is not None and f".{pid}-" in stored.key:
            return max(0, len(json.loads(body)["runs"]) - 1)  # one is the watcher's own
    return 0


def settle(local: LocalStack) -> None:
    """Wait until the inbox is empty and no letter's run is under way."""
    local.until(local.inbox_is_empty, LONGEST)
    local.until(lambda: not local.runs(*UNDER_WAY), LONGEST)


def records(local: LocalStack) -> list[Record]:
    """Every record of the archive."""
    keys = [stored.key for stored in local.store.list("letters/") if stored.key.endswith("/record.json")]
    return [Record.model_validate_json(local.store.get(key) or b"") for key in keys]


def check(local: LocalStack, keys: list[str], *, watchers: int = WATCHERS) -> dict[str, Any]:
    """Each letter has one record and one run, each recipient its message once, and only living watchers are Running.

    Raises AssertionError. Gives what to write down.
    """
    found = records(local)
    assert sorted(one.source.key or "" for one in found) == keys
    assert not list(local.store.list("quarantine/"))
    wanted = [delivery.message_id for one in found for delivery in one.routing.deliveries if one.status == "delivered"]
    arrived = [stored.key.rpartition("/")[2] for stored in local.store.list("queues/") if "/leases/" not in stored.key]
    assert sorted(arrived) == sorted(f"{message_id}.json" for message_id in wanted)
    assert all(one.delivered_at for record in found if record.status == "delivered" for one in record.routing.deliveries)
    states = count_runs(local, "process_letter")
    assert states.total() == len(keys), states
    assert set(states) <= {"Delivered", "Review"}, states
    local.until(lambda: count_runs(local, "watch_inbox")["Running"] == watchers, LONGEST)
    return {
        "records": len(found),
        "messages": len(arrived),
        "runs": dict(states),
        "watchers": dict(count_runs(local, "watch_inbox")),
    }


def count_runs(local: LocalStack, flow: str) -> Counter[str]:
    """Runs of a flow by their state's name."""
    found: Counter[str] = Counter()
    while True:
        body = {"flows": {"name": {"any_": [flow]}}, "limit": 200, "offset": found.total(), "sort": "ID_DESC"}
        batch = local.api("/flow_runs/filter", body)
        found.update(run["state_name"] for run in batch)
        if len(batch) < 200:
            return found


def main() -> int:
    """Drop, kill, come to rest, add up; print the figures. 0: 1 record a letter, each message once, nothing left Running."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--home", type=Path, help="folder of the stack (default: a temporary one)")
    args = parser.parse_args()
    folder = args.home or Path(tempfile.mkdtemp(prefix="growing-"))
    with grown_stack(folder, kills=args.kills) as local:
        start = time.monotonic()
        keys = drop_letters(local, args.letters, scans=True)
        in_hand = kill_while_it_works(local, args.letters, args.kills)
        settle(local)
        figures = {"kills": args.kills, "in_hand_when_killed": in_hand, "seconds": round(time.monotonic() - start)}
        print(json.dumps(figures | check(local, keys)), flush=True)  # noqa: T201 - it is a program
    return 0


if __name__ == "__main__":
    sys.exit(main())
