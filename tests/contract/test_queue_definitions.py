"""Queues that are made ahead from our definitions are the ones that the program would make itself."""

import json
from secrets import token_hex
from urllib.parse import urlsplit

import pika
import pytest

from infra.queues.definitions import main, rabbitmq_definitions, served_queues, sqs_template
from tasks.adapters.aws import make_client
from tasks.adapters.sqs_queue import LONGEST_NAME, SqsQueue
from tasks.ports import MessageQueue
from tests.contract.conftest import QueueKind
from tests.contract.events import event


@pytest.mark.servers
@pytest.mark.parametrize("kind", ["rabbitmq"], indirect=True)
def test_rabbitmq_takes_the_definitions_for_what_the_program_made(kind: QueueKind, queue: MessageQueue):
    name = f"so-y-te-{token_hex(4)}"
    queue.publish(name, event("m1"))
    address = urlsplit(kind.environment["CONGVAN_QUEUE_URL"])
    keys = pika.PlainCredentials(address.username, kind.environment["CONGVAN_QUEUE_PASSWORD"])
    with pika.BlockingConnection(pika.ConnectionParameters(address.hostname, address.port, "/", keys)) as connection:
        channel = connection.channel()
        made = rabbitmq_definitions([name])
        for one in made["exchanges"]:  # the broker closes the channel when anything differs
            channel.exchange_declare(one["name"], one["type"], durable=one["durable"], arguments=one["arguments"])
        for one in made["queues"]:
            channel.queue_declare(one["name"], durable=one["durable"], arguments=one["arguments"])
        assert {one["destination"] for one in made["bindings"]} == {one["name"] for one in made["queues"]}
        assert channel.is_open
    assert [message.id for message in queue.look(name)] == ["m1"]


def test_sqs_has_the_same_names_and_attributes(moto: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    name = "ban-chi-dao-" * 6 + token_hex(4)
    client = make_client("sqs", endpoint=moto, region="us-east-1")
    SqsQueue(client, fifo=True, prefix="a-").prepare([name])
    dead, queue = (one["Properties"] for one in sqs_template([name], fifo=True, prefix="a-")["Resources"].values())
    for wanted in (dead, queue):
        assert len(wanted["QueueName"]) <= LONGEST_NAME
        url = client.get_queue_url(QueueName=wanted["QueueName"])["QueueUrl"]
        found = client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        assert found["MessageRetentionPeriod"] == str(wanted["MessageRetentionPeriod"])
        assert found["FifoQueue"] == str(wanted["FifoQueue"]).lower() == "true"
    assert int(json.loads(found["RedrivePolicy"])["maxReceiveCount"]) == queue["RedrivePolicy"]["maxReceiveCount"]


def test_every_recipient_that_is_served_has_its_queue(capsys: pytest.CaptureFixture[str]):
    assert main(["names"]) == 0
    names = capsys.readouterr().out.split()
    assert names == served_queues()
    assert len(names) > 100
    assert max(map(len, names)) <= LONGEST_NAME


def test_only_those_of_a_province_and_a_body():
    names = served_queues(["hue", "tw/btc"])
    assert any(name.startswith("uy-ban-nhan-dan-phuong-thuan-hoa-") for name in names)
    assert any(name.startswith("bo-tai-chinh-") for name in names)
    assert not any(name.startswith(("bo-noi-vu-", "uy-ban-nhan-dan-thanh-pho-ha-noi-")) for name in names)
