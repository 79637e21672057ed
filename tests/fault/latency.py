"""From the drop to the messages: how long one letter takes on an idle stack, a text and a scan of one page.

python -m tests.fault.latency --times 5      (docs/capacity.md has the figures)
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from infra.stack.report import report
from schemas.settings import ROOT
from tests.e2e.conftest import LocalStack, stack_of
from tests.e2e.letters import letter
from tests.fault.kills import content, free_port

LONGEST = 600.0


def ended(local: LocalStack, name: str, body: bytes, there: Callable[[], int]) -> float:
    """Drop one letter and give the seconds until `there` has counted one more."""
    before = there()
    start = time.monotonic()
    local.drop(name, body)
    while there() == before:
        assert time.monotonic() - start < LONGEST
        time.sleep(0.02)
    return time.monotonic() - start


def measure(local: LocalStack, times: int) -> dict[str, dict[str, float]]:
    """Seconds until the first message lies in its queue (texts), until the record stands (scans): median and worst."""
    bucket = local.home / "s3" / local.store.bucket
    pages = [
        (ROOT / "infra" / "samples" / "8604-vp-kgvx.pdf").read_bytes() + b"\n%% " + str(number).encode() for number in range(times)
    ]
    kinds = {
        "text, to its messages": ("txt", [letter(9000 + number).encode() for number in range(times)], "queues"),
        "picture of three lines, to its record": ("png", [content("scan", number) for number in range(times)], "letters"),
        "sample scan 8604-vp-kgvx.pdf, to its record": ("pdf", pages, "letters"),
    }
    found = {}
    ended(local, "first.txt", letter(8999).encode(), lambda: len(list(bucket.glob("letters/*/record.json"))))  # loads what it needs
    local.until(local.inbox_is_empty)  # all its messages are out
    for what, (ending, bodies, place) in kinds.items():
        pattern = "queues/*/*.json" if place == "queues" else "letters/*/record.json"
        seconds = []
        for number, body in enumerate(bodies):
            seconds.append(ended(local, f"{number}.{ending}", body, lambda pattern=pattern: sum(1 for _ in bucket.glob(pattern))))  # type: ignore[misc]
            local.until(local.inbox_is_empty)
        found[what] = {
            "median": round(statistics.median(seconds), 1),
            "best": round(min(seconds), 1),
            "worst": round(max(seconds), 1),
        }
    return found


def main() -> int:
    """Print the figures, with the machine's load."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    args = parser.parse_args()
    ports = {"S3_PORT": free_port(), "PREFECT_PORT": free_port()}
    with tempfile.TemporaryDirectory(prefix="latency-") as folder, stack_of(Path(folder), **ports) as local:
        local.until(lambda: any(line.startswith("watcher-1.") for line in report()[0]))
        print(json.dumps({"load": os.getloadavg()[0], **measure(local, args.times)}, indent=1), flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
