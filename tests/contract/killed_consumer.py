"""A consumer in a process of its own, for tests that kill it: takes one message and says so, then does what it is told."""

import sys
import time

from tasks.adapters.connect import open_queue


def main(queue: str, lease_seconds: float, then: str) -> None:
    opened = open_queue()
    received = opened.receive(queue, lease_seconds=lease_seconds, wait_seconds=20)
    print("has", received[0].message.id if received else None, flush=True)  # noqa: T201 - the test reads it
    if then == "hang":
        time.sleep(600)
    opened.acknowledge(queue, received[0])
    print("done", flush=True)  # noqa: T201
    time.sleep(600)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), sys.argv[3])
