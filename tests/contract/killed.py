"""Consumers and deliveries in processes of their own, for tests that kill them.

A server that has imported all they need forks them: a kill costs no start of an interpreter.
"""

import multiprocessing
import os
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

from schemas.record import Record
from schemas.settings import settings
from tasks.adapters.connect import open_queue, open_store
from tasks.stations.delivery import deliver
from tests.records import delivery, record, source

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.contract.killed", "boto3", "pika", "tasks.adapters.aws", "tasks.adapters.rabbitmq_queue"])


def start(target: Any, *arguments: Any) -> tuple[ForkServerProcess, Connection]:
    """A process that says on the connection what it does."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=target, args=(*arguments, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def choose(environment: Mapping[str, str]) -> None:
    os.environ.update(environment)  # noqa: TID251 - as a shell would have set it
    settings.cache_clear()


def consume(environment: Mapping[str, str], queue: str, lease_seconds: float, then: str, said: Connection) -> None:
    """Take one message and say which, acknowledge it or not, and then hang."""
    choose(environment)
    opened = open_queue()
    received = opened.receive(queue, lease_seconds=lease_seconds, wait_seconds=20)
    said.send([one.message.id for one in received])
    if then == "acknowledge":
        opened.acknowledge(queue, received[0])
        said.send("done")
    time.sleep(600)


def letter(sha256: str, recipients: int) -> Record:
    letter_id = f"sha256:{sha256}"
    deliveries = tuple(delivery(number, letter_id=letter_id) for number in range(recipients))
    return record(deliveries).model_copy(update={"letter_id": letter_id, "source": source(sha256=sha256)})


def deliver_letter(environment: Mapping[str, str], sha256: str, recipients: int, said: Connection) -> None:
    """Deliver, and say when it begins and ends: a kill is to hit the delivery and not the connecting."""
    choose(environment)
    store, queue = open_store(), open_queue()
    said.send("begins")
    deliver(store, queue, letter(sha256, recipients))
    said.send("ends")
