"""A delivery in a process of its own, for tests that kill it. Imported once by the server that forks it: a kill costs no start."""

import os
from collections.abc import Mapping
from multiprocessing.connection import Connection

from schemas.record import Record
from schemas.settings import settings
from tasks.adapters.connect import open_queue, open_store
from tasks.core.record.message import message_id
from tasks.stations.delivery import deliver
from tests.records import delivery, record, source

PRELOAD = ["tests.contract.killed_delivery", "boto3", "pika", "tasks.adapters.aws", "tasks.adapters.rabbitmq_queue"]


def letter(sha256: str, recipients: int) -> Record:
    letter_id = f"sha256:{sha256}"
    deliveries = tuple(delivery(number, letter_id=letter_id) for number in range(recipients))
    assert deliveries[0].message_id == message_id(letter_id, deliveries[0].recipient_id)
    return record(deliveries).model_copy(update={"letter_id": letter_id, "source": source(sha256=sha256)})


def run(environment: Mapping[str, str], sha256: str, recipients: int, said: Connection) -> None:
    """Deliver, and say when it begins and ends: a kill is to hit the delivery and not the connecting."""
    os.environ.update(environment)  # noqa: TID251 - as a shell would have set it
    settings.cache_clear()
    store, queue = open_store(), open_queue()
    said.send("begins")
    deliver(store, queue, letter(sha256, recipients))
    said.send("ends")
