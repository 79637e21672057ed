"""Outages of the real servers, one after the other: the store, Prefect's server, the broker; each killed with letters in hand.

python -m tests.fault.outages --letters 12 --away 30      (docs/faults.md has the figures)

Each server is killed with -9, `congvan status` must say so, the server stays away for a while and is started again on what it kept.
Then every letter that was dropped must have ended: one record, each recipient's message once by its id.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from infra.stack.report import report
from schemas.settings import settings
from tasks.adapters.connect import open_queue
from tests.contract.servers import rabbitmq_broker, rabbitmq_prepared
from tests.e2e.conftest import LocalStack
from tests.e2e.letters import letter
from tests.fault.growing import records, settle
from tests.fault.kills import free_port

LONGEST = 1800.0
TOLD = {"s3": "store        AWAY", "prefect": "TROUBLE: Prefect", "broker": "PUT OFF: "}
"""What `congvan status` says of each outage."""


@dataclass
class Outages:
    """The stack, its broker, and what they are started again with."""

    local: LocalStack
    folder: Path
    environment: dict[str, str]
    brokers: ExitStack
    broker: int = 0  # its process group

    def start_broker(self) -> None:
        """Start the broker, or start it again on what it kept."""
        self.broker = self.brokers.enter_context(rabbitmq_broker(self.folder, self.environment)).pid

    def kill(self, name: str) -> None:
        """End a server at once."""
        if name == "broker":
            os.killpg(self.broker, signal.SIGKILL)
        else:
            self.local.kill(name)

    def start(self, name: str) -> None:
        """Start it again, as an operator would."""
        if name == "broker":
            self.start_broker()
        else:
            self.local.up()

    def happen(self, name: str, first: int, letters: int, away: float) -> dict[str, Any]:
        """One outage with so many letters dropped just before it; what to write down."""
        local = self.local
        for number in range(first, first + letters):
            local.drop(f"{number}.txt", letter(number))
        local.until(lambda: bool(local.runs("Running")), LONGEST)
        self.kill(name)
        start = time.monotonic()
        local.until(lambda: says(TOLD[name]), LONGEST)
        told = time.monotonic() - start
        time.sleep(max(0.0, away - told))
        self.start(name)
        back = time.monotonic()
        settle(local)
        after = time.monotonic() - back
        local.until(lambda: not says(TOLD[name]), LONGEST)
        return {
            "away": name,
            "seconds_away": round(back - start),
            "status_said_so_after": round(told, 1),
            "all_ended_after": round(after, 1),
        }

    def check(self, letters: int) -> dict[str, int]:
        """One record each, each recipient's message there, none twice. Raises AssertionError."""
        found = records(self.local)
        assert sorted(one.source.key or "" for one in found) == sorted(f"inbox/{number}.txt" for number in range(letters))
        assert {one.status for one in found} == {"delivered"}
        wanted = Counter((one.queue, one.message_id) for record in found for one in record.routing.deliveries)
        queue, arrived, doubled = open_queue(), Counter[tuple[str, str]](), 0
        for name in {name for name, _ in wanted}:
            while batch := queue.receive(name, most=50, wait_seconds=2):
                arrived.update((name, received.message.id) for received in batch)
                for received in batch:
                    queue.acknowledge(name, received)
        doubled = sum(count - 1 for count in arrived.values())
        assert set(arrived) == set(wanted), (len(arrived), len(wanted))
        return {"letters": len(found), "messages": len(wanted), "sent_twice_under_one_id": doubled}


def says(words: str) -> bool:
    """Whether `congvan status` has these words, and does not call that well."""
    lines, healthy = report()
    return any(words in line for line in lines) and not healthy


@contextmanager
def stack_with_broker(folder: Path) -> Iterator[Outages]:
    """A local stack whose messages go to a RabbitMQ of its own."""
    with rabbitmq_prepared(folder) as (address, environment), pytest.MonkeyPatch.context() as patch, ExitStack() as brokers:
        chosen = {"HOME": folder / "home", "QUEUE_URL": address, "S3_PORT": free_port(), "PREFECT_PORT": free_port()}
        for name, value in chosen.items():
            patch.setenv(f"CONGVAN_{name}", str(value))
        settings.cache_clear()
        local = LocalStack(folder / "home")
        made = Outages(local, folder, environment, brokers)
        made.start_broker()
        try:
            local.up()
            yield made
        finally:
            local.down()
    settings.cache_clear()


def main() -> int:
    """Print one line for each outage, then the sum. 0: nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=12, help="letters dropped before each outage")
    parser.add_argument("--away", type=float, default=30.0, help="seconds that each server stays away")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="outages-") as folder, stack_with_broker(Path(folder)) as made:
        for turn, name in enumerate(TOLD):
            print(json.dumps(made.happen(name, turn * args.letters, args.letters, args.away)), flush=True)  # noqa: T201 - a program
        print(json.dumps(made.check(len(TOLD) * args.letters)), flush=True)  # noqa: T201 - it is a program
    return 0


if __name__ == "__main__":
    sys.exit(main())
