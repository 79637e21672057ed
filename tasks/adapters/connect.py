"""The one place that chooses adapters: settings and URL schemes in, ports out.

One store and one queue for a process and its settings: a client takes 0.1 s to make and serves many threads.
"""

from functools import lru_cache
from secrets import token_hex
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import SecretStr

from schemas.errors import UsageError
from schemas.settings import settings
from schemas.stack import read_stack
from tasks.adapters.bucket_queue import BucketQueue
from tasks.adapters.memory_store import MemoryStore
from tasks.ports import MessageQueue, Notifications, ObjectStore

if TYPE_CHECKING:
    from tasks.adapters.s3_store import S3Store

MEMORY = "memory:"
Where = tuple[str, str, str | None, str | None, str]
"""Address, region, key pair and bucket."""


def open_store() -> ObjectStore:
    """The bucket of the settings, or the local stack's when they name no address.

    `CONGVAN_S3_ENDPOINT=memory:` is a bucket in this process's memory, for trials. Raises UsageError when there is neither
    an address nor a local stack.
    """
    where = _where()
    return _memory_store(where[-1]) if where[0] == MEMORY else _s3_store(*where)


def open_queue() -> MessageQueue:
    """The queues of `CONGVAN_QUEUE_URL`. Raises UsageError for a scheme that we don't have, TransientError when it is away."""
    chosen = settings()
    scheme = urlsplit(chosen.queue_url).scheme
    if scheme == "bucket":
        where = _where()
        return BucketQueue(_memory_store(where[-1]), conditional=True) if where[0] == MEMORY else _bucket_queue(*where)
    if scheme == "sqs":
        return _sqs_queue(chosen.queue_url)
    if scheme in {"amqp", "amqps"}:
        return _rabbitmq_queue(chosen.queue_url, _secret(chosen.queue_password))
    raise UsageError(f"CONGVAN_QUEUE_URL: {scheme or 'no scheme'}; known are bucket:, sqs://, amqp://, amqps://")


def open_notifications() -> Notifications | None:
    """What `CONGVAN_NOTIFICATIONS_URL` names; None without. Raises UsageError for another scheme or no queue's name."""
    url = settings().notifications_url
    if url is None:
        return None
    parts = urlsplit(url)
    queue = parts.path.strip("/")
    if parts.scheme != "sqs" or not queue:
        raise UsageError("CONGVAN_NOTIFICATIONS_URL: sqs://region/queue is what we know")
    from tasks.adapters.sqs_notifications import SqsNotifications  # noqa: PLC0415 - boto3 takes half a second to import

    client = _client("sqs", dict(parse_qsl(parts.query)).get("endpoint"), parts.netloc or settings().s3_region, None, None)
    return SqsNotifications(client, queue)


def _where() -> Where:
    chosen = settings()
    if chosen.s3_endpoint is not None:
        keys = _secret(chosen.s3_access_key), _secret(chosen.s3_secret_key)
        return chosen.s3_endpoint, chosen.s3_region, *keys, chosen.bucket
    stack = read_stack(chosen.home)
    if stack is None:
        raise UsageError("no store: start the local stack with `./congvan up`, or set CONGVAN_S3_ENDPOINT")
    return stack.s3_endpoint, chosen.s3_region, stack.s3_access_key, stack.s3_secret_key, chosen.bucket


def _secret(value: SecretStr | None) -> str | None:
    return value.get_secret_value() if value else None


@lru_cache(maxsize=8)
def _memory_store(bucket: str) -> MemoryStore:
    return MemoryStore(bucket)


@lru_cache(maxsize=8)
def _client(service: str, endpoint: str | None, region: str, access_key: str | None, secret_key: str | None) -> Any:
    from tasks.adapters.aws import make_client  # noqa: PLC0415 - boto3 takes half a second to import

    return make_client(service, endpoint=endpoint, region=region, access_key=access_key, secret_key=secret_key)


@lru_cache(maxsize=8)
def _s3_store(endpoint: str, region: str, access_key: str | None, secret_key: str | None, bucket: str) -> "S3Store":
    from tasks.adapters.s3_direct import direct_to  # noqa: PLC0415 - see above
    from tasks.adapters.s3_store import S3Store  # noqa: PLC0415

    direct = direct_to(endpoint, region, access_key, secret_key, bucket)
    return S3Store(_client("s3", endpoint, region, access_key, secret_key), bucket, direct=direct)


@lru_cache(maxsize=8)
def _bucket_queue(endpoint: str, region: str, access_key: str | None, secret_key: str | None, bucket: str) -> MessageQueue:
    """The queue in the bucket; whether its store honours conditions on writing is tried once."""
    from tasks.adapters.s3_store import S3Store  # noqa: PLC0415 - see above
    from tasks.adapters.store_probe import PREFIX, conditional_put_works  # noqa: PLC0415

    kept = _s3_store(endpoint, region, access_key, secret_key, bucket)
    store = S3Store(kept.client, bucket, direct=kept.direct)
    store.conditional = conditional_put_works(store, f"{PREFIX}{token_hex(8)}")
    return BucketQueue(store, conditional=store.conditional)


@lru_cache(maxsize=8)
def _sqs_queue(url: str) -> MessageQueue:
    from tasks.adapters.sqs_queue import SqsQueue  # noqa: PLC0415 - see above

    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    client = _client("sqs", options.get("endpoint"), parts.netloc or settings().s3_region, None, None)
    return SqsQueue(client, fifo=options.get("fifo") in {"1", "true", "yes"}, prefix=options.get("prefix", ""))


@lru_cache(maxsize=8)
def _rabbitmq_queue(url: str, password: str | None) -> MessageQueue:
    from tasks.adapters.rabbitmq_queue import RabbitQueue  # noqa: PLC0415 - see above
    from tasks.adapters.rabbitmq_topology import parameters  # noqa: PLC0415

    parts = urlsplit(url)
    if not parts.username or not (password or parts.password):  # the broker's own default (guest, guest) is nobody's right
        raise UsageError("CONGVAN_QUEUE_URL: amqps://user@host/vhost names a user; set CONGVAN_QUEUE_PASSWORD too")
    return RabbitQueue(
        parameters(
            host=parts.hostname or "localhost",
            port=parts.port or (5671 if parts.scheme == "amqps" else 5672),
            vhost=unquote(parts.path.removeprefix("/")) or "/",
            user=unquote(parts.username),
            password=password or unquote(parts.password or ""),
            tls=parts.scheme == "amqps",
        )
    )
