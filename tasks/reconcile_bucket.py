"""Reconcile: everything ever seen is in exactly one state."""

from tasks.adapters.connect import open_store
from tasks.core.record.reconcile import Sum
from tasks.engine.task import letter_task
from tasks.stations.upkeep import add_up


@letter_task
def reconcile_bucket() -> Sum:
    """Add up the archive (đối soát)."""
    return add_up(open_store())
