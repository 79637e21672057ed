"""Notifications that a store sends when an object arrives. Pure. A notification is a hint: the listing is the truth."""

import json
from typing import Any
from urllib.parse import unquote_plus

_ARRIVALS = ("ObjectCreated:", "ObjectRestore:Completed")


def parse_notification(body: str | bytes) -> list[str]:
    """Keys of the objects that a message tells of, decoded, each once, in order.

    Takes an S3 event as SQS carries it, one that came through SNS (the event as text under `Message`), and one of
    EventBridge (`detail.object.key`, which is not encoded). Whatever else comes (`s3:TestEvent` has no Records, removals,
    text that is no JSON) gives no keys: it is never an error, because anyone may write to a queue.
    Source: Amazon S3 user guide, "Event message structure": keys are URL-encoded with `+` for a blank.
    """
    event = _json(body)
    if isinstance(event, dict) and isinstance(event.get("Message"), str):
        event = _json(event["Message"])
    if not isinstance(event, dict):
        return []
    if isinstance(event.get("detail"), dict):
        return _text_keys([_at(event["detail"], "object", "key")] if event.get("detail-type") == "Object Created" else [])
    records = event.get("Records")
    told = [record for record in records if _arrived(record)] if isinstance(records, list) else []
    return _text_keys([_decoded(_at(record, "s3", "object", "key")) for record in told])


def _json(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _arrived(record: Any) -> bool:
    name = record.get("eventName") if isinstance(record, dict) else None
    return isinstance(name, str) and name.removeprefix("s3:").startswith(_ARRIVALS)


def _at(value: Any, *path: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _decoded(key: Any) -> Any:
    return unquote_plus(key, errors="strict") if isinstance(key, str) and _is_utf8(key) else None


def _is_utf8(key: str) -> bool:
    try:
        unquote_plus(key, errors="strict")
    except UnicodeDecodeError:
        return False
    return True


def _text_keys(keys: list[Any]) -> list[str]:
    return list(dict.fromkeys(key for key in keys if isinstance(key, str) and key))
