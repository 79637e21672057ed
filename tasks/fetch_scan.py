"""Fetch: the first step of every letter."""

from schemas.arrival import Arrival
from schemas.scan import Scan
from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.stations.scan import fetch


@letter_task
def fetch_scan(arrival: Arrival) -> Scan | None:
    """Bring the scan from the inbox (nhận bản quét); None when it was taken out or written over meanwhile."""
    return fetch(open_store(), arrival)
