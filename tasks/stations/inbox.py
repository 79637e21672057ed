"""The inbox as successive listings show it: which scans stand still and may be taken, the most pressing first."""

import heapq
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.arrival import INBOX, Arrival
from tasks.ports import ObjectStore, StoredObject

_TEMPORARY = re.compile(
    r"(^|/)(\.|~\$|_tmp|Thumbs\.db$|desktop\.ini$)|(\.(tmp|temp|part|partial|filepart|crdownload|download|swp|lock|writing|upload)|~)$",
    re.IGNORECASE,
)
"""Names that scanners, browsers, editors, copy programs and desktops use while they write or for themselves."""

EMPTY_PATIENCE = timedelta(seconds=15)
"""An empty object is left alone for so long: some gateways make the name first and bring the bytes later."""


AGED = timedelta(minutes=2)
"""What nobody changed for so long is whole at first sight: a backlog need not be listed twice before it starts."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the inbox. `ripe`: may be taken now, most pressing first. `waiting`: all that will be taken.

    `unripe`: those of them that have not stood still yet, as far as we saw.
    """

    ripe: tuple[Arrival, ...]
    waiting: int
    left_alone: int
    unripe: int = 0


def is_temporary(key: str) -> bool:
    """Whether the name says that the file is still being written or is no letter at all."""
    return key.endswith("/") or _TEMPORARY.search(key.removeprefix(INBOX)) is not None


def pressing(arrival: Arrival) -> tuple[int, datetime, str]:
    """Order of work: the most urgent first, then the oldest."""
    return (arrival.urgency, arrival.modified, arrival.key)


class Inbox:
    """Remembers two numbers for each object of the last listing, so 10,000 waiting objects cost about a megabyte."""

    def __init__(self, store: ObjectStore, now: Callable[[], datetime], *, quiet: timedelta = timedelta()) -> None:
        """Look into `store` by the clock `now` (aware datetimes). A scan must stand still for two looks and for `quiet`."""
        self._store = store
        self._now = now
        self._quiet = quiet
        self._seen: dict[int, datetime] = {}  # hash of an object's identity → when it was first seen like that

    def look(self, most: int, skip: Callable[[Arrival], bool], *, told: Collection[str] = ()) -> Look:
        """List once. Gives at most `most` scans that stood still and that `skip` does not name.

        `told`: keys that the store announced; it announces whole objects, so these need not stand still.
        Raises TransientError when the store is away.
        """
        seen: dict[int, datetime] = {}
        left_alone = unripe = 0
        now = self._now()

        def takeable() -> Iterator[Arrival]:
            nonlocal left_alone, unripe
            for arrival in self._arrivals():
                if is_temporary(arrival.key) or (arrival.size == 0 and now - arrival.modified < EMPTY_PATIENCE):
                    left_alone += 1
                    continue
                mark = hash(arrival.identity)
                since = self._seen.get(mark)
                seen[mark] = since or now
                still = (since is not None and now - since >= self._quiet) or now - arrival.modified >= AGED
                unripe += not still
                if (still or arrival.key in told) and not skip(arrival):
                    yield arrival

        ripe = tuple(heapq.nsmallest(most, takeable(), key=pressing))
        self._seen = seen
        return Look(ripe=ripe, waiting=len(seen), left_alone=left_alone, unripe=unripe)

    def _arrivals(self) -> Iterable[Arrival]:
        return (arrival(self._store.bucket, stored) for stored in self._store.list(INBOX))


def arrival(bucket: str, stored: StoredObject) -> Arrival:
    """What a listing shows, as the scan that the flow gets."""
    return Arrival(
        bucket=bucket,
        key=stored.key,
        size=stored.size,
        etag=stored.etag,
        modified=stored.modified,
        version_id=stored.version_id,
    )


_in_hand: dict[str, Arrival] = {}  # scans that this process works on, by ticket: spares a listing of a full inbox for each


def remember(known: Arrival) -> None:
    """Note a scan that is about to be worked on."""
    _in_hand[known.ticket] = known


def forget(known: Arrival) -> None:
    """The work on the scan has ended."""
    _in_hand.pop(known.ticket, None)


def find_arrival(store: ObjectStore, ticket: str) -> Arrival | None:
    """The scan of the inbox that the ticket names; None when it lies there no more. Raises TransientError."""
    known = _in_hand.get(ticket)
    if known is not None:
        return known
    listed = (arrival(store.bucket, stored) for stored in store.list(INBOX))
    return next((one for one in listed if one.ticket == ticket), None)


def still_there(store: ObjectStore, known: Arrival) -> bool:
    """Whether the inbox still holds that very object: not taken out, not written over.

    Asked by a listing, not by HEAD, whose time has whole seconds only.
    """
    return any(stored.key == known.key and arrival(known.bucket, stored) == known for stored in store.list(known.key, limit=1))
