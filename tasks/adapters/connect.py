"""The one place that chooses adapters: settings and URL schemes in, ports out.

One store and one queue for a process and its settings: a client takes 0.1 s to make and serves many threads.
"""

from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from schemas.errors import UsageError
from schemas.settings import Settings, settings
from schemas.stack import read_stack
from tasks.adapters.bucket_queue import BucketQueue
from tasks.adapters.memory_store import MemoryStore
from tasks.ports import MessageQueue, ObjectStore

Store = tuple[str, str, str | None, str | None, str]


def open_store() -> ObjectStore:
    """The bucket of the settings, or the local stack's when they name no address.

    `CONGVAN_S3_ENDPOINT=memory:` is a bucket in this process's memory, for trials. Raises UsageError when there is neither
    an address nor a local stack, TransientError when the store is away.
    """
    chosen = settings()
    endpoint = chosen.s3_endpoint
    access_key = chosen.s3_access_key.get_secret_value() if chosen.s3_access_key else None
    secret_key = chosen.s3_secret_key.get_secret_value() if chosen.s3_secret_key else None
    if endpoint is None:
        stack = read_stack(chosen.home)
        if stack is None:
            raise UsageError("no store: start the local stack with `./congvan up`, or set CONGVAN_S3_ENDPOINT")
        endpoint, access_key, secret_key = stack.s3_endpoint, stack.s3_access_key, stack.s3_secret_key
    if endpoint == "memory:":
        return _memory_store(chosen.bucket)
    return _s3_store((endpoint, chosen.s3_region, access_key, secret_key, chosen.bucket))


def open_queue() -> MessageQueue:
    """The queues of `CONGVAN_QUEUE_URL`. Raises UsageError for a scheme that we don't have."""
    chosen = settings()
    scheme = urlsplit(chosen.queue_url).scheme
    if scheme == "bucket":
        return BucketQueue(open_store())
    if scheme == "sqs":
        return _sqs_queue(chosen.queue_url)
    if scheme in {"amqp", "amqps"}:
        return _rabbitmq_queue(chosen.queue_url, _password(chosen))
    raise UsageError(f"CONGVAN_QUEUE_URL: {scheme or 'no scheme'}; known are bucket:, sqs://, amqp://, amqps://")


def _password(chosen: Settings) -> str | None:
    return chosen.queue_password.get_secret_value() if chosen.queue_password else None


@lru_cache(maxsize=8)
def _memory_store(bucket: str) -> MemoryStore:
    return MemoryStore(bucket)


@lru_cache(maxsize=8)
def _s3_store(wanted: Store) -> ObjectStore:
    from tasks.adapters.aws import make_client  # noqa: PLC0415 - boto3 takes half a second to import
    from tasks.adapters.s3_store import S3Store  # noqa: PLC0415

    endpoint, region, access_key, secret_key, bucket = wanted
    client = make_client("s3", endpoint=endpoint, region=region, access_key=access_key, secret_key=secret_key)
    return S3Store(client, bucket)


@lru_cache(maxsize=8)
def _sqs_queue(url: str) -> MessageQueue:
    from tasks.adapters.aws import make_client  # noqa: PLC0415 - see above
    from tasks.adapters.sqs_queue import SqsQueue  # noqa: PLC0415

    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    client = make_client("sqs", endpoint=options.get("endpoint"), region=parts.netloc or settings().s3_region)
    return SqsQueue(client, fifo=options.get("fifo") in {"1", "true", "yes"}, prefix=options.get("prefix", ""))


@lru_cache(maxsize=8)
def _rabbitmq_queue(url: str, password: str | None) -> MessageQueue:
    from tasks.adapters.rabbitmq_queue import RabbitQueue  # noqa: PLC0415 - see above
    from tasks.adapters.rabbitmq_topology import parameters  # noqa: PLC0415

    parts = urlsplit(url)
    return RabbitQueue(
        parameters(
            host=parts.hostname or "localhost",
            port=parts.port or (5671 if parts.scheme == "amqps" else 5672),
            vhost=unquote(parts.path.removeprefix("/")) or "/",
            user=unquote(parts.username or "guest"),
            password=password or unquote(parts.password or "guest"),
            tls=parts.scheme == "amqps",
        )
    )
