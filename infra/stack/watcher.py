"""A watcher process: `python -m infra.stack.watcher NAME` runs the watch_inbox flow until it is asked to stop."""

import logging
import sys
import time
from datetime import UTC, datetime

from pydantic import ValidationError

from flows.watch_inbox import watch_inbox
from schemas.errors import TransientError
from schemas.settings import settings, unknown_settings, wrong_settings
from tasks.engine import api, runs
from tasks.engine.garbage import spare
from tasks.engine.run import execute

log = logging.getLogger("congvan.watcher")


def without_items(record: logging.LogRecord) -> bool:
    """Leave out what Prefect's client could not send: an event, and in it the name of a run, which is a letter's subject."""
    if "item %r" in str(record.msg):
        record.msg, record.args = (
            "a service of Prefect's client could not send an item; it is sent again or lost, the run is not",
            (),
        )
    return True


def be_discreet() -> None:
    """Let no library of others write a letter's text, or a message's beginning, into the log."""
    for noisy in ("httpx", "httpcore", "botocore", "urllib3", "prefect"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("pika").setLevel(
        logging.CRITICAL
    )  # of a message that comes back it quotes 255 bytes; we tell of it ourselves
    logging.getLogger("prefect._internal.concurrency").addFilter(without_items)


def main(name: str) -> int:
    """Watch until asked to stop. What is away at the start (Prefect, its deployments) is waited for. 2: a wrong setting."""
    try:
        level = settings().log_level
    except ValidationError as error:  # as it prints itself it would repeat the value, which may be a secret
        print(f"congvan: {wrong_settings(error)}", file=sys.stderr)
        return 2
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stdout)
    for line in unknown_settings():
        log.warning("%s", line)
    be_discreet()
    spare()
    key = f"{name}/{datetime.now(UTC).isoformat()}"
    while not api.stopping.is_set():
        try:
            run = runs.create("watch_inbox", {}, key=key, name=name)
            break
        except TransientError as error:
            log.info("%s", error)
            time.sleep(1.0)
    else:
        return 0
    if runs.claim(run):
        execute(watch_inbox, run)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "watcher"))
