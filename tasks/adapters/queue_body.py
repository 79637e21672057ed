"""How a message lies on any queue: CloudEvents 1.0 in structured mode, JSON, UTF-8."""

import re

from pydantic import ValidationError

from schemas.errors import UsageError
from schemas.events import Message

CONTENT_TYPE = "application/cloudevents+json"
MOST_ATTEMPTS = 5
"""Tries before a message is a dead letter; the same for every kind of queue."""

_SAFE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]*")


def encode(message: Message) -> bytes:
    """The bytes of a message, the same for the same message."""
    return message.model_dump_json().encode()


def decode(body: bytes | str) -> Message | None:
    """The message of these bytes; None for what is no message of ours. Fields that a newer version added are left out."""
    try:
        return Message.model_validate_json(body, extra="ignore")
    except ValidationError:
        return None


def checked(name: str) -> str:
    """A queue's or message's name that is safe as a part of a key. Raises UsageError for any other."""
    if not _SAFE.fullmatch(name):
        raise UsageError(f"a queue or message name has letters, digits and -_. only, not {name[:40]!r}")
    return name
