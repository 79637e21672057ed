"""Notifications from SQS, as a store sends them: the real event of moto's S3, and what else may lie on such a queue."""

import json
import threading
import time
from secrets import token_hex
from typing import Any

import pytest

from schemas.errors import TransientError, UsageError
from schemas.settings import settings
from tasks.adapters.aws import make_client
from tasks.adapters.connect import open_notifications
from tasks.adapters.s3_store import S3Store
from tasks.adapters.sqs_notifications import SqsNotifications
from tasks.engine.api import stopping
from tasks.engine.news import News
from tasks.stations.notices import wait_for_news
from tests.contract.conftest import moto_store
from tests.contract.servers import free_port


@pytest.fixture
def sqs(moto: str) -> Any:
    return make_client("sqs", endpoint=moto, region="us-east-1", access_key="test", secret_key="test")


@pytest.fixture
def name(sqs: Any) -> str:
    made = f"news-{token_hex(4)}"
    sqs.create_queue(QueueName=made, Attributes={"VisibilityTimeout": "1"})
    return made


def send(sqs: Any, name: str, *bodies: str) -> None:
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    for body in bodies:
        sqs.send_message(QueueUrl=url, MessageBody=body)


def told_store(moto: str, sqs: Any, name: str) -> S3Store:
    """A bucket that tells the queue `name` of every new object."""
    store = moto_store(moto, f"test-{token_hex(6)}")
    store.ensure_bucket()
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    told = {"QueueConfigurations": [{"QueueArn": arn, "Events": ["s3:ObjectCreated:*"]}]}
    store.client.put_bucket_notification_configuration(Bucket=store.bucket, NotificationConfiguration=told)
    return store


def test_a_new_scan_is_told_of_by_its_key(moto: str, sqs: Any, name: str):
    store = told_store(moto, sqs, name)
    store.put("inbox/Công văn số 12 (bản sao) + phụ lục.pdf", b"scan")
    store.put("letters/x/record.json", b"{}")
    found: set[str] = set()
    deadline = time.monotonic() + 30
    while not found and time.monotonic() < deadline:
        found |= wait_for_news(SqsNotifications(sqs, name), "inbox/", seconds=1)
    assert found == {"inbox/Công văn số 12 (bản sao) + phụ lục.pdf"}


def test_a_scan_put_into_the_bucket_wakes_the_watch(moto: str, sqs: Any, name: str, monkeypatch: pytest.MonkeyPatch):
    store = told_store(moto, sqs, name)
    for variable in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(variable, "test")
    monkeypatch.setenv("CONGVAN_NOTIFICATIONS_URL", f"sqs://us-east-1/{name}?endpoint={moto}")
    settings.cache_clear()
    wake = threading.Event()
    try:
        news = News(wake)
        store.put("inbox/khan/a b.pdf", b"scan")
        assert wake.wait(60)
        assert news.take() == {"inbox/khan/a b.pdf"}
        assert news.take() == frozenset()
    finally:
        stopping.set()  # its thread ends
        monkeypatch.undo()
        settings.cache_clear()
        time.sleep(0.1)
        stopping.clear()


def test_without_the_setting_nobody_listens():
    before = threading.active_count()
    assert News(threading.Event()).take() == frozenset()
    assert threading.active_count() == before


def test_what_was_told_is_told_once(sqs: Any, name: str):
    notifications = SqsNotifications(sqs, name)
    send(sqs, name, "one", "two")
    assert sorted(notifications.bodies(wait_seconds=5)) == ["one", "two"]
    time.sleep(1.2)
    assert list(notifications.bodies(wait_seconds=0.5)) == []


def test_what_was_not_worked_on_is_told_again(sqs: Any, name: str):
    send(sqs, name, "one")
    broken_off = SqsNotifications(sqs, name).bodies(wait_seconds=5)
    assert next(broken_off) == "one"
    del broken_off  # the watcher died here
    assert list(SqsNotifications(sqs, name).bodies(wait_seconds=10)) == ["one"]


def test_whatever_lies_there_is_taken_off_and_never_stops_the_watch(sqs: Any, name: str):
    test_event = json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent"})
    good = json.dumps({"Records": [{"eventName": "ObjectCreated:Put", "s3": {"object": {"key": "inbox/a+b.pdf"}}}]})
    send(sqs, name, test_event, "<html>", "{}", good)
    found: set[str] = set()
    for _ in range(4):
        found |= wait_for_news(SqsNotifications(sqs, name), "inbox/", seconds=0.5)
    assert found == {"inbox/a b.pdf"}
    time.sleep(1.2)
    assert list(SqsNotifications(sqs, name).bodies(wait_seconds=0)) == []


def test_when_notifications_are_away_the_watch_sleeps_and_goes_on():
    client = make_client("sqs", endpoint=f"http://127.0.0.1:{free_port()}", region="us-east-1", access_key="a", secret_key="b")
    away = SqsNotifications(client, "news")
    with pytest.raises(TransientError):
        list(away.bodies(wait_seconds=0))
    slept: list[float] = []
    assert wait_for_news(away, "inbox/", seconds=60, sleep=slept.append) == frozenset()
    assert len(slept) == 1
    assert 0 < slept[0] <= 60


def test_without_notifications_it_is_a_sleep():
    slept: list[float] = []
    assert wait_for_news(None, "inbox/", seconds=1.5, sleep=slept.append) == frozenset()
    assert slept == [1.5]


@pytest.mark.parametrize("url", ["http://x/y", "sqs://eu-west-1", "sqs://eu-west-1/"])
def test_a_setting_that_names_no_queue_is_refused(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CONGVAN_NOTIFICATIONS_URL", url)
    settings.cache_clear()
    with pytest.raises(UsageError, match="CONGVAN_NOTIFICATIONS_URL"):
        open_notifications()
    monkeypatch.undo()
    settings.cache_clear()


def test_the_setting_opens_the_queue(moto: str, sqs: Any, name: str, monkeypatch: pytest.MonkeyPatch):
    for variable in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(variable, "test")
    monkeypatch.setenv("CONGVAN_NOTIFICATIONS_URL", f"sqs://us-east-1/{name}?endpoint={moto}")
    settings.cache_clear()
    opened = open_notifications()
    assert opened is not None
    send(sqs, name, "one")
    assert list(opened.bodies(wait_seconds=5)) == ["one"]
    monkeypatch.delenv("CONGVAN_NOTIFICATIONS_URL")
    settings.cache_clear()
    assert open_notifications() is None
