"""Waiting for news of the inbox: until the store tells of a new scan, or the interval is over. Never a reason to stop."""

import logging
import time
from collections.abc import Callable

from schemas.errors import TransientError
from tasks.core.record.notification import parse_notification
from tasks.ports import Notifications

log = logging.getLogger(__name__)


def wait_for_news(
    notifications: Notifications | None, prefix: str, *, seconds: float, sleep: Callable[[float], object] = time.sleep
) -> frozenset[str]:
    """Keys below `prefix` that the store tells of, as soon as it does; after `seconds` at the latest, with none.

    Without notifications, or when they are away, this is a sleep of `seconds`: the listing finds everything anyway.
    """
    if notifications is None:
        sleep(seconds)
        return frozenset()
    start = time.monotonic()
    try:
        keys = {key for body in notifications.bodies(wait_seconds=seconds) for key in parse_notification(body)}
    except TransientError as error:
        log.warning("no notifications for now: %s", error)
        sleep(max(0.0, seconds - (time.monotonic() - start)))
        return frozenset()
    return frozenset(key for key in keys if key.startswith(prefix))
