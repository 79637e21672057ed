"""Listening to the store: a thread of its own waits for news of the inbox and wakes the watch. The listing stays the truth."""

import logging
import threading

from schemas.arrival import INBOX
from tasks.adapters.connect import open_notifications
from tasks.engine.api import stopping
from tasks.ports import Notifications
from tasks.stations.notices import wait_for_news

log = logging.getLogger(__name__)

LISTEN_SECONDS = 5.0
"""One turn of listening: so long may the end of the process be kept waiting, not the news."""

MOST_KEYS = 10_000
"""More keys than these are not remembered: the listing finds them."""


class News:
    """Keys of new scans that the store told of since they were last taken."""

    def __init__(self, wake: threading.Event) -> None:
        """Listen to what `CONGVAN_NOTIFICATIONS_URL` names, if anything; `wake` is set when something new came."""
        self._wake = wake
        self._keys: set[str] = set()
        self._lock = threading.Lock()
        notifications = open_notifications()
        if notifications is not None:
            threading.Thread(target=self._listen, args=(notifications,), name="news", daemon=True).start()

    def take(self) -> frozenset[str]:
        """Give the keys, each once."""
        with self._lock:
            taken = frozenset(self._keys)
            self._keys.clear()
        return taken

    def _listen(self, notifications: Notifications) -> None:
        while not stopping.is_set():
            try:
                keys = wait_for_news(notifications, INBOX, seconds=LISTEN_SECONDS, sleep=stopping.wait)
            except Exception as error:  # noqa: BLE001 - a hint is lost and no letter; the next turn may fare better
                log.warning("no notifications for now: %s", type(error).__name__)
                stopping.wait(LISTEN_SECONDS)
                continue
            if keys:
                with self._lock:
                    self._keys |= set(sorted(keys)[: MOST_KEYS - len(self._keys)])
                self._wake.set()
