"""Every store and every queue that a contract is held against. Servers start when the first test asks for them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

import pytest
from moto.server import ThreadedMotoServer

from schemas.settings import settings
from schemas.stack import Stack
from tasks.adapters.aws import make_client
from tasks.adapters.connect import open_queue, open_store
from tasks.adapters.memory_store import MemoryStore
from tasks.adapters.s3_direct import DirectS3
from tasks.adapters.s3_store import S3Store
from tasks.ports import MessageQueue, ObjectStore
from tests.contract.servers import free_port, rabbitmq_server, rclone_server


@pytest.fixture(scope="session")
def rclone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with rclone_server(tmp_path_factory.mktemp("rclone")) as stack:
        yield stack


@pytest.fixture(scope="session")
def moto() -> Iterator[str]:
    server = ThreadedMotoServer(port=free_port(), verbose=False)
    server.start()
    yield f"http://127.0.0.1:{server._port}"
    server.stop()


@pytest.fixture(scope="session")
def rabbitmq(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with rabbitmq_server(tmp_path_factory.mktemp("rabbitmq")) as address:
        yield address


@lru_cache
def s3_client(endpoint: str, access_key: str, secret_key: str) -> Any:
    return make_client("s3", endpoint=endpoint, region="us-east-1", access_key=access_key, secret_key=secret_key)


def rclone_store(stack: Stack, bucket: str) -> S3Store:
    return S3Store(s3_client(stack.s3_endpoint, stack.s3_access_key, stack.s3_secret_key), bucket)


def direct_store(stack: Stack, bucket: str) -> S3Store:
    """As the embedded store is used: boto3 only where the direct way does not succeed."""
    keys = stack.s3_access_key, stack.s3_secret_key
    return S3Store(s3_client(stack.s3_endpoint, *keys), bucket, direct=DirectS3(stack.s3_endpoint, "us-east-1", *keys, bucket))


def moto_store(endpoint: str, bucket: str) -> S3Store:
    return S3Store(s3_client(endpoint, "test", "test"), bucket, conditional=True)


MADE: dict[str, tuple[str, Callable[[Any, str], S3Store]]] = {
    "moto": ("moto", moto_store),
    "rclone": ("rclone", rclone_store),
    "rclone-direct": ("rclone", direct_store),
}


@pytest.fixture(params=["memory", "moto", *(pytest.param(name, marks=pytest.mark.servers) for name in ("rclone", "rclone-direct"))])
def store(request: pytest.FixtureRequest) -> ObjectStore:
    """An empty bucket of each kind of store."""
    bucket = f"test-{token_hex(6)}"
    if request.param == "memory":
        return MemoryStore(bucket)
    server, made = MADE[request.param]
    opened = made(request.getfixturevalue(server), bucket)
    opened.ensure_bucket()
    return opened


@dataclass(frozen=True)
class QueueKind:
    """A kind of queue as settings choose it: `environment` is all that a process of its own needs to reach it."""

    name: str
    environment: dict[str, str]
    open: Callable[[], MessageQueue]


def local_keys(endpoint: str, access_key: str, secret_key: str) -> dict[str, str]:
    return {
        "CONGVAN_S3_ENDPOINT": endpoint,
        "CONGVAN_S3_ACCESS_KEY": access_key,
        "CONGVAN_S3_SECRET_KEY": secret_key,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }


def environment_of(name: str, request: pytest.FixtureRequest) -> dict[str, str]:
    if name == "rabbitmq":
        address = urlsplit(request.getfixturevalue("rabbitmq"))
        url = address._replace(netloc=f"{address.username}@{address.hostname}:{address.port}").geturl()
        return {"CONGVAN_QUEUE_URL": url, "CONGVAN_QUEUE_PASSWORD": str(address.password)}
    if name == "bucket":
        stack: Stack = request.getfixturevalue("rclone")
        return local_keys(stack.s3_endpoint, stack.s3_access_key, stack.s3_secret_key) | {"CONGVAN_QUEUE_URL": "bucket:"}
    endpoint: str = request.getfixturevalue("moto")
    options = "&fifo=true&prefix=fifo-" if name == "sqs-fifo" else ""
    keys = local_keys(endpoint, "test", "test")
    return keys | {"CONGVAN_QUEUE_URL": "bucket:" if name == "bucket-moto" else f"sqs://us-east-1?endpoint={endpoint}{options}"}


@pytest.fixture(
    params=[
        pytest.param("bucket", marks=pytest.mark.servers),
        "bucket-moto",
        "sqs",
        "sqs-fifo",
        pytest.param("rabbitmq", marks=pytest.mark.servers),
    ]
)
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[QueueKind]:
    """Each kind of queue, chosen by settings as an installation chooses it."""
    environment = environment_of(request.param, request)
    environment["CONGVAN_BUCKET"] = f"test-{token_hex(6)}"
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    if "CONGVAN_S3_ENDPOINT" in environment:
        store = open_store()
        assert isinstance(store, S3Store)
        store.ensure_bucket()
    yield QueueKind(request.param, environment, open_queue)
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def queue(kind: QueueKind) -> MessageQueue:
    return kind.open()
