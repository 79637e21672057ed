"""Fetch: the first step of every letter."""

from schemas.scan import Scan
from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.engine.tell import tell_received
from tasks.stations.inbox import find_arrival
from tasks.stations.scan import fetch


@letter_task
def fetch_scan(ticket: str) -> Scan | None:
    """Bring the scan from the inbox (nhận bản quét); None when it was taken out or written over meanwhile."""
    store = open_store()
    arrival = find_arrival(store, ticket)
    scan = fetch(store, arrival) if arrival else None
    if scan is not None:
        tell_received(scan)
    return scan
