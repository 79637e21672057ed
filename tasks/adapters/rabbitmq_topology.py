"""What lies on the broker: one exchange, a quorum queue for each recipient, one queue of all dead letters. And the way there."""

import ssl
from typing import Any

import pika

EXCHANGE = "congvan"
DEAD = "congvan.dead"
"""Exchange and queue of all dead letters: one place for an operator to look at."""


def declare_exchanges(channel: Any) -> None:
    """Make the two exchanges and the queue of dead letters where they are missing. Raises pika's errors."""
    channel.exchange_declare(EXCHANGE, "direct", durable=True)
    channel.exchange_declare(DEAD, "fanout", durable=True)
    # a classic queue: looking at dead letters must not wear them out, as returning does on quorum queues
    channel.queue_declare(DEAD, durable=True)
    channel.queue_bind(DEAD, DEAD)


def declare_queue(channel: Any, queue: str, most_attempts: int) -> None:
    """Make a recipient's queue and its binding where they are missing. Raises pika's errors, also for other arguments."""
    channel.queue_declare(queue, durable=True, arguments=queue_arguments(most_attempts))
    channel.queue_bind(queue, EXCHANGE, routing_key=queue)


def queue_arguments(most_attempts: int) -> dict[str, Any]:
    """Arguments of a recipient's queue; an administrator who makes queues gives the same (`infra/queues/rabbitmq.py`)."""
    return {
        "x-queue-type": "quorum",
        "x-delivery-limit": most_attempts - 1,  # how often a message may come back
        "x-dead-letter-exchange": DEAD,
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",  # at-least-once needs it
    }


def parameters(*, host: str, port: int, vhost: str, user: str, password: str, tls: bool = False) -> Any:
    """Connection parameters; `tls` checks the broker's certificate against the system's authorities."""
    return pika.ConnectionParameters(
        host=host,
        port=port,
        virtual_host=vhost,
        credentials=pika.PlainCredentials(user, password),
        ssl_options=pika.SSLOptions(ssl.create_default_context(), host) if tls else None,
        connection_attempts=2,
        retry_delay=1,
        socket_timeout=5,
        blocked_connection_timeout=30,
    )
