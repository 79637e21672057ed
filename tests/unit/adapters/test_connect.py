"""Which client each setting makes: TLS wherever it is asked for, and no password that anybody knows."""

import ssl
from collections.abc import Iterator
from typing import Any

import pytest

from schemas.errors import UsageError
from schemas.settings import settings
from tasks.adapters import connect
from tasks.adapters.s3_store import S3Store


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def choose(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"CONGVAN_{name.upper()}", value)
        settings.cache_clear()

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "of-a-test")
    yield choose
    monkeypatch.undo()
    settings.cache_clear()


def test_the_store_is_reached_by_tls_and_its_certificate_is_checked(set_to: Any) -> None:
    set_to(s3_endpoint="https://store.example:9443", s3_access_key="a", s3_secret_key="b")
    store = connect.open_store()
    assert isinstance(store, S3Store)
    assert store.client.meta.endpoint_url == "https://store.example:9443"
    assert store.client._endpoint.http_session._verify  # True, or a file of authorities


@pytest.mark.parametrize("url", ["sqs://vn-1?endpoint=https://sqs.example", "sqs://eu-west-1"])
def test_sqs_is_reached_by_tls(set_to: Any, url: str) -> None:
    set_to(queue_url=url)
    queue: Any = connect.open_queue()
    assert queue._client.meta.endpoint_url.startswith("https://")
    assert queue._client._endpoint.http_session._verify  # True, or a file of authorities


def test_notifications_are_fetched_by_tls(set_to: Any) -> None:
    set_to(notifications_url="sqs://vn-1/new-scans?endpoint=https://sqs.example")
    notifications: Any = connect.open_notifications()
    assert notifications._client.meta.endpoint_url == "https://sqs.example"


def made(set_to: Any, monkeypatch: pytest.MonkeyPatch, **values: str) -> Any:
    """The connection parameters that RabbitMQ's adapter gets."""
    given: list[Any] = []
    monkeypatch.setattr("tasks.adapters.rabbitmq_queue.RabbitQueue", given.append)
    connect._rabbitmq_queue.cache_clear()
    set_to(**values)
    connect.open_queue()
    connect._rabbitmq_queue.cache_clear()
    return given[0]


def test_the_broker_is_reached_by_tls_and_its_certificate_is_checked(set_to: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    parameters = made(set_to, monkeypatch, queue_url="amqps://congvan@broker.example/van", queue_password="w")
    assert parameters.port == 5671
    context = parameters.ssl_options.context
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert parameters.ssl_options.server_hostname == "broker.example"


@pytest.mark.parametrize("url", ["amqp://broker.example/", "amqp://congvan@broker.example/", "amqps://:w@broker.example/"])
def test_there_is_no_default_password(set_to: Any, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.delenv("CONGVAN_QUEUE_PASSWORD", raising=False)
    set_to(queue_url=url)
    with pytest.raises(UsageError, match="names a user"):
        connect.open_queue()


def test_secrets_are_not_shown_by_what_holds_them(set_to: Any) -> None:
    set_to(s3_secret_key="kept-quiet", queue_password="kept-quiet", prefect_database="postgresql+asyncpg://u:kept-quiet@h/d")
    assert "kept-quiet" not in repr(settings())
    assert "kept-quiet" not in settings().model_dump_json()
