"""The consumers of docs/consumers.md, run as they are printed there, against real queues."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from secrets import token_hex
from threading import Thread
from typing import IO
from urllib.parse import urlsplit

import pytest

from schemas.events import LetterRouted, Message
from schemas.settings import ROOT
from tasks.adapters.s3_store import S3Store
from tasks.core.record.message import build_message
from tasks.ports import MessageQueue
from tasks.stations.archive import write_record
from tests.contract.conftest import QueueKind, moto_store
from tests.records import LETTER_ID, delivery, record

PAGE = (ROOT / "docs" / "consumers.md").read_text("utf-8")
CONSUMERS = dict(re.findall(r"```python consumer=(\w+)\n(.*?)```", PAGE, re.DOTALL))
LONG = 60


def test_a_consumer_is_twenty_lines():
    assert set(CONSUMERS) == {"bucket", "sqs", "rabbitmq"}
    lines = {name: sum(bool(line.strip()) for line in text.splitlines()) for name, text in CONSUMERS.items()}
    assert {name: count for name, count in lines.items() if count > 20} == {}


def test_every_field_of_the_message_is_explained():
    names = [name for name in Message.model_fields if name != "data"] + [f"data.{name}" for name in LetterRouted.model_fields]
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_the_example_is_a_message():
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert Message.model_validate(json.loads(example)).data.role == "lead"


@pytest.fixture
def store(moto: str) -> S3Store:
    opened = moto_store(moto, f"test-{token_hex(6)}")
    opened.ensure_bucket()
    return opened


@pytest.fixture
def consumer(kind: QueueKind, moto: str, tmp_path: Path) -> Iterator["Queue[str]"]:
    """Lines that the documented consumer of this kind of queue prints while it runs."""
    (tmp_path / "consumer.py").write_text(CONSUMERS[kind.name], "utf-8")
    own = urlsplit(kind.environment["CONGVAN_QUEUE_URL"])
    password = kind.environment.get("CONGVAN_QUEUE_PASSWORD", "")
    environment = {
        "PATH": os.environ["PATH"],  # noqa: TID251 - handed on
        "AWS_ACCESS_KEY_ID": kind.environment.get("CONGVAN_S3_ACCESS_KEY", "test"),
        "AWS_SECRET_ACCESS_KEY": kind.environment.get("CONGVAN_S3_SECRET_KEY", "test"),
        "AWS_ENDPOINT_URL_S3": kind.environment.get("CONGVAN_S3_ENDPOINT", moto),
        "AWS_ENDPOINT_URL_SQS": moto,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AMQP_URL": own._replace(netloc=own.netloc.replace("@", f":{password}@")).geturl(),
        "BUCKET": kind.environment["CONGVAN_BUCKET"],
        "QUEUE": "so-thu-1",
    }
    kind.open().prepare(["so-thu-1"])
    process = subprocess.Popen([sys.executable, "consumer.py"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
    lines: Queue[str] = Queue()
    assert process.stdout
    reader = Thread(target=pump, args=(process.stdout, lines), daemon=True)
    reader.start()
    yield lines
    process.kill()
    process.wait(10)
    reader.join(10)
    process.stdout.close()


def pump(output: IO[str], lines: "Queue[str]") -> None:
    for line in output:
        lines.put(line.strip())


@pytest.fixture
def archive(kind: QueueKind, store: S3Store) -> S3Store:
    """Where the record lies that the consumer reads: with the bucket's queue, in the same bucket."""
    if kind.name != "bucket":
        return store
    from tasks.adapters.connect import open_store  # noqa: PLC0415 - the settings of this kind hold from here on

    opened = open_store()
    assert isinstance(opened, S3Store)
    return opened


@pytest.mark.servers
@pytest.mark.parametrize("kind", ["bucket", "sqs", "rabbitmq"], indirect=True)
def test_the_documented_consumer_works_once_for_each_message(
    queue: MessageQueue, archive: S3Store, consumer: "Queue[str]", tmp_path: Path
):
    letter = write_record(archive, record([delivery(1), delivery(2)]))
    first, second = (build_message(letter, one, bucket=archive.bucket) for one in letter.routing.deliveries)
    queue.publish("so-thu-1", first)
    assert consumer.get(timeout=LONG) == f"act {LETTER_ID}"
    queue.publish("so-thu-1", first)  # a repeat
    queue.publish("so-thu-1", second)
    assert consumer.get(timeout=LONG) == f"act {LETTER_ID}"
    with pytest.raises(Empty):
        consumer.get(timeout=3)
    assert {path.name for path in (tmp_path / "done").iterdir()} == {first.id, second.id}
    assert queue.receive("so-thu-1", wait_seconds=1) == []
